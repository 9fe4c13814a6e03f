//! One HTML table: its rows, the text of its cells, and the grid that their spans make.

use crate::error::ImportError;
use crate::grid::seen::Cause;
use crate::grid::{Cell, Elsewhere, Origin, Ruling, Strip};
use crate::limits::Limits;

use super::cell;
use super::column::Columns;
use super::dom::NodeId;
use super::view::{Kind, View};

/// A row as written, before spans are expanded.
pub(super) struct WrittenRow {
    /// The cells that begin in it.
    pub(super) cells: Vec<NodeId>,
    /// Whether it takes part in the grid, and is left away when the table is shown.
    collapsed: bool,
}

/// The parts of a table, whatever they are wrapped in.
#[derive(Default)]
pub(super) struct Parts {
    /// The rows as they are shown from above.
    pub(super) rows: Vec<WrittenRow>,
    /// The captions.
    pub(super) captions: Vec<NodeId>,
    /// What describes columns.
    columns: Vec<NodeId>,
    /// What is not shown at all.
    hidden: Vec<(NodeId, Cause)>,
    /// The rows of the foot, which is shown below all others wherever it is written.
    foot: Vec<WrittenRow>,
}

impl Parts {
    pub(super) fn new(view: &View<'_>, table: NodeId) -> Self {
        let mut parts = Self::default();
        parts.gather(view, table, false);
        let foot = std::mem::take(&mut parts.foot);
        parts.rows.extend(foot);
        parts
    }

    fn gather(&mut self, view: &View<'_>, node: NodeId, in_foot: bool) {
        for child in view.dom.children(node) {
            match (view.kind(*child), view.gone(*child)) {
                (Kind::Machinery, _) => {}
                (Kind::Column, _) => self.columns.push(*child),
                (_, Some(cause)) => self.hidden.push((*child, cause)),
                (Kind::Row, None) => self.row(view, *child, in_foot),
                (Kind::Caption, None) => self.captions.push(*child),
                _ => self.gather(view, *child, in_foot || view.dom.name(*child) == "tfoot"),
            }
        }
    }

    fn row(&mut self, view: &View<'_>, node: NodeId, in_foot: bool) {
        let parent_collapses = view
            .dom
            .parent(node)
            .is_some_and(|group| view.style(group).is_collapsed());
        let mut row = WrittenRow {
            cells: Vec::new(),
            collapsed: view.style(node).is_collapsed() || parent_collapses,
        };
        self.gather_cells(view, node, &mut row.cells);
        if in_foot {
            self.foot.push(row);
        } else {
            self.rows.push(row);
        }
    }

    fn gather_cells(&mut self, view: &View<'_>, node: NodeId, cells: &mut Vec<NodeId>) {
        for child in view.dom.children(node) {
            match (view.kind(*child), view.gone(*child)) {
                (Kind::Machinery, _) => {}
                // What is not displayed takes no place; what is merely not visible keeps it.
                (_, Some(Cause::Marked)) => self.hidden.push((*child, Cause::Marked)),
                (Kind::Cell, _) => cells.push(*child),
                _ => self.gather_cells(view, *child, cells),
            }
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
    view: &'a View<'a>,
    limits: &'a Limits,
    table: u32,
    covers: Vec<Option<Cover>>,
}

/// Places cells on the grid. Every strip holds the cells of its row and those that reach into it from above, each once.
pub(super) fn lay_out(
    view: &View<'_>,
    table: u32,
    parts: &Parts,
    limits: &Limits,
    elsewhere: &mut Elsewhere,
) -> Result<Vec<Strip>, ImportError> {
    let mut grid = Grid {
        view,
        limits,
        table,
        covers: Vec::new(),
    };
    for (node, cause) in &parts.hidden {
        view.set_aside(*node, *cause, elsewhere);
    }
    let columns = Columns::new(view, &parts.columns, limits);
    let rows = &parts.rows;
    let mut strips = Vec::with_capacity(rows.len());
    let mut count = 0;
    for (index, row) in rows.iter().enumerate() {
        let mut cells = grid.row(index, rows.len() - index - 1, row)?;
        count += cells.len();
        if count > limits.cells {
            return Err(ImportError::TooManyCells {
                limit: limits.cells,
            });
        }
        columns.close_up(&mut cells, elsewhere);
        if row.collapsed {
            for cell in cells.iter().filter(|cell| !cell.continued) {
                super::column::set_aside(cell, elsewhere);
            }
            continue;
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
            let (colspan, rowspan) = self.view.dom.spans(*node);
            let rows_left = if rowspan == 0 {
                below
            } else {
                (rowspan as usize - 1).min(below)
            };
            let after = column + colspan as usize;
            if after > self.limits.columns {
                return Err(ImportError::TooManyColumns {
                    limit: self.limits.columns,
                    line: self.view.dom.line(*node),
                });
            }
            let origin = Origin::Cell {
                table: self.table,
                row: at(index),
                column: at(column),
                line: self.view.dom.line(*node),
            };
            let said = cell::read(self.view, *node);
            let across = Some((at(column) - 1, at(after) - 1));
            let cell = Cell {
                tall: rows_left > 0,
                across,
                asides: said.asides,
                doubtful: said.doubtful,
                ..Cell::new(said.text, origin)
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
