//! A structural fault: a value that breaks a keyword of the schema.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use crate::json::{Document, Kind, Span, excerpt};

/// A value that does not satisfy a keyword of the schema.
///
/// | `keyword` | `args` |
/// |---|---|
/// | `required`, `additionalProperties` | `property`: its name |
/// | `type` | `expected`: type names, `found`: type name, `value` |
/// | `enum` | `expected`: the values, `value` |
/// | `minimum`, `maximum` | `expected`: the bound, `value` |
/// | `pattern`, `format` | `expected`: the pattern or format, `value` |
/// | `minLength`, `maxLength` | `expected`: the bound, `found`: the length in Unicode scalar values, `value` |
/// | `minItems`, `maxItems` | `expected`: the bound, `found`: the number of elements |
///
/// Lists are separated by `, `. A `value` is JSON, a number as it is written in the document; all but the lists have at
/// most 60 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// JSON Pointer of the value; of the object, where a property is missing or not allowed.
    pub at: String,
    /// The keyword of JSON Schema.
    pub keyword: String,
    /// What was expected and what was found.
    pub args: BTreeMap<&'static str, String>,
    /// The definition that has the keyword, such as `Count`; `None` where the edition is missing or unknown.
    pub definition: Option<String>,
}

impl Fault {
    pub(super) fn new(at: impl Into<String>, keyword: impl Into<String>) -> Self {
        Self {
            at: at.into(),
            keyword: keyword.into(),
            args: BTreeMap::new(),
            definition: None,
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.insert(name, value.into());
        self
    }

    pub(super) fn with_value(self, value: &Value) -> Self {
        self.with("value", shorten(value))
    }

    /// Shows a number as it is written in the document: as a binary64 it may be another one.
    pub(super) fn spell_number(&mut self, document: &Document<'_>) {
        let Some(value) = self.args.get_mut("value") else {
            return;
        };
        if let Some(element) = document.at(&self.at)
            && element.kind() == Kind::Number
        {
            *value = excerpt(element.lexeme());
        }
    }

    /// Its span in the file: the name of a property that is not allowed, else the value.
    ///
    /// `None` when the fault was found in another document.
    #[must_use]
    pub fn span(&self, document: &Document<'_>) -> Option<Span> {
        if self.keyword == "additionalProperties"
            && let Some(key) = self.property(document)
        {
            return Some(key);
        }
        document.place(&self.at).map(|place| place.value)
    }

    fn property(&self, document: &Document<'_>) -> Option<Span> {
        let name = self.args.get("property")?;
        let token = name.replace('~', "~0").replace('/', "~1");
        document.place(&format!("{}/{token}", self.at))?.key
    }
}

/// The order of faults: by place in the document, then keyword, then arguments.
pub(super) fn sort(faults: &mut Vec<Fault>, document: &Document<'_>) {
    let mut placed: Vec<_> = faults
        .drain(..)
        .map(|fault| (document.start(&fault.at), fault))
        .collect();
    placed.sort_unstable();
    faults.extend(placed.into_iter().map(|(_, fault)| fault));
}

/// The name of the type of a value; `integer` for numbers without a fraction.
pub(super) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.as_f64().is_some_and(|number| number.fract() == 0.0) => {
            "integer"
        }
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// A value as JSON, cut to 60 characters. A long value is not written out in full first.
pub(super) fn shorten(value: &Value) -> String {
    let mut start = Start(Vec::new());
    // An error says that there is enough; what was written before is kept.
    let _ = serde_json::to_writer(&mut start, value);
    let whole = start
        .0
        .utf8_chunks()
        .next()
        .map_or("", |chunk| chunk.valid());
    excerpt(whole)
}

/// A writer that keeps the start of its input and refuses the rest.
struct Start(Vec<u8>);

impl Start {
    /// More than an excerpt needs.
    const BYTES: usize = 400;
}

impl Write for Start {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(Self::BYTES - self.0.len());
        self.0.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
