//! From the cells printed beside a label to the numbers of the row, or to the reason why they cannot be told apart.

use crate::find::table::found::{
    Ending, FormRow, FoundRows, KnownBy, PrintedHeader, Width, filled,
};
use crate::find::table::header::{Agreement, compare, has_all_groups, units};
use crate::find::table::order::{ColumnOrder, Groups};
use crate::find::table::places::{ColumnPlaces, Other};
use crate::form::{HeaderSpec, RowSpec, Table};
use crate::grid::seen::{Asides, Cause, Look};
use crate::grid::{Cell, Origin, Ruling};
use crate::judge::blanks::{Blanks, extent};
use crate::note::Refusal;
use crate::printed::reading::{How, Missing, Reading};
use crate::printed::unit::{self, Measure, Unit};
use crate::printed::value::{Kind, split_digits, without_mark};

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
pub(crate) fn read_rows(table: &Table, found: &FoundRows) -> Vec<RowReading> {
    let blanks = Blanks::new(table, found);
    let is_shifted = found.is_shifted(table);
    // Columns are looked for once a header, and only where a row below it asks.
    let mut headers: Vec<Option<HeaderColumns>> = found.headers.iter().map(|_| None).collect();
    let mut readings = Vec::with_capacity(found.rows.len());
    for (index, row) in found.rows.iter().enumerate() {
        let mut reading = RowReading::new(row);
        reading.cells = if lost_its_numbers(table, found, index) {
            let expected = table.rows[row.row].slots.len();
            Err(Refusal::Count { expected, found: 0 })
        } else {
            read_in_order(&Header::of(table, found, row), &blanks, is_shifted)
        };
        if reading.cells.is_err()
            && row.ruling != Ruling::Torn
            && let Some(at) = row.header
        {
            let spec = &table.headers[table.rows[row.row].header];
            let columns = headers[at]
                .get_or_insert_with(|| HeaderColumns::new(table, spec, &found.headers[at]));
            read_by_headers(table, found, row, columns, &mut reading);
        }
        readings.push(reading);
    }
    if found.ending != Ending::After {
        read_broken(table, found, &mut readings);
    }
    readings
}

/// Whether a row without numbers is followed by as many stray ones as it has: they may be its own, so that it is not blank.
fn lost_its_numbers(table: &Table, found: &FoundRows, index: usize) -> bool {
    let row = &found.rows[index];
    let slots = table.rows[row.row].slots.len();
    let begins = found
        .unmatched
        .partition_point(|stray| stray.after <= index);
    let mut next = found.unmatched[begins..]
        .iter()
        .take_while(|stray| stray.after == index + 1);
    row.ruling != Ruling::Ruled
        && row.cells.iter().all(Cell::is_empty)
        && next.any(|stray| filled(&stray.cells) == slots)
}

/// The columns below a header, by the order in which it is read and by the places in its grid.
struct HeaderColumns {
    order: Option<ColumnOrder>,
    places: Option<ColumnPlaces>,
}

impl HeaderColumns {
    fn new(table: &Table, spec: &HeaderSpec, printed: &PrintedHeader) -> Self {
        Self {
            order: ColumnOrder::new(table, spec, printed),
            places: ColumnPlaces::new(spec, printed),
        }
    }
}

/// The numbers of a row, told apart by their order. `is_shifted`: numbers seem to stand before their labels in this table.
fn read_in_order(
    header: &Header,
    blanks: &Blanks,
    is_shifted: bool,
) -> Result<Vec<CellReading>, Refusal> {
    let (table, row) = (header.table, header.row);
    let spec = &table.rows[row.row];
    let columns = compare(table, header.spec, header.printed);
    // Without a label and without the labels of all groups, a row of numbers is known by its place alone.
    let is_named = spec.label.is_some()
        || columns == Agreement::AsOnForm
        || row.known_by == KnownBy::Place
        || has_all_groups(header.spec, header.printed);
    if row.cells.iter().all(Cell::is_empty) {
        return Ok(vec![CellReading::blank(); spec.slots.len()]);
    }
    if columns == Agreement::Contradicted || !is_named {
        return Err(Refusal::Headers);
    }
    if is_shifted && row.ruling != Ruling::Ruled {
        return Err(Refusal::Shifted);
    }
    if row.ruling == Ruling::Torn {
        return Err(Refusal::Count {
            expected: spec.slots.len(),
            found: row.filled(),
        });
    }
    let placed = place(spec, blanks, columns, row)?;
    let repaired =
        placed.repaired || columns == Agreement::Unread || row.known_by != KnownBy::Words;
    let cells = spec.slots.iter().zip(&placed.cells).enumerate();
    Ok(cells
        .map(|(at, (slot, cell))| cell.read(slot.kind, header.unit(at), repaired))
        .collect())
}

