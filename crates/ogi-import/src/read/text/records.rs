//! Records with a separator between their cells (RFC 4180 and its kin), told from text that only uses commas.

use std::collections::BTreeMap;

use super::cells::cell;
use crate::error::ImportError;
use crate::grid::{Cell, Ruling, Strip, trim};
use crate::printed::value;

/// Records with as many cells that make a file one of records, and the least of their cells.
const ENOUGH: (usize, usize) = (8, 4);
/// Lines that are looked at to tell whether a file is one of records.
const LINES: usize = 4_000;
/// Lines with several bars that make a file one of bars instead.
const BARRED: usize = 3;
/// Records of one width, at least, that tell how wide the others of their block should be, and their share in percent.
const ALIKE: (usize, usize) = (3, 75);

/// A record as written.
struct Record {
    cells: Vec<Cell>,
    /// Whether it has more or fewer fields than those around it.
    misfit: bool,
}

/// The records of a file; `None` where it is text of another kind.
pub(super) fn records(text: &str, most: usize) -> Result<Option<Vec<Strip>>, ImportError> {
    let Some((separator, body, first)) = separator(text) else {
        return Ok(None);
    };
    let split = split(body, separator, first, true, most)
        .or_else(|| split(body, separator, first, false, most));
    let Some(mut records) = split else {
        return Err(ImportError::TooManyCells { limit: most });
    };
    remove_index(&mut records);
    mark_misfits(&mut records);
    Ok(Some(records.into_iter().flat_map(strips).collect()))
}

/// The separator of a file of records, what follows the line that declares it, and the number of the first line.
fn separator(text: &str) -> Option<(char, &str, u32)> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let declared = first
        .trim()
        .strip_prefix("sep=")
        .or(first.trim().strip_prefix("SEP="));
    if let Some(separator) = declared.and_then(|declared| declared.chars().next()) {
        return Some((separator, rest, 2));
    }
    if has_rows_of_bars(text) {
        return None;
    }
    let found = if text.contains('\t') {
        // Tabs are cells in any text; only quotation marks around fields call for more.
        let quoted = text.contains("\t\"") || text.contains("\n\"");
        ['\t']
            .into_iter()
            .find(|tab| quoted && looks_like_records(text, *tab))
    } else {
        [',', ';']
            .into_iter()
            .find(|separator| looks_like_records(text, *separator))
    };
    found.map(|separator| (separator, text, 1))
}

/// Lines, however they end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_break)
}

fn has_rows_of_bars(text: &str) -> bool {
    let barred = lines(text)
        .take(LINES)
        .filter(|line| line.matches('|').count() > 1);
    barred.take(BARRED).count() == BARRED
}

/// Whether many lines have as many separators as most others, and that is enough for a table.
fn looks_like_records(text: &str, separator: char) -> bool {
    let mut widths: Vec<usize> = lines(text)
        .take(LINES)
        .map(|line| (line, line.matches(separator).count() + 1))
        .filter(|(line, width)| *width >= ENOUGH.1 && !holds_thousands(line))
        .map(|(_, width)| width)
        .collect();
    widths.sort_unstable();
    widths
        .chunk_by(|a, b| a == b)
        .any(|same| same.len() >= ENOUGH.0)
}

/// Whether a comma seems to part the thousands of a number, and a space the numbers.
fn holds_thousands(line: &str) -> bool {
    let is_number = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_digit())
            && part.ends_with(|c: char| c.is_ascii_digit())
    };
    line.split_whitespace()
        .filter(|part| is_number(part))
        .count()
        > 1
}

/// Takes records apart; quotation marks may hold separators and line breaks, and stand twice within. `None` where there are
/// more cells than bearable, or a quotation mark is never closed: then it is a character like any other.
fn split(
    text: &str,
    separator: char,
    first: u32,
    quotes: bool,
    most: usize,
) -> Option<Vec<Record>> {
    let mut records = Vec::new();
    let (mut cells, mut field, mut inside) = (Vec::new(), String::new(), false);
    let (mut line, mut begins, mut count) = (first, first, 0usize);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quotes && inside && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' if quotes && (inside || field.is_empty()) => inside = !inside,
            '\r' if characters.peek() == Some(&'\n') => {}
            _ if !inside && (c == separator || is_break(c)) => {
                count += 1;
                cells.push(cell(&std::mem::take(&mut field), begins));
                line += u32::from(is_break(c));
                begins = line;
                if is_break(c) {
                    records.push(Record {
                        cells: std::mem::take(&mut cells),
                        misfit: false,
                    });
                }
            }
            _ => {
                line += u32::from(is_break(c));
                field.push(c);
            }
        }
        if count > most {
            return None;
        }
    }
    if inside {
        return None;
    }
    cells.push(cell(&field, begins));
    records.push(Record {
        cells,
        misfit: false,
    });
    Some(records)
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// Removes the numbers that a program has put before its records, and the record that numbers its columns.
fn remove_index(records: &mut Vec<Record>) {
    records.retain(|record| record.cells.iter().any(|cell| !cell.is_empty()));
    let Some((head, rest)) = records.split_first() else {
        return;
    };
    let number = |record: &Record| record.cells.first()?.text.parse::<usize>().ok();
    let Some(first) = rest.first().and_then(number) else {
        return;
    };
    let is_index = |(at, record): (usize, &Record)| number(record) == Some(first + at);
    if rest.len() < ENOUGH.0 || first > 2 || !rest.iter().enumerate().all(is_index) {
        return;
    }
    let own = head.cells.iter().skip(1).enumerate();
    let numbers_columns = own
        .filter(|(at, cell)| cell.text.parse() == Ok(*at))
        .count();
    if numbers_columns > 0 && numbers_columns + 1 == head.cells.len() {
        records.remove(0);
    }
    for record in records {
        record.cells.remove(0);
    }
}

