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

// Where a number below says that half of it and twice as much change nothing, that was tried on the reports in PDF that
// the tests read: those made by them, c03 of the corpus, and one without lines from the field.

/// Room between two characters, in parts of their size, that justified text does not have. Half and twice as much change
/// nothing.
const ROOM_OF_COLUMNS: f64 = 2.5;
/// How far apart the heights may be that characters of one line stand on, in parts of their size. Half and twice as much
/// change nothing: the next line is at least a whole size lower.
const SAME_LINE: f64 = 0.45;
/// How far a character is from another painting of it, in parts of its size. Half and twice as much change nothing: two
/// digits are half a size apart.
const DOUBLED: f64 = 0.2;
/// Room between two letters or digits that divides them, in parts of their size. Half and twice as much change nothing;
/// it is the room that divides two numbers in a cell as well (`cell`).
const ROOM_OF_DIGITS: f64 = 0.25;
/// The same between other characters, which justified text moves apart. Half and twice as much change nothing.
const ROOM: f64 = 0.7;
/// How far from the right edge of the text a line may end, in parts of its size, that goes on in the next: a mark that may
/// not begin a line leaves room for one character. Half and twice as much change nothing.
const FULL: f64 = 1.6;
/// How far below a line the next one of its paragraph may be, in parts of its size. At 1.5 the paragraphs of a report
/// with lines of 12 points, 20 apart, come apart; from 2.25 to 6 nothing changes.
const NEXT: f64 = 3.0;
/// How many points the sizes of two lines of a paragraph may differ by; headings are set larger. Not tried.
const SAME_SIZE: f64 = 1.0;
/// How far from the left edge of the text a line may begin, in parts of its size, that is the rest of a paragraph: the
/// first line of one is indented by two characters. Half and twice as much change nothing.
const FLUSH: f64 = 0.8;

impl Line {
    /// Whether a character is one of it.
    pub(super) fn holds(&self, glyph: &Glyph) -> bool {
        let across = self.left <= glyph.left && glyph.right <= self.right;
        across && (self.base - glyph.base).abs() <= SAME_LINE * self.size
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
                    glyph.base - first.base <= SAME_LINE * glyph.size.max(first.size)
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
            before.text == glyph.text && glyph.left - before.left < DOUBLED * glyph.size
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
    let room = if ends && begins { ROOM_OF_DIGITS } else { ROOM };
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
    let is_full = before.right > right - FULL * before.size;
    let is_next =
        line.base - before.base < NEXT * line.size && (line.size - before.size).abs() < SAME_SIZE;
    let is_flush = line.left < left + FLUSH * line.size;
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
