//! A published report as it was read.

use std::collections::BTreeMap;

use ogi_import::{Evidence, Fact, Imported, Note};
use ogi_report::Report;

use crate::record::PrintedAt;

/// Media type of Word documents.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A published report as it was read.
#[derive(Debug)]
pub struct Reading {
    /// The document that was made of it.
    pub report: Report,
    /// Where and how each value was read, tables in the order of the form first.
    pub evidence: Vec<Evidence>,
    /// What a reader should know about the reading.
    pub notes: Vec<Note>,
    /// Media type of the file.
    pub media_type: &'static str,
    by_pointer: BTreeMap<String, usize>,
}

impl Reading {
    /// What an import gave.
    #[must_use]
    pub fn new(imported: Imported) -> Self {
        let Imported {
            report,
            evidence,
            notes,
            media_type,
            ..
        } = imported;
        let mut by_pointer = BTreeMap::new();
        for (index, one) in evidence.iter().enumerate() {
            by_pointer.entry(one.pointer.clone()).or_insert(index);
        }
        Self {
            report,
            evidence,
            notes,
            media_type,
            by_pointer,
        }
    }

    /// Where a value is printed.
    #[must_use]
    pub fn place(&self, evidence: &Evidence) -> PrintedAt {
        PrintedAt::new(evidence.origin, self.media_type == WORD)
    }

    /// Whether a value, or a part of it, is not in the file at all but was given with it.
    #[must_use]
    pub fn is_from_hints(&self, pointer: &str) -> bool {
        self.notes.iter().any(|note| match note {
            Note::TakenFromHints { fact } => is_stated_at(*fact, pointer),
            _ => false,
        })
    }

    /// The evidence for the value at a JSON Pointer.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Evidence> {
        self.evidence.get(*self.by_pointer.get(pointer)?)
    }

    /// The evidence for a value and all that it contains.
    pub fn within(&self, pointer: &str) -> impl Iterator<Item = &Evidence> {
        let below = format!("{pointer}/");
        let inner = self
            .by_pointer
            .range(below.clone()..)
            .take_while(move |(at, _)| at.starts_with(&below));
        self.at(pointer)
            .into_iter()
            .chain(inner.filter_map(|(_, index)| self.evidence.get(*index)))
    }
}

/// Whether a document states a fact at a pointer, or below it.
fn is_stated_at(fact: Fact, pointer: &str) -> bool {
    match fact {
        Fact::Year => pointer == "/year",
        Fact::Agency => pointer == "/agency" || pointer == "/agency/name",
        Fact::Edition => pointer == "/edition",
        _ => false,
    }
}
