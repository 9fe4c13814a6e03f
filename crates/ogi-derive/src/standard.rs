//! The definitions of the standard, as far as types follow them.

pub(crate) use crate::generated::DEFINITIONS;
use crate::model::{Expected, Kind, Presence};

/// A definition of the canonical schema.
pub(crate) struct Definition {
    /// Name, such as `ApplicantCounts`.
    pub(crate) name: &'static str,
    /// Printed Chinese label; empty unless it is an object.
    pub(crate) label: &'static str,
    /// What its values are.
    pub(crate) shape: Shape,
}

/// What the values of a definition are.
pub(crate) enum Shape {
    /// Objects with these properties, in form order.
    Record(&'static [Property]),
    /// One of these words.
    Words(&'static [&'static str]),
    /// Single values of another kind.
    Plain,
}

/// A property of an object.
pub(crate) struct Property {
    /// Its name in documents.
    pub(crate) name: &'static str,
    /// Chinese label, verbatim where the form prints one.
    pub(crate) label: &'static str,
    /// The values that its field must be able to hold.
    pub(crate) expected: Expected,
}

impl Definition {
    /// The definition of a name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        DEFINITIONS
            .iter()
            .find(|definition| definition.name == name)
    }

    /// The properties of an object; empty for other shapes.
    pub(crate) fn properties(&self) -> &'static [Property] {
        match self.shape {
            Shape::Record(properties) => properties,
            Shape::Words(_) | Shape::Plain => &[],
        }
    }

    /// The property of a name.
    pub(crate) fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties()
            .iter()
            .find(|property| property.name == name)
    }
}

/// One line of the generated table.
pub(crate) const fn property(
    name: &'static str,
    label: &'static str,
    presence: Presence,
    kind: Kind,
) -> Property {
    Property {
        name,
        label,
        expected: Expected { kind, presence },
    }
}
