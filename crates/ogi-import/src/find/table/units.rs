//! Lines that state the unit of the numbers around them, such as `单位：万元` above a table.

use crate::find::table::found::{FormRow, FoundRows, UnitNote};
use crate::form::{Matcher, Role};
use crate::grid::{Origin, Strip};
use crate::printed::unit::{self, Dimension, Measure};
use crate::printed::value;

/// More notes than any report has.
const MOST: usize = 200;

/// The notes among the strips of a table: lines of their own, and headings over blocks of rows.
pub(super) fn notes(matcher: &mut Matcher, strips: &[Strip]) -> Vec<UnitNote> {
    let mut notes = Vec::new();
    for cell in strips.iter().flat_map(|strip| &strip.cells) {
        if cell.continued || cell.is_blank() || value::is_value(&cell.text) {
            continue;
        }
        if !unit::names_unit(&cell.text) {
            continue;
        }
        let found = matcher.find(&cell.text, None);
        if found.is_some_and(|found| found.role != Role::Heading) {
            continue;
        }
        let mut measures = unit::in_note(&cell.text);
        if measures.is_empty() {
            measures = unit::in_label(&cell.text);
            measures.retain(|measure| measure.dimension.is_some());
        }
        if !measures.is_empty() && notes.len() < MOST {
            notes.push(UnitNote {
                origin: cell.origin,
                measures,
            });
        }
    }
    notes
}

/// The notes in text that stands before all tables.
pub(crate) fn notes_before(strips: &[Strip]) -> Vec<UnitNote> {
    let cells = strips.iter().flat_map(|strip| &strip.cells);
    cells
        .map(|cell| UnitNote {
            origin: cell.origin,
            measures: unit::in_note(&cell.text),
        })
        .filter(|note| !note.measures.is_empty())
        .take(MOST)
        .collect()
}

impl FoundRows {
    /// Adds notes that stand before the table.
    pub(crate) fn note_units_before(&mut self, mut notes: Vec<UnitNote>) {
        notes.append(&mut self.units);
        self.units = notes;
    }

    /// The units that notes state for numbers at a place: the last note before it counts, and notes below the table count
    /// for all of it where no other stands above.
    pub(crate) fn noted(&self, dimension: Dimension, at: Option<Origin>) -> Vec<&[Measure]> {
        let order = at.map_or((0, 0), Origin::order);
        let last_row = self.rows.iter().filter_map(FormRow::origin).next_back();
        let end = last_row.map_or((0, 0), Origin::order);
        let about = |note: &&UnitNote| {
            let measures = |measure: &Measure| measure.dimension.is_none_or(|own| own == dimension);
            note.measures.iter().any(measures)
        };
        let mut above = self.units.iter().filter(about);
        let nearest = above.rfind(|note| note.origin.order() <= order);
        if let Some(note) = nearest {
            return vec![&note.measures];
        }
        let below = self.units.iter().filter(about);
        below
            .filter(|note| note.origin.order() > end)
            .map(|note| note.measures.as_slice())
            .collect()
    }
}
