//! Generates code, tables and published files from the standard: the typed schema goes in, files in memory come out.
//!
//! This crate never reads or writes a file. `cargo xtask generate` writes what [`render`] returns: Rust types, constant
//! tables and reference pages. `cargo xtask publish` writes what [`publish::artifacts`] returns. Formats that are only
//! published have modules of their own, such as [`sql`], [`xsd`], [`avro`] and [`arrow`]; their paths are relative to
//! the published folder.
//!
//! ```
//! let standard = ogi_schema::standard();
//! let files = ogi_codegen::render(standard, &[])?;
//! assert!(files.iter().any(|file| file.path == "docs/reference/rules.md"));
//! # Ok::<(), ogi_codegen::CodegenError>(())
//! ```

pub mod arrow;
pub mod avro;
mod csv;
mod dictionary;
mod equations;
mod error;
mod json;
mod lookup;
mod names;
mod nodes;
pub mod publish;
mod reference;
mod rust;
pub mod sql;
pub mod xsd;

use ogi_schema::Standard;

pub use error::CodegenError;

/// A generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Path with `/`, from the root of the workspace or, for published files, from `dist/`.
    pub path: String,
    /// Content of the file.
    pub text: String,
}

/// Every generated file of the workspace, sorted by path.
///
/// `files` are the paths within `schema/` that make up the standard, in any order.
///
/// # Errors
/// A reference leads nowhere, a rule names no cell, or a pattern is outside the dialect. The error names the place.
pub fn render(standard: &Standard, files: &[String]) -> Result<Vec<Artifact>, CodegenError> {
    lookup::verify(standard)?;
    let mut artifacts = rust::artifacts(standard, files)?;
    for (edition, text) in publish::rule_tables(standard)? {
        artifacts.push(Artifact {
            path: format!("schema/generated/rules-{edition}.json"),
            text,
        });
    }
    artifacts.extend(reference::artifacts(standard)?);
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(artifacts)
}
