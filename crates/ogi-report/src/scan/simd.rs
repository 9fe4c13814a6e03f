//! The one place with `unsafe`: calls of functions that need AVX2, where the machine has it, and of the instruction
//! that fetches memory ahead.
//!
//! The functions themselves are safe: they load from arrays and have no pointers. What must hold is only that the
//! machine has the instructions, which is asked at run time. [`plain`](super::plain) has the portable twin, and
//! `simdutf8` checks the encoding where this does not.
#![expect(unsafe_code, reason = "functions that need AVX2 can be called only so from those that do not")]

use std::arch::x86_64::{
    __m256i, _MM_HINT_T0, _mm_prefetch, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_min_epu8, _mm256_movemask_epi8,
    _mm256_or_si256, _mm256_set1_epi8, _mm256_setr_epi64x, _mm256_setzero_si256, _mm256_shuffle_epi8,
    _mm256_srli_epi16, _mm256_subs_epu8, _mm256_xor_si256,
};

use super::plain;
use super::text::is_short_escape;

/// Whether the machine has what the functions here need.
#[inline]
pub(super) fn is_available() -> bool {
    is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi1")
}

/// How many bytes at the start are neither a quote, a backslash nor a control character; `None` without AVX2.
#[inline]
pub(super) fn plain_length(text: &[u8]) -> Option<usize> {
    if !is_available() {
        return None;
    }
    // SAFETY: the machine has AVX2 and BMI1, and that is all the function needs.
    Some(unsafe { length(text) })
}

/// Where the first quote, control character or escape of more than two characters from a byte on stands, or the end
/// of the document, if all before it is UTF-8; and whether there was a short escape. `None` where it is not UTF-8, and
/// without AVX2.
///
/// What stands before `from` must be ASCII or have been found to be UTF-8.
#[inline]
pub(super) fn valid_run(document: &[u8], from: usize) -> Option<(usize, bool)> {
    if !is_available() {
        return None;
    }
    // SAFETY: the machine has AVX2 and BMI1, and that is all the function needs.
    unsafe { run(document, from) }
}

/// Bytes that are looked at together.
const BLOCK: usize = 32;

/// The longest character is four bytes: of those before a block, so many matter.
const BEFORE: usize = 3;

#[target_feature(enable = "avx2,bmi1")]
fn length(text: &[u8]) -> usize {
    let mut plain = 0;
    while let Some(block) = text.get(plain..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
        let marks = specials(load(block, 0));
        if marks != 0 {
            return plain + marks.trailing_zeros() as usize;
        }
        plain += BLOCK;
    }
    plain + plain::tail(text.get(plain..).unwrap_or_default())
}

#[target_feature(enable = "avx2,bmi1")]
fn run(document: &[u8], from: usize) -> Option<(usize, bool)> {
    let mut at = from;
    let mut escaped = false;
    loop {
        prefetch(document, at + AHEAD);
        let edge;
        let inside = at.checked_sub(BEFORE).and_then(|start| document.get(start..)?.first_chunk());
        let window = if let Some(window) = inside {
            window
        } else {
            edge = window_at_edge(document, at);
            &edge
        };
        let marks = specials(load(window, BEFORE));
        // The bits up to the first mark, which is ASCII and so ends what stands before it.
        let until = if marks == 0 { u32::MAX } else { marks ^ (marks - 1) };
        if errors(window) & until != 0 {
            return None;
        }
        if marks == 0 {
            at += BLOCK;
            continue;
        }
        at += marks.trailing_zeros() as usize;
        match document.get(at..) {
            Some([b'\\', escape, ..]) if is_short_escape(*escape) => {
                escaped = true;
                at += 2;
            }
            _ => return Some((at, escaped)),
        }
    }
}

/// A window that reaches beyond the document, with quotes for what is not there.
#[cold]
fn window_at_edge(document: &[u8], at: usize) -> [u8; BEFORE + BLOCK] {
    let byte = |offset: usize| (at + offset).checked_sub(BEFORE).and_then(|place| document.get(place));
    std::array::from_fn(|offset| byte(offset).copied().unwrap_or(b'"'))
}

