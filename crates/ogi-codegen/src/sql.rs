//! Relational databases: tables, cells and rules as rows, and one view that reconciles reports.

use std::collections::BTreeMap;
use std::fmt::Write as _; // writing to a String cannot fail

use ogi_schema::{
    Check, Definition, Edition, Kind, Linear, Property, Rule, Scalar, Schema, Shape, Standard, Type,
};

use crate::csv::Csv;
use crate::equations::{Equation, Equations, Guard};
use crate::{Artifact, CodegenError, lookup};

const CORE: &str = include_str!("sql/core.sql");
const POSTGRES: &str = include_str!("sql/postgres.sql");
const INSTALL: &str = include_str!("sql/install.psql");

/// The properties of a report that hold lists, each with a table of its own in `core.sql`.
const LISTS: [&str; 2] = ["cell_notes", "extensions"];

/// Tables, checks and rows for a database; paths begin with `sql/`.
///
/// `core.sql` is plain SQL; `postgres.sql` adds checks, comments and loading from JSON; the cells and rules of all
/// editions are CSV; `install.psql` runs all of them in order.
///
/// # Errors
/// The rules do not expand, or the schema has a list or an optional object that the tables cannot hold.
pub fn artifacts(standard: &Standard, _base: &str) -> Result<Vec<Artifact>, CodegenError> {
    lookup::verify(standard)?;
    let equations = Equations::expand(standard)?;
    let words = words(standard)?;
    let mut files = vec![
        ("core.sql".to_owned(), filled(CORE, &words)),
        ("postgres.sql".to_owned(), filled(POSTGRES, &words)),
        ("install.psql".to_owned(), filled(INSTALL, &words)),
        ("rules.csv".to_owned(), rules(&standard.rules)),
    ];
    for edition in &standard.schema.editions {
        let code = &edition.code;
        files.push((format!("cells-{code}.csv"), cells(standard, edition)?));
        let terms = terms(standard, edition, equations.of(code)?)?;
        files.push((format!("rules-{code}.csv"), terms));
    }
    let mut artifacts = Vec::new();
    for (name, text) in files {
        let path = format!("sql/{}/{name}", standard.manifest.schema_version);
        artifacts.push(Artifact { path, text });
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(artifacts)
}

/// The values of the words between double braces in the templates.
fn words(standard: &Standard) -> Result<BTreeMap<&'static str, String>, CodegenError> {
    let Some(edition) = standard.schema.editions.first() else {
        return Err(CodegenError::at("schema/report.schema.json", "no edition"));
    };
    let pointer = match scalar(standard, "CellNote/at")? {
        Scalar::Text {
            max_length: Some(length),
            ..
        } => length.to_string(),
        _ => {
            return Err(CodegenError::at(
                "$defs/CellNote/properties/at",
                "needs a maxLength",
            ));
        }
    };
    let blank_cells = format!("{}/blank_cells", edition.report);
    Ok(BTreeMap::from([
        ("schema_version", standard.manifest.schema_version.clone()),
        ("ruleset_version", standard.manifest.ruleset_version.clone()),
        ("pointer", pointer),
        ("copies", copies(&standard.schema)),
        ("blank_cells", quoted_words(standard, &blank_cells)?),
        ("missing", quoted_words(standard, "CellNote/missing")?),
    ]))
}

/// The commands of psql that load the rows of each edition.
fn copies(schema: &Schema) -> String {
    let mut copies = Vec::new();
    for edition in &schema.editions {
        for (table, file) in [("cell_def", "cells"), ("rule_term", "rules")] {
            copies.push(format!(
                "\\copy {table} from '{file}-{}.csv' with (format csv, header true, encoding 'UTF8')",
                edition.code
            ));
        }
    }
    copies.join("\n")
}

/// The words that a property may hold, as SQL literals: `'a', 'b'`.
fn quoted_words(standard: &Standard, address: &str) -> Result<String, CodegenError> {
    let Scalar::Enum(words) = scalar(standard, address)? else {
        return Err(CodegenError::at(address, "is not a list of words"));
    };
    let quoted: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
    Ok(quoted.join(", "))
}

/// The single value that a property, named as `Definition/property`, holds.
fn scalar<'a>(standard: &'a Standard, address: &str) -> Result<&'a Scalar, CodegenError> {
    let target = standard
        .schema
        .property(address)
        .and_then(|property| property.ty.target());
    let found = target.and_then(|name| standard.schema.definition(name)?.scalar());
    found.ok_or_else(|| CodegenError::at(address, "is not a single value"))
}

