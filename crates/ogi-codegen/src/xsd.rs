//! XML: one XML Schema and one Schematron for each edition, and a description of the mapping from JSON.

mod schematron;

use std::collections::BTreeSet;
use std::fmt::Write as _; // writing to a String cannot fail

use ogi_schema::xml::{item_name, namespace};
use ogi_schema::{Definition, Edition, Property, Scalar, Schema, Shape, Standard, Type};

use crate::equations::Equations;
use crate::{Artifact, CodegenError, lookup};

const MAPPING: &str = include_str!("xsd/mapping.md");
/// What decimal numbers look like; the dialect of the standard admits no other pattern for them.
const DECIMAL: &str = r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?";

/// `report-<edition>.xsd` and `report-<edition>.sch` of every edition, and `mapping.md`; paths begin with `xml/`.
///
/// # Errors
/// The rules do not expand, or a reference of the schema leads nowhere.
pub fn artifacts(standard: &Standard, base: &str) -> Result<Vec<Artifact>, CodegenError> {
    let folder = format!("xml/{}", standard.manifest.schema_version);
    lookup::verify(standard)?;
    let equations = Equations::expand(standard)?;
    let mut artifacts = vec![Artifact {
        path: format!("{folder}/mapping.md"),
        text: mapping(standard, base),
    }];
    for edition in &standard.schema.editions {
        let code = &edition.code;
        let namespace = namespace(&standard.manifest, base, code);
        artifacts.push(Artifact {
            path: format!("{folder}/report-{code}.sch"),
            text: schematron::text(standard, edition, &namespace, equations.of(code)?)?,
        });
        artifacts.push(Artifact {
            path: format!("{folder}/report-{code}.xsd"),
            text: schema(standard, edition, &namespace)?,
        });
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(artifacts)
}

fn mapping(standard: &Standard, base: &str) -> String {
    let mut namespaces = String::new();
    for edition in &standard.schema.editions {
        let code = &edition.code;
        let namespace = namespace(&standard.manifest, base, code);
        let _ = writeln!(
            namespaces,
            "| `{code}` | `{namespace}` | `report-{code}.xsd` | `report-{code}.sch` |"
        );
    }
    let mut lists = BTreeSet::new();
    for definition in &standard.schema.definitions {
        for property in definition.properties() {
            if let Type::List { of, .. } = &property.ty {
                lists.insert(format!("| `{}` | `{}` |\n", property.name, item_name(of)));
            }
        }
    }
    MAPPING
        .replace("{{schema_version}}", &standard.manifest.schema_version)
        .replace("{{namespaces}}", &namespaces)
        .replace("{{lists}}", &lists.into_iter().collect::<String>())
}

fn schema(standard: &Standard, edition: &Edition, namespace: &str) -> Result<String, CodegenError> {
    let (version, report) = (&standard.manifest.schema_version, &edition.report);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!-- Made from the ogi-report standard, schema {version}. Do not edit. -->\n\
         <xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"{namespace}\" targetNamespace=\"{namespace}\" \
         elementFormDefault=\"qualified\" version=\"{version}\">\n  <xs:element name=\"report\" type=\"{report}\"/>\n"
    );
    let schema = &standard.schema;
    let reached = reached(schema, lookup::report(schema, edition)?)?;
    for definition in &schema.definitions {
        if reached.contains(definition.name.as_str()) {
            text.push_str(&match &definition.shape {
                Shape::Record(properties) => record(schema, definition, properties)?,
                Shape::Scalar(scalar) => simple(definition, scalar),
            });
        }
    }
    Ok(text + "</xs:schema>\n")
}

/// The names of all definitions that a report is made of.
fn reached<'a>(
    schema: &'a Schema,
    report: &'a Definition,
) -> Result<BTreeSet<&'a str>, CodegenError> {
    let (mut reached, mut todo) = (BTreeSet::new(), vec![report]);
    while let Some(definition) = todo.pop() {
        if reached.insert(definition.name.as_str()) {
            for property in definition.properties() {
                todo.extend(lookup::target(schema, definition, property)?);
            }
        }
    }
    Ok(reached)
}

fn record(
    schema: &Schema,
    definition: &Definition,
    properties: &[Property],
) -> Result<String, CodegenError> {
    let notes = annotation("    ", &definition.label, &definition.description);
    let mut elements = String::new();
    for property in properties {
        let target = lookup::target(schema, definition, property)?;
        elements.push_str(&element(property, target));
    }
    let name = &definition.name;
    Ok(format!(
        "  <xs:complexType name=\"{name}\">\n{notes}    <xs:sequence>\n{elements}    </xs:sequence>\n  </xs:complexType>\n"
    ))
}