/// How far ahead of reading memory is asked for: what the machine does by itself ends at a page of 4 KiB.
const AHEAD: usize = 4096;

/// Asks for the memory that will be read next, three lines of it: about a row of a table.
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

/// A bit for every byte that is a quote, a backslash or a control character.
#[target_feature(enable = "avx2")]
fn specials(block: __m256i) -> u32 {
    let is = |byte: u8| _mm256_cmpeq_epi8(block, _mm256_set1_epi8(byte.cast_signed()));
    let control = _mm256_cmpeq_epi8(_mm256_min_epu8(block, _mm256_set1_epi8(0x1F)), block);
    let marks = _mm256_or_si256(_mm256_or_si256(is(b'"'), is(b'\\')), control);
    _mm256_movemask_epi8(marks).cast_unsigned()
}

/// A bit for every byte that cannot stand where it does in UTF-8, given the three bytes before it.
///
/// The method is that of Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte" (2021): each of
/// two bytes that follow one another allows some kinds of error by each of its halves; what all allow is an error.
#[target_feature(enable = "avx2")]
fn errors(window: &[u8; BEFORE + BLOCK]) -> u32 {
    let (block, last) = (load(window, 3), load(window, 2));
    let kinds = _mm256_and_si256(
        _mm256_and_si256(look_up(&LEADING_HIGH, high(last)), look_up(&LEADING_LOW, low(last))),
        look_up(&FOLLOWING_HIGH, high(block)),
    );
    // The top bit where the third or fourth byte of a character is due, two after 0xE0 and more or three after 0xF0 and
    // more: there, and only there, TWO_CONTINUATIONS is no error.
    let third = _mm256_subs_epu8(load(window, 1), _mm256_set1_epi8(0x60));
    let fourth = _mm256_subs_epu8(load(window, 0), _mm256_set1_epi8(0x70));
    let due = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(i8::MIN));
    let none = _mm256_cmpeq_epi8(_mm256_xor_si256(kinds, due), _mm256_setzero_si256());
    !_mm256_movemask_epi8(none).cast_unsigned()
}

#[target_feature(enable = "avx2")]
fn high(bytes: __m256i) -> __m256i {
    low(_mm256_srli_epi16::<4>(bytes))
}

#[target_feature(enable = "avx2")]
fn low(bytes: __m256i) -> __m256i {
    _mm256_and_si256(bytes, _mm256_set1_epi8(0xF))
}

#[target_feature(enable = "avx2")]
fn look_up(table: &[u8; 16], halves: __m256i) -> __m256i {
    _mm256_shuffle_epi8(twice(table), halves)
}

#[target_feature(enable = "avx2")]
fn twice(table: &[u8; 16]) -> __m256i {
    let [first, second] = [word(table, 0), word(table, 8)];
    _mm256_setr_epi64x(first, second, first, second)
}

#[target_feature(enable = "avx2")]
fn load<const N: usize>(bytes: &[u8; N], from: usize) -> __m256i {
    let [a, b, c, d] = [0, 8, 16, 24].map(|offset| word(bytes, from + offset));
    _mm256_setr_epi64x(a, b, c, d)
}

#[inline]
fn word<const N: usize>(bytes: &[u8; N], at: usize) -> i64 {
    let mut word = [0; 8];
    word.copy_from_slice(&bytes[at..at + 8]);
    i64::from_le_bytes(word)
}

const TOO_SHORT: u8 = 1;
const TOO_LONG: u8 = 1 << 1;
const OVERLONG_3: u8 = 1 << 2;
const TOO_LARGE: u8 = 1 << 3;
const SURROGATE: u8 = 1 << 4;
const OVERLONG_2: u8 = 1 << 5;
const TOO_LARGE_1000: u8 = 1 << 6;
const OVERLONG_4: u8 = 1 << 6;
const TWO_CONTINUATIONS: u8 = 1 << 7;
/// Errors that the lower half of the leading byte says nothing about.
const ANY_LOW: u8 = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS;

