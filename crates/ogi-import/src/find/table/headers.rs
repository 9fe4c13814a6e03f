//! Headers that stand side by side in a line of text.

use super::loose::piece;
use super::{Block, MOST_PARTS, Reader};
use crate::form::{Match, Role, Table};
use crate::grid::{Cell, Strip};
use crate::printed::label::Label;

impl Reader<'_, '_> {
    /// A line of plain text that holds headers side by side.
    pub(super) fn headers_apart(&mut self, cell: &Cell, strip: &Strip) -> bool {
        if strip.cells.len() > 1 || !cell.text.contains(char::is_whitespace) {
            return false;
        }
        let parts: Vec<&str> = cell.text.split_whitespace().take(MOST_PARTS + 1).collect();
        let mut matches = Vec::with_capacity(parts.len());
        for part in &parts {
            let found = self.matcher.find(part, None);
            let heads = |found: &Match| matches!(found.role, Role::Header | Role::Heading);
            matches.push(found.filter(heads));
        }
        let known = matches.iter().flatten().filter(|found| found.exact).count();
        // Letters of one spaced header, as in `商 业 企 业`, are no headers of their own.
        let is_whole = |part: &&str| part.chars().nth(1).is_some();
        let all_known = matches.iter().all(Option::is_some);
        let some_known = known >= 2 && parts.iter().all(is_whole);
        if parts.len() < 2 || parts.len() > MOST_PARTS {
            return false;
        }
        if !(all_known || some_known) {
            return self.spaced_headers(cell, &parts, strip);
        }
        for (part, found) in parts.iter().zip(matches) {
            let part = piece(cell, part);
            match found {
                Some(found) => self.label(&part, &found, strip.ruling),
                None if self.block == Block::Headers => self.header_cell(&part, None),
                None => {}
            }
        }
        true
    }

    /// A line in which letters of headers are set apart, as in `商 业 企 业 科研机构`.
    fn spaced_headers(&mut self, cell: &Cell, parts: &[&str], strip: &Strip) -> bool {
        let Some(heads) = spaced(self.table, parts) else {
            return false;
        };
        let mut matches = Vec::with_capacity(heads.len());
        for head in &heads {
            let found = self.matcher.find(head, None).filter(|found| found.exact);
            matches.extend(found.filter(|found| found.role == Role::Header));
        }
        if heads.len() < 2 || matches.len() < heads.len() {
            return false;
        }
        for (head, found) in heads.iter().zip(matches) {
            self.label(&piece(cell, head), &found, strip.ruling);
        }
        true
    }
}

/// The headers that parts of a line make up, with nothing left over: of several that begin alike the longest.
pub(super) fn spaced(table: &Table, parts: &[&str]) -> Option<Vec<String>> {
    let words: Vec<Vec<char>> = parts.iter().map(|part| Label::parse(part).words).collect();
    let headers = table
        .labels
        .iter()
        .filter(|label| label.role == Role::Header);
    let spellings: Vec<&Label> = headers.flat_map(|label| &label.spellings).collect();
    let mut heads = Vec::new();
    let mut from = 0;
    while from < parts.len() {
        let lengths = spellings
            .iter()
            .filter_map(|own| covered(&words[from..], own));
        let count = lengths.max()?;
        heads.push(parts[from..from + count].concat());
        from += count;
    }
    Some(heads)
}

/// How many parts make up a spelling, if some do.
fn covered(parts: &[Vec<char>], spelling: &Label) -> Option<usize> {
    let mut rest = spelling.words.as_slice();
    for (at, part) in parts.iter().enumerate() {
        rest = rest.strip_prefix(part.as_slice())?;
        if rest.is_empty() {
            return Some(at + 1);
        }
    }
    None
}
