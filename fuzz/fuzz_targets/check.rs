//! Checking never panics, and every fault that it names stands in the file.

#![no_main]

use std::sync::LazyLock;

use ogi_conformance::json::{Document, Limits};
use ogi_conformance::structure::Schemas;

static SCHEMAS: LazyLock<Schemas> = LazyLock::new(|| {
    let text = ogi_schema::file("report.schema.json").expect("the canonical schema is embedded");
    Schemas::new(&serde_json::from_str(text).expect("JSON")).expect("editions")
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = Document::read(bytes, &Limits::default()) else { return };
    let faults = SCHEMAS.faults(&document).expect("the schemas compile");
    for fault in &faults {
        assert!(fault.span(&document).is_some(), "{fault:?}");
    }
});
