//! `cargo xtask generate`: writes every file that follows from `schema/`.

use std::path::Path;

use anyhow::Context as _;
use ogi_codegen::Artifact;
use ogi_schema::Standard;
use serde::Deserialize;

use crate::bindings::{self, Descriptor, Published};
use crate::tree::{Mode, list, read, standard_files, sync};
use crate::{lock, vectors};

/// Folders whose every file is generated; anything else in them is an error.
const OWNED: &[&str] = &[
    "crates/ogi-report/src/generated",
    "schema/generated",
    "docs/reference",
];

/// Brings every generated file up to date with `schema/`, or proves that it is; returns the files that were out of date.
///
/// # Errors
/// When `schema/` cannot be read or contradicts itself, or in check mode when anything is out of date.
pub fn generate(root: &Path, mode: Mode) -> anyhow::Result<Vec<String>> {
    let files = standard_files(root)?;
    let published = published(root, None)?;
    let standard = &published.standard;
    let paths: Vec<_> = files.iter().map(|(path, _)| path.clone()).collect();
    let mut artifacts = ogi_codegen::render(standard, &paths)?;
    artifacts.push(lock::artifact(
        root,
        &standard.manifest,
        &published.artifacts,
    )?);
    artifacts.extend(vectors::index(root, &standard.manifest)?);
    let mut owned: Vec<String> = OWNED.iter().map(|folder| (*folder).to_owned()).collect();
    for binding in Descriptor::all(root)? {
        let data = bindings::embedded(root, &binding, &published)?;
        owned.extend(bindings::owned(&binding, &data));
        artifacts.extend(data);
    }
    sync(root, &artifacts, &owned, mode)
}

/// The standard, and every published file that needs no other program. The addresses are under `base`, by default the
/// one of `schema/manifest.json`.
///
/// # Errors
/// When `schema/` cannot be read or contradicts itself.
pub fn published(root: &Path, base: Option<&str>) -> anyhow::Result<Published> {
    let files = standard_files(root)?;
    let standard = Standard::parse(&files)?;
    let own = &standard.manifest.base;
    let base = base.unwrap_or(own);
    let mut artifacts = ogi_codegen::publish::artifacts(&standard, &files, base)?;
    artifacts.extend(described(root, own, base)?);
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Published {
        standard,
        artifacts,
    })
}

/// Folders with schemas of our own files and outputs. The `$id` of each schema is the address at which it is published.
const DESCRIBED: &[&str] = &["schema/vectors", "crates/ogi-cli/schema"];

#[derive(Deserialize)]
struct Addressed {
    #[serde(rename = "$id")]
    id: String,
}

fn described(root: &Path, own: &str, base: &str) -> anyhow::Result<Vec<Artifact>> {
    let mut found = Vec::new();
    for folder in DESCRIBED {
        for path in list(&root.join(folder))? {
            if !path.to_string_lossy().ends_with(".schema.json") {
                continue;
            }
            let text = read(&path)?;
            let at = path.display();
            let Addressed { id } = serde_json::from_str(&text).with_context(|| at.to_string())?;
            let place = id
                .strip_prefix(own)
                .with_context(|| format!("{at}: $id does not begin with {own}"))?;
            found.push(Artifact {
                path: place.to_owned(),
                text: text.replace(&format!("\"{own}"), &format!("\"{base}")),
            });
        }
    }
    Ok(found)
}
