//! `ogi import`: whole documents or none, with evidence.

use std::fs;

use crate::support::{Folder, ogi, root, run};
use serde_json::Value;

const PAGE: &str = "examples/anshan-police-2020.txt";

#[test]
fn the_example_document_is_what_import_writes() {
    let written = ogi(&["import", PAGE]).stdout;
    assert_eq!(
        fs::read_to_string(root().join("examples/anshan-police-2020.json")).expect("the example"),
        written
    );
    let checked = run(&["check", "-", "--format", "json"], written.as_bytes());
    let output: Value = serde_json::from_str(&checked.stdout).expect("JSON");
    assert_eq!(
        (
            &output["files"][0]["schema_valid"],
            &output["files"][0]["reconciled"]
        ),
        (&true.into(), &"no".into())
    );
}

#[test]
fn a_document_and_its_evidence_are_written() {
    let folder = Folder::new("import");
    let (out, map) = (folder.path("report.json"), folder.path("map.json"));
    let run = ogi(&[
        "import",
        PAGE,
        "-o",
        &out,
        "--evidence",
        &map,
        "--lang",
        "en",
    ]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(
        run.stderr.contains("198 numbers read as printed"),
        "{}",
        run.stderr
    );
    assert_eq!(folder.names(), ["map.json", "report.json"]);
    let evidence: Value =
        serde_json::from_str(&fs::read_to_string(map).expect("a map")).expect("JSON");
    let schema: Value =
        serde_json::from_str(&ogi(&["schema", "--of", "evidence"]).stdout).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    assert!(
        validator.is_valid(&evidence),
        "{:?}",
        validator.iter_errors(&evidence).next()
    );
    assert_eq!(evidence["path"], PAGE);
    let values = evidence["evidence"].as_array().expect("values");
    let cell = values.iter().find(|value| {
        value["pointer"] == "/proactive_disclosure/centralized_procurement/amount_yuan"
    });
    let cell = cell.expect("a cell");
    assert_eq!(
        (&cell["printed"], &cell["origin"]["line"]),
        (&"36401308.84元".into(), &32.into())
    );
}

#[test]
fn several_pages_go_to_a_folder() {
    let folder = Folder::new("import-many");
    let out = folder.path("out/");
    let run = ogi(&[
        "import",
        PAGE,
        "crates/ogi-cli/tests/files/page.html",
        "crates/ogi-cli/Cargo.toml",
        "-o",
        &out,
    ]);
    assert_eq!(run.status, 2, "one of them is no report: {}", run.stderr);
    let names: Vec<_> = fs::read_dir(folder.path("out"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(ogi(&["check", &folder.path("out")]).status, 1);
}

#[test]
fn several_reports_of_one_file_go_to_a_folder() {
    let folder = Folder::new("import-several");
    let page = fs::read_to_string(root().join(PAGE)).expect("a page");
    let both = format!("{page}\n{}", page.replace("2020", "2021"));
    let file = folder.file("both.txt", both);
    let refused = ogi(&["import", &file]);
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("2020") && refused.stderr.contains("2021"));
    let out = folder.path("out/");
    let all = ogi(&["import", &file, "-o", &out]);
    assert_eq!(all.status, 0, "{}", all.stderr);
    let files = fs::read_dir(folder.path("out")).expect("a folder");
    let mut years: Vec<u64> = files
        .map(|entry| fs::read(entry.expect("an entry").path()).expect("a document"))
        .map(|bytes| serde_json::from_slice::<Value>(&bytes).expect("JSON"))
        .filter_map(|document| document["year"].as_u64())
        .collect();
    years.sort_unstable();
    assert_eq!(years, [2020, 2021]);
    let one = ogi(&["import", &file, "--year", "2021"]);
    assert_eq!(one.status, 0, "{}", one.stderr);
    let document: Value = serde_json::from_str(&one.stdout).expect("JSON");
    assert_eq!(document["year"], 2021);
}

#[test]
fn nothing_is_written_where_something_is_wrong() {
    let folder = Folder::new("import-wrong");
    let page = folder.file("a/page.txt", fs::read(root().join(PAGE)).expect("a page"));
    let other = folder.file("b/page.txt", fs::read(root().join(PAGE)).expect("a page"));
    let out = folder.path("out.json");
    let cases: [&[&str]; 8] = [
        &["import", &page, "-o", &out, "--evidence", &out],
        &["import", &page, "--evidence", "-"],
        &["import", "crates/ogi-cli/Cargo.toml", "-o", &out],
        &["import", &page, &other, "-o", &out],
        &["import", &page, &other],
        &["import", &page, "-o", &page],
        &["import", &page, "-o", "/proc/no/such/place.json"],
        &["import", "examples/anshan-police-2020.json", "-o", &out],
    ];
    for arguments in cases {
        let run = ogi(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(run.stderr.starts_with("ogi: "), "{}", run.stderr);
        assert_eq!(folder.names(), ["a", "b"], "{arguments:?}");
    }
    let same = folder.path("");
    let run = ogi(&["import", &page, &other, "-o", &same]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("都会写成"), "{}", run.stderr);
}

#[test]
fn what_the_page_does_not_say_can_be_given() {
    let folder = Folder::new("hints");
    let page =
        fs::read_to_string(root().join("crates/ogi-cli/tests/files/page.html")).expect("a page");
    let bare = folder.file("bare.html", page.replace("示例市交通局2022年", ""));
    let refused = ogi(&["import", &bare]);
    assert_eq!(refused.status, 2);
    assert!(
        refused.stderr.contains("--year --agency"),
        "{}",
        refused.stderr
    );
    let given = ogi(&[
        "import",
        &bare,
        "--year",
        "2022",
        "--agency",
        "示例市交通局",
    ]);
    assert_eq!(given.status, 0, "{}", given.stderr);
    let document: Value = serde_json::from_str(&given.stdout).expect("JSON");
    assert_eq!(
        (&document["year"], &document["agency"]["name"]),
        (&2022.into(), &"示例市交通局".into())
    );
    assert!(
        given.stderr.contains("按另行提供的填写"),
        "{}",
        given.stderr
    );
    assert_eq!(
        ogi(&["check", &bare, "--year", "2022", "--agency", "示例市交通局"]).status,
        1
    );
}

#[test]
fn a_digit_that_may_have_been_misread_is_named() {
    let folder = Folder::new("misread");
    let group = r#"{"maintain": 2, "correct": 0, "other": 1, "unfinished": 0, "total": 0}"#;
    let file = folder.file(
        "read.json",
        format!(r#"{{"tables": [{{"reviewLitigationData": {{"review": {group}}}}}]}}"#),
    );
    let hints = [
        "--year",
        "2022",
        "--agency",
        "示例市交通局",
        "--edition",
        "2021-30",
    ];
    for (language, said) in [
        ("zh", "印的是 10，被读成 1 | 0 两个数"),
        ("en", "as the two numbers 1 | 0"),
    ] {
        let run = ogi(&[&["check", &file, "--lang", language], &hints[..]].concat());
        let text: String = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(said), "{}{}", run.stdout, run.stderr);
    }
    let run = ogi(&[&["check", &file, "--format", "json"], &hints[..]].concat());
    let record: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let findings = record["files"][0]["findings"].as_array().expect("findings");
    let misreadings = findings
        .iter()
        .filter_map(|finding| finding["misreadings"].as_array())
        .flatten();
    let found: Vec<_> = misreadings
        .map(|one| (&one["would_be"], &one["why"]))
        .collect();
    assert!(found.contains(&(&"10".into(), &"slid".into())), "{found:?}");
}