/// Marks the records of each block that have another number of fields than nearly all of it: a separator too many or too
/// few stands in them, and which number is of which column cannot be told.
///
/// Fields that are missing at the end are no fault: Excel leaves them out after many rows that have none there.
fn mark_misfits(records: &mut [Record]) {
    for block in records.split_mut(|record| record.cells.len() < 2) {
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for record in &*block {
            *widths.entry(record.cells.len()).or_default() += 1;
        }
        let Some((width, count)) = widths.into_iter().max_by_key(|(_, count)| *count) else {
            continue;
        };
        if count < ALIKE.0 || count * 100 < block.len() * ALIKE.1 {
            continue;
        }
        for record in block.iter_mut() {
            let own = record.cells.len();
            record.misfit = own > width || (own < width && has_gap(&record.cells));
        }
    }
}

/// Whether a blank field stands before the last that is filled.
fn has_gap(cells: &[Cell]) -> bool {
    let last = cells.iter().rposition(|cell| !cell.is_blank()).unwrap_or(0);
    cells[..last].iter().any(Cell::is_blank)
}

/// A record as strips: one, or one for each line of a text that stands alone.
fn strips(record: Record) -> Vec<Strip> {
    let Record { cells, misfit } = record;
    let mut filled = cells.iter().filter(|cell| !cell.is_blank());
    match (filled.next(), filled.next()) {
        (None, _) => Vec::new(),
        (Some(cell), None) if !value::is_value(&cell.text) => {
            let lines = cell
                .text
                .split('\n')
                .map(trim)
                .filter(|line| !line.is_empty());
            lines.map(|line| plain(line, cell)).collect()
        }
        (Some(first), Some(_))
            if cells
                .iter()
                .all(|cell| cell.is_blank() || cell.text == first.text)
                && !value::is_value(&first.text) =>
        {
            vec![plain(&first.text, first)]
        }
        _ => {
            let has_values = cells.iter().any(|cell| value::is_value(&cell.text));
            let ruling = if misfit && has_values {
                Ruling::Torn
            } else {
                Ruling::Barred
            };
            vec![Strip { cells, ruling }]
        }
    }
}

fn plain(line: &str, cell: &Cell) -> Strip {
    Strip {
        cells: vec![Cell {
            text: line.into(),
            ..cell.clone()
        }],
        ruling: Ruling::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::{mark_misfits, split};

    fn shown(text: &str) -> Vec<Vec<(String, u32)>> {
        let records = split(text, ',', 1, true, 100).or_else(|| split(text, ',', 1, false, 100));
        let show = |cell: &crate::grid::Cell| (cell.text.to_string(), cell.origin.line());
        let records = records.expect("few cells");
        records
            .iter()
            .map(|record| record.cells.iter().map(show).collect())
            .collect()
    }

    fn cell(text: &str, line: u32) -> (String, u32) {
        (text.to_owned(), line)
    }

    #[test]
    fn quotation_marks_hold_commas_and_breaks() {
        assert_eq!(
            shown("a,\"b, \"\"c\"\"\nd\",\n1,2\n"),
            [
                vec![cell("a", 1), cell("b, \"c\"\nd", 1), cell("", 2)],
                vec![cell("1", 3), cell("2", 3)],
                vec![cell("", 4)]
            ]
        );
        assert_eq!(shown("a,\"b\r1,2")[1], [cell("1", 2), cell("2", 2)]);
    }

    #[test]
    fn a_record_with_a_field_too_many_or_too_few_is_told() {
        let text = "a,1,2,3\na,1,2,3\na,1,2,3\na,1,2,3\nb,1,2,3\nc,1,2,3\nd,1,2,3\ne,1,2,3\nf,1,2,3\ng,1,234,5,6\nh,1,,2\ni,,2\nj,1\n";
        let mut records = split(text, ',', 1, true, 100).expect("few cells");
        mark_misfits(&mut records);
        let misfits = records.iter().filter(|record| record.misfit);
        let names: Vec<&str> = misfits.map(|record| &*record.cells[0].text).collect();
        assert_eq!(names, ["g", "i"]);
    }
}
