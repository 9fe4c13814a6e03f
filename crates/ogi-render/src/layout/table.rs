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
    /// Whether no heading says what the caption says.
    has_title: bool,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// Cells by row, then by column.
    pub(crate) cells: Vec<Cell>,
    /// Index of the cell that covers a place, row by row.
    owners: Vec<usize>,
}

/// A cell at the place where it begins.
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

/// A number of the report, or the place for one.
#[derive(Debug)]
pub(crate) struct Figure {
    pub(crate) pointer: String,
    pub(crate) number: Option<Number>,
    /// What the cell shows: the digits, or what was printed in their place, or nothing.
    pub(crate) text: String,
    /// Numbers of the notes about it.
    pub(crate) marks: Vec<usize>,
}

impl Cell {
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
        let cell = |row, column, content| Cell {
            row,
            column,
            colspan: 1,
            rowspan: 1,
            content,
        };
        let unit = |label: &str| format!("（{label}）");
        let mut cells = Vec::new();
        for (column, field) in definition.fields.iter().enumerate() {
            let unit = field
                .unit
                .map_or_else(String::new, |known| unit(known.label));
            cells.push(cell(
                0,
                column,
                Content::Words(format!("{}{unit}", field.label)),
            ));
        }
        for (column, field) in definition.fields.iter().enumerate() {
            cells.push(cell(
                1,
                column,
                figure(source, format!("{at}/{}", field.name), anchors),
            ));
        }
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

    /// The caption, where no heading says it.
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

    /// The rows up to the first number after which no further row of labels stands alone: they head the whole table.
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

    /// The first rows of the parts that the table has: rows of labels with the rows of numbers under them.
    pub(crate) fn parts(&self) -> Vec<std::ops::Range<usize>> {
        let begins =
            |row: &usize| *row == 0 || !self.has_figures(*row) && self.has_figures(row - 1);
        let starts: Vec<_> = (0..self.rows).filter(begins).collect();
        let ends = starts.iter().copied().skip(1).chain([self.rows]);
        starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| start..end)
            .collect()
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

    /// Relative widths of the columns: equal where there are numbers; those of labels follow the longest, within bounds.
    pub(crate) fn widths(&self) -> Vec<usize> {
        let width = |column: usize| {
            let begins = || self.cells.iter().filter(move |cell| cell.column == column);
            if begins().any(|cell| cell.figure().is_some()) {
                return 4;
            }
            let lengths = begins()
                .filter(|cell| cell.colspan == 1 && cell.rowspan == 1)
                .map(|cell| cell.text().chars().count());
            lengths.max().unwrap_or(4).clamp(4, 14)
        };
        (0..self.columns).map(width).collect()
    }

    /// Lines that the labels of a row need, where so many wide characters fit across the table.
    pub(crate) fn lines(&self, row: usize, across: usize) -> usize {
        let widths = self.widths();
        let all: usize = widths.iter().sum();
        let lines = |cell: &Cell| {
            let share: usize = widths[cell.column..cell.column + cell.colspan].iter().sum();
            cell.text()
                .chars()
                .count()
                .div_ceil((share * across / all).max(1))
        };
        self.row(row)
            .filter(|cell| cell.rowspan == 1)
            .map(lines)
            .max()
            .unwrap_or(1)
            .max(1)
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

/// The rows with those of a variant in the place of others, or after them where the report states numbers in both.
fn with_variant(source: &Source<'_>, rows: &[FormRow], variant: &FormVariant) -> Vec<FormRow> {
    let replaced = |row: &FormRow| {
        row.iter()
            .filter_map(|cell| cell.values_of.as_ref())
            .any(|at| variant.instead_of.contains(at))
    };
    let stated = |at: &String| {
        source
            .json(at)
            .and_then(|row| row.as_object())
            .is_some_and(|row| row.values().any(|n| !n.is_null()))
    };
    let Some(first) = rows.iter().position(replaced) else {
        return rows.to_vec();
    };
    let end = first + rows[first..].iter().take_while(|row| replaced(row)).count();
    let kept = if variant.instead_of.iter().any(stated) {
        end
    } else {
        first
    };
    let mut changed: Vec<FormRow> = rows[..kept]
        .iter()
        .chain(&variant.rows)
        .chain(&rows[end..])
        .cloned()
        .collect();
    let (before, after) = (end - first, kept - first + variant.rows.len());
    for (index, cell) in rows[..first]
        .iter()
        .enumerate()
        .flat_map(|(row, cells)| (0..cells.len()).map(move |cell| (row, cell)))
    {
        let cell = &mut changed[index][cell];
        if index + cell.rowspan as usize >= end {
            let rowspan = cell.rowspan as usize + after - before;
            cell.rowspan = u32::try_from(rowspan).unwrap_or(cell.rowspan);
        }
    }
    changed
}
