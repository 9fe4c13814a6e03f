//! Tables as rows without spans, for Markdown and plain text; every number keeps its labels.

use crate::layout::{Cell, Figure, Table};

/// A part of a table: its headers and its rows.
pub(crate) struct Listing<'a> {
    /// A label that spans the whole part.
    pub(crate) band: Option<&'a str>,
    /// Header rows from the top down: cells over the row labels, then one for each number. A label that spans columns stands
    /// over the first of them; the last row has a label for each number.
    pub(crate) heads: Vec<Vec<&'a str>>,
    pub(crate) rows: Vec<Line<'a>>,
}

/// A row with numbers.
pub(crate) struct Line<'a> {
    /// The labels of the row, outermost first. All rows have the same number of labels; the last one is repeated.
    pub(crate) labels: Vec<&'a str>,
    /// The number of its labels without repetition.
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
    let (mut numbered, mut depth) = (Vec::new(), 0);
    for row in part {
        if table.has_figures(row) {
            numbered.push(row);
            depth = depth.max(labels(table, row).len());
        }
    }
    let mut columns = Vec::new();
    if let Some(first) = numbered.first() {
        let figures = table.row(*first).filter(|cell| cell.figure().is_some());
        columns.extend(figures.map(|cell| cell.column));
    }
    let (mut lines, mut head_rows) = (Vec::new(), Vec::new());
    for row in numbered {
        lines.push(line(table, row, depth));
    }
    for row in heads {
        head_rows.push(head(table, row, depth, &columns));
    }
    Listing {
        band,
        heads: head_rows,
        rows: lines,
    }
}

/// A header row: the label of the corner, filled up to the depth of the row labels, then one for each column of numbers.
fn head<'a>(table: &'a Table, row: usize, depth: usize, columns: &[usize]) -> Vec<&'a str> {
    let mut labels = vec![""; depth];
    if depth > 0 && columns.first().is_some_and(|first| *first > 0) {
        labels[0] = over(table, row, 0);
    }
    let mut previous: Option<&Cell> = None;
    for column in columns {
        let cell = table.at(row, *column);
        // A label that spans columns stands over the first of them.
        let goes_on = previous.is_some_and(|previous| std::ptr::eq(previous, cell));
        labels.push(if goes_on {
            ""
        } else {
            over(table, row, *column)
        });
        previous = Some(cell);
    }
    labels
}

/// The label at a place of a header. A label that spans rows stands in the last of them.
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
    let figures = table.row(row).filter_map(Cell::figure).collect();
    Line {
        labels,
        depth: own,
        figures,
    }
}
