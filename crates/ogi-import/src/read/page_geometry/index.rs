//! Which of many areas lie at a place, without looking at all of them.

use super::outline::{Area, Point};
use crate::error::{Bound, ImportError};
use crate::limits::OVERLAPS;

/// Tiles of a page along each side.
const TILES: usize = 32;

/// Areas by the tiles of the page that they lie in, in their order.
pub(super) struct Index {
    /// The areas of all tiles, tile by tile.
    areas: Vec<u32>,
    /// Where those of each tile begin among them, and at last where they end.
    begins: Vec<usize>,
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
            areas: Vec::new(),
            begins: vec![0; TILES * TILES + 1],
            size,
            left: OVERLAPS,
        };
        // How many areas each tile has decides where those of the next begin.
        let mut tiles: Vec<(u32, Tiles)> = Vec::new();
        for (at, area) in (0u32..).zip(areas) {
            // A shape without points has no area, and turned inside out it is in no tile.
            if !(area.left <= area.right && area.top <= area.bottom) {
                continue;
            }
            let covered = Tiles {
                first: index.tile((area.left, area.top)),
                last: index.tile((area.right, area.bottom)),
            };
            index.spend(covered.count())?;
            for tile in covered.each() {
                index.begins[tile + 1] += 1;
            }
            tiles.push((at, covered));
        }
        for tile in 0..TILES * TILES {
            index.begins[tile + 1] += index.begins[tile];
        }
        index.areas = vec![0; index.begins[TILES * TILES]];
        let mut ends = index.begins.clone();
        for (at, covered) in tiles {
            for tile in covered.each() {
                index.areas[ends[tile]] = at;
                ends[tile] += 1;
            }
        }
        index.left = OVERLAPS;
        Ok(index)
    }

    /// The areas in the tile of a point.
    pub(super) fn at(&mut self, point: Point) -> Result<&[u32], ImportError> {
        let (column, row) = self.tile(point);
        let tile = row * TILES + column;
        let areas = self.begins[tile]..self.begins[tile + 1];
        self.spend(areas.len())?;
        Ok(&self.areas[areas])
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

/// The tiles that an area lies in: column and row of the first and of the last.
struct Tiles {
    first: (usize, usize),
    last: (usize, usize),
}

impl Tiles {
    fn count(&self) -> usize {
        (self.last.0 - self.first.0 + 1) * (self.last.1 - self.first.1 + 1)
    }

    fn each(&self) -> impl Iterator<Item = usize> {
        let columns = self.first.0..=self.last.0;
        (self.first.1..=self.last.1)
            .flat_map(move |row| columns.clone().map(move |column| row * TILES + column))
    }
}
