//! Blocks of 64 bytes at once, for machines with AVX-512.

use std::arch::x86_64::{
    __m512i, _mm512_and_si512, _mm512_cmpeq_epi8_mask, _mm512_cmple_epu8_mask,
    _mm512_cmpneq_epi8_mask, _mm512_or_si512, _mm512_set_epi64, _mm512_set1_epi8,
    _mm512_shuffle_epi8, _mm512_srli_epi16, _mm512_subs_epu8, _mm512_test_epi8_mask,
    _mm512_xor_si512,
};

use super::super::plain::{LAST, QUOTE};
use super::super::search::{TELLING, Word};
use super::super::tables::{Layout, Progress};
use super::encoding::{FOLLOWING_HIGH, LEADING_HIGH, LEADING_LOW};
use super::{BEFORE, Found, Window, find_run, plain_run, valid_run, word};

#[target_feature(enable = "avx512f,avx512bw,bmi1")]
pub(super) fn valid(document: &[u8], from: usize) -> Option<(usize, bool)> {
    valid_run(document, from, |window| {
        let block = load(window, BEFORE);
        Found {
            ends: is_end(block),
            backslashes: is(block, b'\\'),
            usual_escapes: is(block, b'"') | is(block, b'n'),
            errors: errors(window),
        }
    })
}

#[target_feature(enable = "avx512f,avx512bw,bmi1")]
pub(super) fn plain(text: &[u8]) -> usize {
    plain_run(text, |block| {
        let block = load(block, 0);
        is_end(block) | is(block, b'\\')
    })
}

#[target_feature(enable = "avx512f,avx512bw,bmi1")]
pub(super) fn find<const N: usize>(text: &[u8], from: usize, words: &[&Word; N]) -> Option<usize> {
    find_run(text, from, words, |places| {
        let telling = TELLING.map(|byte| (byte, load(places, byte)));
        let may_start = |word: &Word| {
            telling.iter().fold(u64::MAX, |marks, (byte, block)| {
                marks & is(*block, word[*byte])
            })
        };
        words.iter().fold(0, |marks, word| marks | may_start(word))
    })
}

#[target_feature(enable = "avx512f,avx512bw,bmi1")]
pub(super) fn read_table(
    layout: &Layout,
    progress: &mut Progress<'_>,
    slots: &mut [i64],
) -> Option<()> {
    layout.read(progress, slots, |left, right| {
        _mm512_cmpneq_epi8_mask(load(left, 0), load(right, 0)).trailing_zeros() as usize
    })
}

#[target_feature(enable = "avx512f,avx512bw")]
fn is(block: __m512i, byte: u8) -> u64 {
    _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(byte.cast_signed()))
}

/// The bytes that are a quote or a control character.
#[target_feature(enable = "avx512f,avx512bw")]
fn is_end(block: __m512i) -> u64 {
    let block = _mm512_xor_si512(block, _mm512_set1_epi8(QUOTE.cast_signed()));
    _mm512_cmple_epu8_mask(block, _mm512_set1_epi8(LAST.cast_signed()))
}

/// A bit for every byte that breaks UTF-8 where it stands, computed as in `avx2`.
#[target_feature(enable = "avx512f,avx512bw")]
fn errors(window: &Window) -> u64 {
    let (block, last) = (load(window, 3), load(window, 2));
    let kinds = _mm512_and_si512(
        _mm512_and_si512(
            look_up(&LEADING_HIGH, high(last)),
            look_up(&LEADING_LOW, low(last)),
        ),
        look_up(&FOLLOWING_HIGH, high(block)),
    );
    let third = _mm512_subs_epu8(load(window, 1), _mm512_set1_epi8(0x60));
    let fourth = _mm512_subs_epu8(load(window, 0), _mm512_set1_epi8(0x70));
    let due = _mm512_and_si512(_mm512_or_si512(third, fourth), _mm512_set1_epi8(i8::MIN));
    let wrong = _mm512_xor_si512(kinds, due);
    _mm512_test_epi8_mask(wrong, wrong)
}

#[target_feature(enable = "avx512f,avx512bw")]
fn high(bytes: __m512i) -> __m512i {
    low(_mm512_srli_epi16::<4>(bytes))
}

#[target_feature(enable = "avx512f")]
fn low(bytes: __m512i) -> __m512i {
    _mm512_and_si512(bytes, _mm512_set1_epi8(0xF))
}

#[target_feature(enable = "avx512f,avx512bw")]
fn look_up(table: &[u8; 16], halves: __m512i) -> __m512i {
    let [first, second] = [word(table, 0), word(table, 8)];
    _mm512_shuffle_epi8(
        _mm512_set_epi64(second, first, second, first, second, first, second, first),
        halves,
    )
}

#[target_feature(enable = "avx512f")]
pub(super) fn load<const N: usize>(bytes: &[u8; N], from: usize) -> __m512i {
    let words = [0, 8, 16, 24, 32, 40, 48, 56].map(|offset| word(bytes, from + offset));
    let [w0, w1, w2, w3, w4, w5, w6, w7] = words;
    _mm512_set_epi64(w7, w6, w5, w4, w3, w2, w1, w0)
}
