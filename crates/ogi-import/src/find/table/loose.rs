//! Lines of text: cells separated by bars, or one cell a line, so that a row may run over many lines.

use super::found::{LabelSide, Padding, Width, filled};
use super::lost::next_named;
use super::order::ColumnOrder;
use super::split::{Numbers, numbers, split_numbers};
use super::{Block, LastLabel, MOST_PARTS, Open, Reader, is_number_cell, known_by};
use crate::form::{Match, Role, RowSpec};
use crate::grid::{Cell, Ruling, Strip, trim};
use crate::printed::is_page_mark;
use crate::printed::label::{Label, Ordinal};

/// Cells of labels at most behind the numbers of a row, as many as columns of labels on the form. No page of the corpus prints
/// its labels there; any value reads it alike.
const LABELS: usize = 3;

/// A label found within a line of text.
struct LabelInLine<'t> {
    /// The label of the group that stands before it in the line.
    group: Option<usize>,
    text: &'t str,
    found: Match,
}

impl Reader<'_, '_> {
    pub(super) fn loose(&mut self, strip: &Strip) {
        if let Some(row) = self.row_under_header(strip) {
            self.begin_row(row, None, strip.ruling);
            let slots = self.table.rows[row].slots.len();
            if let Some(open) = self.open_row() {
                open.cells = strip.cells[strip.cells.len() - slots..].to_vec();
                open.width = Width::AsHeader;
            }
            self.close();
            return;
        }
        let is_row = filled(&strip.cells) > 1;
        let began_before = self.open_row().is_some();
        if self.begins_with_values(strip) {
            self.found.labels = LabelSide::After;
        }
        let headers_before = self.headers_read();
        for cell in &strip.cells {
            if cell.is_blank() {
                self.blank(cell);
            } else if is_number_cell(&cell.text) {
                self.value(cell, strip.ruling);
            } else {
                self.text(cell, strip, is_row && !began_before);
            }
        }
        self.measure(strip, headers_before);
        if is_row {
            self.end_line();
        }
    }

    /// Ends what a line of several cells holds: a row of the form may still have its numbers in the next line.
    fn end_line(&mut self) {
        match &self.open {
            Open::Row(row) if row.filled() == 0 => {}
            Open::Row(_) => self.end_numbers(),
            Open::Nothing | Open::Label(_) | Open::Stray(_) => self.close(),
        }
        self.last = LastLabel::Other;
    }

    /// Whether a strip begins with as many numbers as the row has whose label it ends with.
    fn begins_with_values(&mut self, strip: &Strip) -> bool {
        let filled: Vec<&Cell> = strip.cells.iter().filter(|cell| !cell.is_blank()).collect();
        let numbers = filled
            .iter()
            .take_while(|cell| is_number_cell(&cell.text))
            .count();
        let rest = &filled[numbers..];
        if self.open_row().is_some() || numbers == 0 || rest.is_empty() || rest.len() > LABELS {
            return false;
        }
        rest.iter().any(|cell| {
            let found = self.matcher.find(&cell.text, self.group);
            match found.map(|found| found.role) {
                Some(Role::Row(row) | Role::Group(Some(row))) => {
                    self.table.rows[row].slots.len() == numbers
                }
                _ => false,
            }
        })
    }

    fn blank(&mut self, cell: &Cell) {
        self.last = LastLabel::Other;
        if let Some(row) = self.open_row() {
            row.cells.push(cell.clone());
        }
    }

    fn value(&mut self, cell: &Cell, ruling: Ruling) {
        self.last = LastLabel::Other;
        if matches!(self.open, Open::Label(_)) {
            self.close();
        }
        let begins = match &self.open {
            Open::Nothing | Open::Label(_) => true,
            Open::Stray(stray) => stray.cells.is_empty() && stray.label.origin != cell.origin,
            Open::Row(_) => false,
        };
        if begins {
            if let Some(row) = self.row_without_label() {
                self.begin_row(row, None, ruling);
            } else if matches!(self.open, Open::Nothing) {
                self.begin_stray(
                    Cell {
                        text: "".into(),
                        ..cell.clone()
                    },
                    ruling,
                );
            }
        }
        match &mut self.open {
            Open::Row(row) => row.cells.push(cell.clone()),
            Open::Stray(stray) => stray.cells.push(cell.clone()),
            Open::Nothing | Open::Label(_) => {}
        }
    }

