//! Findings to be shown at the cells they are about.

use ogi_report::Severity;

/// Something to be said about one place of a report, such as a finding of the checker.
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
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Note => "提示",
    }
}

/// The marks of a report, handed out to the places they are about; every mark lands somewhere.
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
        let row = pointer.rsplit_once('/').map_or("", |(row, _)| row);
        let is_row = |mark: &Mark| row.matches('/').count() > 1 && mark.pointer == row;
        self.take(|mark, _| mark.pointer == pointer || is_row(mark))
    }

    /// Numbers of the marks on a text.
    pub(crate) fn on_text(&mut self, pointer: &str) -> Vec<usize> {
        self.take(|mark, _| mark.pointer == pointer)
    }

    /// Numbers of the marks on a section and within it that found no place of their own.
    pub(crate) fn on_section(&mut self, pointer: &str) -> Vec<usize> {
        let within = |mark: &Mark| {
            mark.pointer
                .strip_prefix(pointer)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        self.take(|mark, landed| !landed && (mark.pointer == pointer || within(mark)))
    }

    /// Numbers of the marks that found no other place.
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
