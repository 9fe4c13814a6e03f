//! Files made by recipe in every container: nothing is read that a person does not see, and damage is read or refused.
//!
//! `CONTAINER=PDF` keeps to one container, whatever the first byte says. `FILES=folder` writes the file of each recipe
//! there, to be looked at or to begin the target `import` with; with `-runs=0` nothing else is tried.

#![no_main]
#![allow(dead_code, reason = "the tests use the rest")]

mod bounds;
#[path = "../../crates/ogi-import/tests/support/containers/mod.rs"]
mod containers;

use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::LazyLock;

/// The container to keep to, as its number in recipes.
static ONLY: LazyLock<Option<u8>> = LazyLock::new(|| {
    let name = std::env::var("CONTAINER").ok()?;
    let at = containers::ALL
        .iter()
        .position(|container| container.name() == name);
    Some(u8::try_from(at.expect("the name of a container")).expect("few containers"))
});

libfuzzer_sys::fuzz_target!(|recipe: &[u8]| {
    let mut recipe = recipe.to_vec();
    if let (Some(first), Some(only)) = (recipe.first_mut(), *ONLY) {
        *first = *first & 0x80 | only;
    }
    if let Some(folder) = std::env::var_os("FILES") {
        let made = containers::recipe::follow(&recipe);
        let name = made.name.split(' ').next().unwrap_or_default();
        let mut hash = std::hash::DefaultHasher::new();
        recipe.hash(&mut hash);
        let path = Path::new(&folder).join(format!("{name}-{:x}", hash.finish()));
        std::fs::write(path, made.bytes).expect("the folder can be written");
    }
    bounds::within(containers::recipe::check, &recipe);
});
