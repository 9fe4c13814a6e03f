//! From what a check found about one document to sentences and records.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ogi_conformance::json::{self, LexicalFault, Limits};
use ogi_conformance::{Checked, Fault, Reconciled};
use ogi_report::{
    Edition, Finding, Language, Outcome, Outcomes, Report, RuleId, Scan, Severity, Tally,
};
use ogi_schema::texts;

use crate::labels::Labels;
use crate::places::Places;
use crate::reading::Reading;
use crate::record::{
    CheckedFile, Counts, Position, PrintedAt, RuleCounts, Source, SourceKind, StatedEdition, Table,
};
use crate::say;
use crate::words::{comma, in_language, phrase};
use crate::writer::{Writer, missing_label};

/// What a check found about one document, with what is needed to say it: the edition, and where each value stands.
#[derive(Debug)]
pub struct Diagnostics<'a> {
    bytes: &'a [u8],
    edition: Option<StatedEdition>,
    year: Option<i64>,
    agency: Option<String>,
    places: Places<'a>,
    checked: &'a Checked,
}

impl<'a> Diagnostics<'a> {
    /// What was found about a document of the standard, given as it stands in its file.
    #[must_use]
    pub fn of_document(bytes: &'a [u8], checked: &'a Checked) -> Self {
        let document = if checked.is_well_formed() {
            json::Document::read(bytes, &Limits::default()).ok()
        } else {
            None
        };
        Self::of_read_document(bytes, document, checked)
    }

    /// The same where the document has been read already; `None` where it is not well-formed.
    #[must_use]
    pub fn of_read_document(
        bytes: &'a [u8],
        document: Option<json::Document<'a>>,
        checked: &'a Checked,
    ) -> Self {
        let at = |pointer| document.as_ref().and_then(|document| document.at(pointer));
        let text = |pointer| at(pointer).and_then(json::Element::text);
        let year = at("/year").and_then(json::Element::integer);
        Self {
            bytes,
            edition: text("/edition").map(|edition| StatedEdition::new(edition.into_owned())),
            year: year.and_then(|year| year.try_into().ok()),
            agency: text("/agency/name").map(Cow::into_owned),
            places: Places::Document(document),
            checked,
        }
    }

    /// What was found about a published report as it was read.
    #[must_use]
    pub fn of_reading(reading: &'a Reading, checked: &'a Checked) -> Self {
        Self {
            places: Places::Printed(reading),
            ..Self::of_report(&reading.report, checked)
        }
    }

    /// What was found about a report that stands in no file.
    #[must_use]
    pub fn of_report(report: &Report, checked: &'a Checked) -> Self {
        Self {
            bytes: &[],
            edition: Some(StatedEdition::Known(report.edition())),
            year: Some(i64::from(report.year().get())),
            agency: Some(report.agency().name.as_str().to_owned()),
            places: Places::Document(None),
            checked,
        }
    }

    /// The edition of the document, where it is one of the standard.
    #[must_use]
    pub fn edition(&self) -> Option<Edition> {
        self.edition.as_ref().and_then(StatedEdition::known)
    }

