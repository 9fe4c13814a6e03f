//! What the standard publishes about its rules: one table of equations for each edition.

use ogi_schema::{Check, Standard};
use serde::Serialize;

use crate::equations::{self, Equation, Term};
use crate::{Artifact, CodegenError};

struct Table<'a> {
    rules_format: u32,
    edition: &'a str,
    ruleset_version: &'a str,
    equations: Vec<Row<'a>>,
    native: Vec<Native<'a>>,
    schema: Vec<BySchema<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
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
struct Native<'a> {
    rule: &'a str,
    reads: &'a [String],
}

#[derive(Serialize)]
struct BySchema<'a> {
    rule: &'a str,
    definitions: &'a [String],
    keywords: &'a [String],
}

fn is_zero(constant: &str) -> bool {
    constant == "0"
}

pub(crate) fn artifacts(standard: &Standard) -> Result<Vec<Artifact>, CodegenError> {
    let tables = tables(standard)?.into_iter();
    Ok(tables
        .map(|(edition, text)| Artifact {
            path: format!("schema/generated/rules-{edition}.json"),
            text,
        })
        .collect())
}

/// The table of each edition, as the text of a file.
pub(crate) fn tables(standard: &Standard) -> Result<Vec<(&str, String)>, CodegenError> {
    let equations = equations::by_edition(standard)?;
    Ok(equations
        .iter()
        .map(|(edition, equations)| (*edition, table(standard, edition, equations)))
        .collect())
}

fn table(standard: &Standard, edition: &str, equations: &[Equation]) -> String {
    let rules = || {
        standard
            .rules
            .iter()
            .filter(|rule| rule.editions.iter().any(|code| code == edition))
    };
    let native = rules().filter_map(|rule| match &rule.check {
        Check::Native { reads } => Some(Native {
            rule: &rule.id,
            reads,
        }),
        Check::Linear(_) | Check::Schema { .. } => None,
    });
    let schema = rules().filter_map(|rule| match &rule.check {
        Check::Schema {
            definitions,
            keywords,
        } => Some(BySchema {
            rule: &rule.id,
            definitions,
            keywords,
        }),
        Check::Linear(_) | Check::Native { .. } => None,
    });
    let table = Table {
        rules_format: 1,
        edition,
        ruleset_version: &standard.manifest.ruleset_version,
        equations: equations.iter().map(row).collect(),
        native: native.collect(),
        schema: schema.collect(),
    };
    lines(&table)
}

fn row(equation: &Equation) -> Row<'_> {
    let when = equation.guard.as_ref().map(|guard| {
        if guard.present {
            When::Present(&guard.pointer)
        } else {
            When::Absent(&guard.pointer)
        }
    });
    Row {
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
fn lines(table: &Table) -> String {
    let (edition, version) = (json(&table.edition), json(&table.ruleset_version));
    format!(
        "{{\n  \"rules_format\": {},\n  \"edition\": {edition},\n  \"ruleset_version\": {version},\n  \
         \"equations\": {},\n  \"native\": {},\n  \"schema\": {}\n}}\n",
        table.rules_format,
        list(&table.equations),
        list(&table.native),
        list(&table.schema),
    )
}

fn list<T: Serialize>(items: &[T]) -> String {
    if items.is_empty() {
        return "[]".to_owned();
    }
    format!(
        "[\n    {}\n  ]",
        items.iter().map(json).collect::<Vec<_>>().join(",\n    ")
    )
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| unreachable!("plain data is JSON: {error}"))
}
