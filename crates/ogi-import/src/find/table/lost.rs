//! Rows whose label was lost, where their place leaves one row of the form only.

use std::ops::Range;

use super::found::{FormRow, FoundRows, KnownBy, StrayRow, Width, filled};
use crate::form::{HeaderSpec, Table};
use crate::grid::{Cell, Ruling};
use crate::printed::label::{Label, Ordinal};

/// More rows without a known label than this are no report: table three has 25, so twice as many where it is printed again.
const MOST: usize = 50;

/// Numbers without a known label that stand together, and the rows of the form that they are.
struct Gap {
    strays: Range<usize>,
    rows: Vec<usize>,
}

impl FoundRows {
    /// Gives numbers without a label to the rows of the form that are missing between the rows around them, where these
    /// are as many and nothing else fits.
    pub(super) fn name_lost_labels(&mut self, table: &Table) {
        if self.unmatched.len() > MOST {
            return;
        }
        self.name_only_row(table);
        let mut from = 0;
        while from < self.unmatched.len() {
            let after = self.unmatched[from].after;
            let together = self.unmatched[from..]
                .iter()
                .take_while(|stray| stray.after == after);
            let strays = from..from + together.count();
            match self.gap(table, strays.clone()) {
                Some(gap) => self.fill(gap),
                None => from = strays.end,
            }
        }
        // An ordinal beside blank cells tells which row it is, or nothing.
        self.unmatched.retain(|stray| filled(&stray.cells) > 0);
    }

    /// Makes rows of stray numbers.
    fn fill(&mut self, gap: Gap) {
        let first = gap.strays.start;
        let count = gap.strays.len();
        let at = self.unmatched[first].after;
        let around = self.rows.get(at).or(self.rows.last());
        let header = around.map_or(self.headers.len().checked_sub(1), |row| row.header);
        let strays: Vec<StrayRow> = self.unmatched.drain(gap.strays).collect();
        for later in &mut self.unmatched[first..] {
            later.after += count;
        }
        let named: Vec<FormRow> = gap
            .rows
            .into_iter()
            .zip(strays)
            .map(|(row, stray)| named(row, stray, header))
            .collect();
        self.rows.splice(at..at, named);
    }

    /// The rows of the form that some strays are.
    fn gap(&self, table: &Table, strays: Range<usize>) -> Option<Gap> {
        let mut fitting = orders(table)
            .into_iter()
            .filter_map(|order| self.rows_in_order(table, &order, strays.clone()));
        let rows = fitting.next()?;
        fitting
            .all(|other| other == rows)
            .then_some(Gap { strays, rows })
    }

    /// The rows that stand in an order of the form between the rows found around some strays, if these can be they.
    fn rows_in_order(
        &self,
        table: &Table,
        order: &[usize],
        strays: Range<usize>,
    ) -> Option<Vec<usize>> {
        let at = self.unmatched[strays.start].after;
        let strays = &self.unmatched[strays];
        let place = |row: usize| order.iter().position(|other| *other == row);
        let before = at.checked_sub(1).map(|before| &self.rows[before]);
        let next = self.rows.get(at);
        let end = match next {
            Some(next) => place(next.row)?,
            None => order.len(),
        };
        let rows = order[end.checked_sub(strays.len())?..end].to_vec();
        let fits = rows
            .iter()
            .zip(strays)
            .all(|(row, stray)| fits(table, *row, stray));
        let alone = !self.rows.iter().any(|other| rows.contains(&other.row));
        if !fits || !alone {
            return None;
        }
        let first = *rows.first()?;
        let follows = match before {
            Some(before) => place(before.row)? + 1 == end - strays.len(),
            None => end == strays.len(),
        };
        // Without a known row on one side, ordinals must say the same as the place, or a header must begin there.
        let by_ordinals = strays.iter().all(|stray| !stray.label.is_blank());
        let below_header = next.is_some_and(|next| {
            let begins = before.is_none_or(|before| before.header != next.header);
            begins
                && next.header.is_some()
                && is_first(table, first)
                && table.rows[first].header == table.rows[next.row].header
                && is_full(table, next.row, &next.cells, next.ruling)
        });
        let between = before.zip(next).is_some_and(|(before, next)| {
            before.header == next.header
                && table.rows[first].header == table.rows[next.row].header
                && table.rows[before.row].header == table.rows[next.row].header
        });
        (below_header || (follows && (between || by_ordinals))).then_some(rows)
    }