    fn text(&mut self, cell: &Cell, strip: &Strip, in_row: bool) {
        if self.label_with_numbers(cell, strip) || self.headers_apart(cell, strip) {
            return;
        }
        if let Some(found) = self.matcher.find(&cell.text, self.group) {
            if found.role == Role::Header
                && self.block == Block::Rows
                && (holds_numbers(strip) || self.is_next_row(cell))
            {
                // A label such as 总计 that lost its ordinal reads like a header, but headers have no numbers beside them, and
                // do not begin with the label of just the row that comes next.
                self.begin_stray(cell.clone(), strip.ruling);
            } else {
                self.label(cell, &found, strip.ruling);
            }
            return;
        }
        self.last = LastLabel::Other;
        if is_page_mark(&cell.text)
            || self.comment(cell)
            || self.numbers_apart(cell, strip)
            || self.rest_of_label(cell)
            || self.rest_of_header(cell)
        {
            return;
        }
        let is_group = matches!(&self.open, Open::Row(row)
            if self.may_be_group(row.row) && row.filled() == 0);
        if let Some(row) = self.open_row().filter(|_| in_row && !is_group) {
            row.cells.push(cell.clone());
            return;
        }
        if let Some((joined, found)) = self.joined(cell) {
            self.label(&joined, &found, strip.ruling);
            return;
        }
        self.close();
        let in_headers = self.block == Block::Headers && !self.found.headers.is_empty();
        if !self.prose(cell) && in_headers {
            self.header_cell(cell, None);
        }
        self.begin_stray(cell.clone(), strip.ruling);
    }

    pub(super) fn label(&mut self, cell: &Cell, found: &Match, ruling: Ruling) {
        if self.last == LastLabel::Wide && found.role == Role::Header {
            self.found.padding = Padding::AtEnd;
        }
        let heads = matches!(found.role, Role::Header | Role::Heading);
        let is_wide = self.table.labels[found.label].wide && heads;
        self.last = if is_wide {
            LastLabel::Wide
        } else {
            LastLabel::Other
        };
        let label = || Some((cell.clone(), known_by(found)));
        match found.role {
            Role::Row(row) => self.begin_row(row, label(), ruling),
            Role::Group(row) => {
                self.close();
                self.group = Some(found.label);
                if let Some(row) = row {
                    self.begin_row(row, label(), ruling);
                }
            }
            Role::Header => {
                self.take_back_header();
                self.close();
                self.header_cell(cell, Some(found.label));
            }
            Role::Heading => {
                self.close();
                self.begin_header();
            }
        }
    }

    /// Whether the words of a cell are those of a row that follows the row read last, which has all its numbers.
    fn is_next_row(&self, cell: &Cell) -> bool {
        let (last, numbers) = match &self.open {
            Open::Row(row) | Open::Label(row) => (Some(row.row), row.filled()),
            Open::Stray(stray) => (self.row_after_last(&stray.label), filled(&stray.cells)),
            Open::Nothing => (None, 0),
        };
        let Some(last) = last else {
            return false;
        };
        let slots = self.table.rows[last].slots.len();
        numbers == slots && next_named(self.table, last, &cell.text).is_some()
    }

    /// The row with the words of a label that follows the last row that is closed.
    fn row_after_last(&self, label: &Cell) -> Option<usize> {
        next_named(self.table, self.found.rows.last()?.row, &label.text)
    }

    /// Makes the label of a stray row without numbers the header that it is after all, as another one follows it.
    fn take_back_header(&mut self) {
        let label = match &self.open {
            Open::Stray(stray) if stray.cells.is_empty() => stray.label.clone(),
            _ => return,
        };
        if let Some(found) = self.matcher.find(&label.text, None)
            && found.role == Role::Header
        {
            self.open = Open::Nothing;
            self.header_cell(&label, Some(found.label));
        }
    }

