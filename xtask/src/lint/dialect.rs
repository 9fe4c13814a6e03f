//! The dialect: the canonical schema against `dialect.schema.json`.

use std::collections::BTreeMap;

use anyhow::Context as _;
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::{Value, json};

use super::{Complaint, complain};

const SCHEMA: &str = "report.schema.json";

pub(super) fn complaints(files: &[(String, String)]) -> anyhow::Result<Vec<Complaint>> {
    let dialect = Dialect::new(&json(files, "dialect.schema.json")?)?;
    let schema = json(files, SCHEMA)?;
    let mut complaints = dialect.complaints(WHOLE, "", &with(&schema, "$defs", json!({})));
    for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
        let at = format!("/$defs/{name}");
        complaints.extend(dialect.complaints("name", &at, &json!(name)));
        if definition["title"] != name.as_str() {
            complaints.push(complain(
                place(&at, "/title"),
                "A3",
                "the title is the name of the definition",
            ));
        }
        let Some(properties) = definition["properties"].as_object() else {
            complaints.extend(dialect.complaints(scalar(definition), &at, definition));
            continue;
        };
        // Each unknown property is a complaint of its own.
        let any = json!({ "any": { "$ref": "#/$defs/Any", "description": "any", "x-label": "any", "x-label-en": "any" } });
        complaints.extend(dialect.complaints("record", &at, &with(definition, "properties", any)));
        for (property, value) in properties {
            let at = format!("{at}/properties/{property}");
            complaints.extend(dialect.complaints("propertyName", &at, &json!(property)));
            complaints.extend(dialect.complaints(kind(value), &at, value));
        }
    }
    Ok(complaints)
}

fn with(value: &Value, name: &str, member: Value) -> Value {
    let mut value = value.clone();
    value[name] = member;
    value
}

fn place(at: &str, below: &str) -> String {
    format!("schema/{SCHEMA}#{at}{below}")
}

/// The parts of the dialect, each with a validator, so that a complaint names the fault rather than "none of these".
struct Dialect(BTreeMap<String, Validator>);

const WHOLE: &str = "";

/// A file of the standard as JSON.
fn json(files: &[(String, String)], name: &str) -> anyhow::Result<Value> {
    let found = files.iter().find(|(path, _)| path == name);
    let (_, text) = found.with_context(|| format!("schema/{name} is missing"))?;
    serde_json::from_str(text).with_context(|| format!("cannot read schema/{name}"))
}

fn validator(schema: &Value) -> anyhow::Result<Validator> {
    let validator = jsonschema::options().build(schema);
    validator.map_err(|error| anyhow::anyhow!("dialect.schema.json is not a schema: {error}"))
}

impl Dialect {
    fn new(dialect: &Value) -> anyhow::Result<Self> {
        let mut parts = BTreeMap::from([(WHOLE.to_owned(), validator(dialect)?)]);
        for name in dialect["$defs"]
            .as_object()
            .into_iter()
            .flat_map(serde_json::Map::keys)
        {
            let part = json!({ "$ref": format!("#/$defs/{name}"), "$defs": dialect["$defs"] });
            parts.insert(name.clone(), validator(&part)?);
        }
        Ok(Self(parts))
    }

    fn complaints(&self, part: &str, at: &str, value: &Value) -> Vec<Complaint> {
        let validator = self.0.get(part);
        let errors = validator
            .into_iter()
            .flat_map(|validator| validator.iter_errors(value));
        errors.map(|error| complaint(part, at, &error)).collect()
    }
}

fn scalar(definition: &Value) -> &'static str {
    let types = definition["type"].to_string();
    if types.contains("object") {
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

fn complaint(part: &str, at: &str, error: &ValidationError<'_>) -> Complaint {
    let below = error.instance_path().to_string();
    let mut problem = error.to_string();
    if let Some((end, _)) = problem.char_indices().nth(240) {
        problem.truncate(end);
        problem.push('…');
    }
    complain(place(at, &below), law(part, &below, error.kind()), problem)
}

/// The authoring rule that a fault breaks, by the keyword at the fault, or by the part of the dialect.
fn law(part: &str, below: &str, kind: &ValidationErrorKind) -> &'static str {
    if matches!(kind, ValidationErrorKind::AdditionalProperties { unexpected } if unexpected.iter().any(|name| name.starts_with("x-")))
    {
        return "A13";
    }
    match (below.rsplit('/').next().unwrap_or_default(), part) {
        (_, "name") | ("title", _) => "A3",
        (_, "propertyName") => "A4",
        ("$schema", _) => "A2",
        ("$id" | "$ref" | "oneOf", _) => "A1",
        ("description", _) => "A12",
        ("minimum" | "maximum", _) | (_, "integer" | "decimal") => "A8",
        ("format", _) => "A11",
        ("pattern" | "maxLength" | "minLength", _) | (_, "text") => "A10",
        (_, "edition") => "A6",
        (_, "reference") => "A7",
        _ => "A5",
    }
}
