//! Small files that show one thing each, where they lie beside the workspace: nothing may be misread.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ogi_import::Hints;
use ogi_report::Edition;
use serde_json::{Map, Value};

/// The parts of a document that are compared: all numbers of the form.
const TABLES: [&str; 3] = ["proactive_disclosure", "requests", "review_and_litigation"];

/// What a file shows, and what must become of it.
struct Case {
    file: String,
    edition: Edition,
    /// The cells that are shown, by pointer; null where no number is.
    shown: BTreeMap<String, Value>,
    /// Whether every cell must be read; otherwise a miss or a refusal will do.
    must_read: bool,
}

#[test]
fn nothing_is_misread_and_what_is_plain_is_read() {
    let Some(folder) = folder() else { return };
    let mut complaints = Vec::new();
    let cases = cases(&folder);
    for case in &cases {
        let bytes = fs::read(folder.join(&case.file)).expect("a file of the index");
        complaints.extend(complaint(case, &bytes).map(|said| format!("{}: {said}", case.file)));
    }
    eprintln!(
        "{} small files, {} fall short",
        cases.len(),
        complaints.len()
    );
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// What is wrong with the reading of a file, if anything is.
fn complaint(case: &Case, bytes: &[u8]) -> Option<String> {
    let hints = |given: bool| Hints {
        file_name: Some(case.file.clone()),
        year: given.then_some(2023),
        agency: given.then(|| "示例局".to_owned()),
        edition: given.then_some(case.edition),
        ..Hints::default()
    };
    let read = ogi_import::read_with(bytes, &hints(false))
        .or_else(|_| ogi_import::read_with(bytes, &hints(true)));
    let imported = match read {
        Ok(imported) => imported,
        Err(error) => return case.must_read.then(|| format!("refused: {error}")),
    };
    let read = numbers(&imported.document());
    for (at, value) in &read {
        let shown = case.shown.get(at).unwrap_or(&Value::Null);
        if !value.is_null() && number(value) != number(shown) {
            return Some(format!("{at} is read as {value}, shown is {shown}"));
        }
    }
    let is_read = |at: &str| read.get(at).is_some_and(|value| !value.is_null());
    let missed: Vec<&str> = case
        .shown
        .iter()
        .filter(|(at, shown)| !shown.is_null() && !is_read(at))
        .map(|(at, _)| at.as_str())
        .collect();
    (case.must_read && !missed.is_empty()).then(|| format!("{} missed: {missed:?}", missed.len()))
}

/// A number as it is compared: without zeros at the end of its fraction.
fn number(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let digits = match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.'),
        None => &text,
    };
    Some(digits.to_owned())
}

fn numbers(document: &Value) -> BTreeMap<String, Value> {
    let mut cells = BTreeMap::new();
    for table in TABLES {
        if let Some(value) = document.get(table) {
            collect(value, format!("/{table}"), &mut cells);
        }
    }
    cells
}

fn collect(value: &Value, at: String, cells: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                collect(member, format!("{at}/{name}"), cells);
            }
        }
        value => drop(cells.insert(at, value.clone())),
    }
}

/// The index: class, file, truth, what the file shows otherwise, what must become of it.
fn cases(folder: &Path) -> Vec<Case> {
    let index = fs::read_to_string(folder.join("expected.tsv")).expect("the index");
    index
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, file, truth, differs, must] = fields[..] else {
                panic!("five fields are expected: {line}");
            };
            let path = folder.join(format!("truth-{truth}.json"));
            let mut shown = numbers(&json(&fs::read_to_string(path).expect("the truth")));
            if !differs.is_empty() {
                let differs = json(&differs.trim_matches('"').replace("\"\"", "\""));
                let differs: Map<String, Value> = differs.as_object().expect("an object").clone();
                shown.extend(differs);
            }
            let edition = if truth == "2019" {
                Edition::V2019
            } else {
                Edition::V2021
            };
            Case {
                file: file.to_owned(),
                edition,
                shown,
                must_read: must == "read",
            }
        })
        .collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// Where the files lie; none where they do not, which CI says in a line.
fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases");
    if folder.join("expected.tsv").is_file() {
        return Some(folder);
    }
    eprintln!(
        "no small files beside the workspace ({}): not tested",
        folder.display()
    );
    None
}
