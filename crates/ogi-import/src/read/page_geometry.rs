//! Printed pages, whatever kind of file they come from: positioned characters and lines become rows of tables and lines
//! of text.
//!
//! A reader paints each page on a [`canvas::Canvas`], or fills a [`Sheet`] itself, and takes its strips. Tables are what lines enclose, or numbers that stand
//! in columns; the rest is lines of text.

pub(super) mod canvas;
mod cell;
mod doubled;
pub(super) mod index;
mod large;
mod lines;
mod numbers;
pub(super) mod outline;
mod raised;
mod ruling;
mod struck;
mod unruled;

use crate::grid::seen::{Cause, Look};
use crate::grid::{Cell, Elsewhere, Origin, Ruling, Strip};
use crate::printed::is_page_mark;
use lines::Line;
use outline::{Area, Point};

/// A character on a page, in points from the left and upper edge of the page as it is shown.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    /// Its text; a ligature has more than one character.
    pub(crate) text: String,
    /// Left edge.
    pub(crate) left: f64,
    /// Right edge.
    pub(crate) right: f64,
    /// Height of the line it stands on.
    pub(crate) base: f64,
    /// Size of its font.
    pub(crate) size: f64,
    /// Why it is not to be read, if it is not.
    pub(crate) aside: Option<(Look, Cause)>,
}

impl Glyph {
    /// What is no text, by the area that it takes.
    fn mark(area: Area, cause: Cause) -> Self {
        let size = area.height();
        Self {
            text: String::new(),
            left: area.left,
            right: area.right,
            base: f64::midpoint(area.top, area.bottom) + MIDDLE * size,
            size,
            aside: Some((Look::NotText, cause)),
        }
    }

    /// Its middle.
    pub(crate) fn middle(&self) -> Point {
        (
            f64::midpoint(self.left, self.right),
            self.base - MIDDLE * self.size,
        )
    }

    /// Points of it, of which most must be seen: its middle and those half the way to its corners.
    fn points(&self) -> [Point; 5] {
        let (x, y) = self.middle();
        let (across, up) = ((self.right - self.left) / 4.0, self.size * 0.17);
        [
            (x, y),
            (x - across, y - up),
            (x + across, y - up),
            (x - across, y + up),
            (x + across, y + up),
        ]
    }

    /// Whether it is a picture or a drawing.
    fn is_mark(&self) -> bool {
        matches!(
            self.aside,
            Some((Look::NotText, Cause::Picture | Cause::Drawing))
        )
    }
}

/// How far the middle of a character is above its base, in parts of its size.
const MIDDLE: f64 = 0.35;

/// A ruled line, level or upright, in points from the left and upper edge of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Segment {
    /// Whether it is level.
    pub(crate) level: bool,
    /// Where it lies: its height if level, its distance from the left edge if upright.
    pub(crate) at: f64,
    /// Where it begins.
    pub(crate) from: f64,
    /// Where it ends.
    pub(crate) to: f64,
}

/// A printed page.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// Number of the page in the file, from 1.
    pub(crate) number: u32,
    /// Height of the page as it is shown, in points.
    pub(crate) height: f64,
    /// Its characters, in any order.
    pub(crate) glyphs: Vec<Glyph>,
    /// Its ruled lines, in any order.
    pub(crate) segments: Vec<Segment>,
}

