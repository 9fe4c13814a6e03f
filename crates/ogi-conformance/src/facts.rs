//! The single values of one document, for rules. Also documents with structural faults have them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use ogi_report::definition::{LeafInfo, LeafKind, LeafTable};
use ogi_report::{
    BlankCells, Definition, Edition, Exact, Leaf, MissingReason, Report, settle_blanks,
};

use crate::json::{self, Kind};
use crate::structure::Fault;
use crate::view::View;

/// The single values of one document, in the order of its edition's leaves.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    edition: Edition,
    values: Vec<Value<'a>>,
    blank_is_zero: bool,
    not_blank: Vec<Cow<'a, str>>,
}

#[derive(Debug, Clone)]
enum Value<'a> {
    Plain(Leaf<'static>),
    Text(Cow<'a, str>),
}

impl<'a> From<&'a Report> for Facts<'a> {
    fn from(report: &'a Report) -> Self {
        let value = |leaf: &Leaf<'a>| match *leaf {
            Leaf::Absent => Value::Plain(Leaf::Absent),
            Leaf::Blank => Value::Plain(Leaf::Blank),
            Leaf::Number(number) => Value::Plain(Leaf::Number(number)),
            Leaf::Invalid => Value::Plain(Leaf::Invalid),
            Leaf::Text(text) => Value::Text(Cow::Borrowed(text)),
        };
        let notes = report.cell_notes().into_iter().flatten();
        let not_blank = notes.filter(|note| {
            note.missing
                .is_some_and(|missing| missing != MissingReason::Blank)
        });
        Self {
            edition: report.edition(),
            values: report.leaves().as_slice().iter().map(value).collect(),
            blank_is_zero: report.blank_cells() == Some(&BlankCells::Zero),
            not_blank: not_blank
                .map(|note| Cow::Borrowed(note.at.as_str()))
                .collect(),
        }
    }
}

impl<'a> Facts<'a> {
    /// The values of a well-formed document; `None` if it states no known edition.
    ///
    /// A value with a structural fault is invalid, and rules that read it are not assessed.
    #[must_use]
    pub fn of_document(document: &'a json::Document<'_>, faults: &[Fault]) -> Option<Self> {
        let edition = Edition::parse(&document.at("/edition")?.text()?)?;
        let text = |pointer: &str| document.at(pointer).and_then(json::Element::text);
        let definition = edition.definition();
        let broken = faults.iter().map(|fault| fault.at.as_str()).collect();
        let values = Vec::with_capacity(definition.leaves.len());
        let mut walk = Walk {
            leaves: definition.leaves,
            broken,
            values,
        };
        walk.object(definition, Some(document.root()), false);
        let values = walk.values;
        let notes = document
            .at("/cell_notes")
            .into_iter()
            .flat_map(json::Element::elements);
        let not_blank = notes.filter_map(|note| {
            let missing = note.member("missing")?.text()?;
            (missing != MissingReason::Blank.as_str())
                .then(|| note.member("at")?.text())
                .flatten()
        });
        Some(Self {
            edition,
            values,
            blank_is_zero: text("/blank_cells")
                .is_some_and(|word| word == BlankCells::Zero.as_str()),
            not_blank: not_blank.collect(),
        })
    }

