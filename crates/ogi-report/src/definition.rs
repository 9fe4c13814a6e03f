//! What the standard says about a definition, as constant tables.

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
    pub leaves: &'static [LeafInfo],
    /// The linear rules whose operands all lie below it, or in other documents.
    pub equations: &'static [Equation],
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
    pub unit: Option<Unit>,
    /// Articles of the Regulations on Open Government Information, such as `36(7)`.
    pub article: &'static [&'static str],
    /// Number of the section of the report, `一` to `六`.
    pub section: Option<&'static str>,
    /// Whether every document has it.
    pub required: bool,
    /// The definition it holds, where that is an object.
    pub target: Option<&'static Definition>,
}

/// A single value below a definition.
#[derive(Debug)]
pub struct LeafInfo {
    /// JSON Pointer from the definition.
    pub pointer: &'static str,
    /// What it holds.
    pub kind: LeafKind,
    /// Whether `null` says that the report does not state it: true of every cell and figure.
    pub nullable: bool,
    /// Whether it is a cell of one of the three printed tables.
    pub printed: bool,
    /// Whether the whole property may be left out, or one of those that lead to it.
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

/// One linear rule at one place: Σ `sum` + `constant` `op` Σ `to`.
#[derive(Debug)]
pub struct Equation {
    /// The rule.
    pub rule: RuleId,
    /// JSON Pointer from the definition at which a violation is reported.
    pub at: &'static str,
    /// Terms of the computed side.
    pub sum: &'static [Term],
    /// Added to the computed side, in whole units.
    pub constant: i64,
    /// How computed relates to stated.
    pub op: Op,
    /// Terms of the stated side; none means zero.
    pub to: &'static [Term],
    /// When the equation applies; always, if there is none.
    pub guard: Option<Guard>,
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

/// One operand of an equation.
#[derive(Debug)]
pub struct Term {
    /// 1 or −1.
    pub coefficient: i8,
    /// Where the number stands.
    pub operand: Operand,
}

/// Where an operand stands.
#[derive(Debug)]
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
    /// The prefix of operands that are read from it.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Previous => "prev#",
            Self::Children => "children#",
        }
    }
}

/// A condition on the printed form: whether an optional object is there.
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
        self.leaves.iter().position(|leaf| leaf.pointer == pointer)
    }

    /// The property of a name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The properties that a JSON Pointer from this definition leads through, outermost first; it stops where the
    /// pointer leaves the standard.
    #[must_use]
    pub fn path(&self, pointer: &str) -> Vec<&'static Field> {
        let mut path = Vec::new();
        let mut fields = self.fields;
        for name in pointer.split('/').skip(1) {
            let Some(field) = fields.iter().find(|field| field.name == name) else { break };
            path.push(field);
            fields = field.target.map_or(&[], |target| target.fields);
        }
        path
    }

    /// The labels that a JSON Pointer from this definition leads through, outermost first.
    #[must_use]
    pub fn labels(&self, pointer: &str, language: Language) -> Vec<&'static str> {
        self.path(pointer).into_iter().map(|field| field.label(language)).collect()
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

/// Short spellings for the generated tables.
pub(crate) mod tables {
    use super::{Definition, Equation, Field, Guard, LeafInfo, LeafKind, Op, Operand, Other, Term, Unit};
    use crate::RuleId;

    #[expect(clippy::too_many_arguments, reason = "one line of a generated table")]
    pub(crate) const fn field(
        (name, label, label_en): (&'static str, &'static str, &'static str),
        unit: Option<Unit>,
        article: &'static [&'static str],
        section: Option<&'static str>,
        required: bool,
        target: Option<&'static Definition>,
    ) -> Field {
        Field { name, label, label_en, unit, article, section, required, target }
    }

    pub(crate) const fn leaf(
        pointer: &'static str,
        kind: LeafKind,
        (nullable, printed, optional): (bool, bool, bool),
    ) -> LeafInfo {
        LeafInfo { pointer, kind, nullable, printed, optional }
    }

    #[expect(clippy::too_many_arguments, reason = "one line of a generated table")]
    pub(crate) const fn equation(
        rule: RuleId,
        at: &'static str,
        (sum, constant): (&'static [Term], i64),
        op: Op,
        to: &'static [Term],
        guard: Option<Guard>,
    ) -> Equation {
        Equation { rule, at, sum, constant, op, to, guard }
    }

    pub(crate) const fn here(coefficient: i8, leaf: u16) -> Term {
        Term { coefficient, operand: Operand::Here(leaf) }
    }

    pub(crate) const fn other(coefficient: i8, other: Other, pointer: &'static str) -> Term {
        Term { coefficient, operand: Operand::Other(other, pointer) }
    }
}
