//! Pointers of rows, from those of their cells.

use ogi_schema::{CellContent, PlacedCell};

/// The deepest pointer that all cells of a row have in common.
pub(super) fn row_pointer(values: &[&PlacedCell]) -> String {
    let parents = values.iter().filter_map(|cell| match &cell.content {
        CellContent::Value { pointer } => pointer.rsplit_once('/').map(|(parent, _)| parent),
        CellContent::Text(_) | CellContent::Label { .. } => None,
    });
    let common = parents.reduce(|a, b| {
        let same = a
            .split('/')
            .zip(b.split('/'))
            .take_while(|(x, y)| x == y)
            .map(|(x, _)| x.len() + 1)
            .sum::<usize>();
        &a[..same.saturating_sub(1)]
    });
    common.unwrap_or_default().to_owned()
}
