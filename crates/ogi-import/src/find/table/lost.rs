//! Rows whose label was lost, where their place leaves one row of the form only.

use super::{Found, PrintedRow};
use crate::form::{RowSpec, Table};
use crate::grid::Cell;

/// More rows without a known label than this are no report.
const MOST: usize = 50;

impl Found {
    /// Gives numbers without a label to the first row below a header, where the second row follows with as many numbers.
    pub(super) fn name_lost_labels(&mut self, table: &Table) {
        if self.unmatched.len() > MOST {
            return;
        }
        let mut index = 0;
        while index < self.unmatched.len() {
            match self.lost_row(table, index) {
                Some((at, row)) => {
                    self.unmatched.remove(index);
                    self.rows.insert(at, row);
                }
                None => index += 1,
            }
        }
    }

    /// The row that unmatched numbers are, and its place among the rows.
    fn lost_row(&self, table: &Table, index: usize) -> Option<(usize, PrintedRow)> {
        let lost = &self.unmatched[index];
        let place = lost.cells.first()?.origin.order();
        let at = self
            .rows
            .iter()
            .position(|row| row.origin().is_some_and(|origin| origin.order() > place))?;
        let next = &self.rows[at];
        let row = next.row.checked_sub(1)?;
        let is_first = row == 0 || table.rows[row - 1].header != table.rows[row].header;
        let is_next = table.rows[row].header == table.rows[next.row].header;
        let begins = at == 0 || self.rows[at - 1].header != next.header;
        let alone = !self.rows.iter().any(|other| other.row == row);
        let is_full = |cells: &[Cell], spec: &RowSpec| {
            cells.iter().filter(|cell| !cell.is_blank()).count() == spec.slots.len()
        };
        let full =
            is_full(&lost.cells, &table.rows[row]) && is_full(&next.cells, &table.rows[next.row]);
        if !(lost.label.is_blank()
            && next.header.is_some()
            && is_first
            && is_next
            && begins
            && alone
            && full)
        {
            return None;
        }
        let (header, ruling) = (next.header, next.ruling);
        let (cells, strip) = (lost.cells.clone(), Vec::new());
        let (exact, may_be_group, under_header) = (false, false, false);
        Some((
            at,
            PrintedRow {
                row,
                label: None,
                exact,
                cells,
                strip,
                header,
                ruling,
                may_be_group,
                under_header,
            },
        ))
    }
}
