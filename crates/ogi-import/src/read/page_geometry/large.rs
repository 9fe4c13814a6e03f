//! Characters far larger than others that stand on them: words across a page, such as a watermark that runs level.

use super::Glyph;
use super::index::Index;
use super::outline::Area;
use crate::error::ImportError;
use crate::grid::seen::{Cause, Look};

/// How many times as large as a character on it a character is that belongs to no line of text: titles are up to twice
/// as large as notes, which do not stand on them.
const LARGE: f64 = 2.0;
/// How far bases of characters of one line may differ, in parts of their size.
const LINE: f64 = 0.3;

/// Sets large characters aside on which others stand, with the rest of their line.
pub(super) fn mark(glyphs: &mut [Glyph], size: (f64, f64)) -> Result<(), ImportError> {
    let usual = usual(glyphs);
    let is_large = |glyph: &Glyph| {
        glyph.aside.is_none() && glyph.size >= LARGE * usual && !glyph.text.trim().is_empty()
    };
    let large: Vec<usize> = (0..glyphs.len())
        .filter(|at| is_large(&glyphs[*at]))
        .collect();
    if large.is_empty() {
        return Ok(());
    }
    let mut index = Index::new(large.iter().map(|at| area(&glyphs[*at])), size)?;
    let mut lines: Vec<(f64, f64)> = Vec::new();
    for glyph in glyphs.iter() {
        if glyph.aside.is_some() || glyph.text.trim().is_empty() {
            continue;
        }
        let middle = glyph.middle();
        for at in index.at(middle)? {
            let below = &glyphs[large[*at as usize]];
            let line = (below.base, below.size);
            let is_on = below.size >= LARGE * glyph.size && area(below).holds(middle);
            if is_on && !lines.contains(&line) && lines.len() < LINES {
                lines.push(line);
            }
        }
    }
    for at in large {
        let glyph = &mut glyphs[at];
        let is_of = |(base, size): &(f64, f64)| {
            (glyph.base - base).abs() < LINE * size && (glyph.size - size).abs() < LINE * size
        };
        if lines.iter().any(is_of) {
            glyph.aside = Some((Look::Annotation, Cause::Turned));
        }
    }
    Ok(())
}

/// More lines than a watermark has on any page.
const LINES: usize = 200;

/// The size of most characters.
fn usual(glyphs: &[Glyph]) -> f64 {
    let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| glyph.size).collect();
    let middle = sizes.len() / 2;
    if sizes.is_empty() {
        return 0.0;
    }
    *sizes.select_nth_unstable_by(middle, f64::total_cmp).1
}

fn area(glyph: &Glyph) -> Area {
    Area {
        left: glyph.left,
        right: glyph.right,
        top: glyph.base - 0.9 * glyph.size,
        bottom: glyph.base + 0.15 * glyph.size,
    }
}
