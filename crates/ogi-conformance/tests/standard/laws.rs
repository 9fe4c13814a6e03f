//! The laws of the standard, on documents that nobody wrote.

use std::collections::BTreeSet;
use std::process::Command;

use crate::vectors::Vectors;
use ogi_conformance::{Checked, Checker, Others};
use ogi_report::definition::{Op, Operand, Term};
use ogi_report::{Cell, Edition, Leaf, Outcome};
use proptest::prelude::*;
use serde_json::{Value, json};

fn failed(checked: &Checked) -> BTreeSet<(String, String)> {
    let failed = checked.with_outcome(Outcome::Failed);
    failed
        .map(|finding| (finding.rule.to_string(), finding.at.clone()))
        .collect()
}

/// The published table of an edition.
fn table(edition: Edition) -> Value {
    let text = match edition {
        Edition::V2019 => include_str!("../../../../schema/generated/rules-2019-60.json"),
        Edition::V2021 => include_str!("../../../../schema/generated/rules-2021-30.json"),
    };
    serde_json::from_str(text).expect("the table is JSON")
}

#[test]
fn the_table_in_rust_is_the_published_table() {
    for edition in Edition::ALL {
        let definition = edition.definition();
        let leaf = |index: u16| definition.leaves.get(index.into()).expect("a leaf").pointer;
        let pointer = |term: Term| match term.operand {
            Operand::Here(index) => leaf(index).to_owned(),
            Operand::Other(other, pointer) => format!("{}{pointer}", other.prefix()),
        };
        let term = |term: Term| json!([term.coefficient, pointer(term)]);
        let ours: Vec<_> = definition
            .equations()
            .map(|equation| {
                let op = match equation.op {
                    Op::Eq => "eq",
                    Op::Le => "le",
                    Op::Ge => "ge",
                };
                let mut row = json!({ "rule": equation.rule.as_str(), "at": equation.at(), "sum": equation.sum().map(term).collect::<Vec<_>>(),
                    "op": op, "to": equation.to().map(term).collect::<Vec<_>>() });
                if equation.constant != 0 {
                    row["const"] = json!(equation.constant.to_string());
                }
                if let Some(guard) = equation.guard {
                    let first = leaf(guard.leaf);
                    let object = first.rsplit_once('/').expect("below an object").0;
                    row["when"] =
                        if guard.present { json!({ "present": object }) } else { json!({ "absent": object }) };
                }
                row
            })
            .collect();
        assert_eq!(json!(ours), table(*edition)["equations"], "{edition}");
    }
}

/// The violations that a change of one cell must show in a report that reconciles: every equality that reads the cell.
fn equalities_reading(
    edition: Edition,
    pointer: &str,
    undivided: bool,
) -> BTreeSet<(String, String)> {
    let table = table(edition);
    let rows = table["equations"].as_array().expect("rows").iter();
    let applies = |row: &&Value| match (row["when"].get("present"), row["when"].get("absent")) {
        (Some(_), _) => undivided,
        (_, Some(_)) => !undivided,
        _ => true,
    };
    let reads = |row: &&Value| {
        let terms = ["sum", "to"]
            .into_iter()
            .flat_map(|side| row[side].as_array().into_iter().flatten());
        terms.into_iter().any(|term| term[1] == pointer)
    };
    let whole = |row: &&Value| !row.to_string().contains('#');
    let found = rows
        .filter(|row| row["op"] == "eq")
        .filter(applies)
        .filter(reads)
        .filter(whole);
    found
        .map(|row| (text(&row["rule"]), text(&row["at"])))
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn one_changed_cell_fires_exactly_the_equalities_that_read_it() {
    let vectors = Vectors::read();
    let checker = Checker::default();
    for (base, undivided) in [
        ("2019-60", false),
        ("2021-30", false),
        ("2021-30-undivided", true),
    ] {
        let bytes = vectors.document(&json!({ "base": base }));
        let report = ogi_report::read(&bytes).expect("bases are valid");
        for (cell, leaf) in report.cells().filter(|(cell, _)| cell.is_printed()) {
            let Leaf::Number(number) = leaf else { continue };
            let changed = if cell.unit().is_some_and(|unit| unit.code.starts_with("CNY")) {
                json!((number + ogi_report::Exact::from(1u64)).to_string())
            } else {
                json!(number.to_string().parse::<i64>().expect("a whole number") + 1)
            };
            let patch = json!([{ "op": "replace", "path": cell.pointer(), "value": changed }]);
            let bytes = vectors.document(&json!({ "base": base, "patch": patch }));
            let found = checker.check(&bytes, Others::default());
            let equalities: BTreeSet<_> = failed(&found)
                .into_iter()
                .filter(|(rule, at)| {
                    let mut equations = report.edition().definition().equations();
                    equations.any(|equation| {
                        equation.rule.as_str() == rule
                            && equation.at() == at
                            && equation.op == Op::Eq
                    })
                })
                .collect();
            assert_eq!(
                equalities,
                equalities_reading(report.edition(), cell.pointer(), undivided),
                "{base} {cell:?}"
            );
        }
    }
}

#[test]
fn the_naive_evaluator_finds_the_same_after_random_changes() {
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../schema/vectors/evaluate.py"
    );
    let Ok(output) = Command::new("python3")
        .args([script, "--mutate", "300", "20260101"])
        .output()
    else {
        println!("skipped: no python3 to compare with");
        return;
    };
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let vectors = Vectors::read();
    let checker = Checker::default();
    let mut compared = 0;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let case: Value = serde_json::from_str(line).expect("a JSON line");
        let found = checker.check(&vectors.document(&case), Others::default());
        let expected = case["failed"].as_array().expect("a list").iter();
        let expected: BTreeSet<_> = expected
            .map(|finding| (text(&finding["rule"]), text(&finding["at"])))
            .collect();
        assert_eq!(failed(&found), expected, "{line}");
        compared += 1;
    }
    assert_eq!(compared, 300);
}

