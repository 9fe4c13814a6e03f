//! `uscc-check-digits`: the two check characters of the unified social credit code (GB 32100-2015, GB 11714; error).

use ogi_report::{Missing, Place, Uscc};

use super::Findings;
use crate::view::View;

const USCC: Place = Place::new("/agency/uscc");

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    let code = report.text(&USCC).unwrap_or_default();
    let Some(expected) = Uscc::check_characters_of(&code) else {
        return findings.not_assessed(&[(
            USCC.pointer(),
            report.missing(&USCC).unwrap_or(Missing::Invalid),
        )]);
    };
    let stated = code.get(16..).unwrap_or_default().chars();
    let parts = ["character_17", "character_18"]
        .into_iter()
        .zip(expected)
        .zip(stated);
    let mut right = true;
    for ((part, expected), stated) in parts.filter(|((_, expected), stated)| expected != stated) {
        let arguments = [
            ("part", part.to_owned()),
            ("expected", expected.to_string()),
            ("stated", stated.to_string()),
        ];
        findings.failed(USCC.pointer(), arguments.to_vec());
        right = false;
    }
    if right {
        findings.passed(USCC.pointer());
    }
}