/// Reads a row that cannot be told by the order of the form by what its headers say: by the order in which they are read
/// where there is a number for each, or else by their places.
fn read_by_headers(
    table: &Table,
    found: &FoundRows,
    row: &FormRow,
    columns: &HeaderColumns,
    reading: &mut RowReading,
) {
    let spec = &table.rows[row.row];
    let mut repaired = row.known_by != KnownBy::Words;
    // Where numbers stand before their labels, those after a label are of another row.
    let in_line = columns
        .order
        .as_ref()
        .filter(|_| !matches!(reading.cells, Err(Refusal::Shifted)));
    let order = in_line.and_then(|order| {
        let ordered = order.cells(spec.slots.len(), row)?;
        Some((ordered, order.groups))
    });
    let (cells, others) = if let Some((ordered, groups)) = order {
        repaired |= groups == Groups::InOrder;
        (ordered.cells, ordered.others)
    } else {
        let places = columns.places.as_ref();
        let Some(found) = places.and_then(|places| places.cells(spec, row)) else {
            return;
        };
        (found.cells, found.others)
    };
    let header = Header::of(table, found, row);
    let mut readings = Vec::with_capacity(cells.len());
    for (at, (slot, cell)) in spec.slots.iter().zip(cells).enumerate() {
        readings.push(match cell {
            Some(cell) => Placed::whole(cell).read(slot.kind, header.unit(at), repaired),
            None => CellReading::missing(Missing::NotPrinted),
        });
    }
    reading.cells = Ok(readings);
    reading.others = others;
}

/// Reads the last row up to where the file breaks off, in a table whose other rows have a number in every cell.
fn read_broken(table: &Table, found: &FoundRows, readings: &mut [RowReading]) {
    let (Some((last, before)), Some(reading)) = (found.rows.split_last(), readings.last_mut())
    else {
        return;
    };
    let spec = &table.rows[last.row];
    if last.filled() == 0 && last.ruling != Ruling::Ruled {
        // The file ends after the label: the numbers are cut off, not blank.
        reading.cells = Ok(vec![CellReading::missing(Missing::Cut); spec.slots.len()]);
        return;
    }
    let is_like =
        |row: &&FormRow| table.rows[row.row].header == spec.header && row.header == last.header;
    let like: Vec<&FormRow> = before.iter().filter(is_like).collect();
    let is_full = like
        .iter()
        .all(|row| row.filled() == table.rows[row.row].slots.len());
    let ends = last.cells.iter().rposition(|cell| !cell.is_blank());
    let no_gaps = ends.is_some_and(|at| at + 1 == last.filled());
    let is_short =
        matches!(reading.cells, Err(Refusal::Count { expected, found }) if found < expected);
    let is_count = spec
        .slots
        .iter()
        .all(|slot| matches!(slot.kind, Kind::Integer { .. }));
    // Two full rows before it show that blank cells are not left out in this table. Full tables before it show less: of
    // numbers one a line, a line may be lost, and the rest would move up.
    let is_readable =
        like.len() >= 2 && is_full && no_gaps && is_short && last.ruling != Ruling::Ruled;
    if !is_readable || !is_count {
        return;
    }
    let header = Header::of(table, found, last);
    let number_is_whole = found.ending == Ending::WithinRow;
    let known = last.filled() - usize::from(!number_is_whole);
    let mut cells = Vec::with_capacity(spec.slots.len());
    for (at, slot) in spec.slots.iter().enumerate() {
        cells.push(match last.cells.get(at).filter(|_| at < known) {
            Some(cell) => Placed::whole(cell).read(slot.kind, header.unit(at), true),
            None => CellReading::missing(Missing::Cut),
        });
    }
    reading.cells = Ok(cells);
}

/// A row with the headers above it: those of the form, and those printed.
struct Header<'a> {
    table: &'a Table,
    found: &'a FoundRows,
    row: &'a FormRow,
    spec: &'a HeaderSpec,
    printed: Option<&'a PrintedHeader>,
    /// The units that the label of the row states.
    beside: Vec<Measure>,
}

impl<'a> Header<'a> {
    fn of(table: &'a Table, found: &'a FoundRows, row: &'a FormRow) -> Self {
        let spec = &table.headers[table.rows[row.row].header];
        let label = row.label.as_ref();
        Self {
            table,
            found,
            row,
            spec,
            printed: row.header.map(|header| &found.headers[header]),
            beside: label.map_or_else(Vec::new, |label| unit::in_label(&label.text)),
        }
    }

    /// The unit that header, label and notes state for a number.
    fn unit(&self, column: usize) -> Unit {
        let Some(slot) = self.table.rows[self.row.row].slots.get(column) else {
            return Unit::Unstated;
        };
        let dimension = slot.kind.dimension();
        let mut units = units(self.spec, column, self.printed);
        units.around.push(&self.beside);
        units
            .around
            .extend(self.found.noted(dimension, self.row.origin()));
        Unit::of(dimension, units.own.into_iter(), units.around.into_iter())
    }
}

