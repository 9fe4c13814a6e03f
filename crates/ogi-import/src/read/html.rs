//! HTML: paragraphs become lines of text, tables become ruled rows with their spans expanded.

mod dom;
mod sink;
mod table;

use crate::error::ImportError;
use crate::grid::{Cell, Page, Ruling, Strip, trim};
use crate::limits::Limits;
use crate::read::find_ignoring_case;
use dom::{Content, Dom, NodeId};

/// Frames of one page that are looked into.
const FRAMES: usize = 8;

/// Reads HTML of any quality: the parser is the one that browsers' standard prescribes.
pub(crate) fn read(text: &str, limits: &Limits) -> Result<Page, ImportError> {
    let mut dom = Dom::parse(
        if begins_inside_table(text) {
            "<table>"
        } else {
            ""
        },
        text,
        limits,
    )?;
    let (metadata, framed) = (
        std::mem::take(&mut dom.metadata),
        std::mem::take(&mut dom.framed),
    );
    let mut flow = Flow {
        dom: &dom,
        limits,
        page: Page {
            media_type: "text/html",
            metadata,
            ..Page::default()
        },
        line: String::new(),
        line_number: 1,
        cells: 0,
        tables: 0,
    };
    flow.walk(Dom::ROOT)?;
    flow.end_line()?;
    let mut page = flow.page;
    if !has_table(&page) {
        for (text, line) in framed.into_iter().take(FRAMES) {
            page.append_at(read_frame(&text, limits)?, line);
        }
    }
    Ok(page)
}

/// Whether any row of a table was found.
pub(crate) fn has_table(page: &Page) -> bool {
    page.strips
        .iter()
        .any(|strip| strip.ruling == Ruling::Ruled)
}

/// A page within a page; frames within it are not looked into.
fn read_frame(text: &str, limits: &Limits) -> Result<Page, ImportError> {
    let dom = Dom::parse("", text, limits)?;
    let page = Page {
        media_type: "text/html",
        ..Page::default()
    };
    let mut flow = Flow {
        dom: &dom,
        limits,
        page,
        line: String::new(),
        line_number: 1,
        cells: 0,
        tables: 0,
    };
    flow.walk(Dom::ROOT)?;
    flow.end_line()?;
    Ok(flow.page)
}

/// Whether the text was cut out of a table, so that rows stand outside of any.
fn begins_inside_table(text: &str) -> bool {
    let first = |tag: &str| find_ignoring_case(text, tag).unwrap_or(usize::MAX);
    first("<tr").min(first("<td")) < first("<table")
}

/// Walks the tree in document order and writes the page.
struct Flow<'a> {
    dom: &'a Dom,
    limits: &'a Limits,
    page: Page,
    line: String,
    line_number: u32,
    cells: usize,
    tables: u32,
}

impl Flow<'_> {
    fn walk(&mut self, node: NodeId) -> Result<(), ImportError> {
        let dom = self.dom;
        match dom.content(node) {
            Content::Text(text) => {
                if trim(&self.line).is_empty() {
                    self.line_number = dom.line(node);
                }
                self.line.push_str(text);
                Ok(())
            }
            Content::Element { name, .. } => self.element(node, name),
            Content::Other => self.children(node),
        }
    }

    fn element(&mut self, node: NodeId, name: &str) -> Result<(), ImportError> {
        match name {
            _ if is_unseen(name) => Ok(()),
            "title" => {
                let text = self.dom.text(node);
                self.page
                    .title
                    .get_or_insert_with(|| Cell::line(text, self.dom.line(node)));
                Ok(())
            }
            "br" => self.end_line(),
            "table" if !self.dom.holds_table(node) => self.table(node),
            _ if is_inline(name) => self.children(node),
            _ => {
                self.end_line()?;
                self.children(node)?;
                self.end_line()
            }
        }
    }

    fn children(&mut self, node: NodeId) -> Result<(), ImportError> {
        self.dom
            .children(node)
            .iter()
            .try_for_each(|child| self.walk(*child))
    }

    /// A table that holds no other: rows of cells, or, where no row has two cells, a frame around text.
    fn table(&mut self, node: NodeId) -> Result<(), ImportError> {
        self.end_line()?;
        let rows = table::rows(self.dom, node);
        if rows.iter().all(|row| row.cells.len() < 2) {
            return self.children(node).and_then(|()| self.end_line());
        }
        self.tables += 1;
        for strip in table::lay_out(self.dom, self.tables, &rows, self.limits)? {
            self.push(strip)?;
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), ImportError> {
        let text = collapse(&std::mem::take(&mut self.line));
        if text.is_empty() {
            return Ok(());
        }
        let cells = vec![Cell::line(text, self.line_number)];
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

fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "noframes"
            | "iframe"
            | "object"
            | "select"
            | "svg"
            | "textarea"
    )
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "label"
            | "mark"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
            | "ucapcontent"
            | "ucaptitle"
            | "publishtime"
            | "nobr"
    ) || name.contains(':')
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
