//! Texts of the standard in a language.

use ogi_report::Language;
use ogi_schema::Texts;
use ogi_schema::texts::{self, fill};

/// A text of the standard in a language.
#[must_use]
pub fn in_language(texts: &Texts, language: Language) -> &str {
    language.choose(&texts.zh_cn, &texts.en)
}

/// A text of the standard in a language, with values in the place of its names.
pub fn phrase(texts: &Texts, language: Language, value: impl Fn(&str) -> Option<String>) -> String {
    fill(in_language(texts, language), value)
}

/// The words between the parts of a list.
pub(crate) fn comma(language: Language) -> &'static str {
    in_language(&texts::phrases().words.comma, language)
}