impl RowReading {
    fn new(row: &FormRow) -> Self {
        Self {
            row: row.row,
            cells: Ok(Vec::new()),
            origin: row.origin(),
            label: row
                .label
                .as_ref()
                .map_or_else(String::new, |label| label.text.to_string()),
            printed: row.printed(),
            others: Vec::new(),
        }
    }
}

impl CellReading {
    /// What one cell says; `None` is a cell with nothing in it.
    pub(crate) fn of(cell: Option<&Cell>, kind: Kind, unit: Unit) -> Self {
        Placed {
            cell: cell.cloned(),
            cut: Cut::Whole,
        }
        .read(kind, unit, false)
    }

    fn blank() -> Self {
        Self::missing(Missing::Blank)
    }

    /// A cell that the page does not show.
    fn missing(why: Missing) -> Self {
        Self {
            reading: Reading::Missing(why),
            printed: String::new(),
            origin: None,
            repaired: false,
            asides: Asides::default(),
        }
    }
}

/// A cell in its column.
struct Placed {
    cell: Option<Cell>,
    cut: Cut,
}

/// How the text of a cell was got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// As printed.
    Whole,
    /// It is one of several numbers printed without a gap.
    FromDigits,
}

impl Placed {
    fn whole(cell: &Cell) -> Self {
        Self {
            cell: Some(cell.clone()),
            cut: Cut::Whole,
        }
    }

    fn read(&self, kind: Kind, unit: Unit, repaired: bool) -> CellReading {
        let Some(cell) = &self.cell else {
            return CellReading::blank();
        };
        let (text, mark) = without_mark(&cell.text);
        let mut reading = kind.read(text, unit);
        if let Some(missing) = unseen(cell) {
            reading = Reading::Missing(missing);
        }
        if (cell.tall || cell.continued) && !cell.is_blank() {
            reading = Reading::Missing(Missing::Illegible);
        }
        if let (Cut::FromDigits, Reading::Number { how, .. }) = (self.cut, &mut reading) {
            *how = How::SplitDigits;
        }
        let doubtful = matches!(
            reading,
            Reading::Number {
                how: How::Lookalikes,
                ..
            }
        );
        let asides = if mark.is_empty() {
            cell.asides.clone()
        } else {
            cell.asides.with(Look::Raised, Cause::Note, mark)
        };
        let repaired = repaired || doubtful || cell.doubtful || !asides.is_empty();
        let printed = cell.text.to_string();
        CellReading {
            reading,
            printed,
            origin: Some(cell.origin),
            repaired: repaired || self.cut == Cut::FromDigits,
            asides,
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
/// Blank cells before the last number are taken for padding only where headers or other rows show that no column is left
/// over.
fn place(
    spec: &RowSpec,
    blanks: &Blanks,
    columns: Agreement,
    row: &FormRow,
) -> Result<PlacedRow, Refusal> {
    let expected = spec.slots.len();
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    if let [only] = filled[..]
        && let Some(numbers) = split_digits(&only.text, expected)
    {
        let cell = |number: String| Placed {
            cell: Some(Cell {
                text: number.into(),
                ..only.clone()
            }),
            cut: Cut::FromDigits,
        };
        return Ok(PlacedRow {
            cells: numbers.into_iter().map(cell).collect(),
            repaired: true,
        });
    }
    let (_, reach) = extent(&row.cells);
    let in_place = row.width == Width::AsHeader && (blanks.all_in_place() || reach == expected);
    if (row.ruling == Ruling::Ruled || in_place) && row.cells.len() == expected {
        return Ok(PlacedRow::as_printed(row.cells.iter()));
    }
    if row.ruling == Ruling::Ruled && blanks.ends_table(expected, row) {
        return Ok(PlacedRow::as_printed(row.cells[..expected].iter()));
    }
    let is_padding = columns != Agreement::Unread || blanks.pads_label(spec, row);
    if filled.len() == expected && (reach == expected || is_padding) {
        return Ok(PlacedRow::as_printed(filled.into_iter()));
    }
    if row.ruling == Ruling::Barred && filled.len() < expected && blanks.can_be_trusted(spec, row) {
        let mut placed = PlacedRow::as_printed(row.cells[..reach].iter());
        placed.repaired = true;
        placed.cells.resize_with(expected, || Placed {
            cell: None,
            cut: Cut::Whole,
        });
        return Ok(placed);
    }
    Err(Refusal::Count {
        expected,
        found: filled.len(),
    })
}

impl PlacedRow {
    fn as_printed<'c>(cells: impl Iterator<Item = &'c Cell>) -> Self {
        Self {
            cells: cells.map(Placed::whole).collect(),
            repaired: false,
        }
    }
}
