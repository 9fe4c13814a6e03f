//! The objects of a page: texts, paths and pictures, painted in their order.

use super::KIND;
use super::clip::{Clips, Plane};
use super::path::rings;
use super::resources::{Paint, Resources, boundary, opacity};
use super::{Layer, POINTS};
use crate::error::ImportError;
use crate::grid::seen::{Cause, Look};
use crate::limits::Limits;
use crate::read::page_geometry::Glyph;
use crate::read::page_geometry::canvas::{Canvas, Ink};
use crate::read::page_geometry::outline::{Area, Outline, Point};
use crate::read::set::{Member, Set};
use crate::read::tags::{self, Piece, Tag};

/// Width of a line, in millimetres, where the file gives none.
const LINE: f64 = 0.353;
/// How far text may be turned and still count as level, as the part of its length by which it rises.
const LEVEL: f64 = 0.02;

/// An object while it is read.
#[derive(Debug, Default)]
struct Object {
    /// Its left and upper edge, width and height, in millimetres.
    boundary: [f64; 4],
    /// The map from its own plane to that of the page.
    plane: Option<Plane>,
    size: f64,
    stretch: f64,
    width: Option<f64>,
    alpha: f32,
    traits: Set<Trait>,
    fill: Option<Paint>,
    stroke: Option<Paint>,
    clips: Clips,
}

/// What may be true of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trait {
    Visible,
    /// Its outline is drawn.
    Stroked,
    /// Its inside is filled.
    Filled,
    /// Its text does not run from left to right, or its characters do not stand upright.
    Turned,
}

impl Member for Trait {
    fn place(self) -> u8 {
        self as u8
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Text,
    Path,
    Image,
}

/// A run of characters while it is read.
#[derive(Debug, Default)]
struct Code {
    at: (f64, f64),
    across: Vec<f64>,
    down: Vec<f64>,
    text: String,
}

/// Paints the objects of pages.
pub(super) struct Painter<'r> {
    pub(super) canvas: Canvas,
    resources: &'r Resources,
    /// The layer that is painted; all where it is not given.
    wanted: Option<Layer>,
    /// Whether the layer that is being read is another one.
    in_other_layer: bool,
    /// Parameters of the layer that is being read.
    layer_param: Option<String>,
    /// Whether the annotation that is being read is not shown.
    hidden: bool,
    /// Where the appearance of an annotation begins, in millimetres.
    moved: (f64, f64),
    /// Characters and points that may still be painted.
    pub(super) left: usize,
    object: Option<Object>,
    code: Option<Code>,
    /// Whether the data of a path is being read.
    path: Option<String>,
    in_clip: usize,
}

impl<'r> Painter<'r> {
    pub(super) fn new(canvas: Canvas, resources: &'r Resources, left: usize) -> Self {
        Self {
            canvas,
            resources,
            wanted: None,
            in_other_layer: false,
            layer_param: None,
            hidden: false,
            moved: (0.0, 0.0),
            left,
            object: None,
            code: None,
            path: None,
            in_clip: 0,
        }
    }

    /// Paints what a page or a template holds, from its lowest layer to its uppermost.
    pub(super) fn paint(&mut self, markup: &str, limits: &Limits) -> Result<(), ImportError> {
        let layers = Layer::of(markup, limits)?;
        if layers.is_sorted() {
            self.wanted = None;
            return self.paint_layer(markup, limits);
        }
        for layer in [Layer::Background, Layer::Body, Layer::Foreground] {
            self.wanted = Some(layer);
            self.paint_layer(markup, limits)?;
        }
        Ok(())
    }

    fn paint_layer(&mut self, markup: &str, limits: &Limits) -> Result<(), ImportError> {
        tags::read(KIND, markup, limits.depth, |piece| {
            match piece {
                Piece::Open(_, tag) => self.open(&tag),
                Piece::Text(text) => {
                    if self.in_clip > 0 {
                        if let Some(object) = &mut self.object {
                            object.clips.text(&text);
                        }
                    } else if let Some(code) = &mut self.code {
                        code.text.push_str(&text);
                    } else if let Some(path) = &mut self.path {
                        path.push_str(&text);
                    }
                }
                Piece::Close(name) => {
                    self.close(name).ok_or(ImportError::TooManyCells {
                        limit: limits.cells,
                    })?;
                }
            }
            Ok(())
        })
    }

    fn open(&mut self, tag: &Tag) {
        match tag.name {
            "Layer" => {
                let is_other = |wanted| Layer::from(tag) != wanted;
                self.in_other_layer = self.wanted.is_some_and(is_other);
                self.layer_param = tag.owned("DrawParam");
            }
            _ if self.in_other_layer => {}
            "Clips" => self.in_clip += 1,
            _ if self.in_clip > 0 => {
                if let Some(object) = &mut self.object {
                    object.clips.open(tag);
                }
            }
            "Annot" => self.hidden = tag.says("Visible", "false"),
            "Appearance" => {
                let [left, top, ..] = boundary(tag);
                self.moved = (left, top);
            }
            "TextObject" => self.begin(Kind::Text, tag),
            "PathObject" => self.begin(Kind::Path, tag),
            // What a composite object shows stands elsewhere, so that it is no text here.
            "ImageObject" | "CompositeObject" => self.begin(Kind::Image, tag),
            "FillColor" | "StrokeColor" => {
                if let Some(object) = &mut self.object {
                    object.colour(tag, self.resources);
                }
            }
            "TextCode" => self.code = Some(Code::new(tag)),
            "AbbreviatedData" => self.path = Some(String::new()),
            _ => {}
        }
    }

