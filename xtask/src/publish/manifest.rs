//! `manifest.json` and `SHA256SUMS`: the files of `dist/`, with their digests and the programs that made them.

use std::path::Path;

use anyhow::Context as _;
use ogi_schema::{Standard, Status};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::digest::{canonical, of_validation};
use super::{Dist, File};
use crate::digest::sha256;
use crate::tree::read;

pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const SUMS: &str = "SHA256SUMS";

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Contents {
    manifest_format: u32,
    base: String,
    status: String,
    schema_version: String,
    ruleset_version: String,
    codes_date: String,
    editions: Vec<String>,
    vectors: Vectors,
    pub(super) files: Vec<Listed>,
}

/// The number of cases, and the digest of their expected results.
#[derive(Debug, Serialize, Deserialize)]
struct Vectors {
    files: usize,
    cases: usize,
    verdicts: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    pub(super) path: String,
    pub(super) sha256: String,
    /// Of a schema: its digest without annotations.
    #[serde(skip_serializing_if = "Option::is_none")]
    validation: Option<String>,
    kind: String,
    made_by: String,
    status: String,
}

/// Adds both files.
pub(super) fn add(
    dist: &mut Dist,
    root: &Path,
    standard: &Standard,
    base: Option<&str>,
) -> anyhow::Result<()> {
    let base = base.unwrap_or(&standard.manifest.base);
    let status = match standard.manifest.status {
        Status::Draft => "draft",
        Status::Released => "released",
    };
    let files = dist.iter().map(|(path, file)| Listed {
        id: file.addressed.then(|| format!("{base}{path}")),
        path: path.clone(),
        sha256: sha256(&file.bytes),
        validation: validation(path, &file.bytes),
        kind: kind(path).to_owned(),
        made_by: file.made_by.clone(),
        status: status.to_owned(),
    });
    let manifest = Contents {
        manifest_format: 1,
        base: base.to_owned(),
        status: status.to_owned(),
        schema_version: standard.manifest.schema_version.clone(),
        ruleset_version: standard.manifest.ruleset_version.clone(),
        codes_date: standard.manifest.codes_date.clone(),
        editions: standard
            .schema
            .editions
            .iter()
            .map(|edition| edition.code.clone())
            .collect(),
        vectors: vectors(root)?,
        files: files.collect(),
    };
    let text = serde_json::to_string_pretty(&manifest)? + "\n";
    dist.insert(MANIFEST.to_owned(), file(text));
    let sums: String = sums(dist);
    dist.insert(SUMS.to_owned(), file(sums));
    Ok(())
}

/// A file that this program makes, without an address.
fn file(text: String) -> File {
    File {
        bytes: text.into_bytes(),
        made_by: concat!("xtask ", env!("CARGO_PKG_VERSION")).to_owned(),
        addressed: false,
    }
}

/// A line for each file, as `sha256sum --check` reads it.
pub(super) fn sums(dist: &Dist) -> String {
    let lines = dist.iter().filter(|(path, _)| *path != SUMS);
    lines
        .map(|(path, file)| format!("{}  {path}\n", sha256(&file.bytes)))
        .collect::<Vec<_>>()
        .concat()
}

/// The kind of a file, by its path.
fn kind(path: &str) -> &'static str {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["schema", _, "profiles", _] => "profile",
        ["schema", _, _, "places.json"] => "places",
        ["schema", _, "x-words.json"] => "words",
        ["schema" | "cli", ..] => "schema",
        ["openapi", ..] => "openapi",
        ["rules", _, "registry" | "registry.json", ..] => "registry",
        ["rules", _, name] if name.starts_with("texts.") => "texts",
        ["rules", _, name] if name.ends_with(".schema.json") => "schema",
        ["rules", ..] => "rules",
        ["codes", ..] => "codes",
        ["forms", ..] => "form",
        ["texts", ..] => "texts",
        ["vectors", _, name] if name.ends_with(".schema.json") => "schema",
        ["vectors", ..] => "vectors",
        ["bindings", ..] => "package",
        ["xml" | "sql" | "avro" | "arrow" | "proto", ..] => "format",
        _ => "documentation",
    }
}

fn validation(path: &str, bytes: &[u8]) -> Option<String> {
    let schema = ["schema", "profile", "openapi"].contains(&kind(path));
    let value: Option<Value> = schema.then(|| serde_json::from_slice(bytes).ok()).flatten();
    value.as_ref().map(of_validation)
}

#[derive(Deserialize)]
struct Index {
    files: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    path: String,
}

#[derive(Deserialize)]
struct Group {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    expect: Value,
}

fn vectors(root: &Path) -> anyhow::Result<Vectors> {
    let folder = root.join("schema/vectors");
    let index: Index = serde_json::from_str(&read(&folder.join("index.json"))?)
        .context("cannot read index.json")?;
    let mut verdicts = Vec::new();
    for Entry { path } in &index.files {
        let group: Group = serde_json::from_str(&read(&folder.join(path))?)
            .with_context(|| format!("cannot read {path}"))?;
        verdicts.extend(
            group
                .cases
                .iter()
                .map(|case| format!("{} {}\n", case.id, canonical(&case.expect))),
        );
    }
    verdicts.sort();
    Ok(Vectors {
        files: index.files.len(),
        cases: verdicts.len(),
        verdicts: sha256(verdicts.concat().as_bytes()),
    })
}
