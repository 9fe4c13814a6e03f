//! What offices, converters and crawlers do to the tables of the form, as changes of their printed model.

use super::printed::{Piece, Printed};

/// Numbers that look random and are the same in each run.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 40).expect("24 bits");
        high % bound.max(1)
    }
}

/// What is done to the tables two, three and four of a page.
pub(crate) type Change = fn(&mut [Printed], &mut Random);

pub(crate) fn is_head(row: &[Piece]) -> bool {
    row.iter().all(Piece::is_label)
}

/// The own label of each row of numbers: the last one before them.
pub(crate) fn row_label(row: &mut [Piece]) -> Option<&mut Piece> {
    let first = row.iter().position(|piece| !piece.is_label())?;
    row[..first].last_mut()
}

pub(crate) fn row_labels(tables: &mut [Printed]) -> impl Iterator<Item = &mut Piece> {
    tables
        .iter_mut()
        .flat_map(|table| &mut table.rows)
        .filter_map(|row| row_label(row))
}

pub(crate) fn labels(tables: &mut [Printed]) -> impl Iterator<Item = &mut Piece> {
    let pieces = tables
        .iter_mut()
        .flat_map(|table| table.rows.iter_mut().flatten());
    pieces.filter(|piece| piece.is_label())
}

pub(crate) fn wide(text: &str, column: u32, colspan: u32) -> Piece {
    Piece {
        colspan,
        column,
        ..Piece::label(text)
    }
}

/// The leaves of table four and its numbers, each from left to right.
fn review(table: &Printed) -> (Vec<Piece>, Vec<Piece>) {
    let values: Vec<Piece> = table.rows.last().expect("a row").clone();
    let is_leaf = |piece: &&Piece| piece.is_label() && piece.colspan == 1;
    let mut leaves: Vec<Piece> = table
        .rows
        .iter()
        .flatten()
        .filter(is_leaf)
        .cloned()
        .collect();
    leaves.sort_by_key(|piece| piece.column);
    for leaf in &mut leaves {
        leaf.rowspan = 1;
    }
    (leaves, values)
}

pub(crate) fn as_on_form(_: &mut [Printed], _: &mut Random) {}

/// Reconsideration and litigation with five columns each: which litigation is meant is not said.
pub(crate) fn ten_columns(tables: &mut [Printed], _: &mut Random) {
    let (leaves, values) = review(&tables[2]);
    let undivided = values[5..10].iter().map(|value| Piece {
        pointer: String::new(),
        ..value.clone()
    });
    let values = values[..5].iter().cloned().chain(undivided).collect();
    let heads = vec![wide("行政复议", 0, 5), wide("行政诉讼", 5, 5)];
    tables[2].rows = vec![heads, leaves[..10].to_vec(), values];
    tables[2].columns = 10;
}

/// The columns of a table in another order; `order` gives for each place the old column that comes there.
fn reorder(table: &mut Printed, order: &[u32]) {
    for row in &mut table.rows {
        for piece in row.iter_mut().filter(|piece| piece.colspan == 1) {
            let at = order.iter().position(|old| *old == piece.column);
            piece.column = at
                .and_then(|at| u32::try_from(at).ok())
                .unwrap_or(piece.column);
        }
        row.sort_by_key(|piece| piece.column);
    }
}

pub(crate) fn four_totals_first(tables: &mut [Printed], _: &mut Random) {
    let order: Vec<u32> = [4, 0, 1, 2, 3, 9, 5, 6, 7, 8, 14, 10, 11, 12, 13].to_vec();
    reorder(&mut tables[2], &order);
}

pub(crate) fn four_shuffled(tables: &mut [Printed], random: &mut Random) {
    let mut order: Vec<u32> = (0..15).collect();
    for group in order.chunks_mut(5) {
        shuffle(group, random);
    }
    reorder(&mut tables[2], &order);
}

fn shuffle(items: &mut [u32], random: &mut Random) {
    for at in (1..items.len()).rev() {
        items.swap(at, random.below(at + 1));
    }
}

pub(crate) fn three_shuffled(tables: &mut [Printed], random: &mut Random) {
    let mut order: Vec<u32> = (0..10).collect();
    shuffle(&mut order[4..9], random);
    reorder(&mut tables[1], &order);
}

/// The total before the applicants.
pub(crate) fn three_total_first(tables: &mut [Printed], _: &mut Random) {
    for piece in tables[1].rows.iter_mut().flatten() {
        piece.column = match piece.column {
            9 => 3,
            column @ 3..9 if piece.text != "申请人情况" => column + 1,
            column => column,
        };
    }
    for row in &mut tables[1].rows {
        row.sort_by_key(|piece| piece.column);
    }
}