    fn begin(&mut self, kind: Kind, tag: &Tag) {
        let layer = self.resources.param(self.layer_param.as_deref());
        let own = self.resources.param(tag.get("DrawParam").as_deref());
        let mut object = Object::new(kind, tag, self.moved);
        if self.hidden {
            object.traits.set(Trait::Visible, false);
        }
        object.fill = own.fill.or(layer.fill).or(object.fill);
        object.stroke = own.stroke.or(layer.stroke).or(object.stroke);
        let width = object.width.or(own.width).or(layer.width);
        object.width = width;
        self.object = Some(object);
    }

    /// Paints what ends; `None` where there is more than bearable.
    fn close(&mut self, name: &str) -> Option<()> {
        match name {
            "Layer" => {
                self.in_other_layer = false;
                self.layer_param = None;
            }
            _ if self.in_other_layer => {}
            "Annot" => (self.hidden, self.moved) = (false, (0.0, 0.0)),
            "Clips" => self.in_clip = self.in_clip.saturating_sub(1),
            _ if self.in_clip > 0 => {
                if let Some(object) = &mut self.object {
                    object.close_clip(name);
                }
            }
            "TextCode" => {
                if let (Some(object), Some(code)) = (&self.object, self.code.take()) {
                    self.left = self.left.checked_sub(code.text.chars().count())?;
                    code.paint(object, &mut self.canvas);
                }
            }
            "AbbreviatedData" => {
                if let (Some(object), Some(path)) = (&self.object, self.path.take()) {
                    self.left = object.paint_path(&path, self.left, &mut self.canvas)?;
                }
            }
            "ImageObject" | "CompositeObject" => {
                if let Some(object) = self
                    .object
                    .take()
                    .filter(|object| object.is(Trait::Visible))
                {
                    self.canvas.picture(object.frame(), None);
                }
            }
            "TextObject" | "PathObject" => self.object = None,
            _ => {}
        }
        Some(())
    }
}

impl Object {
    fn new(kind: Kind, tag: &Tag, moved: (f64, f64)) -> Self {
        let number = |name: &str| {
            tag.get(name)
                .and_then(|text| text.trim().parse::<f64>().ok())
        };
        let [left, top, width, height] = boundary(tag);
        let direction = |name: &str| number(name).is_some_and(|degrees| degrees % 360.0 != 0.0);
        let is_turned = direction("ReadDirection") || direction("CharDirection");
        let (is_stroked, is_filled) = match kind {
            Kind::Text => (tag.says("Stroke", "true"), !tag.says("Fill", "false")),
            Kind::Path | Kind::Image => (!tag.says("Stroke", "false"), tag.says("Fill", "true")),
        };
        Self {
            boundary: [left + moved.0, top + moved.1, width, height],
            plane: Some(Plane::of(tag).moved_by(moved)),
            size: number("Size").unwrap_or(0.0),
            stretch: number("HScale").unwrap_or(1.0),
            width: number("LineWidth"),
            alpha: opacity(tag),
            traits: Set::EMPTY
                .with(Trait::Visible, !tag.says("Visible", "false"))
                .with(Trait::Stroked, is_stroked)
                .with(Trait::Filled, is_filled)
                .with(Trait::Turned, is_turned),
            fill: None,
            stroke: None,
            clips: Clips::default(),
        }
    }

    fn is(&self, what: Trait) -> bool {
        self.traits.has(what)
    }

    fn colour(&mut self, tag: &Tag, resources: &Resources) {
        let paint = Some(resources.paint(tag));
        if tag.name == "FillColor" {
            self.fill = paint;
        } else {
            self.stroke = paint;
        }
    }

    fn close_clip(&mut self, name: &str) {
        let plane = self.plane;
        self.clips.close(name, |point| on_page(plane, point));
    }

    /// A point of its own plane on the page, in points of print.
    fn place(&self, point: Point) -> Point {
        on_page(self.plane, point)
    }

    /// Whether a point of the page lies within its boundary, which clips it as the standard says; many programs make it a
    /// little too low, and some a little too narrow.
    fn bounds(&self, (x, y): Point) -> bool {
        let [left, top, width, height] = self.boundary.map(|length| length * POINTS);
        let size = self.size * POINTS;
        let is_given = width > 0.0 && height > 0.0;
        let across = left - size * 0.1..=left + width + size * 0.1;
        let down = top - size..=top + height + size;
        !is_given || (across.contains(&x) && down.contains(&y))
    }

