//! Many files at a time: told in the order of their names by however many threads, a broken one stops nothing.

use std::fs;

use serde_json::Value;

use crate::support::{Folder, ogi, root};

/// Sixty files: documents that reconcile, but for every tenth a wrong total, a cut one and a published report; among
/// them a file of one document a line, and one that is no report.
fn folder(name: &str) -> Folder {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("a file");
    let sound = read("schema/vectors/bases/2021-30.json");
    let wrong = read("examples/wrong-totals-2023.json");
    let page = read("examples/anshan-police-2020.txt");
    let line = serde_json::from_str::<Value>(&sound)
        .expect("JSON")
        .to_string();
    let folder = Folder::new(name);
    for number in 0..60 {
        match number % 10 {
            3 => folder.file(&format!("in/{number:02}.json"), &wrong),
            5 => folder.file(&format!("in/{number:02}.json"), &sound[..sound.len() / 2]),
            7 => folder.file(&format!("in/{number:02}.txt"), &page),
            _ => folder.file(&format!("in/{number:02}.json"), &sound),
        };
    }
    folder.file("in/30.lines.ndjson", format!("{line}\n{{}}\n{line}\n"));
    folder.file("in/README.md", "about the rest");
    folder
}

#[test]
fn any_number_of_threads_tells_the_same() {
    let folder = folder("threads");
    let input = folder.path("in");
    for format in ["text", "json", "jsonl", "sarif", "github", "junit"] {
        for more in [&[][..], &["--verbose"], &["--fail-fast"]] {
            let run = |jobs| {
                ogi(&[&["check", &input, "--format", format, "--jobs", jobs], more].concat())
            };
            let (one, several) = (run("1"), run("5"));
            assert_eq!(one.stdout, several.stdout, "{format} {more:?}");
            assert_eq!(
                (one.status, several.status, one.stderr.as_str()),
                (1, 1, ""),
                "{format} {more:?}"
            );
        }
    }
}

#[test]
fn files_are_told_in_order_and_counted() {
    let folder = folder("order");
    let run = ogi(&[
        "check",
        &folder.path("in"),
        "--format",
        "jsonl",
        "--jobs",
        "3",
    ]);
    let mut entries: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let closing = entries.pop().expect("the totals");
    let paths: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry["path"].as_str())
        .collect();
    assert!(paths.len() == 62 && paths.is_sorted(), "{paths:?}");
    for entry in entries
        .iter()
        .filter(|entry| entry["line"].is_null() && entry["skipped"].is_null())
    {
        let alone = ogi(&[
            "check",
            entry["path"].as_str().expect("a path"),
            "--format",
            "json",
        ]);
        let alone: Value = serde_json::from_str(&alone.stdout).expect("JSON");
        assert_eq!(alone["files"][0], *entry, "as it is told alone");
    }
    let summary = &closing["summary"];
    let counts = ["files", "clean", "with_findings", "skipped"].map(|name| summary[name].as_u64());
    assert_eq!(counts, [64, 44, 19, 1].map(Some), "{summary}");
    let sum = |list: &Value, count: fn(&Value) -> u64| {
        list.as_array()
            .into_iter()
            .flatten()
            .map(count)
            .sum::<u64>()
    };
    let failed = entries.iter().map(|entry| {
        sum(&entry["findings"], |found| {
            u64::from(found["outcome"] == "failed")
        })
    });
    assert_eq!(
        failed.sum::<u64>(),
        sum(&summary["rules"], |rule| rule["places"]
            .as_u64()
            .unwrap_or_default())
    );
}

#[test]
fn the_first_fault_stops_a_run_that_is_to_stop() {
    let folder = folder("first");
    let run = ogi(&[
        "check",
        &folder.path("in"),
        "--format",
        "jsonl",
        "--jobs",
        "4",
        "--fail-fast",
    ]);
    let closing: Value =
        serde_json::from_str(run.stdout.lines().last().expect("the totals")).expect("JSON");
    let summary = &closing["summary"];
    assert_eq!(
        (run.status, &summary["files"], &summary["stopped"]),
        (1, &4.into(), &true.into()),
        "{summary}"
    );
}
