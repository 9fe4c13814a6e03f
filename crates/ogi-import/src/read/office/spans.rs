//! Tables of written cells that say how far they reach, laid out on their grid.

use crate::error::ImportError;
use crate::grid::{Cell, Origin, Ruling, Strip};
use crate::limits::Limits;

/// A cell as written.
#[derive(Debug, Default, Clone)]
pub(super) struct Written {
    /// Its paragraphs.
    pub(super) lines: Vec<(String, u32)>,
    /// Grid columns that it takes.
    pub(super) columns: usize,
    /// Whether it goes on from the cell above.
    pub(super) goes_on: bool,
    /// Line or paragraph of the file that it begins in.
    pub(super) line: u32,
}

impl Written {
    pub(super) fn text(&self) -> String {
        let texts: Vec<&str> = self
            .lines
            .iter()
            .map(|(text, _)| text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        texts.join("\n")
    }
}

/// A row as written: grid columns left free before its first cell, and its cells.
pub(super) type WrittenRow = (usize, Vec<Written>);

/// Places cells on the grid: every strip holds the cells of its row and those that reach into it from above.
pub(super) fn lay_out(
    table: u32,
    rows: &[WrittenRow],
    limits: &Limits,
) -> Result<Vec<Strip>, ImportError> {
    let mut strips: Vec<Strip> = Vec::new();
    // For each grid column, the cell above: the strip and index that it began in.
    let mut above: Vec<Option<(usize, usize)>> = Vec::new();
    for (at, (free, written)) in rows.iter().enumerate() {
        let mut cells = Vec::new();
        let mut below = vec![None; *free];
        for cell in written {
            let column = below.len();
            if column + cell.columns > limits.columns {
                return Err(ImportError::TooManyColumns {
                    limit: limits.columns,
                    line: cell.line,
                });
            }
            let begun = above
                .get(column)
                .copied()
                .flatten()
                .filter(|_| cell.goes_on);
            let (place, shown) = match begun {
                Some((row, index)) => {
                    strips[row].cells[index].tall = true;
                    let shown = Cell {
                        tall: true,
                        continued: true,
                        ..strips[row].cells[index].clone()
                    };
                    ((row, index), shown)
                }
                None => ((at, cells.len()), show(table, at, column, cell)),
            };
            cells.push(shown);
            below.extend(std::iter::repeat_n(Some(place), cell.columns));
        }
        above = below;
        strips.push(Strip {
            cells,
            ruling: Ruling::Ruled,
        });
    }
    Ok(strips)
}

fn show(table: u32, row: usize, column: usize, cell: &Written) -> Cell {
    let number = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
    let origin = Origin::Cell {
        table,
        row: number(row),
        column: number(column),
        line: cell.line,
    };
    let across = Some((number(column) - 1, number(column + cell.columns) - 1));
    Cell {
        across,
        ..Cell::new(cell.text(), origin)
    }
}
