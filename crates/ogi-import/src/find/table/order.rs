//! The columns of a table in the order in which its headers are read, where that is not the order of the form.

use std::ops::Range;
use std::rc::Rc;

use super::found::{FormRow, HeaderCell, PrintedHeader, filled};
use super::places::Other;
use crate::form::{HeaderSpec, Table};
use crate::grid::{Cell, Ruling};

/// Headers with more cells than this are no header of a report: table four has 20, thrice that where merged cells are copied.
const MOST: usize = 64;

/// The printed columns from left to right.
#[derive(Debug)]
pub(crate) struct ColumnOrder {
    columns: Vec<Column>,
    /// How the groups of columns with the same names were told apart.
    pub(crate) groups: Groups,
}

/// A printed column.
#[derive(Debug, Clone)]
enum Column {
    /// A number of the form, by its place in the row.
    Slot(usize),
    /// A column that the form does not have, with what stands over it.
    Other(Rc<str>),
}

/// How groups of columns with the same names were told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Groups {
    /// By what stands over them.
    Read,
    /// By their order, which is that of the form.
    InOrder,
}

/// The cells of a row in its columns.
pub(crate) struct Ordered<'r> {
    /// One for each number of the form; `None` where the table has no such column.
    pub(crate) cells: Vec<Option<&'r Cell>>,
    /// Those in columns that the form does not have.
    pub(crate) others: Vec<Other>,
}

/// A header as it is read, one after the other.
enum Item<'a> {
    /// Heads one column of the form.
    Leaf(usize),
    /// Stands over several columns.
    Over,
    /// Heads a column that the form does not have.
    Unknown(&'a Rc<str>),
}

impl ColumnOrder {
    /// `None` where the headers leave it open.
    pub(crate) fn new(table: &Table, spec: &HeaderSpec, printed: &PrintedHeader) -> Option<Self> {
        let first = printed.cells.iter().position(|cell| cell.known.is_some())?;
        let cells = &printed.cells[first..];
        let is_own = |label: usize| spec.by_column.contains(&label) || spec.over.contains(&label);
        if cells.len() > MOST
            || cells
                .iter()
                .filter_map(|cell| cell.known)
                .any(|l| !is_own(l))
        {
            return None;
        }
        if repeats(&spec.by_column) {
            return by_groups(table, spec, cells);
        }
        let items = items(spec, cells);
        let columns = if spec.over.is_empty() {
            one_line(spec, &items)
        } else {
            below_group(spec, &items)
        }?;
        let slots = columns
            .iter()
            .filter(|column| matches!(column, Column::Slot(_)))
            .count();
        let groups = Groups::Read;
        (slots == spec.by_column.len()).then_some(Self { columns, groups })
    }

    /// How many columns are printed.
    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// The cells of a row, where there is one for each column.
    pub(crate) fn cells<'r>(&self, slots: usize, row: &'r FormRow) -> Option<Ordered<'r>> {
        let is_whole = row.ruling == Ruling::Ruled && row.cells.len() == self.columns.len();
        if !is_whole && filled(&row.cells) != self.columns.len() {
            return None;
        }
        let mut ordered = Ordered {
            cells: vec![None; slots],
            others: Vec::new(),
        };
        let cells = row.cells.iter().filter(|cell| is_whole || !cell.is_blank());
        for (column, cell) in self.columns.iter().zip(cells) {
            match column {
                Column::Slot(at) => *ordered.cells.get_mut(*at)? = Some(cell),
                Column::Other(header) if !cell.is_blank() => ordered.others.push(Other {
                    header: Rc::clone(header),
                    cell: cell.clone(),
                }),
                Column::Other(_) => {}
            }
        }
        Some(ordered)
    }
}

fn repeats(labels: &[usize]) -> bool {
    (1..labels.len()).any(|at| labels[..at].contains(&labels[at]))
}

