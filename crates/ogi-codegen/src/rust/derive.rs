//! What `#[derive(Conform)]` holds types against; one line a property.

use std::fmt::Write as _;

use ogi_schema::{Definition, Property, Scalar, Schema, Shape, Type};

use super::scalars::spaced;
use crate::CodegenError;

const HEAD: &str = "\
//! The definitions of the standard: their properties with what these hold, their words.

use crate::model::Kind::{Decimal, Edition, Integer, List, Record, Text};
use crate::model::Presence::{Nullable, Optional, Required};
use crate::standard::{Definition, Shape, property};

/// Every definition, in the order of the schema.
pub(crate) static DEFINITIONS: &[Definition] = &[
";

pub(super) fn render(schema: &Schema) -> Result<String, CodegenError> {
    let mut text = HEAD.to_owned();
    for definition in &schema.definitions {
        let Definition {
            name, label, shape, ..
        } = definition;
        let shape = match shape {
            Shape::Record(properties) => {
                let line = |each: &Property| {
                    Ok(format!(
                        "        {},\n",
                        property(schema, definition, each)?
                    ))
                };
                let lines: Result<String, CodegenError> = properties.iter().map(line).collect();
                format!("Shape::Record(&[\n{}    ])", lines?)
            }
            Shape::Scalar(Scalar::Enum(words)) => format!("Shape::Words(&{words:?})"),
            Shape::Scalar(_) => "Shape::Plain".to_owned(),
        };
        let _ = writeln!(
            text,
            "    Definition {{ name: {name:?}, label: {label:?}, shape: {shape} }},"
        );
    }
    Ok(text + "];\n")
}

/// `property("total", "总计", Nullable, Integer { minimum: 0, maximum: 9007199254740991 })`
fn property(
    schema: &Schema,
    definition: &Definition,
    property: &Property,
) -> Result<String, CodegenError> {
    let Property { name, label, .. } = property;
    let target = property
        .ty
        .target()
        .and_then(|name| schema.definition(name));
    let scalar = target.and_then(Definition::scalar);
    let presence = match (property.required, scalar.is_some_and(Scalar::is_nullable)) {
        (true, false) => "Required",
        (true, true) => "Nullable",
        (false, false) => "Optional",
        (false, true) => {
            let place = format!("$defs/{}/properties/{name}", definition.name);
            let problem =
                "what may be left out cannot be null as well: a type has one place for both"
                    .to_owned();
            return Err(CodegenError::Schema { place, problem });
        }
    };
    let kind = match (&property.ty, scalar, target) {
        (Type::Edition(code), ..) => format!("Edition({code:?})"),
        (Type::List { of, .. }, ..) => format!("List({of:?})"),
        (
            Type::Ref(_),
            Some(Scalar::Integer {
                minimum, maximum, ..
            }),
            _,
        ) => {
            format!(
                "Integer {{ minimum: {}, maximum: {} }}",
                spaced(*minimum),
                spaced(*maximum)
            )
        }
        (Type::Ref(_), Some(Scalar::Decimal { .. }), _) => "Decimal".to_owned(),
        (Type::Ref(_), Some(Scalar::Text { .. } | Scalar::Enum(_)), _) => "Text".to_owned(),
        (Type::Ref(of), None, target) => {
            format!(
                "Record({of:?}, {})",
                target.map_or(0, |target| schema.leaves(target).len())
            )
        }
    };
    Ok(format!("property({name:?}, {label:?}, {presence}, {kind})"))
}
