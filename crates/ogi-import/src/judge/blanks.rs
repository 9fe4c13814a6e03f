//! What the rows of a table show about its blank cells: whether they stand for numbers, or are padding.

use std::collections::HashMap;

use crate::find::table::found::{BlankCells, FormRow, FoundRows, Padding};
use crate::form::{RowSpec, Table};
use crate::grid::{Cell, Ruling};

/// What the rows of a table show about blank cells.
#[derive(Default)]
pub(super) struct Blanks {
    kept: BlankCells,
    /// Where the padding stands, by the headers and by full rows between bars that have wide cells on the form.
    padding: Padding,
    /// Rows between bars whose last number stands in the last column, by how many numbers they have on the form and whether
    /// these are spread over several grid columns: how many cells each prints.
    barred: HashMap<(usize, bool), Alike>,
    /// Whether one of these leaves a number out.
    leaves_out: bool,
    /// Rows between bars by how many numbers they have on the form: whether the table has as many columns.
    columns: HashMap<usize, Columns>,
    /// How many grid columns the table has on the form.
    width: usize,
    /// Full rows of real tables with more cells than numbers, by how many numbers and cells they have: where the last number
    /// of each stands, from 1.
    longer: HashMap<(usize, usize), Alike>,
}

/// Whether a table between bars has as many columns of numbers as the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Columns {
    /// So many rows say so: their numbers are all there, and nothing else is.
    AsOnForm(usize),
    /// No: a row has more numbers.
    More,
}

/// Rows that show how many columns a table has, where no header does: one may have lost a blank cell.
const SHOWN: usize = 2;

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
            width: table.columns,
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
                        blanks.pad(reach > filled);
                    }
                    blanks.count_columns(slots, filled, cells);
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

    /// Notes where a full row has its padding.
    fn pad(&mut self, is_inside: bool) {
        self.padding = if is_inside || self.padding == Padding::Inside {
            Padding::Inside
        } else {
            Padding::AtEnd
        };
    }

    /// Notes what a row between bars says about how many columns there are.
    fn count_columns(&mut self, slots: usize, filled: usize, cells: usize) {
        let columns = self.columns.entry(slots).or_insert(Columns::AsOnForm(0));
        match columns {
            _ if filled > slots => *columns = Columns::More,
            Columns::AsOnForm(rows) if filled == slots && cells == slots => *rows += 1,
            Columns::AsOnForm(_) | Columns::More => {}
        }
    }

    /// Whether the blank cells before the numbers of a full row are the rest of its wide label: as many as that takes on the
    /// form, in a table that has no more columns than the form. A page that begins within table three shows no header: that no
    /// column is left over is told by its narrow rows, or by the cells of the row itself, which are as many as on the form.
    pub(super) fn pads_label(&self, spec: &RowSpec, row: &FormRow) -> bool {
        let slots = spec.slots.len();
        let (filled, reach) = extent(&row.cells);
        let leading = row.cells.iter().take_while(|cell| cell.is_blank()).count();
        let is_shown = match self.columns.get(&slots) {
            Some(Columns::AsOnForm(rows)) => *rows >= SHOWN || row.strip.len() == self.width,
            Some(Columns::More) | None => false,
        };
        row.ruling == Ruling::Barred
            && filled == slots
            && reach == leading + slots
            && leading + 1 == spec.label_columns
            && is_shown
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
        let no_pads = !spec.spread || self.padding == Padding::AtEnd;
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
