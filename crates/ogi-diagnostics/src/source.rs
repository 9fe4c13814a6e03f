//! How a published report was read, as a record.

use ogi_import::How;
use ogi_report::{Cell, Language, Leaf};

use crate::reading::Reading;
use crate::record::{Cells, Note, Source, SourceKind};
use crate::say;

impl Source {
    /// What was read, how well, and what a reader should know about it.
    #[must_use]
    pub fn of(reading: &Reading, language: Language) -> Self {
        let kind = match reading.media_type {
            "text/html" => SourceKind::Html,
            "text/plain" => SourceKind::Text,
            _ => SourceKind::Other,
        };
        let edition = reading.report.edition();
        let mut notes = Vec::new();
        for note in &reading.notes {
            notes.push(Note {
                kind: say::note_kind(note),
                message: say::note(note, Some(edition), language),
            });
        }
        Self {
            kind,
            cells: Some(cells(reading)),
            notes,
        }
    }
}

/// Counts the cells of the printed tables by how they were read.
fn cells(reading: &Reading) -> Cells {
    let mut cells = Cells {
        numbers: 0,
        without_number: 0,
        repaired: 0,
        not_found: 0,
    };
    let replaced = replaced_rows(reading);
    let is_replaced = |cell: Cell| replaced.iter().any(|row| is_within(cell.pointer(), row));
    let printed = reading
        .report
        .cells()
        .filter(|(cell, leaf)| cell.is_printed() && *leaf != Leaf::Absent);
    for (cell, leaf) in printed.filter(|(cell, _)| !is_replaced(*cell)) {
        let evidence = reading.at(cell.pointer());
        cells.repaired += usize::from(evidence.is_some_and(|evidence| evidence.repaired));
        match (leaf.number(), evidence) {
            (Some(_), _) => cells.numbers += 1,
            (None, Some(evidence)) if evidence.how == How::NoNumber => cells.without_number += 1,
            (None, _) => cells.not_found += 1,
        }
    }
    cells
}

/// The rows of the form in whose place others are printed.
fn replaced_rows(reading: &Reading) -> Vec<&'static str> {
    let form = ogi_schema::form(reading.report.edition().as_str());
    let variants = form
        .into_iter()
        .flat_map(|form| &form.tables)
        .flat_map(|table| &table.variants);
    let printed = variants.filter(|variant| {
        let rows = variant
            .rows
            .iter()
            .flatten()
            .filter_map(|cell| cell.values_of.as_deref());
        rows.into_iter()
            .any(|row| reading.within(row).next().is_some())
    });
    printed
        .flat_map(|variant| &variant.instead_of)
        .map(String::as_str)
        .collect()
}

fn is_within(pointer: &str, object: &str) -> bool {
    pointer
        .strip_prefix(object)
        .is_some_and(|rest| rest.starts_with('/'))
}
