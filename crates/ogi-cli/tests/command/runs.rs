//! Exit status, inputs of every kind, colours, and hostile files.

use std::io::Read as _;
use std::process::Stdio;

use crate::support::{Folder, command, ogi, run};

const CLEAN: &str = "schema/vectors/bases/2021-30.json";
const WRONG: &str = "examples/wrong-totals-2023.json";

#[test]
fn the_status_says_what_was_found() {
    let warning = "crates/ogi-cli/tests/files/page.html";
    let cases: [(&[&str], i32); 16] = [
        (&[CLEAN], 0),
        (&[WRONG], 1),
        (&[WRONG, "--fail-on", "never"], 0),
        (&[CLEAN, "--fail-on", "warning"], 0),
        (&[warning, "--fail-on", "warning"], 1),
        (&["no-such-file.json"], 2),
        (&["no-such-file.json", "--fail-on", "never"], 2),
        (&[CLEAN, "no-such-file.json", WRONG], 2),
        (&[CLEAN, WRONG], 1),
        (&["crates/ogi-cli/src"], 2),
        (&[], 2),
        (&[CLEAN, "--format", "yaml"], 2),
        (&[CLEAN, "--previous", "no-such-file.json"], 2),
        (&[CLEAN, WRONG, "--previous", CLEAN], 2),
        (&[CLEAN, "--previous", "examples"], 2),
        (
            &[
                CLEAN,
                "--previous",
                "crates/ogi-cli/schema/check.schema.json",
            ],
            2,
        ),
    ];
    for (arguments, expected) in cases {
        for format in ["text", "json", "sarif", "github", "junit"] {
            let arguments = [&["check"], arguments, &["--format", format]].concat();
            if arguments.iter().filter(|word| **word == "--format").count() > 1 && format != "text"
            {
                continue;
            }
            let run = ogi(&arguments);
            assert_eq!(
                run.status, expected,
                "{arguments:?}\n{}{}",
                run.stdout, run.stderr
            );
        }
    }
}

#[test]
fn a_warning_alone_fails_only_when_asked() {
    let folder = Folder::new("warning");
    let text = std::fs::read_to_string(crate::support::root().join(CLEAN)).expect("a base");
    let path = folder.file(
        "w.json",
        text.replace("\"local_department\"", "\"no_such_kind\""),
    );
    assert_eq!(ogi(&["check", &path]).status, 0);
    let run = ogi(&["check", &path, "--fail-on", "warning"]);
    assert_eq!(run.status, 1);
    assert!(
        run.stdout.contains("“no_such_kind”不在代码表 机关类别 内"),
        "{}",
        run.stdout
    );
}

#[test]
fn standard_input_is_read_and_told_apart() {
    let document = std::fs::read(crate::support::root().join(WRONG)).expect("a document");
    let page = std::fs::read(crate::support::root().join("examples/anshan-police-2020.txt"))
        .expect("a page");
    assert!(
        run(&["check", "-"], &document)
            .stdout
            .starts_with("标准输入\n示例县水务局")
    );
    assert!(
        run(&["check", "-"], &page)
            .stdout
            .contains("读出 198 个数字，均按原文")
    );
    assert_eq!(run(&["check", "-"], b"").status, 2);
}

#[test]
fn folders_are_walked_in_order_without_hidden_files() {
    let folder = Folder::new("walk");
    let document = std::fs::read(crate::support::root().join(CLEAN)).expect("a document");
    for name in [
        "b.json",
        "a.JSON",
        "inner/c.json",
        ".hidden.json",
        ".git/d.json",
        "inner/image.png",
        "notes.log",
    ] {
        folder.file(name, &document);
    }
    let run = ogi(&["check", &folder.path(""), "--lang", "en"]);
    let lines: Vec<_> = run
        .stdout
        .lines()
        .filter(|line| line.starts_with('✓'))
        .collect();
    let names: Vec<_> = lines
        .iter()
        .filter_map(|line| line.split(&folder.path("")).nth(1)?.split("  ").next())
        .collect();
    assert_eq!(
        names,
        ["a.JSON", "b.json", "inner/c.json"],
        "{}",
        run.stdout
    );
    let empty = Folder::new("empty");
    assert_eq!(ogi(&["check", &empty.path("")]).status, 2);
}

