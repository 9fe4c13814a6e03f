//! What the library paints, brought onto the canvas of the page.

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point as At, Rect, Shape};
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, Paint,
    SoftMask, StrokeProps,
};

use super::codes::Codes;
use crate::form::fold::radical;
use crate::grid::seen::{Cause, Look};
use crate::read::page_geometry::Glyph;
use crate::read::page_geometry::canvas::{Canvas, Ink};
use crate::read::page_geometry::outline::{Area, Outline, Point};

/// Units of the plane of a glyph.
const UNITS: f64 = 1000.0;
/// How far a line of text may lean before it is turned, as the tangent of its angle: 3 degrees, as scans are straightened.
const LEANS: f64 = 0.05;
/// Shapes that clip at one time, of those that are no rectangles; what is drawn inside more of them is a picture.
const CLIPS: usize = 64;

/// Paints a page on a canvas.
pub(super) struct Painter<'c> {
    pub(super) canvas: Canvas,
    codes: &'c Codes<'c>,
    /// What limits the painting: the area that all clips share, and the shape where it is no rectangle.
    clips: Vec<(Area, Option<Outline>)>,
    /// Opacity of the groups that are open.
    groups: Vec<f32>,
}

impl<'c> Painter<'c> {
    pub(super) fn new(canvas: Canvas, codes: &'c Codes<'c>) -> Self {
        Self {
            canvas,
            codes,
            clips: Vec::new(),
            groups: Vec::new(),
        }
    }

    fn opacity(&self) -> f32 {
        self.groups.last().copied().unwrap_or(1.0)
    }

    /// Whether painting at a point leaves something to be seen.
    fn shows(&self, point: Point) -> bool {
        let Some((area, _)) = self.clips.last() else {
            return true;
        };
        let shapes = self
            .clips
            .iter()
            .rev()
            .take(CLIPS)
            .filter_map(|(_, shape)| shape.as_ref());
        area.holds(point) && shapes.into_iter().all(|shape| shape.holds(point))
    }

    /// The part of an outline that clips leave, as far as rectangles can say it.
    fn clipped(&self, outline: Outline) -> Option<Outline> {
        let Some((clip, _)) = self.clips.last() else {
            return Some(outline);
        };
        let area = outline.area();
        let shared = area.shared(clip);
        if shared.left > shared.right || shared.top > shared.bottom {
            return None;
        }
        if shared == area {
            return Some(outline);
        }
        // The rest of a shape that is cut off by a clip is not exact; only rectangles are.
        Some(if outline.is_rectangle() {
            Outline::rectangle(shared)
        } else {
            outline
        })
    }

    fn ink(&self, paint: &Paint<'_>) -> Ink {
        let (rgb, alpha) = match paint {
            Paint::Color(color) => {
                let [r, g, b, alpha] = color.to_rgba().components();
                (Some([r, g, b]), alpha)
            }
            Paint::Pattern(pattern) => match &**pattern {
                Pattern::Shading(shading) => (None, shading.opacity),
                // The gaps of a pattern show what is below it.
                Pattern::Tiling(pattern) => (None, pattern.opacity.min(0.5)),
            },
        };
        Ink {
            rgb,
            alpha: alpha * self.opacity(),
        }
    }

    /// The ink of a shape that is filled: what is mixed with what is below does not cover it.
    fn cover(&self, props: &DrawProps<'_>) -> Ink {
        let mut ink = self.ink(&props.paint);
        if props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal {
            ink.alpha = 0.0;
        }
        ink
    }

    fn one(&mut self, positioned: &PositionedGlyph<'_>, place: &Place, ink: Ink, hidden: bool) {
        let text = self.text(positioned);
        let (text, is_raised) = match text {
            Some(text) => unraised(text),
            None => (char::REPLACEMENT_CHARACTER.to_string(), false),
        };
        let mut glyph = Glyph {
            left: place.left,
            right: place.right,
            base: place.base,
            size: place.size,
            aside: None,
            text,
        };
        let points = [glyph.middle()];
        glyph.aside = if hidden {
            Some((Look::Hidden, Cause::Marked))
        } else if !points.into_iter().all(|point| self.shows(point)) {
            Some((Look::Hidden, Cause::Outside))
        } else if !place.upright {
            Some((Look::Annotation, Cause::Turned))
        } else if glyph.text.contains(char::REPLACEMENT_CHARACTER) {
            Some((Look::NotText, Cause::Font))
        } else if is_raised {
            Some((Look::Raised, Cause::Position))
        } else {
            None
        };
        self.canvas.glyph(glyph, ink);
    }

    /// The text of a glyph; `None` where its code has no meaning.
    fn text(&self, glyph: &FontGlyph<'_>) -> Option<String> {
        let known = match glyph.as_unicode() {
            Some(BfString::Char(c)) => Some(c.to_string()),
            Some(BfString::String(text)) => Some(text),
            None => match glyph {
                FontGlyph::Outline(outline) => outline
                    .font_data()
                    .and_then(|font| font.postscript_name)
                    .and_then(|name| self.codes.text(&name, glyph.char_code())),
                FontGlyph::Type3(_) => None,
            },
        }?;
        let means = |c: char| {
            let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
            !(is_private
                || c == char::REPLACEMENT_CHARACTER
                || (c.is_control() && !c.is_whitespace()))
        };
        let is_text = !known.is_empty() && known.chars().all(means);
        is_text.then(|| known.chars().map(radical).collect())
    }
}

