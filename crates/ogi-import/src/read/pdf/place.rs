//! Where a glyph of the library stands on the page, and whether it stands upright.

use hayro_interpret::font::{Glyph as FontGlyph, PositionedGlyph};
use hayro_interpret::kurbo::Affine;

/// Units of the plane of a glyph.
const UNITS: f64 = 1000.0;
/// How far a line of text may lean before it is turned, as the tangent of its angle: 3 degrees, as scans are straightened.
const LEANS: f64 = 0.05;

/// Where a glyph stands.
pub(super) struct Place {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) upright: bool,
    /// Where the line runs, in quarter turns to the right.
    pub(super) direction: usize,
}

impl Place {
    pub(super) fn of(
        glyph: &PositionedGlyph<'_>,
        map: Affine,
        next: Option<&PositionedGlyph<'_>>,
    ) -> Self {
        let advance = match &**glyph {
            FontGlyph::Outline(outline) => outline.advance_width(),
            FontGlyph::Type3(drawn) => drawn.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(500.0));
        let whole = map * glyph.transform();
        let [along, lean, skew, up, x, base] = whole.as_coeffs();
        let size = skew.hypot(up) * UNITS;
        // The line of the text runs to the right, and its top is above.
        let direction = if along.abs() >= lean.abs() {
            if along >= 0.0 { 0 } else { 2 }
        } else if lean >= 0.0 {
            1
        } else {
            3
        };
        let upright = along > 0.0 && up < 0.0 && lean.abs() <= LEANS * along;
        let mut end = x + along * advance;
        if let Some(next) = next {
            let [.., next_x, _] = (map * next.transform()).as_coeffs();
            // A font that stands in for one that is missing is stretched; its characters still follow each other.
            if next_x > x && next_x < end {
                end = next_x;
            }
        }
        Self {
            left: x.min(end),
            right: x.max(end),
            base,
            size,
            upright,
            direction,
        }
    }
}

/// Raised digits of Unicode as the digits that they are, and whether it was one.
pub(super) fn unraised(text: String) -> (String, bool) {
    let mut characters = text.chars();
    let (Some(c), None) = (characters.next(), characters.next()) else {
        return (text, false);
    };
    match "⁰¹²³⁴⁵⁶⁷⁸⁹"
        .chars()
        .zip("0123456789".chars())
        .find(|(raised, _)| *raised == c)
    {
        Some((_, digit)) => (digit.to_string(), true),
        None => (text, false),
    }
}
