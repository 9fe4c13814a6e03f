//! Whether the headers printed above a row are those of the form, so that its numbers can be told apart by their order.

use super::found::{HeaderCell, PrintedHeader};
use crate::form::{HeaderSpec, Table};
use crate::printed::label::Label;
use crate::printed::unit::Measure;

/// A header at the right place needs this likeness only: the others around it vouch for it. A page of 2021 prints
/// `本年新` for `本年新制作数量`. With 0.7 the headers of f19 are those of no row any more; any value up to 0.65 reads the corpus
/// alike.
const LENIENT: f64 = 0.5;
/// Words of a header that is cut off behind them: 本年新 and 本年废 are the shortest that tell columns apart.
const BEGINNING: usize = 3;

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
    let known: Vec<usize> = cells.iter().filter_map(|cell| cell.known).collect();
    if spec.over.is_empty() {
        return one_level(table, spec, cells, &known);
    }
    let (over, leaves): (Vec<usize>, Vec<usize>) =
        known.iter().partition(|label| spec.over.contains(label));
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

/// The units that printed headers state for a column.
#[derive(Debug, Default)]
pub(crate) struct HeaderUnits<'a> {
    /// Those of its own header.
    pub(crate) own: Vec<&'a [Measure]>,
    /// Those of headers over several columns, or of cells that are no header of the form.
    pub(crate) around: Vec<&'a [Measure]>,
}

/// The units that printed headers state for a column.
pub(crate) fn units<'a>(
    spec: &HeaderSpec,
    column: usize,
    printed: Option<&'a PrintedHeader>,
) -> HeaderUnits<'a> {
    let wanted = spec.by_column.get(column);
    let mut units = HeaderUnits::default();
    let cells = printed.into_iter().flat_map(|printed| &printed.cells);
    for cell in cells.filter(|cell| !cell.measures.is_empty()) {
        if cell.known.is_some() && cell.known.as_ref() == wanted {
            units.own.push(&cell.measures);
        } else if cell.known.is_none_or(|label| spec.over.contains(&label)) {
            units.around.push(&cell.measures);
        }
    }
    units
}

/// Whether every label over several columns was read.
pub(crate) fn has_all_groups(spec: &HeaderSpec, printed: Option<&PrintedHeader>) -> bool {
    let cells = printed.map_or(&[][..], |printed| &printed.cells);
    spec.over
        .iter()
        .all(|label| cells.iter().any(|cell| cell.known == Some(*label)))
}

/// Whether every single column of the form was read, and another among them: a local subtotal, say.
fn has_extra_column(spec: &HeaderSpec, cells: &[HeaderCell], leaves: &[usize]) -> bool {
    let all_read = spec.by_column.iter().all(|label| leaves.contains(label));
    let is_known = |cell: &HeaderCell| cell.known.is_some();
    let (Some(first), Some(last)) = (
        cells.iter().position(is_known),
        cells.iter().rposition(is_known),
    ) else {
        return false;
    };
    let among = cells[first..last].iter().any(|cell| !is_known(cell));
    let subtotal = cells[last..]
        .iter()
        .any(|cell| !is_known(cell) && cell.words.words.contains(&'计'));
    all_read && (among || subtotal)
}

fn one_level(table: &Table, spec: &HeaderSpec, cells: &[HeaderCell], known: &[usize]) -> Agreement {
    let cells = match cells {
        [first, rest @ ..] if first.known.is_none() && rest.len() == spec.by_column.len() => rest,
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
    let place = |label: &usize| spec.by_column.iter().position(|other| other == label);
    let known_in_order: Vec<usize> = known.iter().filter_map(place).collect();
    if !known_in_order.is_sorted() {
        return Agreement::Contradicted;
    }
    let in_place = cells
        .iter()
        .zip(&spec.by_column)
        .all(|(cell, expected)| fits(table, &cell.words, *expected));
    if in_place {
        Agreement::Unread
    } else {
        Agreement::Contradicted
    }
}

/// Whether printed words may be those of a label at their place.
fn fits(table: &Table, words: &Label, expected: usize) -> bool {
    table.labels[expected].spellings.iter().any(|spelling| {
        words.likeness(spelling) >= LENIENT || is_beginning(&words.words, &spelling.words)
    })
}

fn is_beginning(words: &[char], whole: &[char]) -> bool {
    words.len() >= BEGINNING && whole.starts_with(words)
}

fn is_subsequence(part: &[usize], whole: &[usize]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|label| rest.any(|other| other == label))
}
