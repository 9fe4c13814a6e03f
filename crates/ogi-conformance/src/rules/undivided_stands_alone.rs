//! `undivided-stands-alone`: 其他处理 is given as one row or as three, not both (logical, warning).

use ogi_report::{Leaf, Missing};

use super::Findings;
use crate::facts::View;

const HANDLING: &str = "/requests/outcomes/other_handling";
const UNDIVIDED: &str = "/requests/outcomes/other_handling/undivided";

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    if !report.has(UNDIVIDED) {
        return findings.passed(UNDIVIDED);
    }
    let rows: Vec<_> = report.stated_below(HANDLING).filter(|(at, _)| !at.starts_with(UNDIVIDED)).collect();
    let stated = rows.iter().filter(|(_, leaf)| leaf.number().is_some()).count();
    let unknown = |leaf: &Leaf<'_>| leaf.missing().filter(|missing| *missing != Missing::Blank);
    let missing: Vec<_> = rows.iter().filter_map(|(at, leaf)| Some((*at, unknown(leaf)?))).collect();
    if stated > 0 {
        findings.failed(UNDIVIDED, vec![("value", stated.to_string())]);
    } else if missing.is_empty() {
        findings.passed(UNDIVIDED);
    } else {
        findings.not_assessed(&missing);
    }
}
