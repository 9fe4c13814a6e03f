//! `cargo xtask differential`: every implementation of the standard on the same documents that nobody wrote, and what they
//! find compared. Where they differ, the smallest document that is found to differ is printed.

mod damage;
mod documents;
mod given;
mod implementations;
mod shrink;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{bail, ensure};
use serde_json::Value;

use documents::Documents;
use given::Given;
use implementations::Implementation;

/// Documents that all implementations answer before their answers are compared.
const BATCH: u64 = 50;
/// Documents after which a line says how far a long run has come.
const REPORTED: u64 = 1000;

/// What to compare.
#[derive(Debug, Clone, Copy)]
pub struct Request {
    /// How many documents.
    pub documents: u64,
    /// What the documents are made from: the same seed gives the same documents.
    pub seed: u64,
    /// A missing tool is an error rather than a skip.
    pub strict: bool,
}

/// Compares all implementations; `say` gets a line for each, and the document where they differ.
///
/// # Errors
/// Two implementations differ, one cannot be run or has ended, or nothing was compared.
pub fn differential(
    root: &Path,
    request: &Request,
    say: &mut dyn FnMut(&str),
) -> anyhow::Result<()> {
    let documents = Documents::read(root)?;
    let mut all = implementations::start(root, request.strict, say)?;
    let mut verdicts: Vec<BTreeMap<String, u64>> = vec![BTreeMap::new(); all.len()];
    let mut first = 0;
    while first < request.documents {
        let numbers = first..(first + BATCH).min(request.documents);
        let batch: Vec<Given> = numbers
            .clone()
            .map(|number| documents.make(request.seed, number))
            .collect();
        let lines: Arc<Vec<String>> = Arc::new(batch.iter().map(Given::line).collect());
        let answers = implementations::answer(&mut all, &lines)?;
        for (index, given) in batch.into_iter().enumerate() {
            let found: Vec<String> = answers.iter().map(|of| normal(&of[index])).collect();
            if found.iter().any(|one| *one != found[0]) {
                let number = first + index as u64;
                return differ(&mut all, given, number, request.seed, say);
            }
        }
        for (counts, answers) in verdicts.iter_mut().zip(&answers) {
            for answer in answers {
                *counts.entry(verdict(answer)).or_default() += 1;
            }
        }
        first = numbers.end;
        if first.is_multiple_of(REPORTED) {
            say(&format!(
                "{first} documents of seed {}: the same",
                request.seed
            ));
        }
    }
    for (implementation, counts) in all.iter().zip(&verdicts) {
        let answered: u64 = counts.values().sum();
        ensure!(
            answered == request.documents && answered > 0,
            "{}: answered {answered} of {} documents",
            implementation.name,
            request.documents
        );
        let counts: Vec<String> = counts
            .iter()
            .map(|(verdict, count)| format!("{count} {verdict}"))
            .collect();
        say(&format!(
            "{}: {answered} documents, {}",
            implementation.name,
            counts.join(", ")
        ));
    }
    say(&format!(
        "{} implementations found the same about {} documents of seed {}",
        all.len(),
        request.documents,
        request.seed
    ));
    Ok(())
}

/// Prints the smallest document about which they differ, and fails.
fn differ(
    all: &mut [Implementation],
    given: Given,
    number: u64,
    seed: u64,
    say: &mut dyn FnMut(&str),
) -> anyhow::Result<()> {
    say(&format!(
        "document {number} of seed {seed}: they differ; looking for the smallest that does"
    ));
    let smallest = shrink::smallest(given, &mut |given| {
        let found = answers_to(all, given)?;
        Ok(found.iter().any(|one| *one != found[0]))
    })?;
    say(&smallest.to_string());
    let answers = implementations::answer(all, &Arc::new(vec![smallest.line()]))?;
    let statements: Vec<_> = answers.iter().map(|of| statements(&of[0])).collect();
    for (implementation, stated) in all.iter().zip(&statements) {
        let own = stated.iter().filter(|one| {
            let by_all = statements.iter().all(|others| others.contains(*one));
            !by_all
        });
        let own: Vec<&str> = own.map(String::as_str).collect();
        say(&format!("{}: {}", implementation.name, own.join(", ")));
    }
    bail!("the implementations differ about document {number} of seed {seed}")
}

fn answers_to(all: &mut [Implementation], given: &Given) -> anyhow::Result<Vec<String>> {
    let answers = implementations::answer(all, &Arc::new(vec![given.line()]))?;
    Ok(answers.iter().map(|answers| normal(&answers[0])).collect())
}

/// Everything that an answer states, one thing each.
fn statements(answer: &Value) -> BTreeSet<String> {
    let answer: Value = serde_json::from_str(&normal(answer)).unwrap_or_default();
    let mut statements = BTreeSet::new();
    for (name, value) in answer.as_object().into_iter().flatten() {
        match value.as_array() {
            Some(items) if name != "assessed" => {
                statements.extend(items.iter().map(|item| format!("{name} {item}")));
            }
            _ => drop(statements.insert(format!("{name} {value}"))),
        }
    }
    statements
}

/// An answer with its lists in one order, because their order has no meaning.
fn normal(answer: &Value) -> String {
    let mut answer = answer.clone();
    for list in ["faults", "failed", "not_assessed"] {
        let Some(items) = answer.get_mut(list).and_then(Value::as_array_mut) else {
            continue;
        };
        for item in items.iter_mut() {
            if let Some(missing) = item.get_mut("missing").and_then(Value::as_array_mut) {
                missing.sort_by_key(Value::to_string);
                missing.dedup();
            }
        }
        items.sort_by_key(Value::to_string);
        if list == "faults" {
            items.dedup();
        }
    }
    answer.to_string()
}

/// What an answer comes to, for counting.
fn verdict(answer: &Value) -> String {
    match (&answer["well_formed"], &answer["schema_valid"]) {
        (Value::Bool(true), Value::Bool(true)) => {
            format!("valid and reconciled={}", text(&answer["reconciled"]))
        }
        (Value::Bool(true), _) => "not valid".to_owned(),
        _ => format!("refused for {}", text(&answer["kind"])),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_order_of_lists_has_no_meaning() {
        let one = json!({ "faults": [["/a", "type"], ["/b", "type"]], "not_assessed": [{ "missing": ["/x", "/y"] }] });
        let other = json!({ "faults": [["/b", "type"], ["/a", "type"], ["/a", "type"]], "not_assessed": [{ "missing": ["/y", "/x"] }] });
        assert_eq!(normal(&one), normal(&other));
        let another = json!({ "faults": [["/b", "type"]], "not_assessed": [] });
        assert_ne!(normal(&one), normal(&another));
    }

    #[test]
    fn a_seed_gives_the_same_documents() {
        let documents = Documents::read(&crate::root()).expect("the vectors");
        for number in 0..200 {
            let line = documents.make(7, number).line();
            assert_eq!(line, documents.make(7, number).line());
            assert_ne!(line, documents.make(8, number).line());
        }
    }

    #[test]
    fn the_smallest_is_found() {
        let documents = Documents::read(&crate::root()).expect("the vectors");
        let whole = documents.make(7, 3);
        let smallest = shrink::smallest(whole, &mut |given| {
            Ok(given.document.windows(6).any(|bytes| bytes == b"agency"))
        });
        let smallest = smallest.expect("no process takes part");
        assert_eq!(smallest.document, b"agency");
        assert!(smallest.previous.is_none() && smallest.children.is_empty());
    }
}
