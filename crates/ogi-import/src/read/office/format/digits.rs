//! The 15 significant decimal digits that Excel keeps of a number.

/// Digits that a number has at most.
const DIGITS: usize = 15;

/// A number of zero or more in decimal digits, without the noise of binary fractions behind the 15th.
#[derive(Debug, Clone)]
pub(super) struct Digits {
    /// From the first that is not zero.
    digits: Vec<u8>,
    /// Power of ten of the first digit.
    exponent: i32,
}

impl Digits {
    pub(super) fn new(number: f64) -> Self {
        let written = format!("{:.*e}", DIGITS - 1, number.abs());
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let digits = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0');
        Self {
            digits: digits.collect(),
            exponent: exponent.parse().unwrap_or(0),
        }
    }

    pub(super) fn times_ten_to(mut self, power: i32) -> Self {
        self.exponent += power;
        self
    }

    /// Rounds to decimal places, half away from zero.
    pub(super) fn round(mut self, places: usize) -> Self {
        let kept = i64::from(self.exponent) + 1 + i64::try_from(places).unwrap_or(0);
        let Ok(kept) = usize::try_from(kept) else {
            return Self {
                digits: vec![0],
                exponent: 0,
            };
        };
        if kept >= self.digits.len() {
            return self;
        }
        let is_up = self.digits[kept] >= 5;
        self.digits.truncate(kept);
        if is_up {
            self.step_up();
        }
        self
    }

    /// Adds one in the last place.
    fn step_up(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return;
            }
            *digit = 0;
        }
        self.digits.insert(0, 1);
        self.exponent += 1;
    }

    /// The nearest binary number.
    pub(super) fn to_f64(&self) -> f64 {
        self.scientific().parse().unwrap_or(0.0)
    }

    fn scientific(&self) -> String {
        let digits: String = self
            .digits
            .iter()
            .map(|digit| char::from(b'0' + digit))
            .collect();
        let last = i64::from(self.exponent) + 1 - i64::try_from(digits.len()).unwrap_or(0);
        if digits.is_empty() {
            "0".to_owned()
        } else {
            format!("{digits}e{last}")
        }
    }
}

/// A stored number in full, to be quoted where a cell shows something else.
pub(crate) fn stored(number: f64) -> String {
    let number = Digits::new(number).to_f64() * number.signum();
    if (1e-7..1e21).contains(&number.abs()) || number == 0.0 {
        (number + 0.0).to_string()
    } else {
        format!("{number:e}")
    }
}
