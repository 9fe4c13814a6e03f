//! The text of one cell, without what programs put around it.

use crate::grid::seen::{Cause, Look, Runs};
use crate::grid::{Cell, trim};

/// What programs write where a cell is empty. It is text, and none that an office printed.
const FILLERS: [&str; 12] = [
    "nan",
    "nat",
    "null",
    "none",
    "nil",
    "undefined",
    "<na>",
    "<null>",
    "(null)",
    "\\n",
    "#null!",
    "na",
];

/// The name that a program gives to a column without one, before its number.
const UNNAMED: &str = "Unnamed:";

/// A cell of a line.
pub(super) fn cell(printed: &str, line: u32) -> Cell {
    let text = trim(printed);
    if is_filler(text) {
        let mut runs = Runs::default();
        runs.push(Look::Annotation, Cause::Filler, text);
        let (text, asides) = runs.finish();
        return Cell {
            asides,
            ..Cell::line(text, line)
        };
    }
    Cell::line(without_trick(text), line)
}

fn is_filler(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix(UNNAMED) {
        let rest = rest.trim_start();
        return rest.starts_with(|c: char| c.is_ascii_digit()) && rest.is_ascii();
    }
    text.len() <= 9
        && FILLERS
            .iter()
            .any(|filler| text.eq_ignore_ascii_case(filler))
}

/// A text without what makes Excel take a number for text: `="12"` and `'12`. An apostrophe before other words is theirs.
fn without_trick(text: &str) -> &str {
    let quoted = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| !inner.contains('"'));
    let marked = text.strip_prefix('\'').filter(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().all(is_figure)
    });
    trim(quoted.or(marked).unwrap_or(text))
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '%')
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn what_programs_put_around_text_is_no_part_of_it() {
        for (printed, text, is_set_aside) in [
            ("=\"53080\"", "53080", false),
            ("'12", "12", false),
            ("'1,234.5", "1,234.5", false),
            ("'90后工作室", "'90后工作室", false),
            ("1'234", "1'234", false),
            ("=SUM(A1:A3)", "=SUM(A1:A3)", false),
            ("NaN", "", true),
            ("None", "", true),
            ("Unnamed: 3", "", true),
            ("Unnamed: 3_level_1", "", true),
            ("#N/A", "#N/A", false),
            ("无", "无", false),
        ] {
            let cell = cell(printed, 1);
            assert_eq!(
                (&*cell.text, !cell.asides.is_empty()),
                (text, is_set_aside),
                "{printed}"
            );
        }
    }
}
