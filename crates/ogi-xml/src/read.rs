//! From an XML form to its JSON document.

use ogi_schema::xml::item_name;
use ogi_schema::{Definition, Property, Scalar, Schema, Shape, Type};
use roxmltree::Node;
use serde_json::{Map, Value};

use crate::{Mapping, XSI, XmlError};

pub(crate) fn document(mapping: &Mapping<'_>, text: &str) -> Result<Value, XmlError> {
    // A DTD is refused by the parser, so entities cannot make a small file large.
    let xml = roxmltree::Document::parse(text).map_err(|source| XmlError::Syntax { source })?;
    let root = xml.root_element();
    for edition in &mapping.schema.editions {
        let namespace = mapping.namespace(&edition.code);
        if root.has_tag_name((namespace.as_str(), "report")) {
            let reader = Reader {
                schema: mapping.schema,
                namespace: &namespace,
            };
            let place = Place::of("", root);
            let report = reader.definition(&edition.report, &place)?;
            return reader.object(root, report, &place);
        }
    }
    Err(XmlError::Root {
        found: format!("{:?}", root.tag_name()),
    })
}

/// Where an element stands.
struct Place<'x, 'input> {
    path: String,
    node: Node<'x, 'input>,
}

impl<'x, 'input> Place<'x, 'input> {
    fn of(parent: &str, node: Node<'x, 'input>) -> Self {
        Self {
            path: format!("{parent}/{}", node.tag_name().name()),
            node,
        }
    }

    /// The path and the line. The line is counted here, for an error only: counting it for each element would take
    /// quadratic time.
    fn say(&self) -> String {
        let start = self.node.range().start;
        let line = self.node.document().text_pos_at(start).row;
        format!("{} (line {line})", self.path)
    }
}

struct Reader<'a> {
    schema: &'a Schema,
    namespace: &'a str,
}

impl<'a> Reader<'a> {
    fn definition(&self, name: &str, place: &Place<'_, '_>) -> Result<&'a Definition, XmlError> {
        let found = self.schema.definition(name);
        found.ok_or_else(|| XmlError::Schema {
            place: place.say(),
            name: name.to_owned(),
        })
    }

    fn object(
        &self,
        node: Node<'_, '_>,
        definition: &Definition,
        place: &Place<'_, '_>,
    ) -> Result<Value, XmlError> {
        refuse_attributes(node, place, &[])?;
        let mut members = Map::new();
        for child in self.elements(node, place)? {
            let name = child.tag_name().name();
            let below = Place::of(&place.path, child);
            let Some(property) = definition.property(name) else {
                return Err(XmlError::Element {
                    place: below.say(),
                    definition: definition.name.clone(),
                });
            };
            let value = self.property(child, property, &below)?;
            if members.insert(name.to_owned(), value).is_some() {
                return Err(XmlError::Twice { place: below.say() });
            }
        }
        Ok(Value::Object(members))
    }

    fn property(
        &self,
        node: Node<'_, '_>,
        property: &Property,
        place: &Place<'_, '_>,
    ) -> Result<Value, XmlError> {
        match &property.ty {
            Type::Edition(_) => {
                refuse_attributes(node, place, &[])?;
                Ok(Value::from(text(node, place)?))
            }
            Type::Ref(target) => self.value(node, self.definition(target, place)?, place),
            Type::List { of, .. } => {
                refuse_attributes(node, place, &[])?;
                let target = self.definition(of, place)?;
                let expected = item_name(of);
                let mut items = Vec::new();
                for item in self.elements(node, place)? {
                    let below = Place::of(&place.path, item);
                    if item.tag_name().name() != expected {
                        return Err(XmlError::Item {
                            place: below.say(),
                            expected,
                        });
                    }
                    items.push(self.value(item, target, &below)?);
                }
                Ok(Value::Array(items))
            }
        }
    }

    fn value(
        &self,
        node: Node<'_, '_>,
        definition: &Definition,
        place: &Place<'_, '_>,
    ) -> Result<Value, XmlError> {
        match &definition.shape {
            Shape::Record(_) => self.object(node, definition, place),
            Shape::Scalar(scalar) => single(node, scalar, place),
        }
    }

    /// The elements in an element that holds no text of its own.
    fn elements<'x, 'input>(
        &self,
        node: Node<'x, 'input>,
        place: &Place<'_, '_>,
    ) -> Result<Vec<Node<'x, 'input>>, XmlError> {
        let mut elements = Vec::new();
        for child in node.children() {
            if child.is_text() && child.text().is_some_and(|text| !text.trim().is_empty()) {
                return Err(XmlError::StrayText { place: place.say() });
            }
            if child.is_element() {
                if child.tag_name().namespace() != Some(self.namespace) {
                    let place = Place::of(&place.path, child).say();
                    return Err(XmlError::Namespace { place });
                }
                elements.push(child);
            }
        }
        Ok(elements)
    }
}

/// Refuses attributes, because the mapping has none. Those of XML Schema itself may stand anywhere, such as
/// `xsi:schemaLocation`, except `xsi:nil`, which changes the value.
fn refuse_attributes(
    node: Node<'_, '_>,
    place: &Place<'_, '_>,
    allowed: &[&str],
) -> Result<(), XmlError> {
    for attribute in node.attributes() {
        let name = attribute.name();
        let is_of_xsi = attribute.namespace() == Some(XSI);
        if !is_of_xsi || (name == "nil" && !allowed.contains(&name)) {
            return Err(XmlError::Attribute {
                place: place.say(),
                name: name.to_owned(),
            });
        }
    }
    Ok(())
}

/// The text of an element that holds nothing else.
fn text(node: Node<'_, '_>, place: &Place<'_, '_>) -> Result<String, XmlError> {
    let mut text = String::new();
    // Comments split a text into several nodes.
    for child in node.children() {
        if child.is_element() {
            return Err(XmlError::StrayElement { place: place.say() });
        }
        if child.is_text() {
            text.extend(child.text());
        }
    }
    Ok(text)
}

fn single(node: Node<'_, '_>, scalar: &Scalar, place: &Place<'_, '_>) -> Result<Value, XmlError> {
    refuse_attributes(node, place, &["nil"])?;
    let text = text(node, place)?;
    if matches!(node.attribute((XSI, "nil")), Some("true" | "1")) {
        if !text.is_empty() {
            return Err(XmlError::NilWithValue { place: place.say() });
        }
        return Ok(Value::Null);
    }
    // XML Schema ignores white space around numbers and dates, and keeps it in texts.
    match scalar {
        Scalar::Integer { .. } => match text.trim().parse::<i64>() {
            Ok(number) => Ok(Value::from(number)),
            Err(_) => Err(XmlError::Number {
                place: place.say(),
                found: text,
            }),
        },
        Scalar::Decimal { .. }
        | Scalar::Text {
            format: Some(_), ..
        } => Ok(Value::from(text.trim())),
        Scalar::Text { .. } | Scalar::Enum(_) => Ok(Value::from(text)),
    }
}
