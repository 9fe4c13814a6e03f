//! Plain text: one cell a line, or cells separated by bars, tabs, commas or gaps.

mod bars;
mod cells;
mod escapes;
mod records;
mod repeats;
mod wrapped;

use std::borrow::Cow;

use ogi_schema::appendix::HEADING;

use crate::error::ImportError;
use crate::grid::{Cell, Page, Ruling, Strip, trim};
use crate::limits::Limits;
use crate::printed::label::Label;
use crate::printed::value;
use bars::Line;

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
        records::records(text, limits.cells)?
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
    if !is_own {
        repeats::empty(&mut page.strips);
    }
    place(&mut page.strips);
    Ok(page)
}

/// The strips of a text, while its lines are read.
#[derive(Default)]
struct Strips {
    rows: Vec<Strip>,
    cells: usize,
    /// Whether the cell of the last line has not been ended by a bar.
    open: bool,
    /// Whether the last line has bars, and none at its end.
    unfinished: bool,
    /// Where the strips begin that follow the last rule between rows.
    after_rule: Option<usize>,
}

fn strips(text: &str, marks: Marks, limits: &Limits) -> Result<Vec<Strip>, ImportError> {
    let mut all = Strips::default();
    for (number, line) in lines(text) {
        let line = if marks.escapes && line.contains('\\') {
            Cow::from(escapes::guarded(line))
        } else {
            Cow::from(line)
        };
        match bars::read(&line, number, marks, limits.cells + 1, &mut all.open) {
            Line::Blank => {}
            Line::End => all.unfinished = false,
            Line::Rule => all.rule(),
            Line::Cells(mut strip) => {
                if let Cow::Owned(_) = line {
                    for cell in &mut strip.cells {
                        cell.text = escapes::unguarded(&cell.text).into();
                    }
                }
                all.push(strip, limits.cells)?;
                all.unfinished =
                    !marks.bars_only && line.contains('|') && !line.trim_end().ends_with('|');
            }
        }
    }
    Ok(all.rows)
}

impl Strips {
    fn push(&mut self, strip: Strip, most: usize) -> Result<(), ImportError> {
        self.cells += strip.cells.len();
        if self.cells > most {
            return Err(ImportError::TooManyCells { limit: most });
        }
        if strip.ruling == Ruling::Plain {
            self.after_rule = None;
        }
        let unfinished = self.unfinished;
        match self
            .rows
            .last_mut()
            .filter(|last| is_unfinished(last, unfinished, &strip))
        {
            Some(last) => go_on(last, strip),
            None => self.rows.push(strip),
        }
        Ok(())
    }

    /// A line between rows: what stands between two of them is one row.
    fn rule(&mut self) {
        self.open = false;
        self.unfinished = false;
        if let Some(from) = self.after_rule {
            wrapped::join(&mut self.rows, from);
        }
        self.after_rule = Some(self.rows.len());
    }
}

/// Whether a remark in brackets goes on in the next line with the cell that the line before it did not end.
fn is_unfinished(last: &Strip, unfinished: bool, next: &Strip) -> bool {
    let number = last
        .cells
        .last()
        .is_some_and(|cell| value::is_value(&cell.text));
    let is_remark = |cell: &Cell| {
        cell.text.starts_with(['(', '（']) && Label::parse(&cell.text).ordinal.is_none()
    };
    unfinished && number && next.cells.first().is_some_and(is_remark)
}

/// Appends a line to the one whose last cell it goes on with.
fn go_on(last: &mut Strip, next: Strip) {
    let mut cells = next.cells.into_iter();
    if let (Some(open), Some(rest)) = (last.cells.last_mut(), cells.next()) {
        open.text = format!("{}\n{}", open.text, rest.text).into();
    }
    last.cells.extend(cells);
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

/// A line without the marks that Markdown puts before headings.
fn without_heading_mark(text: &str) -> &str {
    let rest = text.trim_start_matches('#');
    if rest.starts_with(' ') && text.len() - rest.len() <= 6 {
        trim(rest)
    } else {
        text
    }
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
