//! One rule at one place, and places.

use std::collections::BTreeMap;

use ogi_conformance::json;
use ogi_import::Origin;
use serde::Serialize;

/// How bad a violation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong.
    Warning,
    /// Certainly wrong.
    Error,
}

/// A rule that is violated, or could not be assessed, at one place.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Finding {
    /// The rule.
    pub(crate) rule: &'static str,
    /// Its title.
    pub(crate) title: &'static str,
    /// How bad a violation is.
    pub(crate) severity: Severity,
    /// What sort of statement the rule makes, such as `balance`.
    pub(crate) kind: &'static str,
    /// Where the authority of the rule comes from, such as `official`.
    pub(crate) origin: &'static str,
    /// `failed` or `not_assessed`.
    pub(crate) outcome: &'static str,
    /// JSON Pointer of the place; empty for the whole document.
    pub(crate) at: String,
    /// Labels of the place, outermost first.
    pub(crate) labels: Vec<String>,
    /// Number of the section it stands in, such as `三`.
    pub(crate) section: Option<&'static str>,
    /// What is wrong, for people; null when not assessed.
    pub(crate) message: Option<String>,
    /// What to do, for people; null when not assessed.
    pub(crate) fix: Option<&'static str>,
    /// What the rule read, computed side first.
    pub(crate) operands: Vec<Operand>,
    /// How computed should relate to stated, `eq`, `le` or `ge`; null for rules that are not linear.
    pub(crate) relation: Option<&'static str>,
    /// What is added to the computed side beside the operands.
    pub(crate) constant: Option<&'static str>,
    /// The computed side, in plain decimal notation.
    pub(crate) computed: Option<String>,
    /// The stated side, in plain decimal notation.
    pub(crate) stated: Option<String>,
    /// Computed less stated, in plain decimal notation.
    pub(crate) difference: Option<String>,
    /// Other named values of the message.
    pub(crate) args: BTreeMap<&'static str, String>,
    /// What is missing, when not assessed.
    pub(crate) missing: Vec<Missing>,
    /// Where it stands in the file, for a document.
    pub(crate) position: Option<Position>,
    /// Where it is printed, for a published report.
    pub(crate) printed_at: Option<PrintedAt>,
    /// For a published report: whether what the rule read is as printed, or the reading should be checked first.
    pub(crate) confidence: Option<Confidence>,
    /// For a published report: misreadings of one number, each of which alone would explain the difference.
    pub(crate) misreadings: Vec<Misreading>,
    /// Whether the schema checks the rule, so that a fault says the same.
    #[serde(skip)]
    pub(crate) is_fault: bool,
}

/// One misreading that would explain a difference; it proves nothing.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Misreading {
    /// JSON Pointer of the number.
    pub(crate) at: String,
    /// Its label.
    pub(crate) label: String,
    /// What was read.
    pub(crate) read: String,
    /// With what the numbers would add up.
    pub(crate) would_be: String,
    /// What would have happened to the digits: `split`, `slid`, `dropped`, `added` or `alike`.
    pub(crate) why: String,
}

/// How far a finding on a published report can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Confidence {
    /// All cells were read as printed: the source itself says so.
    StatedInSource,
    /// Some cell was read with a repair: check the reading before blaming the agency.
    CheckReading,
}

/// One operand as a rule read it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Operand {
    /// JSON Pointer, with `prev#` or `children#` in front when it stands in another document.
    pub(crate) at: String,
    /// What tells it from the other operands.
    pub(crate) label: String,
    /// The number, in plain decimal notation; null when it is missing.
    pub(crate) value: Option<String>,
    /// Which side it stands on.
    pub(crate) side: Side,
    /// With which sign: 1 or −1.
    pub(crate) coefficient: i8,
    /// Why there is no number: `absent`, `blank`, `invalid` or `not_given`.
    pub(crate) missing: Option<&'static str>,
    /// Where it stands in the file, for a document.
    pub(crate) position: Option<Position>,
    /// Where it is printed, for a published report.
    pub(crate) printed_at: Option<PrintedAt>,
    /// What is printed there, for a published report.
    pub(crate) printed: Option<String>,
}

/// Which side of an equation an operand stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    /// Added up.
    Computed,
    /// What the sum is compared with.
    Stated,
}

/// An operand that is missing.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Missing {
    /// JSON Pointer; `prev#` or `children#` alone for a whole document.
    pub(crate) at: String,
    /// Its label.
    pub(crate) label: String,
    /// Why: `absent`, `blank`, `invalid` or `not_given`.
    pub(crate) reason: &'static str,
    /// Whether it is a cell of a printed table.
    #[serde(skip)]
    pub(crate) is_cell: bool,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Position {
    /// Line, from 1.
    pub(crate) line: usize,
    /// Unicode scalar values from the start of the line, from 1.
    pub(crate) column: usize,
    /// Bytes before it.
    pub(crate) byte: usize,
}

impl From<json::Position> for Position {
    fn from(json::Position { byte, line, column }: json::Position) -> Self {
        Self { line, column, byte }
    }
}

/// A place in a published report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PrintedAt {
    /// Line of the file, or paragraph of a Word document, from 1.
    pub(crate) line: u32,
    /// Page of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page: Option<u32>,
    /// Distance from the left edge of the page, in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) x: Option<u32>,
    /// Distance from the upper edge of the page, in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) y: Option<u32>,
    /// Sheet of the workbook, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sheet: Option<u32>,
    /// Table in reading order, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) table: Option<u32>,
    /// Row of the table or sheet, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) row: Option<u32>,
    /// Grid column of the table or sheet, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<u32>,
    /// Whether the file is a Word document, whose lines are paragraphs.
    #[serde(skip)]
    #[cfg_attr(test, schemars(skip))]
    pub(crate) is_in_word: bool,
    /// The same as the reader of the file says it.
    #[serde(skip)]
    #[cfg_attr(test, schemars(skip))]
    pub(crate) origin: Origin,
}

impl PrintedAt {
    /// Line of a file of text; the first of any other file, for formats that ask for a line.
    pub(crate) fn line_in_text(self) -> usize {
        if self.is_on_a_line() {
            self.line as usize
        } else {
            1
        }
    }

    /// Whether it is a line of text and nothing more.
    pub(crate) fn is_line(self) -> bool {
        self.is_on_a_line() && self.table.is_none()
    }

    /// Whether people find it by its line: the file is text, not pages or sheets.
    pub(crate) fn is_on_a_line(self) -> bool {
        self.page.is_none() && self.sheet.is_none() && !self.is_in_word
    }
}

impl PrintedAt {
    /// A place as its reader gave it.
    pub(crate) fn new(origin: Origin, is_in_word: bool) -> Self {
        let line = origin.line();
        let at = Self {
            line,
            page: None,
            x: None,
            y: None,
            sheet: None,
            table: None,
            row: None,
            column: None,
            is_in_word,
            origin,
        };
        match origin {
            Origin::Cell {
                table, row, column, ..
            } => Self {
                table: Some(table),
                row: Some(row),
                column: Some(column),
                ..at
            },
            Origin::Sheet { sheet, row, column } => Self {
                sheet: Some(sheet),
                row: Some(row),
                column: Some(column),
                ..at
            },
            Origin::Page { page, x, y } => Self {
                page: Some(page),
                x: Some(x),
                y: Some(y),
                ..at
            },
            _ => at,
        }
    }
}