#[test]
fn colours_are_for_terminals() {
    let coloured = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = command();
        command
            .args(["check", WRONG])
            .args(arguments)
            .envs(variable);
        command.output().expect("a run").stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], None));
    assert!(coloured(&["--color", "always"], None));
    assert!(coloured(&["--color", "always"], Some(("NO_COLOR", "1"))));
    assert!(!coloured(
        &["--color", "never"],
        Some(("CLICOLOR_FORCE", "1"))
    ));
}

#[test]
fn the_locale_chooses_the_language() {
    let speaks = |variables: &[(&str, &str)], arguments: &[&str]| {
        let output = command()
            .args(["rules"])
            .args(arguments)
            .envs(variables.iter().copied())
            .output()
            .expect("a run");
        if String::from_utf8(output.stdout)
            .expect("UTF-8")
            .contains("申请收办平衡")
        {
            "zh"
        } else {
            "en"
        }
    };
    assert_eq!(speaks(&[], &[]), "zh");
    assert_eq!(speaks(&[("LANG", "en_US.UTF-8")], &[]), "en");
    assert_eq!(
        speaks(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], &[]),
        "zh"
    );
    assert_eq!(speaks(&[("LANG", "C.UTF-8")], &["--lang=zh"]), "zh");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    for arguments in [
        ["check", WRONG, "--verbose"],
        ["schema", "--lang", "en"],
        ["rules", "--lang", "en"],
    ] {
        let mut child = command()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a start");
        drop(child.stdout.take());
        let mut stderr = String::new();
        child
            .stderr
            .take()
            .expect("stderr")
            .read_to_string(&mut stderr)
            .expect("UTF-8");
        let status = child.wait().expect("an end");
        assert_eq!(stderr, "", "{arguments:?}");
        assert!(
            status.code().is_some_and(|code| code < 2),
            "{arguments:?} {status}"
        );
    }
}

