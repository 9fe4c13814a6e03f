//! Several readings of one row, from copies of the body or from a repeated table, made into one.

use crate::form::Table;
use crate::judge::assign::{CellReading, RowReading};
use crate::note::Note;
use crate::printed::reading::{Missing, Reading};

/// The readings of the rows of a table, one a row in the order of the form; what disagrees is noted and has no value.
pub(crate) fn merge(
    table: &Table,
    readings: Vec<RowReading>,
    notes: &mut Vec<Note>,
) -> Vec<Option<RowReading>> {
    let mut rows: Vec<Option<RowReading>> = table.rows.iter().map(|_| None).collect();
    for reading in readings {
        let at = reading.row;
        let merged = match rows[at].take() {
            None => reading,
            Some(known) => two_rows(table, known, reading, notes),
        };
        rows[at] = Some(merged);
    }
    rows
}

fn two_rows(
    table: &Table,
    known: RowReading,
    other: RowReading,
    notes: &mut Vec<Note>,
) -> RowReading {
    match (states_nothing(&known), states_nothing(&other)) {
        (true, false) => return other,
        (_, true) => return known,
        (false, false) => {}
    }
    let slots = &table.rows[known.row].slots;
    let cells = match (known.cells, other.cells) {
        (Ok(a), Ok(b)) => {
            let pairs = a.into_iter().zip(b).zip(slots);
            Ok(pairs
                .map(|((a, b), slot)| two_cells(a, b, &slot.pointer, notes))
                .collect())
        }
        (Ok(cells), Err(_)) | (Err(_), Ok(cells)) => Ok(cells),
        (Err(refusal), Err(_)) => Err(refusal),
    };
    RowReading { cells, ..known }
}

/// Whether every cell of a row is blank.
pub(crate) fn states_nothing(row: &RowReading) -> bool {
    row.cells.as_ref().is_ok_and(|cells| {
        cells
            .iter()
            .all(|cell| cell.reading == Reading::Missing(Missing::Blank))
    })
}

fn two_cells(a: CellReading, b: CellReading, at: &str, notes: &mut Vec<Note>) -> CellReading {
    match (&a.reading, &b.reading) {
        (Reading::Number { value: x, .. }, Reading::Number { value: y, .. }) if x != y => {
            let printed = vec![a.printed.clone(), b.printed.clone()];
            let joined = printed.join(" / ");
            notes.push(Note::CopiesDisagree {
                at: at.to_owned(),
                printed,
            });
            CellReading {
                reading: Reading::Missing(Missing::Illegible),
                printed: joined,
                ..a
            }
        }
        (Reading::Number { .. }, Reading::Missing(_)) => CellReading {
            repaired: true,
            ..a
        },
        (Reading::Missing(Missing::Illegible), _) => a,
        (Reading::Missing(_), Reading::Number { .. }) => CellReading {
            repaired: true,
            ..b
        },
        _ => a,
    }
}
