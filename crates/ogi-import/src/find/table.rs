//! Finding the rows of one table in the strips of its section: labels first, then the cells printed beside or after them.

mod across;
pub(crate) mod found;
pub(crate) mod header;
mod headers;
mod loose;
mod lost;
mod measure;
mod merged;
pub(crate) mod order;
mod pieces;
pub(crate) mod places;
mod review;
mod ruled;
mod split;
pub(crate) mod units;

use std::rc::Rc;

use crate::form::{Match, Matcher, Role, Table};
use crate::grid::{Cell, Ruling, Strip};
use crate::printed::is_ordinal;
use crate::printed::label::Label;
use crate::printed::value;

use found::{BlankCells, FormRow, FoundRows, HeaderCell, KnownBy, PrintedHeader, StrayRow, Width};
pub(crate) use split::split_numbers;

/// Cells of one header that are kept: far more than any header of a report has, so that one with as many is none whatever
/// follows. Each row below a header is compared with all of it.
const MOST_HEADERS: usize = 500;

/// More parts than any line of headers has: table four has 15 headers in one line, 20 with what stands over them.
const MOST_PARTS: usize = 32;

/// Characters of a remark that says nothing beyond the blank cells beside it, such as `本年无此情况。`, the shortest seen.
const REMARK: usize = 8;

/// Finds the rows of a table.
pub(crate) fn find<'a>(
    table: &'a Table,
    matcher: &mut Matcher<'a>,
    strips: &[Strip],
    blanks: BlankCells,
) -> FoundRows {
    let rejoined = merged::rejoined(matcher, strips);
    let strips = rejoined.as_deref().unwrap_or(strips);
    if let Some(mut found) = review::find(table, matcher, strips) {
        found.units = units::notes(matcher, strips);
        return found;
    }
    let turned = across::turned(table, matcher, strips);
    let mut reader = Reader::new(table, matcher);
    reader.found.blanks = blanks;
    for strip in turned.as_deref().unwrap_or(strips) {
        reader.strip = strip.cells.as_slice().into();
        match strip.ruling {
            Ruling::Ruled => reader.ruled(strip),
            Ruling::Barred | Ruling::Torn | Ruling::Plain => reader.loose(strip),
        }
    }
    reader.close();
    reader.found.name_lost_labels(table);
    let mut found = reader.found;
    found.units = units::notes(matcher, strips);
    found
}

/// Whether a text stands where a number would: a number, a share in percent, or a mark for none.
///
/// `1.` is the ordinal of a label whose words stand elsewhere, although it could be a number.
fn is_number_cell(text: &str) -> bool {
    if is_ordinal(text) {
        return false;
    }
    let share = text.strip_suffix(['%', '％']);
    value::is_value(share.unwrap_or(text))
}

/// The state of reading one table.
struct Reader<'a, 'm> {
    table: &'a Table,
    matcher: &'m mut Matcher<'a>,
    found: FoundRows,
    /// Label of the group that rows stand in.
    group: Option<usize>,
    /// What the next number belongs to.
    open: Open,
    /// What was read last, headers or rows.
    block: Block,
    /// The last pieces of text that matched nothing: labels may be broken.
    pieces: Vec<Cell>,
    /// The label read last.
    last: LastLabel,
    /// The cells of the strip that is being read.
    strip: Rc<[Cell]>,
}

/// What the next number belongs to.
enum Open {
    /// Nothing yet.
    Nothing,
    /// A row of the form.
    Row(FormRow),
    /// Nothing: a row of the form has its numbers, but its label may go on below them.
    Label(FormRow),
    /// A label that is none of the form's, or numbers without one.
    Stray(StrayRow),
}

/// What was read last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    Headers,
    Rows,
}

/// The label read last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LastLabel {
    /// One that takes several columns on the form, so that padding for it is about to show or not.
    Wide,
    /// Another one, or no label.
    Other,
}

impl<'a, 'm> Reader<'a, 'm> {
    fn new(table: &'a Table, matcher: &'m mut Matcher<'a>) -> Self {
        Self {
            table,
            matcher,
            found: FoundRows::default(),
            group: None,
            open: Open::Nothing,
            block: Block::Headers,
            pieces: Vec::new(),
            last: LastLabel::Other,
            strip: Rc::default(),
        }
    }

    fn begin_row(&mut self, row: usize, label: Option<(Cell, KnownBy)>, ruling: Ruling) {
        self.close();
        self.pieces.clear();
        self.block = Block::Rows;
        let (label, known_by) = match label {
            Some((cell, known_by)) => (Some(cell), known_by),
            None => (None, KnownBy::Words),
        };
        self.open = Open::Row(FormRow {
            row,
            label,
            known_by,
            cells: Vec::new(),
            strip: Rc::clone(&self.strip),
            header: self.found.headers.len().checked_sub(1),
            ruling,
            width: Width::Unknown,
        });
    }

