//! `fee-not-before-2021`: the information processing fee exists since 2021-01-01 (logical, warning).

use ogi_report::{Exact, Part, Place};

use super::Findings;
use crate::view::View;

const YEAR: Place = Place::new("/year");
const FEE: Part = Part::new("/other_matters/information_processing_fee");
const AMOUNTS: [Place; 2] = [
    Place::new("/other_matters/information_processing_fee/amount_collected_yuan"),
    Place::new("/other_matters/information_processing_fee/amount_noticed_yuan"),
];

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    if !report.has(&FEE) {
        return findings.passed(FEE.pointer());
    }
    let year = match report.number(&YEAR) {
        Ok(year) if year >= Exact::from(2021u64) => return findings.passed(FEE.pointer()),
        Ok(year) => year,
        Err(missing) => return findings.not_assessed(&[(YEAR.pointer(), missing)]),
    };
    let amounts = AMOUNTS.map(|at| (at.pointer(), report.number(&at)));
    let charged = amounts
        .iter()
        .find_map(|(at, value)| Some((at, value.ok().filter(|amount| *amount > Exact::ZERO)?)));
    let missing: Vec<_> = amounts
        .iter()
        .filter_map(|(at, value)| Some((*at, value.err()?)))
        .collect();
    if let Some((at, amount)) = charged {
        findings.failed(
            at,
            vec![("year", year.to_string()), ("value", amount.to_string())],
        );
    } else if missing.is_empty() {
        findings.passed(FEE.pointer());
    } else {
        findings.not_assessed(&missing);
    }
}
