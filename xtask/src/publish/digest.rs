//! Digests of the parts that decide verdicts, to tell a change of words from a change of verdicts.

use serde_json::{Map, Value};

use crate::digest::sha256;

/// Keywords that no verdict depends on.
const ANNOTATIONS: &[&str] = &[
    "$id",
    "$comment",
    "title",
    "description",
    "examples",
    "deprecated",
];

/// The digest of a schema without its annotations, keys sorted: equal digests, equal verdicts.
pub(super) fn of_validation(schema: &Value) -> String {
    sha256(canonical(&stripped(schema)).as_bytes())
}

/// Whether a verdict depends on a keyword.
fn is_decisive(keyword: &str) -> bool {
    !ANNOTATIONS.contains(&keyword) && !keyword.starts_with("x-")
}

/// JSON on one line, keys sorted.
pub(super) fn canonical(value: &Value) -> String {
    match value {
        Value::Array(items) => format!(
            "[{}]",
            items.iter().map(canonical).collect::<Vec<_>>().join(",")
        ),
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let mut parts = Vec::new();
            for (name, value) in members {
                let name = Value::String(name.clone());
                parts.push(format!("{name}:{}", canonical(value)));
            }
            format!("{{{}}}", parts.join(","))
        }
        plain => plain.to_string(),
    }
}

fn stripped(schema: &Value) -> Value {
    match schema {
        Value::Array(items) => items.iter().map(stripped).collect(),
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| is_decisive(name))
            .map(|(name, value)| {
                (
                    name.clone(),
                    if is_named(name) {
                        named(value)
                    } else {
                        stripped(value)
                    },
                )
            })
            .collect::<Map<_, _>>()
            .into(),
        plain => plain.clone(),
    }
}

/// Whether the members of a keyword's value are named by the author rather than keywords.
fn is_named(keyword: &str) -> bool {
    ["properties", "$defs", "definitions", "schemas"].contains(&keyword)
}

fn named(value: &Value) -> Value {
    let members = value.as_object().into_iter().flatten();
    members
        .map(|(name, schema)| (name.clone(), stripped(schema)))
        .collect::<Map<_, _>>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_do_not_count_and_properties_do() {
        let schema = |title: &str, label: &str| json!({ "title": title, "x-label": label, "properties": { "title": {} } });
        assert_eq!(
            of_validation(&schema("A", "b")),
            of_validation(&schema("B", "c"))
        );
        assert_ne!(
            of_validation(&schema("A", "b")),
            of_validation(&json!({ "properties": {} }))
        );
    }
}
