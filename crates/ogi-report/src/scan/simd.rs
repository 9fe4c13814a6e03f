//! The only module with `unsafe`: calls of functions that need AVX2 or AVX-512, and of the prefetch instruction.
//!
//! The functions themselves are safe: they load from arrays and use no pointers. The one condition is that the machine
//! has the instructions, which is tested at run time. [`plain`](super::plain), [`search`](super::search) and
//! [`tables`](super::tables) have the portable twins; `simdutf8` checks the encoding where this module does not.
#![expect(
    unsafe_code,
    reason = "functions that need AVX2 can be called only so from those that do not"
)]

mod avx2;
mod avx512;
mod encoding;
mod skeleton;

use std::arch::x86_64::{__m512i, _MM_HINT_T0, _mm_prefetch};

use super::plain;
use super::search::{self, Word};
use super::tables::{self, Layout, Numbers, Progress, Skeleton, Track};
use super::text::is_short_escape;

/// The instructions that the machine has. A value of this type proves that the machine was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level(Features);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Features {
    /// AVX2 and BMI1.
    Avx2,
    /// AVX-512 F, BW, CD, VBMI and VBMI2, BMI1, BMI2 and POPCNT. VBMI2 is the newest of them: it takes the digits out of 64
    /// bytes at once.
    Avx512,
}

impl Level {
    /// The best that the machine has, if any.
    #[inline]
    pub(super) fn best() -> Option<Self> {
        let has_256 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi1");
        let has_bits = is_x86_feature_detected!("bmi2") && is_x86_feature_detected!("popcnt");
        let has_512 = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512cd")
            && is_x86_feature_detected!("avx512vbmi")
            && is_x86_feature_detected!("avx512vbmi2")
            && has_bits;
        has_256.then_some(Self(if has_512 {
            Features::Avx512
        } else {
            Features::Avx2
        }))
    }

    /// Each level that this machine has.
    #[cfg(test)]
    pub(super) fn all() -> Vec<Self> {
        let Some(best) = Self::best() else {
            println!("skipped: this machine has no AVX2");
            return Vec::new();
        };
        let mut levels = vec![Self(Features::Avx2), best];
        levels.dedup();
        levels
    }

    /// The first quote, control character or long escape from a byte on, or the end of the document; and whether there was
    /// a short escape before it. `None` if the text before it is not UTF-8.
    ///
    /// The text before `from` must be ASCII or already known to be UTF-8.
    #[inline]
    pub(super) fn valid_run(self, document: &[u8], from: usize) -> Option<(usize, bool)> {
        match self.0 {
            // SAFETY: the machine has AVX2 and BMI1, and that is all the function needs.
            Features::Avx2 => unsafe { avx2::valid(document, from) },
            // SAFETY: the machine has what the function needs, and more.
            Features::Avx512 => unsafe { avx512::valid(document, from) },
        }
    }

    /// [`Layout::read`].
    #[inline]
    pub(super) fn read_table(
        self,
        layout: &Layout,
        progress: &mut Progress<'_>,
        slots: &mut [i64],
    ) -> Option<()> {
        match self.0 {
            // SAFETY: the machine has AVX2 and BMI1, and that is all the function needs.
            Features::Avx2 => unsafe { avx2::read_table(layout, progress, slots) },
            // SAFETY: the machine has what the function needs, and more.
            Features::Avx512 => unsafe { avx512::read_table(layout, progress, slots) },
        }
    }

    /// Whether [`follow`](Self::follow) is implemented at this level.
    pub(super) fn follows_skeletons(self) -> bool {
        self.0 == Features::Avx512
    }

    /// Follows a table along a skeleton and reads its numbers; returns the end of the table. `None` if the table differs,
    /// or if a number is written in an unusual way.
    #[inline]
    pub(super) fn follow(
        self,
        skeleton: &Skeleton,
        text: &[u8],
        track: &mut Track,
        numbers: &mut Numbers,
    ) -> Option<usize> {
        match self.0 {
            Features::Avx2 => None,
            // SAFETY: the machine has what the function needs: the features of the level.
            Features::Avx512 => unsafe { skeleton::follow(skeleton, text, track, numbers) },
        }
    }

    /// [`search::find`].
    #[inline]
    pub(super) fn find<const N: usize>(
        self,
        text: &[u8],
        from: usize,
        words: &[&Word; N],
    ) -> Option<usize> {
        match self.0 {
            // SAFETY: the machine has AVX2 and BMI1, and that is all the function needs.
            Features::Avx2 => unsafe { avx2::find(text, from, words) },
            // SAFETY: the machine has what the function needs, and more.
            Features::Avx512 => unsafe { avx512::find(text, from, words) },
        }
    }

    /// How many bytes at the start are neither a quote, a backslash nor a control character.
    #[inline]
    pub(super) fn plain_length(self, text: &[u8]) -> usize {
        match self.0 {
            // SAFETY: the machine has AVX2 and BMI1, and that is all the function needs.
            Features::Avx2 => unsafe { avx2::plain(text) },
            // SAFETY: the machine has what the function needs, and more.
            Features::Avx512 => unsafe { avx512::plain(text) },
        }
    }
}

