//! The JSON reader accepts what `serde_json` accepts, apart from the lexical rules of the standard, and never panics.

#![no_main]

#[path = "../../crates/ogi-conformance/tests/oracle/mod.rs"]
mod oracle;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| oracle::compare(bytes));
