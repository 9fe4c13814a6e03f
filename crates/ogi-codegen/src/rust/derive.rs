//! What `#[derive(Conform)]` holds types against; one line a property.

use std::fmt::Write as _;

use ogi_schema::{Definition, Property, Scalar, Schema, Shape, Type};

use super::scalars::spaced;
use crate::{CodegenError, lookup};

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
                let mut lines = String::new();
                for each in properties {
                    let entry = property(schema, definition, each)?;
                    let _ = writeln!(lines, "        {entry},"); // writing to a String cannot fail
                }
                format!("Shape::Record(&[\n{lines}    ])")
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
    let target = lookup::target(schema, definition, property)?;
    let scalar = target.and_then(Definition::scalar);
    let presence = match (property.required, scalar.is_some_and(Scalar::is_nullable)) {
        (true, false) => "Required",
        (true, true) => "Nullable",
        (false, false) => "Optional",
        (false, true) => {
            let problem = "a property that may be left out cannot be null as well: a type has one place for both";
            return Err(CodegenError::at_property(definition, property, problem));
        }
    };
    let kind = match (&property.ty, target.map(|target| (target, &target.shape))) {
        (Type::Edition(code), _) => format!("Edition({code:?})"),
        (Type::List { of, .. }, _) => format!("List({of:?})"),
        (Type::Ref(of), Some((target, Shape::Record(_)))) => {
            format!("Record({of:?}, {})", schema.leaves(target).len())
        }
        (Type::Ref(_), Some((_, Shape::Scalar(scalar)))) => match scalar {
            Scalar::Integer {
                minimum, maximum, ..
            } => {
                let (minimum, maximum) = (spaced(*minimum), spaced(*maximum));
                format!("Integer {{ minimum: {minimum}, maximum: {maximum} }}")
            }
            Scalar::Decimal { .. } => "Decimal".to_owned(),
            Scalar::Text { .. } | Scalar::Enum(_) => "Text".to_owned(),
        },
        (Type::Ref(of), None) => {
            let problem = format!("no definition `{of}`");
            return Err(CodegenError::at_property(definition, property, problem));
        }
    };
    Ok(format!("property({name:?}, {label:?}, {presence}, {kind})"))
}
