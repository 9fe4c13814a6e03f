//! From the cells printed beside a label to the numbers of the row, or to the reason why they cannot be told apart.

use crate::fill::evidence::{How, Refusal};
use crate::find::table::header::{Agreement, compare, has_all_groups, part, units};
use crate::find::table::places::{Columns, Other};
use crate::find::table::{Found, PrintedHeader, PrintedRow};
use crate::form::{HeaderSpec, RowSpec, Slot, Table};
use crate::grid::seen::{Asides, Look};
use crate::grid::{Cell, Origin, Ruling};
use crate::judge::unit::{self, Unit};
use crate::judge::value::{Kind, Missing, Reading, split_digits};

/// A row of the form as it was read.
#[derive(Debug)]
pub(crate) struct RowReading {
    /// Index of the row in the form.
    pub(crate) row: usize,
    /// Its numbers in the order of the form, or why there are none.
    pub(crate) cells: Result<Vec<CellReading>, Refusal>,
    /// Where it is.
    pub(crate) origin: Option<Origin>,
    /// Its label as printed.
    pub(crate) label: String,
    /// What is printed beside the label.
    pub(crate) printed: String,
    /// Numbers in columns that the form does not have.
    pub(crate) others: Vec<Other>,
}

/// A number cell as it was read.
#[derive(Debug, Clone)]
pub(crate) struct CellReading {
    /// What it says.
    pub(crate) reading: Reading,
    /// What is printed in it.
    pub(crate) printed: String,
    /// Where that is.
    pub(crate) origin: Option<Origin>,
    /// Whether the reading rests on more than the print.
    pub(crate) repaired: bool,
    /// What stands in the cell beside the text and was not read.
    pub(crate) asides: Asides,
}

/// Reads the rows that were found.
pub(crate) fn read_rows(table: &Table, found: &Found) -> Vec<RowReading> {
    let blanks = Blanks::new(table, found);
    let mut places: Vec<Option<Option<Columns>>> = found.headers.iter().map(|_| None).collect();
    let mut readings = Vec::with_capacity(found.rows.len());
    for row in &found.rows {
        let mut reading = read_row(table, found, &blanks, row);
        if let (Err(_), Some(at)) = (&reading.cells, row.header) {
            let spec = &table.rows[row.row];
            let header = &table.headers[spec.header];
            let columns =
                places[at].get_or_insert_with(|| Columns::new(header, &found.headers[at]));
            read_by_place(table, found, row, columns.as_ref(), &mut reading);
        }
        readings.push(reading);
    }
    if found.breaks_off {
        read_broken(table, found, &mut readings);
    }
    readings
}

fn read_row(table: &Table, found: &Found, blanks: &Blanks, row: &PrintedRow) -> RowReading {
    let spec = &table.rows[row.row];
    let header = Header::of(table, found, row);
    let columns = compare(table, header.spec, header.printed);
    let unlabelled = spec.label.is_none()
        && columns == Agreement::Unread
        && !has_all_groups(header.spec, header.printed);
    let cells = if row.cells.is_empty() && found.ends_in_label(row) {
        Ok(vec![CellReading::cut(); spec.slots.len()])
    } else if row.cells.iter().all(Cell::is_empty) {
        Ok(vec![CellReading::blank(); spec.slots.len()])
    } else if row.ruling == Ruling::Torn {
        let found = row.cells.iter().filter(|cell| !cell.is_blank()).count();
        let expected = spec.slots.len();
        Err(Refusal::Count { expected, found })
    } else if let Some(cells) = read_part(table, spec, &header, row) {
        Ok(cells)
    } else if columns == Agreement::Contradicted || unlabelled {
        Err(Refusal::Headers)
    } else if found.is_shifted(table) && row.ruling != Ruling::Ruled {
        Err(Refusal::Shifted)
    } else {
        place(spec, blanks, columns, row).map(|placed| {
            let repaired = placed.repaired || columns == Agreement::Unread || !row.exact;
            let cells = spec.slots.iter().zip(&placed.cells).enumerate();
            cells
                .map(|(at, (slot, cell))| cell.read(slot.kind, header.unit(row, at), repaired))
                .collect()
        })
    };
    let label = row
        .label
        .as_ref()
        .map_or_else(String::new, |label| label.text.to_string());
    RowReading {
        row: row.row,
        cells,
        origin: row.origin(),
        label,
        printed: row.printed(),
        others: Vec::new(),
    }
}

