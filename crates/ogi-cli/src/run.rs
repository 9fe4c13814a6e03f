//! What one run of a check found, as printed by `--format json`; every other format is made of it.

use ogi_diagnostics::CheckedFile;
use ogi_report::{RuleId, Severity};
use serde::Serialize;

/// Everything one run of `ogi check` found. Equal input gives equal bytes.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Output {
    /// The program.
    pub(crate) tool: Tool,
    /// The standard that was checked against.
    pub(crate) standard: StandardVersions,
    /// Language of labels and messages, as a tag of BCP 47: `zh-CN` or `en`. No verdict depends on it.
    pub(crate) language: &'static str,
    /// The files in the order they were checked.
    pub(crate) files: Vec<Entry>,
    /// Totals over all files.
    pub(crate) summary: Summary,
}

/// The program.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Tool {
    /// Its name, `ogi`.
    pub(crate) name: &'static str,
    /// Its version, `MAJOR.MINOR.PATCH`.
    pub(crate) version: &'static str,
}

impl Tool {
    /// This program.
    pub(crate) fn this() -> Self {
        Self {
            name: "ogi",
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// The versions of the standard.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct StandardVersions {
    /// Version of the schema, `MAJOR.MINOR.PATCH`.
    pub(crate) schema_version: &'static str,
    /// Version of the rules, `MAJOR.MINOR.PATCH`.
    pub(crate) ruleset_version: &'static str,
    /// Date of the code lists, ISO 8601.
    pub(crate) codes_date: &'static str,
}

impl StandardVersions {
    /// Those of the standard in this program.
    pub(crate) fn embedded() -> Self {
        let manifest = ogi_schema::manifest();
        Self {
            schema_version: &manifest.schema_version,
            ruleset_version: &manifest.ruleset_version,
            codes_date: &manifest.codes_date,
        }
    }
}

/// One file: checked, not readable, or passed over.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum Entry {
    /// A file that was checked.
    Checked(Box<CheckedFile>),
    /// A file that could not be checked.
    Unreadable(UnreadableFile),
    /// A file that was met in a folder and is no report.
    Skipped(SkippedFile),
}

/// A file that could not be checked.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct UnreadableFile {
    /// The file as it was named; `-` for standard input.
    pub(crate) path: String,
    /// Why, with the causes after it, outermost first.
    pub(crate) error: Vec<String>,
}

/// A file that was met in a folder, and in which nothing of a report is found.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SkippedFile {
    /// The file, as the folder was named.
    pub(crate) path: String,
    /// Why it was passed over.
    pub(crate) skipped: String,
}

/// Totals over all files.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Summary {
    /// All files; of a file of one document a line, all documents.
    pub(crate) files: usize,
    /// Files without a fault or a violation.
    pub(crate) clean: usize,
    /// Files with a fault or a violation.
    pub(crate) with_findings: usize,
    /// Files that could not be checked.
    pub(crate) unreadable: usize,
    /// Files that were met in a folder and are no reports.
    pub(crate) skipped: usize,
    /// Faults and violations of severity error; a rule that the schema checks counts once, as a fault.
    pub(crate) errors: usize,
    /// Violations of severity warning.
    pub(crate) warnings: usize,
    /// Violations of severity note.
    pub(crate) notes: usize,
    /// Faults.
    pub(crate) faults: usize,
    /// The rules that are violated anywhere, by id.
    pub(crate) rules: Vec<RuleSummary>,
    /// Whether --fail-fast ended the run, so that what came after was not checked.
    pub(crate) stopped: bool,
    /// Exit status of the program: 0 nothing at or above the threshold, 1 findings, 2 a file could not be checked, or
    /// there was none to check.
    pub(crate) exit_status: u8,
}

/// A rule that is violated in at least one file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RuleSummary {
    /// Its id.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) rule: RuleId,
    /// Its title.
    pub(crate) title: &'static str,
    /// How bad a violation is.
    #[cfg_attr(test, schemars(with = "ogi_diagnostics::published::SeverityWord"))]
    pub(crate) severity: Severity,
    /// Places at which it is violated.
    pub(crate) places: usize,
    /// Files in which it is violated.
    pub(crate) files: usize,
}
