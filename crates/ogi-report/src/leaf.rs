//! Single values of a report, as rules read them.

use crate::exact::Exact;

/// A single value of a report, as rules read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaf<'a> {
    /// The document does not have the property, which is optional.
    Absent,
    /// `null`: the report does not state the number.
    Blank,
    /// A number.
    Number(Exact),
    /// A text, code, date or word.
    Text(&'a str),
    /// A value that the schema refuses.
    Invalid,
}

impl<'a> Leaf<'a> {
    /// The number, where it is one.
    #[must_use]
    pub fn number(self) -> Option<Exact> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The text, where it is one.
    #[must_use]
    pub fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Why there is neither a number nor a text; `None` where there is one.
    #[must_use]
    pub fn missing(self) -> Option<Missing> {
        match self {
            Self::Absent => Some(Missing::Absent),
            Self::Blank => Some(Missing::Blank),
            Self::Invalid => Some(Missing::Invalid),
            Self::Number(_) | Self::Text(_) => None,
        }
    }
}

impl<'a> From<&'a str> for Leaf<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Leaf<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl From<$number> for Leaf<'_> {
            fn from(number: $number) -> Self {
                Self::Number(Exact::from(number))
            }
        }
    )+};
}
numbers!(i32, i64, u64, Exact);

/// `None` says that the report does not state the value: null.
impl<T: Into<Self>> From<Option<T>> for Leaf<'_> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Into::into)
    }
}

/// Why an operand of a rule is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The document does not have the property, which is optional.
    Absent,
    /// `null`: the report does not state the number.
    Blank,
    /// The value has a structural fault.
    Invalid,
    /// The document that it stands in was not given.
    NotGiven,
}

impl Missing {
    /// The word used in machine-readable output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Blank => "blank",
            Self::Invalid => "invalid",
            Self::NotGiven => "not_given",
        }
    }
}

/// All single values of a report or of a part of one, in the order of its definition's
/// [`leaves`](crate::Definition::leaves).
#[derive(Debug, Clone, Default)]
pub struct Leaves<'a>(Vec<Leaf<'a>>);

impl<'a> Leaves<'a> {
    /// Adds the next value.
    pub fn push(&mut self, leaf: Leaf<'a>) {
        self.0.push(leaf);
    }

    /// Adds a run of values that are all absent.
    pub fn push_absent(&mut self, count: usize) {
        self.0.extend(std::iter::repeat_n(Leaf::Absent, count));
    }

    /// The values added so far.
    #[must_use]
    pub fn as_slice(&self) -> &[Leaf<'a>] {
        &self.0
    }

    /// The values added so far, to be changed in place.
    pub fn as_mut_slice(&mut self) -> &mut [Leaf<'a>] {
        &mut self.0
    }
}
