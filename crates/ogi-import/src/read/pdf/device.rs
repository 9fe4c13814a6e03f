//! What the library paints, brought onto the canvas of the page.

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, Stream};
use hayro_interpret::kurbo::{Affine, BezPath, Point as At, Rect, Shape};
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, LumaData,
    Paint, SoftMask, StrokeProps,
};

use super::codes::Codes;
use super::layers::Layers;
use super::place::{Place, unraised};
use super::shapes::{ByHand, drawn_by_hand, rings};
use super::unpack;
use crate::grid::seen::{Cause, Look};
use crate::printed::fold::radical;
use crate::read::page_geometry::Glyph;
use crate::read::page_geometry::canvas::{Canvas, Ink, Mask};
use crate::read::page_geometry::outline::{Area, Outline, Point};

/// Shapes that clip at one time, of those that are no rectangles; what is drawn inside more of them is a picture.
const CLIPS: usize = 64;

/// Paints a page on a canvas.
pub(super) struct Painter<'c> {
    pub(super) canvas: Canvas,
    codes: &'c Codes<'c>,
    layers: &'c Layers,
    /// For each marked content that is open, whether it is for paper only.
    for_paper: Vec<bool>,
    /// What limits the painting: the area that all clips share, and the shape where it is no rectangle.
    clips: Vec<(Area, Option<Outline>)>,
    /// The groups that are open.
    groups: Vec<Group>,
    /// How many characters run to the right, downwards, to the left and upwards.
    pub(super) directions: [usize; 4],
    /// Pixels of pictures that may still be looked at.
    pixels: usize,
}

/// What a group does to all that is painted in it.
#[derive(Debug, Clone, Copy)]
struct Group {
    opacity: f32,
    /// Whether it mixes with what is below it, so that it covers nothing.
    mixes: bool,
    /// Whether a mask says how much of it is seen.
    masked: bool,
}

/// Pixels of the pictures of one page that are looked at, to see what they cover: four at a size of 1000 by 1000.
const PIXELS: usize = 4_000_000;
/// Bytes of a pixel, with four colours.
const PIXEL: usize = 4;

impl<'c> Painter<'c> {
    pub(super) fn new(canvas: Canvas, codes: &'c Codes<'c>, layers: &'c Layers) -> Self {
        Self {
            canvas,
            codes,
            layers,
            for_paper: Vec::new(),
            clips: Vec::new(),
            groups: Vec::new(),
            directions: [0; 4],
            pixels: PIXELS,
        }
    }

    fn opacity(&self) -> f32 {
        self.groups.last().map_or(1.0, |group| group.opacity)
    }

    /// Whether what is painted now is not shown on a screen.
    fn is_for_paper(&self) -> bool {
        self.for_paper.last().copied().unwrap_or(false)
    }

    fn mixes(&self) -> bool {
        self.groups.last().is_some_and(|group| group.mixes)
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
        let mixes = props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal;
        if mixes || self.mixes() {
            ink.alpha = 0.0;
        }
        ink
    }

    fn one(
        &mut self,
        positioned: &PositionedGlyph<'_>,
        place: &Place,
        ink: Ink,
        aside: Option<(Look, Cause)>,
    ) {
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
        glyph.aside = if aside.is_some() {
            aside
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
            Some(BfString::Char(c)) => return means(c).then(|| radical(c).to_string()),
            Some(BfString::String(text)) => Some(text),
            None => match glyph {
                FontGlyph::Outline(outline) => outline
                    .font_data()
                    .and_then(|font| font.postscript_name)
                    .and_then(|name| self.codes.text(&name, glyph.char_code())),
                FontGlyph::Type3(_) => None,
            },
        }?;
        let is_text = !known.is_empty() && known.chars().all(means);
        is_text.then(|| known.chars().map(radical).collect())
    }
}

/// Whether a character means the same in all fonts.
fn means(c: char) -> bool {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    !(is_private || c == char::REPLACEMENT_CHARACTER || (c.is_control() && !c.is_whitespace()))
}

