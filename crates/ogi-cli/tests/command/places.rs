//! Findings on published reports point into the file that was published, in every format.

use std::fs;
use std::path::PathBuf;

use crate::support::{Folder, ogi, root};
use serde_json::Value;

const WRONG: &str = "examples/wrong-totals-2023.json";

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&ogi(arguments).stdout).expect("JSON")
}

/// The first violation of a rule in a file.
fn finding(path: &str, rule: &str) -> Value {
    let output = json(&["check", path, "--format", "json", "--lang", "en"]);
    let findings = output["files"][0]["findings"]
        .as_array()
        .expect("findings")
        .clone();
    let found = findings
        .into_iter()
        .find(|finding| finding["rule"] == rule && finding["outcome"] == "failed");
    found.unwrap_or_else(|| panic!("{path} violates {rule}"))
}

#[test]
fn a_page_is_pointed_into_by_table_row_and_column() {
    let folder = Folder::new("places");
    for format in ["html", "docx", "xlsx"] {
        let path = folder.path(&format!("form.{format}"));
        assert_eq!(
            ogi(&["render", WRONG, "--to", format, "-o", &path]).status,
            0
        );
        let finding = finding(&path, "review-total");
        let printed = &finding["printed_at"];
        assert_eq!(finding["confidence"], "stated_in_source", "{format}");
        assert!(
            printed["row"].is_u64() && printed["column"].is_u64(),
            "{format}: {printed}"
        );
        let operand = &finding["operands"][0];
        assert_eq!(operand["printed"], operand["value"], "{format}");
        assert_eq!(
            operand["printed_at"]["row"], printed["row"],
            "{format}: one row of the table"
        );
        every_format_says(
            &path,
            if format == "xlsx" {
                "sheet 4, row "
            } else {
                "table 3, row "
            },
        );
        if format == "docx" {
            let text = ogi(&["check", &path, "--lang", "en"]).stdout;
            assert!(
                !text.contains(" line "),
                "Word documents have no lines: {text}"
            );
        }
        if format == "html" {
            let line =
                usize::try_from(printed["line"].as_u64().expect("a line")).expect("a number");
            let page = fs::read_to_string(&path).expect("a page");
            let at = finding["at"].as_str().expect("a pointer");
            assert!(
                page.lines()
                    .nth(line - 1)
                    .is_some_and(|text| text.contains(at)),
                "line {line} shows {at}"
            );
        }
    }
}

/// Checks that a place is said in text, SARIF, annotations and `JUnit`, and that SARIF has it as properties.
fn every_format_says(path: &str, words: &str) {
    for format in ["text", "sarif", "github", "junit"] {
        let stdout = ogi(&["check", path, "--format", format, "--lang", "en"])
            .stdout
            .to_lowercase();
        assert!(stdout.contains(words), "{path} {format} {words}: {stdout}");
    }
    let log = json(&["check", path, "--format", "sarif", "--lang", "en"]);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let result = results
        .iter()
        .find(|result| result["ruleId"] == "review-total")
        .expect("a result");
    let location = &result["locations"][0];
    assert!(
        location["message"]["text"]
            .as_str()
            .is_some_and(|text| text.starts_with(words)),
        "{location}"
    );
    assert!(location["properties"].is_object(), "{location}");
    assert!(
        result["relatedLocations"]
            .as_array()
            .is_some_and(|all| all.len() > 2),
        "{result}"
    );
}

fn corpus(name: &str) -> Option<String> {
    let path: PathBuf = root().join("../shared/corpus").join(name);
    if path.is_file() {
        return path.to_str().map(str::to_owned);
    }
    eprintln!("skipped: no corpus at {}", path.display());
    None
}

#[test]
fn the_two_violations_of_a_printed_report_are_named_with_their_page() {
    let Some(path) = corpus("c03-hongze-gov-2023.pdf") else {
        return;
    };
    let output = json(&["check", &path, "--format", "json"]);
    let findings = output["files"][0]["findings"].as_array().expect("findings");
    let failed: Vec<&Value> = findings
        .iter()
        .filter(|finding| finding["outcome"] == "failed")
        .collect();
    let places: Vec<_> = failed
        .iter()
        .map(|finding| finding["at"].as_str().expect("a pointer"))
        .collect();
    let table = "/review_and_litigation";
    assert_eq!(
        places,
        [
            format!("{table}/reconsideration/total"),
            format!("{table}/litigation_after_reconsideration/total")
        ]
    );
    for (finding, values) in failed
        .iter()
        .zip([["10", "1", "0", "0", "0"], ["5", "0", "0", "0", "0"]])
    {
        assert_eq!(
            (&finding["section"], &finding["confidence"]),
            (&"四".into(), &"stated_in_source".into())
        );
        let operands = finding["operands"].as_array().expect("operands");
        let printed: Vec<_> = operands
            .iter()
            .map(|one| one["printed"].as_str().expect("print"))
            .collect();
        assert_eq!(printed, values);
        assert!(
            operands
                .iter()
                .all(|one| one["printed_at"]["page"] == 4 && one["printed_at"]["x"].is_u64())
        );
    }
    every_format_says(&path, "page 4");
    let text = ogi(&["check", &path]).stdout;
    assert!(
        text.contains("表四") && text.contains("第 4 页") && text.matches("原文如此").count() == 2,
        "{text}"
    );
}

#[test]
fn what_another_program_read_is_not_held_against_the_agency() {
    let Some(path) = corpus("c05b-jinhu-gov-2023.questionmarks.json") else {
        return;
    };
    let bare = ogi(&["check", &path]);
    assert_eq!(bare.status, 2);
    assert!(
        bare.stdout
            .contains("没有写明报告年度和行政机关名称，请另行提供（--year --agency）"),
        "{}",
        bare.stdout
    );
    for (lang, first, never) in [
        ("zh", "请先核对识别结果", "原文如此"),
        ("en", "Check the reading first", "So stated"),
    ] {
        for format in ["text", "sarif", "github", "junit"] {
            let arguments = [
                "check",
                &path,
                "--agency",
                "金湖县人民政府",
                "--year",
                "2023",
            ];
            let run = ogi(&[&arguments[..], &["--format", format, "--lang", lang]].concat());
            assert!(
                run.stdout.contains(first) && !run.stdout.contains(never),
                "{format}: {}",
                run.stdout
            );
        }
    }
}

#[test]
fn notes_on_other_reports_are_in_every_format() {
    let base = |name: &str| format!("schema/vectors/bases/{name}.json");
    let (report, other) = (base("2021-30"), base("2021-30"));
    for format in ["text", "json", "sarif", "github", "junit"] {
        let run = ogi(&[
            "check",
            &report,
            "--previous",
            &other,
            "--format",
            format,
            "--lang",
            "en",
        ]);
        assert!(
            run.stdout.contains("is of 2023, not of 2022"),
            "{format}: {}",
            run.stdout
        );
    }
}
