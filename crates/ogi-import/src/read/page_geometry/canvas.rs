//! What a person sees of what is painted: characters, filled shapes and lines in the order of painting.
//!
//! A character is seen if its colour stands out from what it is painted on and nothing opaque is painted over it. A
//! reader paints a page on a [`Canvas`] and takes the [`Sheet`].

use super::index::Index;
use super::outline::{Area, Line, Outline, Point, Shape};
use super::{Glyph, Segment, Sheet, doubled, large, raised, struck};
use crate::error::{Bound, ImportError};
use crate::grid::seen::{Cause, Look};
use crate::limits::PAINTED;

/// Colour and opacity, from 0 to 1; without a colour where it is not one alone, as in a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ink {
    pub(crate) rgb: Option<[f32; 3]>,
    pub(crate) alpha: f32,
}

/// The part of the way from white to black that a colour must differ from its ground by: the palest grey in which
/// offices print text is 0.25 away from white, and what is to be hidden is written in #FFFFFF to #F8F8F8.
const CONTRAST: f32 = 0.06;
/// Contrast of a colour on a ground of which we do not know the colour.
const UNKNOWN: f32 = 1.0;
/// Text smaller than this, in points, cannot be read.
const SMALLEST: f64 = 1.5;
/// Filled shapes thinner than this, in points, are lines.
const THIN: f64 = 3.0;
/// Sizes, in points, that a drawing has that may stand for text.
const DRAWING: std::ops::Range<f64> = 3.0..40.0;

/// Transparency of a painted picture or pattern at a point.
pub(crate) type Mask = Box<dyn Fn(Point) -> f32>;

/// A shape filled with a colour.
struct Fill {
    outline: Outline,
    ink: Ink,
    mask: Option<Mask>,
    order: usize,
}

/// A line in a colour.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    line: Line,
    ink: Ink,
    order: usize,
}

/// A character, and when it was painted in which colour.
struct Painted {
    glyph: Glyph,
    ink: Ink,
    order: usize,
}

/// A page while it is painted.
#[derive(Default)]
pub(crate) struct Canvas {
    number: u32,
    size: (f64, f64),
    glyphs: Vec<Painted>,
    fills: Vec<Fill>,
    strokes: Vec<Stroke>,
    /// Pictures and drawings that are no text, each by the area it takes and why.
    marks: Vec<(Area, Cause)>,
    order: usize,
}

impl Canvas {
    /// A page by its number, from 1, and its width and height as it is shown, in points.
    pub(crate) fn new(number: u32, size: (f64, f64)) -> Self {
        Self {
            number,
            size,
            ..Self::default()
        }
    }

    /// Paints a character.
    pub(crate) fn glyph(&mut self, mut glyph: Glyph, ink: Ink) {
        let middle = glyph.middle();
        let is_outside =
            !(0.0..=self.size.0).contains(&middle.0) || !(0.0..=self.size.1).contains(&middle.1);
        if glyph.aside.is_none() && is_outside {
            glyph.aside = Some((Look::Hidden, Cause::Outside));
        }
        let order = self.next();
        if order <= PAINTED {
            self.glyphs.push(Painted { glyph, ink, order });
        }
    }

    /// Fills a shape; a thin one is a line.
    pub(crate) fn fill(&mut self, outline: Outline, ink: Ink) {
        let order = self.next();
        if order > PAINTED {
            return;
        }
        for (from, to, width) in outline.thin_parts(THIN) {
            let thin = Stroke {
                line: Line {
                    from,
                    to,
                    width,
                    shape: Shape::Straight,
                },
                ink,
                order,
            };
            self.strokes.push(thin);
        }
        let area = outline.area();
        let fits = DRAWING.contains(&area.width()) && DRAWING.contains(&area.height());
        if fits && !outline.is_rectangle() && ink.alpha > CONTRAST {
            self.marks.push((area, Cause::Drawing));
        }
        self.fills.push(Fill {
            outline,
            ink,
            mask: None,
            order,
        });
    }

