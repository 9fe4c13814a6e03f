//! Columns told by their place: a number belongs to the header that stands over the same grid columns.

use std::rc::Rc;

use super::found::{Across, FormRow, HeaderCell, PrintedHeader};
use crate::form::{HeaderSpec, RowSpec};
use crate::grid::{Cell, Ruling};

/// Headers and rows with more cells than this are none of a report.
const MOST: usize = 400;

/// The columns below a printed header.
#[derive(Debug)]
pub(crate) struct ColumnPlaces {
    /// Where each number of a row stands; `None` for one whose column is not printed.
    slots: Vec<Option<Across>>,
    /// Columns that the form does not have, with what stands over them.
    others: Vec<(Across, Rc<str>)>,
}

/// A number in a column that the form does not have.
#[derive(Debug, Clone)]
pub(crate) struct Other {
    /// What stands over the column.
    pub(crate) header: Rc<str>,
    /// The cell.
    pub(crate) cell: Cell,
}

/// The numbers of a row by the places of its columns.
pub(crate) struct PlacedCells<'r> {
    /// In the order of the form; `None` where the table has no such column.
    pub(crate) cells: Vec<Option<&'r Cell>>,
    /// Those in columns that the form does not have.
    pub(crate) others: Vec<Other>,
}

impl ColumnPlaces {
    /// The columns below a header that names columns of the form, in whatever order and among whatever others.
    ///
    /// `None` where a column of the form is named twice or, unless what stands over it says that the form has no place for
    /// it, not at all.
    pub(crate) fn new(spec: &HeaderSpec, printed: &PrintedHeader) -> Option<Self> {
        let placed: Vec<(&HeaderCell, Across)> = printed
            .cells
            .iter()
            .filter_map(|cell| Some((cell, cell.across?)))
            .collect();
        if placed.len() > MOST {
            return None;
        }
        let lowest = lowest(&placed);
        let is_column = |label: usize| spec.by_column.contains(&label);
        let is_foreign =
            |(cell, _): &(&HeaderCell, Across)| cell.known.is_some_and(|label| !is_column(label));
        // A column header above another one, or a label over several columns without any below it: the places of this grid
        // are not those of the columns. A header may be printed twice, because merged cells were taken apart.
        let is_hidden = |(cell, across): &(&HeaderCell, Across)| {
            let is_same = |(low, place): &(&HeaderCell, Across)| {
                (place.0..place.1).contains(&across.0) && low.known == cell.known
            };
            cell.known.is_some_and(is_column) && !lowest.iter().any(is_same)
        };
        if placed.iter().any(is_hidden) || lowest.iter().any(is_foreign) {
            return None;
        }
        let mut columns = Self {
            slots: vec![None; spec.by_column.len()],
            others: Vec::new(),
        };
        let mut undivided = false;
        for (cell, across) in &lowest {
            let Some(label) = cell.known else {
                columns.others.push((*across, Rc::clone(&cell.text)));
                continue;
            };
            match slots_below(spec, &placed, label, *across)[..] {
                [at] if columns.slots[at].is_none() => columns.slots[at] = Some(*across),
                [] | [_] => return None,
                _ => {
                    undivided = true;
                    columns
                        .others
                        .push((*across, over(spec, &placed, cell, *across)));
                }
            }
        }
        let named = columns.slots.iter().flatten().count();
        (named == columns.slots.len() || (undivided && named > 0)).then_some(columns)
    }

