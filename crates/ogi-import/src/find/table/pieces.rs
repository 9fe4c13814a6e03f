//! Labels and headers that a page breaks over several lines.

use super::found::KnownBy;
use super::loose::piece;
use super::split::Numbers;
use super::{Open, Reader, found::HeaderCell};
use crate::form::Match;
use crate::grid::Cell;
use crate::printed::label::Label;
use crate::printed::unit;

/// How many pieces before it a broken label may have; a column four characters wide breaks the longest header of table
/// three in three. Labels of c03, f19 and x25 have one; with five, two labels of c03 become one.
const PIECES: usize = 3;

/// More bytes than any label has in pieces: the longest of the form has 34 characters, three bytes each.
const LONGEST: usize = 300;

impl Reader<'_, '_> {
    /// Whether a text is the rest of the label of a row that has no numbers yet, or has just been filled.
    pub(super) fn rest_of_label(&mut self, cell: &Cell) -> bool {
        let table = self.table;
        let (Open::Row(row) | Open::Label(row)) = &mut self.open else {
            return false;
        };
        let is_blank = row.filled() == 0;
        let (Some(label), Some(read)) = (table.rows[row.row].label, &mut row.label) else {
            return false;
        };
        let rest = Label::parse(&cell.text);
        if rest.words.is_empty() {
            return false;
        }
        let joined = Label::parse(&format!("{}{}", read.text, cell.text));
        let spellings = &table.labels[label].spellings;
        let goes_on = spellings.iter().any(|whole| {
            joined.words.len() > rest.words.len() && contains(&whole.words, &joined.words)
        });
        if goes_on {
            if spellings.iter().any(|whole| whole.same_words(&joined)) {
                row.known_by = KnownBy::Words;
            }
            read.text = format!("{}\n{}", read.text, cell.text).into();
            return true;
        }
        let is_part = rest.words.len() >= 2
            && spellings
                .iter()
                .any(|whole| contains(&whole.words, &rest.words));
        is_blank && is_part
    }

    /// A line that holds the rest of the label of a row and its numbers: the label is wrapped over the line before.
    pub(super) fn rest_with_numbers(
        &mut self,
        cell: &Cell,
        text: &str,
        numbers: &Numbers<'_>,
    ) -> bool {
        let table = self.table;
        let Some(row) = self.open_row() else {
            return false;
        };
        let slots = table.rows[row.row].slots.len();
        if row.filled() > 0 || !numbers.fill(slots) || numbers.texts.len() != slots {
            return false;
        }
        if !self.rest_of_label(&piece(cell, text)) {
            return false;
        }
        if let Some(row) = self.open_row() {
            row.cells = numbers.texts.iter().map(|text| piece(cell, text)).collect();
        }
        self.end_numbers();
        true
    }

    /// Whether a text is the rest of the header before it, which was recognised by its beginning.
    pub(super) fn rest_of_header(&mut self, cell: &Cell) -> bool {
        let table = self.table;
        let last = self
            .header_above()
            .and_then(|header| header.cells.last_mut());
        let Some(HeaderCell {
            words: read,
            text,
            known: Some(label),
            measures,
            ..
        }) = last
        else {
            return false;
        };
        let words = [&read.words[..], &Label::parse(&cell.text).words].concat();
        let is_rest = words.len() > read.words.len()
            && table.labels[*label]
                .spellings
                .iter()
                .any(|whole| whole.words.starts_with(&words));
        if is_rest {
            read.short.clone_from(&words);
            read.words = words;
            // The line may be broken within its unit, as in `（单位：万` and `元）`.
            *text = format!("{text}{}", cell.text).into();
            *measures = unit::in_label(text);
        }
        is_rest
    }

    /// Tries a text together with the pieces before it that matched nothing.
    pub(super) fn joined(&mut self, cell: &Cell) -> Option<(Cell, Match)> {
        let mut text = cell.text.to_string();
        for index in (0..self.pieces.len()).rev() {
            text.insert_str(0, &self.pieces[index].text);
            if text.len() > LONGEST {
                break;
            }
            if let Some(found) = self.matcher.find(&text, self.group) {
                let joined = Cell {
                    text: text.into(),
                    ..self.pieces[index].clone()
                };
                self.take_back_pieces(self.pieces.len() - index);
                self.pieces.clear();
                return Some((joined, found));
            }
        }
        self.pieces.push(cell.clone());
        if self.pieces.len() > PIECES {
            self.pieces.remove(0);
        }
        None
    }

    /// Pieces of what turned out to be one label are no headers of their own.
    fn take_back_pieces(&mut self, count: usize) {
        if let Some(header) = self.header_above() {
            let cells = header.cells.iter().rev().take(count);
            let unread = cells.take_while(|cell| cell.known.is_none()).count();
            header.cells.truncate(header.cells.len() - unread);
        }
    }
}

fn contains(whole: &[char], part: &[char]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}
