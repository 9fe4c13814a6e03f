//! Paths: which of what is drawn are ruled lines.

use super::matrix::Matrix;
use crate::read::page_geometry::Segment;

/// Filled shapes thinner than this are lines.
const THIN: f64 = 3.0;

/// A path in the making: runs of points.
#[derive(Default)]
pub(super) struct Path {
    runs: Vec<Vec<(f64, f64)>>,
}

/// More points than the rules of any page have.
const MOST: usize = 100_000;

impl Path {
    pub(super) fn move_to(&mut self, point: (f64, f64)) {
        if self.runs.len() < MOST {
            self.runs.push(vec![point]);
        }
    }

    pub(super) fn line_to(&mut self, point: (f64, f64)) {
        match self.runs.last_mut() {
            Some(run) if run.len() < MOST => run.push(point),
            Some(_) => {}
            None => self.move_to(point),
        }
    }

    pub(super) fn close(&mut self) {
        if let Some(run) = self.runs.last_mut()
            && let Some(first) = run.first().copied()
        {
            run.push(first);
        }
    }

    pub(super) fn rectangle(&mut self, [x, y, width, height]: [f64; 4], matrix: Matrix) {
        self.move_to(matrix.apply(x, y));
        for (x, y) in [(x + width, y), (x + width, y + height), (x, y + height)] {
            self.line_to(matrix.apply(x, y));
        }
        self.close();
    }

    /// The lines that stroking the path draws.
    pub(super) fn stroked(&self) -> impl Iterator<Item = Segment> + '_ {
        self.runs
            .iter()
            .flat_map(|run| run.windows(2))
            .filter_map(line)
    }

    /// The thin shapes that filling the path draws.
    pub(super) fn filled(&self) -> impl Iterator<Item = Segment> + '_ {
        self.runs.iter().filter_map(|run| line(run))
    }
}

/// The line that points lie along.
fn line(points: &[(f64, f64)]) -> Option<Segment> {
    let extent = |pick: fn(&(f64, f64)) -> f64| {
        let all = points.iter().map(pick);
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
            (low.min(x), high.max(x))
        })
    };
    let (left, right) = extent(|point| point.0);
    let (top, bottom) = extent(|point| point.1);
    let (width, height) = (right - left, bottom - top);
    let longer = width.max(height);
    if !longer.is_finite() || longer < THIN || width.min(height) > THIN {
        return None;
    }
    Some(if width >= height {
        Segment {
            level: true,
            at: f64::midpoint(top, bottom),
            from: left,
            to: right,
        }
    } else {
        Segment {
            level: false,
            at: f64::midpoint(left, right),
            from: top,
            to: bottom,
        }
    })
}
