//! Checks that a document has the shape of its edition: what the canonical schema says, and nothing else.
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
mod schemas;
mod validator;

pub use fault::Fault;
pub use schemas::{SchemaError, Schemas};

use serde_json::Value;

/// A way to check the shape of documents of one edition.
pub trait Structure: Send + Sync {
    /// Every place where the document is not of this shape, in no particular order.
    fn faults(&self, document: &Value) -> Vec<Fault>;
}
