//! Merged cells that a converter took apart, so that each of their places holds the text again.

use crate::form::{Matcher, Role};
use crate::grid::{Cell, Ruling, Strip};

/// The strips with each header that stands in several cells side by side made one; `None` where there is none.
///
/// Other texts are left alone: a row may say the same words instead of each number, and its cells are counted.
pub(super) fn rejoined(matcher: &mut Matcher, strips: &[Strip]) -> Option<Vec<Strip>> {
    let mut has_copies = |strip: &Strip| {
        let mut pairs = strip.cells.windows(2);
        pairs.any(|pair| is_repeated(matcher, strip, &pair[0], &pair[1]))
    };
    if !strips.iter().any(&mut has_copies) {
        return None;
    }
    Some(strips.iter().map(|strip| joined(matcher, strip)).collect())
}

fn joined(matcher: &mut Matcher, strip: &Strip) -> Strip {
    let mut cells: Vec<Cell> = Vec::with_capacity(strip.cells.len());
    for cell in &strip.cells {
        match cells
            .last_mut()
            .filter(|last| is_repeated(matcher, strip, last, cell))
        {
            Some(last) => last.across = last.across.zip(cell.across).map(|(a, b)| (a.0, b.1)),
            None => cells.push(cell.clone()),
        }
    }
    Strip {
        cells,
        ruling: strip.ruling,
    }
}

/// Whether a cell repeats the header before it.
fn is_repeated(matcher: &mut Matcher, strip: &Strip, last: &Cell, cell: &Cell) -> bool {
    let adjoins = last
        .across
        .zip(cell.across)
        .is_some_and(|(a, b)| a.1 == b.0);
    strip.ruling == Ruling::Barred
        && adjoins
        && !cell.is_blank()
        && last.text == cell.text
        && matcher
            .find(&cell.text, None)
            .is_some_and(|found| found.role == Role::Header)
}