/// Reads a row that cannot be told by the order of its numbers by their places below the header.
fn read_by_place(
    table: &Table,
    found: &Found,
    row: &PrintedRow,
    columns: Option<&Columns>,
    reading: &mut RowReading,
) {
    let spec = &table.rows[row.row];
    let Some((cells, others)) = columns.and_then(|columns| columns.cells(spec, row)) else {
        return;
    };
    let header = Header::of(table, found, row);
    let read = |(at, (slot, cell)): (usize, (&Slot, &Cell))| {
        Placed {
            cell: Some(cell.clone()),
            split: false,
        }
        .read(slot.kind, header.unit(row, at), !row.exact)
    };
    reading.cells = Ok(spec.slots.iter().zip(cells).enumerate().map(read).collect());
    reading.others = others;
}

/// Reads the last row up to where the file breaks off, in a table whose other rows have a number in every cell.
fn read_broken(table: &Table, found: &Found, readings: &mut [RowReading]) {
    let filled = |row: &PrintedRow| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let (Some((last, before)), Some(reading)) = (found.rows.split_last(), readings.last_mut())
    else {
        return;
    };
    let spec = &table.rows[last.row];
    let like: Vec<&PrintedRow> = before
        .iter()
        .filter(|row| table.rows[row.row].header == spec.header && row.header == last.header)
        .collect();
    let is_full = like
        .iter()
        .all(|row| filled(row) == table.rows[row.row].slots.len());
    let no_gaps = last
        .cells
        .iter()
        .rposition(|cell| !cell.is_blank())
        .is_some_and(|at| at + 1 == filled(last));
    let is_short =
        matches!(reading.cells, Err(Refusal::Count { expected, found }) if found < expected);
    if like.len() < 2 || !is_full || !no_gaps || !is_short || last.ruling == Ruling::Ruled {
        return;
    }
    let header = Header::of(table, found, last);
    let read = |(at, slot): (usize, &Slot), cell: Option<&Cell>| match cell {
        Some(cell) => Placed {
            cell: Some(cell.clone()),
            split: false,
        }
        .read(slot.kind, header.unit(last, at), true),
        None => CellReading::cut(),
    };
    let is_count = spec
        .slots
        .iter()
        .all(|slot| matches!(slot.kind, Kind::Integer { .. }));
    if is_count {
        let known = filled(last) - usize::from(found.number_may_go_on);
        let cells = last.cells[..known]
            .iter()
            .map(Some)
            .chain(std::iter::repeat(None));
        reading.cells = Ok(spec
            .slots
            .iter()
            .enumerate()
            .zip(cells)
            .map(|(slot, cell)| read(slot, cell))
            .collect());
    }
}

/// The numbers of a row that headers alone describe, where only some of its columns are printed together.
fn read_part(
    table: &Table,
    spec: &RowSpec,
    header: &Header,
    row: &PrintedRow,
) -> Option<Vec<CellReading>> {
    let columns = part(table, header.spec, header.printed).filter(|_| spec.label.is_none())?;
    let is_whole =
        row.cells.iter().rposition(|cell| !cell.is_blank()) == columns.len().checked_sub(1);
    if !is_whole || row.cells[..columns.len()].iter().any(Cell::is_blank) {
        return None;
    }
    let mut cells = vec![CellReading::not_printed(); spec.slots.len()];
    for (at, cell) in columns.zip(&row.cells) {
        let placed = Placed {
            cell: Some(cell.clone()),
            split: false,
        };
        *cells.get_mut(at)? = placed.read(spec.slots.get(at)?.kind, header.unit(row, at), false);
    }
    Some(cells)
}

/// The headers above a row: those of the form, and those printed.
struct Header<'a> {
    table: &'a Table,
    found: &'a Found,
    spec: &'a HeaderSpec,
    printed: Option<&'a PrintedHeader>,
}

impl<'a> Header<'a> {
    fn of(table: &'a Table, found: &'a Found, row: &PrintedRow) -> Self {
        let spec = &table.headers[table.rows[row.row].header];
        Self {
            table,
            found,
            spec,
            printed: row.header.map(|header| &found.headers[header]),
        }
    }

