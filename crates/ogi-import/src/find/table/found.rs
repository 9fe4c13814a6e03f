//! What a section holds of its table: rows, headers, and what is neither.

use std::rc::Rc;

use crate::form::Table;
use crate::grid::{Cell, Origin, Page, Ruling};
use crate::printed::label::Label;
use crate::printed::unit::{self, Measure};

/// Grid columns, the last one excluded.
pub(crate) type Across = (u32, u32);

/// What a section holds of its table.
#[derive(Debug, Default)]
pub(crate) struct FoundRows {
    /// Rows of the form, as printed.
    pub(crate) rows: Vec<FormRow>,
    /// The headers that were printed above rows.
    pub(crate) headers: Vec<PrintedHeader>,
    /// Rows of numbers that the form does not have.
    pub(crate) unmatched: Vec<StrayRow>,
    /// Sentences printed within the section.
    pub(crate) prose: Vec<Cell>,
    /// Units that lines between the rows state.
    pub(crate) units: Vec<UnitNote>,
    /// Where blank cells stand that make up for a wide cell.
    pub(crate) padding: Padding,
    /// Whether blank cells stand where the numbers would.
    pub(crate) blanks: BlankCells,
    /// Where the file ends.
    pub(crate) ending: Ending,
    /// On which side of its numbers a label stands.
    pub(crate) labels: LabelSide,
}

/// Where blank cells stand that make up for a cell that takes several columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Padding {
    /// No line shows it.
    #[default]
    Unseen,
    /// At the end of the row: a header or a number followed a wide cell without a gap.
    AtEnd,
    /// Beside the wide cell, so between the numbers of a row.
    Inside,
}

/// Whether blank cells stand where the numbers would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum BlankCells {
    /// Some may be padding, and some may be left out.
    #[default]
    InDoubt,
    /// All do: this project printed them.
    InPlace,
}

/// Where the file ends, seen from the last row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ending {
    /// After it.
    #[default]
    After,
    /// Within the row, after a whole cell.
    WithinRow,
    /// Within the row, and the last number may go on.
    WithinNumber,
}

/// On which side of its numbers a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum LabelSide {
    /// Before them, as on the form.
    #[default]
    Before,
    /// After them: a line begins with as many numbers as the row has whose label it ends with.
    After,
}

/// A row of the form as printed.
#[derive(Debug)]
pub(crate) struct FormRow {
    /// Index of the row in the form.
    pub(crate) row: usize,
    /// Its label; `None` for a row that only headers or its place describe.
    pub(crate) label: Option<Cell>,
    /// How the row was recognised.
    pub(crate) known_by: KnownBy,
    /// The cells printed after the label, blank ones included.
    pub(crate) cells: Vec<Cell>,
    /// All cells of the strip that the label stands in; labels beside each other share them.
    pub(crate) strip: Rc<[Cell]>,
    /// Index of the headers above it.
    pub(crate) header: Option<usize>,
    /// How far the cell borders can be trusted.
    pub(crate) ruling: Ruling,
    /// How the row compares with the line of headers above it.
    pub(crate) width: Width,
}

/// How a row of the form was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KnownBy {
    /// By words that are those of the form, or by its headers.
    Words,
    /// By words that resemble those of the form.
    Resemblance,
    /// By its place among the other rows: its label is lost.
    Place,
}

/// How a row compares with the line of headers above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// Not compared, or another number of cells.
    Unknown,
    /// As many cells, and the headers name each column: a blank cell before a number is the cell of a column.
    AsHeader,
}

/// A row of numbers that the form does not have.
#[derive(Debug)]
pub(crate) struct StrayRow {
    /// Its label as printed; blank for numbers without one.
    pub(crate) label: Cell,
    /// Its numbers as printed.
    pub(crate) cells: Vec<Cell>,
    /// How many rows of the form were found before it.
    pub(crate) after: usize,
    /// How far the cell borders can be trusted.
    pub(crate) ruling: Ruling,
}

/// A line that states units.
#[derive(Debug, Clone)]
pub(crate) struct UnitNote {
    /// Where it is.
    pub(crate) origin: Origin,
    /// The units.
    pub(crate) measures: Vec<Measure>,
}