/// A place in a report, and something to put there.
fn change() -> impl Strategy<Value = (usize, Option<Value>)> {
    let value = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0u64..50).prop_map(Value::from),
        Just(json!(9_007_199_254_740_991u64)),
        Just(json!(9_007_199_254_740_992u64)),
        (0u32..50).prop_map(|number| json!(f64::from(number))),
        any::<f64>()
            .prop_filter("JSON", |number| number.is_finite())
            .prop_map(Value::from),
        "[0-9]{1,18}(\\.[0-9]{0,8})?".prop_map(Value::from),
        "[12][0-9]{3}-[01][0-9]-[0-3][0-9]\n?".prop_map(Value::from),
        "[0-9A-Z]{17,19}".prop_map(Value::from),
        "(/[a-z0-9_]{0,3}){1,9}".prop_map(Value::from),
        "[a-z_]{0,66}".prop_map(Value::from),
        "https?://[!-~]{0,9}".prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([{ "at": "/year", "missing": "slash" }])),
        Just(json!([{ "label": "甲", "value": "1", "at": "/requests" }])),
        Just(json!({ "start": "2023-01-01", "end": "2023-12-31" })),
        Just(json!("zero")),
    ];
    (
        any::<prop::sample::Index>().prop_map(|index| index.index(10_000)),
        prop::option::weighted(0.9, value),
    )
}

fn places(value: &Value, at: &str, places: &mut Vec<String>) {
    if let Value::Object(members) = value {
        for (name, member) in members {
            let at = format!("{at}/{name}");
            places.push(at.clone());
            self::places(member, &at, places);
        }
    }
}

/// Replaces or removes one property, or adds one that may not be there.
fn apply(document: &mut Value, (index, value): (usize, Option<Value>)) {
    let mut found = vec![
        "/preamble".to_owned(),
        "/scope".to_owned(),
        "/blank_cells".to_owned(),
        "/cell_notes".to_owned(),
        "/extensions".to_owned(),
        "/period".to_owned(),
        "/requests/extra".to_owned(),
        "/requests/outcomes/other_handling/undivided".to_owned(),
    ];
    places(document, "", &mut found);
    let place = &found[index % found.len()];
    let (parent, name) = place.rsplit_once('/').expect("a pointer");
    let Some(Value::Object(members)) = document.pointer_mut(parent) else {
        return;
    };
    match value {
        Some(value) => members.insert(name.to_owned(), value),
        None => members.remove(name),
    };
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    /// The typed reader and the schema accept the same documents, and where they do, both ways of checking agree.
    #[test]
    fn both_ways_of_checking_agree(
        base in prop::sample::select(vec!["2019-60", "2021-30", "2021-30-undivided", "report-hongze-2023"]),
        changes in prop::collection::vec(change(), 1..3),
    ) {
        thread_local! {
            static VECTORS: Vectors = Vectors::read();
            static CHECKER: Checker = Checker::default();
        }
        let bytes = VECTORS.with(|vectors| vectors.document(&json!({ "base": base })));
        let mut document: Value = serde_json::from_slice(&bytes).expect("bases are JSON");
        for change in changes {
            apply(&mut document, change);
        }
        let bytes = document.to_string().into_bytes();
        let (quick, full) = CHECKER.with(|checker| {
            (checker.check(&bytes, Others::default()), checker.check_fully(&bytes, Others::default()))
        });
        prop_assert_eq!(&quick.findings, &full.findings);
        prop_assert_eq!(&quick.structure, &full.structure);
        let read = ogi_report::read(&bytes);
        prop_assert_eq!(read.is_ok(), full.is_schema_valid() == Some(true), "{:?}", read.err().map(|e| e.to_string()));
        if let Ok(report) = ogi_report::read(&bytes) {
            let again = ogi_report::read(ogi_report::write(&report).as_bytes());
            prop_assert_eq!(again.ok(), Some(report.clone()));
            let generic: ogi_report::Report = serde_json::from_slice(&bytes).expect("the generic reader accepts the same");
            prop_assert_eq!(generic, report);
        }
    }
}

#[test]
fn every_printed_cell_is_a_cell_of_the_form() {
    let standard = ogi_schema::standard();
    for edition in Edition::ALL {
        let form = standard.form(edition.as_str()).expect("a form");
        let printed: BTreeSet<_> = form.values(&standard.schema).collect();
        let variants = form.tables.iter().flat_map(|table| &table.variants).count();
        let cells = Cell::all(*edition).filter(|cell| cell.is_printed());
        let beyond: Vec<_> = cells
            .filter(|cell| !printed.contains(cell.pointer()))
            .collect();
        assert_eq!(beyond.len(), 7 * variants, "{beyond:?}");
    }
}
