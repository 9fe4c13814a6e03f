//! The report in the making: nothing stated at first, filled with what was read, and the evidence for it.

use ogi_report::{CellNote, Edition, Extension, Leaf, Report, ReportBuilder};

use crate::error::{Fact, ImportError};
use crate::fill::evidence::Evidence;
use crate::find::table::found::{StrayRow, join};
use crate::find::table::places::Other;
use crate::form::Table;
use crate::grid::{Cell, Origin};
use crate::judge::assign::{CellReading, RowReading};
use crate::note::{Note, Refusal};
use crate::printed::reading::{How, Missing, Reading};

/// Longest line that a report holds, in characters.
const LINE: usize = 4_000;
/// Longest text that a report holds, in characters.
const TEXT: usize = 1_000_000;
/// Most notes and most extensions that a report holds.
const ITEMS: usize = 10_000;

/// A report in the making.
pub(crate) struct Draft {
    report: ReportBuilder,
    /// Notes on its cells; `None` where it has no list of them.
    pub(crate) cell_notes: Option<Vec<CellNote>>,
    /// What the form has no place for; `None` where it has no list of that.
    pub(crate) extensions: Option<Vec<Extension>>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) notes: Vec<Note>,
}

/// A finished report, and how it was made.
pub(crate) struct Finished {
    pub(crate) report: Report,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) notes: Vec<Note>,
}

/// The schema refuses a value, or the form has no place for it: nothing was set.
#[derive(Debug)]
pub(crate) struct NotSet;

impl Draft {
    pub(crate) fn new(edition: Edition) -> Self {
        Self {
            report: Report::builder(edition),
            cell_notes: None,
            extensions: None,
            evidence: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Sets a single value.
    pub(crate) fn set<'v>(
        &mut self,
        pointer: &str,
        value: impl Into<Leaf<'v>>,
    ) -> Result<(), NotSet> {
        self.report.set(pointer, value).map_err(|_| NotSet)
    }

    /// What the report says so far at a place.
    pub(crate) fn get(&self, pointer: &str) -> Leaf<'_> {
        self.report.get(pointer)
    }

    /// Adds an optional object with nothing stated; every other place stays as it is.
    pub(crate) fn begin(&mut self, pointer: &str) {
        let _ = self.report.begin(pointer);
    }

    /// Sets a text, cut to what a report holds; a place without a text stays as it is.
    pub(crate) fn set_text(&mut self, pointer: &str, text: &str) {
        let _ = self.report.set(pointer, &cut(text, TEXT));
    }

