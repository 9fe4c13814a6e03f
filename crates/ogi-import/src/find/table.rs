//! Finding the rows of one table in the strips of its section: labels first, then the cells printed beside or after them.

pub(crate) mod header;
mod loose;
mod lost;
mod measure;
pub(crate) mod places;
mod ruled;
mod split;
pub(crate) mod units;

use std::rc::Rc;

use crate::form::label::Label;
use crate::form::{Matcher, Role, Table};
use crate::grid::{Cell, Origin, Page, Ruling, Strip};
use crate::judge::unit::{self, Measure};

pub(crate) use places::{Other, Place};
pub(crate) use split::{is_page_mark, split_numbers};
pub(crate) use units::UnitNote;

/// What a section holds of its table.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an observation of its own, not a state"
)]
pub(crate) struct Found {
    /// Rows of the form, as printed.
    pub(crate) rows: Vec<PrintedRow>,
    /// The headers that were printed above rows.
    pub(crate) headers: Vec<PrintedHeader>,
    /// Rows of numbers that the form does not have.
    pub(crate) unmatched: Vec<UnmatchedRow>,
    /// Sentences printed within the section.
    pub(crate) prose: Vec<Cell>,
    /// Units that lines between the rows state.
    pub(crate) units: Vec<UnitNote>,
    /// Whether padding for wide cells was seen to stand at the end of rows, and not beside the wide cell.
    pub(crate) pads_at_end: bool,
    /// Whether every blank cell is known to stand in its place.
    pub(crate) keeps_blanks: bool,
    /// Whether the file ends within the last row.
    pub(crate) breaks_off: bool,
    /// Whether it ends with the label of the last row.
    pub(crate) label_ends_file: bool,
    /// Whether it may end within a number.
    pub(crate) number_may_go_on: bool,
    /// Whether a line of text begins with the numbers of the label that it ends with.
    pub(crate) values_first: bool,
}

impl Found {
    /// Notes that the file ends within the last row, if it does.
    pub(crate) fn break_off(&mut self, page: &Page) {
        let end = page
            .strips
            .last()
            .and_then(|strip| strip.cells.iter().rfind(|cell| !cell.is_blank()));
        let row = self.rows.last();
        let label = row.and_then(|row| row.label.as_ref());
        let is_end = |cell: &Cell| end.is_some_and(|end| end.origin == cell.origin);
        self.label_ends_file = label.is_some_and(is_end) && self.has_numbers_before_last();
        let last = row.and_then(|row| row.cells.iter().rfind(|cell| !cell.is_blank()));
        let (Some(end), Some(last)) = (end, last) else {
            return;
        };
        self.breaks_off = end.origin == last.origin && end.text == last.text;
        self.number_may_go_on = page.ends_open && &*last.text != "0";
    }

    /// Whether the row before the last one has a number.
    fn has_numbers_before_last(&self) -> bool {
        let before = self.rows.iter().rev().nth(1);
        before.is_some_and(|row| row.cells.iter().any(|cell| !cell.is_blank()))
    }

    /// Whether a row is the last one, and the file ends with its label.
    pub(crate) fn ends_in_label(&self, row: &PrintedRow) -> bool {
        let is_last = self.rows.last().is_some_and(|last| std::ptr::eq(last, row));
        self.label_ends_file && is_last && row.ruling != Ruling::Ruled
    }

    /// Whether numbers seem to stand before their labels: there is a row of them before the first label, and none after
    /// the last.
    pub(crate) fn is_shifted(&self, table: &Table) -> bool {
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else {
            return false;
        };
        let begins = first.origin().map_or((0, 0), Origin::order);
        let stray = |row: &UnmatchedRow| {
            row.label.is_blank() && row.cells.len() == table.rows[first.row].slots.len()
        };
        let before = self
            .unmatched
            .iter()
            .any(|row| stray(row) && row.cells.iter().all(|cell| cell.origin.order() < begins));
        self.values_first || (before && last.cells.iter().all(Cell::is_blank))
    }
}

