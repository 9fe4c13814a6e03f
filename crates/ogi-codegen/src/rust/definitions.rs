//! Constant tables of every object of the schema: fields, single values, equations; one line each.

use std::fmt::Write as _;

use ogi_schema::{Definition, Leaf, Property, Scalar, Schema, Shape, Standard, Type};

use super::tables::{Place, Table};
use crate::CodegenError;
use crate::names::snake;

const HEAD: &str = "\
//! The definitions of the standard as types, and what the standard says about each.

use crate::RuleId as Rule;
use crate::conform::Defined;
use crate::definition::Holds::{List, Object, Value};
use crate::definition::LeafKind::{Decimal, Integer, Text};
use crate::definition::Op::{Eq, Ge, Le};
use crate::definition::Other::{Children, Previous};
use crate::definition::{Definition, LeafTable, Unit, field};
use crate::tables::{equation, here, leaf, other};
";

/// Text rather than tokens: as a table of one line an entry, a change of the standard reads as a change of its lines.
pub(super) fn render(standard: &Standard) -> Result<String, CodegenError> {
    let schema = &standard.schema;
    let tables = Table::all(standard)?;
    let mut text = HEAD.to_owned();
    for unit in standard
        .code_list("unit")
        .map_or(&[][..], |list| &list.codes)
    {
        let (code, zh, en) = (&unit.code, &unit.label, &unit.label_en);
        let _ = write!(
            text,
            "\nstatic {code}: Unit = Unit {{ code: {code:?}, label: {zh:?}, label_en: {en:?} }};"
        );
    }
    text.push('\n');
    for definition in &schema.definitions {
        if !matches!(definition.shape, Shape::Scalar(_)) || is_enum(definition) {
            text.push_str(&self::definition(schema, definition, &tables)?);
        }
    }
    for table in &tables {
        text.push_str(&table.render()?);
    }
    Ok(text)
}

fn is_enum(definition: &Definition) -> bool {
    matches!(definition.shape, Shape::Scalar(Scalar::Enum(_)))
}

/// `ApplicantCounts` is `APPLICANT_COUNTS` among constants.
fn constant(definition: &str) -> String {
    snake(definition).to_uppercase()
}

fn definition(
    schema: &Schema,
    definition: &Definition,
    tables: &[Table],
) -> Result<String, CodegenError> {
    let (name, constant, about) = (
        &definition.name,
        constant(&definition.name),
        &definition.description,
    );
    let (label, label_en, id) = (&definition.label, &definition.label_en, &schema.id);
    let fields: Vec<_> = definition
        .properties()
        .iter()
        .map(|property| field(schema, property))
        .collect();
    let fields = match fields.as_slice() {
        [] => "&[]".to_owned(),
        fields => format!("&[\n        {},\n    ]", fields.join(",\n        ")),
    };
    let Place {
        table,
        first,
        count,
        depth,
    } = Place::of(definition, tables)?;
    Ok(format!(
        "
/// {about}
#[derive(Debug)]
pub enum {name} {{}}

impl Defined for {name} {{
    const DEFINITION: &'static Definition = &{constant};
}}

static {constant}: Definition = Definition {{
    name: {name:?},
    address: \"{id}#/$defs/{name}\",
    label: {label:?},
    label_en: {label_en:?},
    fields: {fields},
    leaves: LeafTable::new(&{table}, {first}, {count}, {depth}),
}};
"
    ))
}

/// `field(("total", "总计", "total"), Some(&PIECE), &[], None, true, Value)`
fn field(schema: &Schema, property: &Property) -> String {
    let (name, label, label_en, required) = (
        &property.name,
        &property.label,
        &property.label_en,
        property.required,
    );
    let unit = property
        .unit
        .as_ref()
        .map_or("None".to_owned(), |unit| format!("Some(&{unit})"));
    let article = &property.article;
    let section = &property.section;
    let is_record = |name: &str| {
        schema
            .definition(name)
            .is_some_and(|found| matches!(found.shape, Shape::Record(_)))
    };
    let holds = match &property.ty {
        Type::Ref(name) if is_record(name) => format!("Object(&{})", constant(name)),
        Type::List { of, .. } => format!("List(&{})", constant(of)),
        Type::Ref(_) | Type::Edition(_) => "Value".to_owned(),
    };
    format!(
        "field(({name:?}, {label:?}, {label_en:?}), {unit}, &{article:?}, {section:?}, {required}, {holds})"
    )
}

/// `"/new_received/total": leaf(Integer, (true, true), 0)`
pub(super) fn leaf(leaf: &Leaf, printed: bool) -> String {
    let kind = match leaf.scalar {
        Some(Scalar::Integer { .. }) => "Integer",
        Some(Scalar::Decimal { .. }) => "Decimal",
        _ => "Text",
    };
    let end = |steps: &[ogi_schema::Step]| {
        steps
            .iter()
            .map(|(_, property)| property.name.len() + 1)
            .sum::<usize>()
    };
    let last = leaf
        .steps
        .iter()
        .rposition(|(_, property)| !property.required);
    let optional = last.map_or(0, |last| end(&leaf.steps[..=last]));
    let nullable = leaf.scalar.is_some_and(Scalar::is_nullable);
    format!(
        "{:?}: leaf({kind}, ({nullable}, {printed}), {optional})",
        leaf.pointer
    )
}
