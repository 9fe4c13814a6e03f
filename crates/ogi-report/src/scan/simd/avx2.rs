//! Blocks of 64 bytes in two halves, for machines with AVX2.

use std::arch::x86_64::{
    __m256i, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_min_epu8, _mm256_movemask_epi8,
    _mm256_or_si256, _mm256_set1_epi8, _mm256_setr_epi64x, _mm256_setzero_si256,
    _mm256_shuffle_epi8, _mm256_srli_epi16, _mm256_subs_epu8, _mm256_xor_si256,
};

use super::super::plain::{LAST, QUOTE};
use super::super::search::{TELLING, Word};
use super::super::tables::{Layout, Progress};
use super::encoding::{FOLLOWING_HIGH, LEADING_HIGH, LEADING_LOW};
use super::{BEFORE, BLOCK, Found, Window, find_run, plain_run, valid_run, word};

#[target_feature(enable = "avx2,bmi1")]
pub(super) fn valid(document: &[u8], from: usize) -> Option<(usize, bool)> {
    valid_run(document, from, |window| {
        let halves = halves(window, BEFORE);
        Found {
            ends: is_end(halves),
            backslashes: is(halves, b'\\'),
            usual_escapes: is(halves, b'"') | is(halves, b'n'),
            errors: bits(errors(window, 0), errors(window, HALF)),
        }
    })
}

#[target_feature(enable = "avx2,bmi1")]
pub(super) fn plain(text: &[u8]) -> usize {
    plain_run(text, |block| {
        let halves = halves(block, 0);
        is_end(halves) | is(halves, b'\\')
    })
}

#[target_feature(enable = "avx2,bmi1")]
pub(super) fn find<const N: usize>(text: &[u8], from: usize, words: &[&Word; N]) -> Option<usize> {
    find_run(text, from, words, |places| {
        let telling = TELLING.map(|byte| (byte, halves(places, byte)));
        let may_start = |word: &Word| {
            telling.iter().fold(u64::MAX, |marks, (byte, halves)| {
                marks & is(*halves, word[*byte])
            })
        };
        words.iter().fold(0, |marks, word| marks | may_start(word))
    })
}

#[target_feature(enable = "avx2,bmi1")]
pub(super) fn read_table(
    layout: &Layout,
    progress: &mut Progress<'_>,
    slots: &mut [i64],
) -> Option<()> {
    layout.read(progress, slots, |left, right| {
        let equal = |at| mask(_mm256_cmpeq_epi8(load(left, at), load(right, at)));
        bits(equal(0), equal(HALF)).trailing_ones() as usize
    })
}

const HALF: usize = BLOCK / 2;

#[target_feature(enable = "avx2")]
fn halves<const N: usize>(bytes: &[u8; N], from: usize) -> [__m256i; 2] {
    [load(bytes, from), load(bytes, from + HALF)]
}

/// A bit for every byte, the lowest for the first.
fn bits(first: u32, second: u32) -> u64 {
    u64::from(second) << HALF | u64::from(first)
}

#[target_feature(enable = "avx2")]
fn is([first, second]: [__m256i; 2], byte: u8) -> u64 {
    let byte = _mm256_set1_epi8(byte.cast_signed());
    bits(
        mask(_mm256_cmpeq_epi8(first, byte)),
        mask(_mm256_cmpeq_epi8(second, byte)),
    )
}

/// The bytes that are a quote or a control character.
#[target_feature(enable = "avx2")]
fn is_end([first, second]: [__m256i; 2]) -> u64 {
    let (quote, last) = (
        _mm256_set1_epi8(QUOTE.cast_signed()),
        _mm256_set1_epi8(LAST.cast_signed()),
    );
    let is_end = |half| {
        let half = _mm256_xor_si256(half, quote);
        mask(_mm256_cmpeq_epi8(_mm256_min_epu8(half, last), half))
    };
    bits(is_end(first), is_end(second))
}

#[target_feature(enable = "avx2")]
fn mask(bytes: __m256i) -> u32 {
    _mm256_movemask_epi8(bytes).cast_unsigned()
}

/// A bit for every byte that breaks UTF-8 where it stands; the three bytes before it decide.
#[target_feature(enable = "avx2")]
fn errors(window: &Window, half: usize) -> u32 {
    let (bytes, last) = (load(window, half + 3), load(window, half + 2));
    let kinds = _mm256_and_si256(
        _mm256_and_si256(
            look_up(&LEADING_HIGH, high(last)),
            look_up(&LEADING_LOW, low(last)),
        ),
        look_up(&FOLLOWING_HIGH, high(bytes)),
    );
    // The top bit where the third or fourth byte of a character is due: two bytes after 0xE0 or more, or three after 0xF0
    // or more. There, and only there, TWO_CONTINUATIONS is not an error.
    let third = _mm256_subs_epu8(load(window, half + 1), _mm256_set1_epi8(0x60));
    let fourth = _mm256_subs_epu8(load(window, half), _mm256_set1_epi8(0x70));
    let due = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(i8::MIN));
    !mask(_mm256_cmpeq_epi8(
        _mm256_xor_si256(kinds, due),
        _mm256_setzero_si256(),
    ))
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
    let [first, second] = [word(table, 0), word(table, 8)];
    _mm256_shuffle_epi8(_mm256_setr_epi64x(first, second, first, second), halves)
}

#[target_feature(enable = "avx2")]
fn load<const N: usize>(bytes: &[u8; N], from: usize) -> __m256i {
    let [a, b, c, d] = [0, 8, 16, 24].map(|offset| word(bytes, from + offset));
    _mm256_setr_epi64x(a, b, c, d)
}
