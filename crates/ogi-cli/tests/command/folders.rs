//! Folders of many files, good and bad: what is read, what is refused, what is passed over, and where everything goes.

use std::fs;

use crate::support::{Folder, ogi, root};
use serde_json::Value;

/// Reports and other files, good and bad.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let read = |path: &str| fs::read(root().join(path)).expect("a file");
    let page = read("crates/ogi-cli/tests/files/page.html");
    let text = read("examples/anshan-police-2020.txt");
    folder.file("in/page.html", &page);
    folder.file("in/page.txt", &text);
    folder.file("in/inner/page.html", &page);
    folder.file("in/cut.html", &page[..page.len() / 2]);
    folder.file("in/empty.html", "");
    folder.file(
        "in/noise.pdf",
        (0..4000u32)
            .map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1])
            .collect::<Vec<_>>(),
    );
    folder.file("in/x.html/inside.txt", &text);
    folder.file("in/README.md", "# 政府信息公开工作年度报告");
    folder.file("in/LICENSE.txt", "MIT");
    folder.file("in/package.json", "{\"name\": \"x\"}");
    folder.file("in/notes.txt", "nothing of the kind");
    folder.file("in/prose.txt", "2022年政府信息公开工作年度报告，没有表格。");
    folder.file("in/data.json", read("examples/anshan-police-2020.json"));
    folder
}

#[test]
fn an_import_goes_on_and_sums_up() {
    let folder = folder("many");
    let (input, out, summary) = (
        folder.path("in"),
        folder.path("out/"),
        folder.path("summary.json"),
    );
    let arguments = [
        "import",
        &input,
        "-o",
        &out,
        "--summary",
        &summary,
        "--lang",
        "en",
    ];
    let run = ogi(&arguments);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    let text = fs::read_to_string(&summary).expect("a summary");
    let output: Value = serde_json::from_str(&text).expect("JSON");
    let schema: Value =
        serde_json::from_str(&ogi(&["schema", "--of", "import"]).stdout).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    assert!(
        validator.is_valid(&output),
        "{:?}",
        validator.iter_errors(&output).next()
    );
    let ends: Vec<(String, String)> = output["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|file| {
            let path = file["path"]
                .as_str()
                .expect("a path")
                .strip_prefix(&input)
                .expect("below the folder");
            let reason = file["reason"]["kind"]
                .as_str()
                .map(|kind| format!(" {kind}"))
                .unwrap_or_default();
            (
                path.to_owned(),
                format!("{}{reason}", file["outcome"].as_str().expect("an outcome")),
            )
        })
        .collect();
    let expected = [
        ("/LICENSE.txt", "skipped not_a_report"),
        ("/README.md", "skipped not_a_report"),
        ("/cut.html", "partly_read"),
        ("/data.json", "refused not_published"),
        ("/empty.html", "refused empty"),
        ("/noise.pdf", "refused unknown_text"),
        ("/notes.txt", "skipped not_a_report"),
        ("/package.json", "skipped not_a_report"),
        ("/page.html", "partly_read"),
        ("/page.txt", "read"),
        ("/prose.txt", "refused no_report"),
        ("/inner/page.html", "partly_read"),
        ("/x.html/inside.txt", "read"),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(path, end)| ((*path).to_owned(), (*end).to_owned()))
        .collect();
    assert_eq!(ends, expected);
    let counts =
        serde_json::json!({"files": 13, "read": 2, "partly_read": 3, "refused": 4, "skipped": 4});
    assert_eq!(
        (&output["counts"], &output["exit_status"]),
        (&counts, &2.into())
    );
    for words in [
        "13 files\n",
        "   2  read\n",
        "   4  refused\n",
        "   4  skipped: not a report\n",
        "   1    the file is empty",
    ] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    let written = [
        "cut.json",
        "inner/page.json",
        "page.html.json",
        "page.txt.json",
        "x.html/inside.json",
    ];
    assert_eq!(files(&folder.path("out")), written);
    let again = ogi(&arguments);
    assert_eq!(again.status, 2);
    assert!(
        again.stderr.contains("(and 5 others); --force replaces it"),
        "{}",
        again.stderr
    );
    assert_eq!(
        ogi(&[&arguments[..], &["--force"]].concat()).stderr,
        run.stderr
    );
    assert_eq!(fs::read_to_string(&summary).expect("a summary"), text);
}

