//! One rule at one place, and places.

use std::collections::BTreeMap;

use ogi_conformance::json;
use ogi_import::Origin as PrintedOrigin;
use ogi_report::definition::Op;
use ogi_report::{Kind, Missing, Origin, Outcome, RuleId, Severity, Side};
use serde::{Serialize, Serializer};

/// A rule that is violated, or could not be assessed, at one place.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The rule.
    #[cfg_attr(feature = "schemars", schemars(with = "String"))]
    pub rule: RuleId,
    /// Its title.
    pub title: &'static str,
    /// How bad a violation is.
    #[cfg_attr(
        feature = "schemars",
        schemars(with = "crate::published::SeverityWord")
    )]
    pub severity: Severity,
    /// What sort of statement the rule makes, such as `balance`.
    #[cfg_attr(feature = "schemars", schemars(with = "String"))]
    pub kind: Kind,
    /// Where the authority of the rule comes from, such as `official`.
    #[cfg_attr(feature = "schemars", schemars(with = "String"))]
    pub origin: Origin,
    /// `failed` or `not_assessed`.
    #[cfg_attr(feature = "schemars", schemars(with = "String"))]
    pub outcome: Outcome,
    /// JSON Pointer of the place; empty for the whole document.
    pub at: String,
    /// Labels of the place, outermost first.
    pub labels: Vec<String>,
    /// Number of the section it stands in, such as `三`.
    pub section: Option<&'static str>,
    /// What is wrong, for people; null when not assessed.
    pub message: Option<String>,
    /// What to do, for people; null when not assessed.
    pub fix: Option<&'static str>,
    /// What the rule read, computed side first.
    pub operands: Vec<Operand>,
    /// How computed should relate to stated, `eq`, `le` or `ge`; null for rules that are not linear.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub relation: Option<Op>,
    /// What is added to the computed side beside the operands.
    #[serde(serialize_with = "as_decimal")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub constant: Option<i64>,
    /// The computed side, in plain decimal notation.
    pub computed: Option<String>,
    /// The stated side, in plain decimal notation.
    pub stated: Option<String>,
    /// Computed less stated, in plain decimal notation.
    pub difference: Option<String>,
    /// Other named values of the message.
    pub args: BTreeMap<&'static str, String>,
    /// What is missing, when not assessed.
    pub missing: Vec<MissingOperand>,
    /// Where it stands in the file, for a document.
    pub position: Option<Position>,
    /// Where it is printed, for a published report.
    pub printed_at: Option<PrintedAt>,
    /// For a published report: whether what the rule read is as printed, or the reading should be checked first.
    pub confidence: Option<Confidence>,
    /// For a published report: misreadings of one number, each of which alone would explain the difference.
    pub misreadings: Vec<Misreading>,
    /// For a published report: the cells whose reading is to be checked first.
    #[serde(skip)]
    pub doubtful: Vec<Doubtful>,
    /// Whether the schema checks the rule, so that a fault says the same.
    #[serde(skip)]
    pub is_fault: bool,
}

/// A whole number as plain decimal notation in a text.
#[expect(clippy::ref_option, reason = "serde passes a reference to the member")]
fn as_decimal<S: Serializer>(number: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
    number
        .map(|number| number.to_string())
        .serialize(serializer)
}

/// One misreading that would explain a difference; it proves nothing.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Misreading {
    /// JSON Pointer of the number.
    pub at: String,
    /// Its label.
    pub label: String,
    /// What was read.
    pub read: String,
    /// With what the numbers would add up.
    pub would_be: String,
    /// What would have happened to the digits: `split`, `slid`, `dropped`, `added` or `alike`.
    pub why: String,
}

/// A cell of a published report whose reading is in doubt.
#[derive(Debug)]
pub struct Doubtful {
    /// Its labels.
    pub label: String,
    /// What stood there.
    pub printed: String,
    /// Where that is.
    pub printed_at: PrintedAt,
}

/// How far a finding on a published report can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// All cells were read as printed: the source itself says so.
    StatedInSource,
    /// Some cell was read with a repair: check the reading before blaming the agency.
    CheckReading,
}

