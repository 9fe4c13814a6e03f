//! Parameters of drawing in OFD: colours and widths under a number, which layers and objects refer to.

use std::collections::HashMap;

use super::object::ink;
use crate::error::ImportError;
use crate::limits::Limits;
use crate::read::page_geometry::canvas::Ink;
use crate::read::tags::{self, Piece, Tag};

/// Parameters that stand on each other, at most.
const CHAIN: usize = 8;
/// Parameters that are kept; a file has some dozen.
const MOST: usize = 10_000;

/// What is set for the objects that refer to it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Param {
    pub(super) fill: Option<Ink>,
    pub(super) stroke: Option<Ink>,
    /// Width of lines, in millimetres.
    pub(super) width: Option<f64>,
}

impl Param {
    /// The same, with what it does not set taken from another.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            fill: self.fill.or(other.fill),
            stroke: self.stroke.or(other.stroke),
            width: self.width.or(other.width),
        }
    }
}

/// The parameters of a document by number, each with the one that it stands on.
#[derive(Debug, Default)]
pub(super) struct Params(HashMap<String, (Param, Option<String>)>);

impl Params {
    /// Adds those of a list of resources.
    pub(super) fn add(&mut self, markup: &str, limits: &Limits) -> Result<(), ImportError> {
        let mut at: Option<String> = None;
        tags::read(markup, limits.depth, |piece| {
            match piece {
                Piece::Open(tag) if tag.name == "DrawParam" && self.0.len() < MOST => {
                    at = tag.get("ID");
                    if let Some(id) = &at {
                        let width = tag.get("LineWidth").and_then(|width| width.parse().ok());
                        let param = Param {
                            width,
                            ..Param::default()
                        };
                        self.0.insert(id.clone(), (param, tag.get("Relative")));
                    }
                }
                Piece::Open(tag) => {
                    if let Some((param, _)) = at.as_ref().and_then(|id| self.0.get_mut(id)) {
                        param.set(&tag);
                    }
                }
                Piece::Close("DrawParam") => at = None,
                _ => {}
            }
            Ok(())
        })
    }

    /// The parameter that a layer or an object refers to, and those that it stands on.
    pub(super) fn of(&self, tag: &Tag) -> Param {
        let (mut all, mut next) = (Param::default(), tag.get("DrawParam"));
        for _ in 0..CHAIN {
            let Some((param, relative)) = next.as_ref().and_then(|id| self.0.get(id)) else {
                break;
            };
            all = all.or(*param);
            next.clone_from(relative);
        }
        all
    }
}

impl Param {
    fn set(&mut self, tag: &Tag) {
        match tag.name {
            "FillColor" => self.fill = Some(ink(tag)),
            "StrokeColor" => self.stroke = Some(ink(tag)),
            _ => {}
        }
    }
}
