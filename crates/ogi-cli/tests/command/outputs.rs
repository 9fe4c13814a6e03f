//! Where files go: nothing is replaced unless told so, and nothing half-written stays.
#![cfg(unix)]

use std::fs::{self, File, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Folder, command, ogi};

const REPORT: &str = "examples/wrong-totals-2023.json";

/// Converts the example into a file.
fn convert(output: &str, options: &[&str]) -> crate::support::Run {
    let arguments = [
        "convert", REPORT, "--to", "xml", "-o", output, "--lang", "en",
    ];
    ogi(&[&arguments, options].concat())
}

#[test]
fn of_several_writers_one_wins() {
    let folder = Folder::new("race");
    for round in 0..20 {
        let path = folder.path(&format!("{round}.xml"));
        let writers: Vec<Child> = (0..3)
            .map(|_| {
                let mut command = command();
                command
                    .args(["convert", REPORT, "--to", "xml", "-o", &path])
                    .stdout(Stdio::null())
                    .stderr(Stdio::null());
                command.spawn().expect("the program starts")
            })
            .collect();
        let winners = writers
            .into_iter()
            .map(|mut writer| writer.wait().expect("an end"))
            .filter(std::process::ExitStatus::success)
            .count();
        assert_eq!(winners, 1, "round {round}");
    }
    assert_eq!(folder.names().len(), 20, "{:?}", folder.names());
}

#[test]
fn links_count_as_being_there() {
    let folder = Folder::new("links");
    symlink(folder.path("nowhere"), folder.path("dangling")).expect("a link");
    symlink(folder.path("circle"), folder.path("circle")).expect("a link");
    for name in ["dangling", "circle"] {
        let run = convert(&folder.path(name), &[]);
        assert_eq!(run.status, 2, "{}", run.stderr);
        assert!(run.stderr.contains("is there already"), "{}", run.stderr);
    }
    let input = folder.file(
        "in.json",
        fs::read(crate::support::root().join(REPORT)).expect("it"),
    );
    let other = folder.path("other-name.json");
    fs::hard_link(&input, &other).expect("a link");
    let run = ogi(&[
        "convert", &input, "--to", "xml", "-o", &other, "--force", "--lang", "en",
    ]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("is the file that is read"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_replaced_file_keeps_its_mode_and_read_only_ones_stay() {
    let folder = Folder::new("mode");
    let path = folder.file("out.xml", "before");
    fs::set_permissions(&path, Permissions::from_mode(0o640)).expect("a mode");
    assert_eq!(convert(&path, &["--force"]).status, 0);
    let mode = fs::metadata(&path).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_ne!(fs::read(&path).expect("a file"), b"before");

    let path = folder.file("fixed.xml", "before");
    fs::set_permissions(&path, Permissions::from_mode(0o444)).expect("a mode");
    let run = convert(&path, &["--force"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.contains("permission denied"), "{}", run.stderr);
    assert_eq!(fs::read(&path).expect("a file"), b"before");
    assert_eq!(folder.names(), ["fixed.xml", "out.xml"]);
}

#[test]
fn a_signal_leaves_no_half_file() {
    for signal in ["INT", "TERM", "HUP"] {
        let folder = Folder::new(&format!("signal-{signal}"));
        let output = folder.path("out.csv");
        let mut command = command();
        command
            .args(["table", REPORT, "-", "--to", "csv", "-o", &output])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        let _held = child.stdin.take().expect("an input");
        let since = Instant::now();
        while folder.names().is_empty() {
            assert!(
                since.elapsed() < Duration::from_mins(1),
                "nothing is written"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        let mut kill = std::process::Command::new("kill");
        kill.args([format!("-{signal}"), child.id().to_string()]);
        assert!(kill.status().expect("kill").success());
        let status = child.wait().expect("an end");
        assert_eq!(status.code(), None, "{signal}: ended by the signal");
        assert_eq!(folder.names(), [""; 0], "{signal}");
    }
}

#[test]
fn the_next_run_removes_what_a_killed_one_left() {
    let folder = Folder::new("abandoned");
    folder.file(".out.xml.1-0.ogi-tmp", "half");
    let written_now = folder.file(".out.xml.2-0.ogi-tmp", "half");
    let mut written_now = File::options()
        .append(true)
        .open(written_now)
        .expect("a file");
    written_now.try_lock().expect("a lock");
    written_now.write_all(b" of it").expect("more");
    assert_eq!(convert(&folder.path("out.xml"), &[]).status, 0);
    assert_eq!(folder.names(), [".out.xml.2-0.ogi-tmp", "out.xml"]);
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_said_everywhere() {
    let cases: [&[&str]; 10] = [
        &["--help"],
        &["check", "--help"],
        &["--version"],
        &["rules"],
        &["check", REPORT],
        &["check", REPORT, "--format", "jsonl"],
        &["table", REPORT, "--to", "parquet"],
        &["render", REPORT, "--to", "docx"],
        &["convert", REPORT, "--to", "xml"],
        &["import", "examples/anshan-police-2020.txt"],
    ];
    for arguments in cases {
        // Closed by the shell, since a child that we start ourselves always has one.
        for to in [">/dev/full", ">&-"] {
            let mut shell = std::process::Command::new("sh");
            let line = format!("exec \"$@\" {to}");
            shell.args(["-c", &line, "sh", env!("CARGO_BIN_EXE_ogi"), "--lang", "en"]);
            shell.args(arguments).current_dir(crate::support::root());
            let output = shell.output().expect("a shell");
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{arguments:?} {to}: {said}");
            assert!(
                said.contains("cannot write to standard output"),
                "{arguments:?} {to}: {said}"
            );
        }
    }
}
