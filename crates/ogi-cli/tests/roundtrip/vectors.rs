//! All vectors of the standard that are valid documents.

use std::num::NonZero;
use std::path::Path;

use ogi_render::Format;
use serde_json::{Value, json};

use crate::compare::differences;
use crate::standard::Vectors;

/// The documents of all cases, of the others they name, and of the bases; those alone that are valid.
fn documents() -> Vec<(String, Value)> {
    let vectors = Vectors::read();
    let bases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/vectors/bases");
    let mut sources: Vec<(String, Value)> = std::fs::read_dir(bases)
        .expect("bases")
        .map(|entry| entry.expect("a base").path().with_extension(""))
        .map(|path| {
            path.file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .map(|name| (name.clone(), json!({ "base": name })))
        .collect();
    sources.sort_by(|a, b| a.0.cmp(&b.0));
    for case in vectors.cases() {
        let children = case["children"].as_array().into_iter().flatten();
        let id = case["id"].as_str().expect("an id");
        let all = [case, &case["previous"]].into_iter().chain(children);
        sources.extend(
            all.filter(|source| source["base"].is_string())
                .map(|source| (id.to_owned(), source.clone())),
        );
    }
    let documents = sources
        .into_iter()
        .map(|(id, source)| (id, vectors.document(&source)));
    documents
        .filter(|(_, bytes)| ogi_report::read(bytes).is_ok())
        .map(|(id, bytes)| (id, serde_json::from_slice(&bytes).expect("JSON")))
        .collect()
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