    /// The same values, independent of the document.
    #[must_use]
    pub fn into_owned(self) -> Facts<'static> {
        let owned = |value| match value {
            Value::Plain(leaf) => Value::Plain(leaf),
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
        };
        Facts {
            edition: self.edition,
            values: self.values.into_iter().map(owned).collect(),
            blank_is_zero: self.blank_is_zero,
            not_blank: self
                .not_blank
                .into_iter()
                .map(|place| Cow::Owned(place.into_owned()))
                .collect(),
        }
    }

    /// The edition of the document.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The definition of the document.
    #[must_use]
    pub fn definition(&self) -> &'static Definition {
        self.edition.definition()
    }

    /// The values as stated.
    #[must_use]
    pub fn leaves(&self) -> Vec<Leaf<'_>> {
        fn leaf<'v>(value: &'v Value<'_>) -> Leaf<'v> {
            match value {
                Value::Plain(leaf) => *leaf,
                Value::Text(text) => Leaf::Text(text),
            }
        }
        self.values.iter().map(leaf).collect()
    }

    /// The values, with blanks as zero where the document says that blank means zero.
    #[must_use]
    pub fn settled_leaves(&self) -> Vec<Leaf<'_>> {
        let mut leaves = self.leaves();
        if self.blank_is_zero {
            let not_blank: Vec<&str> = self.not_blank.iter().map(AsRef::as_ref).collect();
            settle_blanks(self.definition(), &mut leaves, &not_blank);
        }
        leaves
    }
}

/// Collects the values of one document in form order.
struct Walk<'a, 'f> {
    /// The leaves to collect.
    leaves: LeafTable,
    /// Places of structural faults.
    broken: BTreeSet<&'f str>,
    /// The values collected so far.
    values: Vec<Value<'a>>,
}

impl<'a> Walk<'a, '_> {
    /// Collects the values of an object. `may_be_absent` says that an optional property on the way to it is absent.
    fn object(
        &mut self,
        definition: &'static Definition,
        object: Option<json::Element<'a>>,
        may_be_absent: bool,
    ) {
        // Lists have no leaves.
        for field in definition
            .fields
            .iter()
            .filter(|field| field.items.is_none())
        {
            let element = object.and_then(|object| object.member(field.name));
            let may_be_absent = may_be_absent || element.is_none() && !field.required;
            match (field.target, self.leaves.get(self.values.len())) {
                (Some(target), _) => self.object(target, element, may_be_absent),
                (None, Some(leaf)) => self.values.push(self.value(leaf, element, may_be_absent)),
                (None, None) => {}
            }
        }
    }

    fn value(
        &self,
        leaf: LeafInfo,
        element: Option<json::Element<'a>>,
        may_be_absent: bool,
    ) -> Value<'a> {
        let Some(element) = element else {
            return Value::Plain(if may_be_absent {
                Leaf::Absent
            } else {
                Leaf::Invalid
            });
        };
        if !self.broken.is_empty() && self.broken.contains(leaf.pointer) {
            return Value::Plain(Leaf::Invalid);
        }
        let plain = |leaf: Option<Leaf<'static>>| Value::Plain(leaf.unwrap_or(Leaf::Invalid));
        match (leaf.kind, element.kind()) {
            (LeafKind::Text, Kind::String) => element
                .text()
                .map_or(Value::Plain(Leaf::Invalid), Value::Text),
            (LeafKind::Text, _) => Value::Plain(Leaf::Invalid),
            (_, Kind::Null) => Value::Plain(Leaf::Blank),
            (LeafKind::Integer, _) => plain(
                element
                    .integer()
                    .and_then(|number| i64::try_from(number).ok())
                    .map(|number| Leaf::Number(number.into())),
            ),
            (LeafKind::Decimal, _) => plain(
                element
                    .text()
                    .and_then(|text| text.parse::<Exact>().ok())
                    .map(Leaf::Number),
            ),
        }
    }
}

/// The values of one document with blanks settled, for views that borrow them.
#[derive(Debug)]
pub(crate) struct Settled<'a> {
    edition: Edition,
    stated: Vec<Leaf<'a>>,
    leaves: Vec<Leaf<'a>>,
}

impl<'a> Settled<'a> {
    pub(crate) fn new(facts: &'a Facts<'_>) -> Self {
        Self {
            edition: facts.edition(),
            stated: facts.leaves(),
            leaves: facts.settled_leaves(),
        }
    }

    pub(crate) fn view(&self) -> View<'_> {
        View::Leaves {
            edition: self.edition,
            stated: &self.stated,
            leaves: &self.leaves,
        }
    }
}
