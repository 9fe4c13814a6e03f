//! Lines of text: cells separated by bars, or one cell a line, so that a row may run over many lines.

use super::split::{is_page_mark, numbers, split_numbers};
use super::{Reader, UnmatchedRow};
use crate::form::label::Label;
use crate::form::{Match, Role};
use crate::grid::{Cell, Ruling, Strip, trim};
use crate::judge::{unit, value};

/// How many pieces a broken label may have.
const PIECES: usize = 3;

/// More bytes than any label has in pieces.
const LONGEST: usize = 300;

/// More parts than any line of headers has.
const MOST_PARTS: usize = 32;

impl Reader<'_, '_> {
    pub(super) fn loose(&mut self, strip: &Strip) {
        if let Some(row) = self.row_under_header(strip) {
            self.begin_row(row, None, strip.ruling);
            let slots = self.table.rows[row].slots.len();
            if let Some(open) = &mut self.open {
                open.cells = strip.cells[strip.cells.len() - slots..].to_vec();
                open.under_header = true;
            }
            self.end_row();
            return;
        }
        let filled = strip.cells.iter().filter(|cell| !cell.is_blank()).count();
        let is_row = filled > 1;
        let began_before = self.open.is_some();
        self.found.values_first |= self.begins_with_values(strip);
        let headers_before = self.headers_read();
        for cell in &strip.cells {
            if cell.is_blank() {
                self.blank(cell);
            } else if value::is_value(&cell.text) {
                self.value(cell, strip.ruling);
            } else {
                self.text(cell, strip, is_row && !began_before);
            }
        }
        let has_numbers = |cells: &[Cell]| cells.iter().any(|cell| !cell.is_blank());
        self.measure(strip, headers_before);
        if is_row
            && self
                .open
                .as_ref()
                .is_some_and(|row| has_numbers(&row.cells))
        {
            self.end_row();
        }
        if is_row {
            self.after_wide = false;
            self.end_orphan();
        }
    }

    /// Whether a strip begins with as many numbers as the row has whose label it ends with.
    fn begins_with_values(&mut self, strip: &Strip) -> bool {
        let filled: Vec<&Cell> = strip.cells.iter().filter(|cell| !cell.is_blank()).collect();
        let numbers = filled
            .iter()
            .take_while(|cell| value::is_value(&cell.text))
            .count();
        let rest = &filled[numbers..];
        if self.open.is_some() || numbers == 0 || rest.is_empty() || rest.len() > 3 {
            return false;
        }
        let mut rows =
            rest.iter().filter_map(
                |cell| match self.matcher.find(&cell.text, self.group)?.role {
                    Role::Row(row) | Role::Group(Some(row)) => Some(row),
                    _ => None,
                },
            );
        rows.any(|row| self.table.rows[row].slots.len() == numbers)
    }

    fn blank(&mut self, cell: &Cell) {
        self.after_wide = false;
        if let Some(row) = &mut self.open {
            row.cells.push(cell.clone());
        }
    }

    fn value(&mut self, cell: &Cell, ruling: Ruling) {
        self.after_wide = false;
        let orphan_begins = self
            .orphan
            .as_ref()
            .is_some_and(|orphan| orphan.cells.is_empty() && orphan.label.origin != cell.origin);
        if self.open.is_none() && (self.orphan.is_none() || orphan_begins) {
            if let Some(row) = self.row_without_label() {
                self.begin_row(row, None, ruling);
            } else if self.orphan.is_none() {
                let label = Cell {
                    text: "".into(),
                    ..cell.clone()
                };
                self.orphan = Some(UnmatchedRow {
                    label,
                    cells: Vec::new(),
                });
            }
        }
        if let Some(row) = &mut self.open {
            row.cells.push(cell.clone());
        } else if let Some(orphan) = &mut self.orphan {
            orphan.cells.push(cell.clone());
        }
    }

