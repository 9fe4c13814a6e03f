//! The objects of a page: texts, paths and pictures, painted in their order.

use super::params::{Param, Params};
use super::path::rings;
use super::{POINTS, numbers};
use crate::error::ImportError;
use crate::grid::seen::{Cause, Look};
use crate::limits::Limits;
use crate::read::page_geometry::Glyph;
use crate::read::page_geometry::canvas::{Canvas, Ink};
use crate::read::page_geometry::outline::{Area, Outline, Point};
use crate::read::tags::{self, Piece, Tag};

/// Width of a line, in millimetres, where the file gives none.
const LINE: f64 = 0.353;
/// Shapes that an object is clipped to, at most.
const CLIPS: usize = 16;
/// How far text may be turned and still count as level, as the part of its length by which it rises.
const LEVEL: f64 = 0.02;

/// An object while it is read.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own that a file makes"
)]
struct Object {
    /// Its left and upper edge, width and height, in millimetres.
    boundary: [f64; 4],
    /// The map from its own plane to that of its boundary.
    map: Option<[f64; 6]>,
    size: f64,
    stretch: f64,
    width: f64,
    alpha: f32,
    visible: bool,
    strokes: bool,
    fills: bool,
    turned: bool,
    /// What its own colours are, or those of the parameters that it refers to.
    inks: Param,
    /// What it is clipped to: within each of these, in one of its outlines.
    clips: Vec<Vec<Outline>>,
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
pub(super) struct Painter<'a> {
    pub(super) canvas: Canvas,
    params: &'a Params,
    /// What holds for the objects of the layer.
    layer: Param,
    /// Characters and points that may still be painted.
    pub(super) left: usize,
    object: Option<Object>,
    code: Option<Code>,
    /// Whether the data of a path is being read.
    path: Option<String>,
    in_clip: usize,
    /// Left and upper edge of the shape that clips, within its object.
    clip_at: [f64; 4],
}

impl<'a> Painter<'a> {
    pub(super) fn new(canvas: Canvas, params: &'a Params, left: usize) -> Self {
        Self {
            canvas,
            params,
            layer: Param::default(),
            left,
            object: None,
            code: None,
            path: None,
            in_clip: 0,
            clip_at: [0.0; 4],
        }
    }