    /// Draws a line of a width between two points.
    pub(crate) fn stroke(&mut self, from: Point, to: Point, width: f64, ink: Ink) {
        let shape = Shape::Straight;
        self.draw(
            Line {
                from,
                to,
                width,
                shape,
            },
            ink,
        );
    }

    /// Draws a wave of a height between two points.
    pub(crate) fn wave(&mut self, from: Point, to: Point, height: f64, ink: Ink) {
        self.draw(
            Line {
                from,
                to,
                width: height,
                shape: Shape::Wave,
            },
            ink,
        );
    }

    fn draw(&mut self, line: Line, ink: Ink) {
        let order = self.next();
        if order > PAINTED {
            return;
        }
        self.strokes.push(Stroke { line, ink, order });
    }

    /// Paints a picture, which is as opaque at each point as its mask says.
    pub(crate) fn picture(&mut self, outline: Outline, mask: Option<Mask>) {
        let order = self.next();
        let ink = Ink {
            rgb: None,
            alpha: 1.0,
        };
        self.marks.push((outline.area(), Cause::Picture));
        self.fills.push(Fill {
            outline,
            ink,
            mask,
            order,
        });
    }

    /// Whether a character was painted within an area until now.
    pub(crate) fn has_text_in(&self, area: Area) -> bool {
        self.glyphs
            .iter()
            .any(|painted| area.holds(painted.glyph.middle()))
    }

    fn next(&mut self) -> usize {
        self.order += 1;
        self.order
    }

    /// The page with all that can be seen of it.
    ///
    /// # Errors
    /// So much is painted in one place that it is no page to be read.
    pub(crate) fn finish(self) -> Result<Sheet, ImportError> {
        if self.order > PAINTED {
            return Err(ImportError::Beyond {
                bound: Bound::Painted,
                limit: PAINTED,
            });
        }
        let areas = self.fills.iter().map(|fill| fill.outline.area());
        let mut below = Index::new(areas, self.size)?;
        let mut glyphs = Vec::with_capacity(self.glyphs.len());
        for painted in self.glyphs {
            let mut glyph = painted.glyph;
            if glyph.aside.is_none() {
                glyph.aside = unseen(&glyph, painted.ink, painted.order, &self.fills, &mut below)?;
            }
            glyphs.push(glyph);
        }
        let mut strokes = Vec::with_capacity(self.strokes.len());
        for stroke in self.strokes {
            let mut seen = 0;
            for part in LINE {
                // A shape that ends on the line covers half of it.
                let mut left: f32 = 0.0;
                for at in stroke.line.across(part) {
                    let at = strength(at, stroke.ink, stroke.order, &self.fills, &mut below)?;
                    left = left.max(at.left);
                }
                seen += usize::from(left >= CONTRAST);
            }
            if seen > 1 {
                strokes.push(stroke.line);
            }
        }
        doubled::drop_doubles(&mut glyphs);
        large::mark(&mut glyphs, self.size)?;
        let only_strikes = struck::mark(&mut glyphs, &strokes, self.size)?;
        raised::mark(&mut glyphs, self.size)?;
        let segments = strokes
            .iter()
            .zip(only_strikes)
            .filter(|(_, only_strikes)| !only_strikes)
            .filter_map(|(stroke, _)| stroke.ruled())
            .collect();
        glyphs.extend(
            self.marks
                .into_iter()
                .map(|(area, cause)| Glyph::mark(area, cause)),
        );
        Ok(Sheet {
            number: self.number,
            height: self.size.1,
            glyphs,
            segments,
        })
    }
}

/// Parts of a line at which it is looked at; two of them must be seen, as a picture may cover the rest of a border.
const LINE: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