    fn text(&mut self, cell: &Cell, strip: &Strip, in_row: bool) {
        if self.label_with_numbers(cell, strip) {
            return;
        }
        if let Some(found) = self.matcher.find(&cell.text, self.group) {
            self.label(cell, found, strip.ruling);
            return;
        }
        self.after_wide = false;
        if is_page_mark(&cell.text)
            || self.comment(cell)
            || self.taken_apart(cell, strip)
            || self.rest_of_label(cell)
        {
            return;
        }
        if self.rest_of_header(cell) {
            return;
        }
        if in_row && self.open.is_some() {
            if let Some(row) = &mut self.open {
                row.cells.push(cell.clone());
            }
            return;
        }
        if let Some((joined, found)) = self.joined(cell) {
            self.label(&joined, found, strip.ruling);
            return;
        }
        self.end_row();
        self.end_orphan();
        if !self.prose(cell) && !self.in_rows && !self.found.headers.is_empty() {
            self.header_cell(cell, None);
        }
        self.orphan = Some(UnmatchedRow {
            label: cell.clone(),
            cells: Vec::new(),
        });
    }

    fn label(&mut self, cell: &Cell, found: Match, ruling: Ruling) {
        self.found.pads_at_end |= self.after_wide && found.role == Role::Header;
        self.after_wide = self.table.labels[found.label].wide
            && matches!(found.role, Role::Header | Role::Heading);
        match found.role {
            Role::Row(row) => self.begin_row(row, Some((cell.clone(), found.exact)), ruling),
            Role::Group(row) => {
                self.end_row();
                self.end_orphan();
                self.group = Some(found.label);
                if let Some(row) = row {
                    self.begin_row(row, Some((cell.clone(), found.exact)), ruling);
                }
            }
            Role::Header => {
                self.end_row();
                self.end_orphan();
                self.header_cell(cell, Some(found.label));
            }
            Role::Heading => {
                self.end_row();
                self.end_orphan();
                self.begin_header();
            }
        }
    }

    /// A remark in brackets after a number belongs to its cell.
    fn comment(&mut self, cell: &Cell) -> bool {
        let in_brackets = cell.text.starts_with(['(', '（']) && cell.text.ends_with([')', '）']);
        let last = self
            .open
            .as_mut()
            .and_then(|row| row.cells.iter_mut().rev().find(|cell| !cell.is_blank()));
        match last.filter(|last| in_brackets && value::is_value(&last.text)) {
            Some(last) => {
                last.text = format!("{}\n{}", last.text, cell.text).into();
                true
            }
            None => false,
        }
    }

    /// A line of plain text that holds a label and its numbers.
    fn label_with_numbers(&mut self, cell: &Cell, strip: &Strip) -> bool {
        let Some((label, numbers)) = split_numbers(&cell.text).filter(|_| strip.cells.len() == 1)
        else {
            return false;
        };
        let Some((group, label, found)) = self.label_in_line(label) else {
            return false;
        };
        let (Role::Row(row) | Role::Group(Some(row))) = found.role else {
            return false;
        };
        if !numbers.fill(self.table.rows[row].slots.len()) {
            return false;
        }
        self.group = group.or(self.group);
        self.begin_row(row, Some((piece(cell, label), found.exact)), strip.ruling);
        if let Some(open) = &mut self.open {
            open.cells = numbers.texts.iter().map(|text| piece(cell, text)).collect();
        }
        self.end_row();
        true
    }

