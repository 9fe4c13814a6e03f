//! From what the checker says about one file to the record of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ogi_conformance::json::{self, Limits};
use ogi_conformance::{Checked, Checker, Found, Others, Reconciled, check_report};
use ogi_report::definition::Field;
use ogi_report::{Edition, Language, Outcomes, RuleId, Scan, Tally};

use super::places::Places;
use super::reading;
use super::writer::Writer;
use crate::record::{CheckedFile, Counts, RuleCounts, Source, SourceKind, Table};
use crate::source::Loaded;

/// Checks one file.
pub(crate) fn checked_file(
    path: &str,
    loaded: &Loaded,
    checker: &Checker,
    others: Others<'_>,
    language: Language,
) -> CheckedFile {
    let Some(reading) = &loaded.reading else {
        let found = Found {
            checked: checker.check(&loaded.bytes, others),
            document: None,
        };
        return faulty(path, &loaded.bytes, found, language);
    };
    let found = check_report(&reading.report, others);
    let source = reading::source(reading, language);
    record(
        path,
        &loaded.bytes,
        (source, &Places::Printed(reading)),
        &found,
        language,
    )
}

/// Checks one document of the standard by itself; briefly, where nothing is found that is not counted.
pub(super) fn document(
    path: &str,
    bytes: &[u8],
    (checker, is_brief): (&Checker, bool),
    language: Language,
) -> CheckedFile {
    let examined = checker.examine(bytes, |scan, outcomes| {
        if is_brief {
            Ok(sound(path, scan, outcomes))
        } else {
            Err(check_report(&scan.report(), Others::default()))
        }
    });
    match examined {
        Ok(Ok(file)) => file,
        Ok(Err(all)) => faulty(
            path,
            bytes,
            Found {
                checked: all,
                document: None,
            },
            language,
        ),
        Err(found) => faulty(path, bytes, *found, language),
    }
}

/// Tells what was found about a document of the standard.
pub(super) fn faulty(
    path: &str,
    bytes: &[u8],
    found: Found<'_>,
    language: Language,
) -> CheckedFile {
    let Found { checked, document } = found;
    let read = || json::Document::read(bytes, &Limits::default()).ok();
    let document = document.or_else(|| checked.is_well_formed().then(read).flatten());
    record(
        path,
        bytes,
        (document_source(), &Places::Document(document)),
        &checked,
        language,
    )
}

/// Tells what was counted over a document in which nothing was found.
fn sound(path: &str, scan: &Scan<'_>, outcomes: &Outcomes) -> CheckedFile {
    let tally = outcomes.reconciliation();
    let counted = RuleId::ALL
        .iter()
        .map(|rule| (rule, outcomes.of(*rule)))
        .filter(|(_, tally)| tally.total() > 0);
    CheckedFile {
        path: path.to_owned(),
        line: None,
        source: document_source(),
        compared_with: Vec::new(),
        well_formed: true,
        schema_valid: Some(true),
        reconciled: Reconciled::from(tally).as_str(),
        tally: tally.into(),
        tables: Vec::new(),
        rules: counted
            .map(|(rule, tally)| RuleCounts {
                rule: rule.as_str(),
                counts: tally.into(),
            })
            .collect(),
        faults: Vec::new(),
        findings: Vec::new(),
        year: scan
            .number("/year")
            .ok()
            .and_then(|year| year.to_string().parse().ok()),
        agency: scan.text("/agency/name").map(Cow::into_owned),
        edition: Some(scan.edition().to_string()),
    }
}

fn document_source() -> Source {
    Source {
        kind: SourceKind::Json,
        cells: None,
        notes: Vec::new(),
    }
}

fn record(
    path: &str,
    bytes: &[u8],
    (source, places): (Source, &Places<'_>),
    found: &Checked,
    language: Language,
) -> CheckedFile {
    let identity = Identity::of(places);
    let edition = identity.edition.as_deref();
    let writer = Writer {
        bytes,
        edition,
        places,
        language,
    };
    CheckedFile {
        path: path.to_owned(),
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
                let text = |pointer| {
                    at(pointer)
                        .and_then(json::Element::text)
                        .map(Cow::into_owned)
                };
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
    fn from(
        Tally {
            passed,
            failed,
            not_assessed,
        }: Tally,
    ) -> Self {
        Self {
            passed,
            failed,
            not_assessed,
        }
    }
}

/// The tables of the form with what became of their balances, sums and ranges.
fn tables(checked: &Checked, edition: Option<&str>, language: Language) -> Vec<Table> {
    let Some(edition) = edition
        .and_then(Edition::parse)
        .filter(|_| !checked.findings.is_empty())
    else {
        return Vec::new();
    };
    let table = |field: &Field| {
        field
            .target
            .filter(|target| target.leaves.iter().any(|leaf| leaf.printed))?;
        let within = |at: &str| at.split('/').nth(1) == Some(field.name);
        let theirs = checked
            .findings
            .iter()
            .filter(|finding| finding.rule.info().reconciles && within(&finding.at));
        let (label, counts) = (field.label(language).to_owned(), Tally::of(theirs).into());
        Some(Table {
            section: field.section?,
            label,
            counts,
        })
    };
    edition
        .definition()
        .fields
        .iter()
        .filter_map(table)
        .collect()
}

fn rules(checked: &Checked) -> Vec<RuleCounts> {
    let mut rules: BTreeMap<RuleId, Vec<_>> = BTreeMap::new();
    for finding in &checked.findings {
        rules.entry(finding.rule).or_default().push(finding);
    }
    let counts = |(rule, findings): (RuleId, Vec<_>)| RuleCounts {
        rule: rule.as_str(),
        counts: Tally::of(findings).into(),
    };
    rules.into_iter().map(counts).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use ogi_conformance::Checker;
    use ogi_report::Language;
    use serde_json::Value;

    use super::document;

    /// What is told of a document, apart from what is not told in brief.
    fn told(bytes: &[u8], is_brief: bool) -> Value {
        let file = document(
            "a.json",
            bytes,
            (&Checker::default(), is_brief),
            Language::English,
        );
        assert!(file.is_clean());
        let mut file = serde_json::to_value(file).expect("a record is JSON");
        for part in ["tables", "findings"] {
            let part = file[part].take();
            assert_eq!(part.as_array().expect("a list").is_empty(), is_brief);
        }
        file
    }

    #[test]
    fn in_brief_the_same_is_told() {
        let bases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/vectors/bases");
        for name in [
            "2019-60",
            "2021-30",
            "2021-30-zeros",
            "2021-30-undivided",
            "report-jinhu-2023",
        ] {
            let base = fs::read(bases.join(format!("{name}.json"))).expect("a base");
            assert_eq!(told(&base, true), told(&base, false), "{name}");
        }
    }
}