    /// The row that is being read.
    fn open_row(&mut self) -> Option<&mut FormRow> {
        match &mut self.open {
            Open::Row(row) => Some(row),
            Open::Nothing | Open::Label(_) | Open::Stray(_) => None,
        }
    }

    /// Ends the numbers of the row that is being read.
    fn end_numbers(&mut self) {
        self.open = match std::mem::replace(&mut self.open, Open::Nothing) {
            Open::Row(row) => Open::Label(row),
            other => other,
        };
    }

    /// Whether the label of a row is also that of a group, so that without numbers it is no row.
    fn may_be_group(&self, row: usize) -> bool {
        let label = self.table.rows[row].label;
        label.is_some_and(|label| matches!(self.table.labels[label].role, Role::Group(_)))
    }

    /// Ends the row or the stray numbers that are being read.
    fn close(&mut self) {
        match std::mem::replace(&mut self.open, Open::Nothing) {
            Open::Row(row) | Open::Label(row) => {
                let only_group = self.may_be_group(row.row)
                    && row.cells.iter().all(Cell::is_blank)
                    && row.ruling != Ruling::Ruled;
                if !only_group {
                    self.found.rows.push(row);
                }
            }
            Open::Stray(stray) if !stray.cells.is_empty() => self.found.unmatched.push(stray),
            Open::Stray(_) | Open::Nothing => {}
        }
    }

    fn begin_stray(&mut self, label: Cell, ruling: Ruling) {
        self.close();
        let after = self.found.rows.len();
        self.open = Open::Stray(StrayRow {
            label,
            cells: Vec::new(),
            after,
            ruling,
        });
    }

    /// The header above the next row, if no row was read since it.
    fn header_above(&mut self) -> Option<&mut PrintedHeader> {
        let in_headers = self.block == Block::Headers;
        self.found.headers.last_mut().filter(|_| in_headers)
    }

    /// Begins a new header unless the last one has no rows yet.
    fn begin_header(&mut self) -> &mut PrintedHeader {
        if self.block == Block::Rows || self.found.headers.is_empty() {
            self.found.headers.push(PrintedHeader::default());
            self.block = Block::Headers;
        }
        let last = self.found.headers.len() - 1;
        &mut self.found.headers[last]
    }

    fn header_cell(&mut self, cell: &Cell, known: Option<usize>) {
        if self.begin_header().cells.len() >= MOST_HEADERS {
            return;
        }
        let mut header = HeaderCell::new(cell, known);
        let table = self.table;
        let is_over = known.is_some_and(|label| {
            table
                .headers
                .iter()
                .any(|header| header.over.contains(&label))
        });
        if let Some((from, _)) = cell.across.filter(|_| is_over) {
            header.across = Some((from, self.reach(cell, from)));
        }
        self.begin_header().cells.push(header);
    }

    /// The grid column up to which a label over several columns reaches: in a text with separators, blank cells stand for
    /// the rest of it, and the next label ends it.
    fn reach(&self, cell: &Cell, from: u32) -> u32 {
        let own = cell.across.map_or(from + 1, |(_, to)| to);
        if own > from + 1 {
            return own;
        }
        let next = self
            .strip
            .iter()
            .filter(|other| !other.is_blank())
            .filter_map(|other| other.across)
            .find(|(begins, _)| *begins > from);
        let end = self
            .strip
            .iter()
            .filter_map(|other| other.across)
            .map(|(_, to)| to)
            .max();
        next.map(|(begins, _)| begins).or(end).unwrap_or(own)
    }

    /// The row that headers alone describe, if the headers seen last are above it.
    fn row_without_label(&self) -> Option<usize> {
        let header = self.found.headers.last()?;
        let row = self.table.rows.iter().position(|row| row.label.is_none())?;
        header
            .cells
            .iter()
            .any(|cell| cell.known.is_some())
            .then_some(row)
    }

    /// Keeps a sentence; whether it is one.
    fn prose(&mut self, cell: &Cell) -> bool {
        let is_sentence = cell.text.contains(['。', '，', '；'])
            || cell.text.chars().filter(|c| *c == ',').count() > 1;
        let label = Label::parse(&cell.text);
        let spellings = self.table.labels.iter().flat_map(|known| &known.spellings);
        let is_piece = spellings.into_iter().any(|known| label.is_within(known));
        let is_sentence = is_sentence && !is_piece && cell.text.chars().nth(REMARK).is_some();
        if is_sentence {
            self.found.prose.push(cell.clone());
        }
        is_sentence
    }
}

/// How a row is known by a match of its label.
fn known_by(found: &Match) -> KnownBy {
    if found.exact {
        KnownBy::Words
    } else {
        KnownBy::Resemblance
    }
}
