//! Areas and outlines of what is painted.

/// A place, in points from the left and upper edge of the page.
pub(crate) type Point = (f64, f64);

/// A rectangle that stands upright.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

/// A line with a width in points, or a shape so thin that it looks like one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) from: Point,
    pub(super) to: Point,
    pub(super) width: f64,
    pub(super) shape: Shape,
}

/// How a line goes from its beginning to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Straight,
    /// In waves as high as it is wide: it rules no table.
    Wave,
}

impl Area {
    /// The smallest that holds all points.
    pub(crate) fn of(points: &[Point]) -> Self {
        let none = Self {
            left: f64::INFINITY,
            top: f64::INFINITY,
            right: f64::NEG_INFINITY,
            bottom: f64::NEG_INFINITY,
        };
        points.iter().fold(none, |area, (x, y)| Self {
            left: area.left.min(*x),
            top: area.top.min(*y),
            right: area.right.max(*x),
            bottom: area.bottom.max(*y),
        })
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The same with room on all sides.
    pub(super) fn wider(&self, room: f64) -> Self {
        Self {
            left: self.left - room,
            top: self.top - room,
            right: self.right + room,
            bottom: self.bottom + room,
        }
    }

    pub(crate) fn holds(&self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// What two areas share; it may be turned inside out.
    pub(crate) fn shared(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// The line that it looks like if it is thinner than that: its ends and its width.
    pub(super) fn thin(&self, than: f64) -> Option<(Point, Point, f64)> {
        let (width, height) = (self.width(), self.height());
        let (x, y) = (
            f64::midpoint(self.left, self.right),
            f64::midpoint(self.top, self.bottom),
        );
        if !(width.is_finite() && height.is_finite()) || width.min(height) > than {
            return None;
        }
        Some(if width >= height {
            ((self.left, y), (self.right, y), height)
        } else {
            ((x, self.top), (x, self.bottom), width)
        })
    }
}

/// A filled shape: rings of points, and whether what two of them enclose is a hole.
#[derive(Debug, Clone)]
pub(crate) struct Outline {
    rings: Vec<Vec<Point>>,
    even_odd: bool,
    area: Area,
}

impl Outline {
    /// A shape by its rings, which close themselves.
    pub(crate) fn new(rings: Vec<Vec<Point>>, even_odd: bool) -> Self {
        let areas: Vec<Area> = rings.iter().map(|ring| Area::of(ring)).collect();
        let corners: Vec<Point> = areas
            .iter()
            .flat_map(|area| [(area.left, area.top), (area.right, area.bottom)])
            .filter(|(x, y)| x.is_finite() && y.is_finite())
            .collect();
        Self {
            area: Area::of(&corners),
            rings,
            even_odd,
        }
    }

    /// A rectangle.
    pub(crate) fn rectangle(area: Area) -> Self {
        let ring = vec![
            (area.left, area.top),
            (area.right, area.top),
            (area.right, area.bottom),
            (area.left, area.bottom),
        ];
        Self::new(vec![ring], false)
    }

    pub(crate) fn area(&self) -> Area {
        self.area
    }

    /// The lines that rings look like which are thinner than that: their ends and their widths.
    pub(super) fn thin_parts(&self, than: f64) -> impl Iterator<Item = (Point, Point, f64)> + '_ {
        let line_of = move |ring: &Vec<Point>| {
            thin_quadrilateral(ring, than).or_else(|| Area::of(ring).thin(than))
        };
        self.rings.iter().filter_map(line_of)
    }

    /// Whether it is one rectangle that stands upright.
    pub(crate) fn is_rectangle(&self) -> bool {
        let [ring] = &self.rings[..] else {
            return false;
        };
        let at_corner = |(x, y): &Point| {
            let near = |a: f64, b: f64| (a - b).abs() < 0.01;
            (near(*x, self.area.left) || near(*x, self.area.right))
                && (near(*y, self.area.top) || near(*y, self.area.bottom))
        };
        (4..=5).contains(&ring.len()) && ring.iter().all(at_corner)
    }

    /// Whether a point lies within.
    pub(crate) fn holds(&self, point: Point) -> bool {
        if !self.area.holds(point) {
            return false;
        }
        let turns: i32 = self.rings.iter().map(|ring| turns(ring, point)).sum();
        if self.even_odd {
            turns % 2 != 0
        } else {
            turns != 0
        }
    }
}

/// The line that a ring of four corners looks like, however it is turned.
fn thin_quadrilateral(ring: &[Point], than: f64) -> Option<(Point, Point, f64)> {
    let [a, b, c, d] = match *ring {
        [a, b, c, d] => [a, b, c, d],
        [a, b, c, d, last] if last == a => [a, b, c, d],
        _ => return None,
    };
    let length = |a: Point, b: Point| (b.0 - a.0).hypot(b.1 - a.1);
    let middle = |a: Point, b: Point| (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1));
    let (first, second) = (
        length(a, b).max(length(c, d)),
        length(b, c).max(length(d, a)),
    );
    if first <= than && first < second {
        Some((middle(a, b), middle(c, d), first))
    } else if second <= than {
        Some((middle(b, c), middle(d, a), second))
    } else {
        None
    }
}

/// How often a ring goes around a point.
fn turns(ring: &[Point], (x, y): Point) -> i32 {
    let mut turns = 0;
    for (at, a) in ring.iter().enumerate() {
        let b = ring[(at + 1) % ring.len()];
        let is_left = (b.0 - a.0) * (y - a.1) - (x - a.0) * (b.1 - a.1);
        if a.1 <= y && b.1 > y && is_left > 0.0 {
            turns += 1;
        } else if a.1 > y && b.1 <= y && is_left < 0.0 {
            turns -= 1;
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::{Area, Outline};

    #[test]
    fn holes_and_rectangles() {
        let area = |left, top, right, bottom| Area {
            left,
            top,
            right,
            bottom,
        };
        let outer = Outline::rectangle(area(0.0, 0.0, 10.0, 10.0));
        assert!(outer.is_rectangle() && outer.holds((5.0, 5.0)) && !outer.holds((11.0, 5.0)));
        let inner = Outline::rectangle(area(4.0, 4.0, 6.0, 6.0));
        let rings = [outer.rings, inner.rings].concat();
        assert!(!Outline::new(rings.clone(), true).holds((5.0, 5.0)));
        assert!(Outline::new(rings, false).holds((5.0, 5.0)));
    }
}
