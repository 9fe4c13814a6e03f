//! Where the values of a document stand in the user's file.

use ogi_conformance::{json, locate};
use ogi_import::Note;
use ogi_report::Cell;
use ogi_schema::{Check, Rule};

use crate::reading::Reading;
use crate::record::{Confidence, Position, PrintedAt};

/// Places in the user's file.
#[derive(Debug)]
pub(crate) enum Places<'a> {
    /// In a document; `None` when it is not well-formed.
    Document(Option<json::Document<'a>>),
    /// In a published report.
    Printed(&'a Reading),
}

impl Places<'_> {
    /// Where a value stands in a document; where there is none, the nearest thing around it.
    pub(crate) fn position(&self, pointer: &str) -> Option<Position> {
        match self {
            Self::Document(Some(document)) => {
                locate(document, own(pointer)?).map(|value| value.start().into())
            }
            Self::Document(None) | Self::Printed(_) => None,
        }
    }

    /// Where a value, or the first part of one, is printed in a published report.
    pub(crate) fn printed_at(&self, pointer: &str) -> Option<PrintedAt> {
        let Self::Printed(reading) = self else {
            return None;
        };
        let evidence = reading
            .within(own(pointer)?)
            .min_by_key(|evidence| evidence.origin.line());
        evidence.map(|evidence| reading.place(evidence))
    }

    /// What is printed at a place of a published report.
    pub(crate) fn printed(&self, pointer: &str) -> Option<String> {
        let Self::Printed(reading) = self else {
            return None;
        };
        reading
            .at(own(pointer)?)
            .map(|evidence| evidence.printed.clone())
    }

    /// Whether what a rule read at these places is as printed; `None` for a document.
    pub(crate) fn confidence(&self, pointers: &[&str]) -> Option<Confidence> {
        let Self::Printed(reading) = self else {
            return None;
        };
        let one_report = !reading.notes.iter().any(Note::puts_all_in_doubt);
        let mut own = pointers.iter().filter_map(|at| own(at));
        Some(if one_report && own.all(|at| is_plain(reading, at)) {
            Confidence::StatedInSource
        } else {
            Confidence::CheckReading
        })
    }

    /// What stood in those of some places whose reading is in doubt, each with its pointer and place.
    pub(crate) fn doubtful(&self, pointers: &[&str]) -> Vec<DoubtfulCell> {
        let Self::Printed(reading) = self else {
            return Vec::new();
        };
        let evidence = pointers
            .iter()
            .filter_map(|at| own(at))
            .flat_map(|at| reading.within(at))
            .filter(|evidence| !evidence.is_plain() && says_more(reading, evidence));
        evidence
            .map(|evidence| DoubtfulCell {
                at: evidence.pointer.clone(),
                printed: evidence.printed.clone(),
                printed_at: reading.place(evidence),
            })
            .collect()
    }
}

/// Whether what stood in a cell is more than the digits that were read, which every finding shows.
fn says_more(reading: &Reading, evidence: &ogi_import::Evidence) -> bool {
    let is_digits = evidence.printed.bytes().all(|byte| byte.is_ascii_digit());
    let set_aside =
        |note: &Note| matches!(note, Note::SetAside { at, .. } if *at == evidence.pointer);
    !is_digits || reading.notes.iter().any(set_aside)
}

/// A cell whose reading is in doubt.
#[derive(Debug)]
pub(crate) struct DoubtfulCell {
    /// JSON Pointer.
    pub(crate) at: String,
    /// What stood there.
    pub(crate) printed: String,
    /// Where that is.
    pub(crate) printed_at: PrintedAt,
}

/// Whether a value and all that it contains were printed as plain text. A number without evidence was not read at all;
/// texts have none.
fn is_plain(reading: &Reading, at: &str) -> bool {
    let cell = Cell::parse(reading.report.edition(), at).ok();
    let is_unread = cell.is_some_and(Cell::is_printed) && reading.at(at).is_none();
    !is_unread
        && !reading.is_from_hints(at)
        && reading.within(at).all(ogi_import::Evidence::is_plain)
}

/// What a rule with code of its own reads; nothing for others, whose findings name their operands.
pub(crate) fn reads(rule: &Rule) -> &[String] {
    match &rule.check {
        Check::Native { reads } => reads,
        Check::Linear(_) | Check::Schema { .. } => &[],
    }
}

/// A pointer into this document, not into another.
fn own(pointer: &str) -> Option<&str> {
    (!pointer.contains('#')).then_some(pointer)
}
