//! How the cost of hostile files grows: a file of twice the size takes little more than twice the memory, or reaches a bound.
//!
//! Counted are the bytes that reading asks the system for, which no other work on the machine changes. `FAMILIES=full`
//! tries files of the size that a file may have, and `FAMILIES=full,pdf` those of families whose names begin so; build
//! them with `--release`.

#[path = "support/families/mod.rs"]
mod families;

use std::alloc::System;
use std::env;

use cap::Cap;
use families::Family;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// Bytes that a file may take while it is read.
const MOST: usize = 512 << 20;

/// Bytes that reading asks for however small a file is: tables of the standard that are built once, and buffers.
const ALWAYS: usize = 4 << 20;

/// How much more may be asked for when a file doubles. Vectors that double as they grow ask for up to twice what they
/// need, and n log n adds a tenth at these sizes.
const DOUBLED: f64 = 2.6;

/// How often a file may double until the bound of what grows faster is reached: from 24 KB to 1.5 MB.
const MOST_DOUBLINGS: usize = 6;

struct Cost {
    /// Bytes asked for, those given back included.
    asked: usize,
    /// What came of reading.
    outcome: String,
}

fn cost(family: &Family, size: usize) -> Cost {
    let file = family.file(size);
    let name = format!("hostile.{}", family.extension());
    let before = MEMORY.total_allocated();
    let read = ogi_import::read(&file, Some(&name));
    let asked = MEMORY.total_allocated() - before;
    let outcome = match read {
        Ok(_) => "a report".to_owned(),
        Err(error) => error.kind().to_owned(),
    };
    Cost { asked, outcome }
}

#[expect(clippy::cast_precision_loss, reason = "a ratio of sizes")]
fn grows_as_the_file(once: &Cost, twice: &Cost) -> bool {
    twice.asked as f64 <= once.asked as f64 * DOUBLED + ALWAYS as f64
}

#[test]
fn twice_the_file_takes_little_more_than_twice_the_memory() {
    let wanted = env::var("FAMILIES").unwrap_or_default();
    let (is_full, prefix) = match wanted.split_once(',') {
        Some((_, prefix)) => (true, prefix),
        None => (!wanted.is_empty(), ""),
    };
    let size = if is_full { 16 << 20 } else { 24 << 10 };
    let mut wrong = Vec::new();
    let mut tried = 0;
    for family in families::all() {
        if !family.name.starts_with(prefix) {
            continue;
        }
        tried += 1;
        let held = MEMORY.max_allocated();
        let mut size = size;
        let mut last = cost(&family, size);
        let mut steps = vec![last.asked];
        // What grows faster has a bound of its own, which it must reach soon.
        for _ in 0..MOST_DOUBLINGS {
            size *= 2;
            let next = cost(&family, size);
            steps.push(next.asked);
            let has_doubled = grows_as_the_file(&last, &next);
            last = next;
            if has_doubled {
                break;
            }
        }
        println!("{:<50} {steps:?}: {}", family.name, last.outcome);
        if steps.len() > MOST_DOUBLINGS {
            wrong.push(format!("{}: {steps:?}", family.name));
        }
        let now = MEMORY.max_allocated();
        if now > held.max(MOST) {
            wrong.push(format!("{}: {now} bytes at once", family.name));
        }
    }
    assert!(tried > 0, "no family begins with `{prefix}`");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
