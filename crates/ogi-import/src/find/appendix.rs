//! The appendix of a form that this project printed, taken off the page and read.

use ogi_schema::appendix::{self, EXTENSIONS, FACTS, FINDINGS, HEADING, LISTS, NOTES, WITHIN};
use ogi_schema::{Definition, Schema};

use crate::grid::{Cell, Page, Strip};

/// What an appendix says.
#[derive(Debug, Default)]
pub(crate) struct Appendix {
    /// Rows on single values.
    pub(crate) facts: Vec<Row>,
    /// Rows on notes: place, what was printed, why no number is there.
    pub(crate) notes: Vec<Row>,
    /// Rows on extensions: place, label and value.
    pub(crate) extensions: Vec<Row>,
    /// Rows whose pointer and label name different places.
    pub(crate) contradicted: Vec<Row>,
}

/// A row of a list.
#[derive(Debug)]
pub(crate) struct Row {
    /// JSON Pointer, as printed.
    pub(crate) at: String,
    /// The other cells.
    pub(crate) cells: Vec<Cell>,
}

impl Row {
    /// What the last cell says, as spelled.
    pub(crate) fn said(&self) -> &str {
        self.cells.last().map_or("", |cell| &cell.text)
    }

    fn names_its_place(&self, schema: &Schema, report: &Definition) -> bool {
        let printed = self
            .cells
            .first()
            .map_or_else(String::new, |cell| squash(&cell.text));
        let place = squash(&appendix::place(schema, report, &self.at));
        printed
            .strip_prefix(&place)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('：'))
    }
}

impl Appendix {
    /// Takes the appendix off the end of a page, and what checks have found in the report.
    pub(crate) fn take(page: &mut Page) -> Option<Self> {
        let is_list = |strip: &Strip| LISTS.iter().any(|list| is(strip, list.title));
        let begins = page
            .strips
            .windows(2)
            .rposition(|pair| is(&pair[0], HEADING) && is_list(&pair[1]));
        let findings = page.strips.iter().rposition(|strip| is(strip, FINDINGS));
        let explains = |at: &usize| {
            page.strips[at + 1..]
                .iter()
                .all(|strip| strip.text().contains('：'))
        };
        if let Some(findings) = findings.filter(explains) {
            page.strips.truncate(findings);
        }
        let strips = page.strips.split_off(begins?);
        Some(Self::read(&strips))
    }

    fn read(strips: &[Strip]) -> Self {
        let mut read = Self::default();
        let mut list = None;
        for strip in strips {
            list = LISTS
                .into_iter()
                .find(|list| is(strip, list.title))
                .or(list);
            let cells: Vec<&Cell> = strip
                .cells
                .iter()
                .filter(|cell| !cell.is_blank() && !cell.continued)
                .collect();
            let Some(list) = list.filter(|list| list.columns.len() == cells.len()) else {
                continue;
            };
            if cells
                .iter()
                .zip(list.columns)
                .all(|(cell, column)| &*cell.text == *column)
            {
                continue;
            }
            let row = Row {
                at: cells[0].text.to_string(),
                cells: cells[1..].iter().map(|&cell| cell.clone()).collect(),
            };
            match list {
                FACTS => read.facts.push(row),
                NOTES => read.notes.push(row),
                EXTENSIONS => read.extensions.push(row),
                _ => {}
            }
        }
        read
    }

    /// Sets rows aside that name one place by their pointer and another by their label: they may have been moved or
    /// overwritten, and nothing tells which of the two is right.
    pub(crate) fn set_contradictions_aside(&mut self, schema: &Schema, report: &Definition) {
        for rows in [&mut self.facts, &mut self.notes] {
            let contradicts = |row: &mut Row| !row.names_its_place(schema, report);
            self.contradicted.extend(rows.extract_if(.., contradicts));
        }
    }

    /// The first row on a value.
    pub(crate) fn fact(&self, at: &str) -> Option<&Row> {
        self.facts.iter().find(|row| row.at == at)
    }

    /// A single value as it was before it was spelled.
    pub(crate) fn value(&self, at: &str) -> Option<String> {
        appendix::read(self.fact(at)?.said())
    }

    /// Whether it says that an object is there whose members may all state nothing.
    pub(crate) fn has(&self, at: &str) -> bool {
        self.fact(at)
            .is_some_and(|row| row.said() == appendix::PRESENT)
    }

    /// The paragraphs that a text has.
    pub(crate) fn paragraphs(&self, at: &str) -> Option<usize> {
        appendix::read_paragraphs(self.fact(at)?.said())
    }

    /// The texts at or below a place, with the paragraphs that each has.
    pub(crate) fn texts(&self, within: &str) -> impl Iterator<Item = (&str, usize)> {
        let is_within = move |at: &str| {
            at.strip_prefix(within)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let rows = self.facts.iter().filter(move |row| is_within(&row.at));
        rows.filter_map(|row| Some((row.at.as_str(), appendix::read_paragraphs(row.said())?)))
    }

    /// A text of which these are the paragraphs: spelled as the appendix spells it, if it is the same text.
    pub(crate) fn text(&self, at: &str, paragraphs: &[Strip]) -> String {
        let printed = crate::find::narrative::text(paragraphs);
        let pieces = self
            .facts
            .iter()
            .filter(|row| row.at == at && row.said().starts_with('"'));
        let spelled: Option<String> = pieces.map(|row| appendix::read(row.said())).collect();
        spelled
            .filter(|spelled| !spelled.is_empty() && squash(spelled) == squash(&printed))
            .unwrap_or(printed)
    }
}

/// Whether a line of its own says just this.
fn is(strip: &Strip, words: &str) -> bool {
    strip.sole().is_some_and(|cell| &*cell.text == words)
}

/// A text without what kinds of files drop or change: blanks, bars, marks of headings, characters without a look.
pub(crate) fn squash(text: &str) -> String {
    let is_kept = |c: &char| {
        let is_bar = matches!(c, '|' | '｜' | '│' | '┃' | '#');
        let is_none = u32::from(*c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(c);
        !(c.is_whitespace()
            || c.is_control()
            || is_bar
            || is_none
            || matches!(c, '\u{200b}' | '\u{feff}' | '\u{fffd}'))
    };
    text.replace(WITHIN.trim(), "")
        .chars()
        .filter(is_kept)
        .collect()
}
