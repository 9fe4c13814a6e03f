//! Why a document is refused. The reason is kept small, so that reading a valid document does not pay for it.

use std::fmt;

use super::keys::Keys;
use crate::scalar::TextRule;

/// The fault at the place where reading stopped.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Why {
    /// Not JSON: what should stand there.
    Syntax(&'static str),
    /// Not UTF-8.
    Encoding,
    /// Not an object of this definition.
    Object(&'static str),
    /// Not a list.
    List,
    /// Not a whole number of this range.
    Whole { min: i64, max: i64 },
    /// Not an amount.
    Decimal,
    /// Not a string.
    NoText(&'static TextRule),
    /// A string that breaks its rule.
    Text(&'static TextRule),
    /// Not one of these words.
    Word(&'static [&'static str]),
    /// Not the edition of this reader.
    Edition,
    /// A required property is missing.
    Missing(&'static str),
    /// An unknown property.
    Unknown(&'static Keys),
    /// A property that stands twice.
    Twice(&'static str),
    /// A list with too many items.
    TooMany { most: usize, items: usize },
}

impl Why {
    /// Whether the fault belongs to an object as a whole, rather than to the member at this place.
    pub(super) fn is_of_object(self) -> bool {
        matches!(self, Self::Missing(_))
    }

    /// What was expected at `found`, the rest of the document.
    pub(super) fn explain(self, found: &str) -> String {
        let value = Excerpt(found);
        match self {
            Self::Syntax(expected) => format!("expected {expected}, found {value}"),
            Self::Encoding => "expected UTF-8".to_owned(),
            Self::Object(definition) => format!("expected an object ({definition}), found {value}"),
            Self::List => format!("expected a list, found {value}"),
            Self::Whole { min, max } => {
                format!("expected a whole number from {min} to {max}, found {value}")
            }
            Self::Decimal => format!(
                "expected {}, found {value}",
                crate::decimal::Decimal::EXPECTED
            ),
            Self::NoText(rule) => format!("expected a string ({}), found {value}", rule.definition),
            Self::Text(rule) => {
                let text = super::span::leading_string(found);
                rule.check(&text)
                    .err()
                    .map_or_else(String::new, |refused| refused.to_string())
            }
            Self::Word(words) => format!("expected {}, found {value}", words.join(" or ")),
            Self::Edition => format!("expected {}, found {value}", crate::Edition::expected()),
            Self::Missing(name) => format!("missing field `{name}`"),
            Self::Unknown(keys) => {
                let name = super::span::leading_string(found);
                let names: Vec<_> = (0..keys.names.len())
                    .map(|member| format!("`{}`", keys.name(member)))
                    .collect();
                format!(
                    "unknown field `{name}` of {}, expected one of {}",
                    keys.definition,
                    names.join(", ")
                )
            }
            Self::Twice(name) => format!("duplicate field `{name}`"),
            Self::TooMany { most, items } => {
                format!("expected at most {most} items, found {items}")
            }
        }
    }
}

/// The start of a value, for people.
struct Excerpt<'a>(&'a str);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 60;
        let line = self.0.split(['\n', '\r']).next().unwrap_or_default();
        let end = match line.as_bytes().first() {
            None => return f.write_str("the end of the text"),
            Some(b'"') => line
                .match_indices('"')
                .nth(1)
                .map_or(line.len(), |(end, _)| end + 1),
            Some(b'{' | b'[' | b',' | b'}' | b']' | b':') => 1,
            Some(_) => line.find([',', '}', ']', ' ']).unwrap_or(line.len()),
        };
        match line[..end].char_indices().nth(LONGEST) {
            Some((long, _)) => write!(f, "{}…", &line[..long]),
            None => f.write_str(&line[..end]),
        }
    }
}
