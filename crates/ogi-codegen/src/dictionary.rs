//! The data dictionary: every cell of a printed form, where it stands, what it is called and which rules read it.

use std::collections::{BTreeMap, BTreeSet};

use ogi_schema::{Check, Code, Content, Form, Leaf, Placed, Rule, Standard};

use crate::equations::Equation;

/// One cell of a printed table.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'a> {
    /// Row of the printed table from 1, heads included; none where the row stands instead of others.
    pub(crate) row: Option<u32>,
    /// Column of the printed table from 1, heads included.
    pub(crate) column: u32,
    /// Chinese labels below the heading of the table, outermost first.
    pub(crate) labels: Vec<&'a str>,
    /// The same in English.
    pub(crate) labels_en: Vec<&'a str>,
    pub(crate) unit: Option<&'a Code>,
    pub(crate) articles: &'a [String],
    pub(crate) pointer: String,
    /// Ids of the rules that read the cell, sorted.
    pub(crate) rules: BTreeSet<&'a str>,
}

/// One printed table.
#[derive(Debug, Clone)]
pub(crate) struct Table<'a> {
    /// Its heading.
    pub(crate) label: &'a str,
    /// The same in English.
    pub(crate) label_en: &'a str,
    pub(crate) entries: Vec<Entry<'a>>,
}

/// The tables of a form, in the order they are printed.
pub(crate) fn tables<'a>(
    standard: &'a Standard,
    form: &'a Form,
    equations: &[Equation],
) -> Vec<Table<'a>> {
    let schema = &standard.schema;
    let report = form.report(schema);
    let leaves: BTreeMap<String, Leaf> = schema
        .leaves(report)
        .into_iter()
        .map(|leaf| (leaf.pointer.clone(), leaf))
        .collect();
    let reading = reading(standard, form, equations);
    let table = |table: &'a ogi_schema::Table| {
        let variants = table
            .variants
            .iter()
            .flat_map(|variant| form.place(schema, &variant.rows));
        let printed = form
            .place(schema, &table.rows)
            .into_iter()
            .map(|cell| (cell, true));
        let entries = printed
            .chain(variants.map(|cell| (cell, false)))
            .filter_map(|(cell, printed)| {
                let Content::Value { pointer } = &cell.content else {
                    return None;
                };
                Some(entry(
                    standard,
                    leaves.get(pointer)?,
                    &cell,
                    printed,
                    &reading,
                ))
            });
        let section = report.property(&table.section);
        Table {
            label: section.map_or("", |property| &property.label),
            label_en: section.map_or("", |property| &property.label_en),
            entries: entries.collect(),
        }
    };
    form.tables.iter().map(table).collect()
}

fn entry<'a>(
    standard: &'a Standard,
    leaf: &Leaf<'a>,
    cell: &Placed,
    printed: bool,
    reading: &[(&'a Rule, BTreeSet<&str>)],
) -> Entry<'a> {
    let steps = leaf.steps.get(1..).unwrap_or_default();
    let property = leaf.property();
    let reads = |(rule, cells): &&(&'a Rule, BTreeSet<&str>)| {
        cells.contains(leaf.pointer.as_str())
            || match &rule.check {
                Check::Linear(_) => false,
                Check::Native { reads } => reads.iter().any(|place| within(&leaf.pointer, place)),
                Check::Schema { definitions, .. } => property
                    .ty
                    .target()
                    .is_some_and(|name| definitions.iter().any(|known| known == name)),
            }
    };
    Entry {
        row: printed.then_some(cell.row + 1),
        column: cell.column + 1,
        labels: steps
            .iter()
            .map(|(_, property)| property.label.as_str())
            .collect(),
        labels_en: steps
            .iter()
            .map(|(_, property)| property.label_en.as_str())
            .collect(),
        unit: property
            .unit
            .as_deref()
            .and_then(|code| standard.code_list("unit")?.get(code)),
        articles: leaf.article(),
        pointer: leaf.pointer.clone(),
        rules: reading
            .iter()
            .filter(reads)
            .map(|(rule, _)| rule.id.as_str())
            .collect(),
    }
}

/// The rules of an edition, each with the cells its equations add up, in this report or another.
fn reading<'a, 'e>(
    standard: &'a Standard,
    form: &Form,
    equations: &'e [Equation],
) -> Vec<(&'a Rule, BTreeSet<&'e str>)> {
    let holds = |rule: &&Rule| rule.editions.contains(&form.edition);
    let cells = |rule: &Rule| {
        let own = equations.iter().filter(|equation| equation.rule == rule.id);
        let operands = own
            .flat_map(Equation::terms)
            .map(|term| term.operand.as_str());
        operands
            .map(|operand| operand.rsplit('#').next().unwrap_or(operand))
            .collect()
    };
    standard
        .rules
        .iter()
        .filter(holds)
        .map(|rule| (rule, cells(rule)))
        .collect()
}

fn within(pointer: &str, place: &str) -> bool {
    pointer
        .strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
