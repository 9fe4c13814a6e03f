//! Constant tables of every object of the schema: fields, single values, equations; one line each.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use ogi_schema::{Definition, Leaf, Op, Property, Scalar, Schema, Shape, Standard, Type};

use crate::CodegenError;
use crate::equations::{self, Equation, Guard, Term};
use crate::names::{pascal, snake};
use crate::nodes::nodes;

const HEAD: &str = "\
//! The definitions of the standard as types, and what the standard says about each.

use crate::RuleId as Rule;
use crate::conform::Defined;
use crate::definition::tables::{equation, field, here, leaf, other};
use crate::definition::LeafKind::{Decimal, Integer, Text};
use crate::definition::Op::{Eq, Ge, Le};
use crate::definition::Other::{Children, Previous};
use crate::definition::{Definition, Guard, Unit};
";

/// Text rather than tokens: as a table of one line an entry, a change of the standard reads as a change of its lines.
pub(super) fn render(standard: &Standard) -> Result<String, CodegenError> {
    let schema = &standard.schema;
    let equations = equations::by_edition(standard)?;
    let mut text = HEAD.to_owned();
    for unit in standard.code_list("unit").map_or(&[][..], |list| &list.codes) {
        let (code, zh, en) = (&unit.code, &unit.label, &unit.label_en);
        let _ = write!(text, "\nconst {code}: Unit = Unit {{ code: {code:?}, label: {zh:?}, label_en: {en:?} }};");
    }
    text.push('\n');
    for definition in &schema.definitions {
        match definition.shape {
            Shape::Record(_) => text.push_str(&record(standard, definition, &equations)?),
            Shape::Scalar(Scalar::Enum(_)) => text.push_str(&table(schema, definition, &[], &[], &[])),
            Shape::Scalar(_) => {}
        }
    }
    Ok(text)
}

/// `ApplicantCounts` is `APPLICANT_COUNTS` among constants.
fn constant(definition: &str) -> String {
    snake(definition).to_uppercase()
}

fn table(
    schema: &Schema,
    definition: &Definition,
    fields: &[String],
    leaves: &[String],
    equations: &[String],
) -> String {
    let (name, constant, about) = (&definition.name, constant(&definition.name), &definition.description);
    let (label, label_en, id) = (&definition.label, &definition.label_en, &schema.id);
    let rows = |rows: &[String]| match rows {
        [] => "&[]".to_owned(),
        _ => format!("&[\n        {},\n    ]", rows.join(",\n        ")),
    };
    format!(
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
    leaves: {leaves},
    equations: {equations},
}};
",
        fields = rows(fields),
        leaves = rows(leaves),
        equations = rows(equations),
    )
}

fn record(
    standard: &Standard,
    definition: &Definition,
    equations: &BTreeMap<&str, Vec<Equation>>,
) -> Result<String, CodegenError> {
    let schema = &standard.schema;
    let leaves = schema.leaves(definition);
    let printed = printed(standard, definition)?;
    let fields: Vec<_> = definition.properties().iter().map(|property| field(schema, property)).collect();
    let equations = equations_of(standard, definition, equations)?;
    let equations = equations.iter().map(|each| equation(each, &leaves)).collect::<Result<Vec<_>, _>>()?;
    let infos: Vec<_> = leaves.iter().map(|leaf| info(leaf, printed.contains(&leaf.pointer))).collect();
    Ok(table(schema, definition, &fields, &infos, &equations))
}

/// `field(("total", "总计", "total"), Some(PIECE), &[], None, true, None)`
fn field(schema: &Schema, property: &Property) -> String {
    let (name, label, label_en, required) = (&property.name, &property.label, &property.label_en, property.required);
    let unit = option(property.unit.clone());
    let article = &property.article;
    let section = option(property.section.as_ref().map(|number| format!("{number:?}")));
    let is_record = |name: &&str| schema.definition(name).is_some_and(|found| matches!(found.shape, Shape::Record(_)));
    let target = match &property.ty {
        Type::Ref(name) => Some(name.as_str()).filter(is_record),
        Type::List { .. } | Type::Edition(_) => None,
    };
    let target = option(target.map(|name| format!("&{}", constant(name))));
    format!("field(({name:?}, {label:?}, {label_en:?}), {unit}, &{article:?}, {section}, {required}, {target})")
}

fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

