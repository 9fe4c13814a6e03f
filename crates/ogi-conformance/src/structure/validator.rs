//! The `jsonschema` crate, behind the trait [`Structure`].

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{Draft, JsonType, PatternOptions, ValidationError, Validator};
use serde_json::Value;

use super::Structure;
use super::fault::{Fault, type_name};
use crate::json::excerpt;

/// Compiles a schema without outside references. Formats are asserted, and patterns take linear time.
pub(super) fn compile(schema: &Value) -> Result<Box<dyn Structure>, String> {
    let options = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .offline()
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false)
        .with_pattern_options(PatternOptions::regex());
    match options.build(schema) {
        Ok(validator) => Ok(Box::new(Compiled(validator))),
        Err(error) => Err(error.to_string()),
    }
}

struct Compiled(Validator);

impl Structure for Compiled {
    fn faults(&self, document: &Value) -> Vec<Fault> {
        self.0
            .iter_errors(document)
            .flat_map(|error| translate(&error))
            .collect()
    }
}

/// One fault for each error, or for each property that is not allowed.
fn translate(error: &ValidationError<'_>) -> Vec<Fault> {
    let kind = error.kind();
    let mut fault = Fault::new(error.instance_path().as_str(), kind.keyword());
    fault.definition = definition(error.schema_path().as_str());
    let properties: Vec<&str> = match kind {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            unexpected.iter().map(String::as_str).collect()
        }
        ValidationErrorKind::Required { property } => property.as_str().into_iter().collect(),
        _ => return vec![with_args(fault, kind, error.instance())],
    };
    properties
        .into_iter()
        .map(|property| fault.clone().with("property", excerpt(property)))
        .collect()
}

fn with_args(fault: Fault, kind: &ValidationErrorKind, value: &Value) -> Fault {
    use ValidationErrorKind as K;
    let expected = match kind {
        K::Type {
            kind: TypeKind::Single(one),
        } => one.as_str().to_owned(),
        K::Type {
            kind: TypeKind::Multiple(several),
        } => {
            let mut names: Vec<_> = several.iter().map(JsonType::as_str).collect();
            names.sort_unstable();
            names.join(", ")
        }
        K::Enum { options } => list(options.as_array().map(Vec::as_slice).unwrap_or_default()),
        K::Minimum { limit } | K::Maximum { limit } => limit.to_string(),
        K::MinLength { limit }
        | K::MaxLength { limit }
        | K::MinItems { limit }
        | K::MaxItems { limit } => limit.to_string(),
        K::Pattern { pattern } => pattern.clone(),
        K::Format { format } => format.clone(),
        // No other keyword is in the dialect of the standard.
        _ => return fault.with_value(value),
    };
    let fault = fault.with("expected", expected);
    match (kind, value) {
        (K::Type { .. }, _) => fault.with("found", type_name(value)).with_value(value),
        (K::MinLength { .. } | K::MaxLength { .. }, Value::String(text)) => fault
            .with("found", text.chars().count().to_string())
            .with_value(value),
        (K::MinItems { .. } | K::MaxItems { .. }, Value::Array(elements)) => {
            fault.with("found", elements.len().to_string())
        }
        _ => fault.with_value(value),
    }
}

fn list(options: &[Value]) -> String {
    let mut words = Vec::new();
    for option in options {
        words.push(match option {
            Value::String(word) => word.clone(),
            other => other.to_string(),
        });
    }
    words.join(", ")
}

/// The definition that has a keyword.
fn definition(schema_path: &str) -> Option<String> {
    let (name, _) = schema_path.strip_prefix("/$defs/")?.split_once('/')?;
    Some(name.to_owned())
}
