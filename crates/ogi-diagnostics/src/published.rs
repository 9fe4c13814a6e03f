//! Schemas of the words that other crates define, as published.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

/// How bad a violation is.
#[derive(Debug)]
pub struct SeverityWord;

/// Which side of an equation an operand stands on.
#[derive(Debug)]
pub struct SideWord;

impl JsonSchema for SeverityWord {
    fn schema_name() -> Cow<'static, str> {
        "Severity".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        words("How bad a violation is.", ogi_schema::Severity::WORDS)
    }
}

impl JsonSchema for SideWord {
    fn schema_name() -> Cow<'static, str> {
        "Side".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        words(
            "Which side of an equation an operand stands on.",
            &[
                ("computed", "Added up."),
                ("stated", "What the sum is compared with."),
            ],
        )
    }
}

/// A schema of words, each with what it means.
fn words(about: &str, words: &[(&str, &str)]) -> Schema {
    let choices: Vec<Value> = words
        .iter()
        .map(|(word, meaning)| json!({"description": meaning.trim(), "type": "string", "const": word}))
        .collect();
    json_schema!({"description": about, "oneOf": choices})
}
