//! Reading a file never panics, and what it gives is a legal report whose evidence points into the document.

#![no_main]
#![allow(dead_code, reason = "the target `container` uses the rest")]

mod bounds;
#[path = "../../crates/ogi-import/tests/support/containers/mod.rs"]
mod containers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bounds::within(containers::recipe::read, bytes));
