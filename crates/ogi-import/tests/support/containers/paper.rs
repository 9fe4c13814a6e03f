//! The tables of a report laid out on paper, for containers that hold places instead of cells.

use super::Spot;
use super::printed::{Piece, Printed};

/// Size of letters, their distance from line to line, and the room around them, in points.
pub(super) const SIZE: f64 = 6.0;
const LINE: f64 = 7.0;
const ROOM: f64 = 4.0;
/// What stays free in a cell for something beside its text.
const SPARE: f64 = 14.0;
/// Width of a page and of a table, and where the table begins.
pub(super) const WIDTH: f64 = 860.0;
const TABLE: f64 = 800.0;
const LEFT: f64 = 30.0;
const TOP: f64 = 60.0;

/// A page with one table, in points from its left and upper edges.
pub(super) struct Sheet {
    pub(super) height: f64,
    pub(super) title: Line,
    pub(super) frames: Vec<Frame>,
}

/// A cell with its border.
pub(super) struct Frame {
    pub(super) spot: Spot,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) lines: Vec<Line>,
}

/// A line of text.
pub(super) struct Line {
    pub(super) left: f64,
    pub(super) base: f64,
    pub(super) text: String,
}

impl Line {
    /// Where its last letter ends.
    pub(super) fn right(&self) -> f64 {
        self.left + width(&self.text)
    }
}

impl Frame {
    /// Where something beside its text begins: behind the last line.
    pub(super) fn beside(&self) -> (f64, f64) {
        match self.lines.last() {
            Some(line) => (line.right() + 0.5, line.base),
            None => (self.left + ROOM, self.top + LINE + 1.0),
        }
    }
}

/// Width of a text; letters of ASCII take half as much as others.
pub(super) fn width(text: &str) -> f64 {
    let letter = |c: char| if c.is_ascii() { SIZE / 2.0 } else { SIZE };
    text.chars().map(letter).sum()
}

/// A page for each table.
pub(super) fn sheets(tables: &[Printed]) -> Vec<Sheet> {
    let sheets = tables.iter().enumerate();
    sheets.map(|(at, table)| sheet(at, table)).collect()
}

fn sheet(at: usize, table: &Printed) -> Sheet {
    let column = TABLE / f64::from(table.columns);
    let wrapped = |piece: &Piece| wrap(&piece.text, f64::from(piece.colspan) * column - SPARE);
    let mut tops = vec![TOP];
    for row in &table.rows {
        let tallest = row
            .iter()
            .map(|piece| wrapped(piece).len().div_ceil(piece.rowspan as usize))
            .max();
        let lines = u32::try_from(tallest.unwrap_or(1).max(1)).expect("few lines");
        tops.push(tops[tops.len() - 1] + 2.0 * ROOM + f64::from(lines) * LINE);
    }
    let mut frames = Vec::new();
    for (row, pieces) in table.rows.iter().enumerate() {
        for (cell, piece) in pieces.iter().enumerate() {
            let below = (row + piece.rowspan as usize).min(tops.len() - 1);
            let (top, left) = (tops[row], LEFT + f64::from(piece.column) * column);
            let line = |(number, text)| Line {
                left: left + ROOM,
                base: top + ROOM + LINE * f64::from(number) - 1.0,
                text,
            };
            frames.push(Frame {
                spot: (at, row, cell),
                left,
                top,
                width: f64::from(piece.colspan) * column,
                height: tops[below] - top,
                lines: (1..).zip(wrapped(piece)).map(line).collect(),
            });
        }
    }
    let title = Line {
        left: LEFT,
        base: TOP - 20.0,
        text: table.title.clone(),
    };
    Sheet {
        height: tops[tops.len() - 1] + TOP,
        title,
        frames,
    }
}

/// The lines of a text; a number is never broken.
fn wrap(text: &str, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split('\n').filter(|part| !part.is_empty()) {
        let mut line = String::new();
        for c in part.chars() {
            let goes_on = c.is_ascii_digit() && line.ends_with(|c: char| c.is_ascii_digit());
            if width(&line) + width(c.encode_utf8(&mut [0; 4])) > room
                && !line.is_empty()
                && !goes_on
            {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
        lines.push(line);
    }
    lines
}
