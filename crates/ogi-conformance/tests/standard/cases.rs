//! Every test vector of the standard, through both ways of checking.

use std::collections::BTreeSet;

use crate::expectation::expectation;
use crate::vectors::Vectors;
use ogi_conformance::{Checker, Facts, Others};
use ogi_report::RuleId;
use serde_json::{Value, json};

fn sorted(items: impl Iterator<Item = Value>) -> BTreeSet<String> {
    items.map(|item| item.to_string()).collect()
}

/// An expectation with its lists in one order, because their order has no meaning.
fn normal(expect: &Value) -> Value {
    let mut expect = expect.clone();
    for list in ["faults", "failed", "not_assessed"] {
        let Some(items) = expect.get(list).and_then(Value::as_array) else {
            continue;
        };
        let normal = items.iter().map(|item| {
            let mut item = item.clone();
            if let Some(missing) = item.get("missing").and_then(Value::as_array) {
                item["missing"] = json!(
                    missing
                        .iter()
                        .filter_map(Value::as_str)
                        .collect::<BTreeSet<_>>()
                );
            }
            item
        });
        expect[list] = json!(sorted(normal));
    }
    expect
}

#[test]
fn every_case_is_found_as_expected_both_ways() {
    let vectors = Vectors::read();
    let checker = Checker::default();
    let (mut wrong, mut ran) = (Vec::new(), 0);
    for case in vectors.cases() {
        let id = case["id"].as_str().unwrap_or_default();
        let bytes = vectors.bytes(case);
        let facts = |source: &Value| {
            checker
                .facts(&vectors.document(source))
                .expect("well-formed")
                .expect("of an edition")
        };
        let previous = case.get("previous").map(facts);
        let children: Option<Vec<Facts<'_>>> = case
            .get("children")
            .and_then(Value::as_array)
            .map(|sources| sources.iter().map(facts).collect());
        let others = Others {
            previous: previous.as_ref(),
            children: children.as_deref(),
        };
        let expected = normal(&case["expect"]);
        for (way, checked) in [
            ("typed first", checker.check(&bytes, others)),
            ("fully", checker.check_fully(&bytes, others)),
        ] {
            let found = normal(&expectation(&checked, case["about"].as_str()));
            if found != expected {
                wrong.push(format!(
                    "{id} ({way})\n  expected {expected}\n  found    {found}"
                ));
            }
        }
        ran += 1;
    }
    assert!(ran > 500, "only {ran} cases ran");
    assert!(
        wrong.is_empty(),
        "{} of {ran} cases differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_typed_reader_accepts_exactly_the_valid_documents() {
    let vectors = Vectors::read();
    for case in vectors.cases() {
        let bytes = vectors.bytes(case);
        let valid = case["expect"]["schema_valid"] == true;
        let read = ogi_report::read(&bytes);
        assert_eq!(
            read.is_ok(),
            valid,
            "{}: {:?}",
            case["id"],
            read.err().map(|error| error.to_string())
        );
        if let Ok(report) = read {
            let written = ogi_report::write(&report);
            assert_eq!(
                ogi_report::read(written.as_bytes()).ok().as_ref(),
                Some(&report),
                "{}",
                case["id"]
            );
            let (before, after): (Value, Value) = (
                serde_json::from_slice(&bytes).expect("JSON"),
                serde_json::from_str(&written).expect("JSON"),
            );
            let lexeme = case["tags"]
                .as_array()
                .is_some_and(|tags| tags.iter().any(|tag| tag == "lexeme"));
            assert!(
                lexeme || before == after,
                "{}: what was written is not what was read",
                case["id"]
            );
        }
    }
}

#[test]
fn every_rule_has_a_case_for_each_outcome() {
    let vectors = Vectors::read();
    let tagged = |rule: &str, tag: &str| {
        vectors.cases().any(|case| {
            case["about"] == rule
                && case["tags"]
                    .as_array()
                    .is_some_and(|tags| tags.iter().any(|t| t == tag))
        })
    };
    for rule in RuleId::ALL {
        let by_schema = matches!(
            ogi_schema::rule(rule.as_str()).map(|rule| &rule.check),
            Some(ogi_schema::Check::Schema { .. })
        );
        let outcomes: &[&str] = if by_schema {
            &["pass", "fail"]
        } else {
            &["pass", "fail", "not-assessed"]
        };
        for outcome in outcomes {
            assert!(
                tagged(rule.as_str(), outcome),
                "no case of {rule} for {outcome}"
            );
        }
    }
}

#[test]
fn the_vectors_are_of_their_own_schemas() {
    let vectors = Vectors::read();
    for (schema, documents) in [
        ("index", vec![vectors.index()]),
        ("case", vectors.groups().collect()),
    ] {
        let validator = jsonschema::validator_for(&vectors.schema(schema)).expect("a schema");
        for document in documents {
            let faults: Vec<_> = validator
                .iter_errors(document)
                .map(|error| error.to_string())
                .collect();
            assert!(
                faults.is_empty(),
                "{schema}: {}: {faults:?}",
                document["title"]
            );
        }
    }
}