    /// What keeps the document from being well-formed or of the shape of its edition, in the order of the file.
    pub fn faults(&self) -> impl Iterator<Item = Diagnostic<'_>> {
        let lexical = self.checked.lexical.iter().map(About::Lexical);
        let structure = self.checked.structure.iter().map(About::Structure);
        lexical
            .chain(structure)
            .map(|about| Diagnostic { of: self, about })
    }

    /// What became of every rule of the edition, by rule and then in form order.
    pub fn findings(&self) -> impl Iterator<Item = Diagnostic<'_>> {
        let findings = self.checked.findings.iter().map(About::Rule);
        findings.map(|about| Diagnostic { of: self, about })
    }

    /// Everything that is wrong: all faults, and the findings of rules that are violated.
    pub fn problems(&self) -> impl Iterator<Item = Diagnostic<'_>> {
        let violations = self
            .findings()
            .filter(|diagnostic| diagnostic.outcome() == Some(Outcome::Failed));
        self.faults().chain(violations)
    }

    /// All of it as the record that `ogi check --format json` prints; `path` is the name of the file in it.
    #[must_use]
    pub fn record(&self, path: &str, language: Language) -> CheckedFile {
        let writer = self.writer(language);
        let source = match &self.places {
            Places::Printed(reading) => Source::of(reading, language),
            Places::Document(_) => document_source(),
        };
        CheckedFile {
            path: path.to_owned(),
            line: None,
            source,
            compared_with: Vec::new(),
            well_formed: self.checked.is_well_formed(),
            schema_valid: self.checked.is_schema_valid(),
            reconciled: self.checked.reconciled(),
            tally: self.checked.tally().into(),
            tables: self.tables(language),
            rules: rules(self.checked),
            faults: writer.faults(self.checked),
            findings: writer.findings(self.checked),
            year: self.year,
            agency: self.agency.clone(),
            edition: self.edition.clone(),
        }
    }

    fn writer(&self, language: Language) -> Writer<'_> {
        Writer {
            bytes: self.bytes,
            edition: self.edition(),
            places: &self.places,
            language,
        }
    }

    /// The tables of the form with what became of their balances, sums and ranges.
    fn tables(&self, language: Language) -> Vec<Table> {
        let findings = &self.checked.findings;
        let Some(edition) = self.edition() else {
            return Vec::new();
        };
        let mut tables = Vec::new();
        for field in edition.definition().fields {
            let (Some(section), Some(target)) = (field.section, field.target) else {
                continue;
            };
            if findings.is_empty() || !target.leaves.iter().any(|leaf| leaf.printed) {
                continue;
            }
            let theirs = findings.iter().filter(|finding| {
                let first = finding.at.split('/').nth(1);
                finding.rule.info().reconciles && first == Some(field.name)
            });
            tables.push(Table {
                section,
                label: field.label(language).to_owned(),
                counts: Tally::of(theirs).into(),
            });
        }
        tables
    }
}

impl CheckedFile {
    /// The record of a document in which nothing was found: who made it, and what was counted.
    #[must_use]
    pub fn sound(path: &str, scan: &Scan<'_>, outcomes: &Outcomes) -> Self {
        let tally = outcomes.reconciliation();
        let mut rules = Vec::new();
        for rule in RuleId::ALL {
            let counted = outcomes.of(*rule);
            if counted.total() > 0 {
                rules.push(RuleCounts {
                    rule: *rule,
                    counts: counted.into(),
                });
            }
        }
        let year = scan.number("/year").ok();
        Self {
            path: path.to_owned(),
            line: None,
            source: document_source(),
            compared_with: Vec::new(),
            well_formed: true,
            schema_valid: Some(true),
            reconciled: Reconciled::from(tally),
            tally: tally.into(),
            tables: Vec::new(),
            rules,
            faults: Vec::new(),
            findings: Vec::new(),
            year: year.and_then(|year| year.to_string().parse().ok()),
            agency: scan.text("/agency/name").map(Cow::into_owned),
            edition: Some(StatedEdition::Known(scan.edition())),
        }
    }
}

fn document_source() -> Source {
    Source {
        kind: SourceKind::Json,
        cells: None,
        notes: Vec::new(),
    }
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        Self {
            passed: tally.passed,
            failed: tally.failed,
            not_assessed: tally.not_assessed,
        }
    }
}

fn rules(checked: &Checked) -> Vec<RuleCounts> {
    let mut rules: BTreeMap<RuleId, Vec<&Finding>> = BTreeMap::new();
    for finding in &checked.findings {
        rules.entry(finding.rule).or_default().push(finding);
    }
    let mut counts = Vec::new();
    for (rule, findings) in rules {
        counts.push(RuleCounts {
            rule,
            counts: Tally::of(findings).into(),
        });
    }
    counts
}

