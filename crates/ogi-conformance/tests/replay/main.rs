//! The saved inputs of the fuzz targets, through the same functions: `fuzz/corpus-saved` holds what reached something
//! new, and what once failed.

#[path = "../standard/damage.rs"]
mod damage;
mod laws;
#[path = "../lines/model.rs"]
mod model;
#[path = "../oracle/mod.rs"]
mod oracle;

/// Where the bases of the test vectors lie.
const BASES_FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/vectors/bases");

/// Runs a law on every saved input of its target.
fn replay(target: &str, law: fn(&[u8])) {
    let saved = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus-saved");
    let folder = std::path::Path::new(saved).join(target);
    let inputs = std::fs::read_dir(&folder).expect("saved inputs");
    let mut count = 0;
    for input in inputs {
        let path = input.expect("an input").path();
        // Shown where the law fails.
        eprintln!("{}", path.display());
        law(&std::fs::read(&path).expect("an input"));
        count += 1;
    }
    assert!(count > 0, "no saved inputs of {target}");
}

#[test]
fn json() {
    replay("json", oracle::compare);
}

#[test]
fn check() {
    replay("check", laws::check);
}

#[test]
fn fast() {
    replay("fast", laws::fast);
}

#[test]
fn lines() {
    replay("lines", laws::lines);
}