/// A row of the form as printed.
#[derive(Debug)]
pub(crate) struct PrintedRow {
    /// Index of the row in the form.
    pub(crate) row: usize,
    /// Its label; `None` for a row that only headers describe.
    pub(crate) label: Option<Cell>,
    /// Whether the label is spelled as known.
    pub(crate) exact: bool,
    /// The cells printed after the label, blank ones included.
    pub(crate) cells: Vec<Cell>,
    /// All cells of the strip that the label stands in.
    pub(crate) strip: Vec<Cell>,
    /// Index of the headers above it.
    pub(crate) header: Option<usize>,
    /// How far the cell borders can be trusted.
    pub(crate) ruling: Ruling,
    /// Whether the label can also be that of a group, so that without numbers it is no row.
    pub(crate) may_be_group: bool,
    /// Whether it stands in one line with as many cells as the line of headers above it, which names each of its columns:
    /// then a blank cell before a number is the cell of a column.
    pub(crate) under_header: bool,
}

/// A row of numbers that the form does not have.
#[derive(Debug)]
pub(crate) struct UnmatchedRow {
    /// Its label as printed; blank for numbers without one.
    pub(crate) label: Cell,
    /// Its numbers as printed.
    pub(crate) cells: Vec<Cell>,
}

/// Headers printed above rows, in reading order.
#[derive(Debug, Default)]
pub(crate) struct PrintedHeader {
    /// The cells, each with the label of the form that it is, if it is one.
    pub(crate) cells: Vec<(Label, Option<usize>)>,
    /// The same with their places, where the file has a grid.
    pub(crate) places: Vec<Place>,
    /// The units that cells state, each with the label of the form that the cell is, if it is one.
    pub(crate) units: Vec<(Option<usize>, Vec<Measure>)>,
    /// The cells of its last line: how many there are, and how many at its end are headers.
    pub(crate) line: (usize, usize),
}

impl PrintedRow {
    /// Where it is.
    pub(crate) fn origin(&self) -> Option<Origin> {
        self.label
            .iter()
            .chain(&self.cells)
            .find(|cell| !cell.is_blank())
            .map(|cell| cell.origin)
    }

    /// What is printed beside its label.
    pub(crate) fn printed(&self) -> String {
        join(&self.cells)
    }
}

/// What cells print, in one line.
pub(crate) fn join(cells: &[Cell]) -> String {
    let filled: Vec<&str> = cells
        .iter()
        .filter(|cell| !cell.is_blank())
        .map(|cell| &*cell.text)
        .collect();
    filled.join(" | ")
}

/// Finds the rows of a table.
///
/// `keeps_blanks` says that this project printed them, which leaves every blank cell in its place.
pub(crate) fn find<'a>(
    table: &'a Table,
    matcher: &mut Matcher<'a>,
    strips: &[Strip],
    keeps_blanks: bool,
) -> Found {
    let mut reader = Reader::new(table, matcher);
    reader.found.keeps_blanks = keeps_blanks;
    for strip in strips {
        reader.strip.clone_from(&strip.cells);
        match strip.ruling {
            Ruling::Ruled => reader.ruled(strip),
            Ruling::Barred | Ruling::Torn | Ruling::Plain => reader.loose(strip),
        }
    }
    reader.end_row();
    reader.end_orphan();
    reader.found.name_lost_labels(table);
    let mut found = reader.found;
    found.units = units::notes(matcher, strips);
    found
}

/// The state of reading one table.
struct Reader<'a, 'm> {
    table: &'a Table,
    matcher: &'m mut Matcher<'a>,
    found: Found,
    /// Label of the group that rows stand in.
    group: Option<usize>,
    /// The row whose cells are being read.
    open: Option<PrintedRow>,
    /// A label that is none of the form's, and the numbers after it.
    orphan: Option<UnmatchedRow>,
    /// Whether a row was opened since the last header.
    in_rows: bool,
    /// The last pieces of text that matched nothing: labels may be broken.
    pieces: Vec<Cell>,
    /// Whether the last cell takes several columns on the form, so that padding for it is about to show or not.
    after_wide: bool,
    /// The cells of the strip that is being read.
    strip: Vec<Cell>,
}

