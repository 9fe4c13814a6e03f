//! The sentences that people read, in Chinese and English: `texts/*.json`, one spelling each.
//!
//! Every file has a type of its own that accepts no other member, so that a misspelled section is an error. A name in
//! braces, such as `{label}`, stands for a value; [`fill`] puts it in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::embedded::{certain, file};
use crate::error::{LoadError, parse};
pub use crate::rules::Texts;

/// What is wrong, and what to do about it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// What is wrong.
    pub message: Texts,
    /// What to do.
    pub fix: Texts,
}

/// What to say about documents that do not have the shape of their edition: `texts/shape.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShapeTexts {
    /// The types of JSON.
    pub types: BTreeMap<String, Texts>,
    /// What belongs into a value of each definition.
    pub definitions: BTreeMap<String, Texts>,
    /// Faults by keyword of JSON Schema; what follows a slash narrows the case.
    pub structure: BTreeMap<String, Advice>,
}

/// What to say about bytes that are not JSON of the standard: `texts/lexical.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LexicalTexts {
    /// Faults by kind, such as `duplicate-key`.
    pub lexical: BTreeMap<String, Advice>,
    /// What a reader of JSON may expect.
    pub tokens: BTreeMap<String, Texts>,
}

/// Words that sentences about findings are made of: `texts/phrases.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseTexts {
    /// What people call a severity.
    pub severities: Severities,
    /// Words that join others, and sentences of one case.
    pub words: Words,
    /// Arguments of rules that have a name for people, by `argument/value`.
    pub arguments: BTreeMap<String, Texts>,
    /// What is missing where that is not a cell, by JSON Pointer.
    pub missing: BTreeMap<String, Texts>,
}

/// What people call a severity.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Severities {
    /// The report contradicts itself or the form.
    pub error: Texts,
    /// The report is probably wrong.
    pub warning: Texts,
    /// A reader should know.
    pub note: Texts,
}

/// Words that join others, and sentences of one case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Between the parts of a list.
    pub comma: Texts,
    /// Before the last part of a list.
    pub and: Texts,
    /// Between the parts of a list whose parts have commas.
    pub semicolon: Texts,
    /// What stood in a cell whose reading is in doubt.
    pub doubtful: Texts,
    /// Between a place and what is said about it.
    pub colon: Texts,
    /// After a sentence.
    pub stop: Texts,
    /// Around what is added to a sentence.
    pub bracket: Texts,
    /// After a list that is cut.
    pub more: Texts,
    /// The label of an item of a list.
    pub item: Texts,
    /// What the report of the prior year is called.
    pub prev: Texts,
    /// What the reports of all parts are called.
    pub children: Texts,
    /// About a rule that holds.
    pub passed: Texts,
    /// About a rule that lacks something it reads.
    pub not_assessed: Texts,
    /// A place in a file.
    pub position: Texts,
    /// The other place that a fault concerns.
    pub related: Texts,
}

/// What to say about reading published reports: `texts/import.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportTexts {
    /// Why a file gives no document, by kind; `kind/file` where a kind of file has advice of its own.
    pub errors: BTreeMap<String, Texts>,
    /// What a report must state and the page may not say.
    pub facts: BTreeMap<String, Texts>,
    /// One of several reports in a file, and where it is.
    pub several: BTreeMap<String, Texts>,
    /// How text looks that is not read as the value of a cell.
    pub looks: BTreeMap<String, Texts>,
    /// What makes it look so.
    pub causes: BTreeMap<String, Texts>,
    /// What a reader should know about a reading, by kind.
    pub notes: BTreeMap<String, Texts>,
    /// Places in files, by the kind of file.
    pub places: BTreeMap<String, Texts>,
    /// How far a finding on a published report can be trusted.
    pub confidence: BTreeMap<String, Texts>,
    /// Misreadings of one number that would explain a difference.
    pub misreadings: BTreeMap<String, Texts>,
}

/// What to say about the errors of one library: `texts/xml.json`, `texts/render.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorTexts {
    /// What is wrong, by kind of error.
    pub errors: BTreeMap<String, Texts>,
}

/// The embedded texts about the shape of documents.
///
/// # Panics
/// Never: that the embedded files can be read is a test of this package.
#[must_use]
pub fn shape() -> &'static ShapeTexts {
    static TEXTS: LazyLock<ShapeTexts> = LazyLock::new(|| certain(read("shape")));
    &TEXTS
}

