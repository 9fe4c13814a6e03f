//! Counting what was found about one file.

use ogi_report::{Outcome, Severity};

use super::{CheckedFile, Finding};

/// Faults and violations of one file by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BySeverity {
    /// Faults, and violations of severity error.
    pub errors: usize,
    /// Violations of severity warning.
    pub warnings: usize,
    /// Violations of severity note.
    pub notes: usize,
}

impl CheckedFile {
    /// The rules that are violated.
    pub fn violations(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.outcome == Outcome::Failed)
    }

    /// The violations that no fault already says.
    pub fn own_violations(&self) -> impl Iterator<Item = &Finding> {
        self.violations().filter(|finding| !finding.is_fault)
    }

    /// Whether there is neither fault nor violation.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty() && self.own_violations().next().is_none()
    }

    /// Faults and violations by severity.
    #[must_use]
    pub fn counts(&self) -> BySeverity {
        let count = |severity| {
            self.own_violations()
                .filter(|finding| finding.severity == severity)
                .count()
        };
        BySeverity {
            errors: self.faults.len() + count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }
}

impl Finding {
    /// Line of the file, and the column where it is known.
    #[must_use]
    pub fn line_and_column(&self) -> Option<(usize, Option<usize>)> {
        let document = self
            .position
            .map(|position| (position.line, Some(position.column)));
        document.or(self
            .printed_at
            .map(|printed| (printed.line_in_text(), None)))
    }
}
