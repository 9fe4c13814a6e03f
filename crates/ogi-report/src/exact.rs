//! Exact decimal numbers with six places: what rules add up.

use std::fmt;
use std::ops::{Add, Mul, Sub};
use std::str::FromStr;

const PLACES: u32 = 6;
const SCALE: i128 = 1_000_000;

/// An exact decimal number with up to six places, of either sign; sums over any number of reports cannot overflow.
///
/// ```
/// use ogi_report::Exact;
/// let sum: Exact = ["0.1", "0.2", "1184"].iter().map(|text| text.parse::<Exact>().unwrap()).sum();
/// assert_eq!(sum.to_string(), "1184.3");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Exact(i128);

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self(0);

    pub(crate) const fn from_millionths(millionths: i128) -> Self {
        Self(millionths)
    }

    /// The number, where it is a whole one.
    pub(crate) const fn whole(self) -> Option<i128> {
        if self.0 % SCALE == 0 {
            Some(self.0 / SCALE)
        } else {
            None
        }
    }

    /// The number in millionths.
    #[must_use]
    pub const fn millionths(self) -> i128 {
        self.0
    }
}

impl From<u64> for Exact {
    fn from(value: u64) -> Self {
        Self(i128::from(value) * SCALE)
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self(i128::from(value) * SCALE)
    }
}

impl From<i32> for Exact {
    fn from(value: i32) -> Self {
        Self::from(i64::from(value))
    }
}

impl Add for Exact {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Exact {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Mul<i8> for Exact {
    type Output = Self;
    fn mul(self, coefficient: i8) -> Self {
        Self(self.0.saturating_mul(i128::from(coefficient)))
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}

/// Without exponent and without trailing zeros: `-2`, `36401308.84`.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.0.unsigned_abs();
        let (whole, millionths) = (
            magnitude / SCALE.unsigned_abs(),
            magnitude % SCALE.unsigned_abs(),
        );
        let sign = if self.0 < 0 { "-" } else { "" };
        if millionths == 0 {
            return write!(f, "{sign}{whole}");
        }
        let fraction = format!("{millionths:06}");
        write!(f, "{sign}{whole}.{}", fraction.trim_end_matches('0'))
    }
}

/// A text that is not a decimal number with at most six decimal places, or that has more than thirty digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotExact;

impl fmt::Display for NotExact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number with at most six places")
    }
}

impl std::error::Error for NotExact {}

/// Reads `-?digits(.digits{1,6})?` in ASCII.
impl FromStr for Exact {
    type Err = NotExact;
    fn from_str(text: &str) -> Result<Self, NotExact> {
        Self::of_bytes(text.as_bytes()).ok_or(NotExact)
    }
}

impl Exact {
    /// Reads the same from bytes.
    pub(crate) fn of_bytes(text: &[u8]) -> Option<Self> {
        let (negative, digits) = text
            .strip_prefix(b"-")
            .map_or((false, text), |rest| (true, rest));
        let point = digits
            .iter()
            .position(|byte| *byte == b'.')
            .and_then(|at| digits.split_at_checked(at));
        let (whole, fraction) =
            point.map_or((digits, None), |(whole, rest)| (whole, rest.get(1..)));
        let plain = |part: &[u8], most: usize| {
            (1..=most).contains(&part.len()) && part.iter().all(u8::is_ascii_digit)
        };
        if !plain(whole, 30) || fraction.is_some_and(|part| !plain(part, PLACES as usize)) {
            return None;
        }
        let short = |part: &[u8]| {
            part.iter()
                .fold(0u64, |sum, byte| sum * 10 + u64::from(byte - b'0'))
        };
        let long = |part: &[u8]| {
            part.iter()
                .fold(0i128, |sum, byte| sum * 10 + i128::from(byte - b'0'))
        };
        let number = |part: &[u8]| {
            if part.len() <= 18 {
                short(part).into()
            } else {
                long(part)
            }
        };
        let millionths = |part: &[u8]| {
            short(part) * 10u64.pow(PLACES.saturating_sub(part.len().try_into().unwrap_or(0)))
        };
        let magnitude = number(whole) * SCALE + i128::from(fraction.map_or(0, millionths));
        Some(Self(if negative { -magnitude } else { magnitude }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_round_trip() {
        for text in [
            "0",
            "-2",
            "36401308.84",
            "9007199254740991",
            "0.000001",
            "-0.5",
        ] {
            assert_eq!(text.parse::<Exact>().expect(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for text in [
            "",
            "-",
            ".5",
            "5.",
            "1e3",
            "1,234",
            "１",
            "0.1234567",
            "+1",
            " 1",
        ] {
            assert_eq!(text.parse::<Exact>(), Err(NotExact), "{text}");
        }
    }
}
