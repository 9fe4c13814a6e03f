//! The standard for systems that speak XML: one XML Schema and one Schematron an edition, and the mapping from JSON.

mod schematron;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ogi_schema::xml::{item_name, namespace};
use ogi_schema::{Definition, Edition, Property, Scalar, Schema, Shape, Standard, Type};

use crate::equations;
use crate::{Artifact, CodegenError};

const MAPPING: &str = include_str!("xsd/mapping.md");
/// What decimal numbers look like; the dialect of the standard admits no other pattern for them.
const DECIMAL: &str = r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?";

/// `report-<edition>.xsd` and `report-<edition>.sch` of every edition, and `mapping.md`; paths begin with `xml/`.
///
/// # Errors
/// When the rules do not expand.
pub fn artifacts(standard: &Standard, base: &str) -> Result<Vec<Artifact>, CodegenError> {
    let folder = format!("xml/{}", standard.manifest.schema_version);
    let equations = equations::by_edition(standard)?;
    let mut artifacts = vec![Artifact {
        path: format!("{folder}/mapping.md"),
        text: mapping(standard, base),
    }];
    for edition in &standard.schema.editions {
        let of_edition = equations
            .get(edition.code.as_str())
            .map_or(&[][..], Vec::as_slice);
        let namespace = namespace(&standard.manifest, base, &edition.code);
        let path = |extension| format!("{folder}/report-{}.{extension}", edition.code);
        artifacts.push(Artifact {
            path: path("sch"),
            text: schematron::text(standard, edition, &namespace, of_edition)?,
        });
        artifacts.push(Artifact {
            path: path("xsd"),
            text: schema(standard, edition, &namespace),
        });
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(artifacts)
}

fn mapping(standard: &Standard, base: &str) -> String {
    let namespaces = standard.schema.editions.iter().map(|edition| {
        let namespace = namespace(&standard.manifest, base, &edition.code);
        format!(
            "| `{0}` | `{namespace}` | `report-{0}.xsd` | `report-{0}.sch` |\n",
            edition.code
        )
    });
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
        .replace("{{namespaces}}", &namespaces.collect::<String>())
        .replace("{{lists}}", &lists.into_iter().collect::<String>())
}

fn schema(standard: &Standard, edition: &Edition, namespace: &str) -> String {
    let (version, report) = (&standard.manifest.schema_version, &edition.report);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!-- Made from the ogi-report standard, schema {version}. Do not edit. -->\n\
         <xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"{namespace}\" targetNamespace=\"{namespace}\" \
         elementFormDefault=\"qualified\" version=\"{version}\">\n  <xs:element name=\"report\" type=\"{report}\"/>\n"
    );
    let reached = reached(&standard.schema, report);
    for definition in standard
        .schema
        .definitions
        .iter()
        .filter(|found| reached.contains(found.name.as_str()))
    {
        text.push_str(&match &definition.shape {
            Shape::Record(properties) => record(&standard.schema, definition, properties),
            Shape::Scalar(scalar) => simple(definition, scalar),
        });
    }
    text + "</xs:schema>\n"
}

/// The names of all definitions that a report is made of.
fn reached<'a>(schema: &'a Schema, report: &'a str) -> BTreeSet<&'a str> {
    let (mut reached, mut todo) = (BTreeSet::new(), vec![report]);
    while let Some(name) = todo.pop() {
        if reached.insert(name) {
            let properties = schema
                .definition(name)
                .map_or(&[][..], Definition::properties);
            todo.extend(
                properties
                    .iter()
                    .filter_map(|property| property.ty.target()),
            );
        }
    }
    reached
}

fn record(schema: &Schema, definition: &Definition, properties: &[Property]) -> String {
    let notes = annotation("    ", &definition.label, &definition.description);
    let elements: String = properties
        .iter()
        .map(|property| element(schema, property))
        .collect();
    let name = &definition.name;
    format!(
        "  <xs:complexType name=\"{name}\">\n{notes}    <xs:sequence>\n{elements}    </xs:sequence>\n  </xs:complexType>\n"
    )
}

fn element(schema: &Schema, property: &Property) -> String {
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
        Type::Ref(target) => {
            let scalar = schema.definition(target).and_then(Definition::scalar);
            let nillable = if scalar.is_some_and(Scalar::is_nullable) {
                " nillable=\"true\""
            } else {
                ""
            };
            format!(
                "      <xs:element name=\"{name}\" type=\"{target}\"{nillable}{optional}>\n{notes}      </xs:element>\n"
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
    for (language, words) in [("zh-CN", zh), ("en", en)]
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
    {
        let _ = writeln!(
            text,
            "{indent}  <xs:documentation xml:lang=\"{language}\">{}</xs:documentation>",
            escaped(words)
        );
    }
    text + indent + "</xs:annotation>\n"
}

fn simple(definition: &Definition, scalar: &Scalar) -> String {
    let notes = annotation("    ", &definition.label, &definition.description);
    let (base, facets) = facets(scalar);
    let facets: Vec<_> = facets
        .iter()
        .map(|(facet, value)| format!("      <xs:{facet} value=\"{}\"/>\n", escaped(value)))
        .collect();
    let facets = facets.concat();
    format!(
        "  <xs:simpleType name=\"{}\">\n{notes}    <xs:restriction base=\"xs:{base}\">\n{facets}    </xs:restriction>\n  \
         </xs:simpleType>\n",
        definition.name
    )
}

/// The built-in type of a scalar and what narrows it; patterns of XML Schema hold for the whole text without anchors.
fn facets(scalar: &Scalar) -> (&'static str, Vec<(&'static str, String)>) {
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

/// Text as it stands in an element or an attribute.
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
