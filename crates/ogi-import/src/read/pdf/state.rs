//! The state of a drawing: the map of the plane, the font, the place of the next character, the path so far.

use std::rc::Rc;

use lopdf::content::Operation;

use super::font::{Font, number};
use super::matrix::Matrix;
use super::path::Path;
use crate::read::page_geometry::{Glyph, Segment};

/// States that may be saved at one time.
const MOST_SAVED: usize = 1_000;

/// What `q` saves.
#[derive(Clone)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    white_fill: bool,
    white_stroke: bool,
}

/// A drawing while it runs.
pub(super) struct Run {
    pub(super) state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
}

impl Run {
    pub(super) fn new(matrix: Matrix) -> Self {
        let state = State {
            matrix,
            font: None,
            size: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            white_fill: false,
            white_stroke: false,
        };
        let text = Matrix::IDENTITY;
        Self {
            state,
            saved: Vec::new(),
            text,
            line: text,
            path: Path::default(),
        }
    }

    /// Applies an operation that draws no text and no form.
    pub(super) fn apply(&mut self, operation: &Operation, segments: &mut Vec<Segment>) {
        let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
        let first = numbers.first().copied().unwrap_or(0.0);
        let white = !numbers.is_empty() && numbers.iter().all(|part| *part > 0.98);
        match operation.operator.as_str() {
            "q" if self.saved.len() < MOST_SAVED => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => {
                if let Some(matrix) = Matrix::of(&operation.operands) {
                    self.state.matrix = matrix.then(self.state.matrix);
                }
            }
            "g" | "rg" | "sc" | "scn" => self.state.white_fill = white,
            "G" | "RG" | "SC" | "SCN" => self.state.white_stroke = white,
            "k" => self.state.white_fill = numbers.iter().all(|part| *part < 0.02),
            "K" => self.state.white_stroke = numbers.iter().all(|part| *part < 0.02),
            "Tc" => self.state.spacing = first,
            "Tw" => self.state.word_spacing = first,
            "Tz" => self.state.scale = first / 100.0,
            "TL" => self.state.leading = first,
            "Ts" => self.state.rise = first,
            "BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            "Tm" => {
                if let Some(matrix) = Matrix::of(&operation.operands) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            "Td" | "TD" => {
                let down = numbers.get(1).copied().unwrap_or(0.0);
                if operation.operator == "TD" {
                    self.state.leading = -down;
                }
                self.next_line(first, down);
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            operator => self.draw(operator, &numbers, segments),
        }
    }

    fn draw(&mut self, operator: &str, numbers: &[f64], segments: &mut Vec<Segment>) {
        let matrix = self.state.matrix;
        match (operator, numbers) {
            ("m", [x, y]) => self.path.move_to(matrix.apply(*x, *y)),
            ("l", [x, y]) | ("c", [_, _, _, _, x, y]) | ("v" | "y", [_, _, x, y]) => {
                self.path.line_to(matrix.apply(*x, *y));
            }
            ("re", [x, y, width, height]) => self.path.rectangle([*x, *y, *width, *height], matrix),
            ("h", _) => self.path.close(),
            ("S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "n", _) => {
                if operator.starts_with(['s', 'b']) {
                    self.path.close();
                }
                let path = std::mem::take(&mut self.path);
                if operator.starts_with(['S', 's', 'B', 'b']) && !self.state.white_stroke {
                    segments.extend(path.stroked());
                }
                if operator.starts_with(['f', 'F', 'B', 'b']) && !self.state.white_fill {
                    segments.extend(path.filled());
                }
            }
            _ => {}
        }
    }

    /// What `'` and `"` do before they show text.
    pub(super) fn before_text(&mut self, operation: &Operation) {
        if let ("\"", [words, characters, _]) =
            (operation.operator.as_str(), &operation.operands[..])
        {
            self.state.word_spacing = number(words).unwrap_or(0.0);
            self.state.spacing = number(characters).unwrap_or(0.0);
        }
        if matches!(operation.operator.as_str(), "'" | "\"") {
            self.next_line(0.0, -self.state.leading);
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    /// Moves the next character back by thousandths of the font size.
    pub(super) fn adjust(&mut self, thousandths: f64) {
        let distance = -thousandths / 1000.0 * self.state.size;
        let vertical = self.state.font.as_ref().is_some_and(|font| font.vertical);
        let (x, y) = if vertical {
            (0.0, distance)
        } else {
            (distance * self.state.scale, 0.0)
        };
        self.text = Matrix::shift(x, y).then(self.text);
    }

    /// The characters of a string, each at its place.
    pub(super) fn show(&mut self, bytes: &[u8]) -> Vec<Glyph> {
        let Some(font) = self.state.font.clone() else {
            return Vec::new();
        };
        let state = &self.state;
        let mut glyphs = Vec::new();
        for character in font.characters(bytes) {
            let on_page = self.text.then(state.matrix);
            let [_, _, c, d, ..] = on_page.0;
            let size = (c.hypot(d) * state.size).abs();
            let width = character.width / 1000.0 * state.size;
            let gap = state.spacing
                + if character.is_space {
                    state.word_spacing
                } else {
                    0.0
                };
            let (from, to) = if font.vertical {
                (
                    (-state.size / 2.0, -state.size * 0.88),
                    (state.size / 2.0, -state.size * 0.88),
                )
            } else {
                ((0.0, state.rise), (width * state.scale, state.rise))
            };
            let ((x0, base), (x1, other)) =
                (on_page.apply(from.0, from.1), on_page.apply(to.0, to.1));
            let step = if font.vertical {
                (0.0, -state.size + gap)
            } else {
                ((width + gap) * state.scale, 0.0)
            };
            self.text = Matrix::shift(step.0, step.1).then(self.text);
            let (left, right) = (x0.min(x1), x0.max(x1));
            if !character.text.trim().is_empty()
                && left.is_finite()
                && base.is_finite()
                && size > 0.5
            {
                glyphs.push(Glyph {
                    text: character.text,
                    left,
                    right,
                    base: base.max(other),
                    size,
                    aside: None,
                });
            }
        }
        glyphs
    }
}
