//! Tables without ruled lines: rows of numbers that stand below each other in columns, with the labels and headers
//! around them.
//!
//! A number belongs to the column that it stands in, a line of text to the row of numbers that it is centred on. Where
//! that does not come out even, the lines stay lines of text.

mod headers;
mod labels;
mod words;

use super::outline::Area;
use super::{Glyph, cell};
use crate::grid::{Cell, Origin, Ruling, Strip};
use crate::printed::value;
use words::{Row, Word, rows};

/// Fewer numbers side by side than this are read from lines of text.
const FEWEST: usize = 2;
/// More numbers side by side than any report has.
const MOST: usize = 60;
/// Lines of one page beyond these are no report.
const MOST_ROWS: usize = 1_000;

/// A table, and the characters that it consists of.
pub(super) struct Table {
    pub(super) top: f64,
    pub(super) strips: Vec<Strip>,
    /// Their places among the characters of the page, in order.
    pub(super) glyphs: Vec<usize>,
    /// Where each cell of a row of numbers is.
    places: Vec<Place>,
}

/// Where a cell is: on the page, and among the strips.
struct Place {
    area: Area,
    strip: usize,
    cell: usize,
}

/// How far the area of a row reaches above and below the height that its numbers stand on, in parts of their size.
const ABOVE: f64 = 1.0;
const BELOW: f64 = 0.35;
/// Room beside the outer columns that belongs to them, in points.
const BESIDE: f64 = 24.0;

impl Table {
    /// Sets aside in its cells what is not to be read, and gives back what stands in none.
    pub(super) fn set_aside(&mut self, apart: Vec<Glyph>) -> Vec<Glyph> {
        let mut within: Vec<Vec<Glyph>> = self.places.iter().map(|_| Vec::new()).collect();
        let mut rest = Vec::new();
        for glyph in apart {
            let middle = glyph.middle();
            match self
                .places
                .iter()
                .position(|place| place.area.holds(middle))
            {
                Some(at) => within[at].push(glyph),
                None => rest.push(glyph),
            }
        }
        for (place, glyphs) in self.places.iter().zip(within) {
            let cell = &mut self.strips[place.strip].cells[place.cell];
            let marks_only = glyphs.iter().all(Glyph::is_mark);
            if glyphs.is_empty() || (marks_only && !cell.is_blank()) {
                continue;
            }
            cell.asides = cell::content(glyphs).asides;
        }
        rest
    }
}

/// A line of numbers, with the text before them.
struct Numbers {
    /// Index of the line.
    row: usize,
    /// Index of the first number among its words.
    first: usize,
}

impl Numbers {
    fn words<'a>(&self, rows: &'a [Row]) -> &'a [Word] {
        &rows[self.row].words[self.first..]
    }
}

/// Numbers in columns, in lines that follow each other.
struct Block {
    numbers: Vec<Numbers>,
    /// Left and right edge of each column of numbers.
    columns: Vec<(f64, f64)>,
}

/// A piece of text taken from several words.
#[derive(Default)]
struct Piece {
    words: Vec<Word>,
}

impl Piece {
    fn edges(&self) -> (f64, f64) {
        let left = self
            .words
            .iter()
            .map(|word| word.left)
            .fold(f64::INFINITY, f64::min);
        (
            left,
            self.words
                .iter()
                .map(|word| word.right)
                .fold(f64::NEG_INFINITY, f64::max),
        )
    }

    fn overlaps(&self, (left, right): (f64, f64)) -> bool {
        let own = self.edges();
        own.0 < right && left < own.1
    }

    /// Its cell; words of one line are put together, lines are kept.
    fn cell(&self, page: u32) -> Cell {
        let mut words: Vec<&Word> = self.words.iter().collect();
        words.sort_by(|a, b| a.line.total_cmp(&b.line).then(a.left.total_cmp(&b.left)));
        let lines = words.chunk_by(|a, b| (a.line - b.line).abs() < 0.1);
        let line = |line: &[&Word]| {
            line.iter()
                .map(|word| word.text.as_str())
                .collect::<String>()
        };
        let text = lines.map(line).collect::<Vec<_>>().join("\n");
        let top = words.first().map_or(0.0, |word| word.base - word.size);
        Cell {
            origin: Origin::on_page(page, self.edges().0, top),
            ..Cell::line(text, 1)
        }
    }
}

/// The tables among the characters of a page, from above.
pub(super) fn tables(glyphs: &[Glyph], page: u32) -> Vec<Table> {
    let rows = rows(glyphs);
    if rows.len() > MOST_ROWS {
        return Vec::new();
    }
    let mut free = 0;
    let mut tables = Vec::new();
    for block in blocks(&rows) {
        let end = block.numbers.last().map_or(0, |last| last.row + 1);
        if let Some((table, last)) = block.table(&rows, free, page) {
            tables.push(table);
            free = last + 1;
        } else {
            free = free.max(end);
        }
    }
    tables
}

/// Lines of numbers in the same columns, with nothing but labels between them.
fn blocks(rows: &[Row]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (row, line) in rows.iter().enumerate() {
        let count = line
            .words
            .iter()
            .rev()
            .take_while(|word| value::is_value(&word.text))
            .count();
        let first = line.words.len() - count;
        let goes_on = is_open
            && blocks
                .last_mut()
                .is_some_and(|block| block.takes(rows, first, row));
        if goes_on {
            continue;
        }
        let left = blocks
            .last()
            .filter(|_| is_open)
            .map(|block| block.columns[0].0);
        is_open = left.is_some_and(|left| line.words.iter().all(|word| word.right <= left));
        if (FEWEST..=MOST).contains(&count) && first < 12 {
            let columns = line.words[first..]
                .iter()
                .map(|word| (word.left, word.right))
                .collect();
            blocks.push(Block {
                numbers: vec![Numbers { row, first }],
                columns,
            });
            is_open = true;
        }
    }
    blocks
}