    /// Paints what a page or a template holds.
    pub(super) fn paint(&mut self, markup: &str, limits: &Limits) -> Result<(), ImportError> {
        tags::read(markup, limits.depth, |piece| {
            match piece {
                Piece::Open(tag) => self.open(&tag),
                Piece::Text(text) => {
                    if let Some(code) = &mut self.code {
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
            "Clips" => self.in_clip += 1,
            "AbbreviatedData" => self.path = Some(String::new()),
            _ if self.in_clip > 0 => self.open_clip(tag),
            "Layer" => self.layer = self.params.of(tag),
            "TextObject" => self.begin(Kind::Text, tag),
            "PathObject" => self.begin(Kind::Path, tag),
            "ImageObject" => self.begin(Kind::Image, tag),
            "FillColor" | "StrokeColor" => {
                if let Some(object) = &mut self.object {
                    object.colour(tag);
                }
            }
            "TextCode" => self.code = Some(Code::new(tag)),
            _ => {}
        }
    }

    fn begin(&mut self, kind: Kind, tag: &Tag) {
        let param = self.params.of(tag).or(self.layer);
        self.object = Some(Object::new(kind, tag, param));
    }

    fn open_clip(&mut self, tag: &Tag) {
        match (tag.name, &mut self.object) {
            ("Clip", Some(object)) if object.clips.len() < CLIPS => object.clips.push(Vec::new()),
            ("Path", _) => {
                let frame = tag.get("Boundary").and_then(|text| numbers(&text));
                self.clip_at = frame.unwrap_or_default();
            }
            _ => {}
        }
    }

    /// Adds a shape to what the object is clipped to; gives what may still be painted.
    fn clip(&mut self, data: &str) -> Option<usize> {
        let Some(object) = &mut self.object else {
            return Some(self.left);
        };
        let [left, top, ..] = self.clip_at;
        let rings = rings(data, self.left, |(x, y)| object.place((left + x, top + y)));
        let rest = self.left.checked_sub(rings.iter().map(Vec::len).sum())?;
        if let Some(clip) = object.clips.last_mut() {
            clip.push(Outline::new(rings, false));
        }
        Some(rest)
    }

    /// Paints what ends; `None` where there is more than bearable.
    fn close(&mut self, name: &str) -> Option<()> {
        match name {
            "Clips" => self.in_clip = self.in_clip.saturating_sub(1),
            "TextCode" => {
                if let (Some(object), Some(code)) = (&self.object, self.code.take()) {
                    self.left = self.left.checked_sub(code.text.chars().count())?;
                    code.paint(object, &mut self.canvas);
                }
            }
            "AbbreviatedData" if self.in_clip > 0 => {
                if let Some(path) = self.path.take() {
                    self.left = self.clip(&path)?;
                }
            }
            "AbbreviatedData" => {
                if let (Some(object), Some(path)) = (&self.object, self.path.take()) {
                    self.left = object.paint_path(&path, self.left, &mut self.canvas)?;
                }
            }
            "ImageObject" => {
                if let Some(object) = self.object.take().filter(|object| object.visible) {
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
    /// An object with what holds for it unless it says otherwise.
    fn new(kind: Kind, tag: &Tag, param: Param) -> Self {
        let number = |name: &str| {
            tag.get(name)
                .and_then(|text| text.trim().parse::<f64>().ok())
        };
        let direction = |name: &str| number(name).is_some_and(|degrees| degrees % 360.0 != 0.0);
        Self {
            boundary: tag
                .get("Boundary")
                .and_then(|text| numbers(&text))
                .unwrap_or_default(),
            map: tag.get("CTM").and_then(|text| numbers(&text)),
            size: number("Size").unwrap_or(0.0),
            stretch: number("HScale").unwrap_or(1.0),
            width: number("LineWidth").or(param.width).unwrap_or(LINE),
            alpha: opacity(tag),
            visible: !tag.says("Visible", "false"),
            strokes: if kind == Kind::Text {
                tag.says("Stroke", "true")
            } else {
                !tag.says("Stroke", "false")
            },
            fills: if kind == Kind::Text {
                !tag.says("Fill", "false")
            } else {
                tag.says("Fill", "true")
            },
            turned: direction("ReadDirection") || direction("CharDirection"),
            inks: param,
            clips: Vec::new(),
        }
    }

    fn colour(&mut self, tag: &Tag) {
        let own = Some(ink(tag));
        if tag.name == "FillColor" {
            self.inks.fill = own;
        } else {
            self.inks.stroke = own;
        }
    }

    /// A point of its own plane on the page, in points of print.
    fn place(&self, point: Point) -> Point {
        let [across, down] = match self.map {
            Some(map) => [0, 1].map(|at| map[at] * point.0 + map[at + 2] * point.1 + map[at + 4]),
            None => [point.0, point.1],
        };
        let [left, top, ..] = self.boundary;
        ((left + across) * POINTS, (top + down) * POINTS)
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

    /// Whether a character lies outside of what it is clipped to: its shapes, and its frame, which many programs make
    /// a little too low, and some a little too narrow.
    fn clips_away(&self, middle: Point, size: f64) -> bool {
        let is_out = |clip: &Vec<Outline>| {
            !clip.is_empty() && !clip.iter().any(|outline| outline.holds(middle))
        };
        let frame = self.frame().area();
        let across = (frame.left - size * 0.1..=frame.right + size * 0.1).contains(&middle.0);
        let down = (frame.top - size..=frame.bottom + size).contains(&middle.1);
        !(across && down) || self.clips.iter().any(is_out)
    }

    /// A colour of it as it is painted; black where there is none.
    fn painted(&self, ink: Option<Ink>) -> Ink {
        let ink = ink.unwrap_or(BLACK);
        Ink {
            alpha: self.alpha * ink.alpha,
            ..ink
        }
    }

    /// Paints a path; gives what may still be painted.
    fn paint_path(&self, data: &str, left: usize, canvas: &mut Canvas) -> Option<usize> {
        let rings = rings(data, left, |point| self.place(point));
        let left = left.checked_sub(rings.iter().map(Vec::len).sum())?;
        if !self.visible {
            return Some(left);
        }
        if self.fills {
            canvas.fill(
                Outline::new(rings.clone(), false),
                self.painted(self.inks.fill),
            );
        }
        if self.strokes {
            for line in rings.iter().flat_map(|ring| ring.windows(2)) {
                if let [from, to] = line {
                    canvas.stroke(
                        *from,
                        *to,
                        self.width * POINTS,
                        self.painted(self.inks.stroke),
                    );
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
            let size = (from.1 - up.1).abs();
            let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, up.1));
            let aside = if !object.visible {
                Some((Look::Hidden, Cause::Marked))
            } else if !object.fills && !object.strokes {
                Some((Look::Hidden, Cause::Transparent))
            } else if object.clips_away(middle, size) {
                Some((Look::Hidden, Cause::Outside))
            } else if object.turned || !is_level {
                Some((Look::Annotation, Cause::Turned))
            } else if is_private(c) {
                Some((Look::NotText, Cause::Font))
            } else {
                None
            };
            let glyph = Glyph {
                text: c.to_string(),
                left: from.0.min(to.0),
                right: from.0.max(to.0),
                base: from.1,
                size,
                aside,
            };
            let ink = object.painted(if object.fills {
                object.inks.fill
            } else {
                object.inks.stroke
            });
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

/// Opacity from 0 to 1 as a number up to 255.
fn opacity(tag: &Tag) -> f32 {
    let alpha = tag
        .get("Alpha")
        .and_then(|text| text.trim().parse::<u8>().ok());
    f32::from(alpha.unwrap_or(u8::MAX)) / 255.0
}

const BLACK: Ink = Ink {
    rgb: Some([0.0; 3]),
    alpha: 1.0,
};

/// A colour as a tag gives it.
pub(super) fn ink(tag: &Tag) -> Ink {
    Ink {
        rgb: tag.get("Value").map_or(BLACK.rgb, |value| rgb(&value)),
        alpha: opacity(tag),
    }
}

/// A colour of three parts, or a grey of one; `None` for other spaces.
fn rgb(value: &str) -> Option<[f32; 3]> {
    let part = |word: &str| {
        let decimal = word.parse::<u8>().ok();
        let hex = word
            .strip_prefix('#')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        decimal.or(hex).map(|part| f32::from(part) / 255.0)
    };
    let parts: Vec<f32> = value.split_whitespace().map_while(part).collect();
    match parts[..] {
        [grey] => Some([grey; 3]),
        [red, green, blue] => Some([red, green, blue]),
        _ => None,
    }
}
