//! Ruled tables: from level and upright lines to cells.

use std::rc::Rc;

use super::cell::{self, Content};
use super::{Glyph, Segment};
use crate::grid::{Cell, Origin, Ruling, Strip};

/// Lines nearer to each other than this, in points, are one: borders of neighbouring cells are drawn side by side. At 1.5
/// nothing changes on the reports that the tests read; at 6 a line below a number of 10 points rules its cell.
const NEAR: f64 = 3.0;
/// The share of an edge that a line must cover to divide two cells; at half of it nothing changes on the reports that the
/// tests read.
const DIVIDES: f64 = 0.6;
/// Lines of one page beyond these are a picture.
const MOST_LINES: usize = 2_000;
/// Grid lines of one table beyond these are a picture.
const MOST_GRID: usize = 200;

/// A table on a page.
pub(super) struct Grid {
    /// Places of the upright lines, from left to right.
    xs: Vec<f64>,
    /// Places of the level lines, from above.
    ys: Vec<f64>,
    /// For each place of the grid, row by row, the first place of the cell that it belongs to.
    cells: Vec<usize>,
}

/// The tables of a page, from above.
pub(super) fn grids(segments: &[Segment]) -> Vec<Grid> {
    if segments.len() > MOST_LINES {
        return Vec::new();
    }
    let mut grids: Vec<Grid> = touching(segments)
        .iter()
        .filter_map(|group| Grid::new(group))
        .collect();
    grids.sort_by(|a, b| a.top().total_cmp(&b.top()));
    grids
}

/// Groups of lines that touch each other.
fn touching(segments: &[Segment]) -> Vec<Vec<Segment>> {
    let mut group: Vec<usize> = (0..segments.len()).collect();
    // From above: what begins below the end of a line does not touch it, nor does all that follows.
    let mut from_above: Vec<usize> = (0..segments.len()).collect();
    from_above.sort_by(|a, b| down(&segments[*a]).0.total_cmp(&down(&segments[*b]).0));
    for (order, a) in from_above.iter().enumerate() {
        let (_, end) = down(&segments[*a]);
        for b in &from_above[order + 1..] {
            if down(&segments[*b]).0 > end + NEAR {
                break;
            }
            if touch(&segments[*a], &segments[*b]) {
                join(&mut group, *a, *b);
            }
        }
    }
    let mut groups: Vec<Vec<Segment>> = vec![Vec::new(); segments.len()];
    for (index, segment) in segments.iter().enumerate() {
        groups[root(&mut group, index)].push(*segment);
    }
    groups.retain(|group| group.len() > 3);
    groups
}

/// Where a line begins and ends from above.
fn down(line: &Segment) -> (f64, f64) {
    if line.level {
        (line.at, line.at)
    } else {
        (line.from, line.to)
    }
}

fn touch(a: &Segment, b: &Segment) -> bool {
    let along = |line: &Segment, at: f64| (line.from - NEAR..=line.to + NEAR).contains(&at);
    if a.level == b.level {
        (a.at - b.at).abs() <= NEAR && a.from <= b.to + NEAR && b.from <= a.to + NEAR
    } else {
        along(a, b.at) && along(b, a.at)
    }
}

fn root(group: &mut [usize], mut index: usize) -> usize {
    while group[index] != index {
        group[index] = group[group[index]];
        index = group[index];
    }
    index
}

fn join(group: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(group, a), root(group, b));
    group[a.max(b)] = a.min(b);
}

/// Places with those that are near each other put together.
fn places(mut all: Vec<f64>) -> Vec<f64> {
    all.sort_by(f64::total_cmp);
    let mut places: Vec<f64> = Vec::new();
    for at in all {
        if places.last().is_none_or(|last| at - last > NEAR) {
            places.push(at);
        }
    }
    places
}

/// Where the first and the last of parallel lines end, along the lines.
fn ends(lines: &[Segment]) -> Vec<f64> {
    let starts = lines.iter().map(|line| line.from);
    let stops = lines.iter().map(|line| line.to);
    let first = starts.fold(f64::INFINITY, f64::min);
    let last = stops.fold(f64::NEG_INFINITY, f64::max);
    let mut ends = vec![first, last];
    ends.retain(|end| end.is_finite());
    ends
}

