//! A sheet: cells by their place, what is hidden or covered, and the areas that are merged.

mod cell;
mod span;

use std::cell::Cell as Counter;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::error::ImportError;
use crate::grid::seen::{Asides, Cause, Look, Runs};
use crate::grid::{Cell, Elsewhere, Origin, Ruling, Strip, trim};
use crate::limits::Limits;

use cell::Found;
pub(crate) use cell::{Fit, Font, Shared, Style, Value, show};
use span::Hidden;

/// Cells with more text than this are paragraphs.
const LONGEST: usize = 60;
/// Merged areas of one sheet beyond these are hostile.
const MOST_MERGES: usize = 20_000;
/// Widths of columns of one sheet beyond these are not compared with its numbers.
const MOST_WIDTHS: usize = 200;
/// Columns as wide as this, in characters, show every number of a report.
const NARROW: f64 = 16.0;
/// Merged areas with more columns than this show every number.
const MOST_WIDE: u32 = 16;
/// Characters that may be more than a column is wide: fonts differ, and a column is given with its margins.
const ROOM: f64 = 1.0;
/// Pictures of one sheet beyond these are not compared with its cells.
const MOST_PICTURES: usize = 200;

/// A place on a sheet: row and column, from 1.
pub(crate) type Place = (u32, u32);

/// An area of a sheet by its first and its last place.
pub(crate) type Area = (Place, Place);

/// What the sheets of a file may use together, so that a small file cannot exhaust the machine.
pub(crate) struct Budget<'a> {
    limits: &'a Limits,
    cells: Counter<usize>,
    /// Bytes of texts that were made for a cell because they are not shown as they are stored.
    bytes: Counter<usize>,
}

/// The cells of a sheet.
pub(crate) struct Sheet<'a> {
    budget: &'a Budget<'a>,
    limits: &'a Limits,
    /// Number of the sheet in the file, from 1.
    number: u32,
    cells: BTreeMap<Place, Found>,
    merges: Vec<Area>,
    pictures: Vec<(Area, Cause)>,
    /// Whether the sheet as a whole is hidden.
    is_hidden: bool,
    rows: Hidden,
    columns: Hidden,
    /// Columns by the first and the last of them, with their width in characters.
    widths: Vec<(u32, u32, f64)>,
}

/// A merged area as it is seen: numbers of rows and columns without those that are hidden.
struct Extent {
    rows: (u32, u32),
    columns: (u32, u32),
}

