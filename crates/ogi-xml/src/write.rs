//! From a JSON document to its XML form.

use ogi_schema::xml::item_name;
use ogi_schema::{Definition, Schema};
use serde_json::{Map, Number, Value};

use crate::{Mapping, XSI, XmlError};

/// The name of the items of a list that the schema does not have.
const UNKNOWN_ITEM: &str = "item";

pub(crate) fn document(mapping: &Mapping<'_>, document: &Value) -> Result<String, XmlError> {
    let Some(code) = document["edition"].as_str() else {
        return Err(XmlError::NoEdition);
    };
    let Some(edition) = mapping.schema.edition(code) else {
        return Err(XmlError::Edition {
            edition: code.to_owned(),
        });
    };
    let mut writer = Writer {
        schema: mapping.schema,
        out: String::new(),
    };
    let report = Expected {
        definition: mapping.schema.definition(&edition.report),
        item: UNKNOWN_ITEM.to_owned(),
    };
    writer.content("", document, &report)?;
    let namespace = mapping.namespace(code);
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<report xmlns=\"{namespace}\" xmlns:xsi=\"{XSI}\">{}</report>\n",
        writer.out
    ))
}

/// What the schema has at a place: the definition of an object or of the items of a list, and the name of these items.
struct Expected<'a> {
    definition: Option<&'a Definition>,
    item: String,
}

struct Writer<'a> {
    schema: &'a Schema,
    out: String,
}

impl<'a> Writer<'a> {
    fn element(
        &mut self,
        at: &str,
        name: &str,
        value: &Value,
        expected: &Expected<'a>,
    ) -> Result<(), XmlError> {
        if !is_name(name) {
            return Err(XmlError::Name {
                place: at.to_owned(),
                name: name.to_owned(),
            });
        }
        if value.is_null() {
            self.put(&["<", name, " xsi:nil=\"true\"/>"]);
            return Ok(());
        }
        self.put(&["<", name, ">"]);
        self.content(at, value, expected)?;
        self.put(&["</", name, ">"]);
        Ok(())
    }

    fn content(
        &mut self,
        at: &str,
        value: &Value,
        expected: &Expected<'a>,
    ) -> Result<(), XmlError> {
        match value {
            Value::Object(members) => self.members(at, members, expected)?,
            Value::Array(items) => {
                let item = Expected {
                    definition: expected.definition,
                    item: UNKNOWN_ITEM.to_owned(),
                };
                for (index, value) in items.iter().enumerate() {
                    self.element(&format!("{at}/{index}"), &expected.item, value, &item)?;
                }
            }
            Value::String(text) => self.text(at, text)?,
            Value::Number(number) => self.out.push_str(&digits(number)),
            Value::Bool(_) | Value::Null => self.out.push_str(&value.to_string()),
        }
        Ok(())
    }

    /// The members of an object: properties of the schema in the order of the form, as the XML Schema wants them, then
    /// the members that it does not have.
    fn members(
        &mut self,
        at: &str,
        members: &Map<String, Value>,
        expected: &Expected<'a>,
    ) -> Result<(), XmlError> {
        let properties = match expected.definition {
            Some(definition) => definition.properties(),
            None => &[],
        };
        let mut names: Vec<&str> = Vec::new();
        for property in properties {
            names.push(&property.name);
        }
        for name in members.keys() {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        for name in names {
            if let Some(value) = members.get(name) {
                let place = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                self.element(&place, name, value, &self.below(expected, name))?;
            }
        }
        Ok(())
    }

    fn below(&self, expected: &Expected<'a>, name: &str) -> Expected<'a> {
        let property = expected
            .definition
            .and_then(|definition| definition.property(name));
        match property.and_then(|property| property.ty.target()) {
            Some(target) => Expected {
                definition: self.schema.definition(target),
                item: item_name(target),
            },
            None => Expected {
                definition: None,
                item: UNKNOWN_ITEM.to_owned(),
            },
        }
    }

    fn text(&mut self, at: &str, text: &str) -> Result<(), XmlError> {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                // A bare carriage return is read back as a line feed.
                '\r' => self.out.push_str("&#13;"),
                '\0'..='\u{8}'
                | '\u{b}'
                | '\u{c}'
                | '\u{e}'..='\u{1f}'
                | '\u{fffe}'
                | '\u{ffff}' => {
                    return Err(XmlError::Character {
                        place: at.to_owned(),
                        character: c,
                    });
                }
                _ => self.out.push(c),
            }
        }
        Ok(())
    }

    fn put(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
    }
}

/// A number as XML Schema writes whole numbers: `1.0` and `1e0` are the whole number 1.
fn digits(number: &Number) -> String {
    match number.as_f64() {
        Some(value) if number.is_f64() && value.fract() == 0.0 => {
            let unsigned_zero = value + 0.0; // -0.0 + 0.0 is 0.0
            format!("{unsigned_zero:.0}")
        }
        _ => number.to_string(),
    }
}

/// Whether a name may be that of an element. XML allows more; names of the schema need no more.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
