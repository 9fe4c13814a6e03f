//! Real reports against their true values, where the corpus stands beside the workspace.

#[path = "support/legal.rs"]
mod legal;

#[path = "support/truth.rs"]
mod truth;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use truth::{Score, hints, readable, score, truths};

/// Files whose every cell must be right, with the number of cells.
const WHOLE: [(&str, usize); 2] = [
    ("c11-hangzhou-style-2025.html", 200),
    ("c12-anshan-police-2020-traditional.txt", 198),
];

/// What was read of each file before: file, right cells, missed cells.
const BASELINE: &str = include_str!("baseline.tsv");

#[test]
fn whole_reports_are_read_without_help() {
    let Some(corpus) = corpus() else { return };
    for (file, cells) in WHOLE {
        let bytes = std::fs::read(corpus.join(file)).expect("a file of the corpus");
        let imported = ogi_import::read(&bytes, Some(file)).expect("reads");
        let truth = truths(&corpus)
            .into_iter()
            .find(|truth| names(truth, file))
            .expect("its truth");
        let score = score(&imported, &truth);
        assert_eq!(
            (score.right, score.missed, score.wrong.as_slice()),
            (cells, 0, &[][..]),
            "{file}"
        );
        assert_eq!(imported.document()["year"], truth["year"], "{file}");
        assert!(
            imported.evidence.iter().all(|evidence| !evidence.repaired),
            "{file}"
        );
    }
}

#[test]
fn no_report_is_misread_and_none_is_read_worse_than_before() {
    let Some(corpus) = corpus() else { return };
    let mut table = String::new();
    let mut wrong = Vec::new();
    for truth in truths(&corpus) {
        for file in truth["files"]
            .as_array()
            .expect("files")
            .iter()
            .filter_map(Value::as_str)
        {
            let Ok(bytes) = std::fs::read(corpus.join(file)) else {
                continue;
            };
            let score = match ogi_import::read_with(&bytes, &hints(&truth, file)) {
                Ok(imported) => {
                    legal::check(&imported);
                    score(&imported, &truth)
                }
                Err(_) => Score {
                    missed: readable(&truth),
                    ..Score::default()
                },
            };
            writeln!(table, "{file}\t{}\t{}", score.right, score.missed).expect("a string");
            wrong.extend(score.wrong.into_iter().map(|cell| format!("{file} {cell}")));
        }
    }
    assert_eq!(wrong, [""; 0], "wrong or invented");
    assert_eq!(
        table, BASELINE,
        "file, right, missed; put the new figures into baseline.tsv if none is worse:\n{table}"
    );
}

fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no corpus at {}", folder.display());
    None
}

fn names(truth: &Value, file: &str) -> bool {
    truth["files"]
        .as_array()
        .is_some_and(|files| files.iter().any(|name| name == file))
}
