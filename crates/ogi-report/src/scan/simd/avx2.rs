//! Blocks of 64 bytes in two halves, for machines with AVX2.

use std::arch::x86_64::{
    __m256i, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_min_epu8, _mm256_movemask_epi8, _mm256_or_si256,
    _mm256_set1_epi8, _mm256_setr_epi64x, _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_srli_epi16,
    _mm256_subs_epu8, _mm256_xor_si256,
};

use super::encoding::{FOLLOWING_HIGH, LEADING_HIGH, LEADING_LOW};
use super::{BEFORE, BLOCK, Window, plain_run, valid_run, word};

#[target_feature(enable = "avx2,bmi1")]
pub(super) fn valid(document: &[u8], from: usize) -> Option<(usize, bool)> {
    valid_run(document, from, |window| {
        (both(|half| specials(load(window, half + BEFORE))), both(|half| errors(window, half)))
    })
}

#[target_feature(enable = "avx2,bmi1")]
pub(super) fn plain(text: &[u8]) -> usize {
    plain_run(text, |block| both(|half| specials(load(block, half))))
}

/// What is found in each half of a block.
#[inline(always)]
fn both(found: impl Fn(usize) -> u32) -> u64 {
    u64::from(found(BLOCK / 2)) << 32 | u64::from(found(0))
}

/// A bit for every byte that is a quote, a backslash or a control character.
#[target_feature(enable = "avx2")]
fn specials(half: __m256i) -> u32 {
    let is = |byte: u8| _mm256_cmpeq_epi8(half, _mm256_set1_epi8(byte.cast_signed()));
    let control = _mm256_cmpeq_epi8(_mm256_min_epu8(half, _mm256_set1_epi8(0x1F)), half);
    let marks = _mm256_or_si256(_mm256_or_si256(is(b'"'), is(b'\\')), control);
    _mm256_movemask_epi8(marks).cast_unsigned()
}

/// A bit for every byte that cannot stand where it does in UTF-8, given the three bytes before it.
#[target_feature(enable = "avx2")]
fn errors(window: &Window, half: usize) -> u32 {
    let (bytes, last) = (load(window, half + 3), load(window, half + 2));
    let kinds = _mm256_and_si256(
        _mm256_and_si256(look_up(&LEADING_HIGH, high(last)), look_up(&LEADING_LOW, low(last))),
        look_up(&FOLLOWING_HIGH, high(bytes)),
    );
    // The top bit where the third or fourth byte of a character is due, two after 0xE0 and more or three after 0xF0 and
    // more: there, and only there, TWO_CONTINUATIONS is no error.
    let third = _mm256_subs_epu8(load(window, half + 1), _mm256_set1_epi8(0x60));
    let fourth = _mm256_subs_epu8(load(window, half), _mm256_set1_epi8(0x70));
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
    let [first, second] = [word(table, 0), word(table, 8)];
    _mm256_shuffle_epi8(_mm256_setr_epi64x(first, second, first, second), halves)
}

#[target_feature(enable = "avx2")]
fn load<const N: usize>(bytes: &[u8; N], from: usize) -> __m256i {
    let [a, b, c, d] = [0, 8, 16, 24].map(|offset| word(bytes, from + offset));
    _mm256_setr_epi64x(a, b, c, d)
}
