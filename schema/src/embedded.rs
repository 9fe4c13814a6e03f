//! The embedded standard, whole or in parts. Each part is parsed once, when it is first used.

use std::sync::{LazyLock, OnceLock};

use serde::de::DeserializeOwned;

use crate::error::{LoadError, parse};
use crate::{CodeList, FILES, Form, Manifest, Rule, Schema, Standard};

/// The embedded standard. Use the functions for single parts where one is enough: parsing everything takes half a
/// millisecond.
///
/// # Panics
/// Never: a test of this package reads all embedded files.
#[must_use]
pub fn standard() -> &'static Standard {
    static STANDARD: LazyLock<Standard> = LazyLock::new(|| certain(Standard::read(FILES)));
    &STANDARD
}

/// The embedded canonical schema.
///
/// # Panics
/// Never: a test of this package reads all embedded files.
#[must_use]
pub fn schema() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
        certain(Schema::parse((
            "report.schema.json",
            file("report.schema.json").unwrap_or_default(),
        )))
    });
    &SCHEMA
}

/// Versions and address of the embedded standard.
///
/// # Panics
/// Never: a test of this package reads all embedded files.
#[must_use]
pub fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| {
        certain(parse((
            "manifest.json",
            file("manifest.json").unwrap_or_default(),
        )))
    });
    &MANIFEST
}

/// The embedded rule of an id.
///
/// # Panics
/// Never: a test of this package reads all embedded files.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    static RULES: LazyLock<Folder<Rule>> = LazyLock::new(|| Folder::new("rules/"));
    RULES.get(id)
}

/// The embedded form of an edition, such as `2021-30`.
///
/// # Panics
/// Never: a test of this package reads all embedded files.
#[must_use]
pub fn form(edition: &str) -> Option<&'static Form> {
    static FORMS: LazyLock<Folder<Form>> = LazyLock::new(|| Folder::new("forms/"));
    if edition == "aliases" {
        None
    } else {
        FORMS.get(edition)
    }
}

/// The embedded code list of a name, such as `agency-kind`.
///
/// # Panics
/// Never: a test of this package reads all embedded files.
#[must_use]
pub fn code_list(name: &str) -> Option<&'static CodeList> {
    static LISTS: LazyLock<Folder<CodeList>> = LazyLock::new(|| Folder::new("codes/"));
    LISTS.get(name)
}

/// The text of an embedded file by its path within `schema/`.
#[must_use]
pub fn file(path: &str) -> Option<&'static str> {
    FILES
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, text)| *text)
}

pub(crate) fn certain<T>(read: Result<T, LoadError>) -> T {
    read.unwrap_or_else(|error| unreachable!("embedded standard: {error}"))
}

/// The files of a folder, by name without extension.
struct Folder<T>(Vec<(&'static str, &'static str, OnceLock<T>)>);

impl<T: DeserializeOwned> Folder<T> {
    fn new(folder: &str) -> Self {
        let within = |(path, text): &(&'static str, &'static str)| {
            Some((
                path.strip_prefix(folder)?.strip_suffix(".json")?,
                *text,
                OnceLock::new(),
            ))
        };
        Self(FILES.iter().filter_map(within).collect())
    }

    fn get(&self, name: &str) -> Option<&T> {
        let (_, text, value) = self.0.iter().find(|(known, ..)| *known == name)?;
        Some(value.get_or_init(|| certain(parse((name, text)))))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn parts_are_those_of_the_whole() {
        let standard = super::standard();
        for rule in &standard.rules {
            assert_eq!(super::rule(&rule.id).map(|found| &found.id), Some(&rule.id));
        }
        for form in &standard.forms {
            assert_eq!(
                super::form(&form.edition).map(|found| &found.edition),
                Some(&form.edition)
            );
        }
        for list in &standard.codes {
            assert_eq!(
                super::code_list(&list.list).map(|found| &found.list),
                Some(&list.list)
            );
        }
        assert_eq!(super::manifest().base, standard.manifest.base);
        assert!(super::rule("no-such-rule").is_none() && super::form("aliases").is_none());
    }
}
