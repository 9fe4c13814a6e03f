//! What an import gives: the report, where each value was printed, and what needs a second look.

use ogi_report::{Edition, Report};
use serde::Serialize;
use serde_json::{Value, json};

use crate::error::Fact;
use crate::grid::Origin;
use crate::grid::seen::{Cause, Look};

/// The JSON Schema of [`Imported::evidence_map`], as published in `schema/evidence.schema.json` of this crate.
pub const EVIDENCE_SCHEMA: &str = include_str!("../../schema/evidence.schema.json");

/// A report made from a file, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Imported {
    /// The report.
    pub report: Report,
    /// Where each value of the report was printed, tables in the order of the form first.
    pub evidence: Vec<Evidence>,
    /// What a reader of the report should know about the reading.
    pub notes: Vec<Note>,
    /// Media type of the file that was read, without parameters, such as `text/html`.
    pub media_type: &'static str,
}

impl Imported {
    /// Evidence and notes as JSON that follows [`EVIDENCE_SCHEMA`], to be kept beside the document.
    #[must_use]
    pub fn evidence_map(&self) -> Value {
        evidence_map(&self.evidence, &self.notes)
    }

    /// The report as a JSON value. [`ogi_report::write`] writes it in form order.
    #[must_use]
    pub fn document(&self) -> Value {
        serde_json::to_value(&self.report)
            .unwrap_or_else(|error| unreachable!("a report is JSON: {error}"))
    }
}

/// Evidence and notes as JSON that follows [`EVIDENCE_SCHEMA`]; a caller that knows the file adds its `path` and `sha256`.
#[must_use]
pub fn evidence_map(evidence: &[Evidence], notes: &[Note]) -> Value {
    json!({"evidence_format": 1, "evidence": evidence, "notes": notes})
}

/// Where one value was printed, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Evidence {
    /// JSON Pointer of the value in the document.
    pub pointer: String,
    /// Where it was printed.
    pub origin: Origin,
    /// What was printed there.
    pub printed: String,
    /// How the value was made of it.
    pub how: How,
    /// Whether the reading rests on more than the print: a misprinted label, headers that could not be read, the place
    /// of a number told from blank cells beside it, numbers printed without a gap, letters read as digits, or the reading
    /// of another program. Check the reading before blaming the agency.
    pub repaired: bool,
}

impl Evidence {
    /// Whether the value was printed as plain text and read without repair or conversion, so that a fault of it may be
    /// one of the source itself.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let as_printed = matches!(
            self.how,
            How::Verbatim | How::Normalised | How::UnitStated | How::Text
        );
        let is_blank = self.how == How::NoNumber && self.printed.is_empty();
        !self.repaired && (as_printed || is_blank)
    }
}

impl Note {
    /// Whether it says that the file may hold other numbers than those of the report, or not all of these, so that no
    /// fault of a number may be said to be one of the source.
    #[must_use]
    pub fn puts_all_in_doubt(&self) -> bool {
        matches!(
            self,
            Self::OneOfSeveral { .. }
                | Self::BodiesDisagree { .. }
                | Self::RepeatedLinesRemoved
                | Self::SecondHand
        )
    }
}

/// How a value was made of what was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum How {
    /// As printed.
    Verbatim,
    /// Full-width characters, separators of thousands or a plus sign were normalised.
    Normalised,
    /// A word was read as a sign, such as `减4`.
    SignWord,
    /// The unit was printed beside the number, and is that of the property.
    UnitStated,
    /// The number was converted from the printed unit to that of the property, exactly.
    UnitConverted,
    /// A comment beside the number was set aside.
    CommentSetAside,
    /// Several numbers were printed without a gap, and can be told apart in one way only.
    SplitDigits,
    /// Letters that look like digits were read as these, such as `1O` as 10.
    Lookalikes,
    /// Taken from running text.
    Text,
    /// There is no number: the cell is blank, or holds something else; `cell_notes` of the document say what.
    NoNumber,
}

