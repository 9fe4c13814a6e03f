//! What to say about the reports that one is compared with.

use std::fmt::Display;

use ogi_report::Language;

use crate::words::{filled, say, words};

/// What one report is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OtherReport {
    /// That of the prior year.
    Previous,
    /// That of a part.
    Child,
}

impl OtherReport {
    /// The year it should be of, beside a report of this year.
    pub(crate) fn year(self, year: i64) -> i64 {
        match self {
            Self::Previous => year.saturating_sub(1),
            Self::Child => year,
        }
    }

    fn name(self, language: Language) -> &'static str {
        let words = &words().comparison;
        match self {
            Self::Previous => say(&words.previous, language),
            Self::Child => say(&words.child, language),
        }
    }
}

/// The other report is not of the shape of its edition.
pub(crate) fn faults_of_shape(
    report: OtherReport,
    path: &str,
    faults: usize,
    language: Language,
) -> String {
    let name = report.name(language);
    words().comparison.faults_of_shape.filled(
        faults,
        language,
        &[("report", &name), ("path", &path)],
    )
}

/// The other report is of another year than it should be.
pub(crate) fn other_year(
    report: OtherReport,
    path: &str,
    (expected, found): (i64, i64),
    language: Language,
) -> String {
    let name = report.name(language);
    let values: [(&str, &dyn Display); 4] = [
        ("report", &name),
        ("path", &path),
        ("found", &found),
        ("expected", &expected),
    ];
    filled(&words().comparison.other_year, language, &values)
}
