//! The tasks of the workspace: they generate, check, measure and publish.

pub mod bench;
pub mod bindings;
mod cost;
pub mod differential;
pub mod digest;
pub mod generate;
pub mod lint;
pub mod lock;
pub mod publish;
pub mod tree;
pub mod vectors;

use std::path::PathBuf;

/// The root of the workspace.
///
/// # Panics
/// Never: the manifest of this package stands one folder below it.
#[must_use]
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.clone(), PathBuf::from)
}
