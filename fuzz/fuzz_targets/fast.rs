//! The fast way accepts exactly what the full way finds valid, and counts what it finds, however a report is damaged.

#![no_main]

mod conformance;

libfuzzer_sys::fuzz_target!(|input: &[u8]| conformance::laws::fast(input));
