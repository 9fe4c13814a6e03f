//! What is said about the reports that one is compared with.

use ogi_report::Language;

use crate::language::say;

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
        match self {
            Self::Previous => say(language, "上一年度报告", "prior year's report"),
            Self::Child => say(language, "所属单位报告", "report of a part"),
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
    match (language, faults) {
        (Language::Chinese, _) => format!("{name} {path} 有 {faults} 处结构问题：ogi check {path}"),
        (Language::English, 1) => format!("{name} {path} has 1 fault of shape: ogi check {path}"),
        (Language::English, _) => {
            format!("{name} {path} has {faults} faults of shape: ogi check {path}")
        }
    }
}

/// The other report is of another year than it should be.
pub(crate) fn other_year(
    report: OtherReport,
    path: &str,
    (expected, found): (i64, i64),
    language: Language,
) -> String {
    let name = report.name(language);
    match language {
        Language::Chinese => format!("{name} {path} 是 {found} 年度的，应为 {expected} 年度"),
        Language::English => format!("{name} {path} is of {found}, not of {expected}"),
    }
}
