//! Several printings of one report compared: whether they are copies, so that one may fill the gaps of another, or so
//! different that one of them may be another report.

use std::collections::HashMap;

use crate::form::FormIndex;
use crate::judge::assign::{CellReading, RowReading};
use crate::note::Note;
use crate::printed::reading::Reading;

/// Most cells in which copies disagree that are noted one by one; the copies for phones that were met disagree with the
/// page in one or two. No page of the corpus asks for it, and any value reads the corpus alike.
const FEW: usize = 3;
/// The least share of the compared cells in which bodies of different reports disagree, as one in so many: reports of two
/// years of a small office agree in most cells, because both are zero. Any value reads the corpus alike.
const SHARE: usize = 20;

/// Which copy of the body something stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CopyPlace {
    /// Its number on the page, from 0.
    pub(super) index: usize,
    /// Its number among the copies that hold any of the same table, from 0.
    pub(super) number: usize,
}

/// The rows of a table as one copy prints them.
#[derive(Debug)]
pub(super) struct Printing {
    pub(super) place: CopyPlace,
    pub(super) rows: Vec<RowReading>,
}

/// What the copies of a body are to each other.
#[derive(Debug)]
pub(super) struct Comparison {
    /// Whether any row was found.
    pub(super) any: bool,
    /// How many copies print rows of one table.
    pub(super) printed: usize,
    /// The copy that is read; `None` where all are copies of one report.
    main: Option<usize>,
    /// The cells in which copies disagree.
    disagreements: Vec<Disagreement>,
}

#[derive(Debug)]
struct Disagreement {
    table: usize,
    row: usize,
    slot: usize,
    printed: Vec<String>,
}

/// Compares the copies of all tables.
pub(super) fn compare(tables: &[Vec<Printing>]) -> Comparison {
    let printings = || tables.iter().flatten();
    let filled = printings().filter(|printing| !printing.rows.is_empty());
    let printed = filled.map(|printing| printing.place.number + 1).max();
    let first = printings().map(|printing| printing.place.index).min();
    let (mut compared, mut disagreements) = (0, Vec::new());
    for (table, printings) in tables.iter().enumerate() {
        let mut known: HashMap<usize, &[CellReading]> = HashMap::new();
        for row in printings.iter().flat_map(|printing| &printing.rows) {
            let Ok(cells) = &row.cells else { continue };
            let Some(first) = known.get(&row.row) else {
                known.insert(row.row, cells);
                continue;
            };
            for (slot, (one, other)) in first.iter().zip(cells).enumerate() {
                let (Reading::Number { value: x, .. }, Reading::Number { value: y, .. }) =
                    (&one.reading, &other.reading)
                else {
                    continue;
                };
                compared += 1;
                if x != y {
                    disagreements.push(Disagreement {
                        table,
                        row: row.row,
                        slot,
                        printed: vec![one.printed.clone(), other.printed.clone()],
                    });
                }
            }
        }
    }
    let differ = disagreements.len() > FEW && disagreements.len() * SHARE > compared;
    Comparison {
        any: printed.is_some(),
        printed: printed.unwrap_or(0),
        main: first.filter(|_| differ),
        disagreements,
    }
}

impl Comparison {
    /// The readings that may be made into one. Where the copies are not copies, those after the first only tell which
    /// of its numbers are in doubt.
    pub(super) fn readings(&self, printings: Vec<Printing>) -> Vec<RowReading> {
        let Some(main) = self.main else {
            return printings
                .into_iter()
                .flat_map(|printing| printing.rows)
                .collect();
        };
        let (own, others): (Vec<Printing>, Vec<Printing>) = printings
            .into_iter()
            .partition(|printing| printing.place.index == main);
        let mut readings: Vec<RowReading> =
            own.into_iter().flat_map(|printing| printing.rows).collect();
        let mut known: HashMap<usize, Vec<CellReading>> = HashMap::new();
        for row in &readings {
            if let Ok(cells) = &row.cells {
                known.entry(row.row).or_insert_with(|| cells.clone());
            }
        }
        for mut row in others.into_iter().flat_map(|printing| printing.rows) {
            let (Some(first), Ok(cells)) = (known.get(&row.row), &mut row.cells) else {
                continue;
            };
            for (own, other) in first.iter().zip(cells.iter_mut()) {
                let both = [&own.reading, &other.reading];
                if !both
                    .iter()
                    .all(|reading| matches!(reading, Reading::Number { .. }))
                {
                    *other = own.clone();
                }
            }
            readings.push(row);
        }
        readings
    }

    /// The notes on single cells that are to be kept.
    pub(super) fn notes(&self, notes: Vec<Note>) -> impl Iterator<Item = Note> {
        let is_one_sentence = self.disagreements.len() > FEW;
        notes
            .into_iter()
            .filter(move |note| !(is_one_sentence && matches!(note, Note::CopiesDisagree { .. })))
    }

    /// One note for all cells in which the copies disagree, where there are more than a few.
    pub(super) fn note(&self, form: &FormIndex) -> Option<Note> {
        let first = self.disagreements.first()?;
        let row = form.tables.get(first.table)?.rows.get(first.row)?;
        (self.disagreements.len() > FEW).then_some(Note::BodiesDisagree {
            count: self.disagreements.len(),
            at: row.slots.get(first.slot)?.pointer.clone(),
            printed: first.printed.clone(),
        })
    }
}
