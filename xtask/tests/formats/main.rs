//! The published formats in the hands of the tools that read them, over the vectors of the standard.

mod avro;
mod cases;
mod postgres;
mod server;
#[path = "../../../crates/ogi-conformance/tests/standard/vectors.rs"]
#[expect(dead_code, reason = "shared with the tests of another package")]
mod vectors;
mod xml;
