//! A page with the styles of its elements: what is a table, a row, a cell, and what is not to be seen.

use std::collections::HashSet;

use super::css::{Display, Style, Styles};
use super::dom::{Content, Dom, NodeId};
use crate::grid::seen::{Cause, Look};
use crate::grid::{Elsewhere, Origin};

/// The tree of a page and how it looks.
pub(super) struct View<'a> {
    pub(super) dom: &'a Dom,
    pub(super) styles: &'a Styles,
    /// What scripts write, as `#id` or `.class`.
    pub(super) scripted: &'a HashSet<String>,
}

/// What an element is to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Table,
    Row,
    Cell,
    Column,
    Caption,
    /// What is never text, such as scripts.
    Machinery,
    Other,
}

/// Characters that are kept of what is not seen, and that are looked at.
const SNIPPET: usize = 120;

/// Attributes with the figure that is shown in the end, where it counts up on the screen from another.
const COUNTS_TO: [&str; 6] = [
    "data-to",
    "data-count",
    "data-count-to",
    "data-countto",
    "data-target",
    "data-end",
];

impl<'a> View<'a> {
    pub(super) fn style(&self, node: NodeId) -> &'a Style {
        self.styles.of(node)
    }

    pub(super) fn kind(&self, node: NodeId) -> Kind {
        match self.dom.name(node) {
            "" => Kind::Other,
            "table" => Kind::Table,
            "tr" => Kind::Row,
            "td" | "th" => Kind::Cell,
            "caption" => Kind::Caption,
            "col" | "colgroup" => Kind::Column,
            "script" | "style" | "template" | "noscript" | "noframes" => Kind::Machinery,
            // Style sheets can make a table of anything.
            _ => match self.style(node).display {
                Display::Table => Kind::Table,
                Display::Row => Kind::Row,
                Display::Cell => Kind::Cell,
                Display::Column => Kind::Column,
                _ => Kind::Other,
            },
        }
    }

    /// Why nothing of an element can be seen, with all that stands in it.
    pub(super) fn gone(&self, node: NodeId) -> Option<Cause> {
        self.style(node).gone
    }

    /// Whether a script writes the text of an element, so that what is in the file is not what is shown.
    pub(super) fn is_scripted(&self, node: NodeId) -> bool {
        let Some(element) = self.dom.element(node) else {
            return false;
        };
        let number = |text: &str| text.trim().replace(',', "").parse::<f64>().ok();
        for attribute in &element.attributes {
            if COUNTS_TO.contains(&&*attribute.name.local)
                && let Some(target) = number(&attribute.value)
                && let Some(text) = number(&self.snippet(node))
                && (target - text).abs() > 0.0
            {
                return true;
            }
        }
        let id = element.attribute("id");
        !self.scripted.is_empty()
            && (id.is_some_and(|id| self.scripted.contains(&format!("#{id}")))
                || element
                    .classes()
                    .any(|class| self.scripted.contains(&format!(".{class}"))))
    }

    /// Which nodes a table that is seen stands in: a table that holds another only lays out the page.
    ///
    /// A table of one cell with a short text, as editors put around a number, is text.
    pub(super) fn holders(&self) -> Vec<bool> {
        let mut holders = vec![false; self.dom.len()];
        let cells = self.cells_by_table();
        for (table, cells) in cells.into_iter().enumerate() {
            let is_table = self.kind(table) == Kind::Table && self.style(table).is_seen();
            if !is_table || cells < 2 && self.snippet(table).len() < SNIPPET {
                continue;
            }
            let mut above = self.dom.parent(table);
            while let Some(node) = above.filter(|node| !holders[*node]) {
                holders[node] = true;
                above = self.dom.parent(node);
            }
        }
        holders
    }

    /// How many cells stand in each table, without those of tables within it.
    fn cells_by_table(&self) -> Vec<usize> {
        let mut cells = vec![0; self.dom.len()];
        let mut open = vec![(Dom::ROOT, Dom::ROOT)];
        while let Some((node, around)) = open.pop() {
            let table = match self.kind(node) {
                Kind::Table => node,
                Kind::Cell => {
                    cells[around] += 1;
                    around
                }
                _ => around,
            };
            open.extend(self.dom.children(node).iter().map(|child| (*child, table)));
        }
        cells
    }

    /// The pages in the frames that are seen, each with its line.
    pub(super) fn frames(&self) -> impl Iterator<Item = (String, u32)> {
        (0..self.dom.len()).filter_map(|node| {
            let source = self.dom.attribute(node, "srcdoc")?;
            let is_frame = self.dom.name(node) == "iframe" && self.style(node).is_seen();
            is_frame.then(|| (source.to_owned(), self.dom.line(node)))
        })
    }

    /// Notes an element that is not seen as a whole.
    pub(super) fn set_aside(&self, node: NodeId, cause: Cause, elsewhere: &mut Elsewhere) {
        let text = self.snippet(node);
        if text.trim().is_empty() {
            return;
        }
        let cause = if cause == Cause::Marked {
            Cause::Container
        } else {
            cause
        };
        let line = self.dom.line(node);
        elsewhere.push(Look::Hidden, cause, &text, Origin::Line { line });
    }

    /// The first characters in an element.
    pub(super) fn snippet(&self, node: NodeId) -> String {
        let mut text = String::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if text.len() > SNIPPET {
                break;
            }
            match self.dom.content(node) {
                Content::Text(part) => {
                    let part = part.split_ascii_whitespace().flat_map(|word| [word, " "]);
                    text.extend(part.take(SNIPPET));
                }
                _ if self.kind(node) == Kind::Machinery => {}
                _ => open.extend(self.dom.children(node).iter().rev()),
            }
        }
        text
    }
}
