//! The command `ogi`, run as a program.

mod convert;
mod folders;
mod hostile;
mod import;
mod lines;
mod many;
mod outputs;
mod people;
mod places;
mod programs;
mod render;
mod runs;
#[path = "../../../ogi-conformance/tests/standard/vectors.rs"]
#[expect(
    dead_code,
    reason = "the tests of the checker read more of the vectors"
)]
mod standard;
mod support;
mod table;
mod vectors;
