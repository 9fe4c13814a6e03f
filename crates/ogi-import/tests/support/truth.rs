//! True values of real reports, as `../shared/corpus/README.md` describes them, and how a reading is scored against them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ogi_import::{Hints, Imported};
use ogi_report::Edition;
use serde_json::Value;

/// Rows of table 二 as the truth names them, with the property that holds them.
const DISCLOSURE: [(&str, &str); 8] = [
    ("rules", "rules"),
    ("normativeDocuments", "normative_documents"),
    ("licences", "administrative_licensing"),
    ("otherServices", "other_external_services"),
    ("penalties", "administrative_penalties"),
    ("compulsion", "administrative_compulsion"),
    ("fees", "administrative_fees"),
    ("procurement", "centralized_procurement"),
];

#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) right: usize,
    pub(crate) missed: usize,
    pub(crate) wrong: Vec<String>,
}

/// How many cells of a report are readable.
pub(crate) fn readable(truth: &Value) -> usize {
    let edition = hints(truth, "").edition.unwrap_or(Edition::V2021);
    let cells = truth_cells(truth, edition.as_str());
    cells
        .values()
        .filter(|(value, accepted)| value.is_some() && accepted.is_none())
        .count()
}

pub(crate) fn truths(corpus: &Path) -> Vec<Value> {
    let files = std::fs::read_dir(corpus.join("truth")).expect("truths");
    let mut paths: Vec<PathBuf> = files.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| serde_json::from_slice(&std::fs::read(path).expect("a truth")).expect("JSON"))
        .collect()
}

/// What is known about a fragment: most are cut before or after the words that say it.
pub(crate) fn hints(truth: &Value, file: &str) -> Hints {
    let edition = match truth["edition"].as_str() {
        Some("2019") => Some(Edition::V2019),
        Some("2021") => Some(Edition::V2021),
        _ => None,
    };
    let year = truth["year"]
        .as_u64()
        .and_then(|year| u16::try_from(year).ok());
    Hints {
        file_name: Some(file.to_owned()),
        agency: Some("某机关".to_owned()),
        year,
        edition,
        ..Hints::default()
    }
}

/// Compares every number cell of a document, and those that the truth names.
pub(crate) fn score(imported: &Imported, truth: &Value) -> Score {
    let document = imported.document();
    let truth_cells = truth_cells(truth, imported.report.edition().as_str());
    let mut score = Score::default();
    for pointer in number_cells(&document)
        .iter()
        .chain(truth_cells.keys())
        .collect::<std::collections::BTreeSet<_>>()
    {
        let stated = document.pointer(pointer).and_then(plain);
        let (expected, accepted) = truth_cells.get(pointer).cloned().unwrap_or_default();
        match (stated, expected) {
            (None, None) => {}
            (None, Some(_)) => score.missed += usize::from(accepted.is_none()),
            (Some(stated), _)
                if accepted
                    .as_ref()
                    .is_some_and(|values| values.contains(&stated)) => {}
            (Some(stated), Some(expected)) if stated == expected => score.right += 1,
            (Some(stated), expected) => score
                .wrong
                .push(format!("{pointer}: {stated}, not {expected:?}")),
        }
    }
    score
}

pub(crate) fn number_cells(document: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, cells: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    walk(value, &format!("{at}/{name}"), cells);
                }
            }
            _ => cells.push(at.to_owned()),
        }
    }
    let mut cells = Vec::new();
    for table in ["proactive_disclosure", "requests", "review_and_litigation"] {
        walk(&document[table], &format!("/{table}"), &mut cells);
    }
    cells
}

/// A number without the zeros that do not count.
fn plain(value: &Value) -> Option<String> {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    if value.is_null() {
        return None;
    }
    let trimmed = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    Some(trimmed.to_owned())
}

type TruthCell = (Option<String>, Option<Vec<String>>);

/// The true values by pointer; for cells that nobody can know, the values that are accepted instead.
fn truth_cells(truth: &Value, edition: &str) -> BTreeMap<String, TruthCell> {
    let soft: BTreeMap<&str, Vec<String>> = truth["unrecoverable"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|lost| lost["kind"] == "ambiguous" || lost["kind"] == "disputed")
        .flat_map(|lost| {
            let accept: Vec<String> = lost["accept"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(plain)
                .collect();
            lost["cells"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(move |cell| (cell, accept.clone()))
        })
        .collect();
    let mut cells = BTreeMap::new();
    for (name, pointers) in rows(edition) {
        let (table, row) = name.split_once('.').unwrap_or((&name, ""));
        let printed = if row.is_empty() {
            &truth[table]
        } else {
            &truth[table][row]
        };
        let printed: Vec<&Value> = printed
            .as_array()
            .map_or_else(|| vec![printed], |list| list.iter().collect());
        for (index, (pointer, value)) in pointers.into_iter().zip(printed).enumerate() {
            let accepted = soft.get(format!("{name}[{index}]").as_str()).cloned();
            cells.insert(pointer, (plain(value), accepted));
        }
    }
    cells
}

/// The rows of the form as the truth names them, with the pointers of their cells.
fn rows(edition: &str) -> Vec<(String, Vec<String>)> {
    let standard = ogi_schema::standard();
    let form = standard.form(edition).expect("a form");
    let pointers: Vec<String> = form.values(&standard.schema).collect();
    let within = |prefix: &str| {
        pointers
            .iter()
            .filter(|p| p.starts_with(prefix))
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut rows: Vec<(String, Vec<String>)> = DISCLOSURE
        .iter()
        .map(|(name, property)| {
            (
                format!("t2.{name}"),
                within(&format!("/proactive_disclosure/{property}/")),
            )
        })
        .collect();
    let numbers = (1..=20).map(|n| n.to_string()).chain(match edition {
        "2019-60" => vec!["21a".to_owned()],
        _ => vec!["21".to_owned(), "22".to_owned(), "23".to_owned()],
    });
    let requests = within("/requests/");
    let ends = numbers.chain(["24".to_owned(), "25".to_owned()]);
    rows.extend(
        ends.zip(requests.chunks(7))
            .map(|(number, row)| (format!("t3.{number}"), row.to_vec())),
    );
    if edition != "2019-60" {
        let undivided = |pointer: &String| {
            pointer.replace("/outcomes/total/", "/outcomes/other_handling/undivided/")
        };
        rows.push((
            "t3.21a".to_owned(),
            within("/requests/outcomes/total/")
                .iter()
                .map(undivided)
                .collect(),
        ));
    }
    rows.push(("t4".to_owned(), within("/review_and_litigation/")));
    rows
}