impl Sheet {
    /// The lines and the rows of the page, from above. What is not to be read and stands in no cell goes elsewhere.
    pub(crate) fn strips(self, elsewhere: &mut Elsewhere) -> Vec<Strip> {
        let page = self.number;
        let grids = ruling::grids(&self.segments);
        let mut in_grids: Vec<Vec<(usize, Glyph)>> = grids.iter().map(|_| Vec::new()).collect();
        let mut free: Vec<Glyph> = Vec::new();
        let mut apart: Vec<Glyph> = Vec::new();
        for glyph in self.glyphs {
            let at = grids
                .iter()
                .enumerate()
                .find_map(|(index, grid)| Some((index, grid.cell(&glyph)?)));
            match at {
                // What reaches out of its cell is not in it: a background, a seal, a frame.
                Some((index, cell)) if glyph.is_mark() => {
                    if grids[index].encloses(cell, &glyph) {
                        in_grids[index].push((cell, glyph));
                    }
                }
                Some((index, cell)) => in_grids[index].push((cell, glyph)),
                None if glyph.aside.is_some() => apart.push(glyph),
                None => free.push(glyph),
            }
        }
        for (grid, glyphs) in grids.iter().zip(&mut in_grids) {
            numbers::keep_whole(glyphs, |glyph| grid.cell(glyph));
        }
        drop_page_marks(&mut free, self.height);
        let mut tables = unruled::tables(&free, page);
        for table in &mut tables {
            apart = table.set_aside(apart);
        }
        apart.retain(|glyph| !glyph.is_mark());
        note(&apart, page, elsewhere);
        let free = without(free, tables.iter().flat_map(|table| &table.glyphs));
        let lines = lines::of(&free);
        let ruled = grids
            .iter()
            .zip(in_grids)
            .filter(|(_, glyphs)| !glyphs.is_empty());
        let mut parts: Vec<(f64, Vec<Strip>)> = ruled
            .map(|(grid, glyphs)| (grid.top(), grid.strips(glyphs, page)))
            .collect();
        parts.extend(tables.into_iter().map(|table| (table.top, table.strips)));
        parts.sort_by(|a, b| a.0.total_cmp(&b.0));
        in_reading_order(lines::paragraphs(lines), parts, page)
    }
}

/// Removes the numbers of pages at their upper and lower edges.
fn drop_page_marks(free: &mut Vec<Glyph>, height: f64) {
    let is_mark = |line: &Line| {
        let at_edge = line.base < height * 0.09 || line.base > height * 0.91;
        let only_digits =
            line.text.chars().count() <= 3 && line.text.chars().all(|c| c.is_ascii_digit());
        at_edge && (only_digits || is_page_mark(&line.text))
    };
    let marks: Vec<Line> = lines::of(&*free).into_iter().filter(is_mark).collect();
    free.retain(|glyph| !marks.iter().any(|mark| mark.holds(glyph)));
}

/// What is left without those at some places.
fn without<'a>(glyphs: Vec<Glyph>, taken: impl Iterator<Item = &'a usize>) -> Vec<Glyph> {
    let mut taken: Vec<usize> = taken.copied().collect();
    taken.sort_unstable();
    let left_over = glyphs
        .into_iter()
        .enumerate()
        .filter(|(at, _)| taken.binary_search(at).is_err());
    left_over.map(|(_, glyph)| glyph).collect()
}

/// Notes what is not read, each line of it once.
fn note(apart: &[Glyph], page: u32, elsewhere: &mut Elsewhere) {
    for ((look, cause), glyphs) in cell::by_reason(apart) {
        for line in lines::of(glyphs) {
            let origin = Origin::on_page(page, line.left, line.base - line.size);
            elsewhere.push(look, cause, &line.text, origin);
        }
    }
}

/// Tables, each with its upper edge, between the lines of text.
fn in_reading_order(lines: Vec<Line>, tables: Vec<(f64, Vec<Strip>)>, page: u32) -> Vec<Strip> {
    let mut strips = Vec::new();
    let mut rest = lines.into_iter().peekable();
    for (top, table) in tables {
        while let Some(line) = rest.next_if(|line| line.base <= top) {
            strips.push(plain(&line, page));
        }
        strips.extend(table);
    }
    strips.extend(rest.map(|line| plain(&line, page)));
    strips
}

fn plain(line: &Line, page: u32) -> Strip {
    let origin = Origin::on_page(page, line.left, line.base - line.size);
    Strip {
        cells: vec![Cell::new(line.text.trim(), origin)],
        ruling: Ruling::Plain,
    }
}
