//! The values of one document for rules, so that a rule is written once for both ways of reading.

use std::borrow::Cow;

use ogi_report::{Edition, Exact, Leaf, Missing, Part, Place, Scan, Written};

/// One document.
#[derive(Debug, Clone, Copy)]
pub(crate) enum View<'a> {
    /// A document that was read the full way, or a typed report.
    Leaves {
        edition: Edition,
        /// The values as stated.
        stated: &'a [Leaf<'a>],
        /// The values with blanks as zero where the document says so.
        leaves: &'a [Leaf<'a>],
    },
    /// A document that was read the fast way and whose blanks do not count as zero.
    Scan(&'a Scan<'a>),
}

impl<'a> View<'a> {
    /// The edition of the document.
    pub(crate) fn edition(self) -> Edition {
        match self {
            Self::Leaves { edition, .. } => edition,
            Self::Scan(scan) => scan.edition(),
        }
    }

    /// The values for linear rules. Empty for a scan, which evaluates these rules itself.
    pub(crate) fn document(self) -> ogi_report::Document<'a> {
        let leaves = match self {
            Self::Leaves { leaves, .. } => leaves,
            Self::Scan(_) => &[],
        };
        ogi_report::Document {
            definition: self.edition().definition(),
            leaves,
        }
    }

    /// The text at a place.
    pub(crate) fn text(self, place: &Place) -> Option<Cow<'a, str>> {
        let index = place.index(self.edition())?;
        match self {
            Self::Leaves { leaves, .. } => leaves.get(index)?.text().map(Cow::Borrowed),
            Self::Scan(scan) => scan.text_at(index),
        }
    }

    /// The text at a place, with its escapes.
    pub(crate) fn written(self, place: &Place) -> Option<Written<'a>> {
        let index = place.index(self.edition())?;
        match self {
            Self::Leaves { leaves, .. } => leaves.get(index)?.text().map(Written::plain),
            Self::Scan(scan) => scan.written_at(index),
        }
    }

    /// Why there is no text at a place.
    pub(crate) fn missing(self, place: &Place) -> Option<Missing> {
        let Some(index) = place.index(self.edition()) else {
            return Some(Missing::Absent);
        };
        match self {
            Self::Leaves { leaves, .. } => leaves
                .get(index)
                .map_or(Some(Missing::Absent), |leaf| leaf.missing()),
            Self::Scan(scan) => scan.missing_at(index),
        }
    }

    /// The number at a place.
    pub(crate) fn number(self, place: &Place) -> Result<Exact, Missing> {
        place
            .index(self.edition())
            .map_or(Err(Missing::Absent), |index| self.number_at(index))
    }

    fn number_at(self, index: usize) -> Result<Exact, Missing> {
        match self {
            Self::Leaves { leaves, .. } => number(leaves.get(index)),
            Self::Scan(scan) => scan.number_at(index),
        }
    }

    /// The numbers below an object with their places, as rules count them.
    pub(crate) fn numbers(self, part: &Part) -> impl Iterator<Item = (At, Result<Exact, Missing>)> {
        self.below(part)
            .map(move |index| (self.at(index), self.number_at(index)))
    }

    /// The numbers below `part`, without those below `except`: the place of each, and why it is not stated, if it is not.
    pub(crate) fn missing_beside(
        self,
        part: &Part,
        other: &Part,
    ) -> impl Iterator<Item = (At, Option<Missing>)> {
        let other = other.indices(self.edition());
        let beside = self.below(part).filter(move |index| !other.contains(index));
        beside.map(move |index| (self.at(index), self.not_stated_at(index)))
    }

    /// Why no number is stated at an index.
    fn not_stated_at(self, index: usize) -> Option<Missing> {
        match self {
            Self::Leaves { stated, .. } => number(stated.get(index)).err(),
            Self::Scan(scan) => scan.missing_at(index),
        }
    }

    fn at(self, index: usize) -> At {
        At {
            edition: self.edition(),
            index,
        }
    }

    /// The indices of the numbers below an object.
    fn below(self, part: &Part) -> impl Iterator<Item = usize> + use<> {
        let leaves = self.edition().definition().leaves;
        part.indices(self.edition()).filter(move |index| {
            leaves
                .kind(*index)
                .is_some_and(ogi_report::definition::LeafKind::is_number)
        })
    }

    /// Whether an optional object is there.
    pub(crate) fn has(self, part: &Part) -> bool {
        self.below(part)
            .next()
            .is_some_and(|index| self.not_stated_at(index) != Some(Missing::Absent))
    }
}

/// The place of a single value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    edition: Edition,
    index: usize,
}

impl At {
    /// Its JSON Pointer.
    pub(crate) fn pointer(self) -> &'static str {
        self.edition
            .definition()
            .leaves
            .get(self.index)
            .map_or("", |leaf| leaf.pointer)
    }
}

fn number(leaf: Option<&Leaf<'_>>) -> Result<Exact, Missing> {
    let leaf = leaf.copied().unwrap_or(Leaf::Absent);
    leaf.number()
        .ok_or_else(|| leaf.missing().unwrap_or(Missing::Invalid))
}
