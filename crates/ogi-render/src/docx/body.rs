//! The text of a Word document, with its comments.

use ogi_schema::appendix::{FINDINGS, HEADING};

use super::{DECLARATION, MAIN, table};
use crate::escape::{markup, push};
use crate::layout::{Block, Cell, Heading, Page, Table, Text};

/// A4 with the margins of official documents, in twentieths of a point.
const PAGE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1701\" w:right=\"1361\" w:bottom=\"1701\" w:left=\"1361\" w:header=\"851\" w:footer=\"992\" \
    w:gutter=\"0\"/></w:sectPr>";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The text written so far, and its number of comments.
pub(super) struct Body<'a> {
    pub(super) page: &'a Page,
    pub(super) out: String,
    comments: usize,
}

pub(super) fn render(page: &Page) -> String {
    let out =
        format!("{DECLARATION}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{RELATIONSHIPS}\"><w:body>");
    let mut body = Body {
        page,
        out,
        comments: 0,
    };
    body.title();
    body.text(&page.preamble);
    for section in &page.sections {
        body.heading("Heading1", &section.heading);
        for block in &section.blocks {
            match block {
                Block::Text(text) => body.text(text),
                Block::Table(table) => table::render(&mut body, table),
            }
        }
    }
    body.paragraph("Signature", "", &[]);
    body.paragraph("Signature", &page.agency, &[]);
    body.paragraph("Signature", &page.date, &[]);
    body.appendix();
    body.notes();
    body.out + PAGE + "</w:body></w:document>"
}

/// The marks in the order in which the body comments on them.
pub(super) fn anchors(page: &Page) -> Vec<usize> {
    let mut numbers = page.title.marks.clone();
    numbers.extend(&page.preamble.marks);
    for section in &page.sections {
        numbers.extend(&section.heading.marks);
        for block in &section.blocks {
            match block {
                Block::Text(text) => numbers.extend(&text.marks),
                Block::Table(table) => numbers.extend(on_cells(table)),
            }
        }
    }
    numbers
}

fn on_cells(table: &Table) -> impl Iterator<Item = usize> {
    let figures = table.cells.iter().filter_map(Cell::figure);
    figures.flat_map(|figure| figure.marks.iter().copied())
}

impl Body<'_> {
    fn heading(&mut self, style: &str, heading: &Heading) {
        self.paragraph(style, &heading.words, &heading.marks);
    }

    /// The title, on a line of its own after that of the agency.
    fn title(&mut self) {
        let title = &self.page.title;
        let rest = title
            .words
            .strip_prefix(&self.page.agency)
            .unwrap_or_default();
        let lines = [self.page.agency.as_str(), rest].map(markup);
        self.runs(
            "Title",
            &lines.map(|line| run(&line)).join("<w:r><w:br/></w:r>"),
            &title.marks,
        );
    }

    /// A paragraph, with a comment on all of it for each mark.
    pub(super) fn paragraph(&mut self, style: &str, text: &str, marks: &[usize]) {
        let text = if text.is_empty() {
            String::new()
        } else {
            run(&markup(text))
        };
        self.runs(style, &text, marks);
    }

    fn runs(&mut self, style: &str, runs: &str, marks: &[usize]) {
        let comments = self.comments..self.comments + marks.len();
        self.comments = comments.end;
        push(
            &mut self.out,
            format_args!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"),
        );
        self.out.extend(
            comments
                .clone()
                .map(|id| format!("<w:commentRangeStart w:id=\"{id}\"/>")),
        );
        self.out += runs;
        self.out.extend(comments.map(|id| {
            format!(
                "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
            )
        }));
        self.out += "</w:p>";
    }

    fn text(&mut self, text: &Text) {
        if let Some(head) = &text.head {
            self.paragraph("Heading2", head, &[]);
        }
        let (first, rest) = match text.paragraphs.split_first() {
            Some((first, rest)) => (first.as_str(), rest),
            None if text.marks.is_empty() && text.pointer == "/preamble" => return,
            None => ("", &[][..]),
        };
        self.paragraph("BodyText", first, &text.marks);
        for paragraph in rest {
            self.paragraph("BodyText", paragraph, &[]);
        }
    }

    fn appendix(&mut self) {
        if !self.page.appendix.is_empty() {
            self.paragraph("Heading1", HEADING, &[]);
        }
        for list in &self.page.appendix {
            self.paragraph("Heading2", list.title, &[]);
            table::list(self, list);
        }
    }

    fn notes(&mut self) {
        if !self.page.notes.is_empty() {
            self.paragraph("Heading1", FINDINGS, &[]);
        }
        for (number, note) in (1..).zip(&self.page.notes) {
            let text = format!(
                "[{number}] {}：{}：{}",
                note.place, note.severity.1, note.message
            );
            self.paragraph("Aside", &text, &[]);
        }
    }
}

/// A run of escaped text.
fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}
