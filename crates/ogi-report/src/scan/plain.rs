//! The run of a string up to what needs a look: a quote, a backslash or a control character.

/// Bytes that are looked at together.
const BLOCK: usize = 32;

/// How many bytes at the start are neither a quote, a backslash nor a control character.
#[inline]
pub(super) fn length(text: &[u8]) -> usize {
    let blocks =
        text.chunks_exact(BLOCK).take_while(|block| !block.iter().fold(false, |any, byte| any | is_special(*byte)));
    let plain = blocks.count() * BLOCK;
    plain + tail(text.get(plain..).unwrap_or_default())
}

fn is_special(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || byte < b' '
}

/// The same for the block with the end, eight bytes at a time.
fn tail(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(word) = text.get(at..).and_then(|rest| rest.first_chunk()) {
        let marks = specials(u64::from_le_bytes(*word));
        if marks != 0 {
            return at + marks.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| is_special(*byte)).unwrap_or(rest.len())
}

const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x8080_8080_8080_8080;

/// The top bit of bytes that are special; right up to the first one, which is all that is asked.
fn specials(word: u64) -> u64 {
    let zero = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes;
    let quote = zero(word ^ (ONES * u64::from(b'"')));
    let backslash = zero(word ^ (ONES * u64::from(b'\\')));
    let control = word.wrapping_sub(ONES * u64::from(b' ')) & !word;
    (quote | backslash | control) & TOPS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_special_byte_is_found_wherever_it_stands() {
        for length in 0..100 {
            for (at, special) in (0..length).flat_map(|at| (0..=255).map(move |byte| (at, byte))) {
                let mut text = vec![b'a'; length];
                text[at] = special;
                text.extend("政\"\u{1}".bytes());
                let expected = text.iter().position(|byte| is_special(*byte));
                assert_eq!(Some(super::length(&text)), expected);
            }
        }
        assert_eq!(super::length(&[0xE6; 77]), 77);
    }
}
