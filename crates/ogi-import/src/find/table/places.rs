//! Columns told by their place: a number belongs to the header that stands over the same grid columns.

use std::ops::Range;
use std::rc::Rc;

use super::{PrintedHeader, PrintedRow};
use crate::form::{HeaderSpec, RowSpec};
use crate::grid::{Cell, Ruling};

/// Headers with more cells than this are no header of a report.
const MOST: usize = 400;

/// Grid columns, the last one excluded.
pub(crate) type Across = (u32, u32);

/// A header with its place.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The grid columns that it stands over.
    pub(crate) across: Across,
    /// The label of the form that it is.
    pub(crate) label: Option<usize>,
    /// As printed.
    pub(crate) text: Rc<str>,
}

/// The columns below a printed header.
#[derive(Debug)]
pub(crate) struct Columns {
    /// Where each number of a row stands.
    slots: Vec<Across>,
    /// Columns that the form does not have, with what stands over them.
    others: Vec<(Across, Rc<str>)>,
}

/// A number in a column that the form does not have.
#[derive(Debug)]
pub(crate) struct Other {
    /// What stands over the column.
    pub(crate) header: Rc<str>,
    /// The cell.
    pub(crate) cell: Cell,
}

impl Columns {
    /// The columns below a header that names every column of the form once, in whatever order and among whatever others.
    pub(crate) fn new(spec: &HeaderSpec, printed: &PrintedHeader) -> Option<Self> {
        if printed.places.len() > MOST {
            return None;
        }
        let lowest = lowest(&printed.places);
        let is_column = |place: &&Place| {
            place
                .label
                .is_some_and(|label| spec.by_column.contains(&label))
        };
        let known: Vec<&Place> = lowest.iter().filter(is_column).collect();
        let is_foreign = |place: &Place| {
            place
                .label
                .is_some_and(|label| !spec.by_column.contains(&label))
        };
        if known.len() != spec.by_column.len() || lowest.iter().any(is_foreign) {
            return None;
        }
        let in_order = known
            .iter()
            .zip(&spec.by_column)
            .all(|(place, label)| place.label == Some(*label));
        let slots = if in_order {
            known.iter().map(|place| place.across).collect()
        } else {
            let place = |label: &usize| {
                known
                    .iter()
                    .find(|place| place.label == Some(*label))
                    .map(|place| place.across)
            };
            let mut labels = spec.by_column.clone();
            labels.sort_unstable();
            labels.dedup();
            if labels.len() < spec.by_column.len() {
                return None;
            }
            spec.by_column
                .iter()
                .map(place)
                .collect::<Option<Vec<_>>>()?
        };
        if !groups_agree(spec, printed, &slots) {
            return None;
        }
        let others = lowest.iter().filter(|place| place.label.is_none());
        Some(Self {
            slots,
            others: others
                .map(|place| (place.across, Rc::clone(&place.text)))
                .collect(),
        })
    }

    /// The numbers of a row in the order of the form, and those in columns that the form does not have.
    ///
    /// In lines of text a blank cell may have been moved, so that the columns can be told only where none is blank.
    pub(crate) fn cells<'r>(
        &self,
        spec: &RowSpec,
        row: &'r PrintedRow,
    ) -> Option<(Vec<&'r Cell>, Vec<Other>)> {
        if self.slots.len() != spec.slots.len() {
            return None;
        }
        let label = row.label.as_ref().and_then(|label| label.across);
        let at = |across: Across| {
            row.strip.iter().find(|cell| {
                cell.across == Some(across) && Some(across) != label && !cell.continued
            })
        };
        let cells: Vec<&Cell> = self
            .slots
            .iter()
            .map(|across| at(*across))
            .collect::<Option<_>>()?;
        if row.ruling != Ruling::Ruled && cells.iter().any(|cell| cell.is_blank()) {
            return None;
        }
        let right_of_label = |across: &Across| label.is_none_or(|label| across.0 >= label.1);
        let others = self
            .others
            .iter()
            .filter(|(across, _)| right_of_label(across));
        let others = others.filter_map(|(across, header)| {
            let cell = at(*across).filter(|cell| !cell.is_blank())?;
            Some(Other {
                header: Rc::clone(header),
                cell: cell.clone(),
            })
        });
        Some((cells, others.collect()))
    }
}

/// Whether the labels over several columns stand over those that they stand over on the form, and over no other column
/// of it; where columns of several groups have the same name, every group must have been read.
fn groups_agree(spec: &HeaderSpec, printed: &PrintedHeader, slots: &[Across]) -> bool {
    let read = |label: usize| {
        printed
            .places
            .iter()
            .filter(move |place| place.label == Some(label))
    };
    let agrees = |(label, own): &(usize, Range<usize>)| {
        let over =
            |place: &Place, slot: &Across| (place.across.0..place.across.1).contains(&slot.0);
        let stray = |place: &Place| {
            slots
                .iter()
                .enumerate()
                .any(|(at, slot)| !own.contains(&at) && over(place, slot))
        };
        !read(*label).any(stray)
    };
    let mut names: Vec<usize> = spec.by_column.clone();
    names.sort_unstable();
    let repeats = names.windows(2).any(|pair| pair[0] == pair[1]);
    spec.spans.iter().all(agrees)
        && (!repeats || spec.over.iter().all(|label| read(*label).next().is_some()))
}

/// The lowest header over each column, from left to right.
fn lowest(places: &[Place]) -> Vec<Place> {
    let mut columns: Vec<Option<usize>> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let (from, to) = (place.across.0 as usize, place.across.1 as usize);
        if columns.len() < to {
            columns.resize(to, None);
        }
        columns[from.min(to)..to].fill(Some(index));
    }
    columns.dedup();
    columns
        .into_iter()
        .flatten()
        .map(|index| places[index].clone())
        .collect()
}
