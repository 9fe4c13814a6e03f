//! The single values and equations of whole documents, and where in them each definition stands.

use std::collections::BTreeSet;

use ogi_schema::{Definition, Leaf, Op, Schema, Shape, Standard};

use super::definitions::leaf;
use crate::CodegenError;
use crate::equations::{self, Equation, Guard, Term};
use crate::names::{pascal, snake};
use crate::nodes::{Node, nodes};

/// The table of one kind of document: the report of an edition, or what stands in lists.
pub(super) struct Table<'a> {
    name: String,
    definition: &'a Definition,
    nodes: Vec<Node>,
    leaves: Vec<Leaf<'a>>,
    /// Single values of other editions that equations read in other documents.
    others: Vec<Leaf<'a>>,
    printed: BTreeSet<String>,
    equations: Vec<Equation>,
}

/// Where the single values of a definition stand: in which table, from which on, how many, and below how long a pointer.
pub(super) struct Place {
    pub(super) table: String,
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) depth: usize,
}

impl<'a> Table<'a> {
    /// One for each edition, and one for each definition that stands in none.
    pub(super) fn all(standard: &'a Standard) -> Result<Vec<Self>, CodegenError> {
        let schema = &standard.schema;
        let mut tables = Vec::new();
        let mut equations = equations::by_edition(standard)?;
        for edition in &schema.editions {
            let Some(report) = schema.definition(&edition.report) else {
                continue;
            };
            let form = standard
                .form(&edition.code)
                .map_or(&[][..], |form| &form.tables);
            let sections: Vec<_> = form
                .iter()
                .map(|table| format!("/{}/", table.section))
                .collect();
            let leaves = schema.leaves(report);
            let in_section = |leaf: &&Leaf| {
                sections
                    .iter()
                    .any(|section| leaf.pointer.starts_with(section))
            };
            let printed = leaves
                .iter()
                .filter(|leaf| leaf.is_number())
                .filter(in_section);
            let equations = equations.remove(edition.code.as_str()).unwrap_or_default();
            tables.push(Self {
                name: name(&report.name),
                definition: report,
                nodes: nodes(schema, &edition.code)?,
                others: others(schema, &leaves, &equations),
                printed: printed.map(|leaf| leaf.pointer.clone()).collect(),
                leaves,
                equations,
            });
        }
        let alone: Vec<_> = schema
            .definitions
            .iter()
            .filter(|definition| stands_alone(definition, &tables))
            .collect();
        tables.extend(alone.into_iter().map(|definition| Self {
            name: name(&definition.name),
            definition,
            nodes: Vec::new(),
            leaves: schema.leaves(definition),
            others: Vec::new(),
            printed: BTreeSet::new(),
            equations: Vec::new(),
        }));
        Ok(tables)
    }

    /// Pointers of the places at which a definition stands.
    fn places(&self, definition: &Definition) -> impl Iterator<Item = &str> {
        let whole = (self.definition.name == definition.name).then_some("");
        let nodes = self
            .nodes
            .iter()
            .filter(|node| node.definition == definition.name);
        whole
            .into_iter()
            .chain(nodes.map(|node| node.pointer.as_str()))
    }

    /// The equations that lie wholly within a place.
    fn within(&self, place: &str) -> Vec<Equation> {
        equations::within(&self.equations, place)
    }

    pub(super) fn render(&self) -> Result<String, CodegenError> {
        let lines = |lines: Vec<String>| {
            lines
                .iter()
                .flat_map(|line| ["    ", line, ",\n"])
                .collect::<String>()
        };
        let all = self.leaves.iter().chain(&self.others);
        let leaves = lines(
            all.map(|each| leaf(each, self.printed.contains(&each.pointer)))
                .collect(),
        );
        let equations: Result<_, _> = self
            .equations
            .iter()
            .map(|equation| self.equation(equation))
            .collect();
        let (name, equations) = (&self.name, lines(equations?));
        Ok(format!(
            "\ncrate::tables::tables! {{ {name} {{\n{leaves}}} {{\n{equations}}} }}\n"
        ))
    }