/// Errors that the upper half of a byte allows, seen from the byte after it.
const LEADING_HIGH: [u8; 16] = {
    let mut table = [TOO_LONG; 16];
    let mut half = 8;
    while half < 12 {
        table[half] = TWO_CONTINUATIONS;
        half += 1;
    }
    table[0xC] = TOO_SHORT | OVERLONG_2;
    table[0xD] = TOO_SHORT;
    table[0xE] = TOO_SHORT | OVERLONG_3 | SURROGATE;
    table[0xF] = TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4;
    table
};

/// Errors that the lower half of a byte allows, seen from the byte after it.
const LEADING_LOW: [u8; 16] = {
    let mut table = [ANY_LOW | TOO_LARGE | TOO_LARGE_1000; 16];
    table[0x0] = ANY_LOW | OVERLONG_3 | OVERLONG_2 | OVERLONG_4;
    table[0x1] = ANY_LOW | OVERLONG_2;
    table[0x2] = ANY_LOW;
    table[0x3] = ANY_LOW;
    table[0x4] = ANY_LOW | TOO_LARGE;
    table[0xD] |= SURROGATE;
    table
};

/// Errors that the upper half of the byte itself allows.
const FOLLOWING_HIGH: [u8; 16] = {
    let mut table = [TOO_SHORT; 16];
    let common = TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS;
    table[0x8] = common | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4;
    table[0x9] = common | OVERLONG_3 | TOO_LARGE;
    table[0xA] = common | SURROGATE | TOO_LARGE;
    table[0xB] = common | SURROGATE | TOO_LARGE;
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sequence of these bytes, up to five of them, at a few places of a block.
    #[test]
    fn what_is_accepted_is_utf8() {
        if !is_available() {
            println!("skipped: this machine has no AVX2");
            return;
        }
        let bytes = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0,
            0xF3, 0xF4, 0xF5, 0xFF,
        ];
        for number in 0..bytes.len().pow(4) {
            // Miri is slow: a few of them.
            if cfg!(miri) && number % 499 != 0 {
                continue;
            }
            let sequence: Vec<u8> =
                (0..4u32).map(|place| bytes[number / bytes.len().pow(place) % bytes.len()]).collect();
            if sequence.contains(&0) {
                continue;
            }
            let before = [0, 13, 28, 29, 30, 31, 60][number % 7];
            check(&sequence, before, 70);
            check(&sequence, before, 3);
        }
    }

    #[test]
    fn short_escapes_are_passed_over_wherever_they_stand() {
        for before in 0..70 {
            for (escape, passed) in [("\\n政\\\"x", true), ("\\u0031", false), ("\\x", false), ("\\", false)] {
                let document = ["{\"a", &"政".repeat(before), escape, "\"x"].concat();
                let start = 3 + 3 * before;
                let expected = if passed { (start + escape.len(), true) } else { (start, false) };
                // A backslash before the last quote makes that quote part of the string.
                let expected = if escape == "\\" { (document.len(), true) } else { expected };
                let found = valid_run(document.as_bytes(), 3);
                assert_eq!(found.is_some(), is_available());
                assert!(found.is_none_or(|found| found == expected), "{document}");
            }
        }
    }

    fn check(sequence: &[u8], before: usize, after: usize) {
        let mut document = b"{\"a".to_vec();
        document.resize(3 + before, b'x');
        document.extend(sequence);
        document.push(b'"');
        // What follows the end is none of its business.
        document.resize(document.len() + after, 0xFF);
        let end = 3 + before + sequence.len();
        let expected = std::str::from_utf8(sequence).is_ok().then_some((end, false));
        assert_eq!(valid_run(&document, 3), expected, "{sequence:X?} after {before}, before {after}");
    }
}
