//! Tables as rows without spans, for formats that have none: every number keeps its labels.

use crate::layout::{Cell, Figure, Table};

/// A part of a table: its headers and its rows.
pub(crate) struct Listing<'a> {
    /// Words that span the whole part.
    pub(crate) band: Option<&'a str>,
    /// Header rows, from the top down: places over the row labels, then one for each number. A label that spans columns
    /// stands over the first of them, so that the last row has one for each.
    pub(crate) heads: Vec<Vec<&'a str>>,
    pub(crate) rows: Vec<Line<'a>>,
}

/// A row with numbers.
pub(crate) struct Line<'a> {
    /// The labels of the row, outermost first; as many in every row, the last repeated.
    pub(crate) labels: Vec<&'a str>,
    /// How many of them are its own, and not repeated.
    pub(crate) depth: usize,
    pub(crate) figures: Vec<&'a Figure>,
}

/// The parts of a table.
pub(crate) fn listings(table: &Table) -> Vec<Listing<'_>> {
    table
        .parts()
        .into_iter()
        .map(|part| listing(table, part))
        .collect()
}

fn listing(table: &Table, part: std::ops::Range<usize>) -> Listing<'_> {
    let heads = part.clone().take_while(|row| !table.has_figures(*row));
    let (bands, heads): (Vec<_>, Vec<_>) =
        heads.partition(|row| table.at(*row, 0).colspan == table.columns);
    let band = bands.first().map(|row| table.at(*row, 0).text());
    let with_figures = |row: &usize| table.has_figures(*row);
    let numbered: Vec<usize> = part.filter(with_figures).collect();
    let depth = numbered
        .iter()
        .map(|row| labels(table, *row).len())
        .max()
        .unwrap_or(0);
    let rows: Vec<Line<'_>> = numbered
        .iter()
        .map(|row| line(table, *row, depth))
        .collect();
    let columns: Vec<usize> = match numbered.first() {
        Some(row) => table
            .row(*row)
            .filter(|cell| cell.figure().is_some())
            .map(|cell| cell.column)
            .collect(),
        None => Vec::new(),
    };
    let head = |row: &usize| {
        let corner = (depth > 0 && columns[0] > 0).then(|| over(table, *row, 0));
        let corner = corner.into_iter().chain(std::iter::repeat("")).take(depth);
        let labels = columns
            .iter()
            .map(|column| table.at(*row, *column))
            .collect::<Vec<_>>();
        let repeated = |index: usize| index > 0 && std::ptr::eq(labels[index - 1], labels[index]);
        let labels = columns.iter().enumerate().map(|(index, column)| {
            if repeated(index) {
                ""
            } else {
                over(table, *row, *column)
            }
        });
        corner.chain(labels).collect()
    };
    Listing {
        band,
        heads: heads.iter().map(head).collect(),
        rows,
    }
}

/// The label at a place of a header: a label that spans rows stands in the last of them.
fn over(table: &Table, row: usize, column: usize) -> &str {
    let cell = table.at(row, column);
    if row + 1 == cell.row + cell.rowspan {
        cell.text()
    } else {
        ""
    }
}

fn labels(table: &Table, row: usize) -> Vec<&Cell> {
    let mut labels: Vec<&Cell> = (0..table.columns)
        .map(|column| table.at(row, column))
        .take_while(|cell| cell.figure().is_none())
        .collect();
    labels.dedup_by_key(|cell| (cell.row, cell.column));
    labels
}

fn line(table: &Table, row: usize, depth: usize) -> Line<'_> {
    let labels: Vec<&str> = labels(table, row).into_iter().map(Cell::text).collect();
    let own = labels.len();
    let last = labels.last().copied().unwrap_or("");
    let labels = labels
        .into_iter()
        .chain(std::iter::repeat(last))
        .take(depth)
        .collect();
    let figures = table
        .cells
        .iter()
        .filter(|cell| cell.row == row)
        .filter_map(Cell::figure)
        .collect();
    Line {
        labels,
        depth: own,
        figures,
    }
}
