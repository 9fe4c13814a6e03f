//! Rows of real tables: the label and its numbers stand in one row.

use super::{Reader, UnmatchedRow};
use crate::form::{Match, Role};
use crate::grid::{Cell, Ruling, Strip};
use crate::judge::value;

/// What stands in one row.
#[derive(Default)]
struct Parts {
    row: Option<(usize, Cell, bool)>,
    headers: Vec<(Cell, Option<usize>)>,
    heading: bool,
    other: Option<Cell>,
    cells: Vec<Cell>,
}

impl Reader<'_, '_> {
    pub(super) fn ruled(&mut self, strip: &Strip) {
        let mut parts = Parts::default();
        for cell in &strip.cells {
            self.ruled_cell(&mut parts, cell);
        }
        let has_numbers = parts.cells.iter().any(|cell| !cell.is_blank());
        let known_header = parts.heading || parts.headers.iter().any(|(_, label)| label.is_some());
        if let Some((row, label, exact)) = parts.row {
            self.begin_row(row, Some((label, exact)), Ruling::Ruled);
            self.close_with(parts.cells);
        } else if known_header {
            self.begin_header();
            for (cell, label) in parts.headers {
                self.header_cell(&cell, label);
            }
        } else if let Some(row) = self
            .row_without_label()
            .filter(|row| has_numbers && self.is_whole(*row, strip))
        {
            self.begin_row(row, None, Ruling::Ruled);
            self.close_with(strip.cells.clone());
        } else if has_numbers {
            self.numbers_without_known_label(parts);
        } else if let Some(cell) = strip.sole() {
            self.prose(cell);
        } else if parts.headers.is_empty() {
            self.blank_row(&parts);
        } else if !self.in_rows {
            parts
                .headers
                .iter()
                .for_each(|(cell, _)| self.header_cell(cell, None));
        }
    }

    fn ruled_cell(&mut self, parts: &mut Parts, cell: &Cell) {
        if cell.is_blank() || value::is_value(&cell.text) {
            parts.cells.push(cell.clone());
            return;
        }
        match self.matcher.find(&cell.text, self.group) {
            Some(found) if cell.continued && !matches!(found.role, Role::Group(_)) => {}
            Some(found) => self.ruled_label(parts, cell, found),
            None if parts.row.is_some() => parts.cells.push(cell.clone()),
            None if cell.continued => {}
            None => {
                parts.headers.push((cell.clone(), None));
                parts.other.get_or_insert_with(|| cell.clone());
                parts.cells.clear();
            }
        }
    }

    fn ruled_label(&mut self, parts: &mut Parts, cell: &Cell, found: Match) {
        match found.role {
            Role::Row(row) => {
                parts.row = Some((row, cell.clone(), found.exact));
                parts.cells.clear();
            }
            Role::Group(row) => {
                self.group = Some(found.label);
                let begins_row = row.filter(|_| !cell.continued);
                parts.row = begins_row.map(|row| (row, cell.clone(), found.exact));
                parts.cells.clear();
            }
            Role::Header if parts.row.is_none() => {
                parts.headers.push((cell.clone(), Some(found.label)));
            }
            Role::Heading if parts.row.is_none() => parts.heading = true,
            Role::Header | Role::Heading => parts.cells.push(cell.clone()),
        }
    }

    /// Whether a row just below its headers has as many cells as they say.
    fn is_whole(&self, row: usize, strip: &Strip) -> bool {
        let begins = strip.cells.iter().all(|cell| !cell.continued && !cell.tall);
        begins && !self.in_rows && strip.cells.len() == self.table.rows[row].slots.len()
    }

    fn close_with(&mut self, cells: Vec<Cell>) {
        if let Some(row) = &mut self.open {
            row.cells = cells;
        }
        self.end_row();
    }

    fn numbers_without_known_label(&mut self, parts: Parts) {
        match (parts.other, self.row_without_label()) {
            (None, Some(row)) => {
                self.begin_row(row, None, Ruling::Ruled);
                self.close_with(parts.cells);
            }
            (label, _) => {
                let label = label.unwrap_or_else(|| Cell {
                    text: "".into(),
                    ..parts.cells[0].clone()
                });
                self.found.unmatched.push(UnmatchedRow {
                    label,
                    cells: parts.cells,
                });
            }
        }
    }

    /// A row without any text is the row of numbers only where it has as many cells as that.
    fn blank_row(&mut self, parts: &Parts) {
        let row = self
            .row_without_label()
            .filter(|row| self.table.rows[*row].slots.len() == parts.cells.len());
        if let Some(row) = row {
            self.begin_row(row, None, Ruling::Ruled);
            self.close_with(parts.cells.clone());
        }
    }
}