impl<'a> Budget<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            cells: Counter::new(0),
            bytes: Counter::new(0),
        }
    }

    fn take_cells(&self, cells: usize) -> Result<(), ImportError> {
        self.cells.set(self.cells.get().saturating_add(cells));
        if self.cells.get() > 2 * self.limits.cells {
            return Err(ImportError::TooManyCells {
                limit: self.limits.cells,
            });
        }
        Ok(())
    }

    fn take_bytes(&self, bytes: usize) -> Result<(), ImportError> {
        self.bytes.set(self.bytes.get().saturating_add(bytes));
        if self.bytes.get() > self.limits.bytes {
            return Err(ImportError::Inflated {
                kind: "Excel",
                limit: self.limits.bytes,
            });
        }
        Ok(())
    }
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(number: u32, is_hidden: bool, budget: &'a Budget<'a>) -> Self {
        Self {
            budget,
            limits: budget.limits,
            number,
            cells: BTreeMap::new(),
            merges: Vec::new(),
            pictures: Vec::new(),
            is_hidden,
            rows: Hidden::default(),
            columns: Hidden::default(),
            widths: Vec::new(),
        }
    }

    /// Adds a merged area.
    pub(crate) fn merge(&mut self, first: Place, last: Place) {
        if self.merges.len() < MOST_MERGES && first <= last && first.1 <= last.1 {
            self.merges.push((first, last));
        }
    }

    /// Adds a picture or drawing that lies over an area.
    pub(crate) fn picture(&mut self, area: Area, cause: Cause) {
        if self.pictures.len() < MOST_PICTURES {
            self.pictures.push((area, cause));
        }
    }

    /// Hides rows.
    pub(crate) fn hide_rows(&mut self, first: u32, last: u32) {
        self.rows.add(first, last);
    }

    /// Hides columns.
    pub(crate) fn hide_columns(&mut self, first: u32, last: u32) {
        self.columns.add(first, last);
    }

    /// Gives columns a width, in characters.
    pub(crate) fn widen_columns(&mut self, first: u32, last: u32, width: f64) {
        if self.widths.len() < MOST_WIDTHS && width < NARROW {
            self.widths.push((first, last, width));
        }
    }

    /// Puts what a cell shows of its value in its place; blank cells are left out.
    pub(crate) fn put(
        &mut self,
        at: Place,
        value: &Value,
        style: &Style,
        from_1904: bool,
    ) -> Result<(), ImportError> {
        let found = show(value, style, from_1904);
        if let Value::Text(text) = value
            && !Rc::ptr_eq(&text.text, &found.text)
        {
            self.budget.take_bytes(text.text.len() + found.text.len())?;
        }
        if found.text.is_empty() && found.asides.is_empty() {
            return Ok(());
        }
        if at.1 as usize > self.limits.columns {
            return Err(ImportError::TooManyColumns {
                limit: self.limits.columns,
                line: at.0,
            });
        }
        self.budget.take_cells(1)?;
        self.cells.insert(at, found);
        Ok(())
    }

    /// Marks that what a place shows cannot be told.
    pub(crate) fn refuse(&mut self, at: Place, cause: Cause) {
        if let Some(found) = self.cells.get_mut(&at) {
            found.refuse(cause);
        }
    }

    /// Marks what stands in a place as to be checked, if anything does.
    pub(crate) fn doubt(&mut self, at: Place) {
        if let Some(found) = self.cells.get_mut(&at) {
            found.doubtful = true;
        }
    }

    fn check(&self, cells: usize) -> Result<(), ImportError> {
        if cells > self.limits.cells {
            return Err(ImportError::TooManyCells {
                limit: self.limits.cells,
            });
        }
        Ok(())
    }

    /// The rows of the sheet that are seen; rows without any text end a table. What is hidden goes elsewhere.
    pub(crate) fn strips(mut self, elsewhere: &mut Elsewhere) -> Result<Vec<Strip>, ImportError> {
        self.rows.settle();
        self.columns.settle();
        self.set_hidden_aside(elsewhere);
        self.refuse_numbers_too_wide();
        if self.is_hidden {
            return Ok(Vec::new());
        }
        let merged = self.merged_by_row()?;
        let mut rows: Vec<u32> = self
            .cells
            .keys()
            .map(|(row, _)| self.rows.seen(*row))
            .collect();
        rows.dedup();
        let mut by_row: BTreeMap<u32, Vec<(Place, &Found)>> = BTreeMap::new();
        for (at, found) in &self.cells {
            by_row
                .entry(self.rows.seen(at.0))
                .or_default()
                .push((*at, found));
        }
        let mut strips = Vec::new();
        let mut count = 0;
        for block in rows.chunk_by(|above, below| below - above == 1) {
            let width = self.width(block, &by_row, &merged);
            for row in block {
                let areas = merged.get(row).map_or(&[][..], Vec::as_slice);
                let cells = by_row.get(row).map_or(&[][..], Vec::as_slice);
                let row = self.row(*row, width, areas, cells);
                count += row.len();
                self.check(count)?;
                self.budget.take_cells(row.len())?;
                strips.extend(self.lines_or_row(row)?);
            }
        }
        Ok(strips)
    }

    /// Takes away what stands in hidden places. The text of a merged area that begins in one is seen all the same, as far
    /// as the area reaches beyond it.
    fn set_hidden_aside(&mut self, elsewhere: &mut Elsewhere) {
        let mut reach: HashMap<Place, Place> = HashMap::new();
        for (first, last) in &self.merges {
            reach.insert(*first, *last);
        }
        let number = self.number;
        let (rows, columns, all) = (&self.rows, &self.columns, self.is_hidden);
        self.cells.retain(|at, found| {
            let last = reach.get(at).unwrap_or(at);
            let is_seen = !all && rows.shows(at.0, last.0) && columns.shows(at.1, last.1);
            if !is_seen {
                let origin = Origin::Sheet {
                    sheet: number,
                    row: at.0,
                    column: at.1,
                };
                elsewhere.push(Look::Hidden, Cause::Container, &found.text, origin);
            }
            is_seen
        });
    }

    /// Refuses numbers that are shown as a row of `#`, because their columns are too narrow.
    fn refuse_numbers_too_wide(&mut self) {
        if self.widths.is_empty() {
            return;
        }
        let merged: HashMap<Place, Place> = self.merges.iter().copied().collect();
        let widths = &self.widths;
        for (at, found) in self
            .cells
            .iter_mut()
            .filter(|(_, found)| found.must_fit > 0)
        {
            let last = merged.get(at).map_or(at.1, |last| last.1);
            if last - at.1 > MOST_WIDE {
                continue;
            }
            let of_column = |column: u32| {
                let known = widths
                    .iter()
                    .find(|(first, last, _)| (*first..=*last).contains(&column));
                known.map_or(NARROW, |(.., width)| *width)
            };
            let width: f64 = (at.1..=last).map(of_column).sum();
            let needed = u32::try_from(found.must_fit).map_or(f64::MAX, f64::from);
            if needed > width + ROOM {
                found.refuse(Cause::Size);
            }
        }
    }

    /// The merged areas of each row that is seen and has text, from left to right.
    fn merged_by_row(&self) -> Result<HashMap<u32, Vec<(Area, Extent)>>, ImportError> {
        let mut rows: Vec<u32> = self
            .cells
            .keys()
            .map(|(row, _)| self.rows.seen(*row))
            .collect();
        rows.dedup();
        let mut merged: HashMap<u32, Vec<(Area, Extent)>> = HashMap::new();
        let mut count = 0;
        for area in &self.merges {
            let seen = self.seen(*area);
            let begins = rows.partition_point(|row| *row < seen.rows.0);
            for row in rows[begins..].iter().take_while(|row| **row < seen.rows.1) {
                merged
                    .entry(*row)
                    .or_default()
                    .push((*area, self.seen(*area)));
                count += 1;
                self.check(count)?;
            }
        }
        for areas in merged.values_mut() {
            areas.sort_by_key(|(_, seen)| seen.columns);
        }
        Ok(merged)
    }

    fn seen(&self, (first, last): Area) -> Extent {
        Extent {
            rows: (
                self.rows.seen(first.0),
                self.rows.seen(last.0.saturating_add(1)),
            ),
            columns: (
                self.columns.seen(first.1),
                self.columns.seen(last.1.saturating_add(1)),
            ),
        }
    }

    /// The columns of a table that are seen.
    fn width(
        &self,
        block: &[u32],
        by_row: &BTreeMap<u32, Vec<(Place, &Found)>>,
        merged: &HashMap<u32, Vec<(Area, Extent)>>,
    ) -> u32 {
        let mut width = 0;
        for row in block {
            for ((_, column), _) in by_row.get(row).into_iter().flatten() {
                width = width.max(self.columns.seen(*column));
            }
            for (_, seen) in merged.get(row).into_iter().flatten() {
                width = width.max(seen.columns.1 - 1);
            }
        }
        width.min(u32::try_from(self.limits.columns).unwrap_or(u32::MAX))
    }

    /// The cells of a row, whose number and width leave out what is hidden.
    fn row(
        &self,
        row: u32,
        width: u32,
        areas: &[(Area, Extent)],
        cells: &[(Place, &Found)],
    ) -> Vec<Cell> {
        let mut written = Vec::new();
        let mut areas = areas.iter().peekable();
        let mut cells = cells.iter().peekable();
        let mut column = 1;
        while column <= width {
            while areas
                .next_if(|(_, seen)| seen.columns.1 <= column)
                .is_some()
            {}
            while cells
                .next_if(|((_, at), _)| self.columns.seen(*at) < column)
                .is_some()
            {}
            let area = areas.next_if(|(_, seen)| seen.columns.0 <= column);
            let cell = if let Some((area, seen)) = area {
                let found = self.cells.get(&area.0);
                let cell = self.cell(area.0, *area, found);
                let end = seen.columns.1;
                let cell = Cell {
                    tall: seen.rows.1 - seen.rows.0 > 1,
                    continued: seen.rows.0 < row,
                    across: Some((column - 1, end - 1)),
                    ..cell
                };
                column = end;
                cell
            } else {
                let own = cells.next_if(|((_, at), _)| self.columns.seen(*at) == column);
                let at = own.map_or((self.rows.real(row), self.columns.real(column)), |own| {
                    own.0
                });
                let cell = self.cell(at, (at, at), own.map(|own| own.1));
                column += 1;
                Cell {
                    across: Some((column - 2, column - 1)),
                    ..cell
                }
            };
            written.push(cell);
        }
        written
    }

    fn cell(&self, at: Place, area: Area, found: Option<&Found>) -> Cell {
        let origin = Origin::Sheet {
            sheet: self.number,
            row: at.0,
            column: at.1,
        };
        if let Some(found) = found {
            let Found {
                text,
                asides,
                doubtful,
                ..
            } = found.clone();
            return Cell {
                asides,
                doubtful,
                ..Cell::new(text, origin)
            };
        }
        let asides = self.covered(area);
        Cell {
            asides,
            ..Cell::new("", origin)
        }
    }

    /// A row of cells, or, where it is one long text, the lines of a paragraph.
    fn lines_or_row(&self, cells: Vec<Cell>) -> Result<Vec<Strip>, ImportError> {
        let strip = Strip {
            cells,
            ruling: Ruling::Ruled,
        };
        let is_long =
            |cell: &Cell| cell.text.chars().nth(LONGEST).is_some() || cell.text.contains('\n');
        let Some(sole) = strip.sole().filter(|cell| is_long(cell)) else {
            return Ok(vec![strip]);
        };
        let mut others = strip.cells.iter().filter(|cell| cell.is_blank());
        if others.any(|cell| !cell.asides.is_empty()) {
            return Ok(vec![strip]);
        }
        // Many cells may share one text, and each would have lines of its own.
        self.budget.take_bytes(sole.text.len())?;
        self.budget.take_cells(sole.text.matches('\n').count())?;
        Ok(lines(sole))
    }

    /// The picture that lies over a place without text.
    fn covered(&self, (first, last): Area) -> Asides {
        let is_over = |(from, to): &Area| {
            from.0 <= last.0 && first.0 <= to.0 && from.1 <= last.1 && first.1 <= to.1
        };
        let mut runs = Runs::default();
        if let Some((_, cause)) = self.pictures.iter().find(|(area, _)| is_over(area)) {
            runs.push(Look::NotText, *cause, "");
        }
        runs.finish().1
    }
}

/// The lines of a long text.
fn lines(sole: &Cell) -> Vec<Strip> {
    let lines = sole
        .text
        .split('\n')
        .map(trim)
        .filter(|line| !line.is_empty());
    lines
        .enumerate()
        .map(|(at, line)| {
            let asides = if at == 0 {
                sole.asides.clone()
            } else {
                Asides::default()
            };
            let cell = Cell {
                text: line.into(),
                asides,
                ..sole.clone()
            };
            Strip {
                cells: vec![cell],
                ruling: Ruling::Plain,
            }
        })
        .collect()
}
