//! Sentences for people, in both languages: the texts of the standard and the registry of rules, filled in.

mod fault;
mod finding;
mod reading;

use std::collections::BTreeMap;

use ogi_report::Language;
use ogi_schema::Texts;
use ogi_schema::texts::{self, Advice};

use crate::words::{in_language, phrase};

pub(crate) use fault::{lexical, structure};
pub(crate) use finding::finding;
pub use finding::{advice, sentence, sentences, where_printed};
pub use reading::place;
pub(crate) use reading::{note, note_kind, word};

/// What is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// What to say where something other than a value is missing, such as a sentence of a narrative.
pub(crate) fn missing(pointer: &str, language: Language) -> Option<&'static str> {
    look_up(&texts::phrases().missing, pointer, language)
}

fn look_up(
    texts: &'static BTreeMap<String, Texts>,
    key: &str,
    language: Language,
) -> Option<&'static str> {
    texts.get(key).map(|texts| in_language(texts, language))
}

/// Fills in what to say about a fault.
fn advise(advice: &Advice, language: Language, value: impl Fn(&str) -> Option<String>) -> Said {
    Said {
        message: phrase(&advice.message, language, &value),
        fix: phrase(&advice.fix, language, &value),
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