    /// The label of a row, after that of its group where the line holds both.
    fn label_in_line<'t>(&mut self, text: &'t str) -> Option<(Option<usize>, &'t str, Match)> {
        if let Some(found) = self.matcher.find(text, self.group) {
            return Some((None, text, found));
        }
        let mut group = None;
        let mut rest = text;
        while let Some((first, after)) = rest.split_once(char::is_whitespace) {
            let found = self
                .matcher
                .find(first, group.or(self.group))
                .filter(|found| matches!(found.role, Role::Group(_)))?;
            group = Some(found.label);
            rest = after.trim_start();
            if let Some(found) = self.matcher.find(rest, group) {
                return Some((group, rest, found));
            }
        }
        None
    }

    /// A line of plain text that holds several numbers, or headers side by side.
    fn taken_apart(&mut self, cell: &Cell, strip: &Strip) -> bool {
        if strip.cells.len() > 1 {
            return false;
        }
        let row = self
            .open
            .as_ref()
            .map(|row| row.row)
            .or_else(|| self.row_without_label());
        if let Some(numbers) = numbers(&cell.text)
            .filter(|numbers| row.is_some_and(|row| numbers.fill(self.table.rows[row].slots.len())))
        {
            for text in numbers.texts {
                self.value(&piece(cell, text), strip.ruling);
            }
            return true;
        }
        let parts: Vec<_> = cell.text.split_whitespace().take(MOST_PARTS).collect();
        let heads = |found: &Match| matches!(found.role, Role::Header | Role::Heading);
        let matches: Vec<_> = parts
            .iter()
            .map(|part| self.matcher.find(part, None).filter(heads))
            .collect();
        if parts.len() < 2 || !matches.iter().all(Option::is_some) {
            return false;
        }
        for (part, found) in parts.iter().zip(matches.into_iter().flatten()) {
            self.label(&piece(cell, part), found, strip.ruling);
        }
        true
    }

    /// Whether a text is the rest of the label of a row that has no numbers yet.
    fn rest_of_label(&mut self, cell: &Cell) -> bool {
        let table = self.table;
        let Some(row) = self
            .open
            .as_mut()
            .filter(|row| row.cells.iter().all(Cell::is_blank))
        else {
            return false;
        };
        let (Some(label), Some(read)) = (table.rows[row.row].label, &mut row.label) else {
            return false;
        };
        let rest = Label::parse(&cell.text);
        if rest.words.is_empty() {
            return false;
        }
        let joined = Label::parse(&format!("{}{}", read.text, cell.text));
        let goes_on = |whole: &Label| {
            joined.words.len() > rest.words.len()
                && whole
                    .words
                    .windows(joined.words.len())
                    .any(|w| w == joined.words)
        };
        let is_part = |whole: &Label| {
            rest.words.len() >= 2
                && whole
                    .words
                    .windows(rest.words.len())
                    .any(|part| part == rest.words)
        };
        let spellings = &table.labels[label].spellings;
        let goes_on = spellings.iter().any(goes_on);
        if goes_on {
            row.exact |= spellings.iter().any(|whole| whole.same_words(&joined));
            read.text = format!("{}\n{}", read.text, cell.text).into();
        }
        goes_on || spellings.iter().any(is_part)
    }

    /// Pieces of what turned out to be one label are no headers of their own.
    fn take_back_pieces(&mut self, count: usize) {
        let header = self.found.headers.last_mut().filter(|_| !self.in_rows);
        for cells in header.into_iter().map(|header| &mut header.cells) {
            let unread = cells
                .iter()
                .rev()
                .take(count)
                .take_while(|(_, label)| label.is_none())
                .count();
            cells.truncate(cells.len() - unread);
        }
    }

    /// Whether a text is the rest of the header before it, which was recognised by its beginning.
    fn rest_of_header(&mut self, cell: &Cell) -> bool {
        let table = self.table;
        let header = self.found.headers.last_mut().filter(|_| !self.in_rows);
        let Some(header) = header else {
            return false;
        };
        let Some((read, Some(label))) = header.cells.last_mut() else {
            return false;
        };
        let words = [&read.words[..], &Label::parse(&cell.text).words].concat();
        let begins =
            |spelling: &Label| words.len() > read.words.len() && spelling.words.starts_with(&words);
        let is_rest = table.labels[*label].spellings.iter().any(begins);
        if is_rest {
            read.short.clone_from(&words);
            read.words = words;
            header
                .units
                .push((Some(*label), unit::in_label(&cell.text)));
        }
        is_rest
    }

    /// Tries a text together with the pieces before it that matched nothing.
    fn joined(&mut self, cell: &Cell) -> Option<(Cell, Match)> {
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
}

/// A part of a cell.
fn piece(cell: &Cell, text: &str) -> Cell {
    Cell {
        text: trim(text).into(),
        ..cell.clone()
    }
}
