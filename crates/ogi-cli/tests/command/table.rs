//! `ogi table`: flat data of many reports.

use std::fs;

use crate::support::{Folder, ogi, root};
use ogi_render::flat::{Records, columns};

const FILES: [&str; 3] = [
    "examples/anshan-police-2020.json",
    "examples/wrong-totals-2023.json",
    "examples/anshan-police-2020.txt",
];

#[test]
fn a_row_a_cell_and_a_row_a_report() {
    let folder = Folder::new("table");
    let cells = folder.path("cells.csv");
    let run = ogi(&[
        &["table"],
        &FILES[..],
        &["--to", "csv", "-o", &cells, "--lang", "en"],
    ]
    .concat());
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    assert_eq!(run.stderr, format!("ogi: 3 reports → {cells}\n"));
    let text = fs::read_to_string(&cells).expect("a table");
    assert!(text.starts_with("\u{feff}report,file,agency,"));
    let cell = text.lines().find(|line| {
        line.starts_with("1,") && line.contains("other_external_services/items_change")
    });
    assert!(
        cell.is_some_and(|line| line.contains("鞍山市公安局") && line.contains(",-17,")),
        "{cell:?}"
    );
    let (first, third): (Vec<_>, Vec<_>) = (rows(&text, "1", FILES[0]), rows(&text, "3", FILES[2]));
    assert_eq!(first, third, "the page says what its document says");
    let reports = ogi(&[
        &["table"],
        &FILES[..],
        &["--to", "jsonl", "--rows", "reports"],
    ]
    .concat());
    assert_eq!((reports.status, reports.stderr.as_str()), (0, ""));
    assert_eq!(reports.stdout.lines().count(), 3);
    for line in reports.stdout.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(
            row["agency_name"].is_string() && row["cells_stated"].is_number(),
            "{line}"
        );
    }
}

/// The rows of one report without its number and file.
fn rows(text: &str, number: &str, file: &str) -> Vec<String> {
    let key = format!("{number},{file},");
    let rows: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix(&key))
        .map(str::to_owned)
        .collect();
    assert!(rows.len() >= 198, "{key}");
    rows
}

#[test]
fn broken_files_are_named_and_the_rest_goes_on() {
    let folder = Folder::new("table-broken");
    folder.file(
        "in/a.json",
        fs::read(root().join(FILES[0])).expect("a document"),
    );
    folder.file("in/b.json", "{\"edition\": \"2021-30\"}");
    folder.file("in/c.html", "");
    folder.file("in/README.md", "# reports");
    folder.file("in/d.txt", "nothing of the kind");
    folder.file("in/e.txt", fs::read(root().join(FILES[2])).expect("a page"));
    let run = ogi(&[
        "table",
        &folder.path("in"),
        "--to",
        "jsonl",
        "--rows",
        "reports",
        "--lang",
        "en",
    ]);
    assert_eq!((run.status, run.stdout.lines().count()), (2, 2));
    let said: Vec<_> = run.stderr.lines().collect();
    assert_eq!(said.len(), 3, "{}", run.stderr);
    assert!(said[0].ends_with(
        "b.json: is no valid document of the standard; ogi check says what is wrong with it"
    ));
    assert!(said[1].ends_with("c.html: the file is empty"));
    assert_eq!(said[2], "ogi: 2 reports, 2 files left out, 2 files skipped");
}

#[test]
fn without_a_report_there_is_no_table() {
    let folder = Folder::new("table-none");
    folder.file("in/README.md", "# reports");
    let out = folder.path("out.csv");
    let run = ogi(&["table", &folder.path("in"), "--to", "csv", "-o", &out]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert_eq!(folder.names(), ["in"]);
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_a_whole_file() {
    let folder = Folder::new("table-parquet");
    let out = folder.path("cells.parquet");
    assert_eq!(
        ogi(&[&["table"], &FILES[..], &["--to", "parquet", "-o", &out]].concat()).status,
        0
    );
    let bytes = fs::read(&out).expect("a table");
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    let piped = crate::support::command()
        .args(["table", FILES[0], FILES[1], FILES[2], "--to", "parquet"])
        .output()
        .expect("a run");
    assert_eq!(piped.stdout, bytes);
}

#[test]
fn columns_are_listed_and_documented() {
    let mut page = "# Columns of the flat tables\n\n\
        What `ogi table` writes; `ogi table --columns` lists the same. Numbers are written digit by digit as the report \
        states them; absent values are empty in CSV and null elsewhere, and blank is never zero.\n"
        .to_owned();
    for (name, records) in [("cells", Records::Cells), ("reports", Records::Reports)] {
        let listed = ogi(&["table", "--columns", "--rows", name]).stdout;
        let columns = columns(records);
        assert_eq!(listed.lines().count(), columns.len());
        let title = &name[..name.len() - 1];
        page += &[
            "\n## A row a ",
            title,
            ": `--rows ",
            name,
            "`\n\n| column | kind | |\n| --- | --- | --- |\n",
        ]
        .concat();
        for (column, line) in columns.iter().zip(listed.lines()) {
            assert!(
                line.starts_with(&column.name) && line.ends_with(&column.description),
                "{line}"
            );
            let kind = format!(
                "{}{}",
                column.kind.as_str(),
                if column.required { "" } else { ", optional" }
            );
            let description = column.description.replace('|', "\\|");
            page += &[
                "| `",
                &column.name,
                "` | ",
                &kind,
                " | ",
                &description,
                " |\n",
            ]
            .concat();
        }
    }
    crate::support::same(&root().join("docs/tables.md"), &page);
}
