//! Files of one document a line: told in the order of the file, a broken line stops nothing, a run can go on.

use serde_json::Value;

use crate::support::{Folder, Run, ogi, root, run};

/// Twelve lines: a document that reconciles, but the fourth has a wrong total, the sixth is cut, the eighth is blank.
fn lines() -> String {
    let base =
        std::fs::read_to_string(root().join("schema/vectors/bases/2021-30.json")).expect("a base");
    let sound: Value = serde_json::from_str(&base).expect("JSON");
    let mut wrong = sound.clone();
    wrong["requests"]["new_received"]["total"] = 1.into();
    let (sound, wrong) = (sound.to_string(), wrong.to_string());
    let line = |number| match number {
        4 => wrong.as_str(),
        6 => &sound[..sound.len() / 2],
        8 => "",
        _ => &sound,
    };
    (1..=12).map(line).collect::<Vec<_>>().join("\n")
}

fn entries(run: &Run) -> Vec<Value> {
    run.stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON a line"))
        .collect()
}

#[test]
fn each_line_is_told_where_it_stands() {
    let folder = Folder::new("lines");
    let file = folder.file("many.ndjson", lines());
    let schema: Value =
        serde_json::from_str(&ogi(&["schema", "--of", "check-lines"]).stdout).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    for jobs in ["1", "3"] {
        let run = ogi(&["check", &file, "--format", "jsonl", "--jobs", jobs]);
        let entries = entries(&run);
        assert!(entries.iter().all(|entry| validator.is_valid(entry)));
        let [wrong, cut, closing] = entries.as_slice() else {
            panic!("two lines and the totals: {}", run.stdout)
        };
        assert_eq!((&wrong["line"], &cut["line"]), (&4.into(), &6.into()));
        assert!(
            wrong["findings"][0]["position"]["line"] == 4
                && cut["faults"][0]["position"]["line"] == 6
        );
        let byte = usize::try_from(
            cut["faults"][0]["position"]["byte"]
                .as_u64()
                .expect("a number"),
        )
        .expect("small");
        assert_eq!(
            lines()[..byte].lines().count(),
            6,
            "the byte is one of the file"
        );
        assert_eq!(
            (&closing["summary"]["files"], &closing["summary"]["clean"]),
            (&11.into(), &9.into())
        );
        assert_eq!(run.status, 1);
    }
}

#[test]
fn a_run_goes_on_and_stops_where_told() {
    let text = lines();
    let rest = run(
        &[
            "check",
            "-",
            "--lines",
            "--from-line",
            "5",
            "--format",
            "jsonl",
        ],
        text.as_bytes(),
    );
    let rest = entries(&rest);
    assert_eq!(
        (rest.len(), &rest[0]["line"], &rest[1]["summary"]["files"]),
        (2, &6.into(), &7.into())
    );
    let first = run(
        &["check", "-", "--lines", "--fail-fast", "--format", "jsonl"],
        text.as_bytes(),
    );
    let summary = &entries(&first)[1]["summary"];
    assert_eq!(
        (&summary["files"], &summary["stopped"]),
        (&4.into(), &true.into())
    );
    assert_eq!(
        run(&["check", "-", "--lines"], b"").status,
        2,
        "nothing was checked"
    );
}

#[test]
fn people_see_a_line_for_each_thing_found() {
    for lang in ["zh", "en"] {
        let run = run(
            &["check", "-", "--lines", "--lang", lang],
            lines().as_bytes(),
        );
        crate::support::expect(&format!("lines.{lang}.txt"), &run.stdout);
        assert_eq!(run.status, 1);
    }
}
