//! `rules-need-rulemaking-power`: only bodies that may make 规章 can report any (立法法; plausibility, warning).

use ogi_report::{AgencyKind, Exact, Missing, Part, Place};

use super::{Findings, examined};
use crate::view::View;

const KIND: Place = Place::new("/agency/kind");
const RULES: Part = Part::new("/proactive_disclosure/rules");

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    let kind = report
        .text(&KIND)
        .and_then(|code| AgencyKind::listed(&code));
    match kind.as_ref().and_then(AgencyKind::may_make_rules) {
        None => findings.not_assessed(&[(
            KIND.pointer(),
            report.missing(&KIND).unwrap_or(Missing::Invalid),
        )]),
        Some(true) => findings.passed(RULES.pointer()),
        Some(false) => none_reported(report, findings),
    }
}

fn none_reported(report: View<'_>, findings: &mut Findings<'_>) {
    let (mut largest, mut missing) = (Exact::ZERO, Vec::new());
    for (at, value) in report.numbers(&RULES) {
        match value {
            Ok(number) => largest = largest.max(number),
            Err(why) => missing.push((at.pointer(), why)),
        }
    }
    if largest > Exact::ZERO {
        let operands = report
            .numbers(&RULES)
            .map(|(at, value)| examined(at.pointer(), value))
            .collect();
        findings.failed_over(
            RULES.pointer(),
            vec![("value", largest.to_string())],
            operands,
        );
    } else if missing.is_empty() {
        findings.passed(RULES.pointer());
    } else {
        findings.not_assessed(&missing);
    }
}
