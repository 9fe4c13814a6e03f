//! The standard for Apache Avro: one record schema an edition, names in ASCII, Chinese in the documentation.

use std::collections::BTreeSet;

use ogi_schema::{Definition, Property, Scalar, Schema, Shape, Standard, Type};
use serde::Serialize;

use crate::{Artifact, CodegenError};

/// `report-<edition>.avsc` of every edition; paths begin with `avro/`.
///
/// Numbers are `long`, amounts are strings with every digit as stated, days have the logical type `date`. A cell is a
/// union with null, which says that it is blank; so is an optional property, which is null where the document lacks it:
/// no property is both.
///
/// # Errors
/// When an edition has no definition of its reports.
pub fn artifacts(standard: &Standard, _base: &str) -> Result<Vec<Artifact>, CodegenError> {
    let version = &standard.manifest.schema_version;
    let major = standard.manifest.major_version();
    let mut artifacts = Vec::new();
    for edition in &standard.schema.editions {
        let unknown = || CodegenError::Edition {
            edition: edition.code.clone(),
        };
        let report = standard
            .schema
            .definition(&edition.report)
            .ok_or_else(unknown)?;
        let mut writer = Writer {
            schema: &standard.schema,
            defined: BTreeSet::new(),
        };
        let Kind::Named(mut named) = writer.kind(report) else {
            return Err(unknown());
        };
        named.namespace = Some(format!("ogi_report.v{major}"));
        let text = serde_json::to_string_pretty(&named)
            .unwrap_or_else(|error| unreachable!("plain data is JSON: {error}"));
        artifacts.push(Artifact {
            path: format!("avro/{version}/report-{}.avsc", edition.code),
            text: text + "\n",
        });
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(artifacts)
}

#[derive(Serialize)]
#[serde(untagged)]
enum Kind {
    Name(String),
    Named(Named),
    Date {
        r#type: &'static str,
        #[serde(rename = "logicalType")]
        logical: &'static str,
    },
    List {
        r#type: &'static str,
        items: Box<Kind>,
    },
    Union(Vec<Kind>),
}

#[derive(Serialize)]
struct Named {
    r#type: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    namespace: Option<String>,
    doc: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    symbols: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<Field>>,
}

#[derive(Serialize)]
struct Field {
    name: String,
    doc: String,
    r#type: Kind,
    /// Null, where a reader may leave the field out.
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<()>,
}

/// A named type is written out where it first stands, and named from then on.
struct Writer<'a> {
    schema: &'a Schema,
    defined: BTreeSet<&'a str>,
}

impl<'a> Writer<'a> {
    fn kind(&mut self, definition: &'a Definition) -> Kind {
        let bare = |name: &str| Kind::Name(name.to_owned());
        match &definition.shape {
            Shape::Record(properties) => self.named("record", definition, |writer, named| {
                named.fields = Some(
                    properties
                        .iter()
                        .map(|property| writer.field(property))
                        .collect(),
                );
            }),
            Shape::Scalar(Scalar::Enum(words)) if words.iter().all(|word| is_symbol(word)) => self
                .named("enum", definition, |_, named| {
                    named.symbols.clone_from(words);
                }),
            Shape::Scalar(Scalar::Integer { .. }) => bare("long"),
            Shape::Scalar(Scalar::Text {
                format: Some(format),
                ..
            }) if format == "date" => Kind::Date {
                r#type: "int",
                logical: "date",
            },
            Shape::Scalar(Scalar::Decimal { .. } | Scalar::Text { .. } | Scalar::Enum(_)) => {
                bare("string")
            }
        }
    }

    fn named(
        &mut self,
        kind: &'static str,
        definition: &'a Definition,
        fill: impl FnOnce(&mut Self, &mut Named),
    ) -> Kind {
        let name = definition.name.clone();
        if !self.defined.insert(&definition.name) {
            return Kind::Name(name);
        }
        let doc = documented(&definition.label, &definition.description);
        let mut named = Named {
            r#type: kind,
            name,
            namespace: None,
            doc,
            symbols: Vec::new(),
            fields: None,
        };
        fill(self, &mut named);
        Kind::Named(named)
    }

    fn field(&mut self, property: &'a Property) -> Field {
        let schema = self.schema;
        let target = property
            .ty
            .target()
            .and_then(|name| schema.definition(name));
        let of_target = |writer: &mut Self| {
            target.map_or(Kind::Name("string".to_owned()), |found| writer.kind(found))
        };
        let kind = match &property.ty {
            Type::List { .. } => Kind::List {
                r#type: "array",
                items: Box::new(of_target(self)),
            },
            Type::Ref(_) | Type::Edition(_) => of_target(self),
        };
        let nullable = target
            .and_then(Definition::scalar)
            .is_some_and(Scalar::is_nullable);
        let or_null = nullable || !property.required;
        let r#type = if or_null {
            Kind::Union(vec![Kind::Name("null".to_owned()), kind])
        } else {
            kind
        };
        let doc = documented(
            &property.label,
            &format!("{}: {}", property.label_en, property.description),
        );
        Field {
            name: property.name.clone(),
            doc,
            r#type,
            default: (!property.required).then_some(()),
        }
    }
}

fn documented(label: &str, english: &str) -> String {
    if label.is_empty() {
        english.to_owned()
    } else {
        format!("{label} / {english}")
    }
}

fn is_symbol(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
