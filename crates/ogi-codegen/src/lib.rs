//! The generator of the standard: the schema model in, artifacts in memory out. Nothing here touches a disk.
//!
//! Everything that can be made from `schema/` is made here: the Rust types and constant tables, the published table of
//! rules, the reference pages. `cargo xtask generate` writes what [`render`] returns; `cargo xtask publish` adds what
//! [`publish::artifacts`] returns. The formats that are only published, such as [`sql`], [`xsd`], [`avro`] and [`arrow`],
//! are modules of their own: their paths are relative to the folder of what is published.

pub mod arrow;
pub mod avro;
mod csv;
mod dictionary;
mod equations;
mod names;
mod nodes;
pub mod publish;
mod published;
mod reference;
mod rust;
pub mod sql;
pub mod xsd;

use ogi_schema::Standard;

/// A file to be generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Path from the root of the workspace, or from `dist/` where it is published, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Why nothing could be generated; names the place in `schema/`.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message documents the variant")]
#[non_exhaustive]
pub enum CodegenError {
    #[error("no edition `{edition}`: a form or rule names one that the schema does not have")]
    Edition { edition: String },
    #[error("schema/rules/{rule}.json: {problem}")]
    Rule { rule: String, problem: String },
    #[error("{place}: {problem}")]
    Schema { place: String, problem: String },
    #[error("generated {path} is no Rust: {problem}")]
    Rust { path: &'static str, problem: String },
}

/// Everything that is generated from the standard, sorted by path.
///
/// `files` are the paths within `schema/` that make up the standard, in any order.
///
/// # Errors
/// The first rule that names no cell, or pattern that the dialect does not have.
pub fn render(standard: &Standard, files: &[String]) -> Result<Vec<Artifact>, CodegenError> {
    let mut artifacts = rust::artifacts(standard, files)?;
    artifacts.extend(published::artifacts(standard)?);
    artifacts.extend(reference::artifacts(standard)?);
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(artifacts)
}
