//! `codes-listed`: codes of open lists are ones that the list has (plausibility, warning).

use ogi_report::{AgencyKind, Leaf, Missing, Scope};

use super::Findings;
use crate::facts::View;

const LISTS: &[(&str, &str, &[&str])] =
    &[("/scope", "scope", Scope::LISTED), ("/agency/kind", "agency-kind", AgencyKind::LISTED)];

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    for (at, list, listed) in LISTS {
        match report.leaf(at) {
            Leaf::Text(code) if listed.contains(&code) => findings.passed(at),
            Leaf::Text(code) => {
                findings.failed(at, vec![("code", code.to_owned()), ("list", (*list).to_owned())]);
            }
            leaf => findings.not_assessed(&[(at, leaf.missing().unwrap_or(Missing::Invalid))]),
        }
    }
}
