//! The published files that follow from `schema/` alone, in memory; their paths are from `dist/`.
//!
//! Nothing here reads the clock, the disk or another program, so equal input gives equal bytes.

mod layout;
mod openapi;
mod places;
mod profile;
mod registry;
mod rule_tables;
mod schemas;
mod words;

use ogi_schema::Standard;

use crate::{Artifact, CodegenError, arrow, avro, dictionary, lookup, sql, xsd};
use layout::Layout;
use schemas::Bundle;

pub(crate) use rule_tables::rule_tables;

/// The data dictionary as `dictionary.csv`, `dictionary.md` and `dictionary.html`: for people, without an address.
///
/// # Errors
/// A rule names no cell, or a form names no value of its report.
pub fn dictionary(standard: &Standard) -> Result<Vec<Artifact>, CodegenError> {
    lookup::verify(standard)?;
    dictionary::artifacts(standard)
}

/// Everything that is published from the standard, with addresses under `base`, sorted by path within `dist/`.
///
/// `files` are the path within `schema/` and the text of each file that makes up the standard, in any order. `base`
/// ends in `/`; with that of the manifest, the canonical files are published byte for byte.
///
/// # Errors
/// `base` is not an address, a file is missing, or a rule names no cell.
pub fn artifacts(
    standard: &Standard,
    files: &[(String, String)],
    base: &str,
) -> Result<Vec<Artifact>, CodegenError> {
    if !base.starts_with("http") || !base.ends_with('/') {
        return Err(CodegenError::at(
            base,
            "an address begins with http and ends in /",
        ));
    }
    lookup::verify(standard)?;
    let layout = Layout::new(&standard.manifest, base);
    let schema = &standard.schema;
    let mut artifacts = Vec::new();
    for (path, text) in files {
        if let Some(path) = layout.source(path) {
            artifacts.push(Artifact {
                path,
                text: layout.rebase(text),
            });
        }
    }
    let bundle = Bundle::read(schema, text(files, "report.schema.json")?)?;
    artifacts.extend(schemas::artifacts(&bundle, layout)?);
    artifacts.extend(profile::artifacts(&bundle, layout)?);
    let version = &standard.manifest.schema_version;
    artifacts.push(openapi::artifact(&bundle, layout, version)?);
    artifacts.extend(words::artifacts(
        text(files, "dialect.schema.json")?,
        layout,
    )?);
    artifacts.extend(places::artifacts(schema, layout)?);
    artifacts.extend(registry::artifacts(standard, layout));
    artifacts.extend(arrow::artifacts(standard, base)?);
    artifacts.extend(avro::artifacts(standard, base)?);
    artifacts.extend(sql::artifacts(standard, base)?);
    artifacts.extend(xsd::artifacts(standard, base)?);
    for (edition, text) in rule_tables(standard)? {
        artifacts.push(Artifact {
            path: layout.rules(&format!("{edition}.json")),
            text,
        });
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(artifacts)
}

/// The text of a file of the standard.
fn text<'a>(files: &'a [(String, String)], path: &str) -> Result<&'a str, CodegenError> {
    match files.iter().find(|(name, _)| name == path) {
        Some((_, text)) => Ok(text),
        None => Err(CodegenError::at(
            format!("schema/{path}"),
            "the file is missing",
        )),
    }
}
