//! Rows of text compared with the line of headers above them: as many cells mean that a blank cell stands in its place.

use super::found::{BlankCells, HeaderLine, Width};
use super::{Block, Open, Reader, is_number_cell};
use crate::grid::{Cell, Ruling, Strip};

impl Reader<'_, '_> {
    /// The row that headers alone describe, if a line below them has a cell, with a number or not, for each.
    pub(super) fn row_under_header(&mut self, strip: &Strip) -> Option<usize> {
        if strip.ruling != Ruling::Barred || self.block == Block::Rows {
            return None;
        }
        let row = self.row_without_label()?;
        let line = self.found.headers.last()?.line;
        let slots = self.table.rows[row].slots.len();
        let ends_filled = strip.cells.last().is_some_and(|cell| !cell.is_blank());
        let has_value = strip.cells.iter().any(|cell| is_number_cell(&cell.text));
        let fits =
            line == HeaderLine {
                cells: strip.cells.len(),
                headers: slots,
            } && has_value
                && (self.found.blanks == BlankCells::InPlace || ends_filled);
        let is_text = |cell: &&Cell| !cell.is_blank() && !is_number_cell(&cell.text);
        let mut texts = strip.cells.iter().filter(is_text);
        (fits && texts.all(|cell| self.matcher.find(&cell.text, self.group).is_none()))
            .then_some(row)
    }

    /// How many headers were read so far above the next row.
    pub(super) fn headers_read(&mut self) -> usize {
        self.header_above().map_or(0, |header| header.cells.len())
    }

    /// Compares a row with the line of headers above it, or keeps the measure of such a line.
    pub(super) fn measure(&mut self, strip: &Strip, headers_before: usize) {
        let cells = strip.cells.len();
        if let Open::Row(row) = &mut self.open
            && strip.ruling == Ruling::Barred
            && row.cells.len() <= cells
        {
            let first = row.label.as_ref().or(row.cells.first());
            let begins = first.is_some_and(|cell| cell.origin == strip.cells[0].origin);
            let headers = self.table.rows[row.row].slots.len();
            let header = row.header.and_then(|header| self.found.headers.get(header));
            let is_alike =
                header.is_some_and(|header| header.line == HeaderLine { cells, headers });
            if begins && is_alike && row.cells.len() == headers {
                row.width = Width::AsHeader;
            }
            return;
        }
        let read = self.headers_read().saturating_sub(headers_before);
        let labels = strip
            .cells
            .iter()
            .rev()
            .take_while(|cell| !cell.is_blank())
            .count();
        if let Some(header) = self.header_above()
            && read > 0
        {
            header.line = HeaderLine {
                cells,
                headers: labels.min(read),
            };
        }
    }
}
