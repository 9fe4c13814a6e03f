//! The standard for relational databases: tables, the cells and rules as rows, and one view that reconciles reports.

use std::collections::BTreeMap;

use ogi_schema::{
    Check, Definition, Edition, Kind, Property, Rule, Scalar, Schema, Shape, Standard, Type,
};

use crate::csv::Csv;
use crate::equations::{self, Equation, Guard};
use crate::{Artifact, CodegenError};

const CORE: &str = include_str!("sql/core.sql");
const POSTGRES: &str = include_str!("sql/postgres.sql");
const INSTALL: &str = include_str!("sql/install.psql");

/// The properties of a report that hold lists, each with a table of its own in `core.sql`.
const LISTS: [&str; 2] = ["cell_notes", "extensions"];

/// `core.sql` (plain SQL), `postgres.sql` (checks, comments, loading from JSON), the rows of both editions as CSV, and
/// `install.psql`, which runs them in order; paths begin with `sql/`.
///
/// # Errors
/// When the rules do not expand, or the schema has a list or an optional object that the tables cannot hold.
pub fn artifacts(standard: &Standard, _base: &str) -> Result<Vec<Artifact>, CodegenError> {
    let folder = format!("sql/{}", standard.manifest.schema_version);
    let file = |name: String, text: String| Artifact {
        path: format!("{folder}/{name}"),
        text,
    };
    let equations = equations::by_edition(standard)?;
    let words = words(standard)?;
    let mut artifacts = vec![
        file("core.sql".to_owned(), filled(CORE, &words)),
        file("postgres.sql".to_owned(), filled(POSTGRES, &words)),
        file("install.psql".to_owned(), filled(INSTALL, &words)),
        file("rules.csv".to_owned(), rules(&standard.rules)),
    ];
    for edition in &standard.schema.editions {
        let of_edition = equations
            .get(edition.code.as_str())
            .map_or(&[][..], Vec::as_slice);
        artifacts.push(file(
            format!("cells-{}.csv", edition.code),
            cells(standard, edition)?,
        ));
        artifacts.push(file(
            format!("rules-{}.csv", edition.code),
            terms(standard, edition, of_edition)?,
        ));
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(artifacts)
}

/// What stands in the templates between double braces.
fn words(standard: &Standard) -> Result<BTreeMap<&'static str, String>, CodegenError> {
    let quoted = |words: &[String]| {
        words
            .iter()
            .map(|word| format!("'{word}'"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let copies = standard.schema.editions.iter().flat_map(|edition| {
        [("cell_def", "cells"), ("rule_term", "rules")].map(|(table, file)| {
            let file = format!("{file}-{}.csv", edition.code);
            format!("\\copy {table} from '{file}' with (format csv, header true, encoding 'UTF8')")
        })
    });
    let pointer = match scalar(standard, "CellNote/at")? {
        Scalar::Text {
            max_length: Some(length),
            ..
        } => length.to_string(),
        _ => return Err(problem("$defs/CellNote/properties/at", "needs a maxLength")),
    };
    let mut words = BTreeMap::from([
        ("schema_version", standard.manifest.schema_version.clone()),
        ("ruleset_version", standard.manifest.ruleset_version.clone()),
        ("pointer", pointer),
        ("copies", copies.collect::<Vec<_>>().join("\n")),
    ]);
    let report = standard
        .schema
        .editions
        .first()
        .map_or("", |edition| edition.report.as_str());
    for (word, property) in [
        ("blank_cells", format!("{report}/blank_cells")),
        ("missing", "CellNote/missing".to_owned()),
    ] {
        let Scalar::Enum(values) = scalar(standard, &property)? else {
            return Err(problem(&property, "is no list of words"));
        };
        words.insert(word, quoted(values));
    }
    Ok(words)
}

fn scalar<'a>(standard: &'a Standard, address: &str) -> Result<&'a Scalar, CodegenError> {
    let target = standard
        .schema
        .property(address)
        .and_then(|property| property.ty.target());
    let found = target.and_then(|name| standard.schema.definition(name)?.scalar());
    found.ok_or_else(|| problem(address, "is no single value"))
}

fn problem(place: &str, problem: &str) -> CodegenError {
    CodegenError::Schema {
        place: place.to_owned(),
        problem: problem.to_owned(),
    }
}

fn filled(template: &str, words: &BTreeMap<&str, String>) -> String {
    words
        .iter()
        .fold(template.to_owned(), |text, (word, value)| {
            text.replace(&format!("{{{{{word}}}}}"), value)
        })
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
            Check::Linear(linear) => {
                let alone = !linear
                    .sum
                    .iter()
                    .chain(&linear.to)
                    .any(|term| term.contains('#'));
                (
                    "linear",
                    alone && matches!(rule.kind, Kind::Balance | Kind::Sum | Kind::Range),
                )
            }
            Check::Native { .. } => ("native", false),
            Check::Schema { .. } => ("schema", false),
        };
        let fields = [
            &rule.id,
            rule.kind.as_str(),
            rule.severity.as_str(),
            checked_by,
            bit(reconciles),
        ];
        csv.row(
            fields
                .into_iter()
                .chain([rule.title.zh_cn.as_str(), &rule.title.en])
                .map(Some),
        );
    }
    csv.text()
}

fn bit(yes: bool) -> &'static str {
    if yes { "1" } else { "0" }
}