impl Line {
    /// The points on both of its sides at a part of its way.
    fn across(&self, part: f64) -> [Point; 2] {
        let along = |from: f64, to: f64| from + part * (to - from);
        let (x, y) = (along(self.from.0, self.to.0), along(self.from.1, self.to.1));
        let is_level = (self.to.0 - self.from.0).abs() >= (self.to.1 - self.from.1).abs();
        let side = self.width * 0.4;
        if is_level {
            [(x, y - side), (x, y + side)]
        } else {
            [(x - side, y), (x + side, y)]
        }
    }

    /// The ruled line that it is, if it is level or upright.
    fn ruled(&self) -> Option<Segment> {
        let (left, right) = (self.from.0.min(self.to.0), self.from.0.max(self.to.0));
        let (top, bottom) = (self.from.1.min(self.to.1), self.from.1.max(self.to.1));
        let (width, height) = (right - left, bottom - top);
        let longer = width.max(height);
        if self.shape == Shape::Wave
            || !longer.is_finite()
            || longer < THIN
            || width.min(height) > THIN
            || self.width > 2.0 * THIN
        {
            return None;
        }
        let level = width >= height;
        Some(if level {
            Segment {
                level,
                at: f64::midpoint(top, bottom),
                from: left,
                to: right,
            }
        } else {
            Segment {
                level,
                at: f64::midpoint(left, right),
                from: top,
                to: bottom,
            }
        })
    }
}

/// Why a character cannot be seen, if it cannot.
fn unseen(
    glyph: &Glyph,
    ink: Ink,
    order: usize,
    fills: &[Fill],
    below: &mut Index,
) -> Result<Option<(Look, Cause)>, ImportError> {
    if ink.alpha < CONTRAST {
        return Ok(Some((Look::Hidden, Cause::Transparent)));
    }
    if glyph.size < SMALLEST || glyph.right - glyph.left < SMALLEST * 0.05 {
        return Ok(Some((Look::Hidden, Cause::Size)));
    }
    let mut seen = 0;
    let mut painted = 0;
    let points = glyph.points();
    for point in points {
        let at = strength(point, ink, order, fills, below)?;
        painted += usize::from(at.painted >= CONTRAST);
        seen += usize::from(at.left >= CONTRAST);
    }
    let most = points.len() / 2;
    Ok(if painted <= most {
        Some((Look::Hidden, Cause::Colour))
    } else if seen <= most {
        Some((Look::Hidden, Cause::Covered))
    } else {
        None
    })
}

/// How far a colour stands out.
struct Strength {
    /// When it was painted.
    painted: f32,
    /// When all was painted.
    left: f32,
}

fn strength(
    point: Point,
    ink: Ink,
    order: usize,
    fills: &[Fill],
    below: &mut Index,
) -> Result<Strength, ImportError> {
    // Paper is white.
    let mut ground = Some([1.0f32; 3]);
    let mut left = 1.0;
    for at in below.at(point)? {
        let fill = &fills[*at as usize];
        // A line that is filled is no ground of itself.
        if fill.order == order || !fill.outline.holds(point) {
            continue;
        }
        let alpha = fill
            .mask
            .as_ref()
            .map_or(fill.ink.alpha, |mask| mask(point));
        if fill.order > order {
            left *= 1.0 - alpha;
        } else {
            ground = mixed(ground, fill.ink.rgb, alpha);
        }
    }
    let painted = match (ink.rgb, ground) {
        (Some(ink_rgb), Some(ground)) => {
            let parts = ink_rgb.iter().zip(ground);
            ink.alpha * parts.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
        }
        _ => ink.alpha * UNKNOWN,
    };
    Ok(Strength {
        painted,
        left: painted * left,
    })
}

fn mixed(ground: Option<[f32; 3]>, rgb: Option<[f32; 3]>, alpha: f32) -> Option<[f32; 3]> {
    if alpha < CONTRAST {
        return ground;
    }
    let over = rgb?;
    let Some(ground) = ground else {
        return (alpha > 1.0 - CONTRAST).then_some(over);
    };
    let part = |at: usize| over[at] * alpha + ground[at] * (1.0 - alpha);
    Some([part(0), part(1), part(2)])
}
