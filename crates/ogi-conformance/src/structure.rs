//! Validates a document against the canonical schema of its edition.
//!
//! ```
//! use ogi_conformance::json::{Document, Limits};
//! use ogi_conformance::structure::Schemas;
//!
//! let bundle = ogi_schema::file("report.schema.json").unwrap();
//! let schemas = Schemas::new(&serde_json::from_str(bundle)?)?;
//! let document = Document::read(br#"{"edition": "2012-00"}"#, &Limits::default()).unwrap();
//! let faults = schemas.faults(&document)?;
//! assert_eq!((faults[0].at.as_str(), faults[0].keyword.as_str()), ("/edition", "enum"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod fault;
mod numbers;
mod schemas;
mod validator;

pub use fault::Fault;
pub use schemas::{SchemaError, Schemas};

use serde_json::Value;

/// A validator for the documents of one edition.
pub trait Structure: Send + Sync {
    /// Every structural fault of a document, in no particular order.
    fn faults(&self, document: &Value) -> Vec<Fault>;
}
