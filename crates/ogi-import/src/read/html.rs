//! HTML: paragraphs become lines of text, tables become ruled rows with their spans expanded.
//!
//! A page is read as a browser on a desktop shows it to a person: what its style sheets hide is set aside.

mod cell;
mod column;
mod control;
mod css;
mod dom;
mod sink;
mod table;
mod tokens;
mod view;
mod written;

use std::collections::HashSet;

use crate::error::ImportError;
use crate::grid::seen::Cause;
use crate::grid::{Cell, Origin, Page, Ruling, Strip, trim};
use crate::limits::Limits;
use crate::read::{find_ignoring_case, script};
use css::Styles;
use dom::{Content, Dom, NodeId};
use view::{Kind, View};
use written::Written;

/// Frames of one page that are looked into.
const FRAMES: usize = 8;

/// Reads HTML of any quality: the parser is the one that browsers' standard prescribes.
pub(crate) fn read(text: &str, limits: &Limits) -> Result<Page, ImportError> {
    let before = if begins_inside_table(text) {
        "<table>"
    } else {
        ""
    };
    let dom = tokens::parse(before, text, limits)?;
    let mut framed = Vec::new();
    let mut page = read_tree(dom, limits, &mut framed)?;
    if !has_table(&page) {
        for (text, line) in framed {
            // Frames within a frame are not looked into.
            let frame = read_tree(tokens::parse("", &text, limits)?, limits, &mut Vec::new())?;
            page.append_at(frame, line);
        }
    }
    Ok(page)
}

/// Reads one tree; the pages in its frames go to `framed`, each with its line.
fn read_tree(
    mut dom: Dom,
    limits: &Limits,
    framed: &mut Vec<(String, u32)>,
) -> Result<Page, ImportError> {
    let metadata = std::mem::take(&mut dom.metadata);
    let styles = Styles::new(&dom, limits)?;
    let scripted = scripted(&dom);
    let view = View {
        dom: &dom,
        styles: &styles,
        scripted: &scripted,
    };
    framed.extend(view.frames().take(FRAMES));
    let holders = view.holders();
    let mut flow = Flow {
        view: &view,
        holders,
        limits,
        page: Page {
            media_type: "text/html",
            metadata,
            ..Page::default()
        },
        line: Written::default(),
        line_number: 1,
        cells: 0,
        tables: 0,
    };
    flow.walk(Dom::ROOT)?;
    flow.end_line()?;
    Ok(flow.page)
}

/// The elements whose text scripts of the page write, as `#id` or `.class`.
fn scripted(dom: &Dom) -> HashSet<String> {
    let mut ids = HashSet::new();
    for node in 0..dom.len() {
        if dom.name(node) == "script" {
            let text = dom.raw_text(node);
            ids.extend(script::written_elements(&text));
        }
    }
    ids
}

/// Whether any row of a table was found.
pub(crate) fn has_table(page: &Page) -> bool {
    page.strips
        .iter()
        .any(|strip| strip.ruling == Ruling::Ruled)
}

/// Whether the text was cut out of a table, so that rows stand outside of any.
fn begins_inside_table(text: &str) -> bool {
    let first = |tag: &str| find_ignoring_case(text, tag).unwrap_or(usize::MAX);
    first("<tr").min(first("<td")) < first("<table")
}

/// Walks the tree in document order and writes the page.
struct Flow<'a> {
    view: &'a View<'a>,
    /// Whether a table that is seen stands in each node.
    holders: Vec<bool>,
    limits: &'a Limits,
    page: Page,
    line: Written,
    line_number: u32,
    cells: usize,
    tables: u32,
}

