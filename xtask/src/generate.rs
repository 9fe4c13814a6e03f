//! `cargo xtask generate`: everything that is made from `schema/`.

use std::path::Path;

use ogi_schema::Standard;

use crate::tree::{Mode, standard_files, sync};
use crate::{lock, vectors};

/// Brings every generated file up to date with `schema/`, or proves that it is; returns the files that were not.
///
/// # Errors
/// When `schema/` cannot be read or contradicts itself, or in check mode when anything is out of date.
pub fn generate(root: &Path, mode: Mode) -> anyhow::Result<Vec<String>> {
    let files = standard_files(root)?;
    let standard = Standard::parse(&files)?;
    let paths: Vec<_> = files.iter().map(|(path, _)| path.clone()).collect();
    let mut artifacts = ogi_codegen::render(&standard, &paths)?;
    artifacts.push(lock::artifact(root, &standard.manifest, &files, &artifacts)?);
    artifacts.extend(vectors::index(root, &standard.manifest)?);
    sync(root, &artifacts, mode)
}
