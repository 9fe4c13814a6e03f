//! What is said about every vector of the standard, beside what the bindings say: `bindings/sentences.json`.

#[path = "../../ogi-conformance/tests/standard/vectors.rs"]
#[expect(
    dead_code,
    reason = "the tests of the checker read more of the vectors"
)]
mod vectors;

use std::collections::BTreeMap;
use std::path::Path;

use ogi_conformance::{Checked, Checker, Facts, Others};
use ogi_diagnostics::{About, Diagnostic, Diagnostics};
use ogi_report::{Language, Outcome};
use serde_json::{Value, json};

use vectors::Vectors;

/// What the file is for; its reader may never have seen this one.
const ABOUT: &str = "What is said about the documents of schema/vectors, by id of the case: faults of the shape, rules \
that are violated, and rules that could not be assessed where the case is about them. Each is [rule or keyword, JSON \
Pointer, labels, message, fix] with the texts in Chinese and then in English. Made by OGI_BLESS=1 cargo test --package \
ogi-diagnostics --test sentences; the tests of every binding compare their own sentences with it.";

/// One diagnostic as a row of the file; `None` for what the file leaves out.
fn row(diagnostic: Diagnostic<'_>, about: Option<&str>) -> Option<Value> {
    let (name, at) = match diagnostic.about() {
        About::Lexical(_) => return None,
        About::Structure(fault) => (fault.keyword.as_str(), fault.at.as_str()),
        About::Rule(finding) => {
            let rule = finding.rule.as_str();
            let is_wanted = match finding.outcome {
                Outcome::Passed => false,
                Outcome::Failed => true,
                Outcome::NotAssessed => about == Some(rule),
            };
            if !is_wanted {
                return None;
            }
            (rule, finding.at.as_str())
        }
    };
    let labels = Language::ALL.map(|language| diagnostic.labels(language).join(" · "));
    let messages = Language::ALL.map(|language| diagnostic.say(language));
    let fixes = Language::ALL.map(|language| diagnostic.fix(language));
    Some(json!([name, at, labels, messages, fixes]))
}

/// Checks a case with the reports that are given with it.
fn check(vectors: &Vectors, checker: &Checker, bytes: &[u8], case: &Value) -> Checked {
    let facts = |source: &Value| -> Facts<'static> {
        let facts = checker.facts(&vectors.document(source));
        facts.expect("JSON").expect("a known edition")
    };
    let previous = case.get("previous").map(facts);
    let children = case.get("children").and_then(Value::as_array);
    let children: Option<Vec<_>> = children.map(|all| all.iter().map(facts).collect());
    let others = Others {
        previous: previous.as_ref(),
        children: children.as_deref(),
    };
    checker.check(bytes, others)
}

#[test]
fn every_implementation_says_the_same() {
    let (vectors, checker) = (Vectors::read(), Checker::default());
    let mut cases = BTreeMap::new();
    for case in vectors.cases() {
        let bytes = vectors.bytes(case);
        let found = check(&vectors, &checker, &bytes, case);
        let diagnostics = Diagnostics::of_document(&bytes, &found);
        let about = case["about"].as_str();
        let all = diagnostics.faults().chain(diagnostics.findings());
        let mut rows: Vec<String> = all
            .filter_map(|diagnostic| row(diagnostic, about))
            .map(|row| row.to_string())
            .collect();
        rows.sort();
        if !rows.is_empty() {
            cases.insert(case["id"].as_str().expect("an id").to_owned(), rows);
        }
    }
    assert!(cases.len() > 100, "only {} cases say anything", cases.len());
    let cases: Vec<String> = cases
        .into_iter()
        .map(|(id, rows)| {
            format!(
                "    {}: [\n      {}\n    ]",
                json!(id),
                rows.join(",\n      ")
            )
        })
        .collect();
    let text = format!(
        "{{\n  \"about\": {},\n  \"cases\": {{\n{}\n  }}\n}}\n",
        json!(ABOUT),
        cases.join(",\n")
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bindings/sentences.json");
    if std::env::var_os("OGI_BLESS").is_some() {
        std::fs::write(&path, &text).expect("the file can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == text,
        "bindings/sentences.json is out of date: OGI_BLESS=1 cargo test --package ogi-diagnostics --test sentences"
    );
}