    /// The unit that header, label and notes state for a number.
    fn unit(&self, row: &PrintedRow, column: usize) -> Unit {
        let Some(slot) = self.table.rows[row.row].slots.get(column) else {
            return Unit::Unstated;
        };
        let dimension = slot.kind.dimension();
        let (own, mut around) = units(self.spec, column, self.printed);
        let label = row.label.as_ref();
        let beside = label.map_or_else(Vec::new, |label| unit::in_label(&label.text));
        around.push(&beside);
        around.extend(self.found.noted(dimension, row.origin()));
        Unit::of(dimension, own.into_iter(), around.into_iter())
    }
}

impl CellReading {
    /// What one cell says; `None` is a cell with nothing in it.
    pub(crate) fn of(cell: Option<&Cell>, kind: Kind, unit: Unit) -> Self {
        Placed {
            cell: cell.cloned(),
            split: false,
        }
        .read(kind, unit, false)
    }

    /// A cell that the page does not show, because the row is printed in parts.
    fn not_printed() -> Self {
        Self {
            reading: Reading::Missing(Missing::NotPrinted),
            ..Self::blank()
        }
    }

    /// A cell that the file does not hold, because it breaks off before.
    fn cut() -> Self {
        Self {
            reading: Reading::Missing(Missing::Cut),
            ..Self::blank()
        }
    }

    fn blank() -> Self {
        Self {
            reading: Reading::Missing(Missing::Blank),
            printed: String::new(),
            origin: None,
            repaired: false,
            asides: Asides::default(),
        }
    }
}

/// A cell in its column, and whether it is one of several numbers printed without a gap.
struct Placed {
    cell: Option<Cell>,
    split: bool,
}

impl Placed {
    fn read(&self, kind: Kind, unit: Unit, repaired: bool) -> CellReading {
        let Some(cell) = &self.cell else {
            return CellReading::blank();
        };
        let mut reading = kind.read(&cell.text, unit);
        if let Some(missing) = unseen(cell) {
            reading = Reading::Missing(missing);
        }
        if (cell.tall || cell.continued) && !cell.is_blank() {
            reading = Reading::Missing(Missing::Illegible);
        }
        if let (true, Reading::Number { how, .. }) = (self.split, &mut reading) {
            *how = How::SplitDigits;
        }
        let doubtful = matches!(
            reading,
            Reading::Number {
                how: How::Lookalikes,
                ..
            }
        );
        let repaired = repaired || doubtful || cell.doubtful || !cell.asides.is_empty();
        let printed = cell.text.to_string();
        CellReading {
            reading,
            printed,
            origin: Some(cell.origin),
            repaired: repaired || self.split,
            asides: cell.asides.clone(),
        }
    }
}

/// Why a cell has no value although its text may be a number: what is to be seen in it is not, or not only, text.
///
/// A picture beside digits may be one more digit, so a cell that holds both has no value either.
fn unseen(cell: &Cell) -> Option<Missing> {
    if cell.asides.any(Look::NotText) {
        return Some(Missing::NotText);
    }
    if !cell.is_blank() {
        return None;
    }
    if cell.asides.any(Look::Struck) {
        return Some(Missing::Struck);
    }
    cell.asides.any(Look::Annotation).then_some(Missing::Text)
}

struct PlacedRow {
    cells: Vec<Placed>,
    repaired: bool,
}

/// One cell for each column, from what is printed after the label.
///
/// Blank cells before the last number are taken for padding only below headers that show that no column is left over.
fn place(
    spec: &RowSpec,
    blanks: &Blanks,
    columns: Agreement,
    row: &PrintedRow,
) -> Result<PlacedRow, Refusal> {
    let expected = spec.slots.len();
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    let one_each = |cells: &[&Cell], repaired| PlacedRow {
        cells: cells
            .iter()
            .map(|cell| Placed {
                cell: Some((*cell).clone()),
                split: false,
            })
            .collect(),
        repaired,
    };
    if let [only] = filled[..]
        && let Some(numbers) = split_digits(&only.text, expected)
    {
        let cell = |number: String| Placed {
            cell: Some(Cell {
                text: number.into(),
                ..only.clone()
            }),
            split: true,
        };
        return Ok(PlacedRow {
            cells: numbers.into_iter().map(cell).collect(),
            repaired: true,
        });
    }
    let all: Vec<&Cell> = row.cells.iter().collect();
    let (_, reach) = extent(&row.cells);
    let in_place = row.under_header && (blanks.all_kept || reach == expected);
    if (row.ruling == Ruling::Ruled || in_place) && all.len() == expected {
        return Ok(one_each(&all, false));
    }
    if row.ruling == Ruling::Ruled && blanks.ends_table(expected, row) {
        return Ok(one_each(&all[..expected], false));
    }
    if filled.len() == expected && (reach == expected || columns != Agreement::Unread) {
        return Ok(one_each(&filled, false));
    }
    if row.ruling == Ruling::Barred && filled.len() < expected && blanks.can_be_trusted(spec, row) {
        let mut placed = one_each(&all[..reach], true);
        placed.cells.resize_with(expected, || Placed {
            cell: None,
            split: false,
        });
        return Ok(placed);
    }
    Err(Refusal::Count {
        expected,
        found: filled.len(),
    })
}