    /// `equation(Rule::ApplicantTotal, (34, 9), (&[here(1, 34), …], 0), Eq, &[here(1, 40)], None)`
    fn equation(&self, equation: &Equation) -> Result<String, CodegenError> {
        let problem = |pointer: &str| CodegenError::Rule {
            rule: equation.rule.clone(),
            problem: format!("no single value at or below `{pointer}`"),
        };
        let all = || self.leaves.iter().chain(&self.others);
        let term = |term: &Term| {
            let (document, pointer) = term.operand.split_once('#').unwrap_or(("", &term.operand));
            let index = all()
                .position(|leaf| leaf.pointer == pointer)
                .ok_or_else(|| problem(pointer))?;
            let coefficient = term.coefficient;
            Ok(match document {
                "" => format!("here({coefficient}, {index})"),
                "prev" => format!("other({coefficient}, Previous, {index})"),
                _ => format!("other({coefficient}, Children, {index})"),
            })
        };
        let terms = |terms: &[Term]| {
            terms
                .iter()
                .map(term)
                .collect::<Result<Vec<_>, CodegenError>>()
                .map(|all| all.join(", "))
        };
        let start = |pointer: &str| {
            let first = self
                .leaves
                .iter()
                .position(|leaf| is_at_or_below(&leaf.pointer, pointer));
            first
                .map(|leaf| format!("({leaf}, {})", pointer.len()))
                .ok_or_else(|| problem(pointer))
        };
        let op = match equation.op {
            Op::Eq => "Eq",
            Op::Le => "Le",
            Op::Ge => "Ge",
        };
        let guard = match &equation.guard {
            Some(Guard { pointer, present }) => format!("Some(({}, {present}))", start(pointer)?),
            None => "None".to_owned(),
        };
        let (rule, at, constant) = (
            pascal(&equation.rule),
            start(&equation.at)?,
            equation.constant,
        );
        let (sum, to) = (terms(&equation.sum)?, terms(&equation.to)?);
        Ok(format!(
            "equation(Rule::{rule}, {at}, (&[{sum}], {constant}), {op}, &[{to}], {guard})"
        ))
    }
}

fn name(definition: &str) -> String {
    format!("{}_TABLES", snake(definition).to_uppercase())
}

fn stands_alone(definition: &Definition, tables: &[Table]) -> bool {
    matches!(definition.shape, Shape::Record(_))
        && tables
            .iter()
            .all(|table| table.places(definition).next().is_none())
}

fn is_at_or_below(pointer: &str, place: &str) -> bool {
    pointer
        .strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What equations read in other documents and this edition does not have.
fn others<'a>(schema: &'a Schema, own: &[Leaf], equations: &[Equation]) -> Vec<Leaf<'a>> {
    let read: BTreeSet<&str> = equations
        .iter()
        .flat_map(Equation::terms)
        .filter_map(|term| term.operand.split_once('#').map(|(_, pointer)| pointer))
        .filter(|pointer| own.iter().all(|leaf| leaf.pointer != *pointer))
        .collect();
    let reports = schema
        .editions
        .iter()
        .filter_map(|edition| schema.definition(&edition.report));
    let mut others: Vec<Leaf> = reports.flat_map(|report| schema.leaves(report)).collect();
    others.retain(|leaf| read.contains(leaf.pointer.as_str()));
    others.sort_by(|left, right| left.pointer.cmp(&right.pointer));
    others.dedup_by(|left, right| left.pointer == right.pointer);
    others
}

impl Place {
    /// The place of a definition that has all of its equations, of several that are alike.
    pub(super) fn of(definition: &Definition, tables: &[Table]) -> Result<Self, CodegenError> {
        let places = || {
            tables
                .iter()
                .flat_map(|table| table.places(definition).map(move |place| (table, place)))
        };
        let Some((table, place)) = places().max_by_key(|(table, place)| table.within(place).len())
        else {
            let table = tables
                .first()
                .map_or_else(String::new, |table| table.name.clone());
            return Ok(Self {
                table,
                first: 0,
                count: 0,
                depth: 0,
            });
        };
        let all = table.within(place);
        let is_printed = |table: &Table, place: &str| {
            table.printed.iter().any(|leaf| is_at_or_below(leaf, place))
        };
        for (other, elsewhere) in places() {
            let alike = other
                .within(elsewhere)
                .iter()
                .all(|equation| all.contains(equation));
            if !alike || is_printed(other, elsewhere) != is_printed(table, place) {
                let problem = format!(
                    "what stands at `{elsewhere}` is added up or printed unlike that at `{place}`"
                );
                let place = format!("$defs/{}", definition.name);
                return Err(CodegenError::Schema { place, problem });
            }
        }
        let first = table
            .leaves
            .iter()
            .position(|leaf| is_at_or_below(&leaf.pointer, place))
            .unwrap_or(0);
        let count = table
            .leaves
            .iter()
            .filter(|leaf| is_at_or_below(&leaf.pointer, place))
            .count();
        Ok(Self {
            table: table.name.clone(),
            first,
            count,
            depth: place.len(),
        })
    }
}