impl<'a, 'm> Reader<'a, 'm> {
    fn new(table: &'a Table, matcher: &'m mut Matcher<'a>) -> Self {
        Self {
            table,
            matcher,
            found: Found::default(),
            group: None,
            open: None,
            orphan: None,
            in_rows: false,
            pieces: Vec::new(),
            after_wide: false,
            strip: Vec::new(),
        }
    }

    fn begin_row(&mut self, row: usize, label: Option<(Cell, bool)>, ruling: Ruling) {
        self.end_row();
        self.end_orphan();
        self.pieces.clear();
        self.in_rows = true;
        let exact = label.as_ref().is_none_or(|(_, exact)| *exact);
        let header = self.found.headers.len().checked_sub(1);
        let may_be_group = self.is_variant(row);
        let label = label.map(|(cell, _)| cell);
        self.open = Some(PrintedRow {
            row,
            label,
            exact,
            cells: Vec::new(),
            strip: self.strip.clone(),
            header,
            ruling,
            may_be_group,
            under_header: false,
        });
    }

    /// Whether the label of a row is also that of a group.
    fn is_variant(&self, row: usize) -> bool {
        let label = self.table.rows[row].label;
        label.is_some_and(|label| matches!(self.table.labels[label].role, Role::Group(_)))
    }

    fn end_row(&mut self) {
        let Some(row) = self.open.take() else { return };
        if row.may_be_group && row.cells.iter().all(Cell::is_blank) && row.ruling != Ruling::Ruled {
            return;
        }
        self.found.rows.push(row);
    }

    fn end_orphan(&mut self) {
        if let Some(orphan) = self.orphan.take().filter(|orphan| !orphan.cells.is_empty()) {
            self.found.unmatched.push(orphan);
        }
    }

    /// Begins a new header unless the last one has no rows yet.
    fn begin_header(&mut self) -> &mut PrintedHeader {
        if self.in_rows || self.found.headers.is_empty() {
            self.found.headers.push(PrintedHeader::default());
            self.in_rows = false;
        }
        let last = self.found.headers.len() - 1;
        &mut self.found.headers[last]
    }

    fn header_cell(&mut self, cell: &Cell, label: Option<usize>) {
        let parsed = Label::parse(&cell.text);
        let place = cell.across.map(|across| Place {
            across,
            label,
            text: Rc::clone(&cell.text),
        });
        let measures = unit::in_label(&cell.text);
        let header = self.begin_header();
        header.cells.push((parsed, label));
        if !measures.is_empty() {
            header.units.push((label, measures));
        }
        header.places.extend(place);
    }

    /// The row that headers alone describe, if the headers seen last are above it.
    fn row_without_label(&self) -> Option<usize> {
        let header = self.found.headers.last()?;
        let row = self.table.rows.iter().position(|row| row.label.is_none())?;
        header
            .cells
            .iter()
            .any(|(_, label)| label.is_some())
            .then_some(row)
    }

    /// Keeps a sentence; whether it is one.
    fn prose(&mut self, cell: &Cell) -> bool {
        let is_sentence = cell.text.contains(['。', '，', '；'])
            || cell.text.chars().filter(|c| *c == ',').count() > 1;
        let label = Label::parse(&cell.text);
        let is_piece = self
            .table
            .labels
            .iter()
            .flat_map(|known| &known.spellings)
            .any(|known| label.is_within(known));
        let is_sentence = is_sentence && !is_piece && cell.text.chars().nth(8).is_some();
        if is_sentence {
            self.found.prose.push(cell.clone());
        }
        is_sentence
    }
}
