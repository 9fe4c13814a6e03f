//! Where the values of a document stand in the user's file.

use ogi_conformance::{json, locate};
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
        let doubtful = pointers.iter().filter_map(|at| own(at)).any(|at| {
            reading.is_from_hints(at) || reading.within(at).any(|evidence| evidence.repaired)
        });
        Some(if doubtful {
            Confidence::CheckReading
        } else {
            Confidence::StatedInSource
        })
    }
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
