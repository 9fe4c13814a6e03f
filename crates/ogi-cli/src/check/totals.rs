//! Totals over all files.

use std::collections::BTreeMap;

use ogi_diagnostics::CheckedFile;
use ogi_report::{RuleId, Severity};

use crate::arguments::FailOn;
use crate::run::{Entry, RuleSummary, Summary};

/// What has been counted so far.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    summary: Summary,
    rules: BTreeMap<RuleId, RuleSummary>,
}

impl Totals {
    /// Counts documents in which nothing was found.
    pub(crate) fn add_clean(&mut self, documents: usize) {
        self.summary.files += documents;
        self.summary.clean += documents;
    }

    /// Says that the rest was not checked.
    pub(crate) fn stop(&mut self) {
        self.summary.stopped = true;
    }

    /// Whether what was counted makes the exit status other than 0.
    pub(crate) fn fails(&self, fail_on: FailOn) -> bool {
        self.exit_status(fail_on) != 0
    }

    fn exit_status(&self, fail_on: FailOn) -> u8 {
        let Summary {
            errors,
            warnings,
            notes,
            unreadable,
            clean,
            with_findings,
            ..
        } = self.summary;
        let found = [
            (Severity::Error, errors),
            (Severity::Warning, warnings),
            (Severity::Note, notes),
        ];
        let failed = found
            .into_iter()
            .any(|(severity, count)| count > 0 && super::counts(severity, fail_on));
        if unreadable > 0 || clean + with_findings == 0 {
            2
        } else {
            u8::from(failed)
        }
    }

    /// Counts one file.
    pub(crate) fn add(&mut self, entry: &Entry) {
        self.summary.files += 1;
        let file = match entry {
            Entry::Checked(file) => file,
            Entry::Unreadable(_) => {
                self.summary.unreadable += 1;
                return;
            }
            Entry::Skipped(_) => {
                self.summary.skipped += 1;
                return;
            }
        };
        if file.is_clean() {
            self.summary.clean += 1;
        } else {
            self.summary.with_findings += 1;
        }
        self.summary.faults += file.faults.len();
        let counts = file.counts();
        self.summary.errors += counts.errors;
        self.summary.warnings += counts.warnings;
        self.summary.notes += counts.notes;
        self.add_rules(file);
    }

    fn add_rules(&mut self, file: &CheckedFile) {
        let mut seen: Vec<RuleId> = Vec::new();
        for finding in file.violations() {
            let rule = self
                .rules
                .entry(finding.rule)
                .or_insert_with(|| RuleSummary {
                    rule: finding.rule,
                    title: finding.title,
                    severity: finding.severity,
                    places: 0,
                    files: 0,
                });
            rule.places += 1;
            if !seen.contains(&finding.rule) {
                seen.push(finding.rule);
                rule.files += 1;
            }
        }
    }

    /// The totals, with the exit status that follows from them.
    pub(crate) fn finish(self, fail_on: FailOn) -> Summary {
        let exit_status = self.exit_status(fail_on);
        let Self { summary, rules } = self;
        Summary {
            rules: rules.into_values().collect(),
            exit_status,
            ..summary
        }
    }
}
