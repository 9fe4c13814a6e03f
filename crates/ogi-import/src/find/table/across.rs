//! Tables printed with their labels across and their columns down, turned back to the direction of the form.

use crate::form::{Matcher, Role, Table};
use crate::grid::{Cell, Ruling, Strip};

use super::is_number_cell;

/// More cells than this are not turned; table three has 300.
const MOST: usize = 5_000;

/// The strips of a section with each table in them turned that has its labels across; `None` where none has.
pub(super) fn turned<'a>(
    table: &'a Table,
    matcher: &mut Matcher<'a>,
    strips: &[Strip],
) -> Option<Vec<Strip>> {
    if table.rows.iter().all(|row| row.label.is_none()) {
        return None;
    }
    let heads: Vec<Head> = strips.iter().map(|strip| head(matcher, strip)).collect();
    let count = |wanted: Head| heads.iter().filter(|head| **head == wanted).count();
    // One line with a header before its numbers may be a remark; a table has as many as it has columns. Without its
    // ordinal the row `（七）总计` has the name of a column.
    if count(Head::Column) < 2 || count(Head::Column) <= count(Head::Row) {
        return None;
    }
    let mut turned = Vec::new();
    let mut rest = strips;
    while let Some(first) = rest.first() {
        let block = rest
            .iter()
            .take_while(|strip| is_grid(strip) && strip.ruling == first.ruling)
            .take_while(|strip| strip.sole().is_none_or(|cell| is_number_cell(&cell.text)))
            .count();
        let (block, after) = rest.split_at(block.max(1));
        rest = after;
        if block
            .iter()
            .any(|strip| head(matcher, strip) == Head::Column)
        {
            if !is_true_grid(matcher, block) {
                return None;
            }
            turned.extend(turn(block)?);
        } else {
            turned.extend(block.iter().map(|strip| Strip {
                cells: strip.cells.clone(),
                ruling: strip.ruling,
            }));
        }
    }
    Some(turned)
}

fn is_grid(strip: &Strip) -> bool {
    strip.ruling != Ruling::Torn && strip.cells.iter().all(|cell| cell.across.is_some())
}

/// What stands before the numbers of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    /// The label of a row of the form.
    Row,
    /// The header of a column of the form, and no label of a row.
    Column,
    /// Neither, or there are no numbers.
    None,
}

fn head(matcher: &mut Matcher, strip: &Strip) -> Head {
    if !is_grid(strip) {
        return Head::None;
    }
    let mut head = Head::None;
    for cell in strip.cells.iter().filter(|cell| !cell.is_blank()) {
        if is_number_cell(&cell.text) {
            return head;
        }
        match matcher.find(&cell.text, None).map(|found| found.role) {
            Some(Role::Header) if head == Head::None => head = Head::Column,
            Some(Role::Row(_)) => head = Head::Row,
            _ => {}
        }
    }
    Head::None
}

/// Whether no column has the labels of two rows of the form, and each column with numbers has one: else blank cells make
/// up for wide ones at the end of a line, and what stands above a number says nothing.
fn is_true_grid(matcher: &mut Matcher, block: &[Strip]) -> bool {
    let width = block
        .iter()
        .flat_map(|strip| &strip.cells)
        .filter_map(|cell| cell.across);
    let width = width.map(|(_, to)| to as usize).max().unwrap_or(0);
    if width > MOST {
        return false;
    }
    let (mut labels, mut groups) = (vec![0u32; width], vec![0u32; width]);
    for cell in block.iter().flat_map(|strip| &strip.cells) {
        let Some((from, to)) = cell.across.filter(|_| !cell.continued && !cell.is_blank()) else {
            continue;
        };
        let columns = from as usize..to as usize;
        if is_number_cell(&cell.text) {
            // A row such as `（六）其他处理` has the label of a group where it is not divided.
            let is_row = |at: usize| labels[at] == 1 || (labels[at] == 0 && groups[at] == 1);
            if !columns.into_iter().all(is_row) {
                return false;
            }
            continue;
        }
        let counts = match matcher.find(&cell.text, None).map(|found| found.role) {
            Some(Role::Row(_)) => &mut labels,
            Some(Role::Group(Some(_))) => &mut groups,
            _ => continue,
        };
        counts[columns].iter_mut().for_each(|count| *count += 1);
    }
    true
}

/// A grid with its columns as rows.
fn turn(block: &[Strip]) -> Option<Vec<Strip>> {
    let cells = || block.iter().flat_map(|strip| &strip.cells);
    let width = cells()
        .filter_map(|cell| cell.across)
        .map(|(_, to)| to)
        .max()?;
    let area = cells()
        .filter_map(|cell| cell.across)
        .map(|(from, to)| (to - from) as usize);
    if area.sum::<usize>() > MOST || width as usize > MOST {
        return None;
    }
    let ruling = block.first()?.ruling;
    let mut turned: Vec<Strip> = (0..width)
        .map(|_| Strip {
            cells: Vec::new(),
            ruling,
        })
        .collect();
    for (row, strip) in (0u32..).zip(block) {
        for cell in strip.cells.iter().filter(|cell| !cell.continued) {
            let (from, to) = cell.across?;
            let rows = if cell.tall {
                &block[row as usize..]
            } else {
                &block[..1]
            };
            let height = height(rows, (from, to));
            for column in from..to {
                turned.get_mut(column as usize)?.cells.push(Cell {
                    across: Some((row, row + height)),
                    tall: to - from > 1,
                    continued: column > from,
                    ..cell.clone()
                });
            }
        }
    }
    for strip in &mut turned {
        strip.cells.sort_by_key(|cell| cell.across);
    }
    if ruling != Ruling::Ruled {
        for cell in turned.iter_mut().flat_map(|strip| &mut strip.cells) {
            (cell.tall, cell.continued) = (false, false);
        }
    }
    Some(turned)
}

/// How many rows a cell takes that stands in the first of some.
fn height(rows: &[Strip], across: (u32, u32)) -> u32 {
    let goes_on = |strip: &&Strip| {
        strip
            .cells
            .iter()
            .any(|cell| cell.continued && cell.across == Some(across))
    };
    let below = rows[1..].iter().take_while(goes_on).count();
    u32::try_from(below).map_or(1, |below| below + 1)
}
