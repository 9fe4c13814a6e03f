//! What people read, in both languages, against `tests/expected/`.

use crate::support::{Folder, Run, expect, ogi, run};

const FAULTS: &str = "crates/ogi-cli/tests/files/faults.json";
const PAGE: &str = "crates/ogi-cli/tests/files/page.html";

/// Runs the program in both languages and compares what it prints.
fn both(name: &str, arguments: &[&str], status: i32) {
    for lang in ["zh", "en"] {
        let Run {
            stdout,
            status: found,
            stderr,
        } = ogi(&[arguments, &["--lang", lang]].concat());
        expect(&format!("{name}.{lang}.txt"), &stdout);
        assert_eq!((found, stderr.as_str()), (status, ""), "{name} {lang}");
    }
}

#[test]
fn a_published_report_shows_its_violation_and_the_tables_that_reconcile() {
    both("anshan", &["check", "examples/anshan-police-2020.txt"], 1);
    let run = ogi(&["check", "examples/anshan-police-2020.txt"]);
    assert!(
        run.stdout
            .contains("“其他对外管理服务事项”：上一年项目数量加本年增/减为 -2，小于零")
    );
    assert!(
        run.stdout
            .contains("收到和处理政府信息公开申请情况      ✓  37/37")
    );
    assert!(
        run.stdout
            .contains("政府信息公开行政复议、行政诉讼情况  ✓    3/3")
    );
}

#[test]
fn a_document_with_wrong_totals_shows_the_sums() {
    both(
        "wrong-totals",
        &["check", "examples/wrong-totals-2023.json"],
        1,
    );
}

#[test]
fn faults_of_shape_say_what_is_wrong_where_and_what_to_do() {
    both("faults", &["check", FAULTS], 1);
}

#[test]
fn a_page_read_with_a_repair_asks_to_check_the_reading() {
    both("page", &["check", PAGE], 1);
    both("page-verbose", &["check", PAGE, "--verbose"], 1);
}

#[test]
fn several_files_end_in_a_summary() {
    let clean = "schema/vectors/bases/2021-30.json";
    let partly = "schema/vectors/bases/report-shanghai-general-office-2019.json";
    both(
        "several",
        &[
            "check",
            clean,
            "examples",
            partly,
            "no-such-file.json",
            clean,
        ],
        2,
    );
}

#[test]
fn the_prior_year_and_the_parts_are_compared() {
    let base = |name: &str| format!("schema/vectors/bases/{name}.json");
    let (report, previous) = (base("2021-30"), base("2021-30-prior"));
    both("previous", &["check", &report, "--previous", &previous], 0);
    let (a, b) = (base("2021-30-part-a"), base("2021-30-part-b"));
    both("children", &["check", &report, "--children", &a, &b], 0);
    both(
        "children-incomplete",
        &["check", &report, "--children", &a],
        0,
    );
}

#[test]
fn bytes_that_are_no_json_are_located() {
    let cases: [(&str, &[u8]); 6] = [
        (
            "comma",
            b"{\n  \"edition\": \"2021-30\",,\n  \"year\": 2025\n}",
        ),
        ("twice", b"{\"year\": 2025, \"year\": 2024}"),
        ("cut-off", b"{\"edition\": \"2021-30\", \"year\": 20"),
        ("mark", b"\xef\xbb\xbf{\"edition\": \"2021-30\"}"),
        ("gbk", b"{\"name\": \"\xca\xbe\xc0\xfd\"}"),
        ("full-width", "{\"edition\"：\"2021-30\"}".as_bytes()),
    ];
    let mut text = String::new();
    for (name, bytes) in cases {
        for lang in ["zh", "en"] {
            let Run { stdout, status, .. } = run(&["check", "-", "--lang", lang], bytes);
            assert_eq!(status, 1, "{name}");
            text += &["# ", name, "\n", &stdout, "\n"].concat();
        }
    }
    expect("lexical.txt", &text);
}

#[test]
fn rules_are_listed_and_explained() {
    both("rules", &["rules"], 0);
    both("rules-2019", &["rules", "--edition", "2019-60"], 0);
    let rules = [
        "requests-balance",
        "outcomes-sum",
        "requests-roll-up",
        "prior-year-adjacent",
        "uscc-check-digits",
    ];
    for rule in rules.into_iter().chain([
        "in-force-continues",
        "counts-not-negative",
        "items-not-negative",
    ]) {
        both(&format!("explain-{rule}"), &["explain", rule], 0);
    }
}

#[test]
fn every_rule_can_be_explained_without_a_name_left_unfilled() {
    for rule in &ogi_schema::standard().rules {
        for lang in ["zh", "en"] {
            let run = ogi(&["explain", &rule.id, "--lang", lang]);
            assert_eq!(run.status, 0, "{}", rule.id);
            assert!(
                run.stdout.contains(&rule.id) && !run.stdout.contains('{'),
                "{}",
                run.stdout
            );
        }
    }
}

#[test]
fn help_has_examples_in_both_languages() {
    for command in [
        "", "check", "import", "render", "table", "explain", "rules", "schema", "new",
    ] {
        for (lang, heading) in [("zh", "示例："), ("en", "Examples:")] {
            let arguments: Vec<&str> = [command, "--help", "--lang", lang]
                .into_iter()
                .filter(|word| !word.is_empty())
                .collect();
            let run = ogi(&arguments);
            assert_eq!(run.status, 0);
            assert!(
                run.stdout.contains(heading),
                "{command} {lang}: {}",
                run.stdout
            );
        }
    }
    both("help-check", &["check", "--help"], 0);
}

#[test]
fn lines_fit_the_terminal() {
    let folder = Folder::new("width");
    let path = folder.file(
        "report.json",
        std::fs::read(crate::support::root().join(FAULTS)).expect("a file"),
    );
    for columns in ["72", "80", "120"] {
        for lang in ["zh", "en"] {
            let arguments = [
                "check",
                path.as_str(),
                "examples/wrong-totals-2023.json",
                "--lang",
                lang,
            ];
            let output = crate::support::command()
                .args(arguments)
                .env("COLUMNS", columns)
                .output()
                .expect("a run");
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            // Places are left whole, so that terminals can open them.
            let place =
                |line: &&str| !line.contains("report.json") && !line.contains("wrong-totals");
            let wide = |line: &&str| {
                unicode_width::UnicodeWidthStr::width(*line) > columns.parse().expect("a number")
            };
            let too_wide: Vec<_> = text.lines().filter(place).filter(wide).collect();
            assert!(too_wide.is_empty(), "{columns} {lang}: {too_wide:#?}");
        }
    }
}
