//! The run of a string up to what needs a look: a quote, a backslash or a control character.

use super::simd::Level;

/// Bytes that are looked at together.
const BLOCK: usize = 32;

/// How many bytes at the start are neither a quote, a backslash nor a control character.
#[inline]
pub(super) fn length(text: &[u8]) -> usize {
    Level::best().map_or_else(|| portable(text), |level| level.plain_length(text))
}

/// The same on any machine.
pub(super) fn portable(text: &[u8]) -> usize {
    let mut plain = 0;
    while let Some(block) = text.get(plain..).and_then(|rest| rest.first_chunk()) {
        if has_special(block) {
            break;
        }
        plain += BLOCK;
    }
    plain + tail(text.get(plain..).unwrap_or_default())
}

/// Whether any byte of a block is special; without a branch, so that it becomes a few vector instructions.
#[inline]
fn has_special(block: &[u8; BLOCK]) -> bool {
    let mut any = 0;
    for byte in block {
        any |= u8::from(*byte == b'"') | u8::from(*byte == b'\\') | u8::from(*byte < b' ');
    }
    any != 0
}

fn is_special(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || byte < b' '
}

/// The same for the block with the end, eight bytes at a time.
pub(super) fn tail(text: &[u8]) -> usize {
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
        // Miri is slow: a few of them.
        let step = if cfg!(miri) { 37 } else { 1 };
        for size in (0..100).step_by(step) {
            for (at, special) in (0..size).flat_map(|at| (0..=255).step_by(step).map(move |byte| (at, byte))) {
                let mut text = vec![b'a'; size];
                text[at] = special;
                text.extend("政\"\u{1}".bytes());
                let expected = text.iter().position(|byte| is_special(*byte));
                assert_eq!((Some(length(&text)), Some(portable(&text))), (expected, expected));
            }
        }
        assert_eq!(length(&[0xE6; 77]), 77);
    }
}
