//! Every violation that the vectors of the standard know is said in both languages, in the words of `bindings/sentences.json`,
//! which every other implementation says as well.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::standard::Vectors;
use crate::support::{Folder, ogi, root};

/// What `ogi check --format json` gives, in one language.
fn output(arguments: &[String], lang: &str) -> Value {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let run = ogi(&[
        &["check", "--format", "json", "--lang", lang],
        &arguments[..],
    ]
    .concat());
    serde_json::from_str(&run.stdout).expect("JSON")
}

#[test]
fn every_violation_and_fault_is_said() {
    let folder = Folder::new("vectors");
    let vectors = Vectors::read();
    let sentences = Sentences::read();
    let write = |name: String, case: &Value| folder.file(&name, vectors.bytes(case));
    let (alone, with_others): (Vec<&Value>, Vec<&Value>) = vectors
        .cases()
        .filter(|case| case["expect"]["well_formed"] == true)
        .partition(|case| case.get("previous").is_none() && case.get("children").is_none());
    assert!(
        alone.len() > 100 && with_others.len() > 10,
        "{} {}",
        alone.len(),
        with_others.len()
    );
    let mut said = BTreeSet::new();
    // Each by its name: of a folder, what is nothing like a report is passed over.
    let paths: Vec<String> = alone
        .iter()
        .enumerate()
        .map(|(number, case)| write(format!("alone/{number:04}.json"), case))
        .collect();
    for lang in ["zh", "en"] {
        let output = output(&paths, lang);
        let files = output["files"].as_array().expect("files");
        assert_eq!(files.len(), alone.len());
        alone.iter().zip(files).for_each(|(case, file)| {
            check(case, file, &mut said);
            sentences.compare(case, file, lang);
        });
    }
    for case in &with_others {
        let mut arguments = vec![write("report.json".to_owned(), case)];
        if let Some(previous) = case.get("previous") {
            arguments.extend([
                "--previous".to_owned(),
                write("previous.json".to_owned(), previous),
            ]);
        }
        for (number, child) in case["children"]
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
        {
            arguments.extend([
                "--children".to_owned(),
                write(format!("child-{number}.json"), child),
            ]);
        }
        for lang in ["zh", "en"] {
            let file = &output(&arguments, lang)["files"][0];
            check(case, file, &mut said);
            sentences.compare(case, file, lang);
        }
    }
    for rule in &ogi_schema::standard().rules {
        assert!(said.contains(&rule.id), "{} is violated nowhere", rule.id);
    }
}

/// What every implementation says about the vectors.
struct Sentences(Value);

impl Sentences {
    fn read() -> Self {
        let text = std::fs::read(root().join("bindings/sentences.json")).expect("the sentences");
        Self(serde_json::from_slice(&text).expect("JSON"))
    }

    /// Compares what the command says about a case: rule or keyword, place, labels, message, and what to do. Its records
    /// say nothing about what could not be assessed, where nothing is to be done.
    fn compare(&self, case: &Value, file: &Value, lang: &str) {
        let id = case["id"].as_str().expect("an id");
        let findings = list(&file["findings"])
            .into_iter()
            .filter(|one| one["outcome"] == "failed");
        let mut found: Vec<String> = list(&file["faults"])
            .into_iter()
            .map(|one| said_of(&one["keyword"], &one))
            .chain(findings.map(|one| said_of(&one["rule"], &one)))
            .collect();
        let column = usize::from(lang == "en");
        let mut expected: Vec<String> = list(&self.0["cases"][id])
            .iter()
            .filter(|row| row[4][column] != "")
            .map(|row| {
                let texts = [&row[2][column], &row[3][column], &row[4][column]];
                json!([row[0], row[1], texts]).to_string()
            })
            .collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{id} in {lang}");
    }
}

/// One finding or fault as `bindings/sentences.json` lists it, in the language of the record.
fn said_of(name: &Value, one: &Value) -> String {
    let labels: Vec<&str> = one["labels"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let texts = [&json!(labels.join(" · ")), &one["message"], &one["fix"]];
    json!([name, one["at"], texts]).to_string()
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

/// Compares the violations with those expected, and looks at their texts.
fn check(case: &Value, file: &Value, said: &mut BTreeSet<String>) {
    let id = &case["id"];
    let failed: Vec<Value> = list(&file["findings"])
        .into_iter()
        .filter(|one| one["outcome"] == "failed")
        .collect();
    let place = |one: &Value| (one["rule"].to_string(), one["at"].to_string());
    let found: BTreeSet<_> = failed.iter().map(place).collect();
    let expected: BTreeSet<_> = list(&case["expect"]["failed"]).iter().map(place).collect();
    assert_eq!(found, expected, "{id}");
    for text in failed
        .iter()
        .chain(&list(&file["faults"]))
        .flat_map(|one| [&one["message"], &one["fix"]])
    {
        let text = text.as_str().expect("a text");
        let unfilled = [
            "label",
            "row",
            "column",
            "computed",
            "stated",
            "difference",
            "value",
            "expected",
            "found",
            "wanted",
        ]
        .iter()
        .any(|name| text.contains(&format!("{{{name}}}")));
        assert!(
            !text.is_empty() && !unfilled && !text.contains("{property"),
            "{id}: {text}"
        );
    }
    said.extend(
        failed
            .iter()
            .filter_map(|one| Some(one["rule"].as_str()?.to_owned())),
    );
}
