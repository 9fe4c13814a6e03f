//! Every violation that the vectors of the standard know is said in both languages, without a name left unfilled.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{Folder, ogi, root};
use serde_json::Value;

fn json(path: std::path::PathBuf) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("a file")).expect("JSON")
}

/// The document of a case, or of one of the others it names; `None` where it is made of bytes.
fn document(case: &Value) -> Option<Value> {
    let mut document = json(root().join(format!(
        "schema/vectors/bases/{}.json",
        case["base"].as_str()?
    )));
    for operation in case["patch"].as_array().into_iter().flatten() {
        let path = operation["path"].as_str().expect("a path");
        let (parent, name) = path.rsplit_once('/').expect("a place");
        let name = name.replace("~1", "/").replace("~0", "~");
        let value = operation["value"].clone();
        let index = || name.parse::<usize>().expect("an index");
        match (
            document.pointer_mut(parent).expect("a parent"),
            operation["op"].as_str(),
        ) {
            (Value::Object(members), Some("remove")) => drop(members.remove(&name)),
            (Value::Object(members), _) => drop(members.insert(name, value)),
            (Value::Array(items), Some("add")) if name == "-" => items.push(value),
            (Value::Array(items), Some("add")) => items.insert(index(), value),
            (Value::Array(items), Some("remove")) => drop(items.remove(index())),
            (Value::Array(items), _) => items[index()] = value,
            _ => panic!("{path} leads nowhere"),
        }
    }
    Some(document)
}

/// All cases of the vectors that are documents.
fn cases() -> Vec<Value> {
    let index = json(root().join("schema/vectors/index.json"));
    let paths = index["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|file| file["path"].as_str().expect("a path"));
    let cases =
        paths.flat_map(|path| {
            match json(root().join("schema/vectors").join(path))["cases"].take() {
                Value::Array(cases) => cases,
                other => panic!("{path}: {other}"),
            }
        });
    cases.filter(|case| case["base"].is_string()).collect()
}

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
    let write = |name: String, case: &Value| {
        folder.file(&name, document(case).expect("a document").to_string())
    };
    let (alone, with_others): (Vec<Value>, Vec<Value>) = cases()
        .into_iter()
        .partition(|case| case.get("previous").is_none() && case.get("children").is_none());
    assert!(
        alone.len() > 100 && with_others.len() > 10,
        "{} {}",
        alone.len(),
        with_others.len()
    );
    let mut said = BTreeSet::new();
    for (number, case) in alone.iter().enumerate() {
        write(format!("alone/{number:04}.json"), case);
    }
    for lang in ["zh", "en"] {
        let output = output(&[folder.path("alone")], lang);
        let files = output["files"].as_array().expect("files");
        assert_eq!(files.len(), alone.len());
        alone
            .iter()
            .zip(files)
            .for_each(|(case, file)| check(case, file, &mut said));
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
            check(case, &output(&arguments, lang)["files"][0], &mut said);
        }
    }
    for rule in &ogi_schema::standard().rules {
        assert!(said.contains(&rule.id), "{} is violated nowhere", rule.id);
    }
}

/// Compares the violations with those expected, and looks at their texts.
fn check(case: &Value, file: &Value, said: &mut BTreeSet<String>) {
    let id = &case["id"];
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
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