impl Grid {
    fn new(segments: &[Segment]) -> Option<Self> {
        let (level, upright): (Vec<Segment>, Vec<Segment>) =
            segments.iter().partition(|segment| segment.level);
        let of = |lines: &[Segment]| lines.iter().map(|line| line.at).collect::<Vec<_>>();
        let xs = places([of(&upright), ends(&level)].concat());
        let ys = places([of(&level), ends(&upright)].concat());
        if xs.len() < 3 || ys.len() < 2 || xs.len() > MOST_GRID || ys.len() > MOST_GRID {
            return None;
        }
        let columns = xs.len() - 1;
        let mut cells: Vec<usize> = (0..columns * (ys.len() - 1)).collect();
        for place in 0..cells.len() {
            let (row, column) = (place / columns, place % columns);
            if column + 1 < columns && !is_divided(&upright, xs[column + 1], ys[row], ys[row + 1]) {
                join(&mut cells, place, place + 1);
            }
            if row + 2 < ys.len() && !is_divided(&level, ys[row + 1], xs[column], xs[column + 1]) {
                join(&mut cells, place, place + columns);
            }
        }
        for place in 0..cells.len() {
            cells[place] = root(&mut cells, place);
        }
        Some(Self { xs, ys, cells })
    }

    pub(super) fn top(&self) -> f64 {
        self.ys[0]
    }

    fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// The cell that a character stands in.
    pub(super) fn cell(&self, glyph: &Glyph) -> Option<usize> {
        let (x, y) = (
            f64::midpoint(glyph.left, glyph.right),
            glyph.base - glyph.size * 0.35,
        );
        let column = self.xs.partition_point(|line| *line <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|line| *line <= y).checked_sub(1)?;
        let inside = column < self.columns() && row + 1 < self.ys.len();
        inside.then(|| self.cells[row * self.columns() + column])
    }

    /// Whether a cell holds all of what has its middle there.
    pub(super) fn encloses(&self, cell: usize, glyph: &Glyph) -> bool {
        let columns = self.columns();
        let places = || (0..self.cells.len()).filter(|place| self.cells[*place] == cell);
        let (Some(first), Some(last)) = (places().next(), places().next_back()) else {
            return false;
        };
        let (left, right) = (self.xs[first % columns], self.xs[last % columns + 1]);
        let (top, bottom) = (self.ys[first / columns], self.ys[last / columns + 1]);
        let middle = glyph.middle().1;
        let half = glyph.size / 2.0;
        glyph.left >= left - NEAR
            && glyph.right <= right + NEAR
            && middle - half >= top - NEAR
            && middle + half <= bottom + NEAR
    }

    /// The rows of the table, with the characters that stand in its cells.
    pub(super) fn strips(&self, glyphs: Vec<(usize, Glyph)>, page: u32) -> Vec<Strip> {
        let columns = self.columns();
        let mut within: Vec<Vec<Glyph>> = vec![Vec::new(); self.cells.len()];
        for (cell, glyph) in glyphs {
            within[cell].push(glyph);
        }
        let contents: Vec<Content> = within.into_iter().map(cell::content).collect();
        let mut tall = vec![false; self.cells.len()];
        for (place, first) in self.cells.iter().enumerate() {
            tall[*first] |= place / columns != first / columns;
        }
        let places: Vec<usize> = (0..self.cells.len()).collect();
        let mut strips = Vec::new();
        for row in places.chunks(columns) {
            let mut cells = Vec::new();
            for same in row.chunk_by(|a, b| self.cells[*a] == self.cells[*b]) {
                let first = self.cells[same[0]];
                cells.push(Cell {
                    tall: tall[first],
                    continued: first / columns != same[0] / columns,
                    across: Some(self.across(same)),
                    asides: contents[first].asides.clone(),
                    doubtful: contents[first].doubtful,
                    ..Cell::new(Rc::clone(&contents[first].text), self.origin(first, page))
                });
            }
            strips.push(Strip {
                cells,
                ruling: Ruling::Ruled,
            });
        }
        strips
    }

    /// The columns that places of one row take, the last excluded.
    fn across(&self, places: &[usize]) -> (u32, u32) {
        let number = |place: usize| u32::try_from(place % self.columns()).unwrap_or(u32::MAX);
        let last = places[places.len() - 1];
        (number(places[0]), number(last).saturating_add(1))
    }

    fn origin(&self, cell: usize, page: u32) -> Origin {
        Origin::on_page(
            page,
            self.xs[cell % self.columns()],
            self.ys[cell / self.columns()],
        )
    }
}

/// Whether lines at a place cover enough of an edge to divide what lies on both sides of it.
fn is_divided(lines: &[Segment], at: f64, from: f64, to: f64) -> bool {
    let covered: f64 = lines
        .iter()
        .filter(|line| (line.at - at).abs() <= NEAR)
        .map(|line| (line.to.min(to) - line.from.max(from)).max(0.0))
        .sum();
    covered >= (to - from) * DIVIDES
}
