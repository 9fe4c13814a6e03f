//! The areas that objects are clipped to.

use super::numbers;
use super::path::rings;
use super::resources::boundary;
use crate::read::page_geometry::outline::{Outline, Point};
use crate::read::tags::Tag;

/// More areas than any object has that was met.
const MOST: usize = 1_000;

/// The map of a plane onto another: how far it moves things, after it has turned and stretched them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plane {
    map: Option<[f64; 6]>,
    moved: Point,
}

impl Plane {
    pub(super) fn of(tag: &Tag) -> Self {
        let [left, top, ..] = boundary(tag);
        Self {
            map: tag.get("CTM").and_then(|text| numbers(&text)),
            moved: (left, top),
        }
    }

    pub(super) fn moved_by(self, (x, y): Point) -> Self {
        Self {
            moved: (self.moved.0 + x, self.moved.1 + y),
            ..self
        }
    }

    pub(super) fn place(&self, point: Point) -> Point {
        let (x, y) = match self.map {
            Some(map) => (
                map[0] * point.0 + map[2] * point.1 + map[4],
                map[1] * point.0 + map[3] * point.1 + map[5],
            ),
            None => point,
        };
        (x + self.moved.0, y + self.moved.1)
    }
}

/// The clips of an object while they are read: what is seen of it lies within one area of each.
#[derive(Debug, Default)]
pub(super) struct Clips {
    shapes: Vec<Vec<Outline>>,
    area: Option<Plane>,
    path: Option<Plane>,
    data: Option<String>,
    /// Whether an area is given by what we do not take apart, such as the shapes of characters.
    unknown: bool,
    count: usize,
}

impl Clips {
    pub(super) fn open(&mut self, tag: &Tag) {
        match tag.name {
            "Clip" => self.shapes.push(Vec::new()),
            "Area" => self.area = Some(Plane::of(tag)),
            "Path" => self.path = Some(Plane::of(tag)),
            "Text" => self.unknown = true,
            "AbbreviatedData" => self.data = Some(String::new()),
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(data) = &mut self.data {
            data.push_str(text);
        }
    }

    /// Ends a path of it; `place` maps the plane of the object onto the page.
    pub(super) fn close(&mut self, name: &str, place: impl Fn(Point) -> Point) {
        if name != "AbbreviatedData" {
            return;
        }
        let Some(data) = self.data.take() else { return };
        let within = |plane: Option<Plane>, point| plane.map_or(point, |plane| plane.place(point));
        let onto = |point| place(within(self.area, within(self.path, point)));
        self.count += 1;
        let rings = rings(&data, MOST, onto);
        if let Some(clip) = self.shapes.last_mut().filter(|_| self.count <= MOST) {
            clip.push(Outline::new(rings, false));
        }
    }

    /// Whether a point is seen through all of them.
    pub(super) fn holds(&self, point: Point) -> bool {
        self.unknown
            || self
                .shapes
                .iter()
                .all(|clip| clip.iter().any(|area| area.holds(point)))
    }
}
