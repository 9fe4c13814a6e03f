//! What is said to people, in both languages: `texts/messages.json` and the registry of rules, filled in.

mod fault;
mod finding;
mod import;
mod others;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ogi_report::Language;
use ogi_schema::Texts;
use serde::Deserialize;

use crate::language::text;

pub(crate) use fault::{lexical, structure};
pub(crate) use finding::{advice, finding, fix, sentence, sentences, where_printed};
pub(crate) use import::{import_error, import_error_kind, note, note_kind, place, word};
pub(crate) use others::{OtherReport, faults_of_shape, other_year};

/// What is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) fix: String,
}

/// The texts that do not belong to a rule of the registry.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    types: BTreeMap<String, Texts>,
    definitions: BTreeMap<String, Texts>,
    structure: BTreeMap<String, Entry>,
    lexical: BTreeMap<String, Entry>,
    tokens: BTreeMap<String, Texts>,
    arguments: BTreeMap<String, Texts>,
    missing: BTreeMap<String, Texts>,
    import_errors: BTreeMap<String, Texts>,
    facts: BTreeMap<String, Texts>,
    looks: BTreeMap<String, Texts>,
    causes: BTreeMap<String, Texts>,
    notes: BTreeMap<String, Texts>,
    misreadings: BTreeMap<String, Texts>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    message: Texts,
    fix: Texts,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let texts = include_str!("../../texts/messages.json");
    serde_json::from_str(texts)
        .unwrap_or_else(|error| unreachable!("the embedded messages: {error}"))
});

/// What is said where something other than a value is missing, such as a sentence of a narrative.
pub(crate) fn missing(pointer: &str, language: Language) -> Option<&'static str> {
    look_up(&CATALOGUE.missing, pointer, language)
}

fn look_up(
    texts: &'static BTreeMap<String, Texts>,
    key: &str,
    language: Language,
) -> Option<&'static str> {
    texts.get(key).map(|texts| text(language, texts))
}

impl Entry {
    fn say(&self, language: Language, value: impl Fn(&str) -> Option<String>) -> Said {
        Said {
            message: fill(text(language, &self.message), &value),
            fix: fill(text(language, &self.fix), &value),
        }
    }
}

/// Puts values in the place of `{names}`; a name without a value stays as it is.
fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
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
    use super::*;

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
    fn no_english_text_begins_with_words_of_the_user() {
        for (key, entry) in CATALOGUE.structure.iter().chain(&CATALOGUE.lexical) {
            for text in [&entry.message.en, &entry.fix.en] {
                assert!(
                    !text.starts_with('{'),
                    "{key}: its first letter may become a capital"
                );
            }
        }
    }

    #[test]
    fn every_scalar_of_the_standard_says_what_is_expected_of_it() {
        for definition in &ogi_schema::schema().definitions {
            if definition.scalar().is_some() {
                assert!(
                    CATALOGUE.definitions.contains_key(&definition.name),
                    "{}",
                    definition.name
                );
            }
        }
    }
}
