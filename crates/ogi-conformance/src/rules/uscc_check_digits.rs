//! `uscc-check-digits`: the two check characters of the unified social credit code (GB 32100-2015, GB 11714; error).

use ogi_report::{Missing, Uscc};

use super::Findings;
use crate::facts::View;

const USCC: &str = "/agency/uscc";

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    let Some(code) = report.text(USCC).and_then(|code| Uscc::try_from(code).ok()) else {
        return findings.not_assessed(&[(USCC, report.leaf(USCC).missing().unwrap_or(Missing::Invalid))]);
    };
    let stated = code.as_str().chars().skip(16);
    let parts = ["character_17", "character_18"].into_iter().zip(code.check_characters()).zip(stated);
    for ((part, expected), stated) in parts.filter(|((_, expected), stated)| expected != stated) {
        let arguments = [("part", part.to_owned()), ("expected", expected.to_string()), ("stated", stated.to_string())];
        findings.failed(USCC, arguments.to_vec());
    }
    if code.has_right_check_characters() {
        findings.passed(USCC);
    }
}