/// The files below a folder, in order.
fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(inner) = open.pop() {
        for entry in fs::read_dir(format!("{folder}/{inner}")).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = format!("{inner}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                open.push(name + "/");
            } else {
                found.push(name);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_check_passes_over_what_is_no_report_in_every_format() {
    let folder = folder("skip");
    let input = folder.path("in");
    let text = ogi(&["check", &input, "--lang", "en"]);
    assert_eq!(text.status, 2);
    assert!(
        text.stdout.contains("notes.txt  skipped: not a report"),
        "{}",
        text.stdout
    );
    assert!(
        text.stdout.contains("4 skipped, as they are no reports"),
        "{}",
        text.stdout
    );
    let json: Value =
        serde_json::from_str(&ogi(&["check", &input, "--format", "json"]).stdout).expect("JSON");
    assert_eq!(
        (&json["summary"]["skipped"], &json["summary"]["unreadable"]),
        (&4.into(), &3.into())
    );
    let schema: Value =
        serde_json::from_str(&ogi(&["schema", "--of", "check"]).stdout).expect("JSON");
    assert!(
        jsonschema::draft202012::new(&schema)
            .expect("a schema")
            .is_valid(&json)
    );
    let sarif: Value =
        serde_json::from_str(&ogi(&["check", &input, "--format", "sarif"]).stdout).expect("JSON");
    let said = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"]
        .as_array()
        .expect("notifications");
    assert_eq!(said.iter().filter(|one| one["level"] == "note").count(), 4);
    let junit = ogi(&["check", &input, "--format", "junit"]).stdout;
    assert_eq!(
        junit.matches("<skipped message=\"不是年度报告\"/>").count(),
        4
    );
    assert_eq!(
        ogi(&["check", &input, "--format", "github"])
            .stdout
            .matches("::notice ")
            .count(),
        4
    );
    // A file that is named is meant.
    assert_eq!(ogi(&["check", &folder.path("in/notes.txt")]).status, 2);
    assert!(
        ogi(&["check", &folder.path("in/notes.txt")])
            .stdout
            .contains("没有找到年度报告的表格")
    );
}

#[test]
fn a_folder_without_reports_is_not_clean() {
    let folder = Folder::new("none");
    folder.file("in/notes.txt", "nothing of the kind");
    let (input, out) = (folder.path("in"), folder.path("out/"));
    for arguments in [
        &["check", &input][..],
        &["import", &input, "-o", &out],
        &["table", &input, "--to", "csv"],
    ] {
        assert_eq!(ogi(arguments).status, 2, "{arguments:?}");
    }
    assert_eq!(folder.names(), ["in"]);
}

#[test]
fn a_summary_can_be_read_from_a_pipe() {
    let folder = folder("summary-pipe");
    let (input, out) = (folder.path("in"), folder.path("out/"));
    let run = ogi(&["import", &input, "-o", &out, "--summary", "-"]);
    let output: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(output["counts"]["files"], 13);
    let both = ogi(&["import", &folder.path("in/page.txt"), "--summary", "-"]);
    assert_eq!(
        (both.status, both.stdout.as_str()),
        (2, ""),
        "{}",
        both.stderr
    );
}

#[test]
fn a_run_that_is_killed_leaves_whole_files() {
    let folder = Folder::new("killed");
    let text = fs::read(root().join("examples/anshan-police-2020.txt")).expect("a page");
    for number in 0..60 {
        folder.file(&format!("in/{number:02}.txt"), &text);
    }
    fs::create_dir(folder.path("out")).expect("a folder");
    let arguments = ["import", &folder.path("in"), "-o", &folder.path("out/")];
    let mut child = crate::support::command()
        .args(arguments)
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("a run");
    let mut whole = Vec::new();
    while whole.len() < 3 && child.try_wait().expect("a run").is_none() {
        whole = visible(&folder.path("out"));
    }
    child.kill().expect("a kill");
    child.wait().expect("an end");
    let written = visible(&folder.path("out"));
    assert!(written.len() >= 3, "{written:?}");
    for name in written {
        let document = fs::read(folder.path(&format!("out/{name}"))).expect("a document");
        assert!(
            ogi_report::read(&document).is_ok(),
            "{name} is half a document"
        );
    }
}

/// The files of a folder that are not hidden.
fn visible(folder: &str) -> Vec<String> {
    files(folder)
        .into_iter()
        .filter(|name| !name.starts_with('.'))
        .collect()
}

#[cfg(unix)]
#[test]
fn links_pipes_and_locked_files_do_not_stop_a_run() {
    let folder = folder("links");
    let input = folder.path("in");
    std::os::unix::fs::symlink("loop.html", format!("{input}/loop.html")).expect("a link");
    std::os::unix::fs::symlink(".", format!("{input}/round")).expect("a link");
    std::os::unix::net::UnixListener::bind(format!("{input}/socket.txt")).expect("a socket");
    let run = ogi(&["import", &input, "-o", &folder.path("out/"), "--lang", "en"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("socket.txt  neither a file nor a folder"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("loop.html  cannot be read"),
        "{}",
        run.stderr
    );
    assert_eq!(files(&folder.path("out")).len(), 5);
}