#[test]
fn hostile_files_end_in_clear_words() {
    let folder = Folder::new("hostile");
    let noise: Vec<u8> = (0..20_000u32)
        .map(|index| index.wrapping_mul(2_654_435_761).to_be_bytes()[1])
        .collect();
    let document = std::fs::read_to_string(crate::support::root().join(WRONG)).expect("a document");
    let cases: [(&str, Vec<u8>, i32, &str); 14] = [
        ("noise.json", noise.clone(), 1, "文件写法问题"),
        ("noise.txt", noise.clone(), 2, "不是 UTF-8"),
        ("noise.html", noise, 2, "不是 UTF-8"),
        ("empty.json", Vec::new(), 1, "文件到此中断"),
        ("empty.txt", Vec::new(), 2, "文件是空的"),
        (
            "huge.json",
            [b"{".as_slice(), &vec![b' '; 17 << 20]].concat(),
            1,
            "超过上限",
        ),
        (
            "larger.txt",
            vec![b'a'; (32 << 20) + 1],
            2,
            "不会是年度报告",
        ),
        (
            "mark.json",
            [b"\xef\xbb\xbf".as_slice(), document.as_bytes()].concat(),
            1,
            "BOM",
        ),
        (
            "utf16.json",
            document.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            1,
            "文件写法问题",
        ),
        ("deep.json", vec![b'['; 100_000], 1, "嵌套超过"),
        ("report.pdf", b"%PDF-1.7 ...".to_vec(), 2, "PDF"),
        (
            "prose.txt",
            "没有表格的一段文字。".as_bytes().to_vec(),
            2,
            "没有找到年度报告的表格",
        ),
        ("list.json", b"[1, 2, 3]".to_vec(), 1, "一份报告一个文件"),
        (
            "escape.json",
            b"{\"edition\": \"2021-30\", \"\\u001b[31mred\": 1}".to_vec(),
            1,
            "标准中没有",
        ),
    ];
    for (name, bytes, status, words) in cases {
        let path = folder.file(name, bytes);
        let run = ogi(&["check", &path]);
        assert_eq!(run.status, status, "{name}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains(words), "{name}: {}", run.stdout);
        assert!(
            !run.stdout.contains('\u{1b}') && run.stderr.is_empty(),
            "{name}: {}{}",
            run.stdout,
            run.stderr
        );
        assert!(run.stdout.len() < 20_000, "{name}: {}", run.stdout.len());
        for format in ["json", "sarif", "github", "junit"] {
            assert_eq!(
                ogi(&["check", &path, "--format", format]).status,
                status,
                "{name} {format}"
            );
        }
    }
}

#[test]
fn reports_compared_with_are_not_trusted_silently() {
    let folder = Folder::new("others");
    let prior = std::fs::read_to_string(
        crate::support::root().join("schema/vectors/bases/2021-30-prior.json"),
    );
    let prior = prior
        .expect("a base")
        .replace("\"scope\": \"own_organ\"", "\"scope\": \"\"");
    let path = folder.file("prior.json", prior);
    let run = ogi(&[
        "check",
        CLEAN,
        "--previous",
        &path,
        "--children",
        &path,
        "--lang",
        "en",
        "--format",
        "json",
    ]);
    let output: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let notes = output["files"][0]["compared_with"]
        .as_array()
        .expect("notes");
    let kinds: Vec<_> = notes
        .iter()
        .map(|note| note["kind"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(
        kinds,
        ["faults_of_shape", "faults_of_shape", "other_year"],
        "{notes:?}"
    );
    let message = notes[2]["message"].as_str().expect("a message");
    assert_eq!(
        message,
        format!("report of a part {path} is of 2022, not of 2023")
    );
}

#[test]
fn a_typing_error_names_the_nearest_rule() {
    let run = ogi(&["explain", "request-balance"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert_eq!(
        run.stderr,
        "ogi: 没有规则 request-balance，是否为 requests-balance？（ogi rules 列出全部规则）\n"
    );
    let run = ogi(&["explain", "xyz", "--lang", "en"]);
    assert_eq!(run.stderr, "ogi: no rule `xyz`; ogi rules lists them all\n");
}

#[test]
fn schemas_are_printed() {
    let bundle = ogi(&["schema"]).stdout;
    assert_eq!(
        Some(bundle.as_str()),
        ogi_schema::file("report.schema.json")
    );
    for arguments in [
        ["--edition", "2019-60"],
        ["--edition", "2021-30"],
        ["--of", "check"],
        ["--of", "check-lines"],
        ["--of", "evidence"],
    ] {
        let text = ogi(&[&["schema"], &arguments[..]].concat()).stdout;
        let schema: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert!(jsonschema::meta::is_valid(&schema), "{arguments:?}");
    }
    assert_eq!(ogi(&["schema", "--edition", "2012"]).status, 2);
}

#[test]
fn an_empty_document_is_valid_and_placeholders_are_said() {
    for edition in ["2019-60", "2021-30"] {
        let full = ogi(&[
            "new",
            "--edition",
            edition,
            "--year",
            "2025",
            "--agency",
            "示例市水务局",
        ]);
        assert_eq!((full.status, full.stderr.as_str()), (0, ""));
        let checked = run(&["check", "-"], full.stdout.as_bytes());
        assert_eq!(checked.status, 0, "{}", checked.stdout);
        assert!(checked.stdout.contains("示例市水务局 · 2025 年度"));
        let bare = ogi(&["new", "--edition", edition, "--lang", "en"]);
        assert!(
            bare.stderr.contains("--year") && bare.stderr.contains("--agency"),
            "{}",
            bare.stderr
        );
        assert_eq!(run(&["check", "-"], bare.stdout.as_bytes()).status, 0);
    }
    assert_eq!(
        ogi(&["new", "--edition", "2021-30", "--agency", " "]).status,
        2
    );
}