fn cells(standard: &Standard, edition: &Edition) -> Result<String, CodegenError> {
    let schema = &standard.schema;
    let unknown = || CodegenError::Edition {
        edition: edition.code.clone(),
    };
    let report = schema.definition(&edition.report).ok_or_else(unknown)?;
    for property in report.properties() {
        if matches!(property.ty, Type::List { .. }) && !LISTS.contains(&property.name.as_str()) {
            return Err(problem(
                &property.name,
                "is a list that sql/core.sql has no table for",
            ));
        }
    }
    let mut csv = Csv::new(&[
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
    ]);
    let mut ord = 0u32;
    places(schema, report, &mut Vec::new(), &mut |steps| {
        ord += 1;
        csv.row(
            place(&edition.code, ord, schema, steps)
                .iter()
                .map(Option::as_deref),
        );
    });
    Ok(csv.text())
}

/// Calls back with the steps to every property below a definition, each before what it holds.
fn places<'a>(
    schema: &'a Schema,
    from: &'a Definition,
    steps: &mut Vec<&'a Property>,
    each: &mut dyn FnMut(&[&Property]),
) {
    for property in from.properties() {
        steps.push(property);
        each(steps);
        if let Type::Ref(name) = &property.ty
            && let Some(target) = schema.definition(name)
        {
            places(schema, target, steps, each);
        }
        steps.pop();
    }
}

fn place(edition: &str, ord: u32, schema: &Schema, steps: &[&Property]) -> [Option<String>; 12] {
    let pointer = |steps: &[&Property]| {
        steps
            .iter()
            .fold(String::new(), |at, property| at + "/" + &property.name)
    };
    let labels = |label: fn(&Property) -> &str| {
        steps
            .iter()
            .map(|step| label(step))
            .collect::<Vec<_>>()
            .join(" › ")
    };
    let (property, around) = steps.split_last().map_or_else(
        || unreachable!("a place has a step"),
        |(last, rest)| (*last, rest),
    );
    let (kind, nullable, bounds) = kind(schema, property);
    let (minimum, maximum) = bounds.unzip();
    [
        Some(edition.to_owned()),
        Some(pointer(steps)),
        Some(ord.to_string()),
        Some(kind.to_owned()),
        Some(bit(property.required).to_owned()),
        Some(bit(nullable).to_owned()),
        Some(pointer(around)),
        minimum,
        maximum,
        property.unit.clone(),
        Some(labels(|property| &property.label)),
        Some(labels(|property| &property.label_en)),
    ]
}

/// What a property holds, whether that may be null, and its bounds.
fn kind(schema: &Schema, property: &Property) -> (&'static str, bool, Option<(String, String)>) {
    let target = match &property.ty {
        Type::Ref(name) => schema.definition(name).map(|definition| &definition.shape),
        Type::List { .. } => return ("list", false, None),
        Type::Edition(_) => None,
    };
    match target {
        Some(Shape::Record(_)) => ("object", false, None),
        Some(Shape::Scalar(Scalar::Integer {
            minimum,
            maximum,
            nullable,
        })) => (
            "integer",
            *nullable,
            Some((minimum.to_string(), maximum.to_string())),
        ),
        Some(Shape::Scalar(Scalar::Decimal { nullable })) => ("decimal", *nullable, None),
        Some(Shape::Scalar(Scalar::Text { .. } | Scalar::Enum(_))) | None => ("text", false, None),
    }
}

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
    for (number, equation) in (1..).zip(equations) {
        let number: u32 = number;
        let (number, constant) = (number.to_string(), equation.constant.to_string());
        let guard = equation
            .guard
            .as_ref()
            .map(|guard| guard_cell(standard, edition, guard))
            .transpose()?;
        let present = equation.guard.as_ref().map(|guard| bit(guard.present));
        let sides = equation
            .sum
            .iter()
            .map(|term| ("sum", term))
            .chain(equation.to.iter().map(|term| ("to", term)));
        for (term_no, (side, term)) in (1u32..).zip(sides) {
            let (doc, pointer) = term
                .operand
                .split_once('#')
                .unwrap_or(("self", &term.operand));
            let (term_no, coefficient) = (term_no.to_string(), term.coefficient.to_string());
            let head = [
                &edition.code,
                &number,
                &term_no,
                &equation.rule,
                &equation.at,
            ]
            .map(|field| Some(field.as_str()));
            let middle = [
                Some(equation.op.as_str()),
                Some(&constant),
                guard.as_deref(),
                present,
            ];
            let tail = [side, &coefficient, doc, pointer].map(Some);
            csv.row(head.into_iter().chain(middle).chain(tail));
        }
    }
    Ok(csv.text())
}

/// A cell that a report has exactly when it has the optional object of the guard.
fn guard_cell(
    standard: &Standard,
    edition: &Edition,
    guard: &Guard,
) -> Result<String, CodegenError> {
    let schema = &standard.schema;
    let mut at = guard.pointer.clone();
    loop {
        let report = schema.definition(&edition.report);
        let object = report.and_then(|report| schema.definition_at(report, &at));
        let first = object.and_then(|object| {
            object
                .properties()
                .iter()
                .find(|property| property.required)
        });
        let Some(property) = first else {
            return Err(problem(&guard.pointer, "has no cell that is always there"));
        };
        at = format!("{at}/{}", property.name);
        let target = property
            .ty
            .target()
            .and_then(|name| schema.definition(name));
        if target.is_none_or(|target| matches!(target.shape, Shape::Scalar(_))) {
            return Ok(at);
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn templates_are_filled_and_rows_have_a_field_for_each_column() {
        let standard = ogi_schema::standard();
        for artifact in super::artifacts(standard, &standard.manifest.base).expect("the tables") {
            assert!(!artifact.text.contains("{{"), "{}", artifact.path);
            if artifact.path.rsplit('.').next() == Some("csv") && !artifact.text.contains('"') {
                let columns = |line: &str| line.split(',').count();
                let mut lines = artifact.text.lines().map(columns);
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
