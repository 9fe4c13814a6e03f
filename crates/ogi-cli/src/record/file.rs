//! What was found about one file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::finding::{Finding, Position};
use crate::excerpt::Excerpt;

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

/// A file that was checked. There are three answers: `well_formed`, `schema_valid` and `reconciled`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CheckedFile {
    /// The file as it was named; `-` for standard input.
    pub(crate) path: String,
    /// What was read.
    pub(crate) source: Source,
    /// What a reader should know about the reports that it was compared with.
    pub(crate) compared_with: Vec<Note>,
    /// Edition of the form, such as `2021-30`, where the document says it.
    pub(crate) edition: Option<String>,
    /// Reporting year, where the document says it.
    pub(crate) year: Option<i64>,
    /// Name of the agency, where the document says it.
    pub(crate) agency: Option<String>,
    /// Whether the bytes are JSON of the standard; always so for an imported report.
    pub(crate) well_formed: bool,
    /// Whether the document has the shape of its edition; null when it is not well-formed.
    pub(crate) schema_valid: Option<bool>,
    /// Whether the numbers add up: `yes`, `no`, `partly` (what could be assessed holds) or `not_assessed`.
    pub(crate) reconciled: &'static str,
    /// Places at which balances, sums and ranges of this report alone were assessed.
    pub(crate) tally: Counts,
    /// The same for each table of the form that has such rules.
    pub(crate) tables: Vec<Table>,
    /// What became of each rule.
    pub(crate) rules: Vec<RuleCounts>,
    /// What keeps the document from being well-formed or of the shape of its edition, in the order of the file.
    pub(crate) faults: Vec<Fault>,
    /// What is violated or not assessed, by rule and then in form order; what passed is only counted.
    pub(crate) findings: Vec<Finding>,
}

/// What was read.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Source {
    /// A document of the standard, or a published report that was imported.
    pub(crate) kind: SourceKind,
    /// How the cells of the form were read; null for a document.
    pub(crate) cells: Option<Cells>,
    /// What a reader should know about the reading.
    pub(crate) notes: Vec<Note>,
}

/// What kind of file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum SourceKind {
    /// A document of the standard.
    Json,
    /// A published report as text.
    Text,
    /// A published report as HTML.
    Html,
    /// A published report in another format.
    Other,
}

/// How the number cells of the form were read from a published report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Cells {
    /// Cells that hold a number.
    pub(crate) numbers: usize,
    /// Cells that were found but hold no number: blank, a slash, words.
    pub(crate) without_number: usize,
    /// Cells whose reading rests on more than the print.
    pub(crate) repaired: usize,
    /// Cells that the form has and the file does not show.
    pub(crate) not_found: usize,
}

/// Something that a reader should know about the reading, or about a report that was compared with.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Note {
    /// Its kind, such as `unmatched_row` or `other_year`.
    pub(crate) kind: String,
    /// The same for people.
    pub(crate) message: String,
}

/// Places at which rules were assessed, by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Counts {
    /// Where the rule holds.
    pub(crate) passed: usize,
    /// Where it is violated.
    pub(crate) failed: usize,
    /// Where something that it reads is missing.
    pub(crate) not_assessed: usize,
}

/// A table of the form with what became of its balances, sums and ranges.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Table {
    /// Number of its section, such as `三`.
    pub(crate) section: &'static str,
    /// Label of its section.
    pub(crate) label: String,
    /// Outcomes.
    #[serde(flatten)]
    pub(crate) counts: Counts,
}

/// A rule with what became of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RuleCounts {
    /// Its id.
    pub(crate) rule: &'static str,
    /// Outcomes.
    #[serde(flatten)]
    pub(crate) counts: Counts,
}

/// One way in which a document is no JSON, or not of the shape of its edition. Always an error.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Fault {
    /// Which question it answers.
    pub(crate) kind: FaultKind,
    /// Kind of lexical fault, such as `duplicate-key`, or keyword of JSON Schema, such as `required`.
    pub(crate) keyword: String,
    /// JSON Pointer of the value; of the object where a property is missing or not allowed.
    pub(crate) at: Option<String>,
    /// Labels of the place, outermost first.
    pub(crate) labels: Vec<String>,
    /// Number of the section it stands in, such as `三`.
    pub(crate) section: Option<&'static str>,
    /// What was expected and found.
    pub(crate) args: BTreeMap<&'static str, String>,
    /// What is wrong, for people.
    pub(crate) message: String,
    /// What to do, for people.
    pub(crate) fix: String,
    /// Where it stands in the file.
    pub(crate) position: Option<Position>,
    /// The other place concerned, such as the first of two equal names.
    pub(crate) related: Option<Position>,
    /// The line of the file, for people.
    #[serde(skip)]
    pub(crate) excerpt: Option<Excerpt>,
}

/// Which question a fault answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum FaultKind {
    /// Not well-formed.
    Lexical,
    /// Not of the shape of its edition.
    Structure,
}
