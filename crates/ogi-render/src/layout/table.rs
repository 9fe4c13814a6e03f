//! Printed tables: cells on a grid, with their headers and the widths of the columns.

use ogi_report::definition::Definition;
use ogi_schema::{Form, FormRow, FormVariant};

use crate::mark::Anchors;
use crate::source::{Number, Source};

/// A table on a grid that its cells fill.
#[derive(Debug)]
pub(crate) struct Table {
    /// Property whose table it is, with `_` for the slashes of a longer pointer.
    pub(crate) name: String,
    pub(crate) caption: String,
    /// Whether it needs a caption, because no heading has the same words.
    has_title: bool,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// Cells by row, then by column.
    pub(crate) cells: Vec<Cell>,
    /// Index of the cell that covers a place, row by row.
    owners: Vec<usize>,
}

/// A cell, with the place at which it begins.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) colspan: usize,
    pub(crate) rowspan: usize,
    pub(crate) content: Content,
}

/// What a cell shows.
#[derive(Debug)]
pub(crate) enum Content {
    Words(String),
    Figure(Figure),
}

/// A cell for a number of the report.
#[derive(Debug)]
pub(crate) struct Figure {
    pub(crate) pointer: String,
    pub(crate) number: Option<Number>,
    /// The text of the cell: the digits, or the text that was printed instead, or nothing.
    pub(crate) text: String,
    /// Numbers of the notes about it.
    pub(crate) marks: Vec<usize>,
}

impl Cell {
    /// A cell without spans.
    fn single(row: usize, column: usize, content: Content) -> Self {
        Self {
            row,
            column,
            colspan: 1,
            rowspan: 1,
            content,
        }
    }

    pub(crate) fn text(&self) -> &str {
        match &self.content {
            Content::Words(words) => words,
            Content::Figure(figure) => &figure.text,
        }
    }

    pub(crate) fn figure(&self) -> Option<&Figure> {
        match &self.content {
            Content::Figure(figure) => Some(figure),
            Content::Words(_) => None,
        }
    }
}

impl Table {
    /// A table of the form, in the variant that the report prints.
    pub(crate) fn printed(
        source: &Source<'_>,
        form: &Form,
        table: &ogi_schema::FormTable,
        (caption, anchors): (&str, &mut Anchors<'_>),
    ) -> Self {
        let mut rows = table.rows.clone();
        for variant in table
            .variants
            .iter()
            .filter(|variant| is_present(source, variant))
        {
            rows = with_variant(source, &rows, variant);
        }
        let placed = form.place(ogi_schema::schema(), &rows);
        let cells = placed.into_iter().map(|cell| Cell {
            row: cell.row as usize,
            column: cell.column as usize,
            colspan: cell.colspan as usize,
            rowspan: cell.rowspan as usize,
            content: match cell.content {
                ogi_schema::CellContent::Text(text)
                | ogi_schema::CellContent::Label { text, .. } => Content::Words(text.into()),
                ogi_schema::CellContent::Value { pointer } => figure(source, pointer, anchors),
            },
        });
        Self::new(
            table.section.clone(),
            caption,
            (rows.len(), table.columns as usize),
            cells.collect(),
        )
    }

    /// A table of one row for the numbers of a definition, which no form prints.
    pub(crate) fn figures(
        source: &Source<'_>,
        (at, caption): (&str, &str),
        definition: &Definition,
        anchors: &mut Anchors<'_>,
    ) -> Self {
        let (mut labels, mut figures) = (Vec::new(), Vec::new());
        for (column, field) in definition.fields.iter().enumerate() {
            let words = match field.unit {
                Some(unit) => format!("{}（{}）", field.label, unit.label),
                None => field.label.to_owned(),
            };
            labels.push(Cell::single(0, column, Content::Words(words)));
            let content = figure(source, format!("{at}/{}", field.name), anchors);
            figures.push(Cell::single(1, column, content));
        }
        let mut cells = labels;
        cells.extend(figures);
        let name = at.trim_start_matches('/').replace('/', "_");
        Self {
            has_title: true,
            ..Self::new(name, caption, (2, definition.fields.len()), cells)
        }
    }

    fn new(name: String, caption: &str, (rows, columns): (usize, usize), cells: Vec<Cell>) -> Self {
        let mut owners = vec![0; rows * columns];
        for (index, cell) in cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.rowspan {
                let start = row * columns + cell.column;
                owners[start..start + cell.colspan].fill(index);
            }
        }
        Self {
            name,
            caption: caption.to_owned(),
            has_title: false,
            columns,
            rows,
            cells,
            owners,
        }
    }

    /// The caption, unless a heading has the same words.
    pub(crate) fn title(&self) -> Option<&str> {
        self.has_title.then_some(&*self.caption)
    }

    /// The cell that covers a place.
    pub(crate) fn at(&self, row: usize, column: usize) -> &Cell {
        &self.cells[self.owners[row * self.columns + column]]
    }