fn items<'a>(spec: &HeaderSpec, cells: &'a [HeaderCell]) -> Vec<Item<'a>> {
    let item = |cell: &'a HeaderCell| match cell.known {
        None => Item::Unknown(&cell.text),
        Some(label) if spec.over.contains(&label) => Item::Over,
        Some(label) => Item::Leaf(label),
    };
    cells.iter().map(item).collect()
}

fn one_line(spec: &HeaderSpec, items: &[Item]) -> Option<Vec<Column>> {
    let column = |item: &Item| match item {
        Item::Leaf(label) => spec
            .by_column
            .iter()
            .position(|other| other == label)
            .map(Column::Slot),
        Item::Over => None,
        Item::Unknown(text) => Some(Column::Other(Rc::clone(text))),
    };
    items.iter().map(column).collect()
}

/// The columns of a header of two lines: those of the second line stand where the label over them stands in the first.
///
/// In a text the first line is read before the second, so `自然人、法人或其他组织、总计、商业企业…` has the total last.
fn below_group(spec: &HeaderSpec, items: &[Item]) -> Option<Vec<Column>> {
    let (label, within) = spec.spans.iter().min_by_key(|(_, columns)| columns.len())?;
    let inner = &spec.by_column[within.clone()];
    let is_inner = |item: &Item| matches!(item, Item::Leaf(label) if inner.contains(label));
    let begins = items.iter().position(is_inner)?;
    let above = spec.over.iter().position(|other| other == label)?;
    // The group label is the last of those over columns that is read before its columns; what heads the whole table comes
    // before it.
    let group = items[..begins]
        .iter()
        .rposition(|item| matches!(item, Item::Over));
    let overs = items[..begins]
        .iter()
        .filter(|item| matches!(item, Item::Over))
        .count();
    let group = group.filter(|_| overs == above + 1 || overs == 1)?;
    let rest = one_line(spec, &without_overs(&items[begins..]))?;
    let first = one_line(spec, &without_overs(&items[..group]))?;
    let after = one_line(spec, &without_overs(&items[group..begins]))?;
    Some(first.into_iter().chain(rest).chain(after).collect())
}

fn without_overs<'a>(items: &[Item<'a>]) -> Vec<Item<'a>> {
    let kept = |item: &Item<'a>| match item {
        Item::Leaf(label) => Some(Item::Leaf(*label)),
        Item::Over => None,
        Item::Unknown(text) => Some(Item::Unknown(text)),
    };
    items.iter().filter_map(kept).collect()
}

/// Groups of columns with the same names, such as the three ways of review in table four.
fn by_groups(table: &Table, spec: &HeaderSpec, cells: &[HeaderCell]) -> Option<ColumnOrder> {
    let blocks = lowest_groups(spec);
    let runs = runs(table, spec, cells);
    let is_complete = |run: &Vec<&HeaderCell>| {
        let known = run.iter().filter(|cell| cell.known.is_some()).count();
        blocks
            .first()
            .is_some_and(|(_, columns)| known == columns.len())
    };
    // Where a name of a group is not read, the cut between two groups may be at the wrong place.
    if !runs.iter().all(is_complete) {
        return None;
    }
    let named = named_groups(table, spec, cells);
    let lowest: Vec<usize> = named
        .iter()
        .filter_map(|label| blocks.iter().position(|(own, _)| own == label))
        .collect();
    let is_sorted = lowest.windows(2).all(|pair| pair[0] < pair[1]);
    let has_higher = named.len() > lowest.len();
    if !is_sorted {
        return None;
    }
    let (places, groups): (Vec<Option<usize>>, Groups) = if lowest.len() == runs.len() {
        (lowest.iter().copied().map(Some).collect(), Groups::Read)
    } else if runs.len() == blocks.len() {
        ((0..blocks.len()).map(Some).collect(), Groups::InOrder)
    } else if has_higher && runs.len() == lowest.len() + 1 && lowest.iter().all(|at| *at == 0) {
        // 行政复议 and 行政诉讼, the latter undivided: the form has no place for it.
        (
            lowest.iter().copied().map(Some).chain([None]).collect(),
            Groups::Read,
        )
    } else {
        return None;
    };
    let higher = named
        .iter()
        .rfind(|label| blocks.iter().all(|(own, _)| own != *label));
    let over = higher.and_then(|label| cells.iter().find(|cell| cell.known == Some(*label)));
    let mut columns = Vec::new();
    for (run, place) in runs.into_iter().zip(places) {
        for cell in run {
            columns.push(match (cell.known, place) {
                (Some(label), Some(at)) => Column::Slot(slot(spec, &blocks[at].1, label)?),
                _ => Column::Other(header_of(over.filter(|_| place.is_none()), cell)),
            });
        }
    }
    Some(ColumnOrder { columns, groups })
}

