//! Single values and equations as compact constants.
//!
//! The generator writes rows; a macro packs them at compile time. Only whole reports and items of lists have tables. An
//! object within a report is a [`Stretch`] of the report's table, whose pointers are cut off in front. Packed entries
//! hold offsets rather than addresses: an address is larger, and the loader has to relocate it each time a program
//! starts.

use crate::RuleId;
use crate::definition::{Equation, Guard, LeafInfo, LeafKind, Op, Operand, Other, Term};

/// The single values and equations of a whole document, packed.
pub(crate) struct Tables {
    /// The pointers of the leaves, one after the other.
    pub(crate) text: &'static str,
    /// Every single value of the document, then those that only documents of other editions have.
    pub(crate) leaves: &'static [PackedLeaf],
    pub(crate) equations: &'static [PackedEquation],
    pub(crate) terms: &'static [PackedTerm],
}

/// An equation as the generator writes it.
pub(crate) struct EquationRow {
    rule: RuleId,
    at: Start,
    sum: &'static [PackedTerm],
    constant: i16,
    op: Op,
    to: &'static [PackedTerm],
    guard: Option<(Start, bool)>,
}

/// A pointer as the start of a leaf's pointer: the index of the leaf, and the length in bytes.
pub(crate) type Start = (u16, u8);

#[derive(Clone, Copy)]
pub(crate) struct PackedLeaf {
    /// The end of its pointer in the text. It begins at the end of the previous one.
    end: u16,
    /// The length of its pointer up to the last optional property; 0 if no property is optional.
    optional: u8,
    kind: LeafKind,
    nullable: bool,
    printed: bool,
}

#[derive(Clone, Copy)]
pub(crate) struct PackedTerm {
    leaf: u16,
    coefficient: i8,
    other: Option<Other>,
}

#[derive(Clone, Copy)]
pub(crate) struct PackedEquation {
    at: Start,
    guard: Option<(Start, bool)>,
    first: u16,
    sum: u8,
    to: u8,
    constant: i16,
    rule: RuleId,
    op: Op,
}

pub(crate) const fn leaf(
    length: usize,
    kind: LeafKind,
    (nullable, printed): (bool, bool),
    optional: u8,
) -> PackedLeaf {
    PackedLeaf {
        end: narrow(length),
        optional,
        kind,
        nullable,
        printed,
    }
}

