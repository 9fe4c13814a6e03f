//! Tables of written cells that say how far they reach, laid out on their grid.

use crate::error::ImportError;
use crate::grid::seen::{Cause, Look, Runs};
use crate::grid::{Cell, Elsewhere, Origin, Ruling, Strip, trim};
use crate::limits::Limits;

/// A cell as written.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// Its paragraphs, with their numbers in the file.
    pub(super) lines: Vec<(Runs, u32)>,
    /// Grid columns that it takes.
    pub(super) columns: usize,
    /// Whether it goes on from the cell above.
    pub(super) goes_on: bool,
    /// Line or paragraph of the file that it begins in.
    pub(super) line: u32,
}

/// A row as written.
#[derive(Debug, Default)]
pub(super) struct WrittenRow {
    /// Grid columns left free before its first cell.
    pub(super) free: usize,
    pub(super) cells: Vec<Written>,
    /// Why it is not seen, if it is not.
    pub(super) unseen: Option<(Look, Cause)>,
}

/// Places cells on the grid: every strip holds the cells of its row and those that reach into it from above. Rows that are
/// not seen go elsewhere.
pub(super) fn lay_out(
    table: u32,
    rows: Vec<WrittenRow>,
    limits: &Limits,
    elsewhere: &mut Elsewhere,
) -> Result<Vec<Strip>, ImportError> {
    let mut strips: Vec<Strip> = Vec::new();
    // For each grid column, the cell above: the strip and index that it began in.
    let mut above: Vec<Option<(usize, usize)>> = Vec::new();
    for (number, row) in rows.into_iter().enumerate() {
        let at = strips.len();
        let unseen = row.unseen;
        let mut cells = Vec::new();
        let mut below = vec![None; row.free];
        for cell in row.cells {
            let column = below.len();
            if column + cell.columns > limits.columns {
                return Err(ImportError::TooManyColumns {
                    limit: limits.columns,
                    line: cell.line,
                });
            }
            let columns = cell.columns;
            let begun = above
                .get(column)
                .copied()
                .flatten()
                .filter(|_| cell.goes_on);
            let (place, shown) = match begun {
                Some((row, index)) => {
                    let shown = Cell {
                        tall: true,
                        continued: true,
                        ..strips[row].cells[index].clone()
                    };
                    ((row, index), shown)
                }
                None => ((at, cells.len()), show(table, number, column, cell)),
            };
            cells.push(shown);
            below.extend(std::iter::repeat_n(Some(place), columns));
        }
        if let Some((look, cause)) = unseen.or_else(|| vanished(&cells)) {
            set_aside(&cells, (look, cause), elsewhere);
            // A cell that begins in a row that is not seen does not go on in the next.
            for (above, _) in above
                .iter_mut()
                .zip(&below)
                .filter(|(_, place)| place.is_some_and(|(row, _)| row == at))
            {
                *above = None;
            }
            continue;
        }
        for (row, index) in below.iter().flatten().filter(|(row, _)| *row < at) {
            strips[*row].cells[*index].tall = true;
        }
        above = below;
        strips.push(Strip {
            cells,
            ruling: Ruling::Ruled,
        });
    }
    Ok(strips)
}

/// Why a row is not seen that holds hidden text only: Word gives it no height.
fn vanished(cells: &[Cell]) -> Option<(Look, Cause)> {
    let is_unseen = |cell: &Cell| {
        cell.is_blank() && cell.asides.iter().all(|aside| aside.cause == Cause::Marked)
    };
    let any = cells.iter().any(|cell| !cell.asides.is_empty());
    (any && cells.iter().all(is_unseen)).then_some((Look::Hidden, Cause::Marked))
}

fn set_aside(cells: &[Cell], (look, cause): (Look, Cause), elsewhere: &mut Elsewhere) {
    for cell in cells.iter().filter(|cell| !cell.continued) {
        if !cell.is_blank() {
            elsewhere.push(look, cause, &cell.text, cell.origin);
        }
        for aside in cell.asides.iter() {
            elsewhere.push(aside.look, aside.cause, &aside.text, cell.origin);
        }
    }
}

fn show(table: u32, row: usize, column: usize, cell: Written) -> Cell {
    let number = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
    let origin = Origin::Cell {
        table,
        row: number(row),
        column: number(column),
        line: cell.line,
    };
    let across = Some((number(column) - 1, number(column + cell.columns) - 1));
    let mut runs = Runs::default();
    for (line, _) in cell.lines {
        runs.append(line);
    }
    let (text, asides) = runs.finish();
    Cell {
        across,
        asides,
        ..Cell::new(lines(&text).join("\n"), origin)
    }
}

/// The lines of a text that are not blank.
pub(super) fn lines(text: &str) -> Vec<&str> {
    text.split('\n')
        .map(trim)
        .filter(|line| !line.is_empty())
        .collect()
}
