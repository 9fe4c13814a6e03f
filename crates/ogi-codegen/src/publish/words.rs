//! The `x-` words of the schema: a list for validators that must be told, and a vocabulary that says what they hold.

use super::json::{Json, Object};
use super::layout::Layout;
use crate::{Artifact, CodegenError};

/// Both are read off the dialect, which is closed.
pub(super) fn artifacts(dialect: &str, layout: Layout) -> Result<Vec<Artifact>, CodegenError> {
    let place = "schema/dialect.schema.json";
    let dialect = Json::read(place, dialect)?;
    let parts = dialect
        .get("$defs")
        .and_then(Json::as_object)
        .cloned()
        .unwrap_or_default();
    let mut words = Object::default();
    for (name, part) in &parts.0 {
        let properties = part
            .get("properties")
            .and_then(Json::as_object)
            .cloned()
            .unwrap_or_default();
        for (word, value) in properties
            .0
            .into_iter()
            .filter(|(word, _)| word.starts_with("x-"))
        {
            let value = inlined(&parts, value);
            if words.get(&word).is_some_and(|known| *known != value) {
                let place = format!("{place}#/$defs/{name}/properties/{word}");
                return Err(CodegenError::Schema {
                    place,
                    problem: "the same word has two meanings".to_owned(),
                });
            }
            words.set(&word, value);
        }
    }
    words.0.sort_by(|a, b| a.0.cmp(&b.0));
    let list = Json::object([("words", Json::texts(words.0.iter().map(|(word, _)| word)))]);
    let path = layout.schema("x-words.vocab.schema.json");
    let vocabulary = Json::object([
        (
            "$schema",
            dialect.get("$schema").cloned().unwrap_or(Json::Null),
        ),
        ("$id", Json::Text(layout.address(&path))),
        ("title", Json::text("XWords")),
        (
            "description",
            Json::text(
                "Words of the schema that validators ignore: labels, units, articles, code lists.",
            ),
        ),
        ("type", Json::texts(["object", "boolean"])),
        ("properties", Json::Object(words)),
    ]);
    Ok(vec![
        Artifact {
            path: layout.schema("x-words.json"),
            text: list.print(),
        },
        Artifact {
            path,
            text: vocabulary.print(),
        },
    ])
}

/// The part of the dialect that a word refers to, in its place.
fn inlined(parts: &Object, value: Json) -> Json {
    let target = value
        .get("$ref")
        .and_then(Json::as_text)
        .and_then(|target| target.strip_prefix("#/$defs/"));
    target
        .and_then(|name| parts.get(name))
        .cloned()
        .unwrap_or(value)
}
