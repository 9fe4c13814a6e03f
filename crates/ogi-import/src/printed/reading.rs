//! What a number cell says, and how that was read.

use std::fmt;

use ogi_report::Leaf;
use serde::Serialize;

pub(crate) use ogi_report::MissingReason as Missing;

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A number.
    Number {
        /// The number.
        value: Number,
        /// How it was read.
        how: How,
    },
    /// No number.
    Missing(Missing),
}

/// A number in the unit of the document. Two are equal if the document writes them alike: `1.50` is not `1.5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Number {
    /// A whole number.
    Whole(i64),
    /// A sum of money, with the digits that are printed.
    Money(String),
}

impl Number {
    /// The number as a value of a report.
    pub(crate) fn leaf(&self) -> Leaf<'_> {
        match self {
            Self::Whole(number) => Leaf::from(*number),
            Self::Money(digits) => Leaf::Text(digits),
        }
    }
}

/// As the document writes it.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => number.fmt(f),
            Self::Money(digits) => digits.fmt(f),
        }
    }
}

/// How a value was made of what was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum How {
    /// As printed.
    Verbatim,
    /// Full-width characters, separators of thousands or a plus sign were normalised.
    Normalised,
    /// A word was read as a sign, such as `减4`.
    SignWord,
    /// The unit was printed beside the number, and is that of the property.
    UnitStated,
    /// The number was converted from the printed unit to that of the property, exactly.
    UnitConverted,
    /// A comment beside the number was set aside.
    CommentSetAside,
    /// Several numbers were printed without a gap, and can be told apart in one way only.
    SplitDigits,
    /// Letters that look like digits were read as these, such as `1O` as 10.
    Lookalikes,
    /// Taken from running text.
    Text,
    /// There is no number: the cell is blank, or holds something else; `cell_notes` of the document say what.
    NoNumber,
}
