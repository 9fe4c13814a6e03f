//! Lines of text: characters side by side, and paragraphs that wrap.

use super::Glyph;
use crate::printed::label::{Label, Style};

/// A line of text on a page.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    /// Whether there is so much room within it that its parts stand in columns.
    pub(super) in_columns: bool,
}

/// Room between two characters, in parts of their size, that justified text does not have.
const ROOM_OF_COLUMNS: f64 = 2.5;

impl Line {
    /// Whether a character is one of it.
    pub(super) fn holds(&self, glyph: &Glyph) -> bool {
        let across = self.left <= glyph.left && glyph.right <= self.right;
        across && (self.base - glyph.base).abs() <= 0.45 * self.size
    }
}

/// The lines that characters make, from above.
pub(super) fn of<'a>(glyphs: impl IntoIterator<Item = &'a Glyph>) -> Vec<Line> {
    let mut sorted: Vec<&Glyph> = glyphs.into_iter().collect();
    sorted.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in sorted {
        match rows.last_mut() {
            Some(row)
                if row.first().is_some_and(|first| {
                    glyph.base - first.base <= 0.45 * glyph.size.max(first.size)
                }) =>
            {
                row.push(glyph);
            }
            _ => rows.push(vec![glyph]),
        }
    }
    rows.into_iter().map(line).collect()
}

fn line(mut glyphs: Vec<&Glyph>) -> Line {
    glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut text = String::new();
    let mut before: Option<&Glyph> = None;
    let mut in_columns = false;
    let (mut base, mut size, mut right) = (0.0f64, 0.0f64, f64::NEG_INFINITY);
    for glyph in &glyphs {
        if before.is_some_and(|before| {
            before.text == glyph.text && glyph.left - before.left < 0.2 * glyph.size
        }) {
            continue;
        }
        if before.is_some_and(|before| is_gap(before, glyph)) {
            text.push(' ');
        }
        in_columns |=
            before.is_some_and(|before| glyph.left - before.right > ROOM_OF_COLUMNS * glyph.size);
        text.push_str(&glyph.text);
        base = base.max(glyph.base);
        size = size.max(glyph.size);
        right = right.max(glyph.right);
        before = Some(glyph);
    }
    Line {
        text,
        left: glyphs.first().map_or(0.0, |first| first.left),
        right,
        base,
        size,
        in_columns,
    }
}

/// Whether there is room between two characters; between digits less is enough, as they may be two numbers.
fn is_gap(before: &Glyph, glyph: &Glyph) -> bool {
    let ends = before.text.ends_with(|c: char| c.is_ascii_alphanumeric());
    let begins = glyph.text.starts_with(|c: char| c.is_ascii_alphanumeric());
    let room = if ends && begins { 0.25 } else { 0.7 };
    glyph.left - before.right > room * glyph.size.min(before.size)
}

/// Puts together the lines of paragraphs: a line that reaches the right edge goes on in the next, unless that one is
/// indented or begins with a number of the outline.
pub(super) fn paragraphs(lines: Vec<Line>) -> Vec<Line> {
    let left = lines
        .iter()
        .map(|line| line.left)
        .fold(f64::INFINITY, f64::min);
    let right = lines
        .iter()
        .map(|line| line.right)
        .fold(f64::NEG_INFINITY, f64::max);
    let mut paragraphs: Vec<Line> = Vec::new();
    for line in lines {
        match paragraphs.last_mut() {
            Some(before) if goes_on(before, &line, (left, right)) => {
                before.text.push_str(&line.text);
                (before.right, before.base) = (line.right, line.base);
            }
            _ => paragraphs.push(line),
        }
    }
    paragraphs
}

/// Whether a line is the rest of the paragraph before it, between the edges of the text.
fn goes_on(before: &Line, line: &Line, (left, right): (f64, f64)) -> bool {
    let is_full = before.right > right - 1.6 * before.size;
    let is_next =
        line.base - before.base < 3.0 * line.size && (line.size - before.size).abs() < 1.0;
    let is_flush = line.left < left + 0.8 * line.size;
    is_full
        && is_next
        && is_flush
        && !before.in_columns
        && !line.in_columns
        && !begins_outline(&line.text)
}

/// Whether a text begins with a number of the outline.
pub(super) fn begins_outline(text: &str) -> bool {
    let begins: String = text.chars().take(8).collect();
    Label::parse(&begins)
        .ordinal
        .is_some_and(|ordinal| matches!(ordinal.style, Style::Chinese | Style::ChineseInBrackets))
}
