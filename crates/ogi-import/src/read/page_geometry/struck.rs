//! Characters that a line is drawn through.
//!
//! A line strikes what it crosses in the middle. Underlines lie below the base of the text, ruled lines of a table lie
//! between its lines of text, and an upright line strikes nothing.

use super::Glyph;
use super::index::Index;
use super::outline::{Area, Line, Point, Shape};
use crate::error::ImportError;
use crate::grid::seen::{Cause, Look};

/// The middle of a character, in parts of its size above its base: underlines lie lower, lines over it higher.
const MIDDLE: std::ops::Range<f64> = 0.17..0.52;
/// The part of its width that lies in the middle.
const ACROSS: f64 = 0.3;
/// Half the size, in points, of the largest text that lines are looked for in: titles have 22 to 36 points.
const LARGEST: f64 = 40.0;
/// A line wider than this part of a character covers rather than strikes it.
const WIDEST: f64 = 0.5;
/// Lines that rise more steeply than this divide columns.
const STEEP: f64 = 6.0;
/// How much longer than the text that it strikes a line may be before it is a ruled line as well.
const LONGER: f64 = 2.5;

/// Marks what is struck, and says of each line whether it does nothing but strike.
pub(super) fn mark(
    glyphs: &mut [Glyph],
    strokes: &[Line],
    size: (f64, f64),
) -> Result<Vec<bool>, ImportError> {
    let largest = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let reach = (largest / 2.0).min(LARGEST);
    let areas = strokes
        .iter()
        .map(|stroke| Area::of(&[stroke.from, stroke.to]).wider(reach));
    let mut lines = Index::new(areas, size)?;
    let mut struck: Vec<f64> = vec![0.0; strokes.len()];
    for glyph in glyphs.iter().filter(|glyph| is_text(glyph)) {
        for at in lines.at(glyph.middle())? {
            let at = *at as usize;
            if strikes(&strokes[at], glyph) {
                struck[at] += glyph.right - glyph.left;
            }
        }
    }
    // A line that rises crosses the first and the last character of a number at its edge.
    for glyph in glyphs.iter_mut().filter(|glyph| is_text(glyph)) {
        let mut near = lines.at(glyph.middle())?.iter().map(|at| *at as usize);
        if near.any(|at| struck[at] > 0.0 && passes(&strokes[at], glyph)) {
            glyph.aside = Some((Look::Struck, Cause::Line));
        }
    }
    let only_strikes = |(stroke, struck): (&Line, f64)| {
        struck > 0.0 && (stroke.to.0 - stroke.from.0).abs() < struck * LONGER + 24.0
    };
    Ok(strokes.iter().zip(struck).map(only_strikes).collect())
}

/// The middle of a character.
fn middle(glyph: &Glyph) -> Area {
    let width = (glyph.right - glyph.left) * ACROSS;
    let centre = f64::midpoint(glyph.left, glyph.right);
    Area {
        left: centre - width / 2.0,
        right: centre + width / 2.0,
        top: glyph.base - MIDDLE.end * glyph.size,
        bottom: glyph.base - MIDDLE.start * glyph.size,
    }
}

fn is_text(glyph: &Glyph) -> bool {
    glyph.aside.is_none() && !glyph.text.trim().is_empty()
}

/// Whether a line passes over a character.
fn passes(stroke: &Line, glyph: &Glyph) -> bool {
    let x = glyph.middle().0;
    let (left, right) = (
        stroke.from.0.min(stroke.to.0),
        stroke.from.0.max(stroke.to.0),
    );
    let area = Area {
        left: glyph.left,
        right: glyph.right,
        top: glyph.base - PASSES.end * glyph.size,
        bottom: glyph.base - PASSES.start * glyph.size,
    };
    (left..=right).contains(&x) && crosses(stroke.from, stroke.to, &area)
}

/// Where a line that strikes one character of a number may pass over the next.
const PASSES: std::ops::Range<f64> = 0.02..0.75;

/// Whether a line crosses the middle of a character.
fn strikes(stroke: &Line, glyph: &Glyph) -> bool {
    let (rise, run) = (
        (stroke.to.1 - stroke.from.1).abs(),
        (stroke.to.0 - stroke.from.0).abs(),
    );
    let is_long = run.hypot(rise) >= 0.6 * (glyph.right - glyph.left);
    let mut middle = middle(glyph);
    let widest = match stroke.shape {
        Shape::Straight => WIDEST,
        Shape::Wave => {
            let half = stroke.width / 2.0;
            (middle.top, middle.bottom) = (middle.top - half, middle.bottom + half);
            1.0
        }
    };
    is_long
        && rise <= STEEP * run
        && stroke.width <= widest * glyph.size
        && crosses(stroke.from, stroke.to, &middle)
}

/// Whether a line has a point within an area.
fn crosses(from: Point, to: Point, area: &Area) -> bool {
    let (mut first, mut last) = (0.0f64, 1.0f64);
    let sides = [
        (from.0, to.0 - from.0, area.left, area.right),
        (from.1, to.1 - from.1, area.top, area.bottom),
    ];
    for (start, step, low, high) in sides {
        if step.abs() < 1e-9 {
            if start < low || start > high {
                return false;
            }
            continue;
        }
        let (a, b) = ((low - start) / step, (high - start) / step);
        first = first.max(a.min(b));
        last = last.min(a.max(b));
    }
    first <= last
}
