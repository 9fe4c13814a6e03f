//! Single values of a report, taken out in form order.

use crate::exact::Exact;

/// A single value of a report as rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaf<'a> {
    /// The document does not have the property, and need not.
    Absent,
    /// The document says that the report does not state the number: `null`.
    Blank,
    /// A number.
    Number(Exact),
    /// A text, code, date or word.
    Text(&'a str),
    /// The document has something here that the schema refuses.
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

    /// Why there is neither number nor text; `None` where there is one.
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

/// Why an operand of a rule is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The property is not there, and need not be.
    Absent,
    /// `null`: the report does not state the number.
    Blank,
    /// A structural fault stands in the way.
    Invalid,
    /// The document it would be read from was not given.
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

/// The single values of one value of the standard, in the order of its definition's [`leaves`](crate::Definition::leaves).
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
