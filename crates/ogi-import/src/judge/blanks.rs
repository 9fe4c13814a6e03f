//! What the rows of a table show about its blank cells: whether they stand for numbers, or are padding.

use crate::find::table::found::{BlankCells, FormRow, FoundRows, Padding};
use crate::form::{RowSpec, Table};
use crate::grid::{Cell, Ruling};

/// What the rows of a table show about blank cells.
#[derive(Default)]
pub(super) struct Blanks {
    kept: BlankCells,
    padding: Padding,
    /// Full rows between bars with wide cells on the form.
    wide: Vec<WideRow>,
    /// Rows between bars whose last number stands in the last column.
    barred: Vec<BarredRow>,
    /// Full rows of real tables with more cells than numbers.
    longer: Vec<LongerRow>,
}

/// Where the padding of a full row with wide cells stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WideRow {
    /// Between its numbers.
    PadsInside,
    /// Behind them.
    PadsAtEnd,
}

/// A row between bars that reaches the last column.
struct BarredRow {
    /// How many numbers it has on the form.
    slots: usize,
    /// Whether these are spread over several grid columns.
    spread: bool,
    /// How many cells are printed.
    cells: usize,
    /// How many of its numbers are stated.
    filled: usize,
}

/// A full row of a real table with more cells than numbers.
struct LongerRow {
    slots: usize,
    cells: usize,
    /// Where the last number stands, from 1.
    reach: usize,
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
                    blanks.longer.push(LongerRow {
                        slots,
                        cells,
                        reach,
                    });
                }
                Ruling::Barred => {
                    if filled == slots && spec.spread {
                        let pads_inside = reach > filled;
                        blanks.wide.push(if pads_inside {
                            WideRow::PadsInside
                        } else {
                            WideRow::PadsAtEnd
                        });
                    }
                    if reach == slots {
                        let spread = spec.spread;
                        blanks.barred.push(BarredRow {
                            slots,
                            spread,
                            cells,
                            filled,
                        });
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
        let like: Vec<&LongerRow> = self
            .longer
            .iter()
            .filter(|longer| (longer.slots, longer.cells) == (slots, cells))
            .collect();
        // One row alone may have its number in the wrong cell.
        reach <= slots
            && cells > slots
            && like.len() > 1
            && like.iter().all(|longer| longer.reach == slots)
    }

    /// Whether the blank cells of a row stand for blank cells, so that the others are where they seem to be.
    pub(super) fn can_be_trusted(&self, spec: &RowSpec, row: &FormRow) -> bool {
        let slots = spec.slots.len();
        let (_, reach) = extent(&row.cells);
        let pads_at_end = self.padding == Padding::AtEnd || self.wide.contains(&WideRow::PadsAtEnd);
        let no_pads = !spec.spread || (pads_at_end && !self.wide.contains(&WideRow::PadsInside));
        let like: Vec<&BarredRow> = self
            .barred
            .iter()
            .filter(|other| (other.slots, other.spread) == (slots, spec.spread))
            .collect();
        let keeps_blanks = self.barred.iter().any(|other| other.filled < other.slots);
        let as_wide = keeps_blanks
            && !like.is_empty()
            && like.iter().all(|other| other.cells == row.cells.len());
        no_pads && (reach == slots || (reach < slots && as_wide))
    }
}

/// How many cells are filled, and how many there are up to the last of these.
pub(super) fn extent(cells: &[Cell]) -> (usize, usize) {
    let filled = cells.iter().filter(|cell| !cell.is_blank()).count();
    let last = cells.iter().rposition(|cell| !cell.is_blank());
    (filled, last.map_or(0, |last| last + 1))
}
