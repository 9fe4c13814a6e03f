//! The dialect: the canonical schema against `dialect.schema.json`.

use anyhow::Context as _;
use serde_json::Value;

use super::{Complaint, complain};

const SCHEMA: &str = "report.schema.json";

pub(super) fn complaints(files: &[(String, String)]) -> anyhow::Result<Vec<Complaint>> {
    let json = |name: &str| -> anyhow::Result<Value> {
        let text = files.iter().find(|(path, _)| path == name).map_or("", |(_, text)| text);
        serde_json::from_str(text).with_context(|| format!("cannot read schema/{name}"))
    };
    let (dialect, schema) = (json("dialect.schema.json")?, json(SCHEMA)?);
    let report = part(&dialect, None)?;
    let mut complaints: Vec<_> = report.iter_errors(&without_definitions(&schema)).map(|e| complaint("", &e)).collect();
    for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
        let at = format!("/$defs/{name}");
        let shape = shape(definition);
        let without = definition_without_properties(definition);
        complaints.extend(part(&dialect, Some(shape))?.iter_errors(&without).map(|e| complaint(&at, &e)));
        complaints.extend(part(&dialect, Some("name"))?.iter_errors(&name.as_str().into()).map(|e| complaint(&at, &e)));
        if definition["title"] != name.as_str() {
            complaints.push(complain(
                format!("schema/{SCHEMA}#{at}/title"),
                "A3",
                "the title is the name of the definition",
            ));
        }
        for (property, value) in definition["properties"].as_object().into_iter().flatten() {
            let at = format!("{at}/properties/{property}");
            complaints.extend(part(&dialect, Some(kind(value)))?.iter_errors(value).map(|e| complaint(&at, &e)));
            let names = part(&dialect, Some("propertyName"))?;
            complaints.extend(names.iter_errors(&property.as_str().into()).map(|e| complaint(&at, &e)));
        }
    }
    Ok(complaints)
}

/// A validator for one definition of the dialect, so that a fault is named where it is and not as "none of these".
fn part(dialect: &Value, definition: Option<&str>) -> anyhow::Result<jsonschema::Validator> {
    let mut schema = dialect.clone();
    if let Some(name) = definition {
        schema = serde_json::json!({ "$ref": format!("#/$defs/{name}"), "$defs": dialect["$defs"] });
    }
    jsonschema::options().build(&schema).map_err(|error| anyhow::anyhow!("dialect.schema.json is no schema: {error}"))
}

fn shape(definition: &Value) -> &'static str {
    let types = definition["type"].to_string();
    if definition.get("properties").is_some() || types.contains("object") {
        "record"
    } else if definition.get("enum").is_some() {
        "vocabulary"
    } else if definition.get("x-format").is_some() {
        "decimal"
    } else if types.contains("integer") {
        "integer"
    } else {
        "text"
    }
}

fn kind(property: &Value) -> &'static str {
    if property.get("$ref").is_some() {
        "reference"
    } else if property.get("items").is_some() {
        "list"
    } else {
        "edition"
    }
}

fn without_definitions(schema: &Value) -> Value {
    let mut schema = schema.clone();
    schema["$defs"] = serde_json::json!({});
    schema
}

/// Properties are complained about one by one.
fn definition_without_properties(definition: &Value) -> Value {
    let mut definition = definition.clone();
    if definition.get("properties").is_some_and(Value::is_object) {
        let stand_in =
            serde_json::json!({ "$ref": "#/$defs/Any", "description": "any", "x-label": "any", "x-label-en": "any" });
        definition["properties"] = serde_json::json!({ "any": stand_in });
    }
    definition
}

/// The authoring rule that a fault breaks, from the keyword of the dialect that found it.
fn complaint(at: &str, error: &jsonschema::ValidationError<'_>) -> Complaint {
    let path = error.schema_path().to_string();
    let law = LAWS.iter().find(|(part, _)| path.contains(part)).map_or("A5", |(_, law)| *law);
    let mut problem = error.to_string();
    if let Some((end, _)) = problem.char_indices().nth(240) {
        problem.truncate(end);
        problem.push('…');
    }
    complain(format!("schema/{SCHEMA}#{at}{}", error.instance_path()), law, problem)
}

/// Where in the dialect each authoring rule stands.
const LAWS: &[(&str, &str)] = &[
    ("/$schema", "A2"),
    ("/name/", "A3"),
    ("/propertyName", "A4"),
    ("/description", "A12"),
    ("/line/", "A12"),
    ("/pattern", "A10"),
    ("/format", "A11"),
    ("/maxLength", "A10"),
    ("/minLength", "A10"),
    ("/minimum", "A8"),
    ("/maximum", "A8"),
    ("/x-", "A13"),
    ("/edition", "A6"),
    ("/reference", "A7"),
    ("/$ref", "A1"),
    ("/oneOf", "A1"),
    ("/$id", "A1"),
];
