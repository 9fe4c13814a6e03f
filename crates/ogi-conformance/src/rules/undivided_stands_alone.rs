//! `undivided-stands-alone`: 其他处理 is given as one row or as three, not both (logical, warning).

use ogi_report::{Missing, Part};

use super::Findings;
use crate::view::View;

const HANDLING: Part = Part::new("/requests/outcomes/other_handling");
const UNDIVIDED: Part = Part::new("/requests/outcomes/other_handling/undivided");

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    if !report.has(&UNDIVIDED) {
        return findings.passed(UNDIVIDED.pointer());
    }
    let rows: Vec<_> = report.stated(&HANDLING).filter(|(at, _)| !at.starts_with(UNDIVIDED.pointer())).collect();
    let stated = rows.iter().filter(|(_, number)| number.is_ok()).count();
    let missing: Vec<_> = rows.iter().filter_map(|(at, number)| Some((*at, number.err()?))).collect();
    let missing: Vec<_> = missing.into_iter().filter(|(_, missing)| *missing != Missing::Blank).collect();
    if stated > 0 {
        findings.failed(UNDIVIDED.pointer(), vec![("value", stated.to_string())]);
    } else if missing.is_empty() {
        findings.passed(UNDIVIDED.pointer());
    } else {
        findings.not_assessed(&missing);
    }
}