impl Confidence {
    /// The word used in machine-readable output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StatedInSource => "stated_in_source",
            Self::CheckReading => "check_reading",
        }
    }
}

/// One operand as a rule read it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Operand {
    /// JSON Pointer, with `prev#` or `children#` in front when it stands in another document.
    pub at: String,
    /// What tells it from the other operands.
    pub label: String,
    /// The number, in plain decimal notation; null when it is missing.
    pub value: Option<String>,
    /// Which side it stands on.
    #[cfg_attr(feature = "schemars", schemars(with = "crate::published::SideWord"))]
    pub side: Side,
    /// With which sign: 1 or −1.
    pub coefficient: i8,
    /// Why there is no number: `absent`, `blank`, `invalid` or `not_given`.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub missing: Option<Missing>,
    /// Where it stands in the file, for a document.
    pub position: Option<Position>,
    /// Where it is printed, for a published report.
    pub printed_at: Option<PrintedAt>,
    /// What is printed there, for a published report.
    pub printed: Option<String>,
}

/// An operand that is missing.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(rename = "Missing"))]
pub struct MissingOperand {
    /// JSON Pointer; `prev#` or `children#` alone for a whole document.
    pub at: String,
    /// Its label.
    pub label: String,
    /// Why: `absent`, `blank`, `invalid` or `not_given`.
    #[cfg_attr(feature = "schemars", schemars(with = "String"))]
    pub reason: Missing,
    /// Whether it is a cell of a printed table.
    #[serde(skip)]
    pub is_cell: bool,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Unicode scalar values from the start of the line, from 1.
    pub column: usize,
    /// Bytes before it.
    pub byte: usize,
}

impl From<json::Position> for Position {
    fn from(json::Position { byte, line, column }: json::Position) -> Self {
        Self { line, column, byte }
    }
}

/// A place in a published report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct PrintedAt {
    /// Line of the file, or paragraph of a Word document, from 1.
    pub line: u32,
    /// Page of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Distance from the left edge of the page, in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<u32>,
    /// Distance from the upper edge of the page, in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<u32>,
    /// Sheet of the workbook, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<u32>,
    /// Table in reading order, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Row of the table or sheet, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Grid column of the table or sheet, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Whether the file is a Word document, whose lines are paragraphs.
    #[serde(skip)]
    #[cfg_attr(feature = "schemars", schemars(skip))]
    pub is_in_word: bool,
    /// The same as the reader of the file says it.
    #[serde(skip)]
    #[cfg_attr(feature = "schemars", schemars(skip))]
    pub origin: PrintedOrigin,
}

impl PrintedAt {
    /// Line of a file of text; the first of any other file, for formats that ask for a line.
    #[must_use]
    pub fn line_in_text(self) -> usize {
        if self.is_on_a_line() {
            self.line as usize
        } else {
            1
        }
    }

    /// Whether it is a line of text and nothing more.
    #[must_use]
    pub fn is_line(self) -> bool {
        self.is_on_a_line() && self.table.is_none()
    }

    /// Whether people find it by its line: the file is text, not pages or sheets.
    #[must_use]
    pub fn is_on_a_line(self) -> bool {
        self.page.is_none() && self.sheet.is_none() && !self.is_in_word
    }
}

impl PrintedAt {
    /// A place as its reader gave it.
    #[must_use]
    pub fn new(origin: PrintedOrigin, is_in_word: bool) -> Self {
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
            PrintedOrigin::Cell {
                table, row, column, ..
            } => Self {
                table: Some(table),
                row: Some(row),
                column: Some(column),
                ..at
            },
            PrintedOrigin::Sheet { sheet, row, column } => Self {
                sheet: Some(sheet),
                row: Some(row),
                column: Some(column),
                ..at
            },
            PrintedOrigin::Page { page, x, y } => Self {
                page: Some(page),
                x: Some(x),
                y: Some(y),
                ..at
            },
            _ => at,
        }
    }
}
