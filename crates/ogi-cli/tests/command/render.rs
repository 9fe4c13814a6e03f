//! `ogi render` and `ogi new`: forms that are whole, marked where asked, and read back.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use crate::support::{Folder, command, ogi, root, run};
use serde_json::Value;

const WRONG: &str = "examples/wrong-totals-2023.json";
const PAGE: &str = "examples/anshan-police-2020.txt";

/// A document without what depends on the file it was read from.
fn document(path: &str) -> Value {
    let mut document: Value =
        serde_json::from_str(&fs::read_to_string(path).expect("a document")).expect("JSON");
    document
        .as_object_mut()
        .expect("an object")
        .remove("source");
    document
}

#[test]
fn every_kind_of_form_reads_back() {
    let folder = Folder::new("render");
    for format in ["html", "md", "txt", "docx", "xlsx"] {
        let (form, back) = (
            folder.path(&format!("form.{format}")),
            folder.path(&format!("{format}.json")),
        );
        let rendered = ogi(&["render", WRONG, "--to", format, "-o", &form]);
        assert_eq!(
            (
                rendered.status,
                rendered.stdout.as_str(),
                rendered.stderr.as_str()
            ),
            (0, "", ""),
            "{format}"
        );
        assert_eq!(ogi(&["import", &form, "-o", &back]).status, 0, "{format}");
        let (expected, found) = (
            document(root().join(WRONG).to_str().expect("UTF-8")),
            document(&back),
        );
        assert_eq!(
            expected["agency"]["name"], found["agency"]["name"],
            "{format}"
        );
        for table in [
            "year",
            "edition",
            "proactive_disclosure",
            "requests",
            "review_and_litigation",
        ] {
            assert_eq!(expected[table], found[table], "{format} {table}");
        }
    }
}

#[test]
fn findings_are_marked_and_explained_in_the_language() {
    for (lang, words) in [("zh", "核对"), ("en", "Check ")] {
        let page = ogi(&[
            "render",
            WRONG,
            "--to",
            "html",
            "--findings",
            "--lang",
            lang,
        ]);
        assert_eq!((page.status, page.stderr.as_str()), (0, ""));
        let checked = ogi(&["check", WRONG, "--format", "json", "--lang", lang]);
        let output: Value = serde_json::from_str(&checked.stdout).expect("JSON");
        let findings = output["files"][0]["findings"].as_array().expect("findings");
        let failed: Vec<&Value> = findings
            .iter()
            .filter(|finding| finding["outcome"] == "failed")
            .collect();
        assert!(failed.len() > 3, "{failed:#?}");
        let lower = page.stdout.to_lowercase();
        for finding in failed {
            let message = finding["message"]
                .as_str()
                .expect("a message")
                .to_lowercase();
            assert!(
                lower.contains(&message.replace('"', "&quot;")),
                "{lang}: {message}"
            );
        }
        assert!(page.stdout.contains(words), "{lang}");
        let plain = ogi(&["render", WRONG, "--to", "html", "--lang", lang]).stdout;
        assert!(!plain.contains("[注1]") && plain.len() < page.stdout.len());
    }
    let text = ogi(&["render", WRONG, "--to", "txt", "--findings"]).stdout;
    let notes: Vec<_> = text
        .lines()
        .filter(|line| line.starts_with("[注"))
        .collect();
    let sections: Vec<_> = notes
        .iter()
        .filter_map(|note| note.split("] ").nth(1)?.chars().next())
        .collect();
    assert_eq!(
        sections,
        ['一', '三', '三', '四'],
        "in the order of the form: {notes:#?}"
    );
}

#[test]
fn a_published_report_is_printed_anew_and_said_to_be_read() {
    let form = ogi(&["render", PAGE, "--to", "md", "--lang", "en"]);
    assert_eq!(form.status, 0);
    assert!(
        form.stdout
            .contains("鞍山市公安局2020年政府信息公开工作年度报告"),
        "{}",
        form.stdout
    );
    assert!(
        form.stderr.contains("198 numbers read as printed"),
        "{}",
        form.stderr
    );
    let marked = ogi(&["render", PAGE, "--to", "txt", "--findings", "--lang", "en"]);
    assert!(
        marked.stdout.contains("So stated in the source."),
        "{}",
        marked.stdout
    );
    let piped = run(
        &["render", "-", "--to", "md"],
        &fs::read(root().join(PAGE)).expect("a page"),
    );
    assert_eq!(piped.stdout, form.stdout);
}

#[test]
fn nothing_is_replaced_unless_told_so() {
    let folder = Folder::new("render-force");
    let out = folder.file("there.html", "mine");
    for arguments in [
        &["render", WRONG, "--to", "html"][..],
        &["table", WRONG, "--to", "csv"],
        &["new", "--edition", "2021-30"],
        &["import", PAGE],
    ] {
        let refused = ogi(&[arguments, &["-o", &out]].concat());
        assert_eq!(
            (refused.status, refused.stdout.as_str()),
            (2, ""),
            "{arguments:?}"
        );
        assert!(
            refused.stderr.contains("已经存在；加 --force 覆盖"),
            "{}",
            refused.stderr
        );
        assert_eq!(fs::read_to_string(&out).expect("a file"), "mine");
        assert_eq!(
            ogi(&[arguments, &["-o", &out, "--force"]].concat()).status,
            0,
            "{arguments:?}"
        );
        assert_ne!(fs::read_to_string(&out).expect("a file"), "mine");
        fs::write(&out, "mine").expect("a file");
        assert_eq!(folder.names(), ["there.html"]);
    }
    let copy = folder.file(
        "copy.json",
        fs::read(root().join(WRONG)).expect("a document"),
    );
    let refused = ogi(&[
        "render", &copy, "--to", "html", "-o", &copy, "--force", "--lang", "en",
    ]);
    assert_eq!(refused.status, 2);
    assert!(
        refused.stderr.contains("is the file that is read"),
        "{}",
        refused.stderr
    );
}

