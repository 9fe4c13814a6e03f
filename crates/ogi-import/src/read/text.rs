//! Plain text: one cell a line, or cells separated by bars, tabs, commas or gaps.

mod commas;

use std::borrow::Cow;

use ogi_schema::appendix::HEADING;

use crate::error::ImportError;
use crate::grid::{Cell, Page, Ruling, Strip, trim};
use crate::judge::value;
use crate::limits::Limits;

/// More gaps than any row of a report has.
const MOST_GAPS: usize = 32;

/// Where characters are kept that a backslash stands before, until the line is taken apart: the last plane of Unicode.
const GUARD: u32 = 0x0010_0000;

/// What the marks of a text mean.
#[derive(Debug, Clone, Copy)]
struct Marks {
    /// Whether a backslash makes the mark after it an ordinary character.
    escapes: bool,
    /// Whether bars and tabs alone set cells apart, as in the forms that this project prints.
    bars_only: bool,
}

/// Reads text. Bars end cells, so a line of bars alone ends the cell of the line before it, or stands for blank cells. In
/// Markdown, a backslash makes a mark an ordinary character.
pub(crate) fn read(text: &str, markdown: bool, limits: &Limits) -> Result<Page, ImportError> {
    let mut page = Page {
        media_type: "text/plain",
        ..Page::default()
    };
    let is_own = lines(text).any(|(_, line)| without_heading_mark(trim(line)) == HEADING);
    let records = if markdown || is_own {
        None
    } else {
        commas::records(text, limits.cells)?
    };
    if let Some(records) = records {
        page.strips = records;
        page.media_type = "text/csv";
    } else {
        page.strips = strips(
            text,
            Marks {
                escapes: markdown,
                bars_only: is_own,
            },
            limits,
        )?;
        page.ends_open =
            text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '，'));
    }
    place(&mut page.strips);
    Ok(page)
}

fn strips(text: &str, marks: Marks, limits: &Limits) -> Result<Vec<Strip>, ImportError> {
    let mut strips: Vec<Strip> = Vec::new();
    let mut cells = 0;
    let (mut open, mut unfinished) = (false, false);
    for (number, line) in lines(text) {
        let line = if marks.escapes && line.contains('\\') {
            Cow::from(guarded(line))
        } else {
            Cow::from(line)
        };
        let Some(mut strip) = strip(&line, number, marks, limits.cells + 1, &mut open) else {
            continue;
        };
        if let Cow::Owned(_) = line {
            strip
                .cells
                .iter_mut()
                .for_each(|cell| cell.text = unguarded(&cell.text).into());
        }
        cells += strip.cells.len();
        if cells > limits.cells {
            return Err(ImportError::TooManyCells {
                limit: limits.cells,
            });
        }
        match strips
            .last_mut()
            .filter(|last| is_unfinished(last, unfinished, &strip))
        {
            Some(last) => go_on(last, strip),
            None => strips.push(strip),
        }
        unfinished = !marks.bars_only && line.contains('|') && !line.trim_end().ends_with('|');
    }
    Ok(strips)
}

/// Whether a remark in brackets goes on in the next line with the cell that the line before it did not end.
fn is_unfinished(last: &Strip, unfinished: bool, next: &Strip) -> bool {
    let number = last
        .cells
        .last()
        .is_some_and(|cell| value::is_value(&cell.text));
    unfinished
        && number
        && next
            .cells
            .first()
            .is_some_and(|cell| cell.text.starts_with(['(', '（']))
}

/// Appends a line to the one whose last cell it goes on with.
fn go_on(last: &mut Strip, next: Strip) {
    let mut cells = next.cells.into_iter();
    if let (Some(open), Some(rest)) = (last.cells.last_mut(), cells.next()) {
        open.text = format!("{}\n{}", open.text, rest.text).into();
    }
    last.cells.extend(cells);
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
    let own = |c: char| {
        u32::from(c)
            .checked_sub(GUARD)
            .filter(|code| *code < 0x80)
            .and_then(char::from_u32)
    };
    text.chars().map(|c| own(c).unwrap_or(c)).collect()
}

/// Lines with their number from 1; what else breaks a line in print does not count as one.
fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let breaks = ['\r', '\u{b}', '\u{c}', '\u{2028}'];
    (1u32..)
        .zip(text.lines())
        .flat_map(move |(number, line)| line.split(breaks).map(move |part| (number, part)))
}