/// Bytes that are tested together: a vector of AVX-512, or two of AVX2.
const BLOCK: usize = tables::BLOCK;

/// Bytes before a block that matter for its encoding: the longest character has four bytes.
const BEFORE: usize = 3;

/// A block and the bytes before it.
type Window = [u8; BEFORE + BLOCK];

/// The special bytes of a block, with a bit for each byte.
#[derive(Debug, Clone, Copy)]
struct Found {
    /// Quotes and control characters.
    ends: u64,
    backslashes: u64,
    /// `n` and `"`, which follow most backslashes.
    usual_escapes: u64,
    /// Bytes that break UTF-8 where they stand.
    errors: u64,
}

/// [`Level::valid_run`], generic over the function that tests a block.
#[expect(
    clippy::inline_always,
    reason = "only so does it become part of the function with the instructions"
)]
#[inline(always)]
fn valid_run(
    document: &[u8],
    from: usize,
    look: impl Fn(&Window) -> Found,
) -> Option<(usize, bool)> {
    let mut at = from;
    let mut escaped = false;
    loop {
        prefetch(document, at + AHEAD);
        let edge;
        let inside = at
            .checked_sub(BEFORE)
            .and_then(|start| document.get(start..)?.first_chunk());
        let window = if let Some(window) = inside {
            window
        } else {
            edge = window_at_edge(document, at);
            &edge
        };
        let found = look(window);
        let after_backslash = found.backslashes << 1;
        let ends = found.ends & !after_backslash;
        // Rare cases before the end: another escape, two backslashes in a row, a control character after a backslash, or a
        // backslash at the end of the block.
        let unusual =
            after_backslash & !found.usual_escapes | found.backslashes & (1 << (BLOCK - 1));
        let (end, next) = if unusual & (ends ^ ends.wrapping_sub(1)) == 0 {
            (
                (ends != 0).then(|| ends.trailing_zeros() as usize),
                at + BLOCK,
            )
        } else {
            end_of_unusual(document, at, found.ends | found.backslashes)
        };
        if let Some(end) = end {
            escaped |= found.backslashes & ((1 << end) - 1) != 0;
            // Only errors before the end count. The end is ASCII, so an incomplete character before it is an error there.
            // A backslash at the very end seems to escape the filling of the window.
            let found_at = (at + end).min(document.len());
            return (found.errors & (u64::MAX >> (BLOCK - 1 - end)) == 0)
                .then_some((found_at, escaped));
        }
        escaped |= found.backslashes != 0;
        if found.errors != 0 {
            return None;
        }
        at = next;
    }
}

/// The place in a block where a run ends, or where to go on if it does not; `marks` are its special bytes.
#[cold]
fn end_of_unusual(document: &[u8], at: usize, mut marks: u64) -> (Option<usize>, usize) {
    let mut next = at + BLOCK;
    while marks != 0 {
        let mark = marks.trailing_zeros() as usize;
        match document.get(at + mark..) {
            Some([b'\\', escape, ..]) if is_short_escape(*escape) => {
                next = next.max(at + mark + 2);
                // The backslash, and the character after it if it is in the block too.
                marks &= (u64::MAX << 1) << (mark + 1).min(BLOCK - 1);
            }
            _ => return (Some(mark), next),
        }
    }
    (None, next)
}

/// [`Level::plain_length`], generic over the function that finds the special bytes of a block.
#[expect(
    clippy::inline_always,
    reason = "only so does it become part of the function with the instructions"
)]
#[inline(always)]
fn plain_run(text: &[u8], look: impl Fn(&[u8; BLOCK]) -> u64) -> usize {
    let mut plain = 0;
    while let Some(block) = text.get(plain..).and_then(|rest| rest.first_chunk()) {
        let marks = look(block);
        if marks != 0 {
            return plain + marks.trailing_zeros() as usize;
        }
        plain += BLOCK;
    }
    plain + plain::portable(text.get(plain..).unwrap_or_default())
}

/// A block of places where words may start, and the bytes that a word at the last of them covers.
type Places = [u8; BLOCK + size_of::<Word>() - 1];

/// [`Level::find`], generic over the function that finds the places at which words may start.
#[expect(
    clippy::inline_always,
    reason = "only so does it become part of the function with the instructions"
)]
#[inline(always)]
fn find_run<const N: usize>(
    text: &[u8],
    from: usize,
    words: &[&Word; N],
    look: impl Fn(&Places) -> u64,
) -> Option<usize> {
    let Some(last) = text.len().checked_sub(size_of::<Places>()) else {
        return (from..text.len()).find(|place| search::stands(text, *place, words));
    };
    let mut from = from;
    loop {
        // The last block is moved back, so that it overlaps with places that were already tested.
        let at = from.min(last);
        let places = text.get(at..)?.first_chunk()?;
        let mut marks = look(places) & u64::MAX.checked_shl(u32::try_from(from - at).ok()?)?;
        while marks != 0 {
            let place = marks.trailing_zeros() as usize;
            if search::stands(places, place, words) {
                return Some(at + place);
            }
            marks &= marks - 1;
        }
        if at == last {
            return None;
        }
        from = at + BLOCK;
    }
}