    /// Sets something that running text says, with its evidence.
    pub(crate) fn set_said<'v>(
        &mut self,
        pointer: &str,
        value: impl Into<Leaf<'v>>,
        cell: &Cell,
    ) -> Result<(), NotSet> {
        self.set(pointer, value)?;
        self.evidence.push(Evidence {
            pointer: pointer.to_owned(),
            origin: cell.origin,
            printed: cut(&cell.text, LINE),
            how: How::Text,
            repaired: false,
        });
        Ok(())
    }

    /// Takes back optional objects that lack what they must state, such as a period without its end; their pointers.
    pub(crate) fn take_back_halves(&mut self) -> Vec<String> {
        let mut halves = Vec::new();
        for pointer in self.report.missing().filter(|at| fact_at(at).is_none()) {
            let object = pointer.rsplit_once('/').map_or("", |(object, _)| object);
            halves.push(object.to_owned());
        }
        for object in &halves {
            self.report.take_back(object);
            let below = format!("{object}/");
            self.evidence
                .retain(|evidence| !evidence.pointer.starts_with(&below));
        }
        halves
    }

    /// What every report must state and this one does not state yet.
    pub(crate) fn unstated(&self) -> Vec<Fact> {
        self.report.missing().filter_map(fact_at).collect()
    }

    /// Fills a table with the readings of its rows, one a row of the form.
    pub(crate) fn fill(&mut self, table: &Table, rows: &[Option<RowReading>]) {
        for (spec, row) in table.rows.iter().zip(rows) {
            let Some(row) = row else { continue };
            for other in &row.others {
                self.keep_other(&table.pointer, &row.label, other);
            }
            match &row.cells {
                Ok(cells) => self.fill_row(
                    &spec.pointer,
                    spec.slots.iter().map(|slot| slot.pointer.as_str()),
                    cells,
                ),
                Err(reason) => self.refuse(table, &spec.pointer, *reason, row),
            }
        }
        let is_printed = |row: &Option<RowReading>| {
            row.as_ref()
                .is_some_and(|row| !matches!(row.cells, Err(Refusal::Headers | Refusal::Divided)))
        };
        let printed = table
            .rows
            .iter()
            .zip(rows)
            .map(|(spec, row)| (spec, is_printed(row)));
        let absent: Vec<(&str, bool)> = printed
            .filter(|(spec, printed)| spec.instead_of.is_empty() || *printed)
            .map(|(spec, printed)| (spec.pointer.as_str(), !printed))
            .collect();
        self.note_absent(&table.pointer, &absent);
    }

    /// Fills a row with what was read in its cells.
    pub(crate) fn fill_row<'s>(
        &mut self,
        row: &str,
        slots: impl Iterator<Item = &'s str>,
        cells: &[CellReading],
    ) {
        let all_blank = cells
            .iter()
            .all(|cell| cell.reading == Reading::Missing(Missing::Blank));
        if all_blank {
            self.cell_note(row, "", Some(Missing::Blank));
        }
        for (pointer, cell) in slots.zip(cells) {
            let number = self.set_number(pointer, &cell.reading);
            match (&number, &cell.reading) {
                (Err(missing), _) if !all_blank => {
                    self.cell_note(pointer, &cell.printed, Some(*missing));
                }
                (Ok(_), Reading::Number { value, .. }) if cell.printed != value.to_string() => {
                    self.cell_note(pointer, &cell.printed, None);
                }
                _ => {}
            }
            if let Some(origin) = cell.origin {
                self.evidence.push(Evidence {
                    pointer: pointer.to_owned(),
                    origin,
                    printed: cut(&cell.printed, LINE),
                    how: number.unwrap_or(How::NoNumber),
                    repaired: cell.repaired,
                });
                self.note_asides(pointer, cell, origin);
            }
        }
    }

    /// Sets the number of a cell, or null; how it was read, or why there is none.
    fn set_number(&mut self, pointer: &str, reading: &Reading) -> Result<How, Missing> {
        let number = match reading {
            Reading::Number { value, how } => match self.set(pointer, value.leaf()) {
                Ok(()) => return Ok(*how),
                Err(NotSet) => Missing::Text,
            },
            Reading::Missing(missing) => *missing,
        };
        // A cell can always be null; a place that the form does not have stays unset.
        let _ = self.set(pointer, Leaf::Blank);
        Err(number)
    }

    fn note_asides(&mut self, at: &str, cell: &CellReading, origin: Origin) {
        for aside in cell.asides.iter() {
            self.notes.push(Note::SetAside {
                at: at.to_owned(),
                look: aside.look,
                cause: aside.cause,
                text: aside.text.to_string(),
                origin,
            });
        }
    }

    fn refuse(&mut self, table: &Table, at: &str, reason: Refusal, row: &RowReading) {
        if let Some(origin) = row.origin {
            let printed = cut(&row.printed, LINE);
            self.notes.push(Note::RowRefused {
                at: at.to_owned(),
                reason,
                printed,
                origin,
            });
        }
        match reason {
            Refusal::Count { .. } | Refusal::Shifted => {
                self.cell_note(at, &row.printed, Some(Missing::Illegible));
            }
            Refusal::Headers | Refusal::Divided => {
                self.extend(&table.pointer, &row.label, &row.printed);
            }
        }
    }

    /// Notes what is not printed, once for the largest part that is wholly absent.
    fn note_absent(&mut self, prefix: &str, rows: &[(&str, bool)]) {
        let within: Vec<(&str, bool)> = rows
            .iter()
            .copied()
            .filter(|(pointer, _)| {
                pointer
                    .strip_prefix(prefix)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
            .collect();
        if within.iter().all(|(_, absent)| *absent) {
            self.cell_note(prefix, "", Some(Missing::NotPrinted));
            return;
        }
        let mut parts: Vec<&str> = Vec::new();
        for (pointer, _) in within.iter().filter(|(pointer, _)| *pointer != prefix) {
            let rest = &pointer[prefix.len() + 1..];
            let part = &pointer[..prefix.len() + 1 + rest.find('/').unwrap_or(rest.len())];
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        for part in parts {
            self.note_absent(part, &within);
        }
    }

    /// Notes that a narrative is not printed.
    pub(crate) fn note_absent_section(&mut self, pointer: &str) {
        self.cell_note(pointer, "", Some(Missing::NotPrinted));
    }

    fn cell_note(&mut self, at: &str, printed: &str, missing: Option<Missing>) {
        // Every place of the form is a legal pointer, and a text that is cut a legal line.
        let Ok(at) = at.parse() else { return };
        let printed = Some(cut(printed, LINE)).filter(|printed| !printed.is_empty());
        self.cell_notes.get_or_insert_default().push(CellNote {
            at,
            printed: printed.and_then(|printed| printed.try_into().ok()),
            missing,
        });
    }

    /// Keeps a row that the form does not have.
    pub(crate) fn keep_unmatched(&mut self, at: &str, row: &StrayRow) {
        let label = cut(&row.label.text, LINE);
        self.notes.push(Note::UnmatchedRow {
            at: at.to_owned(),
            label,
            origin: row
                .cells
                .first()
                .map_or(row.label.origin, |cell| cell.origin),
        });
        self.extend(at, &row.label.text, &join(&row.cells));
    }

    /// Keeps a number in a column that the form does not have.
    fn keep_other(&mut self, at: &str, row: &str, other: &Other) {
        let label = format!("{row} · {}", other.header);
        let (at, origin) = (at.to_owned(), other.cell.origin);
        self.extend(&at, &label, &other.cell.text);
        self.notes.push(Note::UnmatchedColumn {
            at,
            label: cut(&label, LINE),
            origin,
        });
    }

    /// Keeps a sentence that stands where the form has a table.
    pub(crate) fn keep_prose(&mut self, at: &str, cell: &Cell) {
        self.notes.push(Note::TextInTable {
            at: at.to_owned(),
            origin: cell.origin,
        });
        self.extend(at, "", &cell.text);
    }

    fn extend(&mut self, at: &str, label: &str, value: &str) {
        let line = |text: &str| cut(&text.replace('\n', " "), LINE).try_into().ok();
        let (Some(label), Some(value)) = (line(label), line(value)) else {
            return;
        };
        self.extensions.get_or_insert_default().push(Extension {
            at: at.parse().ok(),
            label,
            value,
        });
    }

    /// The finished report.
    ///
    /// # Errors
    /// The year or the agency was never set.
    pub(crate) fn finish(mut self) -> Result<Finished, ImportError> {
        self.take_back_halves();
        let report = self.report.build();
        let mut report = report.map_err(|_| ImportError::Unstated {
            missing: self.unstated(),
        })?;
        if let Some(notes) = &mut self.cell_notes {
            notes.truncate(ITEMS);
        }
        if let Some(extensions) = &mut self.extensions {
            extensions.truncate(ITEMS);
        }
        *report.cell_notes_mut() = self.cell_notes;
        *report.extensions_mut() = self.extensions;
        Ok(Finished {
            report,
            evidence: self.evidence,
            notes: self.notes,
        })
    }
}

/// The fact that a value of a report states about it as a whole.
fn fact_at(pointer: &str) -> Option<Fact> {
    match pointer {
        "/year" => Some(Fact::Year),
        "/agency/name" => Some(Fact::Agency),
        _ => None,
    }
}

/// The beginning of a text, as much as a document holds.
fn cut(text: &str, characters: usize) -> String {
    text.char_indices()
        .nth(characters)
        .map_or(text, |(end, _)| &text[..end])
        .to_owned()
}
