//! The law that import ∘ render is the identity: what this project prints, it reads back as it was.

mod compare;
mod corpus;
mod edited;
#[path = "../../../ogi-import/tests/support/legal.rs"]
mod legal;
mod random;
#[path = "../../../ogi-conformance/tests/standard/vectors.rs"]
#[expect(
    dead_code,
    reason = "the tests of the checker read more of the vectors"
)]
mod standard;
mod vectors;
