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
    let (mut stated, mut missing) = (0, Vec::new());
    for (at, why) in report.missing_beside(&HANDLING, &UNDIVIDED) {
        match why {
            None => stated += 1,
            // The other rows are expected to be blank.
            Some(Missing::Blank) => {}
            Some(why) => missing.push((at.pointer(), why)),
        }
    }
    if stated > 0 {
        findings.failed(UNDIVIDED.pointer(), vec![("value", stated.to_string())]);
    } else if missing.is_empty() {
        findings.passed(UNDIVIDED.pointer());
    } else {
        findings.not_assessed(&missing);
    }
}
