//! Every line is given once and in order, however it is read; and is checked as if it were alone, whatever stands before
//! and after it in memory.

#![no_main]

mod conformance;

libfuzzer_sys::fuzz_target!(|input: &[u8]| conformance::laws::lines(input));
