//! One line of text: its cells, by bars, tabs or gaps, or the rule that it draws.

use std::borrow::Cow;

use super::{Marks, cells, without_heading_mark};
use crate::grid::{Cell, Ruling, Strip, trim};
use crate::printed::value;

/// More gaps than any row of a report has.
const MOST_GAPS: usize = 32;

/// What a line is.
pub(super) enum Line {
    /// Nothing is in it.
    Blank,
    /// It draws a line between rows.
    Rule,
    /// It ends a cell of the line before it, and has none of its own.
    End,
    /// It has cells.
    Cells(Strip),
}

/// Bars that people and programs put between cells.
fn is_bar(c: char) -> bool {
    matches!(
        c,
        '|' | '｜' | '‖' | '¦' | '￤' | '∣' | '❘' | '│' | '┃' | '║'
    ) || is_junction(c)
}

/// Crossings of a table that is drawn with characters.
fn is_junction(c: char) -> bool {
    matches!(c, '\u{250c}'..='\u{254b}' | '\u{2552}'..='\u{256c}')
}

/// Pieces of level lines.
fn is_level(c: char) -> bool {
    matches!(
        c,
        '-' | '='
            | '─'
            | '━'
            | '═'
            | '┄'
            | '┅'
            | '┈'
            | '┉'
            | '╌'
            | '╍'
            | '╴'
            | '╶'
            | '╸'
            | '╺'
            | ':'
    )
}

/// The cells of a line, `most` of them; `open` says whether the cell of the line before it has not been ended by a bar.
pub(super) fn read(line: &str, number: u32, marks: Marks, most: usize, open: &mut bool) -> Line {
    let text = without_heading_mark(trim(line));
    if text.is_empty() {
        return Line::Blank;
    }
    let crossed = crossed(text);
    let text = crossed.as_deref().unwrap_or(text);
    if !text.contains(is_bar) && text.chars().all(|c| is_level(c) && !c.is_ascii()) {
        return Line::Rule;
    }
    if text.contains(is_bar) {
        return barred(text, number, most, open);
    }
    if line.contains('\t') {
        *open = false;
        let cells = line.split('\t').take(most + 1);
        return Line::Cells(Strip {
            cells: cells
                .map(|text| cells::cell(&with_breaks(trim(text)), number))
                .collect(),
            ruling: Ruling::Barred,
        });
    }
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
    Line::Cells(Strip { cells, ruling })
}

fn barred(text: &str, number: u32, most: usize, open: &mut bool) -> Line {
    let was_open = std::mem::replace(open, false);
    let mut texts: Vec<&str> = text.split(is_bar).take(most + 1).collect();
    let draws = text.contains(is_junction);
    let blank = |piece: &str| trim(piece).is_empty();
    let is_line = |piece: &str| is_rule(trim(piece)) || (draws && piece.chars().all(is_level));
    let has_rule = texts
        .iter()
        .any(|piece| !piece.is_empty() && is_line(piece));
    let only_rules = texts.iter().all(|piece| blank(piece) || is_line(piece));
    if only_rules && (has_rule || draws) {
        return Line::Rule;
    }
    for piece in texts.iter_mut().filter(|piece| draws && is_line(piece)) {
        *piece = "";
    }
    if texts.last().is_some_and(|last| trim(last).is_empty()) {
        texts.pop();
    }
    let texts = without_doubled(texts);
    if was_open && texts.iter().all(|text| trim(text).is_empty()) && texts.len() < 2 {
        return Line::End;
    }
    let texts = if was_open && texts.iter().all(|text| trim(text).is_empty()) {
        &texts[1..]
    } else {
        &texts[..]
    };
    if texts.is_empty() {
        return Line::End;
    }
    let cells = texts
        .iter()
        .map(|text| cells::cell(&with_breaks(trim(text)), number))
        .collect();
    Line::Cells(Strip {
        cells,
        ruling: Ruling::Barred,
    })
}

/// The pieces of a line whose bars are all doubled, as some wikis write them: `规章 || 0 || 3`.
fn without_doubled(texts: Vec<&str>) -> Vec<&str> {
    let begins_with_bar = texts.first().is_some_and(|first| trim(first).is_empty());
    let inner = usize::from(begins_with_bar);
    let is_doubled = texts.len() > inner + 4
        && texts[inner..]
            .iter()
            .enumerate()
            .all(|(at, text)| text.is_empty() == (at % 2 == 1));
    if !is_doubled {
        return texts;
    }
    let kept = texts
        .iter()
        .enumerate()
        .filter(|(at, _)| *at < inner || (at - inner) % 2 == 0);
    kept.map(|(_, text)| *text).collect()
}

/// A line with `+` at its crossings, with bars instead: `+----+----+` and `|    +----+`.
///
/// A row of a table may hold a plus and a dash in a text, so that beside texts only a whole side of a cell is a border.
fn crossed(text: &str) -> Option<String> {
    let is_border = text.contains('+')
        && text.contains(['-', '='])
        && text.chars().all(|c| matches!(c, '+' | '-' | '=' | ' '));
    let is_grid = text.starts_with(['+', '|']) && text.split('+').skip(1).any(is_side);
    if !is_border && !is_grid {
        return None;
    }
    let own: Vec<char> = text.chars().collect();
    let level = |at: Option<usize>| {
        at.and_then(|at| own.get(at))
            .is_none_or(|c| matches!(c, '-' | '=' | '+' | ' ' | '|'))
    };
    let turned = own.iter().enumerate().map(|(at, c)| {
        if *c == '+' && level(at.checked_sub(1)) && level(Some(at + 1)) {
            '┼'
        } else {
            *c
        }
    });
    Some(turned.collect())
}

/// Whether what stands after a `+` is a side of a cell: three dashes are the least, for one character between blanks.
fn is_side(piece: &str) -> bool {
    piece.len() >= 3 && piece.chars().all(|c| matches!(c, '-' | '='))
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

/// The line under the head of a Markdown table.
fn is_rule(text: &str) -> bool {
    let dashes = text.trim_matches(':');
    dashes.len() >= 3 && dashes.bytes().all(|b| b == b'-')
}
