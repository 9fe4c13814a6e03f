//! Annual reports on open government information as XML: from the JSON document to its XML form, and back.
//!
//! The published file `mapping.md` describes the XML form, and an XML Schema for each edition validates it. Each
//! property is an element, in the order of the form, in a namespace of its edition. A blank cell is
//! `xsi:nil="true"`, because blank is neither zero nor an empty text.
//!
//! This crate converts; it does not validate. Check the JSON document before or after with `ogi-conformance`.
//!
//! ```
//! # fn main() -> Result<(), ogi_xml::XmlError> {
//! let document = serde_json::json!({
//!     "edition": "2021-30",
//!     "year": 2023,
//!     "requests": {"new_received": {"natural_persons": 12, "total": null}},
//! });
//! let xml = ogi_xml::to_xml(&document)?;
//! assert!(xml.contains("<natural_persons>12</natural_persons>"));
//! assert!(xml.contains("<total xsi:nil=\"true\"/>"));
//! assert_eq!(ogi_xml::from_xml(&xml)?, document);
//! # Ok(())
//! # }
//! ```

mod error;
mod read;
mod write;

use ogi_schema::{Manifest, Schema, Standard};
use serde_json::Value;

pub use error::XmlError;

/// The namespace of `xsi:nil`, which marks a blank.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The mapping between JSON and XML for one version of the standard, published under one address.
///
/// Use [`to_xml`] and [`from_xml`] for the standard that this crate embeds. A mapping of its own is for those who
/// publish the standard under another address, which is part of each namespace.
#[derive(Debug, Clone, Copy)]
pub struct Mapping<'a> {
    schema: &'a Schema,
    manifest: &'a Manifest,
    base: &'a str,
}

impl<'a> Mapping<'a> {
    /// The mapping of a standard that is published under `base`, an address that ends in `/`.
    #[must_use]
    pub fn new(standard: &'a Standard, base: &'a str) -> Self {
        Self {
            schema: &standard.schema,
            manifest: &standard.manifest,
            base,
        }
    }

    /// The XML form of a document, without an indent, with a line feed at the end.
    ///
    /// A document that is not valid is converted as far as XML can express it: properties of the schema first, in the
    /// order of the form, then members that the schema does not have.
    ///
    /// # Errors
    /// The document states no known edition, or it has a name or a character that XML 1.0 does not have. The error
    /// names the place.
    pub fn to_xml(&self, document: &Value) -> Result<String, XmlError> {
        write::document(self, document)
    }

    /// The document of an XML form.
    ///
    /// It accepts what the XML Schema accepts, elements in any order. A converted document may still be invalid: the
    /// JSON Schema decides that.
    ///
    /// # Errors
    /// The text is not XML, the root element is not a report of a known edition, or an element, an attribute or a text
    /// has no place in the schema. The error names the place; nothing is left out silently, comments aside.
    pub fn from_xml(&self, text: &str) -> Result<Value, XmlError> {
        read::document(self, text)
    }

    fn namespace(&self, edition: &str) -> String {
        ogi_schema::xml::namespace(self.manifest, self.base, edition)
    }
}

/// The mapping of the embedded standard, with the address of its manifest.
fn embedded() -> Mapping<'static> {
    let manifest = ogi_schema::manifest();
    Mapping {
        schema: ogi_schema::schema(),
        manifest,
        base: &manifest.base,
    }
}

/// The XML form of a document of the embedded standard: see [`Mapping::to_xml`].
///
/// # Errors
/// As [`Mapping::to_xml`].
pub fn to_xml(document: &Value) -> Result<String, XmlError> {
    embedded().to_xml(document)
}

/// The document of an XML form of the embedded standard: see [`Mapping::from_xml`].
///
/// # Errors
/// As [`Mapping::from_xml`].
pub fn from_xml(text: &str) -> Result<Value, XmlError> {
    embedded().from_xml(text)
}
