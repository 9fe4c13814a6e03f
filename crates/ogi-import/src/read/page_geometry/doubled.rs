//! Characters that are painted more than once in one place, to look bold or to have a shadow.

use std::collections::HashMap;

use super::Glyph;

/// Distance of two paintings of one character, in parts of its size; two digits side by side are half of it apart.
const NEAR: f64 = 0.2;
/// Side of a tile, in points; characters are looked for in the tiles around.
const TILE: f64 = 8.0;
/// Most different places of one character in one tile.
const MOST: usize = 64;

/// Keeps one of each; one that is seen, if there is one.
pub(super) fn drop_doubles(glyphs: &mut Vec<Glyph>) {
    let mut known: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let mut is_double = vec![false; glyphs.len()];
    for at in 0..glyphs.len() {
        let glyph = &glyphs[at];
        let near = around(glyph)
            .filter_map(|tile| known.get(&tile))
            .flatten()
            .find(|other| is_same(&glyphs[**other], glyph))
            .copied();
        match near {
            Some(other) if glyphs[other].aside.is_some() && glyphs[at].aside.is_none() => {
                glyphs[other].aside = None;
                is_double[at] = true;
            }
            Some(_) => is_double[at] = true,
            None => {
                let places = known.entry(tile(glyph.left, glyph.base)).or_default();
                if places.len() < MOST {
                    places.push(at);
                }
            }
        }
    }
    let mut doubles = is_double.into_iter();
    glyphs.retain(|_| !doubles.next().unwrap_or(false));
}

fn is_same(a: &Glyph, b: &Glyph) -> bool {
    let near = NEAR * a.size.min(b.size);
    (a.left - b.left).abs() < near
        && (a.base - b.base).abs() < near
        && (a.size - b.size).abs() < near
        && a.text == b.text
}

fn tile(left: f64, base: f64) -> (i64, i64) {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "tiles of a page; a cast saturates"
    )]
    let tile = |at: f64| (at / TILE).floor() as i64;
    (tile(left), tile(base))
}

/// The tiles in which another painting of a character may stand: its own, and those that it is near to.
fn around(glyph: &Glyph) -> impl Iterator<Item = (i64, i64)> {
    let near = (NEAR * glyph.size).min(TILE);
    let from = tile(glyph.left - near, glyph.base - near);
    let to = tile(glyph.left + near, glyph.base + near);
    (from.0..=to.0).flat_map(move |x| (from.1..=to.1).map(move |y| (x, y)))
}