impl Block {
    /// Takes a line whose numbers stand in the columns, one in each of them or fewer, or that has more columns in which
    /// the numbers above it stand.
    fn takes(&mut self, rows: &[Row], first: usize, row: usize) -> bool {
        let numbers = Numbers { row, first };
        let words = numbers.words(rows);
        if words.len() > self.columns.len() {
            let edges = |word: &Word| (word.left, word.right);
            let mut wider = Self {
                numbers: Vec::new(),
                columns: words.iter().map(edges).collect(),
            };
            if words.len() > MOST || !self.numbers.iter().all(|above| wider.fits(rows, above)) {
                return false;
            }
            wider.numbers.append(&mut self.numbers);
            *self = wider;
        } else if !self.fits(rows, &numbers) {
            return false;
        }
        if words.len() == self.columns.len() {
            for (column, word) in self.columns.iter_mut().zip(words) {
                *column = (column.0.min(word.left), column.1.max(word.right));
            }
        }
        self.numbers.push(numbers);
        true
    }

    /// Whether a line has numbers, each in a column of its own, and its label before them.
    fn fits(&self, rows: &[Row], numbers: &Numbers) -> bool {
        let words = numbers.words(rows);
        let before = rows[numbers.row].words[..numbers.first]
            .last()
            .map_or(f64::NEG_INFINITY, |word| word.right);
        let at: Vec<Option<usize>> = words.iter().map(|word| self.column(word)).collect();
        let is_apart = at.windows(2).all(|pair| pair[0] < pair[1]);
        !words.is_empty()
            && before <= self.columns[0].0
            && at.iter().all(Option::is_some)
            && is_apart
    }

    /// Left and right end of the area of each column: half the way to its neighbours.
    fn areas(&self) -> Vec<(f64, f64)> {
        let columns = &self.columns;
        let between = |at: usize| f64::midpoint(columns[at].1, columns[at + 1].0);
        let last = columns.len() - 1;
        let left = |at: usize| {
            if at == 0 {
                columns[0].0 - BESIDE
            } else {
                between(at - 1)
            }
        };
        let right = |at: usize| {
            if at == last {
                columns[last].1 + BESIDE
            } else {
                between(at)
            }
        };
        (0..columns.len()).map(|at| (left(at), right(at))).collect()
    }

    /// The one column that a number stands in.
    fn column(&self, word: &Word) -> Option<usize> {
        let near = word.size * 0.5;
        let mut over = (0..self.columns.len()).filter(|at| {
            word.left < self.columns[*at].1 + near && self.columns[*at].0 - near < word.right
        });
        over.next().filter(|_| over.next().is_none())
    }

    /// The table and the index of its last line; lines before `free` belong to others.
    fn table(&self, rows: &[Row], free: usize, page: u32) -> Option<(Table, usize)> {
        let labels = labels::of(self, rows, free)?;
        let headers = headers::of(self, rows, free, &labels);
        let labelled = labels
            .rows
            .iter()
            .filter(|label| !label.words.is_empty())
            .count();
        if headers.is_none() && (labelled < 2 || labelled < self.numbers.len()) {
            return None;
        }
        let mut strips = Vec::new();
        let mut places = Vec::new();
        let columns = self.areas();
        let mut used: Vec<&Word> = labels.groups.iter().collect();
        for pieces in headers.iter().flat_map(|headers| &headers.lines) {
            used.extend(pieces.iter().flat_map(|piece| &piece.words));
            let cells = pieces.iter().map(|piece| piece.cell(page)).collect();
            strips.push(Strip {
                cells,
                ruling: Ruling::Ruled,
            });
        }
        for (numbers, label) in self.numbers.iter().zip(&labels.rows) {
            let words = numbers.words(rows);
            used.extend(label.words.iter().chain(words));
            let number = |at: usize| words.iter().find(|word| self.column(word) == Some(at));
            let blank = |at: usize| {
                let base = rows[numbers.row].base;
                Cell {
                    origin: Origin::on_page(page, self.columns[at].0, base),
                    ..Cell::line("", 1)
                }
            };
            let cell = |at| {
                number(at).map_or_else(
                    || blank(at),
                    |word| {
                        Piece {
                            words: vec![word.clone()],
                        }
                        .cell(page)
                    },
                )
            };
            let label = (!label.words.is_empty()).then(|| label.cell(page));
            let height = words.first().map_or(0.0, |word| word.base);
            let size = words.first().map_or(0.0, |word| word.size);
            for (at, (left, right)) in columns.iter().enumerate() {
                let area = Area {
                    left: *left,
                    top: height - ABOVE * size,
                    right: *right,
                    bottom: height + BELOW * size,
                };
                let cell = at + usize::from(label.is_some());
                let strip = strips.len();
                places.push(Place { area, strip, cell });
            }
            let cells = label
                .into_iter()
                .chain((0..self.columns.len()).map(cell))
                .collect();
            strips.push(Strip {
                cells,
                ruling: Ruling::Ruled,
            });
        }
        let top = used
            .iter()
            .map(|word| word.base)
            .fold(f64::INFINITY, f64::min);
        let mut glyphs: Vec<usize> = used.iter().flat_map(|word| &word.glyphs).copied().collect();
        glyphs.sort_unstable();
        Some((
            Table {
                top,
                strips,
                glyphs,
                places,
            },
            labels.last,
        ))
    }
}
