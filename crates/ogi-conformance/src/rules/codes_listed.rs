//! `codes-listed`: codes from open lists are listed (plausibility, warning).

use ogi_report::{AgencyKind, Missing, Place, Scope};

use super::Findings;
use crate::view::View;

const LISTS: &[(Place, &str, &[&str])] = &[
    (Place::new("/scope"), "scope", Scope::LISTED),
    (
        Place::new("/agency/kind"),
        "agency-kind",
        AgencyKind::LISTED,
    ),
];

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    for (at, list, listed) in LISTS {
        match report.written(at) {
            Some(code) if code.is_one_of(listed) => findings.passed(at.pointer()),
            Some(code) => {
                findings.failed(
                    at.pointer(),
                    vec![
                        ("code", code.text().into_owned()),
                        ("list", (*list).to_owned()),
                    ],
                );
            }
            None => findings
                .not_assessed(&[(at.pointer(), report.missing(at).unwrap_or(Missing::Invalid))]),
        }
    }
}
