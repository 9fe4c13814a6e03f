//! What the rows of a table show about its blank cells: whether they stand for numbers, or are padding.

use std::collections::HashMap;

use crate::find::table::found::{BlankCells, FormRow, FoundRows, Padding};
use crate::form::{RowSpec, Table};
use crate::grid::{Cell, Ruling};

/// What the rows of a table show about blank cells.
#[derive(Default)]
pub(super) struct Blanks {
    kept: BlankCells,
    padding: Padding,
    /// Whether a full row between bars, with wide cells on the form, has padding between its numbers.
    pads_inside: bool,
    /// Whether such a row has its padding behind its numbers.
    pads_at_end: bool,
    /// Rows between bars whose last number stands in the last column, by how many numbers they have on the form and whether
    /// these are spread over several grid columns: how many cells each prints.
    barred: HashMap<(usize, bool), Alike>,
    /// Whether one of these leaves a number out.
    leaves_out: bool,
    /// Full rows of real tables with more cells than numbers, by how many numbers and cells they have: where the last number
    /// of each stands, from 1.
    longer: HashMap<(usize, usize), Alike>,
}

/// What rows of one kind have in common.
#[derive(Default)]
struct Alike {
    rows: usize,
    /// The value of all rows; `None` where they differ.
    value: Option<usize>,
}

impl Alike {
    fn add(&mut self, value: usize) {
        self.value = Some(value).filter(|value| self.rows == 0 || self.value == Some(*value));
        self.rows += 1;
    }
}

impl Blanks {
    pub(super) fn new(table: &Table, found: &FoundRows) -> Self {
        let mut blanks = Self {
            kept: found.blanks,
            padding: found.padding,
            ..Self::default()
        };
        for row in &found.rows {
            let spec = &table.rows[row.row];
            let slots = spec.slots.len();
            let (filled, reach) = extent(&row.cells);
            let cells = row.cells.len();
            match row.ruling {
                Ruling::Ruled if filled == slots && cells > slots => {
                    let alike = blanks.longer.entry((slots, cells)).or_default();
                    alike.add(reach);
                }
                Ruling::Barred => {
                    if filled == slots && spec.spread {
                        let inside = reach > filled;
                        blanks.pads_inside |= inside;
                        blanks.pads_at_end |= !inside;
                    }
                    if reach == slots {
                        let alike = blanks.barred.entry((slots, spec.spread)).or_default();
                        alike.add(cells);
                        blanks.leaves_out |= filled < slots;
                    }
                }
                Ruling::Ruled | Ruling::Torn | Ruling::Plain => {}
            }
        }
        blanks
    }

    /// Whether every blank cell is known to stand in its place.
    pub(super) fn all_in_place(&self) -> bool {
        self.kept == BlankCells::InPlace
    }

    /// Whether a row of a real table has more cells than numbers because those behind its numbers are outside of the
    /// table, as they are in every full row like it.
    pub(super) fn ends_table(&self, slots: usize, row: &FormRow) -> bool {
        let (_, reach) = extent(&row.cells);
        let cells = row.cells.len();
        // One row alone may have its number in the wrong cell.
        let end_alike = |alike: &Alike| alike.rows > 1 && alike.value == Some(slots);
        reach <= slots && cells > slots && self.longer.get(&(slots, cells)).is_some_and(end_alike)
    }

    /// Whether the blank cells of a row stand for blank cells, so that the others are where they seem to be.
    pub(super) fn can_be_trusted(&self, spec: &RowSpec, row: &FormRow) -> bool {
        let slots = spec.slots.len();
        let (_, reach) = extent(&row.cells);
        let pads_at_end = self.padding == Padding::AtEnd || self.pads_at_end;
        let no_pads = !spec.spread || (pads_at_end && !self.pads_inside);
        let like = self.barred.get(&(slots, spec.spread));
        let as_wide =
            self.leaves_out && like.is_some_and(|alike| alike.value == Some(row.cells.len()));
        no_pads && (reach == slots || (reach < slots && as_wide))
    }
}

/// How many cells are filled, and how many there are up to the last of these.
pub(super) fn extent(cells: &[Cell]) -> (usize, usize) {
    let filled = cells.iter().filter(|cell| !cell.is_blank()).count();
    let last = cells.iter().rposition(|cell| !cell.is_blank());
    (filled, last.map_or(0, |last| last + 1))
}
