//! `JUnit` XML: a suite for each file, a case for each question and each rule.

use ogi_diagnostics::{CheckedFile, Counts, Fault, FaultKind, Finding};
use ogi_report::Language;

use super::xml::Element;
use crate::run::{Entry, Output, SkippedFile, UnreadableFile};

/// The output as `JUnit` XML.
pub(crate) fn render(output: &Output, language: Language) -> String {
    let suites: Vec<Suite> = output
        .files
        .iter()
        .map(|entry| Suite::of(entry, language))
        .collect();
    let sum = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>();
    Element::new("testsuites")
        .with("name", "ogi")
        .with("tests", sum(|suite| suite.cases.len()).to_string())
        .with("failures", sum(|suite| suite.failures).to_string())
        .with("errors", sum(|suite| suite.errors).to_string())
        .children(suites.into_iter().map(Suite::element))
        .document()
}

struct Suite {
    name: String,
    cases: Vec<Element>,
    /// What is to be known about the reports that it was compared with.
    notes: Vec<String>,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Suite {
    fn of(entry: &Entry, language: Language) -> Self {
        match entry {
            Entry::Checked(file) => Self::checked(file, language),
            Entry::Unreadable(file) => Self::unreadable(file),
            Entry::Skipped(file) => Self::passed_over(file),
        }
    }

    fn new(path: &str) -> Self {
        Self {
            name: path.to_owned(),
            cases: Vec::new(),
            notes: Vec::new(),
            failures: 0,
            errors: 0,
            skipped: 0,
        }
    }

    fn unreadable(file: &UnreadableFile) -> Self {
        let error = Element::new("error").with("message", file.error.join(": "));
        let case = case(&file.path, "readable").children([error]);
        Self {
            cases: vec![case],
            errors: 1,
            ..Self::new(&file.path)
        }
    }

    fn passed_over(file: &SkippedFile) -> Self {
        let skip = Element::new("skipped").with("message", file.skipped.as_str());
        let case = case(&file.path, "readable").children([skip]);
        Self {
            cases: vec![case],
            skipped: 1,
            ..Self::new(&file.path)
        }
    }

    fn checked(file: &CheckedFile, language: Language) -> Self {
        let mut suite = Self::new(&file.path);
        suite.notes = file
            .compared_with
            .iter()
            .map(|note| note.message.clone())
            .collect();
        suite.question(file, "well-formed", FaultKind::Lexical);
        if file.well_formed {
            suite.question(file, "schema-valid", FaultKind::Structure);
        }
        for rule in &file.rules {
            let findings = file
                .violations()
                .filter(|finding| finding.rule == rule.rule);
            let failed: Vec<Element> = findings
                .map(|finding| failed(file, finding, language))
                .collect();
            suite.rule(file, rule.rule.as_str(), rule.counts, failed);
        }
        suite
    }

    fn question(&mut self, file: &CheckedFile, name: &str, kind: FaultKind) {
        let faults = file.faults.iter().filter(|fault| fault.kind == kind);
        let failed: Vec<Element> = faults.map(|fault| fault_element(file, fault)).collect();
        self.failures += usize::from(!failed.is_empty());
        self.cases.push(case(&file.path, name).children(failed));
    }

    /// A rule that was assessed nowhere is skipped; one that is violated fails once for each place.
    fn rule(&mut self, file: &CheckedFile, rule: &str, counts: Counts, failed: Vec<Element>) {
        let case = case(&file.path, rule);
        let skipped = counts.passed + counts.failed == 0;
        self.skipped += usize::from(skipped);
        self.failures += usize::from(!failed.is_empty());
        let skip = skipped.then(|| Element::new("skipped").with("message", "not assessed"));
        self.cases.push(case.children(failed).children(skip));
    }

    fn element(self) -> Element {
        Element::new("testsuite")
            .with("name", self.name)
            .with("tests", self.cases.len().to_string())
            .with("failures", self.failures.to_string())
            .with("errors", self.errors.to_string())
            .with("skipped", self.skipped.to_string())
            .children(self.cases)
            .children(
                (!self.notes.is_empty())
                    .then(|| Element::new("system-out").text(self.notes.join("\n"))),
            )
    }
}

fn case(path: &str, name: &str) -> Element {
    Element::new("testcase")
        .with("classname", path)
        .with("name", name)
}

fn failed(file: &CheckedFile, finding: &Finding, language: Language) -> Element {
    let line = finding.line_and_column().map_or(1, |(line, _)| line);
    Element::new("failure")
        .with("type", finding.rule.as_str())
        .with("message", finding.message.as_deref().unwrap_or_default())
        .text(format!(
            "{}:{line} {}\n{}{}",
            file.path,
            finding.at,
            ogi_diagnostics::where_printed(finding, language),
            ogi_diagnostics::advice(finding, language)
        ))
}

fn fault_element(file: &CheckedFile, fault: &Fault) -> Element {
    let line = fault.position.map_or(1, |position| position.line);
    let at = fault.at.as_deref().unwrap_or_default();
    Element::new("failure")
        .with("type", fault.keyword.as_str())
        .with("message", fault.message.as_str())
        .text(format!("{}:{line} {at}\n{}", file.path, fault.fix))
}