    /// Gives the only numbers below the heading of a table that has one row of them to that row, although no header of it
    /// is printed: converters lose the head of table four and keep its fifteen numbers.
    fn name_only_row(&mut self, table: &Table) {
        let ([spec], [stray]) = (&table.rows[..], &self.unmatched[..]) else {
            return;
        };
        let header = &table.headers[spec.header];
        let is_named = stray.label.is_blank() || holds_groups(table, header, &stray.label);
        let no_header = self.headers.iter().all(|header| header.cells.is_empty());
        let is_row = spec.label.is_none() && is_full(table, 0, &stray.cells, stray.ruling);
        if self.rows.is_empty() && no_header && is_named && is_row {
            let stray = self.unmatched.remove(0);
            self.rows.push(named(0, stray, None));
        }
    }
}

fn named(row: usize, stray: StrayRow, header: Option<usize>) -> FormRow {
    let mut cells = stray.cells;
    if stray.ruling != Ruling::Ruled {
        // The row is full: the blank cells around its numbers are those of its lost labels.
        cells.retain(|cell| !cell.is_blank());
    }
    FormRow {
        row,
        label: None,
        known_by: KnownBy::Place,
        cells,
        strip: [].into(),
        header,
        ruling: stray.ruling,
        width: Width::Unknown,
    }
}

/// The orders in which the rows of a table can be printed: as on the form, and with each variant instead of the rows that
/// it stands for.
fn orders(table: &Table) -> Vec<Vec<usize>> {
    let is_variant = |row: &usize| !table.rows[*row].instead_of.is_empty();
    let (variants, own): (Vec<usize>, Vec<usize>) = (0..table.rows.len()).partition(is_variant);
    let mut orders = vec![own.clone()];
    for variant in variants {
        let replaced = &table.rows[variant].instead_of;
        let is_replaced = |row: &usize| replaced.contains(&table.rows[*row].pointer);
        let at = own.iter().position(is_replaced).unwrap_or(own.len());
        let mut order = own.clone();
        order.retain(|row| !is_replaced(row));
        order.insert(at.min(order.len()), variant);
        orders.push(order);
    }
    orders
}

/// The row with the words of a label that follows another row directly, in one order or another.
pub(super) fn next_named(table: &Table, row: usize, label: &str) -> Option<usize> {
    let words = Label::parse(label);
    orders(table).into_iter().find_map(|order| {
        let at = order.iter().position(|other| *other == row)?;
        let next = *order.get(at + 1)?;
        has_words(table, next, &words).then_some(next)
    })
}

/// Whether a label without an ordinal has the words of a row.
fn has_words(table: &Table, row: usize, label: &Label) -> bool {
    let Some(own) = table.rows[row].label else {
        return false;
    };
    let mut spellings = table.labels[own].spellings.iter();
    label.ordinal.is_none() && spellings.any(|own| own.same_words(label))
}

/// Whether stray numbers can be a row: as many, and a label that is blank, the ordinal of the row, or its words without it.
fn fits(table: &Table, row: usize, stray: &StrayRow) -> bool {
    let spellings = table.rows[row]
        .label
        .map(|label| &table.labels[label].spellings);
    let own = spellings
        .and_then(|spellings| spellings.first())
        .and_then(|label| label.ordinal);
    let has_ordinal = own.is_some() && own == Ordinal::alone(&stray.label.text);
    let is_label = stray.label.is_blank()
        || has_ordinal
        || has_words(table, row, &Label::parse(&stray.label.text));
    is_label && is_full(table, row, &stray.cells, stray.ruling)
}

/// Whether a row has all its numbers; in a real table a blank cell is one of them.
fn is_full(table: &Table, row: usize, cells: &[Cell], ruling: Ruling) -> bool {
    let slots = table.rows[row].slots.len();
    filled(cells) == slots || (ruling == Ruling::Ruled && cells.len() == slots)
}

/// Whether a row is the first below its header.
fn is_first(table: &Table, row: usize) -> bool {
    row == 0 || table.rows[row - 1].header != table.rows[row].header
}

/// Whether a line holds nothing but labels over several columns, run together.
fn holds_groups(table: &Table, header: &HeaderSpec, cell: &Cell) -> bool {
    let mut words: String = Label::parse(&cell.text).words.iter().collect();
    for label in &header.over {
        for spelling in &table.labels[*label].spellings {
            let group: String = spelling.words.iter().collect();
            words = words.replacen(&group, "", 1);
        }
    }
    words.is_empty()
}
