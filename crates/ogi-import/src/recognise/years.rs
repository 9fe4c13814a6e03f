//! Rows of another year in a table that compares years: what they print is no part of this report.

use std::rc::Rc;

use crate::find::dates;
use crate::find::table::found::{FormRow, FoundRows};
use crate::find::words::words;
use crate::grid::Cell;
use crate::judge::assign::RowReading;
use crate::note::Refusal;
use crate::printed::fold;

/// Refuses the rows that are marked with another year than that of the report; where that is not known, all rows that
/// are marked with a year.
pub(super) fn refuse_others(found: &FoundRows, readings: &mut [RowReading], year: Option<u32>) {
    // The rows of one strip share it, and it is looked at once.
    let mut last: Option<(&Rc<[Cell]>, bool)> = None;
    for (row, reading) in found.rows.iter().zip(readings) {
        let known = last.filter(|(strip, _)| Rc::ptr_eq(strip, &row.strip));
        let is_marked = match known {
            Some((_, is_marked)) => is_marked,
            None => row
                .strip
                .iter()
                .any(|cell| is_mark_of_another(&cell.text, year)),
        };
        last = Some((&row.strip, is_marked));
        if is_marked || is_of_another(row, reading, year) {
            reading.cells = Err(Refusal::Headers);
        }
    }
}

/// Whether a cell says nothing but another year, or that its row is that of the year before.
fn is_mark_of_another(printed: &str, year: Option<u32>) -> bool {
    let text = folded(printed);
    let years = dates::years(&text);
    let is_year = years.iter().any(|(_, place)| *place == (0..text.len()));
    let is_other = years.iter().any(|(other, _)| Some(*other) != year);
    let word: String = text.into_iter().collect();
    is_year && is_other || words().prior_year.contains(&word)
}

fn is_of_another(row: &FormRow, reading: &RowReading, year: Option<u32>) -> bool {
    let is_other = |printed: &str| {
        let text: Vec<char> = folded(printed);
        let years = dates::years(&text);
        years.iter().any(|(other, _)| Some(*other) != year)
    };
    let in_year_column = reading.others.iter().any(|other| {
        let header: String = folded(&other.header).into_iter().collect();
        let is_year = words().year_columns.contains(&header);
        is_year && is_other(&format!("{}年", other.cell.text.trim_end_matches('年')))
    });
    let label = row
        .label
        .as_ref()
        .is_some_and(|label| is_other(&label.text));
    label || in_year_column
}

/// The characters of a text without blanks.
fn folded(printed: &str) -> Vec<char> {
    let characters = printed.chars().map(fold::character);
    characters.filter(|c| !c.is_whitespace()).collect()
}
