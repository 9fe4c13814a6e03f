//! `fee-is-accounted-for`: a fee that was collected is described in section six (form of 2021; logical, note).

use ogi_report::{Exact, Missing, Part, Place, Written};

use super::Findings;
use crate::view::View;

const TEXT: Place = Place::new("/other_matters/text");
const FEE: Part = Part::new("/other_matters/information_processing_fee");
const COLLECTED: Place =
    Place::new("/other_matters/information_processing_fee/amount_collected_yuan");

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    if !report.has(&FEE) {
        return findings.passed(TEXT.pointer());
    }
    let collected = match report.number(&COLLECTED) {
        Ok(collected) => collected,
        Err(missing) => return findings.not_assessed(&[(COLLECTED.pointer(), missing)]),
    };
    if collected <= Exact::ZERO {
        return findings.passed(TEXT.pointer());
    }
    match report.written(&TEXT) {
        Some(text) if says_nothing(text) => {
            let arguments = vec![
                ("value", collected.to_string()),
                ("text", text.text().into_owned()),
            ];
            findings.failed(TEXT.pointer(), arguments);
        }
        Some(_) => findings.passed(TEXT.pointer()),
        None => findings.not_assessed(&[(
            TEXT.pointer(),
            report.missing(&TEXT).unwrap_or(Missing::Invalid),
        )]),
    }
}

/// Whether a text is empty or only 无, white space and punctuation aside.
fn says_nothing(text: Written<'_>) -> bool {
    let mut letters = text
        .characters_from(0)
        .filter(|c| !c.is_whitespace() && !"。．.，,；;：:、".contains(*c));
    matches!(
        (letters.next(), letters.next()),
        (None, _) | (Some('无' | '無'), None)
    )
}
