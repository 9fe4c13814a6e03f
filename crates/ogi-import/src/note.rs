//! What a user should know about the reading of a report.

use ogi_report::Edition;
use serde::Serialize;

use crate::error::Fact;
use crate::grid::Origin;
use crate::grid::seen::{Cause, Look};

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
