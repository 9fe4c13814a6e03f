//! Hostile files of every family in one folder, with good reports before, between and after them: each ends in a report or
//! in a reason, nothing ends the run, and the good ones are whole.
//!
//! `FAMILIES=full` makes each as large as a file may be and runs it alone, under a limit of 1 GB of memory and ten seconds of
//! processor time, and prints what it took; `FAMILIES=full,pdf` does so with families whose names begin so. Build them
//! with `--release`.

#[path = "../../../ogi-import/tests/support/families/mod.rs"]
mod families;

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};

use families::Family;
use serde_json::Value;

use crate::support::{Folder, root};

/// Bytes of each file in the folder. In a build for debugging, larger ones take minutes.
const SIZE: usize = 8 << 10;

/// A good report stands after so many hostile files.
const APART: usize = 20;

/// The program with arguments, in a shell that limits it: `virtual` memory in KiB and `cpu` time in seconds.
fn limited(limits: &str, folder: &Folder, arguments: &[&str]) -> Output {
    let line = format!("{limits} exec \"$@\"");
    let mut shell = Command::new("bash");
    shell.args(["-c", &line, "bash", env!("CARGO_BIN_EXE_ogi")]);
    shell.args(arguments).args(["--lang", "en"]);
    shell
        .current_dir(folder.path(""))
        .output()
        .expect("a shell")
}

/// A folder of hostile files; the names of the good ones and of the others.
fn fill(folder: &Folder) -> (Vec<String>, Vec<String>) {
    let page = fs::read(root().join("crates/ogi-cli/tests/files/page.html")).expect("a page");
    let (mut good, mut hostile) = (Vec::new(), Vec::new());
    for (at, family) in families::all().iter().enumerate() {
        if at % APART == 0 {
            good.push(format!("{at:03}-good.html"));
            folder.file(&format!("in/{at:03}-good.html"), &page);
        }
        let name = format!("{at:03}-hostile.{}", family.extension());
        folder.file(&format!("in/{name}"), family.file(SIZE));
        hostile.push(name);
    }
    good.push("zzz-good.html".to_owned());
    folder.file("in/zzz-good.html", &page);
    (good, hostile)
}

#[test]
fn hostile_files_end_nothing_but_themselves() {
    let folder = Folder::new("hostile-families");
    let (good, hostile) = fill(&folder);
    let limits = "ulimit -v 1048576;";

    let import = limited(
        limits,
        &folder,
        &["import", "in", "-o", "out/", "--summary", "summary.json"],
    );
    let said = String::from_utf8_lossy(&import.stderr);
    assert_eq!(import.status.code(), Some(2), "{said}");
    let summary = fs::read(folder.path("summary.json")).expect("a summary");
    let summary: Value = serde_json::from_slice(&summary).expect("JSON");
    let listed: BTreeSet<&str> = summary["files"]
        .as_array()
        .expect("files")
        .iter()
        .filter_map(|file| file["path"].as_str())
        .map(|path| path.trim_start_matches("in/"))
        .collect();
    for name in good.iter().chain(&hostile) {
        assert!(
            listed.contains(name.as_str()),
            "{name} is missing in the summary"
        );
    }
    let document = |name: &str| {
        let path = folder.path(&format!("out/{}", name.replace(".html", ".json")));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    for name in &good {
        assert_eq!(document(name), document(&good[0]), "{name}");
    }

    let check = limited(limits, &folder, &["check", "in", "--format", "json"]);
    assert_eq!(check.status.code(), Some(2));
    let found: Value = serde_json::from_slice(&check.stdout).expect("JSON");
    let checked = found["files"].as_array().expect("files");
    let is_good = |file: &&Value| {
        file["path"]
            .as_str()
            .is_some_and(|path| path.ends_with("-good.html"))
            && file["findings"].is_array()
    };
    assert_eq!(checked.iter().filter(is_good).count(), good.len());

    let table = limited(
        limits,
        &folder,
        &["table", "in", "--rows", "reports", "--to", "jsonl"],
    );
    let rows = String::from_utf8(table.stdout).expect("UTF-8");
    let of_good = rows.lines().filter(|row| row.contains("-good.html"));
    assert_eq!(of_good.count(), good.len(), "{rows}");
}

#[test]
fn each_hostile_file_is_printed_or_refused() {
    let folder = Folder::new("hostile-render");
    // One of each container; what a report is printed from is read as it is for an import.
    let mut seen = BTreeSet::new();
    for family in families::all() {
        if !seen.insert(family.extension()) {
            continue;
        }
        let name = format!("hostile.{}", family.extension());
        folder.file(&name, family.file(SIZE));
        let output = format!("{name}.docx");
        let run = limited(
            "ulimit -v 1048576;",
            &folder,
            &["render", &name, "--to", "docx", "-o", &output],
        );
        let is_there = fs::exists(folder.path(&output)).expect("a folder");
        assert_eq!(
            run.status.code() == Some(2),
            !is_there,
            "{name}: {}",
            String::from_utf8_lossy(&run.stderr)
        );
    }
}

/// What a run took, as bash says it: seconds of processor time.
fn seconds(said: &str) -> f64 {
    let last = said
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("took "));
    let parts = last
        .unwrap_or_default()
        .split(' ')
        .map(|part| part.parse::<f64>().unwrap_or(f64::NAN));
    parts.sum()
}

fn alone(family: &Family, folder: &Folder) -> (Option<i32>, f64, String) {
    let size = 31 << 20;
    let name = format!("hostile.{}", family.extension());
    folder.file(&name, family.file(size));
    let line = "TIMEFORMAT='took %U %S'; ulimit -v 1048576; ulimit -t 10; time \"$@\"";
    let mut shell = Command::new("bash");
    shell.args([
        "-c",
        line,
        "bash",
        env!("CARGO_BIN_EXE_ogi"),
        "import",
        &name,
        "--lang",
        "en",
    ]);
    let output = shell
        .current_dir(folder.path(""))
        .output()
        .expect("a shell");
    fs::remove_file(folder.path(&name)).expect("the file");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), seconds(&said), said)
}

#[test]
fn the_largest_hostile_files_stay_within_the_bounds() {
    let wanted = std::env::var("FAMILIES").unwrap_or_default();
    let Some(rest) = wanted.strip_prefix("full") else {
        println!("FAMILIES=full tries files of 31 MiB");
        return;
    };
    let prefix = rest.trim_start_matches(',');
    let folder = Folder::new("hostile-full");
    let (mut tried, mut wrong) = (0, Vec::new());
    for family in families::all() {
        if !family.name.starts_with(prefix) {
            continue;
        }
        tried += 1;
        let (status, seconds, said) = alone(&family, &folder);
        let first = said.lines().next().unwrap_or_default();
        println!("{:<50} {seconds:>6.2} s  {first}", family.name);
        // Beyond a limit the shell ends it, and there is no status of ours.
        if !matches!(status, Some(0..=2)) || said.contains("panicked") {
            wrong.push(format!("{}: {status:?}: {said}", family.name));
        } else if seconds > 5.0 {
            wrong.push(format!("{}: {seconds} s", family.name));
        }
    }
    assert!(tried > 0, "no family begins with `{prefix}`");
    assert!(wrong.is_empty(), "of {tried}:\n{}", wrong.join("\n"));
}
