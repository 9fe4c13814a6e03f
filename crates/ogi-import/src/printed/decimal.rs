//! Exact decimal numbers, as far as reading needs them: digits and a scale, never binary fractions.

/// More digits than any number has that the document has room for: 15 before the point and 6 after it.
const DIGITS: usize = 40;
/// Digits between two separators of thousands.
const GROUP: usize = 3;

/// A decimal number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    /// Digits without leading zeros, at least one more than `scale`.
    digits: String,
    scale: usize,
}

impl Decimal {
    /// Reads digits with separators of thousands and a fraction. Leading zeros, which no printed number has, are refused.
    pub(crate) fn parse(negative: bool, text: &str) -> Option<Self> {
        let (whole, fraction) = text
            .split_once('.')
            .map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let whole = without_separators(whole)?;
        if !all_digits(&whole)
            || (whole.len() > 1 && whole.starts_with('0'))
            || !fraction.is_none_or(all_digits)
        {
            return None;
        }
        let fraction = fraction.unwrap_or("");
        (whole.len() + fraction.len() <= DIGITS).then(|| Self {
            negative,
            digits: whole + fraction,
            scale: fraction.len(),
        })
    }

    /// The number times ten to the power of `exponent`, without trailing zeros in its fraction.
    pub(crate) fn times_ten_to(mut self, exponent: i32) -> Self {
        let places = exponent.unsigned_abs() as usize;
        if exponent >= 0 {
            let zeros = places.saturating_sub(self.scale);
            self.digits.push_str(&"0".repeat(zeros));
            self.scale = self.scale.saturating_sub(places);
        } else {
            self.scale += places;
        }
        self.normalised()
    }

    fn normalised(mut self) -> Self {
        while self.digits.len() <= self.scale {
            self.digits.insert(0, '0');
        }
        while self.scale > 0 && self.digits.ends_with('0') {
            self.digits.pop();
            self.scale -= 1;
        }
        while self.digits.len() > self.scale + 1 && self.digits.starts_with('0') {
            self.digits.remove(0);
        }
        self
    }

    /// The number as an integer, if it is one that fits.
    pub(crate) fn to_integer(&self) -> Option<i64> {
        let plain = self.clone().normalised();
        if plain.scale > 0 {
            return None;
        }
        let magnitude: i64 = plain.digits.parse().ok()?;
        Some(if plain.negative {
            -magnitude
        } else {
            magnitude
        })
    }

    fn is_negative(&self) -> bool {
        self.negative && self.digits.bytes().any(|b| b != b'0')
    }

    /// Digits before and after the point.
    pub(crate) fn precision(&self) -> (usize, usize) {
        (self.digits.len() - self.scale, self.scale)
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, fraction) = self.digits.split_at(self.digits.len() - self.scale);
        let sign = if self.is_negative() { "-" } else { "" };
        if fraction.is_empty() {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{fraction}")
        }
    }
}

/// Removes separators of thousands where they stand as such.
fn without_separators(whole: &str) -> Option<String> {
    if !whole.contains([',', '\'']) {
        return Some(whole.to_owned());
    }
    let groups: Vec<&str> = whole.split([',', '\'']).collect();
    let (first, rest) = groups.split_first()?;
    ((1..=GROUP).contains(&first.len()) && rest.iter().all(|group| group.len() == GROUP))
        .then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn conversion_is_exact() {
        let cases = [
            ("0.37", 4, "3700"),
            ("23600", 4, "236000000"),
            ("251000", -4, "25.1"),
            ("1", -4, "0.0001"),
            ("0", -4, "0"),
            ("12.50", 0, "12.5"),
            ("1,234,567.8", 1, "12345678"),
        ];
        for (text, exponent, expected) in cases {
            let decimal = Decimal::parse(false, text).expect("a number");
            assert_eq!(
                decimal.times_ten_to(exponent).to_string(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_one_number_is_refused() {
        for text in [
            "", ".", "1.", ".5", "007", "00", "1,23", "1,2345", "1.2.3", "1 2", "１",
        ] {
            assert_eq!(Decimal::parse(false, text), None, "{text}");
        }
    }
}
