//! Excel 97: struck, raised, white and tiny runs; hidden rows, columns and sheets.

use super::file::{File, Packing, Part};
use super::printed::{Piece, Printed};
use super::{Container, Mark, Marks};

pub(super) struct Excel97;

/// Where something unseen stands.
#[derive(Clone, Copy)]
enum Where {
    /// After the text of a cell, in this font.
    Run(u16),
    /// A row of its own before the row, of this height and with these flags.
    Row(u16, u16),
    /// A column of its own, of this width and with these flags.
    Column(u16, u16),
    /// A sheet of its own before the sheet, in this state.
    Sheet(u8),
}

use Where::{Column, Row, Run, Sheet};

/// The name of a way, and where it puts what is not seen. There is no font with the number 4.
const WAYS: &[(&str, Where)] = &[
    ("struck", Run(1)),
    ("raised", Run(2)),
    ("lowered", Run(3)),
    ("white", Run(5)),
    ("tiny", Run(6)),
    ("hidden row", Row(255, 0x20)),
    ("row without height", Row(0, 0x40)),
    ("hidden column", Column(2_000, 1)),
    ("column without width", Column(0, 0)),
    ("hidden sheet", Sheet(1)),
    ("very hidden sheet", Sheet(2)),
];

/// Height in twentieths of a point, effects, colour and position of each font.
const FONTS: [[u16; 4]; 6] = [
    [200, 0, 0x7fff, 0],
    [200, 8, 0x7fff, 0],
    [200, 0, 0x7fff, 1],
    [200, 0, 0x7fff, 2],
    [200, 0, 9, 0],
    [20, 0, 0x7fff, 0],
];

/// The column that is hidden, from 0.
const HIDDEN: u16 = 3;
/// Bytes of the strings in one record.
const STRINGS: usize = 6_000;

impl Container for Excel97 {
    fn name(&self) -> &'static str {
        "XLS"
    }

    fn ways(&self) -> Vec<&'static str> {
        WAYS.iter().map(|(name, _)| *name).collect()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        let find = |wanted: fn(Where) -> Option<[u16; 2]>| {
            marks.values().find_map(|mark| wanted(WAYS[mark.way].1))
        };
        let hidden = find(|way| match way {
            Column(width, flags) => Some([width, flags]),
            _ => None,
        });
        let state = find(|way| match way {
            Sheet(state) => Some([u16::from(state), 0]),
            _ => None,
        });
        let mut book = Book {
            marks,
            hidden,
            strings: Vec::new(),
        };
        let sheet = book.sheet(tables, false);
        let old = state.map(|_| book.sheet(tables, true));
        let mut records = vec![record(0x0809, [0x0600_u16, 0x0005, 0, 0, 0, 0, 0, 0])];
        records.extend(FONTS.map(font));
        records.push(record(0x00e0, [0_u16; 10]));
        let states = [state.map(|[state, _]| state), Some(0)];
        for state in states.into_iter().flatten() {
            records.push(record(0x0085, [0, 0, state, 0x0001, u16::from(b'x')]));
        }
        records.extend(book.shared());
        records.push(record(0x000a, []));
        records.extend(old.unwrap_or_default());
        records.extend(sheet);
        File::of(Packing::Workbook, records)
    }
}

/// A record of numbers of two bytes.
fn record(kind: u16, data: impl IntoIterator<Item = u16>) -> Part {
    Part {
        name: format!("{kind:04x}"),
        content: data.into_iter().flat_map(u16::to_le_bytes).collect(),
    }
}

fn font([height, effects, colour, position]: [u16; 4]) -> Part {
    record(
        0x0031,
        [
            height,
            effects,
            colour,
            400,
            position,
            0,
            0,
            0x0001,
            u16::from(b'S'),
        ],
    )
}

/// A workbook in the making.
struct Book<'a> {
    marks: &'a Marks,
    /// Width and flags of the hidden column, if there is one.
    hidden: Option<[u16; 2]>,
    /// The strings of its cells, as they stand in their table.
    strings: Vec<Vec<u8>>,
}

/// A sheet in the making.
#[derive(Default)]
struct Cells {
    records: Vec<Part>,
    /// First and last row, first and last column.
    merges: Vec<[u16; 4]>,
    /// The next row.
    number: u16,
    /// Whether it has other numbers.
    is_other: bool,
}

