//! The mapping between JSON and XML: see `mapping.md` of what is published.

use anyhow::{Context as _, bail, ensure};
use ogi_codegen::xsd::{item_name, namespace};
use ogi_schema::{Definition, Scalar, Schema, Shape, Standard, Type};
use roxmltree::Node;
use serde_json::{Map, Number, Value};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The XML form of a document. A document that is not valid is written as far as XML can say it, known properties first.
///
/// # Errors
/// When the document is no report of a known edition, or has a name or character that XML does not have; names the place.
pub fn to_xml(standard: &Standard, base: &str, document: &Value) -> anyhow::Result<String> {
    let edition = document["edition"]
        .as_str()
        .context("/edition: a report states its edition")?;
    let known = standard
        .schema
        .edition(edition)
        .with_context(|| format!("/edition: no edition `{edition}`"))?;
    let mut writer = Writer {
        schema: &standard.schema,
        out: String::new(),
    };
    let report = standard.schema.definition(&known.report);
    writer.content(
        "",
        document,
        &Inside {
            definition: report,
            item: "item".to_owned(),
        },
    )?;
    let namespace = namespace(standard, base, edition);
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<report xmlns=\"{namespace}\" xmlns:xsi=\"{XSI}\">{}</report>\n",
        writer.out
    ))
}

struct Writer<'a> {
    schema: &'a Schema,
    out: String,
}

/// What stands in a place: the definition of an object or of the items of a list, and the name of these items.
struct Inside<'a> {
    definition: Option<&'a Definition>,
    item: String,
}

impl<'a> Writer<'a> {
    fn element(
        &mut self,
        at: &str,
        name: &str,
        value: &Value,
        inside: &Inside<'a>,
    ) -> anyhow::Result<()> {
        ensure!(is_name(name), "{at}: `{name}` is no name of an XML element");
        if value.is_null() {
            self.put(&["<", name, " xsi:nil=\"true\"/>"]);
            return Ok(());
        }
        self.put(&["<", name, ">"]);
        self.content(at, value, inside)?;
        self.put(&["</", name, ">"]);
        Ok(())
    }

    fn content(&mut self, at: &str, value: &Value, inside: &Inside<'a>) -> anyhow::Result<()> {
        match value {
            Value::Object(members) => {
                let properties = inside.definition.map_or(&[][..], Definition::properties);
                let known = properties.iter().map(|property| property.name.as_str());
                let unknown = members
                    .keys()
                    .map(String::as_str)
                    .filter(|name| known.clone().all(|found| found != *name));
                for name in known.clone().chain(unknown) {
                    if let Some(member) = members.get(name) {
                        self.element(
                            &format!("{at}/{name}"),
                            name,
                            member,
                            &self.below(inside, name),
                        )?;
                    }
                }
            }
            Value::Array(items) => {
                let each = Inside {
                    definition: inside.definition,
                    item: "item".to_owned(),
                };
                for (index, member) in items.iter().enumerate() {
                    self.element(&format!("{at}/{index}"), &inside.item, member, &each)?;
                }
            }
            Value::String(text) => self.put(&[&escaped(at, text)?]),
            Value::Number(number) => self.put(&[&digits(number)]),
            other => self.put(&[&other.to_string()]),
        }
        Ok(())
    }

    fn below(&self, inside: &Inside<'a>, name: &str) -> Inside<'a> {
        let property = inside
            .definition
            .and_then(|definition| definition.property(name));
        let target = property.and_then(|property| property.ty.target());
        Inside {
            definition: target.and_then(|target| self.schema.definition(target)),
            item: target.map_or_else(|| "item".to_owned(), item_name),
        }
    }

    fn put(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
    }
}

/// A number as XML writes it: `1.0` and `1e0` are the whole number 1.
fn digits(number: &Number) -> String {
    let whole = number
        .as_f64()
        .filter(|value| !number.is_i64() && !number.is_u64() && value.fract() == 0.0);
    whole.map_or_else(|| number.to_string(), |value| format!("{:.0}", value + 0.0)) // -0.0 + 0.0 is 0
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn escaped(at: &str, text: &str) -> anyhow::Result<String> {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#13;"),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                bail!("{at}: XML 1.0 has no character U+{:04X}", u32::from(c))
            }
            _ => escaped.push(c),
        }
    }
    Ok(escaped)
}

/// The document of an XML form.
///
/// # Errors
/// When the text is not XML, its root is no report of a known edition, or an element has no place in the schema; names
/// the place. It reads what the XML Schema accepts; whether the document is valid is for the JSON Schema to say.
pub fn from_xml(standard: &Standard, base: &str, text: &str) -> anyhow::Result<Value> {
    let xml = roxmltree::Document::parse(text)?;
    let root = xml.root_element();
    let of_edition =
        |code: &str| root.has_tag_name((namespace(standard, base, code).as_str(), "report"));
    let edition = standard
        .schema
        .editions
        .iter()
        .find(|edition| of_edition(&edition.code));
    let edition = edition
        .with_context(|| format!("{:?} is no report of a known edition", root.tag_name()))?;
    let report = standard
        .schema
        .definition(&edition.report)
        .context("the definition of the report")?;
    object(&standard.schema, root, report)
}

fn object(schema: &Schema, node: Node<'_, '_>, definition: &Definition) -> anyhow::Result<Value> {
    let mut members = Map::new();
    for child in elements(node)? {
        let name = child.tag_name().name();
        let place = || format!("{name} in {}", definition.name);
        let property = definition
            .property(name)
            .with_context(|| format!("{}: no such property", place()))?;
        let value = match &property.ty {
            Type::Edition(_) => Value::from(text(child)),
            Type::Ref(target) => {
                let target = schema.definition(target).with_context(place)?;
                match &target.shape {
                    Shape::Record(_) => object(schema, child, target)?,
                    Shape::Scalar(scalar) => single(child, scalar).with_context(place)?,
                }
            }
            Type::List { of, .. } => {
                let target = schema.definition(of).with_context(place)?;
                let items = elements(child)?
                    .into_iter()
                    .map(|item| object(schema, item, target));
                Value::from(items.collect::<anyhow::Result<Vec<_>>>()?)
            }
        };
        ensure!(
            members.insert(name.to_owned(), value).is_none(),
            "{}: stands twice",
            place()
        );
    }
    Ok(Value::Object(members))
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> anyhow::Result<Vec<Node<'a, 'input>>> {
    let stray = node
        .children()
        .filter_map(|child| child.is_text().then(|| child.text()).flatten());
    for text in stray {
        ensure!(
            text.trim().is_empty(),
            "{}: text where elements belong",
            node.tag_name().name()
        );
    }
    Ok(node.children().filter(Node::is_element).collect())
}

fn text(node: Node<'_, '_>) -> String {
    node.children()
        .filter_map(|child| child.is_text().then(|| child.text()).flatten())
        .collect()
}

fn single(node: Node<'_, '_>, scalar: &Scalar) -> anyhow::Result<Value> {
    if matches!(node.attribute((XSI, "nil")), Some("true" | "1")) {
        return Ok(Value::Null);
    }
    let text = text(node);
    Ok(match scalar {
        Scalar::Integer { .. } => Value::from(text.trim().parse::<i64>()?),
        Scalar::Decimal { .. }
        | Scalar::Text {
            format: Some(_), ..
        } => Value::from(text.trim()),
        Scalar::Text { .. } | Scalar::Enum(_) => Value::from(text),
    })
}