impl<'a> Device<'a> for Painter<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if self.is_for_paper() {
            return;
        }
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

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        let mixes = self.mixes() || mask.is_some() || blend != BlendMode::Normal;
        let opacity = self.opacity() * opacity;
        let masked = mask.is_some() || self.groups.last().is_some_and(|group| group.masked);
        self.groups.push(Group {
            opacity,
            mixes,
            masked,
        });
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let ink = self.ink(&props.paint);
        let hidden = matches!(mode, DrawMode::Invisible);
        // What shows through a mask, or in the colours of a pattern, is not worked out.
        let masked = props.soft_mask.is_some() || self.groups.last().is_some_and(|g| g.masked);
        let is_patterned = matches!(props.paint, Paint::Pattern(_));
        let aside = if self.is_for_paper() {
            Some((Look::Hidden, Cause::Container))
        } else if hidden {
            Some((Look::Hidden, Cause::Marked))
        } else {
            (masked || is_patterned).then_some((Look::NotText, Cause::Transparent))
        };
        let glyphs = run.glyphs();
        for (at, glyph) in glyphs.iter().enumerate() {
            let place = Place::of(glyph, props.transform, glyphs.get(at + 1));
            self.directions[place.direction] += usize::from(!hidden);
            self.one(glyph, &place, ink, aside);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if self.is_for_paper() {
            return;
        }
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let corners = Rect::new(0.0, 0.0, width, height).to_path(0.1);
        let outline = Outline::new(rings(&corners, props.transform), false);
        let Some(outline) = self.clipped(outline) else {
            return;
        };
        let mixes = props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal;
        let opacity = self.opacity();
        let mask: Option<Mask> = if mixes || self.mixes() {
            Some(Box::new(|_| 0.0))
        } else if has_gaps(&image) {
            Some(self.alpha(&image, outline.area(), props.transform))
        } else if opacity < 1.0 {
            Some(Box::new(move |_| opacity))
        } else {
            None
        };
        self.canvas.picture(outline, mask);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let is_for_paper = self.is_for_paper() || self.layers.is_for_paper(tag, properties);
        self.for_paper.push(is_for_paper);
    }

    fn end_marked_content(&mut self) {
        self.for_paper.pop();
    }
}

/// The bytes that a picture and its mask unpack to; `None` where they are more than the bound.
fn unpacked(image: &Image<'_, '_>, bound: usize) -> Option<usize> {
    let stream = match image {
        Image::Raster(raster) => raster.stream(),
        Image::Stencil(stencil) => stencil.stream(),
    };
    let masks = [&b"SMask"[..], b"Mask"].map(|key| stream.dict().get::<Stream<'_>>(key));
    let mut bytes = unpack::size(stream, bound)?;
    for mask in masks.into_iter().flatten() {
        bytes = bytes.saturating_add(unpack::size(&mask, bound)?);
    }
    Some(bytes)
}

/// Whether something may be seen through a picture.
fn has_gaps(image: &Image<'_, '_>) -> bool {
    match image {
        Image::Raster(raster) => {
            let stream = raster.stream();
            stream.dict().contains_key(b"SMask") || stream.dict().contains_key(b"Mask")
        }
        Image::Stencil(_) => true,
    }
}

impl Painter<'_> {
    /// How opaque a picture is; it is only looked at where there is text below it.
    fn alpha(&mut self, image: &Image<'_, '_>, area: Area, map: Affine) -> Mask {
        let (width, height) = (image.width(), image.height());
        let count = (width as usize).saturating_mul(height as usize);
        let nothing: Mask = Box::new(|_| 0.0);
        if count > self.pixels || !self.canvas.has_text_in(area) {
            return nothing;
        }
        // A small picture may unpack to a large one, each time that it is painted.
        let unpacked = unpacked(image, self.pixels * PIXEL);
        let count = count.max(unpacked.map_or(self.pixels, |bytes| bytes / PIXEL));
        self.pixels = self.pixels.saturating_sub(count);
        if unpacked.is_none() {
            return nothing;
        }
        let mut alpha: Option<LumaData> = None;
        let mut is_whole = false;
        match image {
            Image::Raster(raster) => raster.with_rgba(
                |_, found| {
                    is_whole = found.is_none();
                    alpha = found;
                },
                None,
            ),
            Image::Stencil(stencil) => stencil.with_stencil(|found, _| alpha = Some(found), None),
        }
        let opacity = self.opacity();
        let Some(alpha) = alpha else {
            return if is_whole {
                Box::new(move |_| opacity)
            } else {
                nothing
            };
        };
        let back = map.inverse();
        let across = f64::from(alpha.width) / f64::from(width.max(1));
        let down = f64::from(alpha.height) / f64::from(height.max(1));
        Box::new(move |(x, y)| {
            let at = back * At::new(x, y);
            let (column, row) = (at.x * across, at.y * down);
            let inside = (0.0..f64::from(alpha.width)).contains(&column)
                && (0.0..f64::from(alpha.height)).contains(&row);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "they are inside of the picture"
            )]
            let place = row as usize * alpha.width as usize + column as usize;
            let value = alpha
                .data
                .get(place)
                .filter(|_| inside)
                .copied()
                .unwrap_or(0);
            opacity * f32::from(value) / 255.0
        })
    }

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
            match drawn_by_hand(ring) {
                Some(ByHand::Straight(from, to)) => self.canvas.stroke(from, to, width, ink),
                Some(ByHand::Wave(area)) => {
                    let middle = f64::midpoint(area.top, area.bottom);
                    let (from, to) = ((area.left, middle), (area.right, middle));
                    self.canvas.wave(from, to, area.height(), ink);
                }
                None => {}
            }
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
