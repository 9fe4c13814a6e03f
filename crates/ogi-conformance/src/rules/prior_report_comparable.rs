//! `prior-report-comparable`: the prior report is of the same agency and the same scope (logical, warning).

use std::borrow::Cow;

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
    // The code identifies an agency better than its name, which may be spelled in several ways.
    let (identity, property) = if both(&USCC, previous, report).is_some() {
        (USCC, "uscc")
    } else {
        (NAME, "name")
    };
    let mut comparable = true;
    for (at, property) in [(&identity, property), (&SCOPE, "scope")] {
        if let Some((prior, stated)) = both(at, previous, report)
            && prior != stated
        {
            comparable = false;
            let arguments = vec![
                ("property", property.to_owned()),
                ("prior", prior.into_owned()),
                ("stated", stated.into_owned()),
            ];
            findings.failed(at.pointer(), arguments);
        }
    }
    if both(&identity, previous, report).is_none() {
        let mut missing = Vec::new();
        for (at, view) in [(NAME.pointer(), report), ("prev#/agency/name", previous)] {
            missing.extend(view.missing(&NAME).map(|why| (at, why)));
        }
        findings.not_assessed(&missing);
    } else if comparable {
        findings.passed(identity.pointer());
    }
}

/// The text at a place of both reports, if both state it.
fn both<'a>(
    at: &Place,
    previous: View<'a>,
    report: View<'a>,
) -> Option<(Cow<'a, str>, Cow<'a, str>)> {
    Some((previous.text(at)?, report.text(at)?))
}
