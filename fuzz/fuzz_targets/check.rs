//! Checking never panics, both ways of checking agree, and every fault and finding has a place in the file.

#![no_main]

use std::sync::LazyLock;

use ogi_conformance::json::{Document, Limits};
use ogi_conformance::{Checker, Others, locate};

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let quick = CHECKER.check(bytes, Others::default());
    let full = CHECKER.check_fully(bytes, Others::default());
    assert_eq!(quick.structure, full.structure);
    assert_eq!(quick.findings, full.findings);
    assert_eq!(
        ogi_report::read(bytes).is_ok(),
        full.is_schema_valid() == Some(true)
    );
    let Ok(document) = Document::read(bytes, &Limits::default()) else {
        return;
    };
    for fault in &full.structure {
        assert!(fault.span(&document).is_some(), "{fault:?}");
    }
    for finding in &full.findings {
        assert!(locate(&document, &finding.at).is_some(), "{finding:?}");
    }
});
