//! `prior-report-comparable`: the prior report is of the same agency and the same scope (logical, warning).

use ogi_report::definition::Other;

use super::Findings;
use crate::facts::View;

pub(crate) fn check(report: View<'_>, previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    let Some(previous) = previous else { return findings.other_not_given(Other::Previous) };
    let both = |at: &str| Some((previous.text(at)?, report.text(at)?));
    let agency = if both("/agency/uscc").is_some() { ("/agency/uscc", "uscc") } else { ("/agency/name", "name") };
    let mut comparable = true;
    for (at, property) in [agency, ("/scope", "scope")] {
        if let Some((prior, stated)) = both(at).filter(|(prior, stated)| prior != stated) {
            comparable = false;
            let argument = |value: &str| value.to_owned();
            findings.failed(
                at,
                vec![("property", argument(property)), ("prior", argument(prior)), ("stated", argument(stated))],
            );
        }
    }
    if comparable {
        findings.passed(agency.0);
    }
}
