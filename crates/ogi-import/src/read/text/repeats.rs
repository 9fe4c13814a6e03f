//! Merged cells that a program has written once for each column they take.

use crate::grid::{Cell, Ruling, Strip};
use crate::printed::value;

/// Empties the copies of merged cells, so that each stands once: texts beside themselves, and numbers where the header
/// above them stands beside itself in the same columns.
pub(super) fn empty(strips: &mut [Strip]) {
    let mut header: Vec<bool> = Vec::new();
    for strip in strips
        .iter_mut()
        .filter(|strip| strip.ruling == Ruling::Barred)
    {
        let copies = copies(&strip.cells);
        let has_values = strip.cells.iter().any(|cell| value::is_value(&cell.text));
        for (at, cell) in strip.cells.iter_mut().enumerate() {
            let is_text = !value::is_value(&cell.text);
            let below_copy = header.get(at).is_some_and(|is_copy| *is_copy);
            if copies[at] && (is_text || below_copy) {
                cell.text = "".into();
            }
        }
        if !has_values {
            header = copies;
        }
    }
}

/// For each cell, whether it repeats the one before it; programs number the copies of a header: 数量, 数量.1, 数量.2.
fn copies(cells: &[Cell]) -> Vec<bool> {
    let mut copies = Vec::with_capacity(cells.len());
    let mut before = "";
    for cell in cells {
        let text = &*cell.text;
        copies.push(!text.is_empty() && (text == before || is_numbered(text, before)));
        if !copies.ends_with(&[true]) {
            before = text;
        }
    }
    copies
}

fn is_numbered(text: &str, of: &str) -> bool {
    let number = text
        .strip_prefix(of)
        .and_then(|rest| rest.strip_prefix('.'));
    !value::is_value(of)
        && number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}
