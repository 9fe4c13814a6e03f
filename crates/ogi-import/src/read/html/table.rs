//! One HTML table: its rows, the text of its cells, and the grid that their spans make.

use crate::error::ImportError;
use crate::grid::{Cell, Origin, Ruling, Strip, trim};
use crate::limits::Limits;

use super::dom::{Content, Dom, NodeId};
use super::{collapse, is_inline, is_unseen};

/// A row as written, before spans are expanded.
pub(super) struct WrittenRow {
    /// The cells that begin in it.
    pub(super) cells: Vec<NodeId>,
}

/// The rows of a table, whatever they are wrapped in.
pub(super) fn rows(dom: &Dom, table: NodeId) -> Vec<WrittenRow> {
    let mut rows = Vec::new();
    gather_rows(dom, table, &mut rows);
    rows
}

fn gather_rows(dom: &Dom, node: NodeId, rows: &mut Vec<WrittenRow>) {
    for child in dom.children(node) {
        match dom.name(*child) {
            "tr" => {
                let mut cells = Vec::new();
                gather_cells(dom, *child, &mut cells);
                rows.push(WrittenRow { cells });
            }
            name if is_unseen(name) => {}
            _ => gather_rows(dom, *child, rows),
        }
    }
}

fn gather_cells(dom: &Dom, node: NodeId, cells: &mut Vec<NodeId>) {
    for child in dom.children(node) {
        match dom.name(*child) {
            "td" | "th" => cells.push(*child),
            name if is_unseen(name) => {}
            _ => gather_cells(dom, *child, cells),
        }
    }
}

/// What covers a grid column in the rows that follow.
#[derive(Clone)]
struct Cover {
    cell: Cell,
    first: bool,
    rows_left: usize,
}

/// The grid while it is filled row by row.
struct Grid<'a> {
    dom: &'a Dom,
    limits: &'a Limits,
    table: u32,
    covers: Vec<Option<Cover>>,
}

/// Places cells on the grid. Every strip holds the cells of its row and those that reach into it from above, each once.
pub(super) fn lay_out(
    dom: &Dom,
    table: u32,
    rows: &[WrittenRow],
    limits: &Limits,
) -> Result<Vec<Strip>, ImportError> {
    let mut grid = Grid {
        dom,
        limits,
        table,
        covers: Vec::new(),
    };
    let mut strips = Vec::with_capacity(rows.len());
    let mut count = 0;
    for (index, row) in rows.iter().enumerate() {
        let cells = grid.row(index, rows.len() - index - 1, row)?;
        count += cells.len();
        if count > limits.cells {
            return Err(ImportError::TooManyCells {
                limit: limits.cells,
            });
        }
        strips.push(Strip {
            cells,
            ruling: Ruling::Ruled,
        });
    }
    Ok(strips)
}

impl Grid<'_> {
    fn row(
        &mut self,
        index: usize,
        below: usize,
        row: &WrittenRow,
    ) -> Result<Vec<Cell>, ImportError> {
        let mut placed = self.continued();
        let mut column = 0;
        for node in &row.cells {
            while self.covers.get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let (colspan, rowspan) = self.dom.spans(*node);
            let rows_left = if rowspan == 0 {
                below
            } else {
                (rowspan as usize - 1).min(below)
            };
            let after = column + colspan as usize;
            if after > self.limits.columns {
                return Err(ImportError::TooManyColumns {
                    limit: self.limits.columns,
                    line: self.dom.line(*node),
                });
            }
            let origin = Origin::Cell {
                table: self.table,
                row: at(index),
                column: at(column),
                line: self.dom.line(*node),
            };
            let text = cell_text(self.dom, *node);
            let across = Some((at(column) - 1, at(after) - 1));
            let cell = Cell {
                tall: rows_left > 0,
                across,
                ..Cell::new(text, origin)
            };
            if self.covers.len() < after {
                self.covers.resize(after, None);
            }
            for (offset, cover) in self.covers[column..after].iter_mut().enumerate() {
                *cover = Some(Cover {
                    cell: cell.clone(),
                    first: offset == 0,
                    rows_left,
                });
            }
            placed.push((column, cell));
            column = after;
        }
        for cover in &mut self.covers {
            cover.take_if(|cover| cover.rows_left == 0);
        }
        placed.sort_by_key(|(column, _)| *column);
        Ok(placed.into_iter().map(|(_, cell)| cell).collect())
    }

    /// The cells that reach into a row from above, with their columns.
    fn continued(&mut self) -> Vec<(usize, Cell)> {
        let mut cells = Vec::new();
        for (column, cover) in self.covers.iter_mut().enumerate() {
            let Some(cover) = cover else { continue };
            if cover.first {
                cells.push((
                    column,
                    Cell {
                        continued: true,
                        ..cover.cell.clone()
                    },
                ));
            }
            cover.rows_left -= 1;
        }
        cells
    }
}

fn at(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// The text of a cell; a line feed where it is broken into lines.
fn cell_text(dom: &Dom, node: NodeId) -> String {
    let mut lines = vec![String::new()];
    gather_text(dom, node, &mut lines);
    let lines: Vec<_> = lines
        .iter()
        .map(|line| collapse(line))
        .filter(|line| !line.is_empty())
        .collect();
    trim(&lines.join("\n")).to_owned()
}

fn gather_text(dom: &Dom, node: NodeId, lines: &mut Vec<String>) {
    for child in dom.children(node) {
        match (dom.content(*child), dom.name(*child)) {
            (Content::Text(text), _) => {
                if let Some(line) = lines.last_mut() {
                    line.push_str(text);
                }
            }
            (_, name) if is_unseen(name) => {}
            (_, "br") => lines.push(String::new()),
            (_, name) if name.is_empty() || is_inline(name) => gather_text(dom, *child, lines),
            _ => {
                lines.push(String::new());
                gather_text(dom, *child, lines);
                lines.push(String::new());
            }
        }
    }
}
