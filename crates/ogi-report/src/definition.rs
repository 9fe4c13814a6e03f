//! Definitions of the standard as constant tables: labels, units, single values and equations.

use std::fmt;

use crate::tables::{PackedTerms, Stretch, Tables};
use crate::{Language, RuleId};

/// A definition of the canonical schema.
#[derive(Debug)]
pub struct Definition {
    /// Name, such as `ApplicantCounts`.
    pub name: &'static str,
    /// Canonical address.
    pub address: &'static str,
    /// Printed Chinese label.
    pub label: &'static str,
    /// English label.
    pub label_en: &'static str,
    /// Its properties in form order.
    pub fields: &'static [Field],
    /// Every single value below it, in form order; lists are left out.
    pub leaves: LeafTable,
}

/// A property of a definition.
#[derive(Debug)]
pub struct Field {
    /// Name in JSON and everywhere.
    pub name: &'static str,
    /// Chinese label, verbatim where the form prints one.
    pub label: &'static str,
    /// English label.
    pub label_en: &'static str,
    /// Unit of the number.
    pub unit: Option<&'static Unit>,
    /// Articles of the Regulations on Open Government Information, such as `36(7)`.
    pub article: &'static [&'static str],
    /// Number of the section of the report that it is printed in, `一` to `六`.
    pub section: Option<&'static str>,
    /// Whether every document must have it.
    pub required: bool,
    /// The definition it holds, where that is an object.
    pub target: Option<&'static Definition>,
    /// The definition of its items, where it is a list of objects.
    pub items: Option<&'static Definition>,
}

/// The single values below a definition, in form order.
#[derive(Clone, Copy)]
pub struct LeafTable(Stretch);

impl LeafTable {
    /// The `count` leaves from `first` on; the first `depth` bytes of their pointers lead to the definition.
    pub(crate) const fn new(tables: &'static Tables, first: u16, count: u16, depth: u8) -> Self {
        Self(Stretch {
            tables,
            first,
            count,
            depth,
        })
    }

    /// How many there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count as usize
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.count == 0
    }

    /// The single value at an index.
    #[must_use]
    pub const fn get(self, index: usize) -> Option<LeafInfo> {
        if index < self.len() {
            Some(self.0.leaf(index))
        } else {
            None
        }
    }

    /// What the single value at an index holds.
    #[must_use]
    pub const fn kind(self, index: usize) -> Option<LeafKind> {
        if index < self.len() {
            Some(self.0.kind(index))
        } else {
            None
        }
    }

    /// All of them.
    #[must_use]
    pub fn iter(self) -> impl ExactSizeIterator<Item = LeafInfo> {
        (0..self.len()).map(move |index| self.0.leaf(index))
    }

    /// The pointer of the innermost optional property that leads to a single value; empty where none is optional.
    pub(crate) fn optional_part(self, index: usize) -> &'static str {
        if index < self.len() {
            self.0.optional_part(index)
        } else {
            ""
        }
    }

    /// The JSON Pointers of all of them.
    pub(crate) fn pointers(self) -> impl ExactSizeIterator<Item = &'static str> {
        (0..self.len()).map(move |index| self.0.pointer(index))
    }
}

impl fmt::Debug for LeafTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// A single value below a definition.
#[derive(Debug, Clone, Copy)]
pub struct LeafInfo {
    /// JSON Pointer from the definition.
    pub pointer: &'static str,
    /// What it holds.
    pub kind: LeafKind,
    /// Whether it may be `null`, which says that the report does not state it. True for every number.
    pub nullable: bool,
    /// Whether it is a cell of one of the three printed tables.
    pub printed: bool,
    /// Whether a document may lack it: its property is optional, or one of those that lead to it.
    pub optional: bool,
}

/// What a single value holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeafKind {
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// A text, code, date or word.
    Text,
}

impl LeafKind {
    /// Whether rules can add it up.
    #[must_use]
    pub fn is_number(self) -> bool {
        self != Self::Text
    }
}

/// A unit of measure: the code list `unit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// Code, such as `CNY_10K`.
    pub code: &'static str,
    /// Chinese word, such as 万元.
    pub label: &'static str,
    /// English word.
    pub label_en: &'static str,
}

/// One linear rule at one place: Σ [`sum`](Self::sum) + `constant` `op` Σ [`to`](Self::to).
#[derive(Clone, Copy)]
pub struct Equation {
    /// The rule.
    pub rule: RuleId,
    /// Added to the computed side, in whole units.
    pub constant: i64,
    /// How the computed side relates to the stated side.
    pub op: Op,
    /// The condition under which the equation applies; `None` if it always does.
    pub guard: Option<Guard>,
    pub(crate) terms: PackedTerms,
}