fn transpose(rows: &[Vec<Piece>]) -> Vec<Vec<Piece>> {
    let width = rows
        .iter()
        .flatten()
        .map(|piece| piece.column + piece.colspan)
        .max()
        .unwrap_or(0);
    let mut turned: Vec<Vec<Piece>> = vec![Vec::new(); width as usize];
    for (at, row) in (0u32..).zip(rows) {
        for piece in row {
            let (colspan, rowspan, column) = (piece.rowspan, piece.colspan, at);
            let row = piece.column as usize;
            turned[row].push(Piece {
                colspan,
                rowspan,
                column,
                ..piece.clone()
            });
        }
    }
    turned
}

/// Labels across, applicants down; or the other way round.
fn turn(table: &mut Printed) {
    table.columns = u32::try_from(table.rows.len()).expect("few rows");
    table.rows = transpose(&table.rows);
}

pub(crate) fn four_down(tables: &mut [Printed], _: &mut Random) {
    turn(&mut tables[2]);
}

pub(crate) fn three_across(tables: &mut [Printed], _: &mut Random) {
    turn(&mut tables[1]);
}

/// Each block of table two below its heading is turned.
pub(crate) fn two_across(tables: &mut [Printed], _: &mut Random) {
    let table = &mut tables[0];
    let mut turned = Vec::new();
    let mut block: Vec<Vec<Piece>> = Vec::new();
    for row in std::mem::take(&mut table.rows) {
        if row.len() == 1 {
            turned.extend(columns(&std::mem::take(&mut block)));
            turned.push(row);
        } else {
            block.push(row);
        }
    }
    turned.extend(columns(&block));
    table.rows = turned;
}

/// The columns of a block in which every row has as many cells, as rows.
fn columns(block: &[Vec<Piece>]) -> Vec<Vec<Piece>> {
    let width = block.first().map_or(0, Vec::len);
    let column = |at: usize| {
        let cell = |(row, pieces): (u32, &Vec<Piece>)| Piece {
            colspan: 1,
            rowspan: 1,
            column: row,
            ..pieces[at].clone()
        };
        (0u32..).zip(block).map(cell).collect()
    };
    (0..width).map(column).collect()
}

/// Table four with a row for each way of review.
pub(crate) fn four_in_rows(tables: &mut [Printed], random: &mut Random) {
    let (leaves, values) = review(&tables[2]);
    let grouped = random.below(2) == 0;
    let names = ["行政复议", "未经复议直接起诉", "复议后起诉"];
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    let lead = if grouped { 2 } else { 1 };
    let mut head = vec![wide("类别", 0, lead)];
    head.extend(leaves[..5].iter().cloned());
    rows.push(head);
    for (at, (name, values)) in names.iter().zip(values.chunks(5)).enumerate() {
        let mut row = Vec::new();
        match (grouped, at) {
            (true, 0) => row.push(wide(name, 0, 2)),
            (true, 1) => {
                row.push(Piece {
                    rowspan: 2,
                    ..Piece::label("行政诉讼")
                });
                row.push(Piece::label(name));
            }
            _ => row.push(Piece::label(name)),
        }
        row.extend(values.iter().cloned());
        rows.push(row);
    }
    for row in &mut rows {
        let end = lead + 5;
        let count = u32::try_from(row.len()).expect("few cells");
        for (at, piece) in (0u32..).zip(row.iter_mut()) {
            if piece.column == 0 && at == 0 {
                continue;
            }
            piece.column = end - (count - at);
        }
    }
    tables[2].columns = lead + 5;
    tables[2].rows = rows;
}

pub(crate) fn four_without_heads(tables: &mut [Printed], random: &mut Random) {
    let values = tables[2].rows.pop().expect("a row");
    tables[2].rows = vec![values];
    if random.below(2) == 0 {
        tables[2].title += "\n行政复议行政诉讼";
    }
}

pub(crate) fn four_with_lowest_heads(tables: &mut [Printed], _: &mut Random) {
    let (leaves, values) = review(&tables[2]);
    tables[2].rows = vec![leaves, values];
}

/// The lowest heads of table three only, in one line.
pub(crate) fn three_with_lowest_heads(tables: &mut [Printed], _: &mut Random) {
    let table = &mut tables[1];
    let heads = table
        .rows
        .iter()
        .position(|row| !is_head(row))
        .expect("rows");
    let is_leaf = |piece: &&Piece| piece.column >= 3 && piece.colspan == 1;
    let mut leaves: Vec<Piece> = table.rows[..heads]
        .iter()
        .flatten()
        .filter(is_leaf)
        .cloned()
        .collect();
    leaves.sort_by_key(|piece| piece.column);
    leaves.iter_mut().for_each(|piece| piece.rowspan = 1);
    leaves.insert(0, wide("项目", 0, 3));
    table.rows.splice(..heads, [leaves]);
}