#[test]
fn what_is_no_valid_document_is_not_printed() {
    let folder = Folder::new("render-invalid");
    let out = folder.path("out.docx");
    for (file, words) in [
        ("crates/ogi-cli/tests/files/faults.json", "ogi check"),
        ("crates/ogi-cli/Cargo.toml", "没有找到"),
        ("none.json", "无法读取"),
    ] {
        let run = ogi(&["render", file, "--to", "docx", "-o", &out]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{file}");
        assert!(run.stderr.contains(words), "{}", run.stderr);
        assert!(folder.names().is_empty());
    }
}

#[test]
fn pipes_and_devices_are_written_and_stay() {
    let run = ogi(&["render", WRONG, "--to", "txt", "-o", "/dev/null"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(!fs::metadata("/dev/null").expect("a device").is_file());
    let output = command()
        .args(["render", WRONG, "--to", "docx"])
        .output()
        .expect("a run");
    assert!(output.status.success() && output.stdout.starts_with(b"PK"));
}

#[test]
fn a_form_that_was_filled_in_reads_back() {
    let folder = Folder::new("new-filled");
    for (edition, cells) in [("2019-60", 198), ("2021-30", 200)] {
        let (form, filled) = (
            folder.path(&format!("{edition}.docx")),
            folder.path(&format!("{edition}-filled.docx")),
        );
        let arguments = [
            "new",
            "--edition",
            edition,
            "--year",
            "2024",
            "--agency",
            "示例市水务局",
            "--to",
            "docx",
        ];
        let made = ogi(&[&arguments[..], &["-o", &form]].concat());
        assert_eq!((made.status, made.stderr.as_str()), (0, ""));
        let numbers = fill(&form, &filled);
        assert_eq!(numbers, cells, "{edition}");
        let back = ogi(&["import", &filled]);
        assert_eq!(back.status, 0, "{}", back.stderr);
        let document: Value = serde_json::from_str(&back.stdout).expect("JSON");
        assert_eq!(
            (&document["year"], &document["agency"]["name"]),
            (&2024.into(), &"示例市水务局".into())
        );
        let report = ogi_report::read(back.stdout.as_bytes()).expect("a report");
        let read: Vec<String> = report
            .cells()
            .filter(|(cell, _)| cell.is_printed())
            .filter_map(|(_, leaf)| leaf.number().map(|number| number.to_string()))
            .collect();
        let expected: Vec<String> = (1..=cells).map(|number| number.to_string()).collect();
        assert_eq!(read, expected, "{edition}");
    }
}

/// Writes 1, 2, 3 … into the blank cells of the tables of a Word file; how many there were.
fn fill(form: &str, filled: &str) -> usize {
    let mut archive =
        zip::ZipArchive::new(fs::File::open(form).expect("a form")).expect("an archive");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut number = 0;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("bytes");
        if name == "word/document.xml" {
            let text = String::from_utf8(bytes).expect("UTF-8");
            bytes = with_numbers(&text, &mut number).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        out.write_all(&bytes).expect("bytes");
    }
    fs::write(filled, out.finish().expect("an archive").into_inner()).expect("a file");
    number
}

/// The markup with a run in each paragraph of a table that has none.
fn with_numbers(text: &str, number: &mut usize) -> String {
    let mut filled = String::new();
    for (index, cell) in text.split("</w:tc>").enumerate() {
        filled += if index == 0 { "" } else { "</w:tc>" };
        let blank = cell.contains("<w:tc>")
            && !cell
                .rsplit("<w:tc>")
                .next()
                .is_some_and(|cell| cell.contains("<w:t "));
        match cell
            .rfind("</w:p>")
            .filter(|_| blank && !cell.contains("w:vMerge/>"))
        {
            Some(end) => {
                *number += 1;
                filled += &[
                    &cell[..end],
                    "<w:r><w:t>",
                    &number.to_string(),
                    "</w:t></w:r>",
                    &cell[end..],
                ]
                .concat();
            }
            None => filled += cell,
        }
    }
    filled
}

#[test]
fn blank_forms_say_whose_they_are() {
    let folder = Folder::new("new-blank");
    for format in ["docx", "xlsx"] {
        let form = folder.path(&format!("form.{format}"));
        let arguments = [
            "new",
            "--edition",
            "2021-30",
            "--year",
            "2024",
            "--agency",
            "示例市水务局",
            "-o",
            &form,
        ];
        assert_eq!(ogi(&[&arguments[..], &["--to", format]].concat()).status, 0);
        let run = ogi(&["import", &form, "--lang", "en"]);
        assert!(
            run.status == 0 && run.stderr.contains("示例市水务局 · 2024"),
            "{}",
            run.stderr
        );
        assert_eq!(ogi(&["check", &form]).status, 0);
    }
}