fn header_of(over: Option<&HeaderCell>, cell: &HeaderCell) -> Rc<str> {
    over.map_or_else(
        || Rc::clone(&cell.text),
        |over| format!("{} · {}", over.text, cell.text).into(),
    )
}

fn slot(spec: &HeaderSpec, block: &Range<usize>, label: usize) -> Option<usize> {
    let at = spec.by_column[block.clone()]
        .iter()
        .position(|other| *other == label)?;
    Some(block.start + at)
}

/// The groups that have no group within them, from left to right.
fn lowest_groups(spec: &HeaderSpec) -> Vec<(usize, Range<usize>)> {
    let has_group_within = |columns: &Range<usize>| {
        spec.spans.iter().any(|(_, other)| {
            other != columns && columns.start <= other.start && other.end <= columns.end
        })
    };
    let mut groups: Vec<_> = spec
        .spans
        .iter()
        .filter(|(_, columns)| !has_group_within(columns))
        .cloned()
        .collect();
    groups.sort_by_key(|(_, columns)| columns.start);
    groups
}

/// The labels over groups of columns in the order in which they are read; one cell may hold several.
fn named_groups(table: &Table, spec: &HeaderSpec, cells: &[HeaderCell]) -> Vec<usize> {
    let mut named = Vec::new();
    for cell in cells.iter().filter(|cell| !is_leaf(spec, cell)) {
        for label in &spec.over {
            if names_group(table, *label, cell) && !named.contains(label) {
                named.push(*label);
            }
        }
    }
    named
}

/// Whether a header holds the label of a group, alone or among others, as in `行政诉讼（未经复议直接起诉）`.
fn names_group(table: &Table, label: usize, cell: &HeaderCell) -> bool {
    let whole = &cell.words.words;
    let stands = |words: &[char]| {
        whole
            .windows(words.len().max(1))
            .any(|window| window == words)
    };
    let spellings = &table.labels[label].spellings;
    cell.known == Some(label) || spellings.iter().any(|spelling| stands(&spelling.words))
}

fn is_leaf(spec: &HeaderSpec, cell: &HeaderCell) -> bool {
    cell.known
        .is_some_and(|label| spec.by_column.contains(&label))
}

/// The headers of single columns, cut where a name comes again.
fn runs<'a>(table: &Table, spec: &HeaderSpec, cells: &'a [HeaderCell]) -> Vec<Vec<&'a HeaderCell>> {
    let mut runs: Vec<Vec<&HeaderCell>> = Vec::new();
    for cell in cells {
        let names_any = || {
            spec.over
                .iter()
                .any(|label| names_group(table, *label, cell))
        };
        if !is_leaf(spec, cell) && (cell.known.is_some() || names_any()) {
            continue;
        }
        let has = |run: &&mut Vec<&HeaderCell>| {
            cell.known.is_some() && run.iter().any(|other| other.known == cell.known)
        };
        match runs.last_mut().filter(|run| !has(run)) {
            Some(run) => run.push(cell),
            None => runs.push(vec![cell]),
        }
    }
    runs
}
