//! Every law of the dialect and of the registry finds what breaks it, and says where.

use xtask::lint::circles::{circle, imports};
use xtask::lint::schema;
use xtask::tree::standard_files;

/// One change to one file of the standard, and the complaint it must raise.
struct Case {
    law: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    place: &'static str,
}

const SCHEMA: &str = "report.schema.json";

const fn case(
    law: &'static str,
    from: &'static str,
    to: &'static str,
    place: &'static str,
) -> Case {
    Case {
        law,
        file: SCHEMA,
        from,
        to,
        place,
    }
}

const CASES: &[Case] = &[
    case(
        "A1",
        r##""$ref": "#/$defs/Agency","##,
        r#""$ref": "agency.json","#,
        "/$defs/Report2019/properties/agency",
    ),
    case(
        "A2",
        "draft/2020-12/schema",
        "draft/2019-09/schema",
        "/$schema",
    ),
    case(
        "A3",
        r#""title": "Denied","#,
        r#""title": "denials","#,
        "/$defs/Denied",
    ),
    case(
        "A4",
        r#""state_secret""#,
        r#""stateSecret""#,
        "/$defs/Denied/properties/stateSecret",
    ),
    case(
        "A4",
        r#""legal_service_organizations""#,
        r#""total_""#,
        "/$defs/ApplicantCounts/properties/total_",
    ),
    case(
        "A6",
        r#""enum": ["2021-30"]"#,
        r#""enum": ["2021"]"#,
        "/$defs/Report2021/properties/edition",
    ),
    case(
        "A8",
        r#""minimum": -9007199254740991"#,
        r#""exclusiveMinimum": -9007199254740991"#,
        "/$defs/SignedCount",
    ),
    case(
        "A10",
        "^[0-9a-f]{64}$",
        "^[\\\\da-f]{64}$",
        "/$defs/Sha256/pattern",
    ),
    case(
        "A11",
        r#""format": "date""#,
        r#""format": "uri""#,
        "/$defs/Date/format",
    ),
    case(
        "A12",
        "A calendar year.",
        "A `calendar` year.",
        "/$defs/Year/description",
    ),
    case(
        "A13",
        r#""x-unit": "PIECE""#,
        r#""x-units": "PIECE""#,
        "/$defs/DocumentCounts2019/properties/produced",
    ),
];

fn complaints(file: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = standard_files(&xtask::root()).expect("the standard");
    let (_, text) = files
        .iter_mut()
        .find(|(path, _)| path == file)
        .expect("a file of the standard");
    assert!(text.contains(from), "{file} has no {from}");
    *text = text.replacen(from, to, 1);
    schema(&files)
        .expect("the dialect is a schema")
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn the_standard_breaks_no_law() {
    let files = standard_files(&xtask::root()).expect("the standard");
    assert_eq!(schema(&files).expect("the dialect is a schema"), []);
}

#[test]
fn every_law_finds_what_breaks_it() {
    for Case {
        law,
        file,
        from,
        to,
        place,
    } in CASES
    {
        let found = complaints(file, from, to);
        let named = found
            .iter()
            .any(|line| line.contains(&format!("[{law}]")) && line.contains(place));
        assert!(
            named,
            "{law}: {from} -> {to} at {place}, found\n{}",
            found.join("\n")
        );
    }
}

#[test]
fn a_cell_that_may_be_left_out_breaks_a9() {
    let found = complaints(SCHEMA, r#""required": ["decisions"]"#, r#""required": []"#);
    assert!(
        found
            .iter()
            .any(|line| line.contains("[A9]") && line.contains("decisions")),
        "{found:?}"
    );
}

#[test]
fn a_definition_that_nothing_refers_to_breaks_a5() {
    let found = complaints(
        SCHEMA,
        r##""$ref": "#/$defs/Sha256""##,
        r##""$ref": "#/$defs/Line""##,
    );
    assert!(
        found
            .iter()
            .any(|line| line.contains("[A5]") && line.contains("Sha256")),
        "{found:?}"
    );
}

#[test]
fn a_second_shape_of_the_same_properties_breaks_a7() {
    let twin = r#""ReviewCounts": {
      "title": "ReviewCounts","#;
    let files = standard_files(&xtask::root()).expect("the standard");
    let text = &files
        .iter()
        .find(|(path, _)| path == SCHEMA)
        .expect("the schema")
        .1;
    let start = text.find(twin).expect("the definition");
    let end = start + text[start..].find("\n    },\n").expect("its end") + "\n    },\n".len();
    let copy = text[start..end].replace("ReviewCounts", "CaseCounts");
    let found = complaints(
        SCHEMA,
        &text[start..end],
        &format!("{}    {copy}", &text[start..end]),
    );
    assert!(found.iter().any(|line| line.contains("[A7]")), "{found:?}");
}

#[test]
fn the_same_property_of_two_editions_has_the_same_words() {
    let found = complaints(SCHEMA, "（一）予以公开", "（一）全部公开");
    assert!(
        found
            .iter()
            .any(|line| line.contains("[siblings]") && line.contains("granted")),
        "{found:?}"
    );
}

#[test]
fn the_registry_is_checked() {
    let rule = "rules/applicant-total.json";
    for (from, to, problem) in [
        ("\"2021-30\"", "\"2024-99\"", "no edition `2024-99`"),
        (
            "{difference}",
            "{delta}",
            "`{delta}` is not given to the message",
        ),
        ("\"{each}/*\"", "\"{each}/sum\"", "no cell"),
        (
            "\"id\": \"applicant-total\"",
            "\"id\": \"applicants\"",
            "named after the id",
        ),
        (
            "\"severity\": \"error\"",
            "\"severity\": \"fatal\"",
            "cannot read schema/rules/applicant-total.json",
        ),
    ] {
        let found = complaints(rule, from, to);
        assert!(
            found.iter().any(|line| line.contains(problem)),
            "{from} -> {to}: {found:?}"
        );
    }
}

#[test]
fn modules_that_import_each_other_are_named() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let straight = [
        file("main.rs", "use crate::check::run;"),
        file(
            "check.rs",
            "use crate::{formats::{Sink, json}, terminal::Console};",
        ),
        file(
            "formats/json.rs",
            "use super::Sink;\nuse crate::terminal::Console;",
        ),
        file(
            "terminal.rs",
            "pub struct Console;\n#[cfg(test)]\nmod tests {\n    use crate::check::run;\n}",
        ),
    ];
    assert_eq!(circle(&imports(&straight)), None);
    let mut closed = straight.to_vec();
    closed.push(file("terminal/layout.rs", "fn f() { crate::check::g() }"));
    let expected = ["check", "formats", "terminal", "check"].map(str::to_owned);
    assert_eq!(circle(&imports(&closed)), Some(expected.to_vec()));

    let mut nested = straight.to_vec();
    nested.push(file("formats/text.rs", "mod line;"));
    nested.push(file("formats/text/line.rs", "use super::super::json::Row;"));
    assert_eq!(circle(&imports(&nested)), None);
    nested.push(file(
        "formats/json/row.rs",
        "use crate::formats::text::line::Line;",
    ));
    let expected = ["formats::json", "formats::text", "formats::json"].map(str::to_owned);
    assert_eq!(circle(&imports(&nested)), Some(expected.to_vec()));
}
