//! Checks annual reports on open government information (政府信息公开工作年度报告): bytes in, findings out.
//!
//! A check answers three questions separately: is the document well-formed JSON, is it valid by the schema of its
//! edition, and do its numbers add up. A report with wrong totals is a valid document with findings.
//!
//! ```
//! use ogi_conformance::{Checker, Others, Reconciled};
//! use ogi_report::{Agency, Edition, Year, write};
//!
//! let agency = Agency::new("示例市政务服务局".parse()?);
//! let report = Edition::V2021.empty(Year::try_from(2025)?, agency);
//! let checked = Checker::default().check(write(&report).as_bytes(), Others::default());
//! assert!(checked.is_well_formed());
//! assert_eq!(checked.is_schema_valid(), Some(true));
//! assert_eq!(checked.reconciled(), Reconciled::NotAssessed);
//! # Ok::<_, ogi_report::Refused>(())
//! ```

mod check;
mod facts;
#[rustfmt::skip]
mod generated;
pub mod json;
pub mod lines;
pub mod ordered;
mod rules;
pub mod structure;
mod view;

pub use check::{
    Checked, Checker, Diagnosis, Others, Reconciled, check_report, count_outcomes, locate,
};
pub use facts::Facts;
pub use structure::Fault;