/// A window that extends beyond the document; quotes stand for the missing bytes.
#[cold]
#[inline(never)]
fn window_at_edge(document: &[u8], at: usize) -> Window {
    let mut window = [b'"'; BEFORE + BLOCK];
    let there = document
        .get(at.saturating_sub(BEFORE)..)
        .unwrap_or_default();
    let places = window
        .get_mut(BEFORE.saturating_sub(at)..)
        .unwrap_or_default();
    for (place, byte) in places.iter_mut().zip(there) {
        *place = *byte;
    }
    window
}

/// How far ahead memory is prefetched. The prefetching of the machine itself ends at a page of 4 KiB.
const AHEAD: usize = 4096;

/// Prefetches three cache lines that will be read next: about a row of a table.
#[inline]
pub(super) fn prefetch_row(document: &[u8], at: usize) {
    for line in [0, 64, 128] {
        prefetch(document, at + AHEAD + line);
    }
}

#[inline]
fn prefetch(document: &[u8], at: usize) {
    // SAFETY: every x86-64 has the instruction; it reads nothing, whatever the address, and `wrapping_add` makes one
    // without a claim that it is in the document.
    unsafe { _mm_prefetch::<_MM_HINT_T0>(document.as_ptr().wrapping_add(at).cast()) }
}

/// The 64-bit words of a vector.
fn lanes_of(vector: __m512i) -> [i64; 8] {
    // SAFETY: both are 64 bytes without any that must not be.
    unsafe { std::mem::transmute(vector) }
}

#[inline]
fn word<const N: usize>(bytes: &[u8; N], at: usize) -> i64 {
    let mut word = [0; 8];
    word.copy_from_slice(&bytes[at..at + 8]);
    i64::from_le_bytes(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sequence of these bytes, four of them, at a few places of a block.
    #[test]
    fn what_is_accepted_is_utf8() {
        let bytes = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
            0xE1, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5, 0xFF,
        ];
        let levels = Level::all();
        for number in 0..bytes.len().pow(4) {
            // Miri is slow: a few of them.
            if cfg!(miri) && number % 499 != 0 {
                continue;
            }
            let sequence: Vec<u8> = (0..4u32)
                .map(|place| bytes[number / bytes.len().pow(place) % bytes.len()])
                .collect();
            if sequence.contains(&0) {
                continue;
            }
            let before = [0, 13, 28, 31, 57, 60, 61, 62, 63, 64, 124][number % 11];
            for level in &levels {
                check(*level, &sequence, before, 140);
                check(*level, &sequence, before, 3);
            }
        }
    }

    fn check(level: Level, sequence: &[u8], before: usize, after: usize) {
        let mut document = b"{\"a".to_vec();
        document.resize(3 + before, b'x');
        document.extend(sequence);
        document.push(b'"');
        // What follows the end must not matter.
        document.resize(document.len() + after, 0xFF);
        let end = 3 + before + sequence.len();
        let expected = std::str::from_utf8(sequence)
            .is_ok()
            .then_some((end, false));
        assert_eq!(
            level.valid_run(&document, 3),
            expected,
            "{sequence:X?} after {before}, before {after}"
        );
    }

    #[test]
    fn short_escapes_are_passed_over_wherever_they_stand() {
        for (level, before) in Level::all()
            .into_iter()
            .flat_map(|level| (0..140).map(move |before| (level, before)))
        {
            for (escape, passed) in [
                ("\\n政\\\"x", true),
                ("\\\\\\\\\\n", true),
                ("\\u0031", false),
                ("\\x", false),
                ("\\", false),
            ] {
                let document = [
                    "{\"a",
                    &"政".repeat(before / 3),
                    &"x".repeat(before % 3),
                    escape,
                    "\"x",
                ]
                .concat();
                let start = 3 + before;
                let expected = if passed {
                    (start + escape.len(), true)
                } else {
                    (start, false)
                };
                // A backslash before the last quote makes that quote part of the string.
                let expected = if escape == "\\" {
                    (document.len(), true)
                } else {
                    expected
                };
                assert_eq!(
                    level.valid_run(document.as_bytes(), 3),
                    Some(expected),
                    "{document}"
                );
            }
        }
    }

    #[test]
    fn an_error_of_encoding_before_or_after_an_escape_is_found() {
        for (level, before) in Level::all()
            .into_iter()
            .flat_map(|level| (0..140).map(move |before| (level, before)))
        {
            for wrong in [
                b"\\n\xE6\x94\"".as_slice(),
                b"\xE6\x94\\n\"",
                b"\\n\xB6\"",
                b"\\\"\xFF\\n\"",
            ] {
                let document = [
                    b"{\"a",
                    "x".repeat(before).as_bytes(),
                    wrong,
                    "x".repeat(70).as_bytes(),
                ]
                .concat();
                assert_eq!(
                    level.valid_run(&document, 3),
                    None,
                    "{wrong:X?} after {before}"
                );
            }
        }
    }
}