impl Book<'_> {
    fn sheet(&mut self, tables: &[Printed], is_other: bool) -> Vec<Part> {
        let mut cells = Cells {
            is_other,
            ..Cells::default()
        };
        cells
            .records
            .push(record(0x0809, [0x0600_u16, 0x0010, 0, 0, 0, 0, 0, 0]));
        if let Some([width, flags]) = self.hidden {
            cells
                .records
                .push(record(0x007d, [HIDDEN, HIDDEN, width, 0, flags, 0]));
            // A note is due even where none of the chosen cells stands in the hidden column.
            cells.records.push(self.text([0, HIDDEN], "7", None));
        }
        for (at, table) in tables.iter().enumerate() {
            let title = self.text([cells.number, 0], &table.title, None);
            cells.records.push(title);
            cells.number += 1;
            self.table(at, table, &mut cells);
            cells.number += 1;
        }
        let count = u16::try_from(cells.merges.len()).expect("few merges");
        let areas = cells.merges.into_iter().flatten();
        let merges = record(0x00e5, std::iter::once(count).chain(areas));
        cells.records.extend([merges, record(0x000a, [])]);
        cells.records
    }

    fn table(&mut self, at: usize, table: &Printed, cells: &mut Cells) {
        let mut open: Vec<(usize, [u16; 3])> = Vec::new();
        for (row, pieces) in table.rows.iter().enumerate() {
            self.row_before(at, row, pieces, cells);
            for (index, piece) in pieces.iter().enumerate() {
                let place = [cells.number, self.column(piece.column)];
                let mark = self.marks.get(&(at, row, index)).cloned();
                let text = if cells.is_other && !piece.is_label() {
                    "5"
                } else {
                    &piece.text
                };
                let way = mark.as_ref().map(|mark| WAYS[mark.way].1);
                let run = match (way, &mark) {
                    (Some(Run(font)), Some(mark)) => Some((font, mark.text.as_str())),
                    _ => None,
                };
                let cell = match text.parse::<u32>() {
                    Ok(value) if run.is_none() && !text.starts_with('0') => number(place, value),
                    _ => self.text(place, text, run),
                };
                cells.records.push(cell);
                if let (Some(Column(..)), Some(mark)) = (way, &mark)
                    && piece.column == u32::from(HIDDEN)
                {
                    let hidden = self.text([cells.number, HIDDEN], &mark.text, None);
                    cells.records.push(hidden);
                }
                if piece.colspan * piece.rowspan > 1 {
                    let last = self.column(piece.column + piece.colspan - 1);
                    open.push((row + piece.rowspan as usize - 1, [place[0], place[1], last]));
                }
            }
            for (_, [first, left, right]) in open.iter().filter(|(last, _)| *last == row) {
                cells.merges.push([*first, cells.number, *left, *right]);
            }
            cells.number += 1;
        }
    }

    /// The row before one that is not seen, if any of its cells gets one.
    fn row_before(&mut self, at: usize, row: usize, pieces: &[Piece], cells: &mut Cells) {
        let mark = |index: usize| self.marks.get(&(at, row, index)).cloned();
        let marks: Vec<Option<Mark>> = (0..pieces.len()).map(mark).collect();
        let look = marks
            .iter()
            .flatten()
            .find_map(|mark| match WAYS[mark.way].1 {
                Row(height, flags) => Some((height, flags)),
                _ => None,
            });
        let Some((height, flags)) = look else { return };
        cells.records.push(record(
            0x0208,
            [cells.number, 0, 16, height, 0, 0, flags, 0],
        ));
        for (piece, mark) in pieces.iter().zip(&marks) {
            let text = mark.as_ref().map_or(&piece.text, |mark| &mark.text);
            let place = [cells.number, self.column(piece.column)];
            let cell = self.text(place, text, None);
            cells.records.push(cell);
        }
        cells.number += 1;
    }

    /// A cell with a text, and with more of it in another font.
    fn text(&mut self, [row, column]: [u16; 2], text: &str, run: Option<(u16, &str)>) -> Part {
        let own: Vec<u16> = text.encode_utf16().collect();
        let all: Vec<u16> = own
            .iter()
            .copied()
            .chain(run.iter().flat_map(|(_, text)| text.encode_utf16()))
            .collect();
        let mut string = length(&all).to_le_bytes().to_vec();
        string.push(if run.is_some() { 9 } else { 1 });
        if run.is_some() {
            string.extend(1_u16.to_le_bytes());
        }
        string.extend(all.iter().flat_map(|unit| unit.to_le_bytes()));
        if let Some((font, _)) = run {
            string.extend(length(&own).to_le_bytes());
            string.extend(font.to_le_bytes());
        }
        self.strings.push(string);
        let index = length(&self.strings) - 1;
        record(0x00fd, [row, column, 0, index, 0])
    }

    /// The table of strings, in as many records as it takes.
    fn shared(&self) -> Vec<Part> {
        let count = u32::try_from(self.strings.len())
            .expect("few strings")
            .to_le_bytes();
        let mut parts = vec![Part {
            name: "00fc".to_owned(),
            content: [count, count].concat(),
        }];
        for string in &self.strings {
            let is_full = parts.last().is_none_or(|part| part.content.len() > STRINGS);
            if is_full {
                parts.push(record(0x003c, []));
            }
            if let Some(part) = parts.last_mut() {
                part.content.extend(string);
            }
        }
        parts
    }

    /// The number of a column, behind the hidden one if there is one.
    fn column(&self, at: u32) -> u16 {
        let at = u16::try_from(at).expect("narrow");
        at + u16::from(self.hidden.is_some() && at >= HIDDEN)
    }
}

/// A cell with a number.
fn number([row, column]: [u16; 2], value: u32) -> Part {
    let mut cell = record(0x0203, [row, column, 0]);
    cell.content.extend(f64::from(value).to_le_bytes());
    cell
}

fn length<T>(items: &[T]) -> u16 {
    u16::try_from(items.len()).expect("a short text")
}
