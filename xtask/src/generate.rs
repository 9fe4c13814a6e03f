//! `cargo xtask generate`: everything that is made from `schema/`.

use std::path::Path;

use ogi_schema::Standard;

use crate::bindings::{self, Descriptor, Published};
use crate::tree::{Mode, standard_files, sync};
use crate::{lock, vectors};

/// Folders whose every file is generated; anything else in them is an error.
const OWNED: &[&str] = &["crates/ogi-report/src/generated", "schema/generated", "docs/reference"];

/// Brings every generated file up to date with `schema/`, or proves that it is; returns the files that were not.
///
/// # Errors
/// When `schema/` cannot be read or contradicts itself, or in check mode when anything is out of date.
pub fn generate(root: &Path, mode: Mode) -> anyhow::Result<Vec<String>> {
    let files = standard_files(root)?;
    let published = published(root)?;
    let standard = &published.standard;
    let paths: Vec<_> = files.iter().map(|(path, _)| path.clone()).collect();
    let mut artifacts = ogi_codegen::render(standard, &paths)?;
    artifacts.push(lock::artifact(root, &standard.manifest, &published.artifacts)?);
    artifacts.extend(vectors::index(root, &standard.manifest)?);
    let mut owned: Vec<String> = OWNED.iter().map(|folder| (*folder).to_owned()).collect();
    for binding in Descriptor::all(root)? {
        let data = bindings::embedded(root, &binding, &published)?;
        owned.extend(bindings::owned(&binding, &data));
        artifacts.extend(data);
    }
    sync(root, &artifacts, &owned, mode)
}

/// The standard, and all that is published of it without any program of another language.
///
/// # Errors
/// When `schema/` cannot be read or contradicts itself.
pub fn published(root: &Path) -> anyhow::Result<Published> {
    let files = standard_files(root)?;
    let standard = Standard::parse(&files)?;
    let artifacts = ogi_codegen::publish::artifacts(&standard, &files, &standard.manifest.base)?;
    Ok(Published { standard, artifacts })
}
