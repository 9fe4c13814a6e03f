//! What an import gives: the report, where each value was printed, and what needs a second look.

use ogi_report::Report;
use serde::Serialize;
use serde_json::{Value, json};

use crate::grid::Origin;
use crate::note::Note;
use crate::printed::reading::How;

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
