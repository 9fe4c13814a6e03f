//! What to say about documents that are no JSON or not of the shape of their edition.

use std::collections::BTreeMap;

use ogi_conformance::Fault;
use ogi_conformance::json::LexicalFault;
use ogi_report::{Edition, Language};
use ogi_schema::texts::{self, Advice};
use ogi_schema::{Definition, Property, Type};

use super::{Said, advise, look_up};
use crate::labels::Labels;
use crate::nearest::nearest;
use crate::words::{comma, in_language};

/// What to say about bytes that are no JSON of the standard.
pub(crate) fn lexical(fault: &LexicalFault, language: Language) -> Said {
    let slug = fault.kind.slug();
    let utf16 = fault
        .args
        .contains_key("looks_like")
        .then(|| format!("{slug}/looks_like"));
    let keys = utf16.into_iter().chain([slug.to_owned()]);
    advise(entry(&texts::lexical().lexical, keys), language, |name| {
        let value = fault.args.get(name)?;
        let token = (name == "expected")
            .then(|| look_up(&texts::lexical().tokens, value, language))
            .flatten();
        Some(token.map_or_else(|| value.clone(), str::to_owned))
    })
}

/// What to say about a value that is not of the shape of its edition.
pub(crate) fn structure(fault: &Fault, edition: Option<Edition>, language: Language) -> Said {
    let place = Place::of(fault, edition);
    advise(
        entry(&texts::shape().structure, place.keys()),
        language,
        |name| place.value(name, language),
    )
}

/// The first entry of several keys, or that for anything else.
fn entry(
    entries: &'static BTreeMap<String, Advice>,
    keys: impl IntoIterator<Item = String>,
) -> &'static Advice {
    let found = keys
        .into_iter()
        .find_map(|key| entries.get(&key))
        .or_else(|| entries.get("other"));
    found.unwrap_or_else(|| unreachable!("the catalogue has an entry for anything else"))
}

/// A fault with what the standard says about its place.
struct Place<'a> {
    fault: &'a Fault,
    /// The definition that has the keyword.
    definition: Option<&'static Definition>,
    /// The property that was probably meant.
    near: Option<&'static Property>,
    /// Whether the value may be left out; `None` where it is no property.
    optional: Option<bool>,
}

impl<'a> Place<'a> {
    fn of(fault: &'a Fault, edition: Option<Edition>) -> Self {
        let schema = ogi_schema::schema();
        let name = match (&fault.definition, edition) {
            (Some(name), _) => Some(name.as_str()),
            (None, Some(edition)) if fault.at.is_empty() => Some(edition.definition().name),
            (None, _) => None,
        };
        let definition = name.and_then(|name| schema.definition(name));
        let near = match (fault.args.get("property"), definition) {
            (Some(name), Some(definition)) if fault.keyword == "additionalProperties" => {
                meant(name, definition)
            }
            _ => None,
        };
        let property = Labels::of(edition, &fault.at, Language::Chinese).property;
        let optional = property.map(|property| !property.required);
        Self {
            fault,
            definition,
            near,
            optional,
        }
    }

    /// Keys of the catalogue, the most particular first.
    fn keys(&self) -> Vec<String> {
        let keyword = &self.fault.keyword;
        let arg = |name| self.fault.args.get(name).map_or("", String::as_str);
        let definition = self
            .definition
            .map_or("", |definition| definition.name.as_str());
        let (root, edition) = (self.fault.at.is_empty(), self.fault.at == "/edition");
        let edition = edition || (keyword == "required" && arg("property") == "edition");
        let near = self.near.is_some();
        let particular = [
            (edition, "edition"),
            (root && keyword == "type", "root"),
            (near, "near"),
            (true, &format!("{definition}/{}", arg("found"))),
            (true, definition),
            (
                self.optional == Some(true),
                &format!("{}/optional", arg("found")),
            ),
            (
                self.optional == Some(false),
                &format!("{}/required", arg("found")),
            ),
            (true, arg("found")),
            (keyword == "pattern" && is_plain(arg("value")), "plain"),
        ];
        let keys = particular
            .iter()
            .filter(|(applies, _)| *applies)
            .map(|(_, key)| format!("{keyword}/{key}"));
        keys.chain([keyword.clone()]).collect()
    }

