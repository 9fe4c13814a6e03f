//! `undivided-stands-alone`: 其他处理 is given as one row or as three, not both (logical, warning).

use ogi_report::{Missing, Part};

use super::Findings;
use crate::view::{At, View};

const HANDLING: Part = Part::new("/requests/outcomes/other_handling");
const UNDIVIDED: Part = Part::new("/requests/outcomes/other_handling/undivided");

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    if !report.has(&UNDIVIDED) {
        return findings.passed(UNDIVIDED.pointer());
    }
    let rows = || report.missing_beside(&HANDLING, &UNDIVIDED);
    let stated = rows().filter(|(_, missing)| missing.is_none()).count();
    let unknown = |(at, missing): (At, Option<Missing>)| {
        Some((at.pointer(), missing.filter(|why| *why != Missing::Blank)?))
    };
    let missing: Vec<_> = rows().filter_map(unknown).collect();
    if stated > 0 {
        findings.failed(UNDIVIDED.pointer(), vec![("value", stated.to_string())]);
    } else if missing.is_empty() {
        findings.passed(UNDIVIDED.pointer());
    } else {
        findings.not_assessed(&missing);
    }
}