/// Something that a reader of the document should know about the reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "note", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Note {
    /// Headers of another edition stand among those of the edition that was taken.
    EditionMixed {
        /// The other edition.
        other: Edition,
        /// Its first header.
        printed: String,
        /// Where that is.
        origin: Origin,
    },
    /// The body is printed several times; the copies were compared.
    PrintedRepeatedly {
        /// How many times.
        copies: usize,
    },
    /// Copies of a cell disagree, so that it has no value.
    CopiesDisagree {
        /// JSON Pointer of the cell.
        at: String,
        /// What the copies print.
        printed: Vec<String>,
    },
    /// A row of numbers matches no row of the form; it is kept under `extensions`.
    UnmatchedRow {
        /// JSON Pointer of the table.
        at: String,
        /// Its label as printed.
        label: String,
        /// Where it is.
        origin: Origin,
    },
    /// A number stands in a column that the form does not have; it is kept under `extensions`.
    UnmatchedColumn {
        /// JSON Pointer of the table.
        at: String,
        /// Labels of the row and of the column as printed.
        label: String,
        /// Where the number is.
        origin: Origin,
    },
    /// A row was found but its numbers cannot be told apart, so that it has no values.
    RowRefused {
        /// JSON Pointer of the row.
        at: String,
        /// Why.
        reason: Refusal,
        /// What was printed beside the label.
        printed: String,
        /// Where the label is.
        origin: Origin,
    },
    /// Every line that the form prints several times stands in the file once: repeated lines were removed from it, and
    /// missing numbers are lost rather than blank.
    RepeatedLinesRemoved,
    /// Text within a table's section for which the form has no place; it is kept under `extensions`.
    TextInTable {
        /// JSON Pointer of the table.
        at: String,
        /// Where it is.
        origin: Origin,
    },
    /// The appendix of the form says something that its tables and texts, or its own labels, do not agree with; it was
    /// left aside.
    AppendixDiffers {
        /// JSON Pointer that the appendix names.
        at: String,
        /// What it says there.
        said: String,
        /// Where that is.
        origin: Origin,
    },
    /// A cell of the form holds something beside its text that was not read; a value of the cell was read from the
    /// text alone, and is marked as repaired.
    SetAside {
        /// JSON Pointer of the cell.
        at: String,
        /// How it looks to a person.
        look: Look,
        /// Why it was not read.
        cause: Cause,
        /// Its text, at most 80 characters; empty for what is no text.
        text: String,
        /// Where that is.
        origin: Origin,
    },
    /// Something stands in the file outside of the cells of the form and was not read; one note for each look and cause.
    NotRead {
        /// How it looks to a person.
        look: Look,
        /// Why it was not read.
        cause: Cause,
        /// The text of the first, at most 80 characters; empty for what is no text.
        text: String,
        /// How many of its kind there are.
        count: usize,
        /// Where the first is.
        origin: Origin,
    },
    /// The file holds several reports, and this is one of them: what looks like a fault of the agency may be a number of
    /// another report.
    OneOfSeveral {
        /// How many there are.
        reports: usize,
    },
    /// Two printings of the report disagree in many cells, so that one of them may be of another report; the cells in
    /// which they disagree have no value, and nothing was taken from one to fill a gap in another.
    BodiesDisagree {
        /// In how many cells they disagree.
        count: usize,
        /// JSON Pointer of the first of these.
        at: String,
        /// What the printings say there.
        printed: Vec<String>,
    },
    /// The file is what another program has read from a report: what looks like a fault of the agency may be a misreading
    /// of that program.
    SecondHand,
    /// The page does not say something; it was taken from the hints.
    TakenFromHints {
        /// What.
        fact: Fact,
    },
}

impl Note {
    /// Where it was met, for a note about one place of the file.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        match self {
            Self::EditionMixed { origin, .. }
            | Self::UnmatchedRow { origin, .. }
            | Self::UnmatchedColumn { origin, .. }
            | Self::RowRefused { origin, .. }
            | Self::TextInTable { origin, .. }
            | Self::AppendixDiffers { origin, .. }
            | Self::SetAside { origin, .. }
            | Self::NotRead { origin, .. } => Some(*origin),
            Self::PrintedRepeatedly { .. }
            | Self::CopiesDisagree { .. }
            | Self::BodiesDisagree { .. }
            | Self::OneOfSeveral { .. }
            | Self::RepeatedLinesRemoved
            | Self::SecondHand
            | Self::TakenFromHints { .. } => None,
        }
    }
}

impl Note {
    /// Where something was set aside in a cell of the form.
    pub(crate) fn aside_origin(&self) -> Option<Origin> {
        match self {
            Self::SetAside { origin, .. } => Some(*origin),
            _ => None,
        }
    }
}

/// Why a row was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Refusal {
    /// There are more or fewer numbers than the row has cells, and nothing tells which cells they belong to.
    Count {
        /// How many cells the row has.
        expected: usize,
        /// How many numbers are printed.
        found: usize,
    },
    /// The headers above the row are not those of the form.
    Headers,
    /// The row stands instead of rows that are printed, too: it is a subtotal, or a label is lost.
    Divided,
    /// In this table numbers seem to stand before their labels, and not after them.
    Shifted,
}
