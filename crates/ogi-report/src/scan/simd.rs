//! The one place with `unsafe`: calls of functions that need AVX2, where the machine has it.
//!
//! The functions themselves are safe: they load from arrays and have no pointers. What must hold is only that the
//! machine has the instructions, which is asked at run time. [`plain`](super::plain) has the portable twin.
#![expect(unsafe_code, reason = "a function that needs AVX2 can be called only so from one that does not")]

use std::arch::x86_64::{
    __m256i, _mm256_cmpeq_epi8, _mm256_min_epu8, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8,
    _mm256_setr_epi64x,
};

use super::plain::tail;

/// How many bytes at the start are neither a quote, a backslash nor a control character; `None` without AVX2.
#[inline]
pub(super) fn plain_length(text: &[u8]) -> Option<usize> {
    if !is_x86_feature_detected!("avx2") {
        return None;
    }
    // SAFETY: the machine has AVX2, and that is all the function needs.
    Some(unsafe { length(text) })
}

#[target_feature(enable = "avx2,bmi1")]
fn length(text: &[u8]) -> usize {
    let mut plain = 0;
    while let Some(block) = text.get(plain..).and_then(|rest| rest.first_chunk()) {
        let marks = specials(load(block));
        if marks != 0 {
            return plain + marks.trailing_zeros() as usize;
        }
        plain += 32;
    }
    plain + tail(text.get(plain..).unwrap_or_default())
}

/// A bit for every byte that is a quote, a backslash or a control character.
#[target_feature(enable = "avx2")]
fn specials(block: __m256i) -> u32 {
    let is = |byte: u8| _mm256_cmpeq_epi8(block, _mm256_set1_epi8(byte.cast_signed()));
    let control = _mm256_cmpeq_epi8(_mm256_min_epu8(block, _mm256_set1_epi8(0x1F)), block);
    let marks = _mm256_or_si256(_mm256_or_si256(is(b'"'), is(b'\\')), control);
    _mm256_movemask_epi8(marks).cast_unsigned()
}

#[target_feature(enable = "avx2")]
fn load(block: &[u8; 32]) -> __m256i {
    let word = |index: usize| {
        let mut word = [0; 8];
        word.copy_from_slice(&block[8 * index..8 * index + 8]);
        i64::from_le_bytes(word)
    };
    _mm256_setr_epi64x(word(0), word(1), word(2), word(3))
}