impl Flow<'_> {
    fn walk(&mut self, node: NodeId) -> Result<(), ImportError> {
        let view = self.view;
        match view.dom.content(node) {
            Content::Text(text) => {
                if self.line.is_empty() {
                    self.line_number = view.dom.line(node);
                }
                self.line.text(view.style(node), view.styles.linked, text);
                Ok(())
            }
            Content::Element(element) => self.element(node, &element.name, element.foreign),
            Content::Other => self.children(node),
        }
    }

    fn element(&mut self, node: NodeId, name: &str, foreign: bool) -> Result<(), ImportError> {
        let view = self.view;
        let kind = view.kind(node);
        match (kind, view.gone(node), name) {
            (Kind::Machinery, ..) => Ok(()),
            (_, _, "title") if !foreign => {
                let text = view.dom.text(node);
                self.page
                    .title
                    .get_or_insert_with(|| Cell::line(text, view.dom.line(node)));
                Ok(())
            }
            (_, Some(cause), _) => {
                self.hidden(node, cause);
                Ok(())
            }
            (_, _, "br" | "hr") => self.end_line(),
            // Controls and pictures outside of tables are furniture of the page.
            (Kind::Table, ..) if !self.holders[node] => self.table(node),
            _ if control::shown(view, node).is_some() => Ok(()),
            _ if view.style(node).is_in_line() => {
                let spaced = view.style(node).is(css::Trait::Spaced);
                if spaced {
                    self.line.space();
                }
                self.children(node)?;
                if spaced {
                    self.line.space();
                }
                Ok(())
            }
            _ => {
                self.end_line()?;
                self.children(node)?;
                self.end_line()
            }
        }
    }

    /// Notes what is not seen: beside the text of its line if it stands in one, else by itself.
    fn hidden(&mut self, node: NodeId, cause: Cause) {
        if self.view.style(node).is_in_line() && !self.line.is_empty() {
            let text = self.view.snippet(node);
            self.line
                .aside(crate::grid::seen::Look::Hidden, cause, &text);
        } else {
            self.view.set_aside(node, cause, &mut self.page.elsewhere);
        }
    }

    fn children(&mut self, node: NodeId) -> Result<(), ImportError> {
        cell::add(self.view, node, true, &mut self.line);
        for child in self.view.dom.children(node) {
            self.walk(*child)?;
        }
        cell::add(self.view, node, false, &mut self.line);
        Ok(())
    }

    /// A table that holds no other: rows of cells, or, where no row has two cells, a frame around text.
    fn table(&mut self, node: NodeId) -> Result<(), ImportError> {
        self.end_line()?;
        let parts = table::Parts::new(self.view, node);
        if parts.rows.iter().all(|row| row.cells.len() < 2) {
            return self.children(node).and_then(|()| self.end_line());
        }
        for caption in &parts.captions {
            self.children(*caption)?;
            self.end_line()?;
        }
        self.tables += 1;
        let elsewhere = &mut self.page.elsewhere;
        for strip in table::lay_out(self.view, self.tables, &parts, self.limits, elsewhere)? {
            self.push(strip)?;
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), ImportError> {
        let said = std::mem::take(&mut self.line).finish();
        let origin = Origin::Line {
            line: self.line_number,
        };
        if said.text.is_empty() {
            for aside in said.asides.iter() {
                let elsewhere = &mut self.page.elsewhere;
                elsewhere.push(aside.look, aside.cause, &aside.text, origin);
            }
            return Ok(());
        }
        let cells = vec![Cell {
            asides: said.asides,
            doubtful: said.doubtful,
            ..Cell::new(said.text, origin)
        }];
        self.push(Strip {
            cells,
            ruling: Ruling::Plain,
        })
    }

    fn push(&mut self, strip: Strip) -> Result<(), ImportError> {
        self.cells += strip.cells.len();
        if self.cells > self.limits.cells {
            return Err(ImportError::TooManyCells {
                limit: self.limits.cells,
            });
        }
        self.page.strips.push(strip);
        Ok(())
    }
}

/// Runs of whitespace as one space, as a browser shows them.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text
        .split(|c: char| c.is_ascii_whitespace())
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    trim(&out).to_owned()
}

#[cfg(test)]
mod tests;
