//! Tables for checking UTF-8 many bytes at a time.
//!
//! The method is that of Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte" (2021). Three
//! half-bytes of two consecutive bytes are looked up; each allows certain kinds of errors. A kind that all three allow
//! is an error.

const TOO_SHORT: u8 = 1;
const TOO_LONG: u8 = 1 << 1;
const OVERLONG_3: u8 = 1 << 2;
const TOO_LARGE: u8 = 1 << 3;
const SURROGATE: u8 = 1 << 4;
const OVERLONG_2: u8 = 1 << 5;
const TOO_LARGE_1000: u8 = 1 << 6;
const OVERLONG_4: u8 = 1 << 6;
const TWO_CONTINUATIONS: u8 = 1 << 7;
/// Errors that do not depend on the lower half of the leading byte.
const ANY_LOW: u8 = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS;

/// Errors that the upper half of a byte allows, seen from the byte after it.
pub(super) const LEADING_HIGH: [u8; 16] = {
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
pub(super) const LEADING_LOW: [u8; 16] = {
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
pub(super) const FOLLOWING_HIGH: [u8; 16] = {
    let mut table = [TOO_SHORT; 16];
    let common = TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS;
    table[0x8] = common | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4;
    table[0x9] = common | OVERLONG_3 | TOO_LARGE;
    table[0xA] = common | SURROGATE | TOO_LARGE;
    table[0xB] = common | SURROGATE | TOO_LARGE;
    table
};
