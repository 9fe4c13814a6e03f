//! What stands in one cell: the text of what is read, and what is set aside.

use std::rc::Rc;

use super::{Glyph, lines};
use crate::grid::seen::{Asides, Cause, Look, Runs};

/// The content of a cell.
pub(super) struct Content {
    pub(super) text: Rc<str>,
    pub(super) asides: Asides,
    /// Whether digits that are printed apart were joined.
    pub(super) doubtful: bool,
}

/// The content that characters make; lines are kept.
pub(super) fn content(mut glyphs: Vec<Glyph>) -> Content {
    drop_backgrounds(&mut glyphs);
    let glyphs = &glyphs[..];
    let mut runs = Runs::default();
    let plain: Vec<&Glyph> = glyphs
        .iter()
        .filter(|glyph| glyph.aside.is_none())
        .collect();
    if let Some(first) = plain.first().filter(|_| is_overprinted(&plain)) {
        runs.push(Look::NotText, Cause::Covered, &first.text);
    }
    let joined = spaced_number(&plain);
    let doubtful = joined.is_some();
    runs.plain(&joined.unwrap_or_else(|| text(plain)));
    for ((look, cause), glyphs) in by_reason(glyphs) {
        runs.push(look, cause, &text(glyphs));
    }
    let (text, asides) = runs.finish();
    Content {
        text: text.into(),
        asides,
        doubtful,
    }
}

/// Room between two digits that divides two numbers, in parts of their size; less is how they are printed.
const APART: f64 = 0.25;
/// Room between the digits of one number that is printed with room between them, where there are two digits, and more.
const SPACED_PAIR: f64 = 0.6;
const SPACED: f64 = 1.5;
/// How much the room may differ from digit to digit.
const UNEVEN: f64 = 0.12;

/// Whether a character is a digit or a point that stands on the same line as another, in the same size.
fn is_digit_like(glyph: &Glyph, other: &Glyph) -> bool {
    let mut characters = glyph.text.chars();
    let is_part = characters
        .next()
        .is_some_and(|c| c.is_ascii_digit() || c == '.');
    is_part
        && characters.next().is_none()
        && (glyph.base - other.base).abs() < 0.1 * other.size
        && (glyph.size - other.size).abs() < 0.1 * other.size
}

/// The number that single digits make which stand apart with the same room between any two; `None` if it is no such
/// number.
fn spaced_number(glyphs: &[&Glyph]) -> Option<String> {
    let mut digits: Vec<&Glyph> = glyphs
        .iter()
        .filter(|glyph| !glyph.text.trim().is_empty())
        .copied()
        .collect();
    digits.sort_by(|a, b| a.left.total_cmp(&b.left));
    let size = digits.first()?.size;
    let first = digits[0];
    if digits.len() < 2 || !digits.iter().all(|glyph| is_digit_like(glyph, first)) {
        return None;
    }
    let room = |pair: &[&Glyph]| (pair[1].left - pair[0].right) / size;
    let rooms: Vec<f64> = digits.windows(2).map(room).collect();
    let least = rooms.iter().copied().fold(f64::INFINITY, f64::min);
    let most = rooms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let widest = if rooms.len() == 1 {
        SPACED_PAIR
    } else {
        SPACED
    };
    let is_spaced = least > APART && most <= widest && most - least <= UNEVEN;
    is_spaced.then(|| digits.iter().map(|glyph| glyph.text.as_str()).collect())
}

/// How much of a digit another one may cover that stands before or after it: numbers that are set tightly share a tenth.
const SHARED: f64 = 0.5;

/// Whether digits are printed over others, so that they cannot be told from each other.
fn is_overprinted(glyphs: &[&Glyph]) -> bool {
    let is_digit = |glyph: &&Glyph| glyph.text.bytes().all(|byte| byte.is_ascii_digit());
    let mut digits: Vec<&Glyph> = glyphs.iter().copied().filter(is_digit).collect();
    digits.sort_by(|a, b| a.left.total_cmp(&b.left));
    digits.windows(2).any(|pair| {
        let width = (pair[0].right - pair[0].left).min(pair[1].right - pair[1].left);
        let same_line = (pair[0].base - pair[1].base).abs() < 0.5 * pair[0].size;
        same_line && pair[0].right - pair[1].left > SHARED * width
    })
}

/// Removes pictures that text stands on, and drawings where there is text.
fn drop_backgrounds(glyphs: &mut Vec<Glyph>) {
    let (marks, rest): (Vec<Glyph>, Vec<Glyph>) =
        std::mem::take(glyphs).into_iter().partition(Glyph::is_mark);
    let is_drawing = |mark: &Glyph| matches!(mark.aside, Some((_, Cause::Drawing)));
    let has_text = rest
        .iter()
        .any(|glyph| glyph.aside.is_none() && !glyph.text.trim().is_empty());
    let is_alone = |mark: &Glyph| {
        let mut places = rest.iter().map(|glyph| glyph.middle().0);
        let is_below = places.any(|x| (mark.left..=mark.right).contains(&x));
        let is_decoration = is_drawing(mark) && has_text;
        !is_below && !is_decoration
    };
    let alone: Vec<Glyph> = marks.into_iter().filter(is_alone).take(MARKS).collect();
    *glyphs = rest;
    glyphs.extend(alone);
}

/// Pictures and drawings that are noted for one cell at most; a picture of a number has a stroke for each digit.
const MARKS: usize = 4;

/// Characters that are not to be read, put together by the reason, in the order in which each reason is met.
pub(super) fn by_reason(glyphs: &[Glyph]) -> Vec<((Look, Cause), Vec<&Glyph>)> {
    let mut groups: Vec<((Look, Cause), Vec<&Glyph>)> = Vec::new();
    for glyph in glyphs {
        let Some(aside) = glyph.aside else { continue };
        match groups.iter_mut().find(|(reason, _)| *reason == aside) {
            Some((_, group)) => group.push(glyph),
            None => groups.push((aside, vec![glyph])),
        }
    }
    groups
}

fn text<'a>(glyphs: impl IntoIterator<Item = &'a Glyph>) -> String {
    let lines = lines::of(glyphs).into_iter().map(|line| line.text);
    lines.collect::<Vec<_>>().join("\n")
}
