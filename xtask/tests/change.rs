//! A change of the standard is a change of `schema/` alone: everything else follows from it.

use ogi_schema::Standard;
use xtask::tree::standard_files;

fn render(change: impl Fn(&mut Vec<(String, String)>)) -> Vec<ogi_codegen::Artifact> {
    let mut files = standard_files(&xtask::root()).expect("the standard");
    change(&mut files);
    let standard = Standard::parse(&files).expect("the changed standard reads");
    let paths: Vec<_> = files.iter().map(|(path, _)| path.clone()).collect();
    ogi_codegen::render(&standard, &paths).expect("the changed standard generates")
}

fn changed(after: &[ogi_codegen::Artifact]) -> Vec<String> {
    let before = render(|_| {});
    after
        .iter()
        .filter(|artifact| !before.contains(artifact))
        .map(|artifact| artifact.path.clone())
        .collect()
}

fn edit(files: &mut [(String, String)], file: &str, from: &str, to: &str) {
    let (_, text) = files
        .iter_mut()
        .find(|(path, _)| path == file)
        .expect("a file");
    assert!(text.contains(from));
    *text = text.replace(from, to);
}

#[test]
fn a_label_is_changed_in_one_place() {
    let after = render(|files| {
        edit(
            files,
            "report.schema.json",
            "（二）部分公开（区分处理的",
            "（二）部分公开（分别处理的",
        );
    });
    let mut names = changed(&after);
    names.retain(|path| !path.starts_with("docs/reference/dictionary"));
    let expected = [
        "ogi-derive/src/generated.rs",
        "ogi-report/src/generated/definitions.rs",
        "ogi-report/src/generated/records.rs",
    ];
    assert_eq!(names, expected.map(|path| format!("crates/{path}")));
}

#[test]
fn a_linear_rule_is_one_file() {
    let after = render(|files| {
        let (_, text) = files
            .iter()
            .find(|(path, _)| path == "rules/review-total.json")
            .expect("a rule")
            .clone();
        let text = text.replace("\"id\": \"review-total\"", "\"id\": \"review-total-again\"");
        files.push(("rules/review-total-again.json".to_owned(), text));
    });
    let table = after
        .iter()
        .find(|artifact| artifact.path == "schema/generated/rules-2021-30.json")
        .expect("a table");
    assert_eq!(table.text.matches("\"review-total-again\"").count(), 3);
    let rust = after
        .iter()
        .find(|artifact| artifact.path.ends_with("generated/rules.rs"))
        .expect("the rules");
    assert!(rust.text.contains("ReviewTotalAgain"));
    assert!(!changed(&after).iter().any(|path| path.contains("records")));
}

#[test]
fn the_same_standard_gives_the_same_bytes() {
    assert_eq!(render(|_| {}), render(|files| files.reverse()));
}
