//! Says what a check of an annual report on open government information (政府信息公开工作年度报告) found: faults and
//! findings in, sentences and records with labels and places out, in Chinese and English.
//!
//! ```
//! use ogi_conformance::{Checker, Others};
//! use ogi_diagnostics::Diagnostics;
//! use ogi_report::Language;
//!
//! let bytes = br#"{"edition": "2021-30", "yaer": 2025}"#;
//! let checked = Checker::default().check(bytes, Others::default());
//! let diagnostics = Diagnostics::of_document(bytes, &checked);
//! let said: Vec<String> = diagnostics.problems().map(|problem| problem.say(Language::Chinese)).collect();
//! assert!(said.contains(&"标准中没有“yaer”这一项".to_owned()));
//! let said: Vec<String> = diagnostics.problems().map(|problem| problem.fix(Language::English)).collect();
//! assert!(said.iter().any(|fix| fix.starts_with("did you mean \"year\" (reporting year)?")));
//! ```
//!
//! [`Diagnostics::record`] gives all of it as one typed record, which serialises to the JSON that
//! `ogi check --format json` prints for a file. The sentences stand in `schema/texts/` and in the registry of rules.
//!
//! # Features
//! - `schemars`: `JsonSchema` for the records.

mod diagnose;
mod excerpt;
mod labels;
mod nearest;
mod operands;
mod places;
#[cfg(feature = "schemars")]
pub mod published;
mod reading;
mod record;
mod say;
mod source;
mod words;
mod writer;

pub use diagnose::{About, Diagnostic, Diagnostics};
pub use excerpt::{Excerpt, visible};
pub use labels::{Labels, without_number};
pub use nearest::nearest;
pub use operands::{document, shared, split_document};
pub use reading::Reading;
pub use record::{
    BySeverity, Cells, CheckedFile, Confidence, Counts, Doubtful, Fault, FaultKind, Finding,
    Misreading, MissingOperand, Note, Operand, Position, PrintedAt, RuleCounts, Source, SourceKind,
    StatedEdition, Table,
};
pub use say::{Said, advice, place, sentence, sentences, where_printed};
pub use words::{in_language, phrase};
