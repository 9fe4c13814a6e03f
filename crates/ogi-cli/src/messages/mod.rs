//! What to say to people, in both languages: the texts of the standard and the registry of rules, filled in.

mod fault;
mod finding;
mod import;
mod others;

use std::collections::BTreeMap;

use ogi_report::Language;
use ogi_schema::Texts;
use ogi_schema::texts::{self, Advice, fill};

use crate::language::text;

pub(crate) use fault::{lexical, structure};
pub(crate) use finding::{advice, finding, fix, sentence, sentences, where_printed};
pub(crate) use import::{import_error, note, note_kind, place, word};
pub(crate) use others::{OtherReport, faults_of_shape, other_year};

/// What is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) fix: String,
}

/// What is said where something other than a value is missing, such as a sentence of a narrative.
pub(crate) fn missing(pointer: &str, language: Language) -> Option<&'static str> {
    look_up(&texts::phrases().missing, pointer, language)
}

fn look_up(
    texts: &'static BTreeMap<String, Texts>,
    key: &str,
    language: Language,
) -> Option<&'static str> {
    texts.get(key).map(|texts| text(language, texts))
}

/// Fills in what to say about a fault.
fn advise(advice: &Advice, language: Language, value: impl Fn(&str) -> Option<String>) -> Said {
    Said {
        message: fill(text(language, &advice.message), &value),
        fix: fill(text(language, &advice.fix), &value),
    }
}

#[cfg(test)]
mod tests {
    use ogi_schema::texts;

    #[test]
    fn no_english_text_begins_with_words_of_the_user() {
        for (key, entry) in texts::shape()
            .structure
            .iter()
            .chain(&texts::lexical().lexical)
        {
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
                    texts::shape().definitions.contains_key(&definition.name),
                    "{}",
                    definition.name
                );
            }
        }
    }
}