    fn value(&self, name: &str, language: Language) -> Option<String> {
        let arg = |name| self.fault.args.get(name).map(String::as_str);
        let text = match name {
            "wanted" => return self.wanted(language).map(|words| apart(words, language)),
            "found" => {
                arg(name).map(|word| look_up(&texts::shape().types, word, language).unwrap_or(word))
            }
            "near" => self.near.map(|property| property.name.as_str()),
            "near_label" => self.near.map(|property| label(property, language)),
            "property_label" => match self.property() {
                Some(property) => Some(label(property, language)),
                None => arg("property"),
            },
            "known" => return self.known(language),
            "editions" => return Some(editions(language)),
            "expected" if self.fault.keyword == "enum" => {
                return arg(name).map(|words| words.replace(", ", comma(language)));
            }
            "keyword" => Some(self.fault.keyword.as_str()),
            _ => arg(name),
        };
        text.map(str::to_owned)
    }

    /// The property that is missing.
    fn property(&self) -> Option<&'static Property> {
        self.definition?.property(self.fault.args.get("property")?)
    }

    /// What belongs here, in words.
    fn wanted(&self, language: Language) -> Option<&'static str> {
        let schema = ogi_schema::schema();
        let definition = match self.property() {
            Some(property) => match &property.ty {
                Type::Ref(name) => schema.definition(name),
                Type::List { .. } => return look_up(&texts::shape().definitions, "list", language),
                Type::Edition(_) => None,
            },
            None => self.definition,
        };
        let words = definition.and_then(|definition| {
            look_up(&texts::shape().definitions, &definition.name, language)
        });
        words.or_else(|| {
            let expected = self
                .fault
                .args
                .get("expected")
                .map_or("object", String::as_str);
            let key = if expected == "array" {
                "list"
            } else {
                "object"
            };
            look_up(&texts::shape().definitions, key, language)
        })
    }

    /// The names that may stand here.
    fn known(&self, language: Language) -> Option<String> {
        const MOST: usize = 8;
        let properties = self.definition?.properties();
        let names: Vec<_> = properties
            .iter()
            .take(MOST)
            .map(|property| property.name.as_str())
            .collect();
        let more = if properties.len() > MOST {
            in_language(&texts::phrases().words.more, language)
        } else {
            ""
        };
        Some(names.join(comma(language)) + more)
    }
}