    /// The cells that begin in a row.
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |cell| cell.row == row)
    }

    /// Whether a row has numbers.
    pub(crate) fn has_figures(&self, row: usize) -> bool {
        self.row(row).any(|cell| cell.figure().is_some())
    }

    /// The number of header rows: rows of labels before the first number, if no later row has only labels.
    pub(crate) fn head(&self) -> usize {
        let first = (0..self.rows)
            .find(|row| self.has_figures(*row))
            .unwrap_or(self.rows);
        if (first..self.rows).all(|row| self.has_figures(row)) {
            first
        } else {
            0
        }
    }

    /// The parts of the table as ranges of rows: rows of labels and the rows of numbers under them.
    pub(crate) fn parts(&self) -> Vec<std::ops::Range<usize>> {
        let (mut parts, mut start) = (Vec::new(), 0);
        for row in 1..self.rows {
            if !self.has_figures(row) && self.has_figures(row - 1) {
                parts.push(start..row);
                start = row;
            }
        }
        if start < self.rows {
            parts.push(start..self.rows);
        }
        parts
    }

    /// The labels above a number, from the top down: those of its own part of the table.
    pub(crate) fn column_headers(&self, cell: &Cell) -> Vec<&Cell> {
        let above = (0..cell.row).rev().map(|row| self.at(row, cell.column));
        let labels = above
            .skip_while(|over| over.figure().is_some())
            .take_while(|over| over.figure().is_none());
        let mut headers: Vec<&Cell> = labels.collect();
        headers.dedup_by_key(|header| (header.row, header.column));
        headers.reverse();
        headers
    }

    /// The labels to the left of a number.
    pub(crate) fn row_headers(&self, cell: &Cell) -> Vec<&Cell> {
        let left = (0..cell.column)
            .map(|column| self.at(cell.row, column))
            .filter(|left| left.figure().is_none());
        let mut headers: Vec<&Cell> = left.collect();
        headers.dedup_by_key(|header| (header.row, header.column));
        headers
    }

    /// Whether a label stands to the left of numbers.
    pub(crate) fn is_row_header(&self, cell: &Cell) -> bool {
        let mut rows = cell.row..cell.row + cell.rowspan;
        cell.figure().is_none() && rows.any(|row| self.has_figures(row))
    }

    /// Relative widths of the columns. Columns of numbers are equally wide; columns of labels follow the longest label, within
    /// bounds.
    pub(crate) fn widths(&self) -> Vec<usize> {
        (0..self.columns).map(|column| self.width(column)).collect()
    }

    fn width(&self, column: usize) -> usize {
        const NARROWEST: usize = 4;
        const WIDEST: usize = 14;
        let mut longest = NARROWEST;
        for cell in self.cells.iter().filter(|cell| cell.column == column) {
            if cell.figure().is_some() {
                return NARROWEST;
            }
            // Labels with spans do not tell how wide this column should be.
            if cell.colspan == 1 && cell.rowspan == 1 {
                longest = longest.max(cell.text().chars().count());
            }
        }
        longest.min(WIDEST)
    }

    /// Lines that the labels of a row need, if `across` wide characters fit across the table.
    pub(crate) fn lines(&self, row: usize, across: usize) -> usize {
        let widths = self.widths();
        let all: usize = widths.iter().sum();
        let mut most = 1;
        for cell in self.row(row) {
            if cell.rowspan == 1 {
                let share: usize = widths[cell.column..cell.column + cell.colspan].iter().sum();
                let line = (share * across / all).max(1);
                most = most.max(cell.text().chars().count().div_ceil(line));
            }
        }
        most
    }
}

fn figure(source: &Source<'_>, pointer: String, anchors: &mut Anchors<'_>) -> Content {
    let number = source.number(&pointer);
    let text = match &number {
        Some(number) => number.digits.clone(),
        None => source.printed_instead(&pointer).to_owned(),
    };
    let marks = anchors.on_cell(&pointer);
    Content::Figure(Figure {
        pointer,
        number,
        text,
        marks,
    })
}

/// Whether the report has the rows of a variant.
fn is_present(source: &Source<'_>, variant: &FormVariant) -> bool {
    variant
        .rows
        .iter()
        .flatten()
        .filter_map(|cell| cell.values_of.as_deref())
        .all(|at| source.has(at))
}

/// The rows with those of a variant in place of others, or after them if the report states numbers in both.
fn with_variant(source: &Source<'_>, rows: &[FormRow], variant: &FormVariant) -> Vec<FormRow> {
    let Some(first) = rows.iter().position(|row| is_replaced(row, variant)) else {
        return rows.to_vec();
    };
    let mut end = first;
    while end < rows.len() && is_replaced(&rows[end], variant) {
        end += 1;
    }
    let mut replaced = variant.instead_of.iter();
    let kept = if replaced.any(|at| states_numbers(source, at)) {
        end
    } else {
        first
    };
    let mut changed = rows[..kept].to_vec();
    changed.extend_from_slice(&variant.rows);
    changed.extend_from_slice(&rows[end..]);
    // A label that spans the replaced rows now spans those in their place.
    let (before, after) = (end - first, kept - first + variant.rows.len());
    for (index, row) in changed[..first].iter_mut().enumerate() {
        for cell in row {
            if index + cell.rowspan as usize >= end {
                let rowspan = cell.rowspan as usize + after - before;
                cell.rowspan = u32::try_from(rowspan).unwrap_or(cell.rowspan);
            }
        }
    }
    changed
}

/// Whether a row is one of those that a variant stands instead of.
fn is_replaced(row: &FormRow, variant: &FormVariant) -> bool {
    let mut values = row.iter().filter_map(|cell| cell.values_of.as_ref());
    values.any(|at| variant.instead_of.contains(at))
}

/// Whether the report states any number of a row.
fn states_numbers(source: &Source<'_>, row: &str) -> bool {
    let values = source.json(row).and_then(|row| row.as_object());
    values.is_some_and(|values| values.values().any(|number| !number.is_null()))
}
