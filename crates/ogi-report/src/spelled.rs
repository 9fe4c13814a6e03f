//! What a number of a document is by its decimal digits. No binary64 stands between: the nearest one to
//! `0.99999999999999999999` is 1, a number that the document does not state.

use std::cmp::Ordering;

/// A JSON number as it is spelled, such as `1204`, `1.0` or `-2.5e3`.
///
/// ```
/// use ogi_report::Spelled;
///
/// assert_eq!(Spelled::of("120.4e1").integer(), Some(1204));
/// assert_eq!(Spelled::of("0.99999999999999999999").integer(), None);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Spelled<'a> {
    is_negative: bool,
    /// From the first digit that is not 0 to the last; the point may stand among them. Empty for zero.
    significant: &'a str,
    /// How many digits stand before the point once the number is written without an exponent; not above 0 below 0.1.
    order: i64,
    /// The power of ten that the last significant digit counts.
    last_power: i64,
}

/// An exponent beyond every length of a document: whatever is larger acts the same.
const FAR: i64 = i64::MAX / 4;
/// Digits that always fit into 128 bits.
const FIT: i64 = 38;
/// Digits before the point of the largest binary64.
const LARGEST_ORDER: i64 = 309;

impl<'a> Spelled<'a> {
    /// The number that a text spells by the grammar of JSON; of any other text, some number.
    #[must_use]
    pub fn of(lexeme: &'a str) -> Self {
        let (is_negative, unsigned) = match lexeme.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, lexeme),
        };
        let (mantissa, exponent) = unsigned
            .split_once(['e', 'E'])
            .map_or((unsigned, 0), |(mantissa, power)| (mantissa, far(power)));
        let point = mantissa.find('.').unwrap_or(mantissa.len());
        // The power of ten that the digit at a byte of the mantissa counts.
        let power = |at: usize| {
            let from_point = if at < point {
                length(point - at - 1)
            } else {
                -length(at - point)
            };
            from_point.saturating_add(exponent)
        };
        let is_significant = |c: char| matches!(c, '1'..='9');
        match (
            mantissa.find(is_significant),
            mantissa.rfind(is_significant),
        ) {
            (Some(first), Some(last)) => Self {
                is_negative,
                significant: &mantissa[first..=last],
                order: power(first).saturating_add(1),
                last_power: power(last),
            },
            _ => Self {
                is_negative: false,
                significant: "",
                order: 0,
                last_power: 0,
            },
        }
    }

    /// Whether it is a whole number, however it is spelled: `1.0` and `10e-1` are.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.last_power >= 0
    }

    /// The whole number that it is; `None` if it has a fraction, or more than 38 digits.
    #[must_use]
    pub fn integer(self) -> Option<i128> {
        (self.is_whole() && self.order <= FIT).then(|| self.towards_zero())
    }

    /// Whether no binary64 comes near it: the nearest one would be infinite.
    #[must_use]
    pub fn is_beyond_binary64(self) -> bool {
        match self.order.cmp(&LARGEST_ORDER) {
            Ordering::Less => false,
            Ordering::Greater => true,
            // A short exponent, whatever the document has: the standard library reads such a number exactly.
            Ordering::Equal => {
                let digits: String = self.digits().map(char::from).collect();
                format!("0.{digits}e{LARGEST_ORDER}")
                    .parse()
                    .is_ok_and(f64::is_infinite)
            }
        }
    }

    /// Compares it with a whole number, exactly.
    #[must_use]
    pub fn cmp_integer(self, other: i64) -> Ordering {
        let sign = if self.is_negative {
            Ordering::Less
        } else {
            Ordering::Greater
        };
        if self.order > FIT {
            return sign;
        }
        let fraction = if self.is_whole() {
            Ordering::Equal
        } else {
            sign
        };
        self.towards_zero().cmp(&other.into()).then(fraction)
    }

    /// The number without its fraction. It has at most [`FIT`] digits.
    fn towards_zero(self) -> i128 {
        let places = usize::try_from(self.order).unwrap_or(0);
        let zeros = std::iter::repeat(b'0');
        let magnitude = self
            .digits()
            .chain(zeros)
            .take(places)
            .fold(0, |number: i128, digit| {
                number.wrapping_mul(10) + i128::from(digit - b'0')
            });
        if self.is_negative {
            -magnitude
        } else {
            magnitude
        }
    }

    fn digits(self) -> impl Iterator<Item = u8> {
        self.significant.bytes().filter(u8::is_ascii_digit)
    }
}

/// An exponent, or one that is far enough.
fn far(power: &str) -> i64 {
    let (is_negative, digits) = match power.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, power.strip_prefix('+').unwrap_or(power)),
    };
    let size = digits.bytes().fold(0i64, |size, digit| {
        let digit = i64::from(digit.wrapping_sub(b'0'));
        size.saturating_mul(10).saturating_add(digit).min(FAR)
    });
    if is_negative { -size } else { size }
}

fn length(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(FAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_decide_what_is_whole() {
        let far_zeros = format!("0.{}1e70001", "0".repeat(70_000));
        for (text, number) in [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("-0.0e5", Some(0)),
            ("0e99999999999999999999", Some(0)),
            ("0e-99999999999999999999", Some(0)),
            ("1.0", Some(1)),
            ("10e-1", Some(1)),
            ("1E+3", Some(1000)),
            ("-25e1", Some(-250)),
            ("100.200e1", Some(1002)),
            ("0.00012e5", Some(12)),
            ("9007199254740993", Some(9_007_199_254_740_993)),
            (&far_zeros, Some(1)),
            (
                "99999999999999999999999999999999999999",
                Some(10i128.pow(38) - 1),
            ),
            ("100000000000000000000000000000000000000", None),
            ("0.99999999999999999999", None),
            ("4503599627370497.5", None),
            ("1e-400", None),
            ("-1e-99999999999999999999", None),
            ("1.00000000000000000001", None),
            ("15e-1", None),
        ] {
            assert_eq!(Spelled::of(text).integer(), number, "{text:.40}");
        }
    }

    #[test]
    fn it_is_compared_exactly() {
        for (text, other, expected) in [
            ("0.1", 0, Ordering::Greater),
            ("-0.1", 0, Ordering::Less),
            ("-1e-400", 0, Ordering::Less),
            ("-0", 0, Ordering::Equal),
            (
                "9007199254740991.4",
                9_007_199_254_740_991,
                Ordering::Greater,
            ),
            ("9007199254740990.6", 9_007_199_254_740_991, Ordering::Less),
            ("1e300", i64::MAX, Ordering::Greater),
            ("-1e300", i64::MIN, Ordering::Less),
            ("-2.5", -2, Ordering::Less),
            ("-2.5", -3, Ordering::Greater),
            ("20190e-1", 2019, Ordering::Equal),
        ] {
            assert_eq!(Spelled::of(text).cmp_integer(other), expected, "{text}");
        }
    }

    #[test]
    fn the_nearest_binary64_may_be_infinite() {
        for (text, expected) in [
            ("1e308", false),
            ("1.7976931348623157e308", false),
            ("1.7976931348623158e308", false),
            ("1.797693134862315807e308", false),
            ("1.797693134862315808e308", true),
            ("0.17976931348623159e309", true),
            ("1e309", true),
            ("-1e400", true),
            ("1e99999999999999999999", true),
            ("1e-99999999999999999999", false),
            ("0e99999999999999999999", false),
        ] {
            assert_eq!(Spelled::of(text).is_beyond_binary64(), expected, "{text}");
        }
    }
}
