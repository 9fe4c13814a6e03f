//! Every line is given once and in order, however it is read; and is checked as if it were alone, whatever stands before
//! and after it in memory.
//!
//! The first bytes of the input say how it is read. The rest is either the text itself or recipes of documents, which
//! become a line each; the last may be cut off.

#![no_main]

mod bases;
#[path = "../../crates/ogi-conformance/tests/standard/damage.rs"]
mod damage;
#[path = "../../crates/ogi-conformance/tests/lines/model.rs"]
mod model;

use std::num::NonZeroUsize;
use std::sync::LazyLock;

use ogi_conformance::Checker;
use ogi_conformance::lines::Options;
use serde_json::Value;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);

static BASES: LazyLock<Vec<Value>> = LazyLock::new(bases::bases);

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some(([sizes, threads, reads, kind], rest)) = input.split_first_chunk() else {
        return;
    };
    let threads = NonZeroUsize::new(1 + usize::from(threads % 3)).expect("not zero");
    let limit = if sizes & 0x80 == 0 {
        16 << 20
    } else {
        1 << (sizes >> 4 & 7)
    };
    let piece = 1 << (sizes & 15);
    let step = 1 << (reads & 15);
    let options = Options {
        piece,
        limit,
        threads,
    };
    if kind & 1 == 0 {
        return model::agrees(rest, options, step, &|line| line.to_vec());
    }
    let mut text = Vec::new();
    for recipe in rest.split(|byte| *byte == b'\n').take(4) {
        text.extend(damage::by_recipe(&BASES, recipe));
        text.push(b'\n');
    }
    text.truncate(text.len() - (usize::from(kind >> 1) << 4).min(text.len()));
    model::agrees(&text, options, step, &|line| CHECKER.quick(line));
});
