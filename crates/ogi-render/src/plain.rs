//! The form as plain text: columns line up where wide characters take two places.

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

/// Rows whose columns but the last line up.
fn flush_left(rows: &[Vec<String>]) -> Vec<String> {
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| plain(cell).width())
            .max()
    };
    let last = rows.first().map_or(0, |row| row.len().saturating_sub(1));
    let widths: Vec<usize> = (0..last).map(|column| width(column).unwrap_or(0)).collect();
    let cell = |(column, cell): (usize, &String)| {
        let cell = plain(cell);
        let space = widths.get(column).map_or(0, |width| width - cell.width());
        format!("{cell}{} |", " ".repeat(space))
    };
    rows.iter()
        .map(|row| {
            row.iter()
                .enumerate()
                .map(cell)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

/// Bars stand between cells and after the last; labels are flush left, numbers flush right.
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
        let known = own
            .iter()
            .zip(group)
            .take_while(|(label, above)| label == above)
            .count();
        for (depth, label) in own
            .iter()
            .enumerate()
            .take(own.len().saturating_sub(1))
            .skip(known)
        {
            grid.push(vec!["  ".repeat(depth) + &plain(label)]);
        }
        group = &own[..own.len().saturating_sub(1)];
        let label = own
            .last()
            .map(|label| "  ".repeat(own.len() - 1) + &plain(label));
        let figures = line
            .figures
            .iter()
            .map(|figure| plain(&figure.text) + &marks(&figure.marks));
        grid.push(label.into_iter().chain(figures).collect());
    }
    let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        grid.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.width())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    grid.iter()
        .map(|row| aligned(row, &widths, labels > 0))
        .collect()
}

fn aligned(row: &[String], widths: &[usize], labelled: bool) -> String {
    if row.len() == 1 && widths.len() > 1 {
        return row[0].clone();
    }
    let cells = row
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, width))| {
            let space = " ".repeat(width - cell.width());
            let is_label = labelled && column == 0;
            if is_label {
                format!("{cell}{space} |")
            } else {
                format!(" {space}{cell} |")
            }
        });
    cells.collect::<Vec<_>>().concat()
}
