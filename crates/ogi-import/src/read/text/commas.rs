//! Records with commas between their cells (RFC 4180), told from text that only uses commas.

use crate::error::ImportError;
use crate::grid::{Cell, Ruling, Strip, trim};

/// Records with as many cells that make a file one of records, and the least of their cells.
const ENOUGH: (usize, usize) = (8, 4);

/// The records of a file; `None` where it is text of another kind.
pub(super) fn records(text: &str, most: usize) -> Result<Option<Vec<Strip>>, ImportError> {
    if text.contains(['|', '\t']) || !looks_like_records(text) {
        return Ok(None);
    }
    let mut strips = Vec::new();
    let mut count = 0;
    for cells in split(text) {
        count += cells.len();
        if count > most {
            return Err(ImportError::TooManyCells { limit: most });
        }
        let mut filled = cells.iter().filter(|cell| !cell.is_blank());
        match (filled.next(), filled.next()) {
            (None, _) => {}
            (Some(cell), None) if !crate::judge::value::is_value(&cell.text) => {
                let lines = cell
                    .text
                    .split('\n')
                    .map(trim)
                    .filter(|line| !line.is_empty());
                strips.extend(lines.map(|line| plain(line, cell)));
            }
            _ => strips.push(Strip {
                cells,
                ruling: Ruling::Barred,
            }),
        }
    }
    Ok(Some(strips))
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

/// Whether many lines have as many commas as most others, and that is enough for a table.
fn looks_like_records(text: &str) -> bool {
    let mut widths: Vec<usize> = text
        .lines()
        .take(4_000)
        .map(|line| (line, line.bytes().filter(|byte| *byte == b',').count() + 1))
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

/// Takes records apart; quotation marks may hold commas and line breaks, and stand twice within.
fn split(text: &str) -> Vec<Vec<Cell>> {
    let mut records = Vec::new();
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let (mut line, mut begins) = (1u32, 1u32);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            ',' | '\n' if !quoted => {
                cells.push(Cell::line(trim(&std::mem::take(&mut cell)), begins));
                line += u32::from(c == '\n');
                begins = line;
                if c == '\n' {
                    records.push(std::mem::take(&mut cells));
                }
            }
            _ => {
                line += u32::from(c == '\n');
                cell.push(c);
            }
        }
    }
    cells.push(Cell::line(trim(&cell), begins));
    records.push(cells);
    records
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn quotation_marks_hold_commas_and_breaks() {
        let records = split("a,\"b, \"\"c\"\"\nd\",\n1,2\n");
        let shown: Vec<Vec<(&str, u32)>> = records
            .iter()
            .map(|cells| {
                cells
                    .iter()
                    .map(|cell| (&*cell.text, cell.origin.line()))
                    .collect()
            })
            .collect();
        assert_eq!(
            shown,
            [
                vec![("a", 1), ("b, \"c\"\nd", 1), ("", 2)],
                vec![("1", 3), ("2", 3)],
                vec![("", 4)]
            ]
        );
    }
}
