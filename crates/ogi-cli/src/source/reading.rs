//! A published report as it was read.

use std::collections::BTreeMap;

use ogi_import::{Evidence, Fact, Imported, Note};
use ogi_report::Report;

use super::SourceError;
use crate::record::PrintedAt;

/// Media type of Word documents.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A published report as it was read.
#[derive(Debug)]
pub(crate) struct Reading {
    /// The document that was made of it.
    pub(crate) report: Report,
    /// Where and how each value was read, tables in the order of the form first.
    pub(crate) evidence: Vec<Evidence>,
    /// What a reader should know about the reading.
    pub(crate) notes: Vec<Note>,
    /// Media type of the file.
    pub(crate) media_type: &'static str,
    by_pointer: BTreeMap<String, usize>,
}

impl Reading {
    /// What an import gave.
    ///
    /// # Errors
    /// The document is not valid, which is a bug.
    pub(crate) fn new(imported: Imported) -> Result<Self, SourceError> {
        let report = imported
            .report()
            .map_err(|source| SourceError::NotValid { source })?;
        let Imported {
            evidence,
            notes,
            media_type,
            ..
        } = imported;
        let mut by_pointer = BTreeMap::new();
        for (index, one) in evidence.iter().enumerate() {
            by_pointer.entry(one.pointer.clone()).or_insert(index);
        }
        Ok(Self {
            report,
            evidence,
            notes,
            media_type,
            by_pointer,
        })
    }

    /// Where a value is printed.
    pub(crate) fn place(&self, evidence: &Evidence) -> PrintedAt {
        PrintedAt::new(evidence.origin, self.media_type == WORD)
    }

    /// Whether a value, or a part of it, is not in the file at all but was given with it.
    pub(crate) fn is_from_hints(&self, pointer: &str) -> bool {
        let given = |fact: &Fact| match fact {
            Fact::Year => pointer == "/year",
            Fact::Agency => pointer == "/agency" || pointer == "/agency/name",
            Fact::Edition => pointer == "/edition",
            _ => false,
        };
        self.notes
            .iter()
            .any(|note| matches!(note, Note::TakenFromHints { fact } if given(fact)))
    }

    /// The evidence for the value at a JSON Pointer.
    pub(crate) fn at(&self, pointer: &str) -> Option<&Evidence> {
        self.evidence.get(*self.by_pointer.get(pointer)?)
    }

    /// The evidence for a value and all that it contains.
    pub(crate) fn within(&self, pointer: &str) -> impl Iterator<Item = &Evidence> {
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
