//! Marks: findings shown at their cells.

use ogi_report::Severity;

/// A message about one place of a report, such as a finding of the checker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// JSON Pointer of the place: a cell, a row, a text, a section; empty for the whole report.
    pub pointer: String,
    /// How bad it is.
    pub severity: Severity,
    /// One or more sentences in the reader's language, without markup.
    pub message: String,
}

/// The Chinese word for a severity.
pub(crate) fn word(severity: Severity) -> &'static str {
    let words = &ogi_schema::texts::phrases().severities;
    let texts = match severity {
        Severity::Error => &words.error,
        Severity::Warning => &words.warning,
        Severity::Note => &words.note,
    };
    &texts.zh_cn
}

/// The marks of a report, assigned to places of the form. Every mark is assigned, if only to the whole report.
#[derive(Debug)]
pub(crate) struct Anchors<'a> {
    marks: &'a [Mark],
    landed: Vec<bool>,
}

impl<'a> Anchors<'a> {
    pub(crate) fn new(marks: &'a [Mark]) -> Self {
        Self {
            marks,
            landed: vec![false; marks.len()],
        }
    }

    /// Numbers, from 1, of the marks on a cell: its own, and those on its row.
    pub(crate) fn on_cell(&mut self, pointer: &str) -> Vec<usize> {
        // A pointer with one slash is that of a section, whose marks go to its heading.
        let row = match pointer.rsplit_once('/') {
            Some((row, _)) if row.matches('/').count() > 1 => row,
            _ => pointer,
        };
        self.take(|mark, _| mark.pointer == pointer || mark.pointer == row)
    }

    /// Numbers of the marks on a text.
    pub(crate) fn on_text(&mut self, pointer: &str) -> Vec<usize> {
        self.take(|mark, _| mark.pointer == pointer)
    }

    /// Numbers of the marks on a section, and of those within it that have no cell or text of their own.
    pub(crate) fn on_section(&mut self, pointer: &str) -> Vec<usize> {
        self.take(|mark, landed| {
            let rest = mark.pointer.strip_prefix(pointer);
            !landed && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Numbers of the marks that were not assigned elsewhere.
    pub(crate) fn rest(&mut self) -> Vec<usize> {
        self.take(|_, landed| !landed)
    }

    fn take(&mut self, wanted: impl Fn(&Mark, bool) -> bool) -> Vec<usize> {
        let mut taken = Vec::new();
        for (index, (mark, landed)) in self.marks.iter().zip(&mut self.landed).enumerate() {
            if wanted(mark, *landed) {
                *landed = true;
                taken.push(index + 1);
            }
        }
        taken
    }
}
