//! What the objects of pages refer to: drawing parameters and colour spaces.

use std::collections::HashMap;

use super::KIND;
use super::numbers;
use crate::error::ImportError;
use crate::limits::Limits;
use crate::read::tags::{self, Piece, Tag};

/// More parameters, spaces or colours of a palette than any file has that was met; theirs are about ten.
const MOST: usize = 10_000;
/// How many parameters may stand on one another.
const DEEPEST: usize = 16;

/// Colour and opacity of a fill or a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paint {
    /// `None` where it is not one colour, or of a space that is not known.
    pub(super) rgb: Option<[f32; 3]>,
    pub(super) alpha: f32,
}

impl Paint {
    /// What the standard paints in where nothing is said.
    pub(super) const BLACK: Self = Self {
        rgb: Some([0.0; 3]),
        alpha: 1.0,
    };
}

/// Parameters that several objects share.
#[derive(Debug, Clone, Default)]
pub(super) struct DrawParam {
    relative: Option<String>,
    pub(super) fill: Option<Paint>,
    pub(super) stroke: Option<Paint>,
    pub(super) width: Option<f64>,
}

#[derive(Debug, Default)]
struct Space {
    kind: String,
    palette: Vec<String>,
}

/// The resources of a document.
#[derive(Debug, Default)]
pub(super) struct Resources {
    params: HashMap<String, DrawParam>,
    spaces: HashMap<String, Space>,
}

impl Resources {
    /// Adds what a file of resources holds.
    pub(super) fn add(&mut self, markup: &str, limits: &Limits) -> Result<(), ImportError> {
        self.add_spaces(markup, limits)?;
        let mut open: Option<(String, DrawParam)> = None;
        tags::read(KIND, markup, limits.depth, |piece| {
            match piece {
                Piece::Open(_, tag) if tag.name == "DrawParam" => {
                    let param = DrawParam {
                        relative: tag.owned("Relative"),
                        width: tag
                            .get("LineWidth")
                            .and_then(|width| width.trim().parse().ok()),
                        ..DrawParam::default()
                    };
                    open = Some((tag.text("ID").into_owned(), param));
                }
                Piece::Open(_, tag) => {
                    if let Some((_, param)) = &mut open {
                        match tag.name {
                            "FillColor" => param.fill = Some(self.paint(&tag)),
                            "StrokeColor" => param.stroke = Some(self.paint(&tag)),
                            _ => {}
                        }
                    }
                }
                Piece::Close("DrawParam") => {
                    let is_room = self.params.len() < MOST;
                    self.params.extend(open.take().filter(|_| is_room));
                }
                Piece::Close(_) | Piece::Text(_) => {}
            }
            Ok(())
        })
    }

    fn add_spaces(&mut self, markup: &str, limits: &Limits) -> Result<(), ImportError> {
        let mut open: Option<(String, Space)> = None;
        let mut in_colour = false;
        tags::read(KIND, markup, limits.depth, |piece| {
            match piece {
                Piece::Open(_, tag) if tag.name == "ColorSpace" => {
                    let space = Space {
                        kind: tag.text("Type").into_owned(),
                        palette: Vec::new(),
                    };
                    open = Some((tag.text("ID").into_owned(), space));
                }
                Piece::Open(_, tag) => in_colour = tag.name == "CV",
                Piece::Text(text) if in_colour => {
                    if let Some((_, space)) = &mut open
                        && space.palette.len() < MOST
                    {
                        space.palette.push(text.into_owned());
                    }
                }
                Piece::Close("ColorSpace") => {
                    let is_room = self.spaces.len() < MOST;
                    self.spaces.extend(open.take().filter(|_| is_room));
                }
                Piece::Close(_) => in_colour = false,
                Piece::Text(_) => {}
            }
            Ok(())
        })
    }

    /// What a parameter says, with what it stands on.
    pub(super) fn param(&self, id: Option<&str>) -> DrawParam {
        let mut found = DrawParam::default();
        let mut next = id.and_then(|id| self.params.get(id));
        for _ in 0..DEEPEST {
            let Some(param) = next else { break };
            found.fill = found.fill.or(param.fill);
            found.stroke = found.stroke.or(param.stroke);
            found.width = found.width.or(param.width);
            next = param.relative.as_deref().and_then(|id| self.params.get(id));
        }
        found
    }

    /// The colour that an element gives.
    pub(super) fn paint(&self, tag: &Tag) -> Paint {
        let space = tag.get("ColorSpace").and_then(|id| self.spaces.get(&*id));
        let index = tag
            .get("Index")
            .and_then(|at| at.trim().parse::<usize>().ok());
        let from_palette = || space?.palette.get(index?).cloned();
        let value = tag.owned("Value").or_else(from_palette);
        let kind = space.map_or("", |space| space.kind.as_str());
        Paint {
            rgb: value.and_then(|value| rgb(&value, kind)),
            alpha: opacity(tag),
        }
    }
}

/// Opacity from 0 to 1 as a number up to 255.
pub(super) fn opacity(tag: &Tag) -> f32 {
    let alpha = tag
        .get("Alpha")
        .and_then(|text| text.trim().parse::<u8>().ok());
    f32::from(alpha.unwrap_or(u8::MAX)) / 255.0
}

/// A colour of three parts, a grey of one, or inks of four; `None` for other spaces.
fn rgb(value: &str, kind: &str) -> Option<[f32; 3]> {
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
        [cyan, magenta, yellow, black] if kind == "CMYK" => {
            Some([cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black)))
        }
        _ => None,
    }
}

/// Left and upper edge, width and height that an attribute gives.
pub(super) fn boundary(tag: &Tag) -> [f64; 4] {
    let text = tag.get("Boundary");
    text.and_then(|text| numbers(&text)).unwrap_or_default()
}
