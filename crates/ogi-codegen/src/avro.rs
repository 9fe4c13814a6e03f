//! Apache Avro: one record schema for each edition, with names in ASCII and Chinese labels in the documentation.

use std::collections::BTreeSet;

use ogi_schema::{Definition, Property, Scalar, Schema, Shape, Standard, Type};
use serde::Serialize;

use crate::json::pretty;
use crate::{Artifact, CodegenError, lookup};

/// `report-<edition>.avsc` of every edition; paths begin with `avro/`.
///
/// Numbers are `long`, amounts are strings with every digit as stated, days have the logical type `date`. A cell is a
/// union with null, where null means blank. An optional property is a union with null too, where null means that the
/// document lacks it; no property is both.
///
/// # Errors
/// An edition has no definition of its reports, or a reference leads nowhere.
pub fn artifacts(standard: &Standard, _base: &str) -> Result<Vec<Artifact>, CodegenError> {
    lookup::verify(standard)?;
    let version = &standard.manifest.schema_version;
    let major = standard.manifest.major_version();
    let mut artifacts = Vec::new();
    for edition in &standard.schema.editions {
        let report = lookup::report(&standard.schema, edition)?;
        let mut writer = AvroWriter {
            schema: &standard.schema,
            defined: BTreeSet::new(),
        };
        let mut record = writer.record(report)?;
        record.namespace = Some(format!("ogi_report.v{major}"));
        artifacts.push(Artifact {
            path: format!("avro/{version}/report-{}.avsc", edition.code),
            text: pretty(&record),
        });
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(artifacts)
}

#[derive(Serialize)]
#[serde(untagged)]
enum AvroType {
    Name(String),
    Named(NamedType),
    Date {
        r#type: &'static str,
        #[serde(rename = "logicalType")]
        logical: &'static str,
    },
    List {
        r#type: &'static str,
        items: Box<AvroType>,
    },
    Union(Vec<AvroType>),
}

/// A record or an enum.
#[derive(Serialize)]
struct NamedType {
    r#type: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    namespace: Option<String>,
    doc: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    symbols: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<AvroField>>,
}

impl NamedType {
    fn new(kind: &'static str, definition: &Definition) -> Self {
        Self {
            r#type: kind,
            name: definition.name.clone(),
            namespace: None,
            doc: documented(&definition.label, &definition.description),
            symbols: Vec::new(),
            fields: None,
        }
    }
}

#[derive(Serialize)]
struct AvroField {
    name: String,
    doc: String,
    r#type: AvroType,
    /// Null, where a reader may leave the field out.
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<()>,
}

/// Writes a named type out where it first stands, and its name from then on, as Avro requires.
struct AvroWriter<'a> {
    schema: &'a Schema,
    defined: BTreeSet<&'a str>,
}

impl<'a> AvroWriter<'a> {
    fn ty(&mut self, definition: &'a Definition) -> Result<AvroType, CodegenError> {
        Ok(match &definition.shape {
            Shape::Record(_) if self.defined.contains(definition.name.as_str()) => {
                AvroType::Name(definition.name.clone())
            }
            Shape::Record(_) => AvroType::Named(self.record(definition)?),
            Shape::Scalar(scalar) => self.scalar(definition, scalar),
        })
    }

    fn record(&mut self, definition: &'a Definition) -> Result<NamedType, CodegenError> {
        self.defined.insert(&definition.name);
        let mut record = NamedType::new("record", definition);
        let mut fields = Vec::new();
        for property in definition.properties() {
            fields.push(self.field(definition, property)?);
        }
        record.fields = Some(fields);
        Ok(record)
    }

    fn scalar(&mut self, definition: &'a Definition, scalar: &Scalar) -> AvroType {
        match scalar {
            // Words that Avro allows no symbols for, such as those with a hyphen, are strings.
            Scalar::Enum(words) if words.iter().all(|word| is_symbol(word)) => {
                if !self.defined.insert(&definition.name) {
                    return AvroType::Name(definition.name.clone());
                }
                let mut named = NamedType::new("enum", definition);
                named.symbols.clone_from(words);
                AvroType::Named(named)
            }
            Scalar::Integer { .. } => AvroType::Name("long".to_owned()),
            Scalar::Text {
                format: Some(format),
                ..
            } if format == "date" => AvroType::Date {
                r#type: "int",
                logical: "date",
            },
            Scalar::Decimal { .. } | Scalar::Text { .. } | Scalar::Enum(_) => {
                AvroType::Name("string".to_owned())
            }
        }
    }

    fn field(
        &mut self,
        owner: &Definition,
        property: &'a Property,
    ) -> Result<AvroField, CodegenError> {
        let target = lookup::target(self.schema, owner, property)?;
        let of_target = match target {
            Some(target) => self.ty(target)?,
            None => AvroType::Name("string".to_owned()), // the edition
        };
        let ty = match &property.ty {
            Type::List { .. } => AvroType::List {
                r#type: "array",
                items: Box::new(of_target),
            },
            Type::Ref(_) | Type::Edition(_) => of_target,
        };
        let scalar = target.and_then(Definition::scalar);
        let may_be_null = scalar.is_some_and(Scalar::is_nullable) || !property.required;
        let r#type = if may_be_null {
            AvroType::Union(vec![AvroType::Name("null".to_owned()), ty])
        } else {
            ty
        };
        let english = format!("{}: {}", property.label_en, property.description);
        Ok(AvroField {
            name: property.name.clone(),
            doc: documented(&property.label, &english),
            r#type,
            default: (!property.required).then_some(()),
        })
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
