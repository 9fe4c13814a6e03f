//! From what the checker says about one file to the record of it.

use std::collections::BTreeMap;

use ogi_conformance::json::{self, Limits};
use ogi_conformance::{Checked, Checker, Others, check_report};
use ogi_report::definition::Field;
use ogi_report::{Edition, Language, RuleId, Tally};

use super::places::Places;
use super::reading;
use super::writer::Writer;
use crate::record::{CheckedFile, Counts, RuleCounts, Source, SourceKind, Table};
use crate::source::Loaded;

/// Checks one file.
pub(crate) fn checked_file(
    path: String,
    loaded: &Loaded,
    checker: &Checker,
    others: Others<'_>,
    language: Language,
) -> CheckedFile {
    let Some(reading) = &loaded.reading else {
        return document(path, &loaded.bytes, &checker.check(&loaded.bytes, others), language);
    };
    let found = check_report(&reading.report, others);
    let source = reading::source(reading, language);
    record(path, &loaded.bytes, (source, &Places::Printed(reading)), &found, language)
}

/// Tells what was found about a document of the standard.
pub(crate) fn document(path: String, bytes: &[u8], found: &Checked, language: Language) -> CheckedFile {
    let source = Source { kind: SourceKind::Json, cells: None, notes: Vec::new() };
    let places = Places::Document(json::Document::read(bytes, &Limits::default()).ok());
    record(path, bytes, (source, &places), found, language)
}

fn record(
    path: String,
    bytes: &[u8],
    (source, places): (Source, &Places<'_>),
    found: &Checked,
    language: Language,
) -> CheckedFile {
    let identity = Identity::of(places);
    let edition = identity.edition.as_deref();
    let writer = Writer { bytes, edition, places, language };
    CheckedFile {
        path,
        line: None,
        source,
        compared_with: Vec::new(),
        well_formed: found.is_well_formed(),
        schema_valid: found.is_schema_valid(),
        reconciled: found.reconciled().as_str(),
        tally: found.tally().into(),
        tables: tables(found, edition, language),
        rules: rules(found),
        faults: writer.faults(found),
        findings: writer.findings(found),
        year: identity.year,
        agency: identity.agency,
        edition: identity.edition,
    }
}

/// What a document says about itself.
struct Identity {
    edition: Option<String>,
    year: Option<i64>,
    agency: Option<String>,
}

impl Identity {
    fn of(places: &Places<'_>) -> Self {
        match places {
            Places::Printed(reading) => Self {
                edition: Some(reading.report.edition().to_string()),
                year: Some(i64::from(reading.report.year().get())),
                agency: Some(reading.report.agency().name.as_str().to_owned()),
            },
            Places::Document(document) => {
                let at = |pointer| document.as_ref().and_then(|document| document.at(pointer));
                let text = |pointer| at(pointer).and_then(json::Element::text).map(std::borrow::Cow::into_owned);
                let year = at("/year").and_then(json::Element::integer);
                Self {
                    edition: text("/edition"),
                    year: year.and_then(|year| year.try_into().ok()),
                    agency: text("/agency/name"),
                }
            }
        }
    }
}

impl From<Tally> for Counts {
    fn from(Tally { passed, failed, not_assessed }: Tally) -> Self {
        Self { passed, failed, not_assessed }
    }
}

/// The tables of the form with what became of their balances, sums and ranges.
fn tables(checked: &Checked, edition: Option<&str>, language: Language) -> Vec<Table> {
    let Some(edition) = edition.and_then(Edition::parse).filter(|_| !checked.findings.is_empty()) else {
        return Vec::new();
    };
    let table = |field: &Field| {
        field.target.filter(|target| target.leaves.iter().any(|leaf| leaf.printed))?;
        let within = |at: &str| at.split('/').nth(1) == Some(field.name);
        let theirs = checked.findings.iter().filter(|finding| finding.rule.info().reconciles && within(&finding.at));
        let (label, counts) = (field.label(language).to_owned(), Tally::of(theirs).into());
        Some(Table { section: field.section?, label, counts })
    };
    edition.definition().fields.iter().filter_map(table).collect()
}

fn rules(checked: &Checked) -> Vec<RuleCounts> {
    let mut rules: BTreeMap<RuleId, Vec<_>> = BTreeMap::new();
    for finding in &checked.findings {
        rules.entry(finding.rule).or_default().push(finding);
    }
    let counts =
        |(rule, findings): (RuleId, Vec<_>)| RuleCounts { rule: rule.as_str(), counts: Tally::of(findings).into() };
    rules.into_iter().map(counts).collect()
}
