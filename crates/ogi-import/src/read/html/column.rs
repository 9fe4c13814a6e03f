//! Columns of a table that are not shown.

use super::dom::NodeId;
use super::view::View;
use crate::grid::seen::{Cause, Look};
use crate::grid::{Cell, Elsewhere};
use crate::limits::Limits;

/// Which columns of a table are shown.
#[derive(Default)]
pub(super) struct Columns {
    /// How many columns before each are not shown, up to the last one that is not.
    hidden_before: Vec<u32>,
}

impl Columns {
    /// What `col` and `colgroup` say of the columns.
    pub(super) fn new(view: &View<'_>, written: &[NodeId], limits: &Limits) -> Self {
        let mut hidden = Vec::new();
        for node in written {
            let mut columns = Vec::new();
            for child in view.dom.children(*node) {
                if view.dom.name(*child) == "col" {
                    columns.push(*child);
                }
            }
            if columns.is_empty() {
                columns.push(*node);
            }
            for column in columns {
                let style = view.style(column);
                let group = view.style(*node);
                let is_hidden =
                    style.gone.is_some() || style.is_collapsed() || group.is_collapsed();
                let room = limits.columns.saturating_sub(hidden.len());
                let count = span(view, column).min(room);
                hidden.extend(std::iter::repeat_n(is_hidden, count));
            }
        }
        if !hidden.contains(&true) {
            return Self::default();
        }
        let mut hidden_before = vec![0];
        for is_hidden in hidden {
            let before = hidden_before.last().copied().unwrap_or(0);
            hidden_before.push(before + u32::from(is_hidden));
        }
        Self { hidden_before }
    }

    /// Moves the cells of a row to the columns that are shown, and takes away those that stand in none of them.
    pub(super) fn close_up(&self, cells: &mut Vec<Cell>, elsewhere: &mut Elsewhere) {
        if self.hidden_before.is_empty() {
            return;
        }
        cells.retain_mut(|cell| {
            let Some((from, to)) = cell.across else {
                return true;
            };
            let (from, to) = (self.shown(from), self.shown(to));
            cell.across = Some((from, to));
            if from == to && !cell.continued {
                set_aside(cell, elsewhere);
            }
            from < to
        });
    }

    fn shown(&self, column: u32) -> u32 {
        let last = self.hidden_before.len() - 1;
        column - self.hidden_before[(column as usize).min(last)]
    }
}

/// Notes a cell of a row or column that is not shown.
pub(super) fn set_aside(cell: &Cell, elsewhere: &mut Elsewhere) {
    let hidden = cell.asides.iter().find(|aside| aside.look == Look::Hidden);
    let text = hidden.map_or(&cell.text, |aside| &aside.text);
    if !text.is_empty() {
        elsewhere.push(Look::Hidden, Cause::Container, text, cell.origin);
    }
}

fn span(view: &View<'_>, node: NodeId) -> usize {
    let written = view.dom.attribute(node, "span").unwrap_or("1").trim();
    written.parse::<usize>().unwrap_or(1).max(1)
}