fn filled(template: &str, words: &BTreeMap<&str, String>) -> String {
    let mut text = template.to_owned();
    for (word, value) in words {
        text = text.replace(&format!("{{{{{word}}}}}"), value);
    }
    text
}

fn rules(rules: &[Rule]) -> String {
    let mut csv = Csv::new(&[
        "rule_id",
        "kind",
        "severity",
        "checked_by",
        "reconciles",
        "title_zh",
        "title_en",
    ]);
    for rule in rules {
        let (checked_by, reconciles) = match &rule.check {
            Check::Linear(linear) => ("linear", reconciles(rule, linear)),
            Check::Native { .. } => ("native", false),
            Check::Schema { .. } => ("schema", false),
        };
        let fields = [
            rule.id.as_str(),
            rule.kind.as_str(),
            rule.severity.as_str(),
            checked_by,
            bit(reconciles),
            &rule.title.zh_cn,
            &rule.title.en,
        ];
        csv.row(fields.map(Some));
    }
    csv.text()
}

/// Whether a linear rule reconciles one report with itself.
fn reconciles(rule: &Rule, linear: &Linear) -> bool {
    let mut terms = linear.sum.iter().chain(&linear.to);
    let reads_others = terms.any(|term| term.contains('#'));
    !reads_others && matches!(rule.kind, Kind::Balance | Kind::Sum | Kind::Range)
}

fn bit(yes: bool) -> &'static str {
    if yes { "1" } else { "0" }
}

fn cells(standard: &Standard, edition: &Edition) -> Result<String, CodegenError> {
    let schema = &standard.schema;
    let report = lookup::report(schema, edition)?;
    for property in report.properties() {
        if matches!(property.ty, Type::List { .. }) && !LISTS.contains(&property.name.as_str()) {
            let problem = "a list that sql/core.sql has no table for";
            return Err(CodegenError::at_property(report, property, problem));
        }
    }
    let mut places = Places {
        schema,
        edition: &edition.code,
        ord: 0,
        csv: Csv::new(&[
            "edition",
            "pointer",
            "ord",
            "value_kind",
            "required",
            "nullable",
            "within_pointer",
            "minimum",
            "maximum",
            "unit",
            "label_zh",
            "label_en",
        ]),
    };
    places.add_below(report, &Place::default())?;
    Ok(places.csv.text())
}

/// A place of a report with the labels that lead to it.
#[derive(Default)]
struct Place {
    pointer: String,
    label_zh: String,
    label_en: String,
}

impl Place {
    fn below(&self, property: &Property) -> Self {
        Self {
            pointer: format!("{}/{}", self.pointer, property.name),
            label_zh: joined(&self.label_zh, &property.label),
            label_en: joined(&self.label_en, &property.label_en),
        }
    }
}

fn joined(labels: &str, label: &str) -> String {
    if labels.is_empty() {
        label.to_owned()
    } else {
        format!("{labels} › {label}")
    }
}

/// The rows of an edition's places.
struct Places<'a> {
    schema: &'a Schema,
    edition: &'a str,
    /// The number of the last row.
    ord: u32,
    csv: Csv,
}