/// One fault, or one rule at one place.
#[derive(Debug, Clone, Copy)]
pub struct Diagnostic<'a> {
    of: &'a Diagnostics<'a>,
    about: About<'a>,
}

/// What a diagnostic is about.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// A fault of the bytes, which are not JSON of the standard.
    Lexical(&'a LexicalFault),
    /// A fault of the shape.
    Structure(&'a Fault),
    /// A rule at one place.
    Rule(&'a Finding),
}

impl<'a> Diagnostic<'a> {
    /// The fault or the finding itself.
    #[must_use]
    pub fn about(self) -> About<'a> {
        self.about
    }

    /// What was found, as a sentence without a full stop; for a rule that could not be assessed, what it lacks.
    #[must_use]
    pub fn say(self, language: Language) -> String {
        let edition = self.of.edition();
        let words = &texts::phrases().words;
        let finding = match self.about {
            About::Lexical(fault) => return say::lexical(fault, language).message,
            About::Structure(fault) => return say::structure(fault, edition, language).message,
            About::Rule(finding) => finding,
        };
        match finding.outcome {
            Outcome::Passed => in_language(&words.passed, language).to_owned(),
            Outcome::Failed => match ogi_schema::rule(finding.rule.as_str()) {
                Some(rule) => say::finding(rule, finding, edition, language),
                None => finding.rule.to_string(),
            },
            Outcome::NotAssessed => {
                let missing: Vec<String> = finding
                    .missing()
                    .map(|(at, _)| missing_label(edition, at, language))
                    .collect();
                let missing = missing.join(comma(language));
                phrase(&words.not_assessed, language, |_| Some(missing.clone()))
            }
        }
    }

    /// What to do, as a sentence without a full stop; empty for a rule that is not violated.
    #[must_use]
    pub fn fix(self, language: Language) -> String {
        let edition = self.of.edition();
        match self.about {
            About::Lexical(fault) => say::lexical(fault, language).fix,
            About::Structure(fault) => say::structure(fault, edition, language).fix,
            About::Rule(finding) if finding.outcome == Outcome::Failed => {
                let rule = ogi_schema::rule(finding.rule.as_str());
                let fix = rule.map(|rule| in_language(&rule.fix, language));
                fix.unwrap_or_default().to_owned()
            }
            About::Rule(_) => String::new(),
        }
    }

    /// The labels of the place, outermost first; empty for a fault of the bytes.
    #[must_use]
    pub fn labels(self, language: Language) -> Vec<String> {
        match self.about {
            About::Lexical(_) => Vec::new(),
            About::Structure(fault) => Labels::of(self.of.edition(), &fault.at, language).path,
            About::Rule(finding) => Labels::of(self.of.edition(), &finding.at, language).path,
        }
    }

    /// How bad it is; a fault is always an error.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.about {
            About::Lexical(_) | About::Structure(_) => Severity::Error,
            About::Rule(finding) => finding.rule.info().severity,
        }
    }

    /// What became of the rule; `None` for a fault.
    #[must_use]
    pub fn outcome(self) -> Option<Outcome> {
        match self.about {
            About::Lexical(_) | About::Structure(_) => None,
            About::Rule(finding) => Some(finding.outcome),
        }
    }

    /// Where it stands in the file, for a document.
    #[must_use]
    pub fn position(self) -> Option<Position> {
        match self.about {
            About::Lexical(fault) => Some(fault.span.start.into()),
            About::Structure(fault) => match &self.of.places {
                Places::Document(Some(document)) => {
                    fault.span(document).map(|span| span.start.into())
                }
                Places::Document(None) | Places::Printed(_) => None,
            },
            About::Rule(finding) => self.of.places.position(&finding.at),
        }
    }

    /// Where it is printed, for a published report.
    #[must_use]
    pub fn printed_at(self) -> Option<PrintedAt> {
        match self.about {
            About::Lexical(_) | About::Structure(_) => None,
            About::Rule(finding) => self.of.places.printed_at(&finding.at),
        }
    }
}
