//! Reports that are printed side by side on one grid, put one after the other.

use crate::find::facts::{Name, Setting};
use crate::find::headings;
use crate::form::FormIndex;
use crate::grid::{Cell, Page, Strip};
use crate::printed::value;

/// Rows in which both sides must show the same heading before a page is cut in two; one may be a list of links.
const ROWS: usize = 2;

/// The page with its left side first and its right side after it, where both are reports; else as it is.
pub(super) fn one_after_the_other(page: Page, form: &FormIndex) -> Page {
    let Some(column) = second_column(&page, form) else {
        return page;
    };
    let mut left: Vec<Strip> = Vec::new();
    let mut right: Vec<Strip> = Vec::new();
    for strip in &page.strips {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (at, cell) in strip.cells.iter().enumerate() {
            let side = if place(cell, at) < column {
                &mut before
            } else {
                &mut after
            };
            side.push(cell.clone());
        }
        for (cells, side) in [(before, &mut left), (after, &mut right)] {
            if cells.iter().any(|cell| !cell.is_empty()) {
                side.push(Strip {
                    cells,
                    ruling: strip.ruling,
                });
            }
        }
    }
    left.append(&mut right);
    Page {
        strips: left,
        ..page
    }
}

/// The grid column in which the second report begins.
fn second_column(page: &Page, form: &FormIndex) -> Option<u32> {
    let mut columns: Vec<u32> = Vec::new();
    for strip in page.strips.iter().filter(|strip| strip.cells.len() > 1) {
        let headings: Vec<(u32, Heading)> = strip
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_blank() && !cell.continued)
            .filter(|(_, cell)| !value::is_value(&cell.text))
            .filter_map(|(at, cell)| Some((place(cell, at), heading(cell, form)?)))
            .collect();
        if let [(_, first), (column, second)] = &headings[..]
            && first == second
        {
            columns.push(*column);
        }
    }
    let column = *columns.first()?;
    let agree = columns.iter().filter(|other| **other == column).count();
    let is_cut = |strip: &Strip| {
        let crosses = |cell: &Cell| {
            cell.across
                .is_some_and(|(from, to)| from < column && column < to)
        };
        strip.cells.iter().filter(|cell| !cell.is_blank()).count() > 1
            && strip.cells.iter().any(crosses)
    };
    (agree >= ROWS && agree == columns.len() && !page.strips.iter().any(is_cut)).then_some(column)
}

/// What a cell heads.
#[derive(PartialEq, Eq)]
enum Heading {
    Report,
    Section(usize),
}

fn heading(cell: &Cell, form: &FormIndex) -> Option<Heading> {
    if Name::find(&cell.text, Setting::Title).is_some() {
        return Some(Heading::Report);
    }
    headings::title(&form.sections, &cell.text).map(Heading::Section)
}

/// The grid column of a cell; its place in the strip where the file has no grid.
fn place(cell: &Cell, at: usize) -> u32 {
    let index = u32::try_from(at).unwrap_or(u32::MAX);
    cell.across.map_or(index, |(from, _)| from)
}