/// The embedded texts about bytes that are not JSON of the standard.
///
/// # Panics
/// Never: that the embedded files can be read is a test of this package.
#[must_use]
pub fn lexical() -> &'static LexicalTexts {
    static TEXTS: LazyLock<LexicalTexts> = LazyLock::new(|| certain(read("lexical")));
    &TEXTS
}

/// The embedded words that sentences about findings are made of.
///
/// # Panics
/// Never: that the embedded files can be read is a test of this package.
#[must_use]
pub fn phrases() -> &'static PhraseTexts {
    static TEXTS: LazyLock<PhraseTexts> = LazyLock::new(|| certain(read("phrases")));
    &TEXTS
}

/// The embedded texts about reading published reports.
///
/// # Panics
/// Never: that the embedded files can be read is a test of this package.
#[must_use]
pub fn import() -> &'static ImportTexts {
    static TEXTS: LazyLock<ImportTexts> = LazyLock::new(|| certain(read("import")));
    &TEXTS
}

/// The embedded texts about converting between JSON and XML.
///
/// # Panics
/// Never: that the embedded files can be read is a test of this package.
#[must_use]
pub fn xml() -> &'static ErrorTexts {
    static TEXTS: LazyLock<ErrorTexts> = LazyLock::new(|| certain(read("xml")));
    &TEXTS
}

/// The embedded texts about printing reports and flat tables.
///
/// # Panics
/// Never: that the embedded files can be read is a test of this package.
#[must_use]
pub fn render() -> &'static ErrorTexts {
    static TEXTS: LazyLock<ErrorTexts> = LazyLock::new(|| certain(read("render")));
    &TEXTS
}

/// The embedded file `texts/<name>.json` as a type of the caller's.
///
/// # Errors
/// There is no such file, or it does not fit the type.
pub fn read<T: DeserializeOwned>(name: &str) -> Result<T, LoadError> {
    let path = format!("texts/{name}.json");
    parse((&path, file(&path).unwrap_or_default()))
}

/// Puts values in the place of `{names}`; a name without a value stays as it is.
///
/// ```
/// let filled = ogi_schema::texts::fill("{count} of {all}", |name| (name == "count").then(|| "2".to_owned()));
/// assert_eq!(filled, "2 of {all}");
/// ```
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let name = after.split_once('}').map_or("", |(name, _)| name);
        if let Some(value) = value(name) {
            filled.push_str(&value);
            rest = &after[name.len() + 1..];
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::FILES;

    #[test]
    fn templates_are_filled_and_unknown_names_stay() {
        let value = |name: &str| (name == "a").then(|| "1{a}".to_owned());
        for (template, expected) in [
            ("{a} {b}", "1{a} {b}"),
            ("{ … } {a}", "{ … } 1{a}"),
            ("{", "{"),
            ("", ""),
        ] {
            assert_eq!(fill(template, value), expected, "{template}");
        }
    }

    #[test]
    fn the_embedded_texts_read() {
        let keys = [
            shape().structure.len(),
            lexical().lexical.len(),
            phrases().missing.len(),
            import().notes.len(),
        ];
        assert!(keys.iter().all(|keys| *keys > 0), "{keys:?}");
    }

    #[test]
    fn both_languages_say_the_same_about_the_same_values() {
        let files = FILES.iter().filter(|(path, _)| path.starts_with("texts/"));
        let mut seen = 0;
        for (path, text) in files {
            let file: Value = serde_json::from_str(text).expect("JSON");
            both_languages(path, &file, &mut seen);
        }
        assert!(seen > 100, "only {seen} texts");
    }

    /// Looks for texts below a value, and at the names in each.
    fn both_languages(place: &str, value: &Value, seen: &mut usize) {
        let Some(members) = value.as_object() else {
            return;
        };
        let (chinese, english) = (value["zh-CN"].as_str(), value["en"].as_str());
        if let (Some(chinese), Some(english)) = (chinese, english) {
            *seen += 1;
            assert!(
                !chinese.trim().is_empty() && !english.trim().is_empty(),
                "{place}: empty"
            );
            assert_eq!(names(chinese), names(english), "{place}");
            return;
        }
        assert!(
            chinese.is_none() && english.is_none(),
            "{place}: in one language only"
        );
        for (name, member) in members {
            both_languages(&format!("{place} {name}"), member, seen);
        }
    }

    /// The names in braces; a brace with anything else in it is a brace.
    fn names(template: &str) -> BTreeSet<&str> {
        template
            .split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0))
            .filter(|name| !name.is_empty())
            .filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
            .collect()
    }
}