/// Rows that follow each other with as many cells each stand on a grid.
fn place(strips: &mut [Strip]) {
    let same = |a: &Strip, b: &Strip| {
        a.ruling == Ruling::Barred && b.ruling == Ruling::Barred && a.cells.len() == b.cells.len()
    };
    for rows in strips
        .chunk_by_mut(same)
        .filter(|rows| rows.len() > 1 && rows[0].cells.len() > 1)
    {
        for row in rows {
            for (at, cell) in (0u32..).zip(&mut row.cells) {
                cell.across = Some((at, at + 1));
            }
        }
    }
}

/// The cells of a line, `most` of them; `open` says whether the cell of the line before it has not been ended by a bar.
fn strip(line: &str, number: u32, marks: Marks, most: usize, open: &mut bool) -> Option<Strip> {
    let is_bar = |c: char| matches!(c, '|' | '｜' | '│' | '┃');
    let text = without_heading_mark(trim(line));
    if text.is_empty() {
        return None;
    }
    let has_bars = text.contains(is_bar);
    if !has_bars && !text.contains('\t') {
        *open = true;
        let cells = gaps(text)
            .filter(|_| !marks.bars_only)
            .unwrap_or_else(|| vec![text]);
        let ruling = if cells.len() > 1 {
            Ruling::Barred
        } else {
            Ruling::Plain
        };
        let cells = cells
            .into_iter()
            .map(|text| Cell::line(text, number))
            .collect();
        return Some(Strip { cells, ruling });
    }
    let was_open = std::mem::replace(open, false);
    let mut texts: Vec<&str> = if has_bars {
        text.split(is_bar).map(trim).take(most + 1).collect()
    } else {
        line.split('\t').map(trim).take(most + 1).collect()
    };
    if has_bars && texts.last().is_some_and(|last| last.is_empty()) {
        texts.pop();
    }
    if was_open && texts.iter().all(|text| text.is_empty()) {
        texts.pop();
    }
    let ruled_off = texts.iter().any(|text| is_rule(text))
        && texts.iter().all(|text| text.is_empty() || is_rule(text));
    if texts.is_empty() || ruled_off {
        return None;
    }
    let cells = texts
        .into_iter()
        .map(|text| Cell::line(with_breaks(text), number))
        .collect();
    Some(Strip {
        cells,
        ruling: Ruling::Barred,
    })
}

/// The cells of a line that are set apart by gaps of two spaces or more, where one of them is a number.
fn gaps(text: &str) -> Option<Vec<&str>> {
    let is_gap = |gap: &str| gap.chars().count() > 1 || gap.contains('\u{3000}');
    let (mut cells, mut begins, mut at) = (Vec::new(), 0, 0);
    while let Some(found) = text[at..].find(char::is_whitespace) {
        let from = at + found;
        let to = text.len() - text[from..].trim_start().len();
        if is_gap(&text[from..to]) {
            cells.push(&text[begins..from]);
            begins = to;
        }
        if cells.len() > MOST_GAPS {
            return None;
        }
        at = to;
    }
    cells.push(&text[begins..]);
    (cells.len() > 1 && cells.iter().any(|cell| value::is_value(cell))).then_some(cells)
}

/// A cell of a Markdown table with its line breaks as such.
fn with_breaks(text: &str) -> Cow<'_, str> {
    if text.contains("<br") {
        ["<br>", "<br/>", "<br />"]
            .iter()
            .fold(Cow::Borrowed(text), |text, mark| {
                text.replace(mark, "\n").into()
            })
    } else {
        Cow::Borrowed(text)
    }
}

/// A line without the marks that Markdown puts before headings.
fn without_heading_mark(text: &str) -> &str {
    let rest = text.trim_start_matches('#');
    if rest.starts_with(' ') && text.len() - rest.len() <= 6 {
        trim(rest)
    } else {
        text
    }
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
        let cells: Vec<Vec<_>> = page
            .strips
            .iter()
            .map(|strip| strip.cells.iter().map(|cell| &*cell.text).collect())
            .collect();
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
        check(
            "\u{3000}\u{3000}一、总体情况\u{a0}\n\n \n",
            &[&["一、总体情况"]],
        );
    }

    #[test]
    fn a_million_cells_are_refused() {
        let error = read(&"|".repeat(1_000_000), false, &Limits::default()).expect_err("too many");
        assert_eq!(
            error,
            ImportError::TooManyCells {
                limit: Limits::default().cells
            }
        );
    }
}
