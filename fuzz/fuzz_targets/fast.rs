//! The fast way accepts exactly what the full way finds valid, and counts what it finds, however a report is damaged.
//!
//! The input is a recipe: which base, how it is laid out, and what is done to its bytes. An input that starts with a
//! brace or white space is taken as a document itself.

#![no_main]

mod bases;
#[path = "../../crates/ogi-conformance/tests/standard/damage.rs"]
mod damage;

use std::sync::LazyLock;

use ogi_conformance::{Checker, Others};
use ogi_report::{Outcome, Outcomes, Scan};
use serde_json::Value;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);

static BASES: LazyLock<Vec<Value>> = LazyLock::new(bases::bases);

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let made;
    let bytes = match input {
        [b'{' | b' ' | b'\n' | b'[' | b'"', ..] => input,
        _ => {
            made = damage::by_recipe(&BASES, input);
            &made
        }
    };
    let full = CHECKER.check_fully(bytes, Others::default());
    let valid = full.is_schema_valid() == Some(true);
    let scan = Scan::read(bytes);
    assert_eq!(scan.is_some(), valid, "{:?}", full.structure);
    let clean = valid && full.with_outcome(Outcome::Failed).next().is_none();
    let found: Outcomes = full.findings.iter().collect();
    assert_eq!(CHECKER.quick(bytes), clean.then_some(found));
    if let Some(scan) = scan {
        let report = scan.report();
        assert_eq!(
            serde_json::from_slice::<ogi_report::Report>(bytes)
                .ok()
                .as_ref(),
            Some(&report)
        );
        assert_eq!(
            ogi_report::read(ogi_report::write(&report).as_bytes()).ok(),
            Some(report)
        );
    } else {
        let error = ogi_report::read(bytes).expect_err("refused");
        assert!(error.line() > 0 && error.column() > 0 && !error.to_string().is_empty());
    }
});