impl Places<'_> {
    /// Adds a row for every property below a definition, each before its own members.
    fn add_below(&mut self, owner: &Definition, around: &Place) -> Result<(), CodegenError> {
        for property in owner.properties() {
            let target = lookup::target(self.schema, owner, property)?;
            let place = around.below(property);
            self.add(property, target, &place, around);
            if let (Type::Ref(_), Some(target)) = (&property.ty, target) {
                self.add_below(target, &place)?;
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        property: &Property,
        target: Option<&Definition>,
        place: &Place,
        around: &Place,
    ) {
        let value = ValueKind::of(property, target);
        let (minimum, maximum) = (
            value.minimum.map(|number| number.to_string()),
            value.maximum.map(|number| number.to_string()),
        );
        self.ord += 1;
        let ord = self.ord.to_string();
        self.csv.row([
            Some(self.edition),
            Some(&place.pointer),
            Some(&ord),
            Some(value.kind),
            Some(bit(property.required)),
            Some(bit(value.nullable)),
            Some(&around.pointer),
            minimum.as_deref(),
            maximum.as_deref(),
            property.unit.as_deref(),
            Some(&place.label_zh),
            Some(&place.label_en),
        ]);
    }
}

/// What a property holds.
struct ValueKind {
    kind: &'static str,
    nullable: bool,
    minimum: Option<i64>,
    maximum: Option<i64>,
}

impl ValueKind {
    fn of(property: &Property, target: Option<&Definition>) -> Self {
        let plain = |kind| Self {
            kind,
            nullable: false,
            minimum: None,
            maximum: None,
        };
        match (&property.ty, target.map(|target| &target.shape)) {
            (Type::List { .. }, _) => plain("list"),
            (_, Some(Shape::Record(_))) => plain("object"),
            (
                _,
                Some(Shape::Scalar(Scalar::Integer {
                    minimum,
                    maximum,
                    nullable,
                })),
            ) => Self {
                kind: "integer",
                nullable: *nullable,
                minimum: Some(*minimum),
                maximum: Some(*maximum),
            },
            (_, Some(Shape::Scalar(Scalar::Decimal { nullable }))) => Self {
                nullable: *nullable,
                ..plain("decimal")
            },
            (_, Some(Shape::Scalar(Scalar::Text { .. } | Scalar::Enum(_))) | None) => plain("text"),
        }
    }
}

/// The rows of an edition's equations: one for each term.
fn terms(
    standard: &Standard,
    edition: &Edition,
    equations: &[Equation],
) -> Result<String, CodegenError> {
    let mut csv = Csv::new(&[
        "edition",
        "equation_no",
        "term_no",
        "rule_id",
        "at_pointer",
        "op",
        "constant",
        "guard_cell",
        "guard_present",
        "side",
        "coefficient",
        "doc",
        "pointer",
    ]);
    for (number, equation) in equations.iter().enumerate() {
        let number = (number + 1).to_string();
        let constant = equation.constant.to_string();
        let (guard, present) = match &equation.guard {
            None => (None, None),
            Some(guard) => (
                Some(guard_cell(standard, edition, guard)?),
                Some(bit(guard.present)),
            ),
        };
        for (index, term) in equation.terms().enumerate() {
            let side = if index < equation.sum.len() {
                "sum"
            } else {
                "to"
            };
            let term_no = (index + 1).to_string();
            let coefficient = term.coefficient.to_string();
            let (document, pointer) = term.place();
            csv.row([
                Some(edition.code.as_str()),
                Some(&number),
                Some(&term_no),
                Some(&equation.rule),
                Some(&equation.at),
                Some(equation.op.as_str()),
                Some(&constant),
                guard.as_deref(),
                present,
                Some(side),
                Some(&coefficient),
                Some(document.unwrap_or("self")),
                Some(pointer),
            ]);
        }
    }
    Ok(csv.text())
}

/// A cell that a report has exactly when it has the optional object of the guard: its first required value.
fn guard_cell(
    standard: &Standard,
    edition: &Edition,
    guard: &Guard,
) -> Result<String, CodegenError> {
    let schema = &standard.schema;
    let report = lookup::report(schema, edition)?;
    let mut at = guard.pointer.clone();
    let mut object = schema.definition_at(report, &at);
    while let Some(owner) = object {
        let required = owner.properties().iter().find(|property| property.required);
        let Some(property) = required else {
            break;
        };
        let _ = write!(at, "/{}", property.name);
        match lookup::target(schema, owner, property)? {
            Some(target) if lookup::is_record(target) => object = Some(target),
            Some(_) | None => return Ok(at),
        }
    }
    Err(CodegenError::at(
        &guard.pointer,
        "has no cell that is always there",
    ))
}

#[cfg(test)]
mod tests {
    #[test]
    fn templates_are_filled_and_rows_have_a_field_for_each_column() {
        let standard = ogi_schema::standard();
        for artifact in super::artifacts(standard, &standard.manifest.base).expect("the tables") {
            assert!(!artifact.text.contains("{{"), "{}", artifact.path);
            if artifact.path.rsplit('.').next() == Some("csv") && !artifact.text.contains('"') {
                let mut lines = artifact.text.lines().map(|line| line.split(',').count());
                let heads = lines.next();
                assert!(
                    lines.all(|fields| Some(fields) == heads),
                    "{}",
                    artifact.path
                );
            }
        }
    }
}
