//! Constant tables of every object of the schema: fields, single values, equations; one line each.

use std::fmt::Write as _;

use ogi_schema::{Definition, Leaf, Property, Scalar, Shape, Standard, Type};

use super::tables::{DocumentTable, LeafRange};
use crate::names::snake;
use crate::{CodegenError, lookup};

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
    let tables = DocumentTable::all(standard)?;
    let mut text = HEAD.to_owned();
    for unit in &lookup::code_list(standard, "unit", "schema/codes")?.codes {
        let (code, zh, en) = (&unit.code, &unit.label, &unit.label_en);
        let _ = write!(
            text,
            "\nstatic {code}: Unit = Unit {{ code: {code:?}, label: {zh:?}, label_en: {en:?} }};"
        );
    }
    text.push('\n');
    for definition in &schema.definitions {
        // Other single values are types of their own and need no constant.
        if matches!(
            definition.shape,
            Shape::Record(_) | Shape::Scalar(Scalar::Enum(_))
        ) {
            text.push_str(&self::definition(standard, definition, &tables)?);
        }
    }
    for table in &tables {
        text.push_str(&table.render()?);
    }
    Ok(text)
}

/// `ApplicantCounts` is `APPLICANT_COUNTS` among constants.
fn constant(definition: &str) -> String {
    snake(definition).to_uppercase()
}

fn definition(
    standard: &Standard,
    definition: &Definition,
    tables: &[DocumentTable],
) -> Result<String, CodegenError> {
    let (name, constant, about) = (
        &definition.name,
        constant(&definition.name),
        &definition.description,
    );
    let (label, label_en) = (&definition.label, &definition.label_en);
    let id = &standard.schema.id;
    let mut lines = Vec::new();
    for property in definition.properties() {
        lines.push(field(standard, definition, property)?);
    }
    let fields = if lines.is_empty() {
        "&[]".to_owned()
    } else {
        format!("&[\n        {},\n    ]", lines.join(",\n        "))
    };
    let LeafRange {
        table,
        first,
        count,
        depth,
    } = LeafRange::of(definition, tables)?;
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
fn field(
    standard: &Standard,
    owner: &Definition,
    property: &Property,
) -> Result<String, CodegenError> {
    let Property {
        name,
        label,
        label_en,
        required,
        article,
        section,
        ..
    } = property;
    let unit = match &property.unit {
        None => "None".to_owned(),
        Some(code) => {
            let place = format!("$defs/{}/properties/{name}", owner.name);
            lookup::code(standard, "unit", code, &place)?;
            format!("Some(&{code})")
        }
    };
    let target = lookup::target(&standard.schema, owner, property)?;
    let holds = match (&property.ty, target) {
        (Type::List { of, .. }, _) => format!("List(&{})", constant(of)),
        (Type::Ref(name), Some(target)) if lookup::is_record(target) => {
            format!("Object(&{})", constant(name))
        }
        (Type::Ref(_) | Type::Edition(_), _) => "Value".to_owned(),
    };
    Ok(format!(
        "field(({name:?}, {label:?}, {label_en:?}), {unit}, &{article:?}, {section:?}, {required}, {holds})"
    ))
}

/// `"/new_received/total": leaf(Integer, (true, true), 0)`
pub(super) fn leaf(leaf: &Leaf, printed: bool) -> String {
    let kind = match leaf.scalar {
        Some(Scalar::Integer { .. }) => "Integer",
        Some(Scalar::Decimal { .. }) => "Decimal",
        _ => "Text",
    };
    // Where the pointer of the innermost optional object ends: without it, the value is absent and not blank.
    let (mut end, mut optional) = (0, 0);
    for (_, property) in &leaf.steps {
        end += 1 + property.name.len();
        if !property.required {
            optional = end;
        }
    }
    let nullable = leaf.scalar.is_some_and(Scalar::is_nullable);
    format!(
        "{:?}: leaf({kind}, ({nullable}, {printed}), {optional})",
        leaf.pointer
    )
}
