//! Checking never panics, both ways of checking agree, and every fault and finding has a place in the file.

#![no_main]

mod conformance;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| conformance::laws::check(bytes));
