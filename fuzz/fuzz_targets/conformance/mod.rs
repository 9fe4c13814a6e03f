//! The laws of checking, as the tests of `ogi-conformance` have them.

#![allow(dead_code, reason = "each target has one law")]

#[path = "../../../crates/ogi-conformance/tests/standard/damage.rs"]
mod damage;
#[path = "../../../crates/ogi-conformance/tests/replay/laws.rs"]
pub(crate) mod laws;
#[path = "../../../crates/ogi-conformance/tests/lines/model.rs"]
mod model;

/// Where the bases of the test vectors lie.
const BASES_FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/vectors/bases");
