//! `prior-report-comparable`: the prior report is of the same agency and the same scope (logical, warning).

use ogi_report::Place;
use ogi_report::definition::Other;

use super::Findings;
use crate::view::View;

const NAME: Place = Place::new("/agency/name");
const USCC: Place = Place::new("/agency/uscc");
const SCOPE: Place = Place::new("/scope");

pub(crate) fn check(report: View<'_>, previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    let Some(previous) = previous else {
        return findings.other_not_given(Other::Previous);
    };
    let both = |at: &Place| Some((previous.text(at)?, report.text(at)?));
    let agency = if both(&USCC).is_some() {
        (USCC, "uscc")
    } else {
        (NAME, "name")
    };
    let mut comparable = true;
    for (at, property) in [agency, (SCOPE, "scope")] {
        if let Some((prior, stated)) = both(&at).filter(|(prior, stated)| prior != stated) {
            comparable = false;
            let arguments = [
                ("property", property.into()),
                ("prior", prior),
                ("stated", stated),
            ];
            findings.failed(
                at.pointer(),
                arguments
                    .map(|(name, value)| (name, value.into_owned()))
                    .to_vec(),
            );
        }
    }
    if both(&agency.0).is_none() {
        let missing = |at, view: View<'_>| Some((at, view.missing(&NAME)?));
        let missing: Vec<_> = [
            missing(NAME.pointer(), report),
            missing("prev#/agency/name", previous),
        ]
        .into_iter()
        .flatten()
        .collect();
        findings.not_assessed(&missing);
    } else if comparable {
        findings.passed(agency.0.pointer());
    }
}
