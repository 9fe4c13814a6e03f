//! Whether the headers printed above a row are those of the form, so that its numbers can be told apart.

use std::ops::Range;

use super::PrintedHeader;
use crate::form::label::Label;
use crate::form::{HeaderSpec, Table};
use crate::judge::unit::Measure;

/// A header at the right place needs this likeness only: the others around it vouch for it.
const LENIENT: f64 = 0.5;

/// What headers say about the columns below them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// They are those of the form, in its order.
    AsOnForm,
    /// As far as they can be read they do not contradict the form.
    Unread,
    /// They are not those of the form, or stand in another order.
    Contradicted,
}

pub(crate) fn compare(
    table: &Table,
    spec: &HeaderSpec,
    printed: Option<&PrintedHeader>,
) -> Agreement {
    let cells = printed.map_or(&[][..], |printed| &printed.cells);
    let known: Vec<usize> = cells.iter().filter_map(|(_, label)| *label).collect();
    let leaves: Vec<usize> = known
        .iter()
        .copied()
        .filter(|label| !spec.over.contains(label))
        .collect();
    if spec.over.is_empty() {
        return one_level(table, spec, cells, &known);
    }
    let over: Vec<usize> = known
        .iter()
        .copied()
        .filter(|label| spec.over.contains(label))
        .collect();
    if has_extra_column(spec, cells, &leaves) || !is_subsequence(&over, &spec.over) {
        return Agreement::Contradicted;
    }
    if known == spec.by_row || leaves == spec.by_column {
        return Agreement::AsOnForm;
    }
    if !is_subsequence(&known, &spec.by_row) && !is_subsequence(&leaves, &spec.by_column) {
        return Agreement::Contradicted;
    }
    Agreement::Unread
}

/// The units that printed headers state for a column: those of its own header, and those of headers over several columns
/// or of cells that are no header of the form.
pub(crate) fn units<'a>(
    spec: &HeaderSpec,
    column: usize,
    printed: Option<&'a PrintedHeader>,
) -> (Vec<&'a [Measure]>, Vec<&'a [Measure]>) {
    let wanted = spec.by_column.get(column);
    let (mut own, mut around) = (Vec::new(), Vec::new());
    for (label, measures) in printed.into_iter().flat_map(|printed| &printed.units) {
        if label.is_some() && label.as_ref() == wanted {
            own.push(measures.as_slice());
        } else if label.is_none_or(|label| spec.over.contains(&label)) {
            around.push(measures.as_slice());
        }
    }
    (own, around)
}

/// The columns below one label over several, where a table is printed in parts: that label and theirs, and no more.
pub(crate) fn part(
    table: &Table,
    spec: &HeaderSpec,
    printed: Option<&PrintedHeader>,
) -> Option<Range<usize>> {
    let cells = &printed?.cells;
    let known: Vec<usize> = cells.iter().filter_map(|(_, label)| *label).collect();
    let leaves: Vec<usize> = known
        .into_iter()
        .filter(|label| !spec.over.contains(label))
        .collect();
    let names = |label: usize| {
        let within = |words: &[char]| {
            table.labels[label]
                .spellings
                .iter()
                .any(|known| words.windows(known.words.len()).any(|w| w == known.words))
        };
        cells
            .iter()
            .filter(|(_, known)| known.is_none_or(|known| spec.over.contains(&known)))
            .any(|(read, _)| within(&read.words))
    };
    let mut parts = spec.spans.iter().filter(|(label, columns)| {
        spec.by_column
            .get(columns.clone())
            .is_some_and(|labels| labels == leaves)
            && names(*label)
    });
    let (_, columns) = parts.next()?;
    parts.next().is_none().then(|| columns.clone())
}

/// Whether every label over several columns was read.
pub(crate) fn has_all_groups(spec: &HeaderSpec, printed: Option<&PrintedHeader>) -> bool {
    let seen = |label: &usize| {
        printed.is_some_and(|printed| {
            printed
                .cells
                .iter()
                .any(|(_, known)| known.as_ref() == Some(label))
        })
    };
    spec.over.iter().all(seen)
}

/// Whether every single column of the form was read, and another among them: a local subtotal, say.
fn has_extra_column(spec: &HeaderSpec, cells: &[(Label, Option<usize>)], leaves: &[usize]) -> bool {
    let all_read = spec.by_column.iter().all(|label| leaves.contains(label));
    let is_known = |(_, label): &(Label, Option<usize>)| label.is_some();
    let (Some(first), Some(last)) = (
        cells.iter().position(is_known),
        cells.iter().rposition(is_known),
    ) else {
        return false;
    };
    let among = cells[first..last].iter().any(|cell| !is_known(cell));
    let subtotal = cells[last..]
        .iter()
        .any(|(label, known)| known.is_none() && label.words.contains(&'计'));
    all_read && (among || subtotal)
}

fn one_level(
    table: &Table,
    spec: &HeaderSpec,
    cells: &[(Label, Option<usize>)],
    known: &[usize],
) -> Agreement {
    let cells = match cells {
        [(_, None), rest @ ..] if rest.len() == spec.by_column.len() => rest,
        _ => cells,
    };
    if known.len() == cells.len() && known == spec.by_column {
        return Agreement::AsOnForm;
    }
    if cells.len() != spec.by_column.len() {
        let few = cells.len() < spec.by_column.len() && known.len() == cells.len();
        return if few && is_subsequence(known, &spec.by_column) {
            Agreement::Unread
        } else {
            Agreement::Contradicted
        };
    }
    let known_in_order: Vec<usize> = known
        .iter()
        .filter_map(|label| place(*label, &spec.by_column))
        .collect();
    if !known_in_order.is_sorted() {
        return Agreement::Contradicted;
    }
    let fits = |(label, expected): (&Label, usize)| {
        let spellings = &table.labels[expected].spellings;
        spellings.iter().any(|spelling| {
            label.likeness(spelling) >= LENIENT || is_beginning(&label.words, &spelling.words)
        })
    };
    let in_place = cells
        .iter()
        .map(|(label, _)| label)
        .zip(spec.by_column.iter().copied())
        .all(fits);
    if in_place {
        Agreement::Unread
    } else {
        Agreement::Contradicted
    }
}

fn is_beginning(words: &[char], whole: &[char]) -> bool {
    words.len() >= 3 && whole.starts_with(words)
}

fn place(label: usize, columns: &[usize]) -> Option<usize> {
    columns.iter().position(|other| *other == label)
}

fn is_subsequence(part: &[usize], whole: &[usize]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|label| rest.any(|other| other == label))
}
