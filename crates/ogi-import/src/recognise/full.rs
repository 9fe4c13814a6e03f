//! Whether a page has printed a number in every cell so far, so that a row that breaks off has lost none in between.

use crate::fill::evidence::Refusal;
use crate::find::table::found::TablesBefore;
use crate::judge::assign::{CellReading, RowReading};
use crate::judge::value::Reading;

/// Rows that were read so far, as far as all of them have a number in every cell.
#[derive(Default)]
pub(super) struct FullRows {
    rows: usize,
    has_blanks: bool,
}

impl FullRows {
    /// Fewer rows than this do not show how a page prints blank cells; table two has six, of which two may be of
    /// another edition.
    const ENOUGH: usize = 4;

    pub(super) fn add<'r>(&mut self, rows: impl Iterator<Item = &'r RowReading>) {
        let is_number = |cell: &CellReading| matches!(cell.reading, Reading::Number { .. });
        for row in rows {
            match &row.cells {
                Ok(cells) if cells.iter().all(is_number) => self.rows += 1,
                // Its cells are not counted, since it is not told which of them are there.
                Err(Refusal::Headers) => {}
                _ => self.has_blanks = true,
            }
        }
    }

    pub(super) fn so_far(&self) -> TablesBefore {
        if self.rows >= Self::ENOUGH && !self.has_blanks {
            TablesBefore::Full
        } else {
            TablesBefore::InDoubt
        }
    }
}
