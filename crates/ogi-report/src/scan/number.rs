//! Numbers. Short whole numbers are read at once, all others that JSON allows in the general way.

use super::BLANK;
use super::cursor::Cursor;
use super::why::Why;
use crate::spelled::Spelled;

impl Cursor<'_> {
    /// Reads a whole number of a range, or null where it is allowed.
    #[inline]
    pub(crate) fn integer(&mut self, min: i64, max: i64, nullable: bool) -> Option<i64> {
        if let Some((number, rest)) = short(self.rest)
            && number >= min
            && number <= max
        {
            self.rest = rest;
            return Some(number);
        }
        self.unusual_integer(min, max, nullable)
    }

    /// Reads null, or a number of any length, with a sign, a fraction, an exponent or white space before it.
    #[inline(never)]
    fn unusual_integer(&mut self, min: i64, max: i64, nullable: bool) -> Option<i64> {
        self.space();
        if nullable && self.eat(b"null") {
            self.blanks += 1;
            return Some(BLANK);
        }
        let length = lexeme(self.rest);
        let (text, rest) = self.rest.split_at_checked(length)?;
        // Where there is no number, no text spells one.
        let found = if length > 0 { value(text) } else { None };
        match found.filter(|number| (min..=max).contains(number)) {
            Some(number) => {
                self.rest = rest;
                Some(number)
            }
            None => self.refuse(Why::Whole { min, max }),
        }
    }
}

/// A number of one to seven digits that a comma, a closing brace or white space follows, and the text after the digits.
///
/// Seven, because eight bytes are loaded at once and one of them has to end the number.
#[inline(always)]
pub(super) fn short(text: &[u8]) -> Option<(i64, &[u8])> {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    let word = u64::from_le_bytes(*text.first_chunk()?);
    let digits = word ^ ZEROS;
    // The top bit of each byte that is not a digit. Only right up to the first such byte, which is all that counts.
    let others = (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & TOPS;
    let bits = others.trailing_zeros() & !7;
    let leading_zero = word & 0xFF == u64::from(b'0') && bits > 8;
    let after = text.get(bits as usize / 8..)?;
    if !(8..64).contains(&bits)
        || leading_zero
        || !after.first().is_some_and(|byte| ENDS[usize::from(*byte)])
    {
        return None;
    }
    // Two digits to a number below 100 in each pair of bytes, then all pairs by their powers of ten.
    let aligned = digits << (64 - bits);
    let pairs = aligned.wrapping_mul(10).wrapping_add(aligned >> 8);
    let first = (pairs & 0x0000_00FF_0000_00FF).wrapping_mul(0x000F_4240_0000_0064);
    let second = (pairs >> 16 & 0x0000_00FF_0000_00FF).wrapping_mul(0x0000_2710_0000_0001);
    let number = first.wrapping_add(second) >> 32;
    Some((number.cast_signed(), after))
}

/// The bytes that may follow a number in an object. A fraction, an exponent or an eighth digit is not among them.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut index = 0;
    while index < 6 {
        ends[b",} \n\r\t"[index] as usize] = true;
        index += 1;
    }
    ends
};

/// The length of the JSON number that stands here; zero where there is none.
fn lexeme(text: &[u8]) -> usize {
    let digits = |from: usize| {
        text.iter()
            .skip(from)
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let is = |at: usize, these: &[u8]| text.get(at).is_some_and(|byte| these.contains(byte));
    let start = usize::from(is(0, b"-"));
    let whole = if is(start, b"0") { 1 } else { digits(start) };
    let mut end = start + whole;
    if whole == 0 {
        return 0;
    }
    if is(end, b".") {
        match digits(end + 1) {
            0 => return 0,
            fraction => end += 1 + fraction,
        }
    }
    if is(end, b"eE") {
        let sign = usize::from(is(end + 1, b"+-"));
        match digits(end + 1 + sign) {
            0 => return 0,
            exponent => end += 1 + sign + exponent,
        }
    }
    end
}

/// The whole number that a lexeme stands for: `1.0` and `1e0` are 1. The decimal digits decide.
fn value(lexeme: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(lexeme).ok()?;
    let unusual = || i64::try_from(Spelled::of(text).integer()?).ok();
    text.parse().ok().or_else(unusual)
}

#[cfg(test)]
mod tests {
    use super::super::cursor::Encoding;
    use super::*;

    fn read(text: &str) -> Option<i64> {
        let mut cursor = Cursor::new(text.as_bytes(), Encoding::Known);
        let number = cursor.integer(-9_007_199_254_740_991, 9_007_199_254_740_991, true)?;
        matches!(cursor.rest.first(), None | Some(b',' | b'}')).then_some(number)
    }

    #[test]
    fn numbers_mean_what_they_mean_to_json_schema() {
        for (text, number) in [
            ("0,\"total\":", 0),
            ("7}      ", 7),
            ("1234567,      ", 1_234_567),
            ("12345678,      ", 12_345_678),
            ("9007199254740991}", 9_007_199_254_740_991),
            ("-2,        ", -2),
            ("-0}        ", 0),
            ("1.0,       ", 1),
            ("1e0,       ", 1),
            ("1E+2,      ", 100),
            ("100e-2,    ", 1),
            ("0e99999999,", 0),
            ("-0.0e-9999,", 0),
            ("9007199254740991.0,", 9_007_199_254_740_991),
            (" \n\t 12,  ", 12),
            ("5", 5),
            ("null,", BLANK),
        ] {
            assert_eq!(read(text), Some(number), "{text}");
        }
        for text in [
            "",
            "-",
            "01,       ",
            "00}       ",
            "1.,       ",
            "1.5,      ",
            ".5,       ",
            "1e,       ",
            "1e+}      ",
            "+1,       ",
            "9007199254740992,",
            "9007199254740993}",
            "1e400,    ",
            "1e-400,   ",
            "0.99999999999999999999,",
            "4503599627370497.5,",
            "-01,      ",
            "1_0,      ",
            "１,       ",
            "nul,      ",
            "true,     ",
            "\"1\",      ",
            "123456789012345678901234567890,",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
