//! What is published: it says the same as the standard, resolves when served, and agrees with itself.

mod agree;
#[path = "../formats/cases.rs"]
#[expect(dead_code, reason = "shared with the tests of the formats")]
mod cases;
mod edition;
mod schemas;
mod served;
#[path = "../../../crates/ogi-conformance/tests/standard/vectors.rs"]
#[expect(dead_code, reason = "shared with the tests of another package")]
mod vectors;

use std::path::Path;

use xtask::publish::{Dist, Request, assemble};

/// A request for everything that needs no other program.
fn request(out: &Path, base: Option<String>) -> Request {
    Request {
        base,
        out: out.to_owned(),
        check: false,
        packages: false,
        strict: false,
    }
}

fn dist(base: Option<String>) -> Dist {
    assemble(
        &xtask::root(),
        &request(Path::new("dist"), base),
        &mut |_| {},
    )
    .expect("the standard is published")
}

fn json(dist: &Dist, path: &str) -> serde_json::Value {
    let file = dist.get(path).unwrap_or_else(|| panic!("no {path}"));
    serde_json::from_slice(&file.bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
}
