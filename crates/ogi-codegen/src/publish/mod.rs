//! What is published: the tree of `dist/` that follows from `schema/` alone, in memory.
//!
//! Paths are from `dist/`. Nothing here knows a date, a disk or a program; equal input gives equal bytes.

mod dictionary;
mod json;
mod layout;
mod openapi;
mod places;
mod profile;
mod registry;
mod schemas;
mod words;

use ogi_schema::Standard;

use crate::{Artifact, CodegenError, arrow, avro, published, sql, xsd};
use layout::Layout;
use schemas::Bundle;

/// The data dictionary as `dictionary.csv`, `dictionary.md` and `dictionary.html`: for people, without an address.
///
/// # Errors
/// When a rule names no cell.
pub fn dictionary(standard: &Standard) -> Result<Vec<Artifact>, CodegenError> {
    dictionary::artifacts(standard)
}

/// Everything that is published from the standard, with addresses under `base`, sorted by path within `dist/`.
///
/// `files` are the path within `schema/` and the text of each file that makes up the standard, in any order. `base`
/// ends in `/`; with that of the manifest, the canonical files are published byte for byte.
///
/// # Errors
/// When `base` is no address, a file is missing, or a rule names no cell.
pub fn artifacts(
    standard: &Standard,
    files: &[(String, String)],
    base: &str,
) -> Result<Vec<Artifact>, CodegenError> {
    if !base.starts_with("http") || !base.ends_with('/') {
        let problem = "an address begins with http and ends in /".to_owned();
        return Err(CodegenError::Schema {
            place: base.to_owned(),
            problem,
        });
    }
    let layout = Layout::new(&standard.manifest, base);
    let text = |path: &str| {
        files
            .iter()
            .find(|(name, _)| name == path)
            .map_or("", |(_, text)| text.as_str())
    };
    let bundle = Bundle::read(&standard.schema, text("report.schema.json"))?;
    let mut artifacts: Vec<_> = files
        .iter()
        .filter_map(|(path, text)| {
            Some(Artifact {
                path: layout.source(path)?,
                text: layout.rebase(text),
            })
        })
        .collect();
    artifacts.extend(schemas::artifacts(&bundle, layout));
    artifacts.extend(profile::artifacts(&bundle, layout));
    artifacts.push(openapi::artifact(
        &bundle,
        layout,
        &standard.manifest.schema_version,
    ));
    artifacts.extend(words::artifacts(text("dialect.schema.json"), layout)?);
    artifacts.extend(places::artifacts(&standard.schema, layout));
    artifacts.extend(registry::artifacts(standard, layout)?);
    for format in [
        arrow::artifacts,
        avro::artifacts,
        sql::artifacts,
        xsd::artifacts,
    ] {
        artifacts.extend(format(standard, base)?);
    }
    for (edition, text) in published::tables(standard)? {
        artifacts.push(Artifact {
            path: layout.rules(&format!("{edition}.json")),
            text,
        });
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(artifacts)
}
