//! Affine maps of the plane, as PDF writes them.

use lopdf::Object;

use super::font::number;

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Six numbers.
    pub(super) fn of(operands: &[Object]) -> Option<Self> {
        let numbers: Vec<f64> = operands.iter().filter_map(number).collect();
        numbers.try_into().ok().map(Self)
    }

    /// This map, and then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let m = self.0;
        let n = other.0;
        let turned = |x: f64, y: f64| (x * n[0] + y * n[2], x * n[1] + y * n[3]);
        let ((ax, ay), (bx, by)) = (turned(m[0], m[1]), turned(m[2], m[3]));
        let (ex, ey) = other.apply(m[4], m[5]);
        Self([ax, ay, bx, by, ex, ey])
    }

    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let m = self.0;
        (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
    }
}
