//! The `x-` words of the schema: a list for validators that refuse unknown keywords, and a vocabulary with their types.

use super::layout::Layout;
use crate::json::{Json, Object};
use crate::{Artifact, CodegenError};

/// Where the dialect stands.
const PLACE: &str = "schema/dialect.schema.json";

/// Both files follow from the dialect, which is closed: it names every keyword that the schema may use.
pub(super) fn artifacts(dialect: &str, layout: Layout) -> Result<Vec<Artifact>, CodegenError> {
    let dialect = Json::read(PLACE, dialect)?;
    let Some(version) = dialect.get("$schema") else {
        return Err(CodegenError::at(PLACE, "no keyword `$schema`"));
    };
    let words = words(&dialect)?;
    let names = words.0.iter().map(|(word, _)| word);
    let list = Json::object([("words", Json::texts(names))]);
    let path = layout.schema("x-words.vocab.schema.json");
    let about = "Words of the schema that validators ignore: labels, units, articles, code lists.";
    let vocabulary = Json::object([
        ("$schema", version.clone()),
        ("$id", Json::Text(layout.address(&path))),
        ("title", Json::text("XWords")),
        ("description", Json::text(about)),
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

/// Every `x-` word with the schema of its values, sorted.
fn words(dialect: &Json) -> Result<Object, CodegenError> {
    let Some(parts) = dialect.get("$defs").and_then(Json::as_object) else {
        return Err(CodegenError::at(PLACE, "no object `$defs`"));
    };
    let mut words = Object::default();
    for (name, part) in &parts.0 {
        // A part without properties is the type of a single keyword.
        let Some(properties) = part.get("properties").and_then(Json::as_object) else {
            continue;
        };
        for (word, value) in &properties.0 {
            if !word.starts_with("x-") {
                continue;
            }
            let place = format!("{PLACE}#/$defs/{name}/properties/{word}");
            let value = inlined(parts, value, &place)?;
            if words.get(word).is_some_and(|known| *known != value) {
                return Err(CodegenError::at(place, "the same word has two meanings"));
            }
            words.set(word, value);
        }
    }
    words.0.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(words)
}

/// A schema, or the part of the dialect that it refers to.
fn inlined(parts: &Object, value: &Json, place: &str) -> Result<Json, CodegenError> {
    let Some(reference) = value.get("$ref").and_then(Json::as_text) else {
        return Ok(value.clone());
    };
    let target = reference
        .strip_prefix("#/$defs/")
        .and_then(|name| parts.get(name));
    target
        .cloned()
        .ok_or_else(|| CodegenError::at(place, format!("`{reference}` leads nowhere")))
}
