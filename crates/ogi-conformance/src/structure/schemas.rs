//! The schemas of all editions, and the choice between them.

use std::sync::OnceLock;

use serde_json::{Value, json};

use super::fault::{self, Fault, type_name};
use super::{Structure, numbers, validator};
use crate::json::{Document, Element, Kind};

/// Why a schema cannot be used. This is a mistake in the standard, not in a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the message documents the variant")]
pub enum SchemaError {
    #[error(
        "the schema names no editions; its root needs a `oneOf` of references to reports with one `edition` each"
    )]
    NoEditions,
    #[error("the schema of edition {edition} cannot be used: {reason}")]
    Unusable { edition: String, reason: String },
}

/// The schemas of all editions, each compiled when it is first needed.
pub struct Schemas {
    editions: Vec<Edition>,
}

struct Edition {
    code: String,
    schema: Value,
    ready: OnceLock<Result<Box<dyn Structure>, String>>,
}

impl Schemas {
    /// Reads the editions from the canonical bundle, in the order of its `oneOf`.
    ///
    /// # Errors
    /// [`SchemaError::NoEditions`] when the bundle does not say which report is of which edition.
    pub fn new(bundle: &Value) -> Result<Self, SchemaError> {
        let reports = bundle["oneOf"].as_array().ok_or(SchemaError::NoEditions)?;
        let editions: Option<Vec<_>> = reports
            .iter()
            .map(|report| Edition::new(bundle, report))
            .collect();
        match editions {
            Some(editions) if !editions.is_empty() => Ok(Self { editions }),
            _ => Err(SchemaError::NoEditions),
        }
    }

    /// The codes of the editions, such as `2021-30`.
    pub fn editions(&self) -> impl Iterator<Item = &str> {
        self.editions.iter().map(|edition| edition.code.as_str())
    }

    /// The structural faults of a document against the schema of its own edition, in the order of the file, then by
    /// keyword.
    ///
    /// If the document states no known edition, that is its only fault: `required` at the root, or `type` or `enum` at
    /// `/edition`.
    ///
    /// # Errors
    /// [`SchemaError::Unusable`] when the schema of that edition cannot be compiled.
    pub fn faults(&self, document: &Document<'_>) -> Result<Vec<Fault>, SchemaError> {
        let mut faults = match self.edition_of(document) {
            Ok(edition) => {
                let value = document.root().value_with(numbers::for_engine);
                let mut faults = edition.structure()?.faults(&value);
                numbers::compare_with_bounds(&mut faults, &edition.schema["$defs"], document);
                faults
            }
            Err(fault) => vec![fault],
        };
        for fault in &mut faults {
            fault.spell_number(document);
        }
        fault::sort(&mut faults, document);
        Ok(faults)
    }

    fn edition_of(&self, document: &Document<'_>) -> Result<&Edition, Fault> {
        let root = document.root();
        if root.kind() != Kind::Object {
            return Err(of_type("", "object", root));
        }
        let Some(stated) = root.member("edition") else {
            return Err(Fault::new("", "required").with("property", "edition"));
        };
        let Some(code) = stated.text() else {
            return Err(of_type("/edition", "string", stated));
        };
        let found = self.editions.iter().find(|edition| edition.code == code);
        found.ok_or_else(|| {
            let known: Vec<_> = self.editions().collect();
            Fault::new("/edition", "enum")
                .with("expected", known.join(", "))
                .with_value(&stated.value())
        })
    }
}

/// The fault of a value of another type.
fn of_type(at: &str, expected: &str, found: Element<'_>) -> Fault {
    let value = found.value_with(numbers::for_engine);
    Fault::new(at, "type")
        .with("expected", expected)
        .with("found", type_name(&value))
        .with_value(&value)
}

impl Edition {
    /// The schema of one report: the bundle with this report for its root.
    fn new(bundle: &Value, report: &Value) -> Option<Self> {
        let name = report["$ref"].as_str()?.strip_prefix("#/$defs/")?;
        let [Value::String(code)] = bundle["$defs"][name]["properties"]["edition"]["enum"]
            .as_array()?
            .as_slice()
        else {
            return None;
        };
        let schema = json!({ "$schema": bundle["$schema"], "$ref": report["$ref"], "$defs": bundle["$defs"] });
        Some(Self {
            code: code.clone(),
            schema,
            ready: OnceLock::new(),
        })
    }

    fn structure(&self) -> Result<&dyn Structure, SchemaError> {
        let ready = self.ready.get_or_init(|| validator::compile(&self.schema));
        ready.as_deref().map_err(|reason| SchemaError::Unusable {
            edition: self.code.clone(),
            reason: reason.clone(),
        })
    }
}
