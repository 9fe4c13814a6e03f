//! Rows of drawn tables whose cells run over several lines.

use crate::grid::{Cell, Strip};
use crate::printed::value;

/// More lines than any row has.
const MOST: usize = 40;

/// Joins the lines between two rules into the row that they print, where they are one: then at most one line has a number
/// in each column. A line with numbers alone goes on with those above it, so that none of them is whole.
pub(super) fn join(lines: &mut Vec<Strip>, from: usize) {
    let rows = &lines[from..];
    let columns = rows.first().map_or(0, |row| row.cells.len());
    let is_even = rows.iter().all(|row| row.cells.len() == columns);
    if rows.len() < 2 || rows.len() > MOST || columns < 2 || !is_even {
        return;
    }
    let has_value: Vec<bool> = (0..columns)
        .map(|column| rows.iter().any(|row| is_value(&row.cells[column])))
        .collect();
    let joined = if has_value.contains(&true) {
        join_row(rows, &has_value)
    } else {
        join_header(rows)
    };
    if let Some(joined) = joined {
        lines.truncate(from);
        lines.extend(joined);
    }
}

fn is_value(cell: &Cell) -> bool {
    value::is_value(&cell.text)
}

/// A row of numbers: its lines are one where the others leave the columns of numbers free.
fn join_row(rows: &[Strip], has_value: &[bool]) -> Option<Vec<Strip>> {
    let mut whole: Vec<Strip> = Vec::new();
    for row in rows {
        let labelled = row
            .cells
            .iter()
            .zip(has_value)
            .any(|(cell, has_value)| !has_value && !cell.is_blank());
        let goes_on = !labelled
            && whole
                .last()
                .is_some_and(|last| last.cells.iter().any(is_value));
        match whole.last_mut().filter(|_| goes_on) {
            Some(last) => append(last, row),
            None => whole.push(copy(row)),
        }
    }
    let numbered = whole
        .iter()
        .filter(|row| row.cells.iter().any(is_value))
        .count();
    let is_free = |row: &Strip| {
        row.cells.iter().zip(has_value).all(|(cell, has_value)| {
            !has_value || cell.is_blank() || is_value(cell) || cell.text.contains('\n')
        })
    };
    if numbered == 1 && whole.iter().all(is_free) {
        let mut parts = whole.into_iter();
        let mut first = parts.next()?;
        for part in parts {
            append(&mut first, &part);
        }
        return Some(vec![first]);
    }
    (whole.len() < rows.len()).then_some(whole)
}

/// A header: its lines are one where a later line only goes on with cells of the first.
fn join_header(rows: &[Strip]) -> Option<Vec<Strip>> {
    let (first, rest) = rows.split_first()?;
    let filled = first.cells.iter().filter(|cell| !cell.is_blank()).count();
    let goes_on = |row: &Strip| {
        row.cells
            .iter()
            .zip(&first.cells)
            .all(|(cell, above)| cell.is_blank() || !above.is_blank())
    };
    if filled < 2 || !rest.iter().all(goes_on) {
        return None;
    }
    let mut whole = copy(first);
    for row in rest {
        append(&mut whole, row);
    }
    Some(vec![whole])
}

fn copy(row: &Strip) -> Strip {
    Strip {
        cells: row.cells.clone(),
        ruling: row.ruling,
    }
}

fn append(row: &mut Strip, next: &Strip) {
    for (cell, next) in row.cells.iter_mut().zip(&next.cells) {
        if cell.is_empty() {
            *cell = next.clone();
        } else if !next.is_blank() {
            cell.text = format!("{}\n{}", cell.text, next.text).into();
        }
    }
}