    /// The numbers of a row in the order of the form, and those in columns that the form does not have.
    ///
    /// In lines of text a blank cell may have been moved, so that the columns can be told only where none is blank.
    pub(crate) fn cells<'r>(&self, spec: &RowSpec, row: &'r FormRow) -> Option<PlacedCells<'r>> {
        if self.slots.len() != spec.slots.len() || row.strip.len() > MOST {
            return None;
        }
        let label = row.label.as_ref().and_then(|label| label.across);
        let at = |across: Across| {
            row.strip.iter().find(|cell| {
                cell.across == Some(across) && Some(across) != label && !cell.continued
            })
        };
        // A number in each place of a merged cell is one number.
        let repeated = |across: Across| {
            let mut cells = row.strip.iter().filter(|cell| {
                cell.across
                    .is_some_and(|own| across.0 <= own.0 && own.1 <= across.1)
            });
            let first = cells.next()?;
            let is_same = |other: &Cell| !other.is_blank() && other.text == first.text;
            let is_several = across.1 - across.0 > 1 && first.across != Some(across);
            (is_several && Some(across) != label && cells.all(is_same)).then_some(first)
        };
        let mut cells = Vec::with_capacity(self.slots.len());
        for slot in &self.slots {
            cells.push(match slot {
                Some(across) => Some(at(*across).or_else(|| repeated(*across))?),
                None => None,
            });
        }
        if row.ruling != Ruling::Ruled && cells.iter().flatten().any(|cell| cell.is_blank()) {
            return None;
        }
        let right_of_label = |across: &Across| label.is_none_or(|label| across.0 >= label.1);
        let mut others = Vec::new();
        for (across, header) in self
            .others
            .iter()
            .filter(|(across, _)| right_of_label(across))
        {
            if let Some(cell) = at(*across).filter(|cell| !cell.is_blank()) {
                others.push(Other {
                    header: Rc::clone(header),
                    cell: cell.clone(),
                });
            }
        }
        Some(PlacedCells { cells, others })
    }
}

/// The columns of the form that a header can name at a place: those below the labels over several columns that stand over
/// this place, and below no such label that stands elsewhere.
fn slots_below(
    spec: &HeaderSpec,
    placed: &[(&HeaderCell, Across)],
    label: usize,
    across: Across,
) -> Vec<usize> {
    let read = |group: usize| {
        placed
            .iter()
            .filter(move |(cell, _)| cell.known == Some(group))
    };
    let stands_over =
        |group: usize| read(group).any(|(_, over)| (over.0..over.1).contains(&across.0));
    let below_its_groups = |at: &usize| {
        spec.spans
            .iter()
            .all(|(group, columns)| !stands_over(*group) || columns.contains(at))
    };
    let named = (0..spec.by_column.len()).filter(|at| spec.by_column[*at] == label);
    let mut slots: Vec<usize> = named.filter(below_its_groups).collect();
    if slots.len() > 1 {
        // Of several groups with the same columns, one that stands elsewhere is not meant.
        slots.retain(|at| {
            spec.spans.iter().all(|(group, columns)| {
                !columns.contains(at) || stands_over(*group) || read(*group).next().is_none()
            })
        });
    }
    slots
}

/// What stands over a column: the label of its group and its own.
fn over(
    spec: &HeaderSpec,
    placed: &[(&HeaderCell, Across)],
    cell: &HeaderCell,
    across: Across,
) -> Rc<str> {
    let stands_over = |(group, place): &&(&HeaderCell, Across)| {
        group.known.is_some_and(|label| spec.over.contains(&label))
            && (place.0..place.1).contains(&across.0)
    };
    placed.iter().rfind(stands_over).map_or_else(
        || Rc::clone(&cell.text),
        |(group, _)| format!("{} · {}", group.text, cell.text).into(),
    )
}

/// The lowest header over each column, from left to right.
fn lowest<'a>(placed: &[(&'a HeaderCell, Across)]) -> Vec<(&'a HeaderCell, Across)> {
    let mut columns: Vec<Option<usize>> = Vec::new();
    for (index, (_, across)) in placed.iter().enumerate() {
        let (from, to) = (across.0 as usize, across.1 as usize);
        if columns.len() < to {
            columns.resize(to, None);
        }
        columns[from.min(to)..to].fill(Some(index));
    }
    columns.dedup();
    columns
        .into_iter()
        .flatten()
        .map(|index| placed[index])
        .collect()
}
