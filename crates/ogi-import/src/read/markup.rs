//! Markup for the reader of HTML, written from files that have the same shape: paragraphs, and tables of cells that span.
//!
//! Each paragraph takes one line, so that a line of the markup is a paragraph of the file.

use std::fmt::Write;

use super::effects::{Effect, Effects};
use crate::error::ImportError;

/// How characters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// What sets them apart.
    pub(super) effects: Effects,
    /// Their colour, and that of what they stand on.
    pub(super) colour: Option<u32>,
    pub(super) back: Option<u32>,
    /// Their size in half points, where it is very small.
    pub(super) size: Option<u32>,
}

/// The tags that stand for effects: what a browser shows of text in them looks that way.
const TAGS: [(Effect, &str, &str); 6] = [
    (
        Effect::Unreadable,
        "<span style=\"-webkit-text-security:disc\">",
        "</span>",
    ),
    (Effect::Hidden, "<span hidden>", "</span>"),
    (Effect::Tiny, "<span style=\"font-size:0.5pt\">", "</span>"),
    (Effect::Deleted, "<del>", "</del>"),
    (Effect::Struck, "<s>", "</s>"),
    (Effect::Raised, "<sup>", "</sup>"),
];
/// Sizes from here on, in half points, can be read.
const LEGIBLE: u32 = 6;

/// Markup while it is written.
#[derive(Debug)]
pub(super) struct Markup {
    out: String,
    most: usize,
    kind: &'static str,
}

impl Markup {
    /// Markup of at most as many bytes as a file of this kind may have.
    pub(super) fn new(kind: &'static str, most: usize) -> Self {
        Self {
            out: String::new(),
            most,
            kind,
        }
    }

    /// Adds a tag as it is.
    pub(super) fn tag(&mut self, tag: &str) {
        self.out.push_str(tag);
    }

    /// Adds a tag of a cell.
    pub(super) fn cell(&mut self, columns: usize, rows: usize, back: Option<u32>) {
        self.out.push_str("<td");
        if columns > 1 {
            // Writing to a string does not fail.
            let _ = write!(self.out, " colspan={columns}");
        }
        if rows > 1 {
            let _ = write!(self.out, " rowspan={rows}");
        }
        if let Some(back) = back {
            let _ = write!(self.out, " style=\"background-color:#{back:06x}\"");
        }
        self.out.push('>');
    }

    /// Adds characters with their look.
    ///
    /// # Errors
    /// The markup exceeds its bound.
    pub(super) fn text(&mut self, text: &str, look: Look) -> Result<(), ImportError> {
        let style = style(look);
        if let Some(style) = &style {
            let _ = write!(self.out, "<span style=\"{style}\">");
        }
        let tags = TAGS.iter().filter(|(effect, ..)| look.effects.has(*effect));
        for (_, open, _) in tags.clone() {
            self.out.push_str(open);
        }
        for c in text.chars() {
            match c {
                '<' => self.out.push_str("&lt;"),
                '&' => self.out.push_str("&amp;"),
                // A line feed would count as a paragraph.
                '\n' | '\r' => self.out.push(' '),
                _ => self.out.push(c),
            }
        }
        for (.., close) in tags.rev() {
            self.out.push_str(close);
        }
        if style.is_some() {
            self.out.push_str("</span>");
        }
        self.check()
    }

    /// Adds markup that was written before.
    pub(super) fn append(&mut self, markup: &str) -> Result<(), ImportError> {
        self.out.push_str(markup);
        self.check()
    }

    /// Goes on with what was taken before.
    pub(super) fn resume(&mut self, before: String) {
        self.out = before;
    }

    /// What was written so far, which begins anew.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    fn check(&self) -> Result<(), ImportError> {
        if self.out.len() > self.most {
            return Err(ImportError::Inflated {
                kind: self.kind,
                limit: self.most,
            });
        }
        Ok(())
    }
}

fn style(look: Look) -> Option<String> {
    let mut style = String::new();
    if let Some(colour) = look.colour {
        let _ = write!(style, "color:#{colour:06x};");
    }
    if let Some(back) = look.back {
        let _ = write!(style, "background-color:#{back:06x};");
    }
    if let Some(size) = look.size.filter(|size| *size < LEGIBLE) {
        let _ = write!(style, "font-size:{}pt;", f64::from(size) / 2.0);
    }
    (!style.is_empty()).then_some(style)
}
