//! All vectors of the standard that are valid documents.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use ogi_render::Format;
use serde_json::Value;

use crate::compare::differences;

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/vectors")
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("a file")).expect("JSON")
}

/// The documents of all cases, of the others they name, and of the bases; those alone that are valid.
fn documents() -> Vec<(String, Value)> {
    let mut sources: Vec<(String, Value)> = Vec::new();
    for base in std::fs::read_dir(vectors().join("bases")).expect("bases") {
        let name = base
            .expect("a base")
            .file_name()
            .into_string()
            .expect("a name")
            .replace(".json", "");
        sources.push((name.clone(), serde_json::json!({ "base": name })));
    }
    sources.sort_by(|a, b| a.0.cmp(&b.0));
    for file in json(&vectors().join("index.json"))["files"]
        .as_array()
        .expect("files")
    {
        for case in json(&vectors().join(file["path"].as_str().expect("a path")))["cases"]
            .as_array()
            .expect("cases")
        {
            let children = case["children"].as_array().into_iter().flatten();
            let id = case["id"].as_str().expect("an id");
            let all = [case, &case["previous"]].into_iter().chain(children);
            sources.extend(
                all.filter(|source| source["base"].is_string())
                    .map(|source| (id.to_owned(), source.clone())),
            );
        }
    }
    let documents = sources
        .into_iter()
        .map(|(id, source)| (id, patched(&source)));
    documents
        .filter(|(_, document)| ogi_report::read(document.to_string().as_bytes()).is_ok())
        .collect()
}

/// A base after its patch.
fn patched(source: &Value) -> Value {
    let mut document = json(&vectors().join(format!(
        "bases/{}.json",
        source["base"].as_str().expect("a base")
    )));
    for operation in source["patch"].as_array().into_iter().flatten() {
        let (parent, name) = operation["path"]
            .as_str()
            .expect("a path")
            .rsplit_once('/')
            .expect("a place");
        let value = operation["value"].clone();
        match (
            document.pointer_mut(parent).expect("a parent"),
            operation["op"].as_str(),
        ) {
            (Value::Object(members), Some("remove")) => drop(members.remove(name)),
            (Value::Object(members), _) => drop(members.insert(name.to_owned(), value)),
            (Value::Array(items), Some("add")) if name == "-" => items.push(value),
            (Value::Array(items), Some("add")) => {
                items.insert(name.parse().expect("an index"), value);
            }
            (Value::Array(items), Some("remove")) => {
                drop(items.remove(name.parse().expect("an index")));
            }
            (Value::Array(items), _) => items[name.parse::<usize>().expect("an index")] = value,
            _ => panic!("{parent} leads nowhere"),
        }
    }
    document
}

#[test]
fn every_vector_comes_back_from_every_format() {
    let mut documents = documents();
    documents.dedup_by(|a, b| a.1 == b.1);
    assert!(documents.len() > 300, "only {} documents", documents.len());
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let parts = documents.chunks(documents.len().div_ceil(workers));
        let handles: Vec<_> = parts
            .map(|part| scope.spawn(|| part.iter().flat_map(wrongly).collect::<Vec<_>>()))
            .collect();
        handles
            .into_iter()
            .flat_map(|handle| handle.join().expect("a part"))
            .collect()
    });
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        documents.len() * Format::ALL.len(),
        wrong.join("\n")
    );
}

/// What is wrong with a document that was read back.
fn wrongly((id, document): &(String, Value)) -> Vec<String> {
    let found = Format::ALL
        .iter()
        .map(|format| (format, differences(document, *format)));
    let wrong = found.filter(|(_, found)| !found.is_empty());
    wrong
        .map(|(format, found)| format!("{id} as {}:\n  {}", format.extension(), found.join("\n  ")))
        .collect()
}
