//! Rows of real tables: the label and its numbers stand in one row.

use super::found::{KnownBy, StrayRow, filled};
use super::{Block, Reader, is_number_cell, known_by};
use crate::form::{Match, Role};
use crate::grid::{Cell, Ruling, Strip};
use crate::printed::label::Ordinal;

/// What stands in one row.
#[derive(Default)]
struct Parts {
    row: Option<LabelledRow>,
    headers: Vec<(Cell, Option<usize>)>,
    heading: Option<Cell>,
    cells: Vec<Cell>,
}

/// A row of the form with its label.
struct LabelledRow {
    row: usize,
    label: Cell,
    known_by: KnownBy,
}

impl Parts {
    /// Whether they are blank cells beside the ordinal of a row whose words are lost: a row of the form that states nothing.
    fn is_ordinal_with_blanks(&self) -> bool {
        let [(label, None)] = &self.headers[..] else {
            return false;
        };
        !self.cells.is_empty() && Ordinal::alone(&label.text).is_some()
    }
}

impl Reader<'_, '_> {
    pub(super) fn ruled(&mut self, strip: &Strip) {
        let mut parts = Parts::default();
        for cell in &strip.cells {
            self.ruled_cell(&mut parts, cell);
        }
        let has_numbers = parts.cells.iter().any(|cell| !cell.is_blank());
        let is_header =
            parts.heading.is_some() || parts.headers.iter().any(|(_, label)| label.is_some());
        if let Some(LabelledRow {
            row,
            label,
            known_by,
        }) = parts.row
        {
            self.begin_row(row, Some((label, known_by)), Ruling::Ruled);
            self.close_with(parts.cells);
        } else if is_header && has_numbers && self.block == Block::Rows {
            // A label such as 总计 that lost its ordinal reads like a header, but headers have no numbers beside them.
            self.close();
            self.numbers_beside_header(parts);
        } else if is_header {
            self.begin_header();
            for (cell, label) in &parts.headers {
                self.header_cell(cell, *label);
            }
            if has_numbers {
                self.numbers_beside_header(parts);
            }
        } else if let Some(row) = self.row_of(strip).filter(|_| has_numbers) {
            self.begin_row(row, None, Ruling::Ruled);
            self.close_with(strip.cells.clone());
        } else if has_numbers || parts.is_ordinal_with_blanks() {
            self.numbers_without_known_label(parts);
        } else if let Some(cell) = strip.sole() {
            self.prose(cell);
        } else if parts.headers.is_empty() {
            self.blank_row(&parts);
        } else if self.block == Block::Headers {
            parts
                .headers
                .iter()
                .for_each(|(cell, _)| self.header_cell(cell, None));
        }
    }

    fn ruled_cell(&mut self, parts: &mut Parts, cell: &Cell) {
        if cell.is_blank() || is_number_cell(&cell.text) {
            parts.cells.push(cell.clone());
            return;
        }
        match self.matcher.find(&cell.text, self.group) {
            Some(found) if cell.continued && !matches!(found.role, Role::Group(_)) => {}
            Some(found) => self.ruled_label(parts, cell, found),
            None if parts
                .row
                .as_ref()
                .is_some_and(|row| !self.is_group_of(row, parts)) =>
            {
                parts.cells.push(cell.clone());
            }
            None if cell.continued => {}
            None => {
                parts.row = None;
                parts.headers.push((cell.clone(), None));
                parts.cells.clear();
            }
        }
    }

    /// Whether the label read so far is that of a group, because another label stands between it and the numbers.
    fn is_group_of(&self, row: &LabelledRow, parts: &Parts) -> bool {
        self.may_be_group(row.row) && filled(&parts.cells) == 0
    }

    fn ruled_label(&mut self, parts: &mut Parts, cell: &Cell, found: Match) {
        let label = |row| LabelledRow {
            row,
            label: cell.clone(),
            known_by: known_by(&found),
        };
        match found.role {
            Role::Row(row) => {
                parts.row = Some(label(row));
                parts.cells.clear();
            }
            Role::Group(row) => {
                self.group = Some(found.label);
                parts.row = row.filter(|_| !cell.continued).map(label);
                parts.cells.clear();
            }
            Role::Header if parts.row.is_none() => {
                parts.headers.push((cell.clone(), Some(found.label)));
            }
            Role::Heading if parts.row.is_none() => parts.heading = Some(cell.clone()),
            Role::Header | Role::Heading => parts.cells.push(cell.clone()),
        }
    }

    /// The row that headers alone describe, if a row of cells just below them has as many as they say.
    fn row_of(&self, strip: &Strip) -> Option<usize> {
        let row = self.row_without_label()?;
        let begins = strip.cells.iter().all(|cell| !cell.continued && !cell.tall);
        let is_whole = strip.cells.len() == self.table.rows[row].slots.len();
        (begins && self.block == Block::Headers && is_whole).then_some(row)
    }

    fn close_with(&mut self, cells: Vec<Cell>) {
        if let Some(row) = self.open_row() {
            row.cells = cells;
        }
        self.close();
    }

    /// Keeps numbers that stand beside headers, which says of which column they are but not of which row.
    fn numbers_beside_header(&mut self, parts: Parts) {
        let header = parts.headers.into_iter().next_back().map(|(cell, _)| cell);
        if let Some(label) = header.or(parts.heading) {
            self.keep_stray(label, parts.cells);
        }
    }

    fn numbers_without_known_label(&mut self, parts: Parts) {
        let label = parts.headers.into_iter().next().map(|(cell, _)| cell);
        match (label, self.row_without_label()) {
            (None, Some(row)) => {
                self.begin_row(row, None, Ruling::Ruled);
                self.close_with(parts.cells);
            }
            (Some(label), _) => self.keep_stray(label, parts.cells),
            (None, None) => {
                let first = parts.cells.iter().find(|cell| !cell.is_blank());
                if let Some(first) = first.cloned() {
                    self.keep_stray(
                        Cell {
                            text: "".into(),
                            ..first
                        },
                        parts.cells,
                    );
                }
            }
        }
    }

    fn keep_stray(&mut self, label: Cell, cells: Vec<Cell>) {
        let after = self.found.rows.len();
        self.found.unmatched.push(StrayRow {
            label,
            cells,
            after,
            ruling: Ruling::Ruled,
        });
    }

    /// A row without any text is the row of numbers only where it has as many cells as that.
    fn blank_row(&mut self, parts: &Parts) {
        let row = self.row_without_label();
        if let Some(row) = row.filter(|row| self.table.rows[*row].slots.len() == parts.cells.len())
        {
            self.begin_row(row, None, Ruling::Ruled);
            self.close_with(parts.cells.clone());
        }
    }
}
