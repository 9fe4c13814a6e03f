//! A sheet: cells by their place, and the areas that are merged.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::error::ImportError;
use crate::grid::{Cell, Origin, Ruling, Strip, trim};
use crate::limits::Limits;

/// Cells with more text than this are paragraphs.
const LONGEST: usize = 60;
/// Merged areas of one sheet beyond these are hostile.
const MOST_MERGES: usize = 20_000;

/// A place on a sheet: row and column, from 1.
pub(crate) type Place = (u32, u32);

/// The cells of a sheet.
pub(crate) struct Sheet<'a> {
    limits: &'a Limits,
    cells: BTreeMap<Place, Rc<str>>,
    merges: Vec<(Place, Place)>,
}

/// A number as the shortest text that is exact.
pub(crate) fn shown(number: f64) -> String {
    number.to_string()
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            cells: BTreeMap::new(),
            merges: Vec::new(),
        }
    }

    /// Adds a merged area by its first and last place.
    pub(crate) fn merge(&mut self, first: Place, last: Place) {
        if self.merges.len() < MOST_MERGES {
            self.merges.push((first, last));
        }
    }

    /// Puts a text in its place; blank ones are left out.
    pub(crate) fn put(&mut self, at: Place, text: &str) -> Result<(), ImportError> {
        if trim(text).is_empty() {
            return Ok(());
        }
        if at.1 as usize > self.limits.columns {
            return Err(ImportError::TooManyColumns {
                limit: self.limits.columns,
                line: at.0,
            });
        }
        self.cells.insert(at, trim(text).into());
        if self.cells.len() > self.limits.cells {
            return Err(ImportError::TooManyCells {
                limit: self.limits.cells,
            });
        }
        Ok(())
    }

    /// The rows of the sheet; rows without any text end a table.
    pub(crate) fn strips(&self, sheet: u32) -> Result<Vec<Strip>, ImportError> {
        let mut rows: Vec<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        let mut merged: HashMap<u32, Vec<(Place, Place)>> = HashMap::new();
        let mut count = 0;
        for (first, last) in &self.merges {
            let begins = rows.partition_point(|row| *row < first.0);
            for row in rows[begins..].iter().take_while(|row| **row <= last.0) {
                merged.entry(*row).or_default().push((*first, *last));
                count += 1;
                if count > self.limits.cells {
                    return Err(ImportError::TooManyCells {
                        limit: self.limits.cells,
                    });
                }
            }
        }
        let mut strips = Vec::new();
        for block in rows.chunk_by(|a, b| b - a == 1) {
            let filled = block
                .iter()
                .flat_map(|row| self.row(*row))
                .map(|((_, column), _)| *column);
            let across = block
                .iter()
                .flat_map(|row| merged.get(row).into_iter().flatten())
                .map(|(_, last)| last.1);
            let width = filled
                .chain(across)
                .max()
                .unwrap_or(0)
                .min(u32::try_from(self.limits.columns).unwrap_or(u32::MAX));
            for row in block {
                strips.extend(self.strip(
                    sheet,
                    *row,
                    width,
                    merged.get(row).map_or(&[][..], Vec::as_slice),
                ));
            }
            if strips.iter().map(|strip| strip.cells.len()).sum::<usize>() > self.limits.cells {
                return Err(ImportError::TooManyCells {
                    limit: self.limits.cells,
                });
            }
        }
        Ok(strips)
    }

    fn row(&self, row: u32) -> impl Iterator<Item = (&Place, &Rc<str>)> {
        self.cells.range((row, 0)..=(row, u32::MAX))
    }

    fn strip(&self, sheet: u32, row: u32, width: u32, merged: &[(Place, Place)]) -> Vec<Strip> {
        let origin = |(row, column): Place| Origin::Sheet { sheet, row, column };
        let mut cells = Vec::new();
        let mut column = 1;
        while column <= width {
            let area = merged
                .iter()
                .find(|(first, last)| (first.1..=last.1).contains(&column));
            let (first, last) = area.copied().unwrap_or(((row, column), (row, column)));
            let text = self.cells.get(&first).cloned().unwrap_or_default();
            let end = last.1.max(column) + 1;
            let (tall, continued, across) =
                (last.0 > first.0, first.0 < row, Some((column - 1, end - 1)));
            cells.push(Cell {
                tall,
                continued,
                across,
                ..Cell::new(text, origin(first))
            });
            column = end;
        }
        let strip = Strip {
            cells,
            ruling: Ruling::Ruled,
        };
        match strip
            .sole()
            .filter(|cell| cell.text.chars().nth(LONGEST).is_some() || cell.text.contains('\n'))
        {
            Some(cell) => {
                let lines = cell
                    .text
                    .split('\n')
                    .map(trim)
                    .filter(|line| !line.is_empty());
                let line = |text: &str| Cell {
                    text: text.into(),
                    ..cell.clone()
                };
                lines
                    .map(|text| Strip {
                        cells: vec![line(text)],
                        ruling: Ruling::Plain,
                    })
                    .collect()
            }
            None => vec![strip],
        }
    }
}
