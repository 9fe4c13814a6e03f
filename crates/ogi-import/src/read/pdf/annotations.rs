//! What viewers draw for annotations and fields that bring no picture of themselves.
//!
//! The library draws an annotation that has an appearance. Without one, viewers draw a line through what a strike-out
//! marks, and the value of a field of a form.

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Rect, String as Text};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, Point};

use super::device::Painter;
use crate::grid::seen::{Cause, Look};
use crate::read::page_geometry::Glyph;
use crate::read::page_geometry::canvas::Ink;
use crate::read::page_geometry::outline::{Area, Outline};

/// Flags of an annotation that is not to be seen: hidden, and not viewed.
const UNSEEN: u32 = 1 << 1 | 1 << 5;
/// The flag of a field that shows a sign instead of each character.
const SECRET: i64 = 1 << 13;
/// Annotations of one page that are looked at.
const MOST: usize = 2_000;
/// Parents of a field that its value may be inherited from.
const PARENTS: usize = 8;
/// Longest value of a field, in characters.
const LONGEST: usize = 200;
const BLACK: Ink = Ink {
    rgb: Some([0.0; 3]),
    alpha: 1.0,
};

/// Draws them; `upright` maps the plane of the page to the page as it is shown.
pub(super) fn draw(page: &Page<'_>, upright: Affine, painter: &mut Painter<'_>) {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else {
        return;
    };
    for annotation in annotations.iter::<Dict<'_>>().take(MOST) {
        let is_unseen = annotation.get::<u32>(b"F").unwrap_or(0) & UNSEEN != 0;
        if is_unseen || annotation.contains_key(b"AP") {
            continue;
        }
        match annotation.get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"StrikeOut") => strike(&annotation, upright, painter),
            Some(b"Widget") => value(&annotation, upright, painter),
            Some(b"Square" | b"Redact") => cover(&annotation, upright, painter),
            _ => {}
        }
    }
}

/// The line through each quadrilateral: its points are the upper two and the lower two, from left to right.
fn strike(annotation: &Dict<'_>, upright: Affine, painter: &mut Painter<'_>) {
    let Some(numbers) = annotation.get::<Array<'_>>(b"QuadPoints") else {
        return;
    };
    let numbers: Vec<f32> = numbers.iter::<f32>().take(8 * MOST).collect();
    for quad in numbers.chunks_exact(8) {
        let middle = |a: usize, b: usize| {
            let x = f64::midpoint(f64::from(quad[a]), f64::from(quad[b]));
            let y = f64::midpoint(f64::from(quad[a + 1]), f64::from(quad[b + 1]));
            let at = upright * Point::new(x, y);
            (at.x, at.y)
        };
        painter
            .canvas
            .stroke(middle(0, 4), middle(2, 6), 0.5, BLACK);
    }
}

/// The inside of a rectangle, where it has a colour.
fn cover(annotation: &Dict<'_>, upright: Affine, painter: &mut Painter<'_>) {
    let colour = annotation.get::<Array<'_>>(b"IC");
    let parts: Vec<f32> =
        colour.map_or_else(Vec::new, |parts| parts.iter::<f32>().take(4).collect());
    let rgb = match parts[..] {
        [grey] => Some([grey; 3]),
        [red, green, blue] => Some([red, green, blue]),
        [cyan, magenta, yellow, black] => {
            Some([cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black)))
        }
        _ => return,
    };
    let Some(area) = annotation.get::<Rect>(b"Rect") else {
        return;
    };
    let from = upright * Point::new(area.x0, area.y0);
    let to = upright * Point::new(area.x1, area.y1);
    let outline = Outline::rectangle(Area {
        left: from.x.min(to.x),
        right: from.x.max(to.x),
        top: from.y.min(to.y),
        bottom: from.y.max(to.y),
    });
    let alpha = annotation.get::<f32>(b"CA").unwrap_or(1.0);
    painter.canvas.fill(outline, Ink { rgb, alpha });
}

/// The value of a field for text, from the left edge of its rectangle.
fn value(annotation: &Dict<'_>, upright: Affine, painter: &mut Painter<'_>) {
    let is_text = inherited::<Name<'_>>(annotation, b"FT").is_some_and(|kind| &*kind == b"Tx");
    let flags = inherited::<Object<'_>>(annotation, b"Ff");
    let is_secret = matches!(flags, Some(Object::Number(flags)) if flags.as_i64() & SECRET != 0);
    let value = inherited::<Object<'_>>(annotation, b"V");
    let (true, Some(Object::String(value)), Some(area)) =
        (is_text, value, annotation.get::<Rect>(b"Rect"))
    else {
        return;
    };
    let from = upright * Point::new(area.x0, area.y0);
    let to = upright * Point::new(area.x1, area.y1);
    let (left, bottom) = (from.x.min(to.x), from.y.max(to.y));
    let height = (from.y - to.y).abs();
    let text = decoded(&value);
    let size = (height * 0.7).clamp(4.0, 12.0);
    let base = bottom - height / 2.0 + size * 0.35;
    for (at, c) in (0u32..).zip(text.chars().take(LONGEST)) {
        let width = if c.is_ascii() { size / 2.0 } else { size };
        let left = left + 2.0 + f64::from(at) * width;
        let glyph = Glyph {
            text: c.to_string(),
            left,
            right: left + width,
            base,
            size,
            aside: is_secret.then_some((Look::NotText, Cause::Control)),
        };
        painter.canvas.glyph(glyph, BLACK);
    }
}

/// An entry of a field, or of one of its parents.
fn inherited<'a, T>(field: &Dict<'a>, key: &[u8]) -> Option<T>
where
    T: TryFrom<Object<'a>>,
{
    let mut field = field.clone();
    for _ in 0..PARENTS {
        if let Some(found) = field.get::<Object<'_>>(key) {
            return T::try_from(found).ok();
        }
        field = field.get::<Dict<'_>>(b"Parent")?;
    }
    None
}

/// The text of a string: UTF-16 with a mark, or what both Latin 1 and the encoding of PDF have in common.
fn decoded(text: &Text<'_>) -> String {
    let bytes = text.as_bytes();
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(rest) => encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