/// Headers printed above rows, in reading order.
#[derive(Debug, Default)]
pub(crate) struct PrintedHeader {
    /// The cells.
    pub(crate) cells: Vec<HeaderCell>,
    /// Its last line.
    pub(crate) line: HeaderLine,
}

/// A printed header.
#[derive(Debug, Clone)]
pub(crate) struct HeaderCell {
    /// Its words.
    pub(crate) words: Label,
    /// As printed.
    pub(crate) text: Rc<str>,
    /// The label of the form that it is.
    pub(crate) known: Option<usize>,
    /// The grid columns that it stands over, where the file has a grid.
    pub(crate) across: Option<Across>,
    /// The units that it states.
    pub(crate) measures: Vec<Measure>,
}

/// The last line of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct HeaderLine {
    /// How many cells there are.
    pub(crate) cells: usize,
    /// How many of these, at its end, are headers.
    pub(crate) headers: usize,
}

impl FoundRows {
    /// Whether nothing of the table was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.unmatched.is_empty() && self.prose.is_empty()
    }

    /// Notes that the file ends within the last row, if it does.
    pub(crate) fn break_off(&mut self, page: &Page) {
        let end = last_filled(page.strips.last().map_or(&[], |strip| &strip.cells));
        let Some((end, row)) = end.zip(self.rows.last()) else {
            return;
        };
        // Where no row has numbers, the last one does not break off: the form is not filled in.
        let label = row
            .label
            .as_ref()
            .filter(|_| self.has_numbers_before_last());
        let Some(last) = last_filled(&row.cells).or(label) else {
            return;
        };
        if end.origin != last.origin || end.text != last.text {
            return;
        }
        // A zero is a whole number: no number of a report begins with it.
        let may_go_on = page.ends_open && &*last.text != "0" && row.filled() > 0;
        self.ending = if may_go_on {
            Ending::WithinNumber
        } else {
            Ending::WithinRow
        };
    }

    /// Whether the row before the last one has a number.
    fn has_numbers_before_last(&self) -> bool {
        self.rows
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|row| row.filled() > 0)
    }

    /// Whether numbers seem to stand before their labels: there is a row of them before the first label, and none after
    /// the last.
    pub(crate) fn is_shifted(&self, table: &Table) -> bool {
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else {
            return false;
        };
        let begins = first.origin().map_or((0, 0), Origin::order);
        let slots = table.rows[first.row].slots.len();
        let before = self.unmatched.iter().any(|stray| {
            stray.label.is_blank()
                && stray.cells.len() == slots
                && stray.cells.iter().all(|cell| cell.origin.order() < begins)
        });
        let last_is_blank = last.cells.iter().all(Cell::is_blank);
        self.labels == LabelSide::After || (before && last_is_blank)
    }
}

fn last_filled(cells: &[Cell]) -> Option<&Cell> {
    cells.iter().rfind(|cell| !cell.is_blank())
}

impl FormRow {
    /// Where it is.
    pub(crate) fn origin(&self) -> Option<Origin> {
        let mut cells = self.label.iter().chain(&self.cells);
        cells.find(|cell| !cell.is_blank()).map(|cell| cell.origin)
    }

    /// What is printed beside its label.
    pub(crate) fn printed(&self) -> String {
        join(&self.cells)
    }

    /// How many of its cells are filled.
    pub(crate) fn filled(&self) -> usize {
        filled(&self.cells)
    }
}

impl HeaderCell {
    pub(crate) fn new(cell: &Cell, known: Option<usize>) -> Self {
        Self {
            words: Label::parse(&cell.text),
            text: Rc::clone(&cell.text),
            known,
            across: cell.across,
            measures: unit::in_label(&cell.text),
        }
    }
}

/// How many cells are filled.
pub(crate) fn filled(cells: &[Cell]) -> usize {
    cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// What cells print, in one line.
pub(crate) fn join(cells: &[Cell]) -> String {
    let filled = cells.iter().filter(|cell| !cell.is_blank());
    let texts: Vec<&str> = filled.map(|cell| &*cell.text).collect();
    texts.join(" | ")
}
