//! What the standard publishes about its rules: one table of equations for each edition.

use ogi_schema::{Check, Standard};
use serde::Serialize;

use crate::CodegenError;
use crate::equations::{Equation, Equations, Term};
use crate::json::compact;

/// The rules of an edition: equations, rules with code of their own, and rules that the schema checks.
struct RuleTable<'a> {
    rules_format: u32,
    edition: &'a str,
    ruleset_version: &'a str,
    equations: Vec<EquationRow<'a>>,
    native: Vec<NativeRow<'a>>,
    schema: Vec<SchemaRow<'a>>,
}

#[derive(Serialize)]
struct EquationRow<'a> {
    rule: &'a str,
    at: &'a str,
    sum: Vec<(i8, &'a str)>,
    #[serde(rename = "const", skip_serializing_if = "is_zero")]
    constant: String,
    op: &'a str,
    to: Vec<(i8, &'a str)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<When<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum When<'a> {
    Present(&'a str),
    Absent(&'a str),
}

#[derive(Serialize)]
struct NativeRow<'a> {
    rule: &'a str,
    reads: &'a [String],
}

#[derive(Serialize)]
struct SchemaRow<'a> {
    rule: &'a str,
    definitions: &'a [String],
    keywords: &'a [String],
}

fn is_zero(constant: &str) -> bool {
    constant == "0"
}

/// The table of each edition, as the text of a file.
pub(crate) fn rule_tables(standard: &Standard) -> Result<Vec<(&str, String)>, CodegenError> {
    let mut tables = Vec::new();
    for (edition, equations) in Equations::expand(standard)?.iter() {
        tables.push((edition, text(&table(standard, edition, equations))));
    }
    Ok(tables)
}

fn table<'a>(standard: &'a Standard, edition: &'a str, equations: &'a [Equation]) -> RuleTable<'a> {
    let (mut native, mut schema) = (Vec::new(), Vec::new());
    for rule in &standard.rules {
        if !rule.editions.iter().any(|code| code == edition) {
            continue;
        }
        match &rule.check {
            Check::Native { reads } => native.push(NativeRow {
                rule: &rule.id,
                reads,
            }),
            Check::Schema {
                definitions,
                keywords,
            } => schema.push(SchemaRow {
                rule: &rule.id,
                definitions,
                keywords,
            }),
            Check::Linear(_) => {}
        }
    }
    RuleTable {
        rules_format: 1,
        edition,
        ruleset_version: &standard.manifest.ruleset_version,
        equations: equations.iter().map(row).collect(),
        native,
        schema,
    }
}

fn row(equation: &Equation) -> EquationRow<'_> {
    let when = match &equation.guard {
        None => None,
        Some(guard) if guard.present => Some(When::Present(&guard.pointer)),
        Some(guard) => Some(When::Absent(&guard.pointer)),
    };
    EquationRow {
        rule: &equation.rule,
        at: &equation.at,
        sum: terms(&equation.sum),
        constant: equation.constant.to_string(),
        op: equation.op.as_str(),
        to: terms(&equation.to),
        when,
    }
}

fn terms(terms: &[Term]) -> Vec<(i8, &str)> {
    terms
        .iter()
        .map(|term| (term.coefficient, term.operand.as_str()))
        .collect()
}

/// One equation a line, so that a change of one rule reads as a change of its lines.
fn text(table: &RuleTable) -> String {
    let (edition, version) = (compact(&table.edition), compact(&table.ruleset_version));
    format!(
        "{{\n  \"rules_format\": {},\n  \"edition\": {edition},\n  \"ruleset_version\": {version},\n  \
         \"equations\": {},\n  \"native\": {},\n  \"schema\": {}\n}}\n",
        table.rules_format,
        lines(&table.equations),
        lines(&table.native),
        lines(&table.schema),
    )
}

fn lines<T: Serialize>(items: &[T]) -> String {
    if items.is_empty() {
        return "[]".to_owned();
    }
    let lines: Vec<_> = items.iter().map(compact).collect();
    format!("[\n    {}\n  ]", lines.join(",\n    "))
}
