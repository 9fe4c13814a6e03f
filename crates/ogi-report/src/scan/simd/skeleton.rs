//! Tables without their digits. All tables of a layout leave the same text, which is compared 64 bytes at a time.
//!
//! Every number of a table is a run of digits. The byte after each run is marked, so that the compared text also records
//! where the runs stood. It is equal only for tables that differ in nothing but digits.

use std::arch::x86_64::{
    __m512i, _bzhi_u64, _mm512_add_epi8, _mm512_add_epi64, _mm512_and_si512,
    _mm512_cmplt_epu8_mask, _mm512_cmplt_epu64_mask, _mm512_cmpneq_epi8_mask, _mm512_lzcnt_epi64,
    _mm512_madd_epi16, _mm512_maddubs_epi16, _mm512_mask_add_epi8, _mm512_mask_mov_epi8,
    _mm512_maskz_compress_epi8, _mm512_movepi8_mask, _mm512_mul_epu32, _mm512_permutex2var_epi8,
    _mm512_permutexvar_epi8, _mm512_permutexvar_epi64, _mm512_set1_epi8, _mm512_set1_epi16,
    _mm512_set1_epi32, _mm512_set1_epi64, _mm512_setr_epi64, _mm512_sllv_epi64, _mm512_srli_epi64,
    _mm512_sub_epi8, _mm512_sub_epi64, _pdep_u64,
};

use super::super::tables::{Numbers, Skeleton, Track, block};
use super::avx512::load;
use super::{AHEAD, BLOCK, lanes_of, prefetch};

/// Numbers that are read together: the lanes of a vector, and the most numbers that may end in a block.
const LANES: usize = 8;

/// Follows a table along a skeleton and reads its numbers, each of at most seven digits; returns the end of the table.
/// `None` if the table differs, with the track at the block that does.
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
pub(super) fn follow(
    skeleton: &Skeleton,
    text: &[u8],
    track: &mut Track,
    numbers: &mut Numbers,
) -> Option<usize> {
    // Local copies, so that the compiler keeps them in registers.
    let (mut here, mut count) = (*track, numbers.count);
    let mut edge = [0; BLOCK];
    let mut before = match here.at.checked_sub(BLOCK) {
        Some(before) => values_of(load(text.get(before..)?.first_chunk::<BLOCK>()?, 0)).1,
        None => splat(NO_DIGIT),
    };
    let end = loop {
        let rest = text.get(here.at..)?;
        prefetch(text, here.at + AHEAD);
        let bytes = load(block(rest, &mut edge), 0);
        let (digits, values) = values_of(bytes);
        let ends = !digits & (digits << 1 | u64::from(here.after_digit));
        let bare = _mm512_maskz_compress_epi8(
            !digits,
            _mm512_mask_add_epi8(bytes, ends, bytes, splat(0x80)),
        );
        let expected = load(skeleton.text.get(here.passed..)?.first_chunk::<BLOCK>()?, 0);
        let differs = _mm512_cmpneq_epi8_mask(bare, expected);
        // A byte beyond ASCII could be taken for a mark.
        let foreign = _mm512_movepi8_mask(bytes);
        let (left, others) = (skeleton.length() - here.passed, digits.count_zeros());
        if left > others as usize {
            if differs & _bzhi_u64(u64::MAX, others) | foreign != 0 {
                break None;
            }
            *numbers.values.get_mut(count..)?.first_chunk_mut()? =
                numbers_at(ends, before, values)?;
            count += ends.count_ones() as usize;
            before = values;
            let after_digit = digits >> (BLOCK - 1) == 1;
            here = Track {
                at: here.at + BLOCK,
                passed: here.passed + others as usize,
                after_digit,
            };
            continue;
        }
        let last = _pdep_u64(1 << (left - 1), !digits);
        let within = last | (last - 1);
        if differs & (u64::MAX >> (BLOCK - left)) | foreign & within != 0 {
            break None;
        }
        *numbers.values.get_mut(count..)?.first_chunk_mut()? =
            numbers_at(ends & within, before, values)?;
        count += (ends & within).count_ones() as usize;
        break Some(here.at + last.trailing_zeros() as usize + 1);
    };
    (*track, numbers.count) = (here, count);
    end
}

/// Stands for a byte that is not a digit.
const NO_DIGIT: u8 = 0xFF;

/// Which bytes are digits, and their values.
#[target_feature(enable = "avx512f,avx512bw")]
fn values_of(bytes: __m512i) -> (u64, __m512i) {
    let values = _mm512_sub_epi8(bytes, splat(b'0'));
    let digits = _mm512_cmplt_epu8_mask(values, splat(10));
    (
        digits,
        _mm512_mask_mov_epi8(splat(NO_DIGIT), digits, values),
    )
}

/// The numbers that end before the bytes `ends` of a block, given its digits and those of the previous block. `None` if
/// a number has more than seven digits or starts with 0, or if there are more than [`LANES`].
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512vbmi,avx512vbmi2,bmi2,popcnt")]
fn numbers_at(ends: u64, before: __m512i, values: __m512i) -> Option<[i64; LANES]> {
    // The eight bytes before each end, as places in both blocks.
    let places = _mm512_permutexvar_epi8(
        load(&LANE_OF, 0),
        _mm512_maskz_compress_epi8(ends, load(&INDICES, 0)),
    );
    let words = _mm512_permutex2var_epi8(before, _mm512_add_epi8(places, load(&BACK, 0)), values);
    // Bytes before the last one that is not a digit belong to an earlier number.
    let length = _mm512_lzcnt_epi64(_mm512_and_si512(words, splat(0x80)));
    let unused = _mm512_sub_epi64(_mm512_set1_epi64(64), length);
    let digits = _mm512_and_si512(words, _mm512_sllv_epi64(_mm512_set1_epi64(-1), unused));
    // Two digits, four, and all eight, by their powers of ten.
    let pairs = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(0x010A));
    let fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x0001_0064));
    let numbers = _mm512_add_epi64(
        _mm512_mul_epu32(fours, _mm512_set1_epi64(10_000)),
        _mm512_srli_epi64::<32>(fours),
    );
    // Only 0 itself may start with 0: with more digits, a number has to reach the power of ten of its length.
    let powers = _mm512_setr_epi64(i64::MAX, 0, 10, 100, 1_000, 10_000, 100_000, 1_000_000);
    let least = _mm512_permutexvar_epi64(_mm512_srli_epi64::<3>(length), powers);
    let count = ends.count_ones();
    let wrong = u64::from(_mm512_cmplt_epu64_mask(numbers, least)) & _bzhi_u64(u64::MAX, count);
    (wrong == 0 && count as usize <= LANES).then(|| lanes_of(numbers))
}

/// The index of each byte of a block.
const INDICES: [u8; BLOCK] = by_index(1, BLOCK, 0);

/// The lane of each byte.
const LANE_OF: [u8; BLOCK] = by_index(8, BLOCK, 0);

/// The offsets of the eight bytes before a byte, in a pair of blocks, relative to that byte in the second block.
const BACK: [u8; BLOCK] = by_index(1, 8, BLOCK - 8);

#[expect(clippy::cast_possible_truncation, reason = "all below two blocks")]
const fn by_index(divisor: usize, modulus: usize, offset: usize) -> [u8; BLOCK] {
    let (mut bytes, mut index) = ([0; BLOCK], 0);
    while index < BLOCK {
        bytes[index] = (index / divisor % modulus + offset) as u8;
        index += 1;
    }
    bytes
}

#[target_feature(enable = "avx512f")]
fn splat(byte: u8) -> __m512i {
    _mm512_set1_epi8(byte.cast_signed())
}