impl Equation {
    /// JSON Pointer from the definition at which a violation is reported.
    #[must_use]
    pub fn at(&self) -> &'static str {
        self.terms.at()
    }

    /// Terms of the computed side.
    pub fn sum(&self) -> impl Iterator<Item = Term> + use<> {
        self.terms.sum()
    }

    /// Terms of the stated side; without terms, that side is zero.
    pub fn to(&self) -> impl Iterator<Item = Term> + use<> {
        self.terms.to()
    }
}

impl fmt::Debug for Equation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            rule,
            constant,
            op,
            guard,
            ..
        } = self;
        let (at, sum, to) = (
            self.at(),
            self.sum().collect::<Vec<_>>(),
            self.to().collect::<Vec<_>>(),
        );
        write!(
            f,
            "{rule} at {at}: {sum:?} + {constant} {op:?} {to:?} where {guard:?}"
        )
    }
}

/// How the computed side relates to the stated one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Equal, exactly.
    Eq,
    /// Computed is at most stated.
    Le,
    /// Computed is at least stated.
    Ge,
}

impl Op {
    /// The word used in the registry and in machine-readable output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Le => "le",
            Self::Ge => "ge",
        }
    }
}

/// One operand of an equation.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// 1 or −1.
    pub coefficient: i8,
    /// Where the number stands.
    pub operand: Operand,
}

/// Where an operand stands.
#[derive(Debug, Clone, Copy)]
pub enum Operand {
    /// In the same value: index into [`Definition::leaves`].
    Here(u16),
    /// In another report, at a JSON Pointer.
    Other(Other, &'static str),
}

/// Another report that rules read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// The report of the prior year: `prev#`.
    Previous,
    /// The sum over the reports of all parts: `children#`.
    Children,
}

impl Other {
    /// The prefix of operands in it, such as `prev#`.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Previous => "prev#",
            Self::Children => "children#",
        }
    }
}

/// A condition of an equation: an optional object is present, or it is absent.
#[derive(Debug, Clone, Copy)]
pub struct Guard {
    /// Index of the first single value of the object.
    pub leaf: u16,
    /// Whether the equation applies when the object is present, or when it is absent.
    pub present: bool,
}

impl Definition {
    /// The index of the single value at a JSON Pointer.
    #[must_use]
    pub fn leaf(&self, pointer: &str) -> Option<usize> {
        self.leaves.pointers().position(|known| known == pointer)
    }

    /// The linear rules whose operands all stand below this definition. Rules of a report may also read other documents.
    pub fn equations(&self) -> impl Iterator<Item = Equation> + use<> {
        self.leaves.0.equations()
    }

    /// The property of a name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The properties along a JSON Pointer from this definition, outermost first. Where the pointer names something that
    /// the standard does not have, the path ends before it.
    #[must_use]
    pub fn path(&self, pointer: &str) -> Vec<&'static Field> {
        let mut path = Vec::new();
        let mut fields = self.fields;
        for name in pointer.split('/').skip(1) {
            let Some(field) = fields.iter().find(|field| field.name == name) else {
                break;
            };
            path.push(field);
            fields = field.target.map_or(&[], |target| target.fields);
        }
        path
    }

    /// The labels along a JSON Pointer from this definition, outermost first.
    #[must_use]
    pub fn labels(&self, pointer: &str, language: Language) -> Vec<&'static str> {
        self.path(pointer)
            .into_iter()
            .map(|field| field.label(language))
            .collect()
    }
}

impl Field {
    /// Its label in a language.
    #[must_use]
    pub fn label(&self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.label,
            Language::English => self.label_en,
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one line of a generated table")]
pub(crate) const fn field(
    (name, label, label_en): (&'static str, &'static str, &'static str),
    unit: Option<&'static Unit>,
    article: &'static [&'static str],
    section: Option<&'static str>,
    required: bool,
    holds: Holds,
) -> Field {
    let (target, items) = match holds {
        Holds::Value => (None, None),
        Holds::Object(definition) => (Some(definition), None),
        Holds::List(definition) => (None, Some(definition)),
    };
    Field {
        name,
        label,
        label_en,
        unit,
        article,
        section,
        required,
        target,
        items,
    }
}

/// What a property holds, in generated tables.
#[derive(Clone, Copy)]
pub(crate) enum Holds {
    Value,
    Object(&'static Definition),
    List(&'static Definition),
}
