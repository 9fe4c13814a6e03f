//! Raised and lowered characters beside larger ones: marks of notes, exponents.

use super::Glyph;
use super::index::Index;
use super::outline::Area;
use crate::error::ImportError;
use crate::grid::seen::{Cause, Look};

/// A raised character is smaller than this part of its neighbour.
const SMALLER: f64 = 0.88;
/// How far above the base of its neighbour it stands, in parts of the neighbour's size.
const RAISED: std::ops::Range<f64> = 0.12..0.9;
/// The same for digits of the same size.
const RAISED_ALIKE: std::ops::Range<f64> = 0.2..0.55;
/// How far below it a lowered one stands.
const LOWERED: std::ops::Range<f64> = 0.06..0.5;
/// Room between them, in parts of the neighbour's size.
const ROOM: f64 = 0.35;
/// How many raised characters one neighbour has at most: each is a neighbour of the next.
const CHAIN: usize = 4;

/// Marks what is raised.
pub(super) fn mark(glyphs: &mut [Glyph], size: (f64, f64)) -> Result<(), ImportError> {
    for _ in 0..CHAIN {
        let areas = glyphs.iter().map(reach);
        let mut near = Index::new(areas, size)?;
        let mut raised = Vec::new();
        for (at, glyph) in glyphs.iter().enumerate() {
            if glyph.aside.is_some() || glyph.text.trim().is_empty() {
                continue;
            }
            let others = near.at(glyph.middle())?;
            if others
                .iter()
                .any(|other| is_raised(glyph, &glyphs[*other as usize]))
            {
                raised.push(at);
            }
        }
        if raised.is_empty() {
            break;
        }
        for at in raised {
            glyphs[at].aside = Some((Look::Raised, Cause::Position));
        }
    }
    Ok(())
}

/// Where a neighbour of a character may have its middle.
fn reach(glyph: &Glyph) -> Area {
    let room = (ROOM + 0.5) * glyph.size;
    Area {
        left: glyph.left - room,
        right: glyph.right + room,
        top: glyph.base - 1.5 * glyph.size,
        bottom: glyph.base + 0.5 * glyph.size,
    }
}

fn is_raised(glyph: &Glyph, beside: &Glyph) -> bool {
    let is_mark = beside.aside == Some((Look::Raised, Cause::Position));
    if beside.aside.is_some() && !is_mark {
        return false;
    }
    let is_near = glyph.left - beside.right < ROOM * beside.size
        && beside.left - glyph.right < ROOM * beside.size
        && glyph.left > beside.left;
    let is_before = glyph.right < beside.left + 0.2 * beside.size
        && beside.left - glyph.right < ROOM * beside.size;
    // Most are told apart by where they stand; only then is their text looked at.
    if !(is_near || is_before) || beside.text.trim().is_empty() {
        return false;
    }
    let above = (beside.base - glyph.base) / beside.size;
    if is_mark {
        // What goes on after a raised character at its height is raised as well.
        return is_near
            && above.abs() < 0.1
            && (glyph.size - beside.size).abs() < 0.1 * beside.size;
    }
    if glyph.size < SMALLER * beside.size {
        return RAISED.contains(&above) || LOWERED.contains(&-above);
    }
    let is_digit = |glyph: &Glyph| glyph.text.chars().all(|c| c.is_ascii_digit());
    is_near
        && glyph.size < 1.05 * beside.size
        && is_digit(glyph)
        && is_digit(beside)
        && RAISED_ALIKE.contains(&above)
}
