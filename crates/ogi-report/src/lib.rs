//! Types for China's annual reports on open government information (政府信息公开工作年度报告).
//!
//! Each object of the standard is a type, generated from the canonical schema. Types hold only legal values: a count is
//! never negative, a date always exists.
//!
//! - [`read`] and [`write()`] read and write whole reports. The edition that a report states decides its type.
//! - [`Report::builder`] makes a report of single values set by their JSON Pointers, such as the columns of a table.
//! - [`Report::cells`] gives every number with its printed label, unit and article of the Regulations.
//! - [`Report::reconcile`] checks the sums and balances of the form, and returns the operands of each.
//! - [`Conform`] proves at compile time that your own struct follows a definition of the standard.
//!
//! ```
//! use ogi_report::{ApplicantCounts, Count, Outcome, reconcile};
//!
//! let mut row = ApplicantCounts { natural_persons: Some(Count::try_from(18)?), ..Default::default() };
//! # for field in [&mut row.commercial_enterprises, &mut row.research_institutions,
//! #     &mut row.public_interest_organizations, &mut row.legal_service_organizations, &mut row.other_organizations] {
//! #     *field = Some(Count::MIN);
//! # }
//! row.total = Some(Count::try_from(19)?);
//! let finding = &reconcile(&row)[0];
//! assert_eq!(finding.rule.as_str(), "applicant-total");
//! assert_eq!(finding.outcome, Outcome::Failed);
//! assert_eq!(finding.argument("difference"), Some("-1"));
//! # Ok::<_, ogi_report::Refused>(())
//! ```
//!
//! # Features
//! - `derive` (default): `#[derive(Conform)]`. Without it, seven crates are built rather than twelve.
//! - `schemars`: `JsonSchema` for every type, which returns the canonical subschema, labels and units included.
#![cfg_attr(
    feature = "schemars",
    doc = "
```
#[derive(schemars::JsonSchema)]
struct Submission {
    /// Who sent it in.
    clerk: String,
    row: ogi_report::ApplicantCounts,
}

let schema = serde_json::to_value(schemars::schema_for!(Submission)).unwrap();
let row = &schema[\"$defs\"][\"ApplicantCounts\"];
assert_eq!(row[\"properties\"][\"total\"][\"x-label\"], \"总计\");
assert_eq!(row[\"properties\"][\"total\"][\"$ref\"], \"#/$defs/Count\");
assert_eq!(schema[\"$defs\"][\"Count\"][\"maximum\"], 9_007_199_254_740_991u64);
```"
)]

extern crate self as ogi_report;

mod builder;
mod cell;
pub mod conform;
mod decimal;
pub mod definition;
mod evaluate;
mod exact;
#[rustfmt::skip]
mod generated;
mod language;
mod leaf;
mod outcomes;
mod pattern;
mod place;
mod record;
mod report;
mod rule;
mod scalar;
mod scan;
#[cfg(feature = "schemars")]
mod schemars;
mod spelled;
mod tables;
mod uscc;
mod words;
mod yuan;

pub use builder::{Incomplete, ReportBuilder, SetError};
pub use cell::{Cell, NoCell};
pub use conform::{Conform, Defined};
pub use definition::Definition;
pub use evaluate::{
    Document, Examined, Finding, Others, Outcome, Side, Tally, count, evaluate,
    whole_document_missing,
};
pub use exact::{Exact, NotExact};
pub use generated::*;
pub use language::Language;
pub use leaf::{Leaf, Leaves, Missing};
#[cfg(feature = "derive")]
pub use ogi_derive::Conform;
pub use outcomes::Outcomes;
pub use place::{Part, Place};
pub use report::{ReadError, read, reconcile, settle_blanks, write, write_pretty};
pub use rule::RuleInfo;
pub use scalar::Refused;
pub use scan::{Scan, Written};
pub use spelled::Spelled;

#[cfg(all(doctest, feature = "derive"))]
#[doc = include_str!("../../../README.md")]
struct Readme;
