//! Tables without their digits: what is left of all tables of a layout is the same text, compared 64 bytes at a time.
//!
//! Every number of a table is a run of digits. The byte after each run is marked, so that the compared text also tells
//! where the runs stood: it is equal only for tables that differ in nothing but the digits of their numbers.

use std::arch::x86_64::{
    __m512i, _mm512_add_epi16, _mm512_add_epi64, _mm512_and_si512, _mm512_castsi512_si256, _mm512_cmpgt_epu64_mask,
    _mm512_cmplt_epu8_mask, _mm512_cmplt_epu64_mask, _mm512_cmpneq_epi8_mask, _mm512_cvtepu8_epi16, _mm512_madd_epi16,
    _mm512_maddubs_epi16, _mm512_mask_add_epi8, _mm512_maskz_compress_epi8, _mm512_movepi8_mask, _mm512_mul_epu32,
    _mm512_permutexvar_epi64, _mm512_set1_epi8, _mm512_set1_epi16, _mm512_set1_epi32, _mm512_set1_epi64,
    _mm512_setr_epi64, _mm512_slli_epi64, _mm512_sllv_epi64, _mm512_srli_epi64, _mm512_sub_epi8, _mm512_sub_epi64,
    _pdep_u64, _pext_u64,
};

use super::super::tables::{Cell, Numbers, Skeleton, Track, block};
use super::avx512::load;
use super::{AHEAD, BLOCK, lanes_of, prefetch, words_of};

/// The indices of the bytes of a block.
const INDICES: [u8; BLOCK] = {
    let (mut indices, mut index) = ([0; BLOCK], 0u8);
    while (index as usize) < BLOCK {
        indices[index as usize] = index;
        index += 1;
    }
    indices
};

/// Follows a table along a skeleton from where it got to; the end of the table, and where its numbers end. `None`
/// where it differs, with the track at the block that does.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,bmi1,bmi2,popcnt")]
pub(super) fn follow(skeleton: &Skeleton, text: &[u8], track: &mut Track, numbers: &mut Numbers) -> Option<usize> {
    // Copies, so that they are kept in registers.
    let (mut here, mut count) = (*track, numbers.count);
    let mut edge = [0; BLOCK];
    let end = loop {
        let rest = text.get(here.at..)?;
        prefetch(text, here.at + AHEAD);
        let bytes = load(block(rest, &mut edge), 0);
        let digits = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, splat(b'0')), splat(10));
        let after_digits = digits << 1 | u64::from(here.after_digit);
        let ends = !digits & after_digits;
        let bare = _mm512_maskz_compress_epi8(!digits, _mm512_mask_add_epi8(bytes, ends, bytes, splat(0x80)));
        let expected = load(skeleton.text.get(here.passed..)?.first_chunk::<BLOCK>()?, 0);
        let (left, others) = (skeleton.length() - here.passed, digits.count_zeros() as usize);
        // What is not ASCII could look like a mark.
        let wrong = _mm512_cmpneq_epi8_mask(bare, expected) | _pext_u64(_mm512_movepi8_mask(bytes), !digits);
        if wrong & (u64::MAX >> (BLOCK - left.min(others).max(1))) != 0 {
            break None;
        }
        *numbers.ends.get_mut(count..)?.first_chunk_mut()? = places(ends, here.at)?;
        count += ends.count_ones() as usize;
        if others >= left {
            let last = _pdep_u64(1 << (left - 1), !digits).trailing_zeros() as usize;
            break Some(here.at + last + 1);
        }
        here = Track { at: here.at + BLOCK, passed: here.passed + others, after_digit: digits >> (BLOCK - 1) == 1 };
    };
    (*track, numbers.count) = (here, count);
    end
}

/// Where the bytes of a mask stand, of which no two are next to one another.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,popcnt")]
fn places(mask: u64, at: usize) -> Option<[u16; BLOCK / 2]> {
    let indices = _mm512_castsi512_si256(_mm512_maskz_compress_epi8(mask, load(&INDICES, 0)));
    let base = _mm512_set1_epi16(u16::try_from(at).ok().filter(|at| *at < u16::MAX - 64)?.cast_signed());
    Some(words_of(_mm512_add_epi16(_mm512_cvtepu8_epi16(indices), base)))
}

/// Reads numbers of one to eight digits into their slots, given where they end; `None` where one is written in
/// another way.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,bmi1,bmi2,popcnt")]
pub(super) fn read_numbers(text: &[u8], numbers: &Numbers, cells: &[Cell], slots: &mut [i64]) -> Option<()> {
    let ends = numbers.ends.get(..cells.len())?;
    let mut before = 0;
    for (cells, ends) in cells.chunks(8).zip(ends.chunks(8)) {
        let (mut words, mut lengths) = ([0; 8], [1; 8]);
        for (((word, length), cell), end) in words.iter_mut().zip(&mut lengths).zip(cells).zip(ends) {
            let from = usize::from(*end).checked_sub(8)?;
            *word = i64::from_le_bytes(*text.get(from..)?.first_chunk()?);
            *length = i64::from(*end) - before - i64::from(cell.gap);
            before = i64::from(*end);
        }
        for (cell, value) in cells.iter().zip(values(words, lengths)?) {
            *slots.get_mut(usize::from(cell.slot))? = value;
        }
    }
    Some(())
}

/// The numbers of so many digits at the ends of words.
#[target_feature(enable = "avx512f,avx512bw")]
fn values(words: [i64; 8], lengths: [i64; 8]) -> Option<[i64; 8]> {
    let lengths = of_lanes(lengths);
    let unused = _mm512_sub_epi64(_mm512_set1_epi64(64), _mm512_slli_epi64::<3>(lengths));
    let digits = _mm512_sub_epi8(of_lanes(words), splat(b'0'));
    let digits = _mm512_and_si512(digits, _mm512_sllv_epi64(_mm512_set1_epi64(-1), unused));
    // Two digits, four, and all eight, by their powers of ten.
    let pairs = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(0x010A));
    let fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x0001_0064));
    let numbers = _mm512_add_epi64(_mm512_mul_epu32(fours, _mm512_set1_epi64(10_000)), _mm512_srli_epi64::<32>(fours));
    // Only 0 itself starts with 0.
    let powers = _mm512_setr_epi64(0, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000);
    let least = _mm512_permutexvar_epi64(_mm512_sub_epi64(lengths, _mm512_set1_epi64(1)), powers);
    let wrong = _mm512_cmplt_epu64_mask(numbers, least) | _mm512_cmpgt_epu64_mask(lengths, _mm512_set1_epi64(8));
    (wrong == 0).then(|| lanes_of(numbers))
}

#[target_feature(enable = "avx512f,avx512bw")]
fn splat(byte: u8) -> __m512i {
    _mm512_set1_epi8(byte.cast_signed())
}

#[target_feature(enable = "avx512f")]
fn of_lanes([w0, w1, w2, w3, w4, w5, w6, w7]: [i64; 8]) -> __m512i {
    _mm512_setr_epi64(w0, w1, w2, w3, w4, w5, w6, w7)
}
