//! `fee-is-accounted-for`: a fee that was collected is described in section six (form of 2021; logical, note).

use ogi_report::{Exact, Leaf, Missing};

use super::Findings;
use crate::facts::View;

const TEXT: &str = "/other_matters/text";
const FEE: &str = "/other_matters/information_processing_fee";
const COLLECTED: &str = "/other_matters/information_processing_fee/amount_collected_yuan";

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    if !report.has(FEE) {
        return findings.passed(TEXT);
    }
    let collected = match report.number(COLLECTED) {
        Ok(collected) => collected,
        Err(missing) => return findings.not_assessed(&[(COLLECTED, missing)]),
    };
    if collected <= Exact::ZERO {
        return findings.passed(TEXT);
    }
    match report.leaf(TEXT) {
        Leaf::Text(text) if says_nothing(text) => {
            findings.failed(TEXT, vec![("value", collected.to_string()), ("text", text.to_owned())]);
        }
        Leaf::Text(_) => findings.passed(TEXT),
        leaf => findings.not_assessed(&[(TEXT, leaf.missing().unwrap_or(Missing::Invalid))]),
    }
}

/// Whether nothing is left of a text, or only 无, without white space and punctuation.
fn says_nothing(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| !c.is_whitespace() && !"。．.，,；;：:、".contains(*c)).collect();
    matches!(letters.as_str(), "" | "无" | "無")
}