    /// A remark in brackets after a number belongs to its cell.
    fn comment(&mut self, cell: &Cell) -> bool {
        let in_brackets = cell.text.starts_with(['(', '（']) && cell.text.ends_with([')', '）']);
        let last = self
            .open_row()
            .and_then(|row| row.cells.iter_mut().rfind(|cell| !cell.is_blank()));
        match last.filter(|last| in_brackets && is_number_cell(&last.text)) {
            Some(last) => {
                last.text = format!("{}\n{}", last.text, cell.text).into();
                true
            }
            None => false,
        }
    }

    /// A line of plain text that holds a label and its numbers.
    fn label_with_numbers(&mut self, cell: &Cell, strip: &Strip) -> bool {
        let parts = split_numbers(&cell.text).filter(|_| strip.cells.len() == 1);
        let Some((text, numbers)) = parts else {
            return false;
        };
        let Some(label) = self.label_in_line(text) else {
            return self.rest_with_numbers(cell, text, &numbers)
                || self.ordinal_with_numbers(cell, text, &numbers);
        };
        let (Role::Row(row) | Role::Group(Some(row))) = label.found.role else {
            return self.header_with_numbers(cell, &label, &numbers);
        };
        let slots = self.table.rows[row].slots.len();
        if !numbers.fill(slots) && !self.fill_columns(row, &numbers) {
            return false;
        }
        self.group = label.group.or(self.group);
        let known_by = known_by(&label.found);
        self.begin_row(row, Some((piece(cell, label.text), known_by)), strip.ruling);
        if let Some(open) = self.open_row() {
            open.cells = numbers.texts.iter().map(|text| piece(cell, text)).collect();
        }
        self.end_numbers();
        true
    }

    /// Whether numbers are as many as the printed columns above a row, which may be more than the form has.
    fn fill_columns(&self, row: usize, numbers: &Numbers<'_>) -> bool {
        let spec = &self.table.headers[self.table.rows[row].header];
        let above = self.found.headers.last();
        let columns = above.and_then(|above| ColumnOrder::new(self.table, spec, above));
        columns.is_some_and(|columns| numbers.fill(columns.width()))
    }

    /// A line that holds a word such as 总计, which heads a column and is the label of a row that lost its ordinal, and as many
    /// numbers as a row has.
    fn header_with_numbers(
        &mut self,
        cell: &Cell,
        label: &LabelInLine<'_>,
        numbers: &Numbers<'_>,
    ) -> bool {
        let is_stray = label.found.role == Role::Header
            && self.block == Block::Rows
            && self.has_row_of(numbers.texts.len());
        if is_stray {
            self.stray_with_numbers(cell, label.text, numbers);
        }
        is_stray
    }

    /// Whether the table has labelled rows of so many numbers; one number alone may be anything.
    fn has_row_of(&self, numbers: usize) -> bool {
        let is_row = |row: &RowSpec| row.label.is_some() && row.slots.len() == numbers;
        numbers > 1 && self.table.rows.iter().any(is_row)
    }

    fn stray_with_numbers(&mut self, cell: &Cell, label: &str, numbers: &Numbers<'_>) {
        self.begin_stray(piece(cell, label), Ruling::Plain);
        if let Open::Stray(stray) = &mut self.open {
            stray.cells = numbers.texts.iter().map(|text| piece(cell, text)).collect();
        }
        self.close();
    }

    /// A line that holds the ordinal of a label whose words are lost, after that of its group or not, and as many numbers
    /// as a row has.
    fn ordinal_with_numbers(&mut self, cell: &Cell, text: &str, numbers: &Numbers<'_>) -> bool {
        let (before, ordinal) = match text.rsplit_once(char::is_whitespace) {
            Some((before, ordinal)) => (before.trim(), ordinal),
            None => ("", text),
        };
        if Ordinal::alone(ordinal).is_none() || !self.has_row_of(numbers.texts.len()) {
            return false;
        }
        if !before.is_empty() {
            let mut group = None;
            for part in before.split_whitespace().take(MOST_PARTS) {
                let found = self.matcher.find(part, group.or(self.group));
                let Some(found) = found.filter(|found| matches!(found.role, Role::Group(_))) else {
                    return false;
                };
                group = Some(found.label);
            }
            self.group = group.or(self.group);
        }
        self.stray_with_numbers(cell, ordinal, numbers);
        true
    }