/// What the rows of a table tell about blank cells.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four things that are seen or not, each on its own"
)]
struct Blanks {
    /// Whether they are known to stand in their places.
    all_kept: bool,
    pads_at_end: bool,
    pads_inside: bool,
    /// For rows whose last number stands in the last column: the numbers on the form, whether these are spread over
    /// several grid columns, and the cells printed.
    widths: Vec<(usize, bool, usize)>,
    kept_in_place: bool,
    /// For full rows of real tables with more cells than numbers: the numbers on the form, the cells, and whether the
    /// rest of these stands behind the numbers.
    longer: Vec<(usize, usize, bool)>,
}

impl Blanks {
    fn new(table: &Table, found: &Found) -> Self {
        let mut blanks = Self {
            all_kept: found.keeps_blanks,
            pads_at_end: found.pads_at_end,
            ..Self::default()
        };
        for row in found.rows.iter().filter(|row| row.ruling == Ruling::Ruled) {
            let expected = table.rows[row.row].slots.len();
            let (filled, reach) = extent(&row.cells);
            if filled == expected && row.cells.len() > expected {
                blanks
                    .longer
                    .push((expected, row.cells.len(), reach == expected));
            }
        }
        for row in found.rows.iter().filter(|row| row.ruling == Ruling::Barred) {
            let spec = &table.rows[row.row];
            let expected = spec.slots.len();
            let (filled, reach) = extent(&row.cells);
            if filled == expected && spec.spread {
                blanks.pads_inside |= reach > filled;
                blanks.pads_at_end |= reach == filled;
            }
            if reach == expected {
                blanks.widths.push((expected, spec.spread, row.cells.len()));
                blanks.kept_in_place |= filled < reach;
            }
        }
        blanks
    }

    /// Whether a row of a real table has more cells than numbers because those behind its numbers are outside of the
    /// table, as they are in every full row like it.
    fn ends_table(&self, expected: usize, row: &PrintedRow) -> bool {
        let (_, reach) = extent(&row.cells);
        let mut like = self
            .longer
            .iter()
            .filter(|(slots, cells, _)| (*slots, *cells) == (expected, row.cells.len()));
        reach <= expected
            && row.cells.len() > expected
            && like.clone().count() > 1
            && like.all(|(.., behind)| *behind)
    }

    /// Whether the blank cells of a row stand for blank cells, so that the others are where they seem to be.
    fn can_be_trusted(&self, spec: &RowSpec, row: &PrintedRow) -> bool {
        let expected = spec.slots.len();
        let (_, reach) = extent(&row.cells);
        let like = self
            .widths
            .iter()
            .filter(|(slots, spread, _)| (*slots, *spread) == (expected, spec.spread));
        let no_pads = !spec.spread || (self.pads_at_end && !self.pads_inside);
        let mut same = like
            .map(|(_, _, cells)| *cells == row.cells.len())
            .peekable();
        let as_wide = self.kept_in_place && same.peek().is_some() && same.all(|same| same);
        no_pads && (reach == expected || (reach < expected && as_wide))
    }
}

/// How many cells are filled, and how many there are up to the last of these.
fn extent(cells: &[Cell]) -> (usize, usize) {
    let filled = cells.iter().filter(|cell| !cell.is_blank()).count();
    (
        filled,
        cells
            .iter()
            .rposition(|cell| !cell.is_blank())
            .map_or(0, |last| last + 1),
    )
}
