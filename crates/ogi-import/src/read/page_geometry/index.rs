//! Which of many areas lie at a place, without looking at all of them.

use super::outline::{Area, Point};
use crate::error::{Bound, ImportError};
use crate::limits::OVERLAPS;

/// Tiles of a page along each side.
const TILES: usize = 32;

/// Areas by the tiles of the page that they lie in, in their order.
pub(super) struct Index {
    tiles: Vec<Vec<u32>>,
    size: (f64, f64),
    left: usize,
}

impl Index {
    /// Sorts areas into the tiles of a page of a size; what lies outside belongs to the tiles at the edge.
    pub(super) fn new(
        areas: impl Iterator<Item = Area>,
        size: (f64, f64),
    ) -> Result<Self, ImportError> {
        let mut index = Self {
            tiles: vec![Vec::new(); TILES * TILES],
            size,
            left: OVERLAPS,
        };
        for (at, area) in (0u32..).zip(areas) {
            // A shape without points has no area, and turned inside out it is in no tile.
            if !(area.left <= area.right && area.top <= area.bottom) {
                continue;
            }
            let (from, to) = (
                index.tile((area.left, area.top)),
                index.tile((area.right, area.bottom)),
            );
            index.spend((to.0 - from.0 + 1) * (to.1 - from.1 + 1))?;
            for row in from.1..=to.1 {
                for column in from.0..=to.0 {
                    index.tiles[row * TILES + column].push(at);
                }
            }
        }
        index.left = OVERLAPS;
        Ok(index)
    }

    /// The areas in the tile of a point.
    pub(super) fn at(&mut self, point: Point) -> Result<&[u32], ImportError> {
        let (column, row) = self.tile(point);
        let at = row * TILES + column;
        self.spend(self.tiles[at].len())?;
        Ok(&self.tiles[at])
    }

    fn spend(&mut self, count: usize) -> Result<(), ImportError> {
        self.left = self.left.checked_sub(count).ok_or(ImportError::Beyond {
            bound: Bound::Overlaps,
            limit: OVERLAPS,
        })?;
        Ok(())
    }

    fn tile(&self, (x, y): Point) -> (usize, usize) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "clamped to the tiles"
        )]
        let tile = |at: f64, size: f64| {
            (at / size.max(1.0) * TILES as f64).clamp(0.0, (TILES - 1) as f64) as usize
        };
        (tile(x, self.size.0), tile(y, self.size.1))
    }
}
