//! The form as Markdown, with tables and footnotes as GitHub reads them. Spans are written out row by row.

use ogi_schema::appendix::{FINDINGS, HEADING};

use crate::escape::{markdown as escape, paragraph};
use crate::layout::{Block, Figure, Heading, Page, Table, Text};
use crate::listing::{Listing, listings};

pub(crate) fn render(page: &Page) -> String {
    let mut blocks = vec![format!("# {}", heading(&page.title))];
    text(&mut blocks, &page.preamble);
    for section in &page.sections {
        blocks.push(format!("## {}", heading(&section.heading)));
        for block in &section.blocks {
            match block {
                Block::Text(part) => text(&mut blocks, part),
                Block::Table(part) => table(&mut blocks, part),
            }
        }
    }
    blocks.push(paragraph(&page.agency));
    if !page.date.is_empty() {
        blocks.push(escape(&page.date));
    }
    if !page.appendix.is_empty() {
        blocks.push(format!("## {HEADING}"));
    }
    for list in &page.appendix {
        blocks.push(format!("### {}", list.title));
        let mut lines = vec![row(list.columns.iter().map(|column| escape(column)))];
        lines.push(row(list.columns.iter().map(|_| "---".to_owned())));
        lines.extend(
            list.rows
                .iter()
                .map(|cells| row(cells.iter().map(|cell| escape(cell)))),
        );
        blocks.push(lines.join("\n"));
    }
    if !page.notes.is_empty() {
        blocks.push(format!("## {FINDINGS}"));
    }
    for (number, note) in (1..).zip(&page.notes) {
        let (place, message) = (escape(&note.place), escape(&note.message));
        blocks.push(format!(
            "[^{number}]: {place}：**{}**：{message}",
            note.severity.1
        ));
    }
    blocks.join("\n\n") + "\n"
}

fn marks(numbers: &[usize]) -> String {
    numbers
        .iter()
        .map(|number| format!("[^{number}]"))
        .collect::<Vec<_>>()
        .concat()
}

fn heading(heading: &Heading) -> String {
    escape(&heading.words) + &marks(&heading.marks)
}

fn text(blocks: &mut Vec<String>, text: &Text) {
    if let Some(head) = &text.head {
        blocks.push(format!("### {}", escape(head)));
    }
    let mut paragraphs: Vec<_> = text.paragraphs.iter().map(|text| paragraph(text)).collect();
    match paragraphs.last_mut() {
        Some(last) => last.push_str(&marks(&text.marks)),
        None => paragraphs.extend((!text.marks.is_empty()).then(|| marks(&text.marks))),
    }
    blocks.append(&mut paragraphs);
}

fn table(blocks: &mut Vec<String>, table: &Table) {
    blocks.extend(table.title().map(|title| format!("**{}**", escape(title))));
    for listing in listings(table) {
        blocks.extend(listing.band.map(|band| format!("**{}**", escape(band))));
        blocks.push(rows(&listing).join("\n"));
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn rows(listing: &Listing<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (index, head) in listing.heads.iter().enumerate() {
        lines.push(row(head.iter().map(|label| escape(label))));
        if index == 0 {
            let labels = listing.rows.first().map_or(0, |line| line.labels.len());
            let mut rules = vec!["---".to_owned(); labels];
            rules.resize(head.len(), "---:".to_owned());
            lines.push(row(rules.into_iter()));
        }
    }
    for line in &listing.rows {
        let labels = line.labels.iter().map(|label| escape(label));
        lines.push(row(
            labels.chain(line.figures.iter().map(|figure| self::figure(figure)))
        ));
    }
    lines
}

fn figure(figure: &Figure) -> String {
    escape(&figure.text) + &marks(&figure.marks)
}
