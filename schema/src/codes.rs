//! Code lists: open vocabularies with labels.

use serde::Deserialize;

/// A code list. Lists are open: an unlisted code is a warning, not a structural fault.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeList {
    /// Name, also that of the file, such as `agency-kind`.
    pub list: String,
    /// Date of this state of the list, ISO 8601.
    pub date: String,
    /// What the list names, in Chinese.
    pub label: String,
    /// What the list names, in English.
    pub label_en: String,
    /// The codes in the order in which they are listed.
    pub codes: Vec<Code>,
}

impl CodeList {
    /// The entry of a code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Code> {
        self.codes.iter().find(|entry| entry.code == code)
    }
}

/// One code and what it stands for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The code as written in documents.
    pub code: String,
    /// Chinese label.
    pub label: String,
    /// English label.
    pub label_en: String,
    /// For kinds of agency: whether they may make administrative rules (规章). `None` where it depends, and in other lists.
    #[serde(default)]
    pub rulemaking: Option<bool>,
}
