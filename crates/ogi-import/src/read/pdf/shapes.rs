//! Paths of the library as points on the page.

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point as At};

use crate::read::page_geometry::outline::{Area, Point};

/// Longest step, in points, of a line that is drawn by hand, and which part of its length its ends are apart if it is
/// drawn from one side to the other.
const STEP: f64 = 12.0;
const STRAIGHT: f64 = 0.7;
/// Height, in points, up to which a line that goes up and down is a wave through text: half of that of a title.
const WAVE: f64 = 9.0;

/// A line of many small steps.
pub(super) enum ByHand {
    /// It goes from one point to another.
    Straight(Point, Point),
    /// It goes in waves from side to side of an area.
    Wave(Area),
}

/// The line of many small steps that a ring is, if it goes from one side to the other.
pub(super) fn drawn_by_hand(ring: &[Point]) -> Option<ByHand> {
    let (from, to) = (*ring.first()?, *ring.last()?);
    if ring.len() < 4 {
        return None;
    }
    let mut whole = 0.0;
    for pair in ring.windows(2) {
        let step = (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1);
        if step > STEP {
            return None;
        }
        whole += step;
    }
    let apart = (to.0 - from.0).hypot(to.1 - from.1);
    if apart > STRAIGHT * whole {
        return Some(ByHand::Straight(from, to));
    }
    let area = Area::of(ring);
    let goes_on = ring.windows(2).all(|pair| pair[1].0 >= pair[0].0)
        || ring.windows(2).all(|pair| pair[1].0 <= pair[0].0);
    (goes_on && area.height() <= WAVE && area.width() > area.height()).then_some(ByHand::Wave(area))
}

/// The points of a path, on the page; a curve is three straight lines.
pub(super) fn rings(path: &BezPath, map: Affine) -> Vec<Vec<Point>> {
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