fn element(property: &Property, target: Option<&Definition>) -> String {
    let notes = annotation(
        "        ",
        &property.label,
        &format!("{}: {}", property.label_en, property.description),
    );
    let optional = if property.required {
        ""
    } else {
        " minOccurs=\"0\""
    };
    let name = &property.name;
    match &property.ty {
        Type::Ref(ty) => {
            let scalar = target.and_then(Definition::scalar);
            let nillable = if scalar.is_some_and(Scalar::is_nullable) {
                " nillable=\"true\""
            } else {
                ""
            };
            format!(
                "      <xs:element name=\"{name}\" type=\"{ty}\"{nillable}{optional}>\n{notes}      </xs:element>\n"
            )
        }
        Type::List { of, max_items } => format!(
            "      <xs:element name=\"{name}\"{optional}>\n{notes}        <xs:complexType>\n          <xs:sequence>\n            \
             <xs:element name=\"{}\" type=\"{of}\" minOccurs=\"0\" maxOccurs=\"{max_items}\"/>\n          </xs:sequence>\n        \
             </xs:complexType>\n      </xs:element>\n",
            item_name(of)
        ),
        Type::Edition(code) => format!(
            "      <xs:element name=\"{name}\"{optional}>\n{notes}        <xs:simpleType>\n          \
             <xs:restriction base=\"xs:string\">\n            <xs:enumeration value=\"{code}\"/>\n          \
             </xs:restriction>\n        </xs:simpleType>\n      </xs:element>\n"
        ),
    }
}

fn annotation(indent: &str, zh: &str, en: &str) -> String {
    let mut text = format!("{indent}<xs:annotation>\n");
    for (language, words) in [("zh-CN", zh), ("en", en)] {
        if !words.is_empty() {
            let words = escaped(words);
            let _ = writeln!(
                text,
                "{indent}  <xs:documentation xml:lang=\"{language}\">{words}</xs:documentation>"
            );
        }
    }
    text + indent + "</xs:annotation>\n"
}

fn simple(definition: &Definition, scalar: &Scalar) -> String {
    let notes = annotation("    ", &definition.label, &definition.description);
    let mut facets = String::new();
    let (base, narrowed) = restriction(scalar);
    for (facet, value) in narrowed {
        let _ = writeln!(facets, "      <xs:{facet} value=\"{}\"/>", escaped(&value));
    }
    format!(
        "  <xs:simpleType name=\"{}\">\n{notes}    <xs:restriction base=\"xs:{base}\">\n{facets}    </xs:restriction>\n  \
         </xs:simpleType>\n",
        definition.name
    )
}

/// The built-in type of a scalar and the facets that narrow it.
fn restriction(scalar: &Scalar) -> (&'static str, Vec<(&'static str, String)>) {
    match scalar {
        Scalar::Integer {
            minimum, maximum, ..
        } => {
            let sign = if *minimum < 0 {
                "0|-?[1-9][0-9]*"
            } else {
                "0|[1-9][0-9]*"
            };
            let facets = [
                ("pattern", sign.to_owned()),
                ("minInclusive", minimum.to_string()),
                ("maxInclusive", maximum.to_string()),
            ];
            ("long", facets.into())
        }
        Scalar::Decimal { .. } => ("decimal", vec![("pattern", DECIMAL.to_owned())]),
        Scalar::Enum(words) => (
            "string",
            words
                .iter()
                .map(|word| ("enumeration", word.clone()))
                .collect(),
        ),
        Scalar::Text {
            min_length,
            max_length,
            pattern,
            format,
        } => {
            let mut facets = Vec::new();
            if let Some(pattern) = pattern {
                // A pattern of XML Schema holds for the whole text and has no anchors.
                let bare = pattern.strip_prefix('^').unwrap_or(pattern);
                facets.push(("pattern", bare.strip_suffix('$').unwrap_or(bare).to_owned()));
            }
            if format.as_deref() == Some("date") {
                return ("date", facets);
            }
            if *min_length > 0 {
                facets.push(("minLength", min_length.to_string()));
            }
            facets.extend(max_length.map(|length| ("maxLength", length.to_string())));
            ("string", facets)
        }
    }
}

/// Text as XML writes it in an element or an attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn decimals_have_the_pattern_of_the_schema() {
        let schema = ogi_schema::file("report.schema.json").expect("the schema");
        let pattern = serde_json::Value::from(format!("^{}$", super::DECIMAL)).to_string();
        assert_eq!(
            schema.matches(&pattern).count(),
            schema.matches("\"x-format\": \"decimal\"").count()
        );
    }
}
