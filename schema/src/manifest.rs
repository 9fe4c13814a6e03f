//! Versions and address of the standard.

use serde::Deserialize;

/// `manifest.json`: the versions and the address of the standard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of the manifest's own format.
    pub manifest_format: u32,
    /// Address under which everything is published; ends in `/`.
    pub base: String,
    /// Whether these versions have been published.
    pub status: Status,
    /// Full version of the schema, `MAJOR.MINOR.PATCH`.
    pub schema_version: String,
    /// Full version of the rules, `MAJOR.MINOR.PATCH`.
    pub ruleset_version: String,
    /// Date of the code lists.
    pub codes_date: String,
}

impl Manifest {
    /// `MAJOR` of the schema: within one, every valid document stays valid.
    #[must_use]
    pub fn major_version(&self) -> &str {
        match self.schema_version.split_once('.') {
            Some((major, _)) => major,
            None => &self.schema_version,
        }
    }

    /// `MAJOR.MINOR` of the schema, as documents state it in `schema_version`.
    #[must_use]
    pub fn document_version(&self) -> &str {
        self.schema_version
            .rsplit_once('.')
            .map_or(self.schema_version.as_str(), |(minor, _)| minor)
    }
}

/// Whether a version may still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not yet published: may change.
    Draft,
    /// Published: no byte behind its addresses ever changes.
    Released,
}
