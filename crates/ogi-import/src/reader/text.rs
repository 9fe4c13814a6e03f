//! Plain text: one cell a line, or cells separated by bars or tabs.

use std::borrow::Cow;

use crate::error::ImportError;
use crate::grid::{Cell, Page, Ruling, Strip, trim};
use crate::limits::Limits;

/// Where characters are kept that a backslash stands before, until the line is taken apart: the last plane of Unicode.
const GUARD: u32 = 0x0010_0000;

/// Reads text. Bars end cells, so a line of bars alone ends the cell of the line before it, or stands for blank cells. In
/// Markdown, a backslash makes a mark an ordinary character.
pub(crate) fn read(text: &str, markdown: bool, limits: &Limits) -> Result<Page, ImportError> {
    let mut strips: Vec<Strip> = Vec::new();
    let mut cells = 0;
    let mut open = false;
    for (number, line) in lines(text) {
        let line = if markdown && line.contains('\\') { Cow::from(guarded(line)) } else { Cow::from(line) };
        let Some(mut strip) = strip(&line, number, limits.cells + 1, &mut open) else { continue };
        if let Cow::Owned(_) = line {
            strip.cells.iter_mut().for_each(|cell| cell.text = unguarded(&cell.text).into());
        }
        cells += strip.cells.len();
        if cells > limits.cells {
            return Err(ImportError::TooManyCells { limit: limits.cells });
        }
        strips.push(strip);
    }
    let ends_open = text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '，'));
    Ok(Page { media_type: "text/plain", ends_open, strips, ..Page::default() })
}

/// A line whose characters after backslashes are no marks.
fn guarded(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        match characters.next_if(|next| c == '\\' && next.is_ascii_punctuation()) {
            Some(next) => out.extend(char::from_u32(GUARD + u32::from(next))),
            None => out.push(c),
        }
    }
    out
}

/// The line with those characters as they are.
fn unguarded(text: &str) -> String {
    let own = |c: char| u32::from(c).checked_sub(GUARD).filter(|code| *code < 0x80).and_then(char::from_u32);
    text.chars().map(|c| own(c).unwrap_or(c)).collect()
}

/// Lines with their number from 1; what else breaks a line in print does not count as one.
fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let breaks = ['\r', '\u{b}', '\u{c}', '\u{2028}'];
    (1u32..).zip(text.lines()).flat_map(move |(number, line)| line.split(breaks).map(move |part| (number, part)))
}

/// The cells of a line, `most` of them; `open` says whether the cell of the line before it has not been ended by a bar.
fn strip(line: &str, number: u32, most: usize, open: &mut bool) -> Option<Strip> {
    let is_bar = |c: char| matches!(c, '|' | '｜' | '\t' | '│' | '┃');
    let text = without_heading_mark(trim(line));
    if text.is_empty() {
        return None;
    }
    if !text.contains(is_bar) {
        *open = true;
        return Some(Strip { cells: vec![Cell::line(text, number)], ruling: Ruling::Plain });
    }
    let was_open = std::mem::replace(open, false);
    let mut texts: Vec<&str> = text.split(is_bar).map(trim).take(most + 1).collect();
    if texts.last().is_some_and(|last| last.is_empty()) {
        texts.pop();
    }
    if was_open && texts.iter().all(|text| text.is_empty()) {
        texts.pop();
    }
    let ruled_off = texts.iter().any(|text| is_rule(text)) && texts.iter().all(|text| text.is_empty() || is_rule(text));
    if texts.is_empty() || ruled_off {
        return None;
    }
    let cells = texts.into_iter().map(|text| Cell::line(text, number)).collect();
    Some(Strip { cells, ruling: Ruling::Barred })
}

/// A line without the marks that Markdown puts before headings.
fn without_heading_mark(text: &str) -> &str {
    let rest = text.trim_start_matches('#');
    if rest.starts_with(' ') && text.len() - rest.len() <= 6 { trim(rest) } else { text }
}

/// The line under the head of a Markdown table.
fn is_rule(text: &str) -> bool {
    let dashes = text.trim_matches(':');
    dashes.len() >= 3 && dashes.bytes().all(|b| b == b'-')
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::error::ImportError;
    use crate::limits::Limits;

    fn check(text: &str, expected: &[&[&str]]) {
        let page = read(text, true, &Limits::default()).expect("reads");
        let cells: Vec<Vec<_>> =
            page.strips.iter().map(|strip| strip.cells.iter().map(|cell| &*cell.text).collect()).collect();
        assert_eq!(cells, expected, "{text}");
    }

    #[test]
    fn bars_end_cells() {
        check("规章 | 0 | | 3 | |", &[&["规章", "0", "", "3", ""]]);
        check("规章 |\n0 |\n|\n3 |", &[&["规章"], &["0"], &[""], &["3"]]);
        check("| 规章 | 0 |", &[&["", "规章", "0"]]);
        check("## 二、主动公开", &[&["二、主动公开"]]);
        check(r"| a\|b\_c | \| | \a |", &[&["", "a|b_c", "|", r"\a"]]);
        check("| --- | :---: |\n| 规章 | - |", &[&["", "规章", "-"]]);
    }

    #[test]
    fn a_bar_on_its_own_line_ends_the_cell_before_it() {
        check("规章\n|\n0\n|\n\n||", &[&["规章"], &["0"], &["", ""]]);
    }

    #[test]
    fn lines_are_trimmed_of_every_width_of_space() {
        check("\u{3000}\u{3000}一、总体情况\u{a0}\n\n \n", &[&["一、总体情况"]]);
    }

    #[test]
    fn a_million_cells_are_refused() {
        let error = read(&"|".repeat(1_000_000), false, &Limits::default()).expect_err("too many");
        assert_eq!(error, ImportError::TooManyCells { limit: Limits::default().cells });
    }
}