/// `leaf("/new_received/total", Integer, (true, true, false))`
fn info(leaf: &Leaf, printed: bool) -> String {
    let kind = match leaf.scalar {
        Some(Scalar::Integer { .. }) => "Integer",
        Some(Scalar::Decimal { .. }) => "Decimal",
        _ => "Text",
    };
    let optional = leaf.steps.iter().any(|(_, property)| !property.required);
    let nullable = leaf.scalar.is_some_and(Scalar::is_nullable);
    format!("leaf({:?}, {kind}, ({nullable}, {printed}, {optional}))", leaf.pointer)
}

/// Every place of a report at which the definition stands: the report itself, or objects below it, by edition.
fn places(schema: &Schema, definition: &Definition) -> Result<Vec<(String, String)>, CodegenError> {
    let mut places = Vec::new();
    for edition in &schema.editions {
        if edition.report == definition.name {
            places.push((edition.code.clone(), String::new()));
        }
        let found = nodes(schema, &edition.code)?.into_iter().filter(|node| node.definition == definition.name);
        places.extend(found.map(|node| (edition.code.clone(), node.pointer)));
    }
    Ok(places)
}

/// Pointers, from the definition, of the numbers that stand in a printed table.
fn printed(standard: &Standard, definition: &Definition) -> Result<BTreeSet<String>, CodegenError> {
    let mut printed = BTreeSet::new();
    for (edition, place) in places(&standard.schema, definition)? {
        let sections = standard.form(&edition).map_or(&[][..], |form| &form.tables);
        let leaves = standard.schema.leaves(definition).into_iter().filter(Leaf::is_number);
        printed.extend(leaves.map(|leaf| leaf.pointer).filter(|pointer| {
            let whole = format!("{place}{pointer}");
            sections.iter().any(|table| whole.split('/').nth(1) == Some(&table.section))
        }));
    }
    Ok(printed)
}

/// The equations of a report, or for a part of it those that lie wholly within it wherever it stands.
fn equations_of(
    standard: &Standard,
    definition: &Definition,
    equations: &BTreeMap<&str, Vec<Equation>>,
) -> Result<Vec<Equation>, CodegenError> {
    let mut found: Vec<Equation> = Vec::new();
    for (edition, place) in places(&standard.schema, definition)? {
        let all = equations.get(edition.as_str()).map_or(&[][..], Vec::as_slice);
        let here = if place.is_empty() { all.to_vec() } else { equations::within(all, &place) };
        for equation in here {
            if !found.contains(&equation) {
                found.push(equation);
            }
        }
    }
    Ok(found)
}

/// `equation(Rule::ApplicantTotal, "/total", (&[here(1, 0), …], 0), Eq, &[here(1, 6)], None)`
fn equation(equation: &Equation, leaves: &[Leaf]) -> Result<String, CodegenError> {
    let index = |pointer: &str| {
        let position = leaves.iter().position(|leaf| leaf.pointer == pointer);
        let problem = format!("no number at `{pointer}`");
        position.ok_or_else(|| CodegenError::Rule { rule: equation.rule.clone(), problem })
    };
    let term = |term: &Term| {
        Ok(match term.operand.split_once('#') {
            Some((document, pointer)) => {
                let document = if document == "prev" { "Previous" } else { "Children" };
                format!("other({}, {document}, {pointer:?})", term.coefficient)
            }
            None => format!("here({}, {})", term.coefficient, index(&term.operand)?),
        })
    };
    let terms =
        |terms: &[Term]| terms.iter().map(term).collect::<Result<Vec<_>, CodegenError>>().map(|all| all.join(", "));
    let op = match equation.op {
        Op::Eq => "Eq",
        Op::Le => "Le",
        Op::Ge => "Ge",
    };
    let guard = option(equation.guard.as_ref().map(|Guard { pointer, present }| {
        let first = leaves.iter().position(|leaf| leaf.pointer.starts_with(&format!("{pointer}/"))).unwrap_or(0);
        format!("Guard {{ leaf: {first}, present: {present} }}")
    }));
    let (rule, at, sum, to) = (pascal(&equation.rule), &equation.at, terms(&equation.sum)?, terms(&equation.to)?);
    Ok(format!("equation(Rule::{rule}, {at:?}, (&[{sum}], {}), {op}, &[{to}], {guard})", equation.constant))
}
