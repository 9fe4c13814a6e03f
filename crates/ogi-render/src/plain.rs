//! The form as plain text, aligned for fonts in which a wide character takes two columns.

use ogi_schema::appendix::{FINDINGS, HEADING};
use unicode_width::UnicodeWidthStr as _;

use crate::escape::plain;
use crate::layout::{Block, Heading, Page, Table, Text};
use crate::listing::{Listing, listings};

/// Columns of a page.
const WIDTH: usize = 80;

pub(crate) fn render(page: &Page) -> String {
    let mut lines = vec![centred(&heading(&page.title)), String::new()];
    text(&mut lines, &page.preamble);
    for section in &page.sections {
        lines.extend([String::new(), heading(&section.heading), String::new()]);
        for block in &section.blocks {
            match block {
                Block::Text(part) => text(&mut lines, part),
                Block::Table(part) => table(&mut lines, part),
            }
        }
    }
    lines.extend([String::new(), flush_right(&page.agency)]);
    if !page.date.is_empty() {
        lines.push(flush_right(&page.date));
    }
    if !page.appendix.is_empty() {
        lines.extend([String::new(), HEADING.to_owned()]);
    }
    for list in &page.appendix {
        lines.extend([String::new(), list.title.to_owned()]);
        let head = list
            .columns
            .iter()
            .map(|&column| column.to_owned())
            .collect();
        lines.extend(flush_left(&[&[head], &list.rows[..]].concat()));
    }
    if !page.notes.is_empty() {
        lines.extend([String::new(), FINDINGS.to_owned()]);
    }
    for (number, note) in (1..).zip(&page.notes) {
        let (place, message) = (plain(&note.place), plain(&note.message));
        lines.push(format!(
            "[注{number}] {place}：{}：{message}",
            note.severity.1
        ));
    }
    lines.join("\n") + "\n"
}

fn marks(numbers: &[usize]) -> String {
    numbers
        .iter()
        .map(|number| format!("[注{number}]"))
        .collect::<Vec<_>>()
        .concat()
}

fn heading(heading: &Heading) -> String {
    plain(&heading.words) + &marks(&heading.marks)
}

fn centred(text: &str) -> String {
    " ".repeat(WIDTH.saturating_sub(text.width()) / 2) + text
}

fn flush_right(text: &str) -> String {
    let text = plain(text);
    " ".repeat(WIDTH.saturating_sub(text.width())) + &text
}

fn text(lines: &mut Vec<String>, text: &Text) {
    lines.extend(text.head.as_ref().map(|head| format!("　　{head}")));
    let first = lines.len();
    lines.extend(
        text.paragraphs
            .iter()
            .map(|paragraph| format!("　　{}", plain(paragraph.trim()))),
    );
    match lines[first..].last_mut() {
        Some(last) => last.push_str(&marks(&text.marks)),
        None => {
            lines.extend((!text.marks.is_empty()).then(|| format!("　　{}", marks(&text.marks))));
        }
    }
}

fn table(lines: &mut Vec<String>, table: &Table) {
    lines.extend(
        table
            .title()
            .into_iter()
            .flat_map(|title| [String::new(), title.to_owned()]),
    );
    for (index, listing) in listings(table).into_iter().enumerate() {
        if index > 0 {
            lines.push(String::new());
        }
        lines.extend(listing.band.map(str::to_owned));
        lines.extend(rows(&listing));
    }
}

/// Rows in which all columns except the last are aligned.
fn flush_left(rows: &[Vec<String>]) -> Vec<String> {
    let mut grid: Vec<Vec<String>> = Vec::new();
    for row in rows {
        grid.push(row.iter().map(|cell| plain(cell)).collect());
    }
    let mut widths = widths(&grid);
    widths.pop();
    let mut lines = Vec::new();
    for row in &grid {
        let mut cells = Vec::new();
        for (column, cell) in row.iter().enumerate() {
            let space = match widths.get(column) {
                Some(width) => " ".repeat(width - cell.width()),
                None => String::new(),
            };
            cells.push(format!("{cell}{space} |"));
        }
        lines.push(cells.join(" "));
    }
    lines
}

/// The width of each column, given cells that are plain already.
fn widths(grid: &[Vec<String>]) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for row in grid {
        for (column, cell) in row.iter().enumerate() {
            if column == widths.len() {
                widths.push(0);
            }
            widths[column] = widths[column].max(cell.width());
        }
    }
    widths
}

/// Rows with bars between cells and after the last; labels are flush left, numbers flush right.
fn rows(listing: &Listing<'_>) -> Vec<String> {
    let labels = listing.rows.first().map_or(0, |line| line.labels.len());
    let mut grid: Vec<Vec<String>> = Vec::new();
    for head in &listing.heads {
        let corner = (labels > 0).then(|| plain(head[0]));
        grid.push(
            corner
                .into_iter()
                .chain(head[labels..].iter().map(|label| plain(label)))
                .collect(),
        );
    }
    let mut group: &[&str] = &[];
    for line in &listing.rows {
        let own = &line.labels[..line.depth];
        let (last, outer) = match own.split_last() {
            Some((last, outer)) => (Some(last), outer),
            None => (None, own),
        };
        // Outer labels that the rows above have not printed yet, each on a line of its own.
        let same = outer
            .iter()
            .zip(group)
            .take_while(|(own, above)| own == above);
        let known = same.count();
        for (depth, label) in outer.iter().enumerate().skip(known) {
            grid.push(vec!["  ".repeat(depth) + &plain(label)]);
        }
        group = outer;
        let mut row = Vec::new();
        if let Some(label) = last {
            row.push("  ".repeat(outer.len()) + &plain(label));
        }
        for figure in &line.figures {
            row.push(plain(&figure.text) + &marks(&figure.marks));
        }
        grid.push(row);
    }
    let widths = widths(&grid);
    grid.iter()
        .map(|row| aligned(row, &widths, labels > 0))
        .collect()
}

fn aligned(row: &[String], widths: &[usize], labelled: bool) -> String {
    if row.len() == 1 && widths.len() > 1 {
        return row[0].clone();
    }
    let mut line = String::new();
    for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
        let space = " ".repeat(width - cell.width());
        if labelled && column == 0 {
            line.extend([cell.as_str(), &space, " |"]);
        } else {
            line.extend([" ", &space, cell.as_str(), " |"]);
        }
    }
    line
}
