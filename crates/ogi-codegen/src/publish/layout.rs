//! Where everything is published: paths within `dist/` and the addresses that follow from them.

use ogi_schema::Manifest;

/// The places of one version of the standard.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout<'a> {
    manifest: &'a Manifest,
    base: &'a str,
}

impl<'a> Layout<'a> {
    /// `base` ends in `/`.
    pub(super) fn new(manifest: &'a Manifest, base: &'a str) -> Self {
        Self { manifest, base }
    }

    /// A file of the version of the schema.
    pub(super) fn schema(&self, name: &str) -> String {
        format!("schema/{}/{name}", self.manifest.schema_version)
    }

    /// A file of the version of the schema, in a folder of its own.
    pub(super) fn of_schema(&self, folder: &str, name: &str) -> String {
        format!("{folder}/{}/{name}", self.manifest.schema_version)
    }

    /// A file of the version of the rules.
    pub(super) fn rules(&self, name: &str) -> String {
        format!("rules/{}/{name}", self.manifest.ruleset_version)
    }

    /// A code list.
    pub(super) fn codes(&self, name: &str) -> String {
        format!("codes/{}/{name}", self.manifest.codes_date)
    }

    /// The validation schema of one edition.
    pub(super) fn edition(&self, edition: &str) -> String {
        self.schema(&format!("{edition}/report.schema.json"))
    }

    /// The address of a path.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Where a file of `schema/` is published as it stands; `None` for what is not.
    pub(super) fn source(&self, path: &str) -> Option<String> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        match (folder, name) {
            ("", "report.schema.json") => Some(self.schema("report.bundle.schema.json")),
            ("", "dialect.schema.json") => Some(self.schema("dialect.meta.schema.json")),
            ("forms", _) => Some(self.of_schema("forms", name)),
            ("rules", _) => Some(self.rules(&format!("registry/{name}"))),
            ("codes", _) => Some(self.codes(name)),
            ("texts", "lexical.json" | "phrases.json" | "shape.json") => {
                Some(self.of_schema("texts", name))
            }
            _ => None,
        }
    }

    /// A text of the standard with its addresses at this base.
    pub(super) fn rebase(&self, text: &str) -> String {
        text.replace(
            &format!("\"{}", self.manifest.base),
            &format!("\"{}", self.base),
        )
    }
}
