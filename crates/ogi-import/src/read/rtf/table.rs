//! Tables of RTF: rows that give the right edge of each cell, laid out on the grid that the edges make.

use std::collections::BTreeSet;

use crate::error::ImportError;
use crate::limits::Limits;
use crate::read::markup::Markup;

/// Edges of columns that lie closer than this, in twentieths of a point, are one.
const SAME: i32 = 20;

/// What a row says about one of its cells.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellShape {
    /// Its right edge.
    pub(super) right: i32,
    /// Whether it goes on from the cell to its left.
    pub(super) goes_on_across: bool,
    /// Whether it goes on from the cell above.
    pub(super) goes_on_down: bool,
    /// Its colour.
    pub(super) back: Option<u32>,
}

/// A row as written.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Its left edge.
    pub(super) left: i32,
    pub(super) shapes: Vec<CellShape>,
    /// The markup of its cells.
    pub(super) cells: Vec<String>,
    /// Whether a revision deletes it.
    pub(super) deleted: bool,
    /// Cells that end in a mark that is hidden; a row of which all do, and all text is hidden, is not shown.
    pub(super) hidden_ends: usize,
    /// Whether it has text that is not hidden.
    pub(super) has_text: bool,
}

impl Row {
    fn is_shown(&self) -> bool {
        let is_hidden = !self.has_text && self.hidden_ends == self.cells.len();
        !self.deleted && (self.cells.is_empty() || !is_hidden)
    }
}

/// A cell on the grid.
struct Placed<'a> {
    from: usize,
    to: usize,
    rows: usize,
    back: Option<u32>,
    content: Option<&'a str>,
}

/// Writes a table.
pub(super) fn write(rows: &[Row], markup: &mut Markup, limits: &Limits) -> Result<(), ImportError> {
    let edges = edges(rows);
    if edges.len() > limits.columns {
        return Err(ImportError::TooManyColumns {
            limit: limits.columns,
            line: 1,
        });
    }
    let mut placed: Vec<Vec<Placed>> = rows.iter().map(|row| place(row, &edges)).collect();
    // Cells go on through a row that is not shown.
    let shown: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].is_shown()).collect();
    join_down(rows, &shown, &mut placed);
    markup.tag("<table>");
    for (row, cells) in rows.iter().zip(&placed) {
        let tag = if row.is_shown() {
            "<tr>"
        } else {
            "<tr hidden>"
        };
        markup.tag(tag);
        let mut at = 0;
        for cell in cells {
            if cell.from > at && cell.content.is_some() && at == 0 {
                markup.cell(cell.from, 1, None);
                markup.tag("</td>");
            }
            at = cell.to;
            if let Some(content) = cell.content {
                markup.cell(cell.to - cell.from, cell.rows, cell.back);
                markup.append(content)?;
                markup.tag("</td>");
            }
        }
        markup.tag("</tr>\n");
    }
    markup.tag("</table>\n");
    Ok(())
}

/// The edges of all columns from the left.
fn edges(rows: &[Row]) -> Vec<i32> {
    let lefts = rows.iter().map(|row| row.left);
    let rights = rows
        .iter()
        .flat_map(|row| row.shapes.iter().map(|shape| shape.right));
    let all: BTreeSet<i32> = lefts.chain(rights).collect();
    let mut edges: Vec<i32> = Vec::new();
    for edge in all {
        if edges
            .last()
            .is_none_or(|last| edge.saturating_sub(*last) > SAME)
        {
            edges.push(edge);
        }
    }
    edges
}

/// The column that begins at an edge.
fn column(edges: &[i32], edge: i32) -> usize {
    edges
        .partition_point(|known| *known <= edge)
        .saturating_sub(1)
}

fn place<'a>(row: &'a Row, edges: &[i32]) -> Vec<Placed<'a>> {
    let mut placed: Vec<Placed> = Vec::new();
    let mut from = column(edges, row.left);
    for (at, content) in row.cells.iter().enumerate() {
        let shape = row.shapes.get(at).copied();
        let to = shape
            .map_or(from + 1, |shape| column(edges, shape.right))
            .max(from + 1);
        let shape = shape.unwrap_or_default();
        match placed.last_mut().filter(|_| shape.goes_on_across) {
            Some(last) => last.to = to,
            None => placed.push(Placed {
                from,
                to,
                rows: 1,
                back: shape.back,
                content: Some(content),
            }),
        }
        from = to;
    }
    placed
}

/// Makes cells taller by those that go on from them below.
fn join_down(rows: &[Row], shown: &[usize], placed: &mut [Vec<Placed>]) {
    for (order, at) in shown.iter().copied().enumerate().skip(1) {
        let goes_on: Vec<(usize, usize)> = rows[at]
            .shapes
            .iter()
            .zip(&rows[at].cells)
            .enumerate()
            .filter(|(_, (shape, _))| shape.goes_on_down)
            .filter_map(|(index, _)| index_of(rows, placed, at, index))
            .collect();
        for (index, from) in goes_on {
            let begun = (0..order).rev().find_map(|order_above| {
                let above = shown[order_above];
                let cell = placed[above].iter().position(|cell| cell.from == from)?;
                placed[above][cell]
                    .content
                    .is_some()
                    .then_some((above, cell, order - order_above))
            });
            if let Some((above, cell, _)) =
                begun.filter(|(above, cell, down)| placed[*above][*cell].rows == *down)
            {
                placed[above][cell].rows += 1;
                placed[at][index].content = None;
            }
        }
    }
}

/// Where the cell of a shape was placed in its row, and the column that it begins in.
fn index_of(
    rows: &[Row],
    placed: &[Vec<Placed>],
    row: usize,
    shape: usize,
) -> Option<(usize, usize)> {
    let before = rows[row].shapes[..shape]
        .iter()
        .filter(|shape| !shape.goes_on_across)
        .count();
    let cell = placed[row].get(before)?;
    Some((before, cell.from))
}