    /// The label of a row, after that of its group where the line holds both.
    fn label_in_line<'t>(&mut self, text: &'t str) -> Option<LabelInLine<'t>> {
        if let Some(label) = self.label_after_group(text) {
            return Some(label);
        }
        // `（六）其他处理 1.` is a group and the ordinal of a row whose words are lost; so is `三、本年度办理结果 （一）`.
        if text
            .rsplit_once(char::is_whitespace)
            .is_some_and(|(_, last)| Ordinal::alone(last).is_some())
        {
            return None;
        }
        if let Some(found) = self.matcher.find(text, self.group) {
            return Some(LabelInLine {
                group: None,
                text,
                found,
            });
        }
        self.label_after_broken_group(text)
    }

    /// The label of a row after the first part of the label of its group, which goes on in the next lines.
    fn label_after_broken_group<'t>(&mut self, text: &'t str) -> Option<LabelInLine<'t>> {
        let (first, rest) = text.split_once(char::is_whitespace)?;
        let part = Label::parse(first);
        let begins =
            |whole: &Label| whole.ordinal == part.ordinal && whole.words.starts_with(&part.words);
        let mut groups = self
            .table
            .labels
            .iter()
            .filter(|label| matches!(label.role, Role::Group(_)));
        let is_group =
            part.ordinal.is_some() && groups.any(|label| label.spellings.iter().any(begins));
        let rest = rest.trim_start();
        let found = self
            .matcher
            .find(rest, None)
            .filter(|found| is_group && found.exact && matches!(found.role, Role::Row(_)))?;
        Some(LabelInLine {
            group: None,
            text: rest,
            found,
        })
    }

    fn label_after_group<'t>(&mut self, text: &'t str) -> Option<LabelInLine<'t>> {
        let mut group = None;
        let mut rest = text;
        while let Some((first, after)) = rest.split_once(char::is_whitespace) {
            let found = self.matcher.find(first, group.or(self.group))?;
            if !matches!(found.role, Role::Group(_)) {
                return None;
            }
            group = Some(found.label);
            rest = after.trim_start();
            let found = self.matcher.find(rest, group);
            if let Some(found) = found.filter(|found| matches!(found.role, Role::Row(_))) {
                return Some(LabelInLine {
                    group,
                    text: rest,
                    found,
                });
            }
        }
        None
    }

    /// A line of plain text that holds several numbers.
    fn numbers_apart(&mut self, cell: &Cell, strip: &Strip) -> bool {
        let row = self.open_row().map(|row| row.row);
        let row = row
            .or_else(|| self.row_without_label())
            .or_else(|| self.only_row());
        let (Some(row), true) = (row, strip.cells.len() == 1) else {
            return false;
        };
        let slots = self.table.rows[row].slots.len();
        let Some(numbers) = numbers(&cell.text).filter(|numbers| numbers.fill(slots)) else {
            return false;
        };
        for text in numbers.texts {
            self.value(&piece(cell, text), strip.ruling);
        }
        true
    }

    /// The row of a table that has no other, and no label for it.
    fn only_row(&self) -> Option<usize> {
        let [row] = &self.table.rows[..] else {
            return None;
        };
        row.label.is_none().then_some(0)
    }
}

/// A part of a cell.
pub(super) fn piece(cell: &Cell, text: &str) -> Cell {
    Cell {
        text: trim(text).into(),
        ..cell.clone()
    }
}

/// Whether some cells of a row are numbers and others are not.
fn holds_numbers(strip: &Strip) -> bool {
    strip.cells.len() > 1 && strip.cells.iter().any(|cell| is_number_cell(&cell.text))
}