    fn frame(&self) -> Outline {
        let [left, top, width, height] = self.boundary.map(|length| length * POINTS);
        Outline::rectangle(Area {
            left,
            top,
            right: left + width,
            bottom: top + height,
        })
    }

    fn ink(&self, paint: Option<Paint>) -> Ink {
        let paint = paint.unwrap_or(Paint::BLACK);
        Ink {
            rgb: paint.rgb,
            alpha: self.alpha * paint.alpha,
        }
    }

    /// Paints a path; gives what may still be painted.
    fn paint_path(&self, data: &str, left: usize, canvas: &mut Canvas) -> Option<usize> {
        let rings = rings(data, left, |point| self.place(point));
        let left = left.checked_sub(rings.iter().map(Vec::len).sum())?;
        if !self.is(Trait::Visible) {
            return Some(left);
        }
        if self.is(Trait::Filled) {
            canvas.fill(Outline::new(rings.clone(), false), self.ink(self.fill));
        }
        if self.is(Trait::Stroked) {
            for line in rings.iter().flat_map(|ring| ring.windows(2)) {
                if let [from, to] = line {
                    let width = self.width.unwrap_or(LINE) * POINTS;
                    canvas.stroke(*from, *to, width, self.ink(self.stroke));
                }
            }
        }
        Some(left)
    }
}

impl Code {
    fn new(tag: &Tag) -> Self {
        let number = |name: &str| {
            tag.get(name)
                .and_then(|text| text.trim().parse::<f64>().ok())
        };
        Self {
            at: (number("X").unwrap_or(0.0), number("Y").unwrap_or(0.0)),
            across: deltas(&tag.get("DeltaX").unwrap_or_default()),
            down: deltas(&tag.get("DeltaY").unwrap_or_default()),
            text: String::new(),
        }
    }

    fn paint(&self, object: &Object, canvas: &mut Canvas) {
        let (mut x, mut y) = self.at;
        for (at, c) in self
            .text
            .chars()
            .filter(|c| !matches!(c, '\n' | '\r'))
            .enumerate()
        {
            let natural = object.size * object.stretch * if c.is_ascii() { 0.5 } else { 1.0 };
            let step = self.across.get(at).copied();
            let width = step
                .filter(|step| *step > 0.0)
                .map_or(natural, |step| step.min(natural * 1.2));
            let (from, to) = (object.place((x, y)), object.place((x + width, y)));
            let up = object.place((x, y - object.size));
            let is_level = (to.1 - from.1).abs() <= LEVEL * (to.0 - from.0).abs() && to.0 > from.0;
            let aside = if !object.is(Trait::Visible) {
                Some((Look::Hidden, Cause::Marked))
            } else if !object.is(Trait::Filled) && !object.is(Trait::Stroked) {
                Some((Look::Hidden, Cause::Transparent))
            } else if object.is(Trait::Turned) || !is_level {
                Some((Look::Annotation, Cause::Turned))
            } else if is_private(c) {
                Some((Look::NotText, Cause::Font))
            } else {
                None
            };
            let mut glyph = Glyph {
                text: c.to_string(),
                left: from.0.min(to.0),
                right: from.0.max(to.0),
                base: from.1,
                size: (from.1 - up.1).abs(),
                aside,
            };
            let middle = glyph.middle();
            if glyph.aside.is_none() && !(object.clips.holds(middle) && object.bounds(middle)) {
                glyph.aside = Some((Look::Hidden, Cause::Outside));
            }
            let paint = if object.is(Trait::Filled) {
                object.fill
            } else {
                object.stroke
            };
            let ink = object.ink(paint);
            if !c.is_whitespace() {
                canvas.glyph(glyph, ink);
            }
            let steps = self.down.get(at).copied();
            x += step.unwrap_or(if steps.is_some() { 0.0 } else { natural });
            y += steps.unwrap_or(0.0);
        }
    }
}

/// Distances between characters; `g 5 3.2` stands for five times 3.2.
fn deltas(text: &str) -> Vec<f64> {
    const MOST: usize = 10_000;
    let mut deltas = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        let times = if word == "g" {
            words.next().and_then(|n| n.parse().ok()).unwrap_or(0)
        } else {
            1
        };
        let value = if word == "g" {
            words.next().unwrap_or_default()
        } else {
            word
        };
        let Ok(value) = value.parse::<f64>() else {
            break;
        };
        deltas.extend(std::iter::repeat_n(value, times.min(MOST)));
        if deltas.len() > MOST {
            break;
        }
    }
    deltas.truncate(MOST);
    deltas
}

/// Whether a character is one of a font alone, so that what it shows is not known.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '¤')
}

/// A point of a plane on the page, in points of print.
fn on_page(plane: Option<Plane>, point: Point) -> Point {
    let (x, y) = plane.map_or(point, |plane| plane.place(point));
    (x * POINTS, y * POINTS)
}
