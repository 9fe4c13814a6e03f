//! Why a document has no XML form, or an XML form no document.

/// Why a document could not be converted. `place` is a JSON Pointer when writing XML, such as `/overview/text`, and the
/// path of an element with its line when reading XML, such as `/report/year (line 2)`.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message documents the variant")]
#[non_exhaustive]
pub enum XmlError {
    #[error("/edition: a report states its edition as a text")]
    NoEdition,
    #[error("/edition: no edition `{edition}`")]
    Edition { edition: String },
    #[error("{place}: `{name}` cannot be the name of an XML element")]
    Name { place: String, name: String },
    #[error("{place}: XML 1.0 has no character U+{:04X}", u32::from(*character))]
    Character { place: String, character: char },
    #[error("not well-formed XML")]
    Syntax { source: roxmltree::Error },
    #[error("the root element {found} is not a report of a known edition")]
    Root { found: String },
    #[error("{place}: {definition} has no such property")]
    Element { place: String, definition: String },
    #[error("{place}: the namespace is not that of the report")]
    Namespace { place: String },
    #[error("{place}: the property stands twice")]
    Twice { place: String },
    #[error("{place}: an item of this list is named `{expected}`")]
    Item { place: String, expected: String },
    #[error("{place}: the attribute `{name}` has no place here")]
    Attribute { place: String, name: String },
    #[error("{place}: text where only elements belong")]
    StrayText { place: String },
    #[error("{place}: elements where only text belongs")]
    StrayElement { place: String },
    #[error("{place}: xsi:nil says that the value is blank, but there is one")]
    NilWithValue { place: String },
    #[error("{place}: `{found}` is not a whole number")]
    Number { place: String, found: String },
    #[error("{place}: the schema refers to `{name}`, which it does not define")]
    Schema { place: String, name: String },
}