#[expect(clippy::too_many_arguments, reason = "one line of a generated table")]
pub(crate) const fn equation(
    rule: RuleId,
    at: Start,
    (sum, constant): (&'static [PackedTerm], i16),
    op: Op,
    to: &'static [PackedTerm],
    guard: Option<(Start, bool)>,
) -> EquationRow {
    EquationRow {
        rule,
        at,
        sum,
        constant,
        op,
        to,
        guard,
    }
}

pub(crate) const fn here(coefficient: i8, leaf: u16) -> PackedTerm {
    PackedTerm {
        leaf,
        coefficient,
        other: None,
    }
}

pub(crate) const fn other(coefficient: i8, other: Other, leaf: u16) -> PackedTerm {
    PackedTerm {
        leaf,
        coefficient,
        other: Some(other),
    }
}

/// `tables! { REPORT2021 { "/year": leaf(Integer, (false, false), 0), … } { equation(…), … } }`
macro_rules! tables {
    ($name:ident { $($pointer:literal: $leaf:ident($($about:tt)*),)* } { $($equation:expr,)* }) => {
        static $name: crate::tables::Tables = {
            use crate::tables::{EquationRow, PackedEquation, PackedLeaf, PackedTerm};
            const LENGTHS: &[PackedLeaf] = &[$($leaf($pointer.len(), $($about)*)),*];
            const ROWS: &[EquationRow] = &[$($equation),*];
            static LEAVES: [PackedLeaf; LENGTHS.len()] = crate::tables::leaves(LENGTHS);
            static EQUATIONS: [PackedEquation; ROWS.len()] = crate::tables::equations(ROWS);
            static TERMS: [PackedTerm; crate::tables::count_terms(ROWS)] = crate::tables::terms(ROWS);
            let text = concat!($($pointer),*);
            crate::tables::Tables { text, leaves: &LEAVES, equations: &EQUATIONS, terms: &TERMS }
        };
    };
}
pub(crate) use tables;

/// Turns leaves with the lengths of their pointers into leaves with the ends of their pointers.
pub(crate) const fn leaves<const N: usize>(lengths: &[PackedLeaf]) -> [PackedLeaf; N] {
    let mut leaves = [leaf(0, LeafKind::Text, (false, false), 0); N];
    let (mut end, mut index) = (0, 0);
    while index < N {
        end += lengths[index].end;
        leaves[index] = PackedLeaf {
            end,
            ..lengths[index]
        };
        index += 1;
    }
    leaves
}

/// How many terms the rows have.
pub(crate) const fn count_terms(rows: &[EquationRow]) -> usize {
    let (mut length, mut row) = (0, 0);
    while row < rows.len() {
        length += rows[row].sum.len() + rows[row].to.len();
        row += 1;
    }
    length
}

/// The terms of the rows, one after the other.
pub(crate) const fn terms<const N: usize>(rows: &[EquationRow]) -> [PackedTerm; N] {
    let mut terms = [here(0, 0); N];
    let (mut end, mut row) = (0, 0);
    while row < rows.len() {
        let sides = [rows[row].sum, rows[row].to];
        let mut side = 0;
        while side < sides.len() {
            let (_, rest) = terms.split_at_mut(end);
            let (place, _) = rest.split_at_mut(sides[side].len());
            place.copy_from_slice(sides[side]);
            end += sides[side].len();
            side += 1;
        }
        row += 1;
    }
    terms
}

/// The rows without their terms.
pub(crate) const fn equations<const N: usize>(rows: &[EquationRow]) -> [PackedEquation; N] {
    let (rule, at, op) = (RuleId::ALL[0], (0, 0), Op::Eq);
    let nothing = PackedEquation {
        at,
        guard: None,
        first: 0,
        sum: 0,
        to: 0,
        constant: 0,
        rule,
        op,
    };
    let mut packed = [nothing; N];
    let (mut first, mut row) = (0, 0);
    while row < N {
        let EquationRow {
            rule,
            at,
            sum,
            constant,
            op,
            to,
            guard,
        } = rows[row];
        let (sum, to) = (byte(sum.len()), byte(to.len()));
        packed[row] = PackedEquation {
            at,
            guard,
            first,
            sum,
            to,
            constant,
            rule,
            op,
        };
        first += sum as u16 + to as u16;
        row += 1;
    }
    packed
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "proven where it is compiled"
)]
const fn narrow(number: usize) -> u16 {
    assert!(number <= u16::MAX as usize, "a table is too large");
    number as u16
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "proven where it is compiled"
)]
const fn byte(number: usize) -> u8 {
    assert!(
        number <= u8::MAX as usize,
        "an entry of a table is too large"
    );
    number as u8
}

impl Tables {
    /// The pointer of a leaf.
    const fn pointer(&self, leaf: usize) -> &'static str {
        let from = if leaf == 0 {
            0
        } else {
            self.leaves[leaf - 1].end
        };
        let (text, _) = self.text.split_at(self.leaves[leaf].end as usize);
        text.split_at(from as usize).1
    }

    fn start(&self, (leaf, length): Start) -> &'static str {
        self.pointer(leaf.into()).split_at(length.into()).0
    }
}

/// The part of a document's tables that belongs to one definition.
#[derive(Clone, Copy)]
pub(crate) struct Stretch {
    pub(crate) tables: &'static Tables,
    /// The first leaf.
    pub(crate) first: u16,
    /// How many leaves there are.
    pub(crate) count: u16,
    /// The length of the object's pointer; 0 for the document.
    pub(crate) depth: u8,
}