/// Raised digits of Unicode as the digits that they are, and whether it was one.
fn unraised(text: String) -> (String, bool) {
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

/// Where a glyph stands.
struct Place {
    left: f64,
    right: f64,
    base: f64,
    size: f64,
    upright: bool,
}

impl Place {
    fn of(glyph: &PositionedGlyph<'_>, map: Affine, next: Option<&PositionedGlyph<'_>>) -> Self {
        let advance = match &**glyph {
            FontGlyph::Outline(outline) => outline.advance_width(),
            FontGlyph::Type3(drawn) => drawn.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(500.0));
        let whole = map * glyph.transform();
        let [along, lean, skew, up, x, base] = whole.as_coeffs();
        let size = skew.hypot(up) * UNITS;
        // The line of the text runs to the right, and its top is above.
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
        }
    }
}

impl<'a> Device<'a> for Painter<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let rings = rings(path, props.transform);
        match mode {
            DrawMode::Fill(rule) => self.fill(rings, *rule, &props),
            DrawMode::Stroke(stroke) => self.stroke(&rings, stroke, &props),
            DrawMode::FillAndStroke(rule, stroke) => {
                self.stroke(&rings, stroke, &props);
                self.fill(rings, *rule, &props);
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let rings = rings(&clip.path, Affine::IDENTITY);
        let outline = Outline::new(rings, clip.fill == FillRule::EvenOdd);
        let own = outline.area();
        let area = self.clips.last().map_or(own, |(area, _)| area.shared(&own));
        let shape = (!outline.is_rectangle()).then_some(outline);
        self.clips.push((area, shape));
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.groups.push(self.opacity() * opacity);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let ink = self.ink(&props.paint);
        let hidden = matches!(mode, DrawMode::Invisible);
        let glyphs = run.glyphs();
        for (at, glyph) in glyphs.iter().enumerate() {
            let place = Place::of(glyph, props.transform, glyphs.get(at + 1));
            self.one(glyph, &place, ink, hidden);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let corners = Rect::new(0.0, 0.0, width, height).to_path(0.1);
        let outline = Outline::new(rings(&corners, props.transform), false);
        if let Some(outline) = self.clipped(outline) {
            let mixes = props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal;
            let has_gaps = mixes || self.opacity() < 0.9 || matches!(image, Image::Stencil(_));
            let is_masked = match &image {
                Image::Raster(raster) => {
                    let stream = raster.stream();
                    stream.dict().contains_key(b"SMask") || stream.dict().contains_key(b"Mask")
                }
                Image::Stencil(_) => true,
            };
            let mask: Option<Box<dyn Fn(Point) -> f32>> = if has_gaps || is_masked {
                Some(Box::new(|_| 0.0))
            } else {
                None
            };
            self.canvas.picture(outline, mask);
        }
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}

impl Painter<'_> {
    fn fill(&mut self, rings: Vec<Vec<Point>>, rule: FillRule, props: &DrawProps<'_>) {
        let outline = Outline::new(rings, rule == FillRule::EvenOdd);
        if let Some(outline) = self.clipped(outline) {
            let ink = self.cover(props);
            self.canvas.fill(outline, ink);
        }
    }

    fn stroke(&mut self, rings: &[Vec<Point>], stroke: &StrokeProps, props: &DrawProps<'_>) {
        let ink = self.ink(&props.paint);
        let scale = props.transform.determinant().abs().sqrt();
        let width = f64::from(stroke.line_width) * scale;
        for ring in rings {
            for pair in ring.windows(2) {
                let middle = (
                    f64::midpoint(pair[0].0, pair[1].0),
                    f64::midpoint(pair[0].1, pair[1].1),
                );
                if self.shows(middle) {
                    self.canvas.stroke(pair[0], pair[1], width, ink);
                }
            }
        }
    }
}

/// The points of a path, on the page; a curve is three straight lines.
fn rings(path: &BezPath, map: Affine) -> Vec<Vec<Point>> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    let put = |ring: Option<&mut Vec<Point>>, at: At| {
        let at = map * at;
        if let Some(ring) = ring.filter(|_| at.x.is_finite() && at.y.is_finite()) {
            ring.push((at.x, at.y));
        }
    };
    let mut last = At::ZERO;
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => {
                rings.push(Vec::new());
                put(rings.last_mut(), to);
                last = to;
            }
            PathEl::LineTo(to) => {
                put(rings.last_mut(), to);
                last = to;
            }
            PathEl::QuadTo(by, to) => {
                put(
                    rings.last_mut(),
                    last.midpoint(by).midpoint(by.midpoint(to)),
                );
                put(rings.last_mut(), to);
                last = to;
            }
            PathEl::CurveTo(a, b, to) => {
                for part in [0.33, 0.67] {
                    put(rings.last_mut(), on_curve([last, a, b, to], part));
                }
                put(rings.last_mut(), to);
                last = to;
            }
            PathEl::ClosePath => {
                if let Some(ring) = rings.last_mut()
                    && let Some(first) = ring.first().copied()
                {
                    ring.push(first);
                }
            }
        }
    }
    rings
}

/// The point of a curve at a part of its way.
fn on_curve([a, b, c, d]: [At; 4], part: f64) -> At {
    let ab = a.lerp(b, part);
    let bc = b.lerp(c, part);
    let cd = c.lerp(d, part);
    ab.lerp(bc, part).lerp(bc.lerp(cd, part), part)
}