fn label(property: &'static Property, language: Language) -> &'static str {
    language.choose(&property.label, &property.label_en)
}

/// Words that follow a Chinese one, with a blank where they begin with a digit, letter or quote of ASCII.
fn apart(words: &str, language: Language) -> String {
    let blank = language == Language::Chinese && words.starts_with(|first: char| first.is_ascii());
    format!("{}{words}", if blank { " " } else { "" })
}

/// The editions of the standard, in quotes.
fn editions(language: Language) -> String {
    let codes: Vec<_> = ogi_schema::schema()
        .editions
        .iter()
        .map(|edition| format!("\"{}\"", edition.code))
        .collect();
    codes.join(comma(language))
}

/// Whether a value is written in ASCII without blanks, so that its characters are not to blame.
fn is_plain(value: &str) -> bool {
    value
        .trim_matches('"')
        .chars()
        .all(|c| c.is_ascii_graphic() && c != '\\')
}

/// The property of a printed label, or of the nearest name.
fn meant(name: &str, definition: &'static Definition) -> Option<&'static Property> {
    let properties = definition.properties();
    let labelled = properties
        .iter()
        .find(|property| property.label == name || property.label_en == name);
    labelled.or_else(|| {
        let name = name.to_lowercase().replace(['-', ' '], "_");
        definition.property(nearest(
            &name,
            properties.iter().map(|property| property.name.as_str()),
        )?)
    })
}

#[cfg(test)]
mod tests {
    use ogi_conformance::json::LexicalKind;
    use ogi_conformance::{Checker, Others};

    use super::*;

    fn said(document: &str, language: Language) -> Vec<(String, String)> {
        let checked = Checker::default().check(document.as_bytes(), Others::default());
        let lexical = checked.lexical.iter().map(|fault| lexical(fault, language));
        let structure = checked
            .structure
            .iter()
            .map(|fault| structure(fault, Some(Edition::V2021), language));
        lexical
            .chain(structure)
            .map(|said| (said.message, said.fix))
            .collect()
    }

    #[test]
    fn a_property_that_is_unknown_names_the_nearest() {
        let document = r#"{"edition": "2021-30", "yaer": 2025}"#;
        let all = said(document, Language::Chinese);
        assert!(
            all.iter()
                .any(|(message, fix)| message.contains("yaer") && fix.contains("\"year\"（年度）")),
            "{all:?}"
        );
        let document = r#"{"edition": "2021-30", "年度": 2025}"#;
        let all = said(document, Language::English);
        assert!(
            all.iter()
                .any(|(_, fix)| fix.contains("\"year\" (reporting year)")),
            "{all:?}"
        );
    }

    #[test]
    fn advice_fits_the_value() {
        let cases = [
            (r#"{"edition": 2021}"#, "in quotes", "table two has"),
            (
                r#"{"edition": "2021-30", "requests": null}"#,
                "null cannot stand here",
                "is required; give an object { … }",
            ),
            (
                r#"{"edition": "2021-30", "preamble": null}"#,
                "null cannot stand here",
                "leave the property out",
            ),
            (
                r#"{"edition": "2021-30", "cell_notes": [{"at": "/year", "printed": null}]}"#,
                "null cannot",
                "leave the",
            ),
            (
                r#"{"edition": "2021-30", "cell_notes": [{"at": null}]}"#,
                "null cannot stand here",
                "is required",
            ),
            (
                r#"{"edition": "2021-30", "agency": {"uscc": "11"}}"#,
                "expected a unified",
                "character by character",
            ),
            (
                r#"{"edition": "2021-30", "agency": {"uscc": "１１"}}"#,
                "expected a unified",
                "in ASCII characters",
            ),
        ];
        for (document, message, fix) in cases {
            let all = said(document, Language::English);
            assert!(
                all.iter()
                    .any(|said| said.0.contains(message) && said.1.contains(fix)),
                "{document}: {all:?}"
            );
        }
    }

    #[test]
    fn every_lexical_kind_has_a_text_of_its_own() {
        use LexicalKind as K;
        let kinds = [
            K::DocumentTooLarge,
            K::ByteOrderMark,
            K::InvalidUtf8,
            K::UnexpectedEnd,
            K::UnexpectedCharacter,
            K::UnknownWord,
            K::TrailingData,
            K::ControlCharacter,
            K::InvalidEscape,
            K::LoneSurrogate,
            K::InvalidNumber,
            K::NumberTooLarge,
            K::DuplicateKey,
            K::TooDeep,
            K::TooManyValues,
        ];
        for kind in kinds {
            assert!(
                texts::lexical().lexical.contains_key(kind.slug()),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn every_keyword_of_the_dialect_that_can_be_violated_has_a_text() {
        let dialect: serde_json::Value =
            serde_json::from_str(ogi_schema::file("report.schema.json").expect("the schema"))
                .expect("JSON");
        let mut keywords = std::collections::BTreeSet::new();
        collect(&dialect["$defs"], &mut keywords);
        for keyword in keywords {
            assert!(texts::shape().structure.contains_key(&keyword), "{keyword}");
        }
    }

    fn collect(value: &serde_json::Value, keywords: &mut std::collections::BTreeSet<String>) {
        const ANNOTATIONS: &[&str] = &["title", "description", "properties", "items", "examples"];
        for definition in value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(_, definition)| definition)
        {
            for (keyword, value) in definition.as_object().into_iter().flatten() {
                let annotation =
                    keyword.starts_with(['$', 'x']) || ANNOTATIONS.contains(&keyword.as_str());
                if !annotation {
                    keywords.insert(keyword.clone());
                }
                if keyword == "properties" {
                    collect(value, keywords);
                }
            }
        }
    }
}
