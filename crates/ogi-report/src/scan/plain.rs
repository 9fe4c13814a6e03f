//! The part of a string before the first special byte: a quote, a backslash or a control character.

use super::simd::Level;
use super::text::is_short_escape;

/// Bytes that are tested together: as many as a vector of AVX2 holds, which compilers make of the portable loop.
const BLOCK: usize = 32;

/// How many bytes at the start are neither a quote, a backslash nor a control character.
#[inline]
pub(super) fn length(text: &[u8]) -> usize {
    Level::best().map_or_else(|| portable(text), |level| level.plain_length(text))
}

/// [`length`] without instructions of our own.
pub(super) fn portable(text: &[u8]) -> usize {
    run::<false>(text).0
}

/// The length of the run. With `ESCAPES` it goes on over short escapes, and the flag says whether there were any.
#[inline]
pub(super) fn run<const ESCAPES: bool>(text: &[u8]) -> (usize, bool) {
    let (mut at, mut escaped) = (0, false);
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let blocks = rest
            .as_chunks()
            .0
            .iter()
            .take_while(|block| !has_special(block));
        let plain = BLOCK * blocks.count();
        at += plain + first_special(rest.get(plain..).unwrap_or_default());
        match text.get(at..) {
            Some([b'\\', escape, ..]) if ESCAPES && is_short_escape(*escape) => {
                (at, escaped) = (at + 2, true);
            }
            _ => return (at, escaped),
        }
    }
}

/// Flipping these bits turns a quote into [`LAST`] and keeps control characters below it, and no other byte comes that
/// low. So one comparison finds quotes and control characters.
pub(super) const QUOTE: u8 = b'"' ^ LAST;

/// The last of these: see [`QUOTE`].
pub(super) const LAST: u8 = b' ';

/// Whether any byte of a block is special. It has no branch, so that it compiles to a few vector instructions.
#[inline]
fn has_special(block: &[u8; BLOCK]) -> bool {
    let is_special = |byte: &u8| byte ^ QUOTE <= LAST || *byte == b'\\';
    block
        .iter()
        .map(is_special)
        .fold(false, |any, is_special| any | is_special)
}

/// Where the first special byte stands, or the end, eight bytes at a time.
#[inline]
fn first_special(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(word) = text.get(at..).and_then(|rest| rest.first_chunk()) {
        let marks = specials(u64::from_le_bytes(*word));
        if marks != 0 {
            return at + marks.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let is_special = |byte: &u8| matches!(byte, ..b' ' | b'"' | b'\\');
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().position(is_special).unwrap_or(rest.len())
}

const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x8080_8080_8080_8080;

/// The top bit of each special byte. Only right up to the first one, which is all that callers use.
fn specials(word: u64) -> u64 {
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(ONES * u64::from(limit)) & !bytes;
    let backslash = below(word ^ (ONES * u64::from(b'\\')), 1);
    (below(word ^ (ONES * u64::from(QUOTE)), LAST + 1) | backslash) & TOPS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_special_byte_is_found_wherever_it_stands() {
        // Miri is slow: a few of them.
        let step = if cfg!(miri) { 37 } else { 1 };
        for size in (0..100).step_by(step) {
            for (at, special) in
                (0..size).flat_map(|at| (0..=255).step_by(step).map(move |byte| (at, byte)))
            {
                let mut text = vec![b'a'; size];
                text[at] = special;
                text.extend("政\"\u{1}".bytes());
                let expected = text
                    .iter()
                    .position(|byte| matches!(byte, ..b' ' | b'"' | b'\\'));
                assert_eq!(
                    (Some(length(&text)), Some(portable(&text))),
                    (expected, expected)
                );
            }
        }
        assert_eq!(length(&[0xE6; 77]), 77);
    }
}
