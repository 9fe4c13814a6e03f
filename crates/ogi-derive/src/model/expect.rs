//! The values that the schema expects a field to hold.

use std::fmt;

/// The values of a property, whether it must be present, and words for both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) kind: Kind,
    pub(crate) presence: Presence,
}

/// What a property holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Integer {
        minimum: i64,
        maximum: i64,
    },
    Decimal,
    Text,
    /// The edition, which the definition knows.
    Edition(&'static str),
    /// An object of a definition, with its number of single values.
    Record(&'static str, usize),
    /// A list of objects of a definition.
    List(&'static str),
}

/// When a property is present. No property of the schema can be both absent and null.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Always, with a value.
    Required,
    /// Always, but it may be `null`, which says that the report does not state it.
    Nullable,
    /// It may be absent.
    Optional,
}

impl Expected {
    /// A type that can hold it, as a user would write it.
    pub(crate) fn ty(self) -> String {
        let value = match self.kind {
            Kind::Integer { minimum, maximum } => integer(minimum, maximum).to_owned(),
            Kind::Decimal | Kind::Text | Kind::Edition(_) => "String".to_owned(),
            Kind::Record(name, _) => name.to_owned(),
            Kind::List(name) => format!("Vec<{name}>"),
        };
        if self.presence == Presence::Required {
            value
        } else {
            format!("Option<{value}>")
        }
    }
}

impl Kind {
    /// Its number of single values.
    pub(crate) fn width(self) -> usize {
        match self {
            Self::Integer { .. } | Self::Decimal | Self::Text | Self::Edition(_) => 1,
            Self::Record(_, width) => width,
            Self::List(_) => 0,
        }
    }
}

/// The usual integer type that holds a range.
fn integer(minimum: i64, maximum: i64) -> &'static str {
    match (minimum, maximum) {
        (..0, _) => "i64",
        (_, ..=0xffff) => "u16",
        _ => "u64",
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Integer { minimum, maximum } => {
                write!(f, "a whole number from {minimum} to {maximum}")
            }
            Kind::Decimal => f.write_str("an exact decimal number"),
            Kind::Text => f.write_str("a text"),
            Kind::Edition(code) => write!(f, "the text \"{code}\""),
            Kind::Record(name, _) => write!(f, "an object `{name}`"),
            Kind::List(name) => write!(f, "a list of `{name}`"),
        }?;
        f.write_str(match self.presence {
            Presence::Required => "",
            Presence::Nullable => " or null",
            Presence::Optional => " that may be left out",
        })
    }
}
