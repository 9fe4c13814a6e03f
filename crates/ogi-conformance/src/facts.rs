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

impl<'a> Value<'a> {
    fn borrowed(leaf: &Leaf<'a>) -> Self {
        match *leaf {
            Leaf::Absent => Self::Plain(Leaf::Absent),
            Leaf::Blank => Self::Plain(Leaf::Blank),
            Leaf::Number(number) => Self::number(number),
            Leaf::Invalid => Self::INVALID,
            Leaf::Text(text) => Self::Text(Cow::Borrowed(text)),
        }
    }

    const INVALID: Self = Self::Plain(Leaf::Invalid);

    fn number(number: Exact) -> Self {
        Self::Plain(Leaf::Number(number))
    }

    fn into_owned(self) -> Value<'static> {
        match self {
            Self::Plain(leaf) => Value::Plain(leaf),
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
        }
    }
}

impl<'a> From<&'a Report> for Facts<'a> {
    fn from(report: &'a Report) -> Self {
        let mut not_blank = Vec::new();
        for note in report.cell_notes().into_iter().flatten() {
            if matches!(note.missing, Some(missing) if missing != MissingReason::Blank) {
                not_blank.push(Cow::Borrowed(note.at.as_str()));
            }
        }
        let leaves = report.leaves();
        Self {
            edition: report.edition(),
            values: leaves.as_slice().iter().map(Value::borrowed).collect(),
            blank_is_zero: report.blank_cells() == Some(&BlankCells::Zero),
            not_blank,
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
        let definition = edition.definition();
        let broken = faults.iter().map(|fault| fault.at.as_str()).collect();
        let values = Vec::with_capacity(definition.leaves.len());
        let mut walk = Walk {
            leaves: definition.leaves,
            broken,
            values,
        };
        walk.object(definition, Some(document.root()), false);
        let mut not_blank = Vec::new();
        if let Some(notes) = document.at("/cell_notes") {
            not_blank.extend(notes.elements().filter_map(place_not_blank));
        }
        let blank_cells = document.at("/blank_cells").and_then(json::Element::text);
        Some(Self {
            edition,
            values: walk.values,
            blank_is_zero: blank_cells.is_some_and(|word| word == BlankCells::Zero.as_str()),
            not_blank,
        })
    }

    /// The same values, independent of the document.
    #[must_use]
    pub fn into_owned(self) -> Facts<'static> {
        let mut not_blank = Vec::new();
        for place in self.not_blank {
            not_blank.push(Cow::Owned(place.into_owned()));
        }
        Facts {
            edition: self.edition,
            values: self.values.into_iter().map(Value::into_owned).collect(),
            blank_is_zero: self.blank_is_zero,
            not_blank,
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
            return if may_be_absent {
                Value::Plain(Leaf::Absent)
            } else {
                Value::INVALID
            };
        };
        if !self.broken.is_empty() && self.broken.contains(leaf.pointer) {
            return Value::INVALID;
        }
        value(leaf.kind, element).unwrap_or(Value::INVALID)
    }
}

/// The value of an element; `None` if it is not of the kind.
fn value(kind: LeafKind, element: json::Element<'_>) -> Option<Value<'_>> {
    match kind {
        LeafKind::Text => element.text().map(Value::Text),
        LeafKind::Integer | LeafKind::Decimal if element.kind() == Kind::Null => {
            Some(Value::Plain(Leaf::Blank))
        }
        LeafKind::Integer => {
            let number = i64::try_from(element.integer()?).ok()?;
            Some(Value::number(number.into()))
        }
        LeafKind::Decimal => {
            let number = element.text()?.parse().ok()?;
            Some(Value::number(number))
        }
    }
}

/// The place of a note that says that its cell is missing for another reason than being blank.
///
/// A reason with a fault is another one, too: what cannot be read is no leave to count a blank as zero.
fn place_not_blank(note: json::Element<'_>) -> Option<Cow<'_, str>> {
    let missing = note.member("missing")?.text();
    if missing.is_some_and(|reason| reason == MissingReason::Blank.as_str()) {
        return None;
    }
    note.member("at")?.text()
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
