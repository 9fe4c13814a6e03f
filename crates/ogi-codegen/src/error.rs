//! Why nothing could be generated.

use ogi_schema::{Definition, Property};

/// Why nothing could be generated. Each variant names the place in `schema/`, or the generated file.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message documents the variant")]
#[non_exhaustive]
pub enum CodegenError {
    #[error("no edition `{edition}`: a form or a rule names one that the schema does not have")]
    Edition { edition: String },
    #[error("schema/rules/{rule}.json: {problem}")]
    Rule { rule: String, problem: String },
    #[error("{place}: {problem}")]
    Schema { place: String, problem: String },
    #[error("generated {path} is not Rust: {problem}")]
    Rust { path: &'static str, problem: String },
}

impl CodegenError {
    pub(crate) fn edition(code: &str) -> Self {
        Self::Edition {
            edition: code.to_owned(),
        }
    }

    pub(crate) fn rule(id: &str, problem: impl Into<String>) -> Self {
        Self::Rule {
            rule: id.to_owned(),
            problem: problem.into(),
        }
    }

    pub(crate) fn at(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Schema {
            place: place.into(),
            problem: problem.into(),
        }
    }

    pub(crate) fn at_definition(definition: &Definition, problem: impl Into<String>) -> Self {
        Self::at(format!("$defs/{}", definition.name), problem)
    }

    pub(crate) fn at_property(
        owner: &Definition,
        property: &Property,
        problem: impl Into<String>,
    ) -> Self {
        let place = format!("$defs/{}/properties/{}", owner.name, property.name);
        Self::at(place, problem)
    }
}
