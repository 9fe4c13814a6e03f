//! Newtypes for the single values of the standard. Their constructors accept only legal values.

use std::fmt;

use crate::decimal::Decimal;
use crate::pattern::Pattern;
use crate::{Exact, Leaf};

/// A value that the schema refuses, and what it expects instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    definition: &'static str,
    expected: String,
    found: String,
}

impl Refused {
    pub(crate) fn new(
        definition: &'static str,
        expected: impl Into<String>,
        found: impl fmt::Display,
    ) -> Self {
        let mut found = found.to_string();
        if let Some((end, _)) = found.char_indices().nth(60) {
            found.truncate(end);
            found.push('…');
        }
        Self {
            definition,
            expected: expected.into(),
            found,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected {}, found {:?} (definition {})",
            self.expected, self.found, self.definition
        )
    }
}

impl std::error::Error for Refused {}

/// What the schema says about a single value.
#[derive(Debug)]
pub(crate) enum ScalarRule {
    Integer(&'static IntegerRule),
    /// A decimal number, by the name of its definition.
    Decimal(&'static str),
    Text(&'static TextRule),
    Word(&'static WordRule),
}

impl ScalarRule {
    /// The text that a document has where nothing is stated: the only word there is, or the empty text.
    pub(crate) fn initial(&self) -> Option<&'static str> {
        match self {
            Self::Word(WordRule { words: [word], .. }) => Some(word),
            Self::Text(rule) if rule.min_length == 0 && rule.pattern.is_none() => Some(""),
            Self::Integer(_) | Self::Decimal(_) | Self::Text(_) | Self::Word(_) => None,
        }
    }

    /// Refuses a value of another kind.
    pub(crate) fn refuse(&self, found: Leaf<'_>) -> Refused {
        let found: &dyn fmt::Display = match &found {
            Leaf::Absent | Leaf::Invalid => &"nothing",
            Leaf::Blank => &"null",
            Leaf::Number(number) => number,
            Leaf::Text(text) => text,
        };
        match self {
            Self::Integer(rule) => rule.refuse(found),
            Self::Decimal(definition) => Refused::new(definition, Decimal::EXPECTED, found),
            Self::Text(rule) => Refused::new(rule.definition, rule.description, found),
            Self::Word(rule) => rule.refuse(found),
        }
    }
}

/// What the schema says about a word.
#[derive(Debug)]
pub(crate) struct WordRule {
    pub(crate) definition: &'static str,
    pub(crate) words: &'static [&'static str],
}

impl WordRule {
    pub(crate) fn refuse(&self, found: &dyn fmt::Display) -> Refused {
        Refused::new(self.definition, self.words.join(" or "), found)
    }
}

/// What the schema says about a whole number.
#[derive(Debug)]
pub(crate) struct IntegerRule {
    pub(crate) definition: &'static str,
    pub(crate) minimum: i64,
    pub(crate) maximum: i64,
}

impl IntegerRule {
    pub(crate) fn check(&self, number: i128) -> Result<i64, Refused> {
        let integer = i64::try_from(number).ok();
        integer
            .filter(|integer| (self.minimum..=self.maximum).contains(integer))
            .ok_or_else(|| self.refuse(&number))
    }

    /// The whole number that an exact number is.
    pub(crate) fn check_exact(&self, number: Exact) -> Result<i64, Refused> {
        match number.whole() {
            Some(whole) => self.check(whole),
            None => Err(self.refuse(&number)),
        }
    }

    fn refuse(&self, found: &dyn fmt::Display) -> Refused {
        let expected = format!("a whole number from {} to {}", self.minimum, self.maximum);
        Refused::new(self.definition, expected, found)
    }
}

/// What the schema says about a text.
#[derive(Debug)]
pub(crate) struct TextRule {
    pub(crate) definition: &'static str,
    pub(crate) description: &'static str,
    pub(crate) min_length: usize,
    pub(crate) max_length: usize,
    pub(crate) pattern: Option<Pattern>,
    pub(crate) is_date: bool,
}

impl TextRule {
    /// Whether only the length of a text matters.
    pub(crate) fn is_free(&self) -> bool {
        self.pattern.is_none() && !self.is_date
    }

    /// Whether a text keeps to the rule.
    pub(crate) fn allows(&self, text: &str) -> bool {
        self.allows_length(text) && self.allows_pattern(text.as_bytes())
    }

    fn allows_length(&self, text: &str) -> bool {
        // A text with a pattern is ASCII, so its bytes are its characters.
        let length = if self.pattern.is_some() {
            text.len()
        } else {
            text.chars().count()
        };
        (self.min_length..=self.max_length).contains(&length)
    }

    /// The length of the text up to a quote, if the rule has a pattern and the text matches it without escapes. `None`
    /// decides nothing: the text is then read in the general way.
    #[inline]
    pub(crate) fn length_of_quoted(&self, text: &[u8]) -> Option<usize> {
        let rest = self.pattern.as_ref()?.eat(text)?;
        let found = text.get(..text.len() - rest.len())?;
        let fits = (self.min_length..=self.max_length).contains(&found.len())
            && (!self.is_date || is_calendar_day(found));
        (fits && rest.first() == Some(&b'"')).then_some(found.len())
    }

    fn allows_pattern(&self, text: &[u8]) -> bool {
        self.pattern
            .as_ref()
            .is_none_or(|pattern| pattern.matches(text))
            && (!self.is_date || is_calendar_day(text))
    }

    pub(crate) fn check(&self, text: &str) -> Result<(), Refused> {
        let refuse = |expected: String| Err(Refused::new(self.definition, expected, text));
        let length = text.chars().count();
        if length < self.min_length || length > self.max_length {
            return refuse(format!(
                "{} to {} characters",
                self.min_length, self.max_length
            ));
        }
        if self
            .pattern
            .as_ref()
            .is_some_and(|pattern| !pattern.matches(text.as_bytes()))
        {
            return refuse(self.description.to_owned());
        }
        if self.is_date && !is_calendar_day(text.as_bytes()) {
            return refuse("a day that exists, as YYYY-MM-DD".to_owned());
        }
        Ok(())
    }
}

/// Whether a text of the form `YYYY-MM-DD` is a day of the calendar.
fn is_calendar_day(text: &[u8]) -> bool {
    let digit = |byte: &u8| u32::from(byte.wrapping_sub(b'0'));
    let number = |part: &[u8]| {
        part.iter()
            .fold(0, |number, byte| number * 10 + digit(byte))
    };
    let [y1, y2, y3, y4, _, m1, m2, _, d1, d2] = text else {
        return false;
    };
    let (year, month, day) = (
        number(&[*y1, *y2, *y3, *y4]),
        number(&[*m1, *m2]),
        number(&[*d1, *d2]),
    );
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// The whole number in a floating-point one, as JSON Schema reads `1.0` and `1e3`.
pub(crate) fn whole(value: f64) -> Option<i64> {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole and within ±(2^53 − 1), so exact"
    )]
    (value.fract() == 0.0 && value.abs() <= LARGEST).then_some(value as i64)
}

macro_rules! integers {
    ($($(#[$doc:meta])* $name:ident($int:ty, $min:literal..=$max:literal);)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($int);

        impl $name {
            pub(crate) const RULE: crate::scalar::IntegerRule = crate::scalar::IntegerRule {
                definition: stringify!($name),
                minimum: $min,
                maximum: $max,
            };

            /// Smallest legal value.
            pub const MIN: Self = Self($min);
            /// Largest legal value.
            pub const MAX: Self = Self($max);

            /// The number.
            #[must_use]
            pub const fn get(self) -> $int {
                self.0
            }

            fn checked(value: i128) -> Result<Self, crate::Refused> {
                let number = Self::RULE.check(value)?;
                Ok(Self(<$int>::try_from(number).unwrap_or($min)))
            }
        }

        impl crate::scan::Build for $name {
            fn build(slots: &crate::scan::Slots<'_>, at: usize) -> Self {
                Self(<$int>::try_from(slots.number(at)).unwrap_or($min))
            }
        }

        impl TryFrom<$int> for $name {
            type Error = crate::Refused;
            fn try_from(value: $int) -> Result<Self, crate::Refused> {
                Self::checked(i128::from(value))
            }
        }

        impl From<$name> for $int {
            fn from(value: $name) -> $int {
                value.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl crate::conform::HoldsInteger for $name {
            const MIN: i128 = $min;
            const MAX: i128 = $max;
            fn exact(&self) -> crate::Exact {
                crate::conform::HoldsInteger::exact(&self.0)
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::scalar::integer(deserializer, concat!("a whole number from ", $min, " to ", $max), Self::checked)
            }
        }
    )+};
}
pub(crate) use integers;

/// Reads an integer as JSON Schema defines it: `1.0` is an integer.
pub(crate) fn integer<'de, D: serde_core::Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    check: fn(i128) -> Result<T, Refused>,
) -> Result<T, D::Error> {
    struct Integer<T>(&'static str, fn(i128) -> Result<T, Refused>);
    impl<T> serde_core::de::Visitor<'_> for Integer<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
        fn visit_u64<E: serde_core::de::Error>(self, value: u64) -> Result<T, E> {
            self.1(i128::from(value)).map_err(E::custom)
        }
        fn visit_i64<E: serde_core::de::Error>(self, value: i64) -> Result<T, E> {
            self.1(i128::from(value)).map_err(E::custom)
        }
        fn visit_f64<E: serde_core::de::Error>(self, value: f64) -> Result<T, E> {
            match whole(value) {
                Some(number) => self.visit_i64(number),
                None => Err(E::invalid_type(
                    serde_core::de::Unexpected::Float(value),
                    &self,
                )),
            }
        }
    }
    deserializer.deserialize_any(Integer(expected, check))
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $rule:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            pub(crate) const RULE: crate::scalar::TextRule = $rule;

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl crate::scan::Build for $name {
            fn build(slots: &crate::scan::Slots<'_>, at: usize) -> Self {
                Self(slots.text(at).into())
            }
        }

        impl TryFrom<&str> for $name {
            type Error = crate::Refused;
            fn try_from(text: &str) -> Result<Self, crate::Refused> {
                Self::RULE.check(text)?;
                Ok(Self(text.into()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = crate::Refused;
            fn try_from(text: String) -> Result<Self, crate::Refused> {
                Self::RULE.check(&text)?;
                Ok(Self(text.into_boxed_str()))
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::Refused;
            fn from_str(text: &str) -> Result<Self, crate::Refused> {
                Self::try_from(text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0.into_string()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::try_from(String::deserialize(deserializer)?).map_err(serde_core::de::Error::custom)
            }
        }
    )+};
}
pub(crate) use texts;

macro_rules! may_be_empty {
    ($($name:ident;)+) => {$(
        /// The empty text.
        impl Default for $name {
            fn default() -> Self {
                Self(Box::default())
            }
        }
    )+};
}
pub(crate) use may_be_empty;
