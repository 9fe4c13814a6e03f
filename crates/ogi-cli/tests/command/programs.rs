//! What programs read: JSON against its own schema, SARIF, annotations of GitHub Actions, `JUnit` XML.

use crate::support::{Run, command, ogi};
use serde_json::Value;

const FILES: [&str; 6] = [
    "crates/ogi-cli/tests/files/faults.json",
    "crates/ogi-cli/tests/files/page.html",
    "examples",
    "schema/vectors/bases/2021-30.json",
    "no such file, really: 1%.json",
    "crates/ogi-cli/Cargo.toml",
];

/// What a format gives for files of every kind.
fn output(format: &str, lang: &str) -> String {
    let Run {
        stdout,
        status,
        stderr,
    } = ogi(&[
        &["check"],
        &FILES[..],
        &["--format", format, "--lang", lang],
    ]
    .concat());
    assert_eq!((status, stderr.as_str()), (2, ""));
    assert_eq!(
        stdout,
        ogi(&[
            &["check"],
            &FILES[..],
            &["--format", format, "--lang", lang]
        ]
        .concat())
        .stdout
    );
    stdout
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn json_is_of_its_published_schema() {
    let schema = json(&ogi(&["schema", "--of", "check"]).stdout);
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    for lang in ["zh", "en"] {
        let output = json(&output("json", lang));
        let faults: Vec<_> = validator
            .iter_errors(&output)
            .map(|error| error.to_string())
            .collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
    assert!(!validator.is_valid(&serde_json::json!({"files": []})));
}

#[test]
fn json_shows_its_work() {
    let output = json(
        &ogi(&[
            "check",
            "examples/anshan-police-2020.txt",
            "--format",
            "json",
        ])
        .stdout,
    );
    let file = &output["files"][0];
    assert_eq!(
        (
            &file["well_formed"],
            &file["schema_valid"],
            &file["reconciled"]
        ),
        (&true.into(), &true.into(), &"no".into())
    );
    assert_eq!(file["tables"][1]["passed"], 37);
    assert_eq!(file["source"]["cells"]["numbers"], 198);
    let failed: Vec<&Value> = file["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|finding| finding["outcome"] == "failed")
        .collect();
    let [finding] = failed.as_slice() else {
        panic!("one violation: {failed:#?}")
    };
    let expected = serde_json::json!({
        "rule": "items-not-negative", "severity": "error", "at": "/proactive_disclosure/other_external_services/items_change",
        "computed": "-2", "stated": "0", "difference": "-2", "relation": "ge", "confidence": "stated_in_source",
        "section": "二", "printed_at": {"line": 22}, "position": null,
    });
    for (name, value) in expected.as_object().expect("an object") {
        assert_eq!(&finding[name], value, "{name}");
    }
    let operands: Vec<_> = finding["operands"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|operand| &operand["value"])
        .collect();
    assert_eq!(operands, ["15", "-17"]);
    assert_eq!(output["summary"]["exit_status"], 1);
}

#[test]
fn verdicts_do_not_depend_on_the_language() {
    let bare = |lang: &str| {
        let mut output = json(&output("json", lang));
        strip(&mut output);
        output
    };
    assert_eq!(bare("zh"), bare("en"));
}

/// Removes what is said to people.
fn strip(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for name in [
                "language", "message", "fix", "title", "label", "labels", "error",
            ] {
                members.remove(name);
            }
            members.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn sarif_has_what_code_scanning_needs() {
    for lang in ["zh", "en"] {
        let log = json(&output("sarif", lang));
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        for rule in rules {
            let id = rule["id"].as_str().expect("an id");
            assert_eq!(
                rule["helpUri"],
                format!("https://w3id.org/ogi-report/rules/{id}")
            );
            assert!(
                ["error", "warning", "note"].contains(
                    &rule["defaultConfiguration"]["level"]
                        .as_str()
                        .expect("a level")
                )
            );
            assert!(rule["shortDescription"]["text"].is_string());
        }
        for rule in &ogi_schema::standard().rules {
            assert!(
                rules.iter().any(|known| known["id"] == rule.id.as_str()),
                "{}",
                rule.id
            );
        }
        let results = run["results"].as_array().expect("results");
        assert!(results.len() > 15);
        let mut fingerprints = std::collections::BTreeSet::new();
        for result in results {
            let index =
                usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("an index");
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(
                ["error", "warning", "note"].contains(&result["level"].as_str().expect("a level"))
            );
            assert!(
                result["message"]["text"]
                    .as_str()
                    .is_some_and(|text| !text.is_empty() && !text.contains('{'))
            );
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().expect("a URI");
            assert!(
                place["region"]["startLine"]
                    .as_u64()
                    .is_some_and(|line| line > 0),
                "{result}"
            );
            let fingerprint = result["partialFingerprints"]["ruleAndPointer/v1"]
                .as_str()
                .expect("a fingerprint");
            assert!(
                fingerprints.insert((uri.to_owned(), fingerprint.to_owned())),
                "{result}"
            );
        }
        let invocation = &run["invocations"][0];
        assert_eq!(
            (&invocation["executionSuccessful"], &invocation["exitCode"]),
            (&false.into(), &2.into())
        );
        assert_eq!(
            invocation["toolExecutionNotifications"]
                .as_array()
                .map(Vec::len),
            Some(2)
        );
    }
}

/// Checks SARIF against the schema of OASIS, which is not part of this package: the crate `serde-sarif` ships it.
#[test]
#[ignore = "needs SARIF_SCHEMA, the path of sarif-schema-2.1.0.json"]
fn sarif_is_of_the_schema_of_oasis() {
    let path = std::env::var("SARIF_SCHEMA").expect("SARIF_SCHEMA");
    let schema = json(&with_legal_pattern(
        &std::fs::read_to_string(path).expect("the schema"),
    ));
    let validator = jsonschema::draft7::new(&schema).expect("a schema");
    for lang in ["zh", "en"] {
        let log = json(&output("sarif", lang));
        let faults: Vec<_> = validator
            .iter_errors(&log)
            .map(|error| error.to_string())
            .collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

/// The schema of OASIS has a stray bracket in the pattern of `language`, which ECMA 262 refuses:
/// <https://github.com/oasis-tcs/sarif-spec/blob/main/sarif-2.1/schema/sarif-schema-2.1.0.json>.
fn with_legal_pattern(schema: &str) -> String {
    let stray = "[a-zA-Z]{2}]?$";
    assert!(schema.contains(stray), "the pattern has been corrected");
    schema.replace(stray, "[a-zA-Z]{2}?$")
}

#[test]
fn annotations_are_one_command_a_line() {
    let text = output("github", "zh");
    let (last, commands) = text
        .lines()
        .collect::<Vec<_>>()
        .split_last()
        .map(|(last, rest)| ((*last).to_owned(), rest.to_vec()))
        .expect("lines");
    assert!(last.starts_with("ogi: "));
    for command in &commands {
        let (head, message) = command
            .strip_prefix("::")
            .and_then(|rest| rest.split_once("::"))
            .expect("a command");
        let (name, properties) = head.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&name), "{command}");
        assert!(
            properties
                .split(',')
                .all(|property| property.split_once('=').is_some()),
            "{command}"
        );
        assert!(
            properties.contains("file=") && properties.contains(",line="),
            "{command}"
        );
        assert!(!message.is_empty());
    }
    assert!(commands.iter().any(|command| {
        command.starts_with("::error file=no such file%2C really%3A 1%25.json,line=1,")
    }));
    assert!(
        commands
            .iter()
            .any(|command| command.contains("file=examples/anshan-police-2020.txt,line=22,"))
    );
}

#[test]
fn junit_is_xml_whose_counts_are_right() {
    let text = output("junit", "zh");
    let document = roxmltree::Document::parse(&text).expect("XML");
    let root = document.root_element();
    let number = |node: roxmltree::Node<'_, '_>, name| {
        node.attribute(name)
            .and_then(|text| text.parse::<usize>().ok())
            .expect("a number")
    };
    let of = |node: roxmltree::Node<'_, '_>, name: &str| {
        node.descendants()
            .filter(|inner| inner.has_tag_name(name))
            .count()
    };
    for suite in root.children().filter(roxmltree::Node::is_element) {
        let cases: Vec<_> = suite
            .children()
            .filter(roxmltree::Node::is_element)
            .collect();
        let with = |name: &str| cases.iter().filter(|case| of(**case, name) > 0).count();
        assert_eq!(cases.len(), number(suite, "tests"));
        for (element, count) in [
            ("failure", "failures"),
            ("error", "errors"),
            ("skipped", "skipped"),
        ] {
            assert_eq!(with(element), number(suite, count), "{element}");
        }
    }
    assert_eq!(of(root, "testcase"), number(root, "tests"));
    assert_eq!(of(root, "error"), 2);
    assert!(number(root, "failures") > 0);
}

#[test]
fn formats_for_programs_have_no_colours() {
    for format in ["json", "sarif", "github", "junit"] {
        let mut command = command();
        command.args(["check", "examples", "--color", "always", "--format", format]);
        let output = command.output().expect("a run");
        assert!(!output.stdout.contains(&0x1b), "{format}");
    }
}
