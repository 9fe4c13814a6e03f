//! What was found about one file.

use std::collections::BTreeMap;

use ogi_conformance::Reconciled;
use ogi_report::{Edition, RuleId};
use serde::Serialize;

use super::finding::{Finding, Position};
use crate::excerpt::Excerpt;

/// A file that was checked. There are three answers: `well_formed`, `schema_valid` and `reconciled`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CheckedFile {
    /// The file as it was named; `-` for standard input.
    pub path: String,
    /// The line that the document is, in a file of one document a line; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What was read.
    pub source: Source,
    /// What a reader should know about the reports that it was compared with.
    pub compared_with: Vec<Note>,
    /// Edition of the form, such as `2021-30`, where the document says it.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>"))]
    pub edition: Option<StatedEdition>,
    /// Reporting year, where the document says it.
    pub year: Option<i64>,
    /// Name of the agency, where the document says it.
    pub agency: Option<String>,
    /// Whether the bytes are JSON of the standard; always so for an imported report.
    pub well_formed: bool,
    /// Whether the document has the shape of its edition; null when it is not well-formed.
    pub schema_valid: Option<bool>,
    /// Whether the numbers add up: `yes`, `no`, `partly` (what could be assessed holds) or `not_assessed`.
    #[cfg_attr(feature = "schemars", schemars(with = "String"))]
    pub reconciled: Reconciled,
    /// Places at which balances, sums and ranges of this report alone were assessed.
    pub tally: Counts,
    /// The same for each table of the form that has such rules.
    pub tables: Vec<Table>,
    /// What became of each rule.
    pub rules: Vec<RuleCounts>,
    /// What keeps the document from being well-formed or of the shape of its edition, in the order of the file.
    pub faults: Vec<Fault>,
    /// What is violated or not assessed, by rule and then in form order; what passed is only counted.
    pub findings: Vec<Finding>,
}

/// The edition that a document states, which need not be one of the standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum StatedEdition {
    /// An edition of the standard.
    Known(Edition),
    /// Anything else.
    Unknown(String),
}

impl StatedEdition {
    /// The edition that a document states in these words.
    #[must_use]
    pub fn new(stated: String) -> Self {
        match Edition::parse(&stated) {
            Some(edition) => Self::Known(edition),
            None => Self::Unknown(stated),
        }
    }

    /// The edition, where it is one of the standard.
    #[must_use]
    pub fn known(&self) -> Option<Edition> {
        match self {
            Self::Known(edition) => Some(*edition),
            Self::Unknown(_) => None,
        }
    }

    /// The words of the document.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(edition) => edition.as_str(),
            Self::Unknown(stated) => stated,
        }
    }
}

/// What was read.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Source {
    /// A document of the standard, or a published report that was imported.
    pub kind: SourceKind,
    /// How the cells of the form were read; null for a document.
    pub cells: Option<Cells>,
    /// What a reader should know about the reading.
    pub notes: Vec<Note>,
}

/// What kind of file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
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
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Cells {
    /// Cells that hold a number.
    pub numbers: usize,
    /// Cells that were found but hold no number: blank, a slash, words.
    pub without_number: usize,
    /// Cells whose reading rests on more than the print.
    pub repaired: usize,
    /// Cells that the form has and the file does not show.
    pub not_found: usize,
}

/// Something that a reader should know about the reading, or about a report that was compared with.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Note {
    /// Its kind, such as `unmatched_row` or `other_year`.
    pub kind: String,
    /// The same for people.
    pub message: String,
}

/// Places at which rules were assessed, by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Counts {
    /// Where the rule holds.
    pub passed: usize,
    /// Where it is violated.
    pub failed: usize,
    /// Where something that it reads is missing.
    pub not_assessed: usize,
}

/// A table of the form with what became of its balances, sums and ranges.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Table {
    /// Number of its section, such as `三`.
    pub section: &'static str,
    /// Label of its section.
    pub label: String,
    /// Outcomes.
    #[serde(flatten)]
    pub counts: Counts,
}

/// A rule with what became of it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct RuleCounts {
    /// Its id.
    #[cfg_attr(feature = "schemars", schemars(with = "String"))]
    pub rule: RuleId,
    /// Outcomes.
    #[serde(flatten)]
    pub counts: Counts,
}

/// One way in which a document is no JSON, or not of the shape of its edition. Always an error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Fault {
    /// Which question it answers.
    pub kind: FaultKind,
    /// Kind of lexical fault, such as `duplicate-key`, or keyword of JSON Schema, such as `required`.
    pub keyword: String,
    /// JSON Pointer of the value; of the object where a property is missing or not allowed.
    pub at: Option<String>,
    /// Labels of the place, outermost first.
    pub labels: Vec<String>,
    /// Number of the section it stands in, such as `三`.
    pub section: Option<&'static str>,
    /// What was expected and found.
    pub args: BTreeMap<&'static str, String>,
    /// What is wrong, for people.
    pub message: String,
    /// What to do, for people.
    pub fix: String,
    /// Where it stands in the file.
    pub position: Option<Position>,
    /// The other place concerned, such as the first of two equal names.
    pub related: Option<Position>,
    /// The line of the file, for people.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
}

/// Which question a fault answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// Not well-formed.
    Lexical,
    /// Not of the shape of its edition.
    Structure,
}
