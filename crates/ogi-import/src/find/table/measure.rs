//! Rows of text compared with the line of headers above them: as many cells mean that a blank cell stands in its place.

use super::Reader;
use crate::grid::{Ruling, Strip};
use crate::judge::value;

impl Reader<'_, '_> {
    /// The row that headers alone describe, if a line below them has a cell, with a number or not, for each.
    pub(super) fn row_under_header(&mut self, strip: &Strip) -> Option<usize> {
        let row = self
            .row_without_label()
            .filter(|_| strip.ruling == Ruling::Barred && !self.in_rows)?;
        let (count, headers) = self.found.headers.last()?.line;
        let fits = headers == self.table.rows[row].slots.len() && count == strip.cells.len();
        let has_value = strip.cells.iter().any(|cell| value::is_value(&cell.text));
        let fits = fits
            && (self.found.keeps_blanks || strip.cells.last().is_some_and(|cell| !cell.is_blank()));
        let texts = strip
            .cells
            .iter()
            .filter(|cell| !cell.is_blank() && !value::is_value(&cell.text));
        (fits
            && has_value
            && texts
                .into_iter()
                .all(|cell| self.matcher.find(&cell.text, self.group).is_none()))
        .then_some(row)
    }

    /// How many headers were read so far above the next row.
    pub(super) fn headers_read(&self) -> usize {
        self.found
            .headers
            .last()
            .filter(|_| !self.in_rows)
            .map_or(0, |header| header.cells.len())
    }

    /// Compares a row with the line of headers above it, or keeps the measure of such a line.
    pub(super) fn measure(&mut self, strip: &Strip, headers_before: usize) {
        let count = strip.cells.len();
        let row = self
            .open
            .as_mut()
            .filter(|row| strip.ruling == Ruling::Barred && row.cells.len() < count + 1);
        if let Some(row) = row {
            let begins = row
                .label
                .as_ref()
                .or(row.cells.first())
                .is_some_and(|cell| cell.origin == strip.cells[0].origin);
            let slots = self.table.rows[row.row].slots.len();
            let header = row.header.and_then(|header| self.found.headers.get(header));
            if !begins || header.is_none_or(|header| header.line != (count, slots)) {
                return;
            }
            row.under_header = row.cells.len() == slots;
            return;
        }
        let read = self.headers_read().saturating_sub(headers_before);
        let labels = strip
            .cells
            .iter()
            .rev()
            .take_while(|cell| !cell.is_blank())
            .count();
        if let Some(header) = self
            .found
            .headers
            .last_mut()
            .filter(|_| !self.in_rows && read > 0)
        {
            header.line = (count, labels.min(read));
        }
    }
}