impl Stretch {
    pub(crate) const fn pointer(self, index: usize) -> &'static str {
        self.tables
            .pointer(self.first as usize + index)
            .split_at(self.depth as usize)
            .1
    }

    pub(crate) const fn leaf(self, index: usize) -> LeafInfo {
        let PackedLeaf {
            optional,
            kind,
            nullable,
            printed,
            ..
        } = self.tables.leaves[self.first as usize + index];
        LeafInfo {
            pointer: self.pointer(index),
            kind,
            nullable,
            printed,
            optional: optional > self.depth,
        }
    }

    /// The pointer of a leaf up to the last optional property.
    pub(crate) fn optional_part(self, index: usize) -> &'static str {
        let PackedLeaf { optional, .. } = self.tables.leaves[self.first as usize + index];
        let length = optional.saturating_sub(self.depth);
        self.pointer(index).get(..length.into()).unwrap_or_default()
    }

    pub(crate) const fn kind(self, index: usize) -> LeafKind {
        self.tables.leaves[self.first as usize + index].kind
    }

    /// The equations whose operands all stand in the stretch.
    pub(crate) fn equations(self) -> impl Iterator<Item = Equation> {
        self.tables
            .equations
            .iter()
            .filter_map(move |packed| self.equation(packed))
    }

    fn terms(self, terms: &'static [PackedTerm]) -> impl Iterator<Item = Term> {
        terms.iter().map(
            move |&PackedTerm {
                      leaf,
                      coefficient,
                      other,
                  }| {
                let operand = match other {
                    None => Operand::Here(leaf - self.first),
                    Some(other) => Operand::Other(other, self.tables.pointer(leaf.into())),
                };
                Term {
                    coefficient,
                    operand,
                }
            },
        )
    }

    fn equation(self, packed: &PackedEquation) -> Option<Equation> {
        let PackedEquation {
            at,
            guard,
            first,
            sum,
            to,
            constant,
            rule,
            op,
        } = *packed;
        let is_document = self.depth == 0;
        let first_leaf = |(leaf, length): Start| {
            let index = leaf
                .checked_sub(self.first)
                .filter(|index| *index < self.count)?;
            (is_document || length > self.depth).then_some(index)
        };
        first_leaf(at)?;
        let guard = match guard {
            Some((place, present)) => Some(Guard {
                leaf: first_leaf(place)?,
                present,
            }),
            None => None,
        };
        let terms = self.tables.terms.get(usize::from(first)..)?;
        let (sum, terms) = terms.split_at_checked(sum.into())?;
        let (to, _) = terms.split_at_checked(to.into())?;
        let inside = |term: &PackedTerm| {
            term.other.is_none() && (self.first..self.first + self.count).contains(&term.leaf)
        };
        let complete = is_document || sum.iter().chain(to).all(inside);
        let terms = PackedTerms {
            stretch: self,
            at,
            sum,
            to,
        };
        complete.then_some(Equation {
            rule,
            constant: constant.into(),
            op,
            guard,
            terms,
        })
    }
}

/// The terms of an equation, and where it reports violations.
#[derive(Clone, Copy)]
pub(crate) struct PackedTerms {
    stretch: Stretch,
    at: Start,
    sum: &'static [PackedTerm],
    to: &'static [PackedTerm],
}

impl PackedTerms {
    pub(crate) fn at(self) -> &'static str {
        self.stretch
            .tables
            .start(self.at)
            .get(self.stretch.depth.into()..)
            .unwrap_or_default()
    }

    pub(crate) fn sum(self) -> impl Iterator<Item = Term> {
        self.stretch.terms(self.sum)
    }

    pub(crate) fn to(self) -> impl Iterator<Item = Term> {
        self.stretch.terms(self.to)
    }
}
