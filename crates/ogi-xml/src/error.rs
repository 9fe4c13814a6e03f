//! Why a document has no XML form, or an XML form no document.

use std::fmt;

use ogi_report::Language;
use ogi_schema::texts::{self, fill};

/// Why a document could not be converted. `place` is a JSON Pointer when writing XML, such as `/overview/text`, and the
/// path of an element with its line when reading XML, such as `/report/year (line 2)`.
#[derive(Debug)]
#[expect(
    missing_docs,
    reason = "the names of the variants are the keys of their texts"
)]
#[non_exhaustive]
pub enum XmlError {
    NoEdition,
    Edition { edition: String },
    Name { place: String, name: String },
    Character { place: String, character: char },
    Syntax { source: roxmltree::Error },
    Root { found: String },
    Element { place: String, definition: String },
    Namespace { place: String },
    Twice { place: String },
    Item { place: String, expected: String },
    Attribute { place: String, name: String },
    StrayText { place: String },
    StrayElement { place: String },
    NilWithValue { place: String },
    Number { place: String, found: String },
    Schema { place: String, name: String },
}

impl XmlError {
    /// The kind for programs, such as `stray_text`, which is also its key among the texts.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NoEdition => "no_edition",
            Self::Edition { .. } => "edition",
            Self::Name { .. } => "name",
            Self::Character { .. } => "character",
            Self::Syntax { .. } => "syntax",
            Self::Root { .. } => "root",
            Self::Element { .. } => "element",
            Self::Namespace { .. } => "namespace",
            Self::Twice { .. } => "twice",
            Self::Item { .. } => "item",
            Self::Attribute { .. } => "attribute",
            Self::StrayText { .. } => "stray_text",
            Self::StrayElement { .. } => "stray_element",
            Self::NilWithValue { .. } => "nil_with_value",
            Self::Number { .. } => "number",
            Self::Schema { .. } => "schema",
        }
    }

    /// What is wrong, as a sentence without a full stop. What a parser says about XML that is not well-formed is English.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        let texts = texts::xml().errors.get(self.kind());
        let template = texts.map_or(self.kind(), |texts| {
            language.choose(texts.zh_cn.as_str(), texts.en.as_str())
        });
        fill(template, |name| self.value(name))
    }

    /// The value of a name in its text.
    fn value(&self, name: &str) -> Option<String> {
        match (name, self) {
            ("character", Self::Character { character, .. }) => {
                Some(format!("U+{:04X}", u32::from(*character)))
            }
            ("reason", Self::Syntax { source }) => Some(source.to_string()),
            ("edition", Self::Edition { edition: text })
            | (
                "name",
                Self::Name { name: text, .. }
                | Self::Attribute { name: text, .. }
                | Self::Schema { name: text, .. },
            )
            | ("found", Self::Root { found: text } | Self::Number { found: text, .. })
            | (
                "definition",
                Self::Element {
                    definition: text, ..
                },
            )
            | ("expected", Self::Item { expected: text, .. }) => Some(text.clone()),
            ("place", _) => self.place().map(str::to_owned),
            _ => None,
        }
    }

    fn place(&self) -> Option<&str> {
        match self {
            Self::NoEdition | Self::Edition { .. } | Self::Syntax { .. } | Self::Root { .. } => {
                None
            }
            Self::Name { place, .. }
            | Self::Character { place, .. }
            | Self::Element { place, .. }
            | Self::Namespace { place }
            | Self::Twice { place }
            | Self::Item { place, .. }
            | Self::Attribute { place, .. }
            | Self::StrayText { place }
            | Self::StrayElement { place }
            | Self::NilWithValue { place }
            | Self::Number { place, .. }
            | Self::Schema { place, .. } => Some(place),
        }
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}

impl std::error::Error for XmlError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Syntax { source } => Some(source),
            _ => None,
        }
    }
}
