//! The documents that are the base of recipes.

use serde_json::Value;

/// The bases of the test vectors, in the order of their names.
pub(crate) fn bases() -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/vectors/bases");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the bases")
        .map(|entry| entry.expect("a base").path())
        .collect();
    paths.sort();
    let read = |path| {
        serde_json::from_str(&std::fs::read_to_string(path).expect("a base"))
            .expect("bases are JSON")
    };
    paths.into_iter().map(read).collect()
}
