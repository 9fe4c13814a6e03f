//! Faulty documents, one fault each, and the pointer and keyword by which each is named.

mod documents;

use Edit::{Remove, Set};
use documents::{BUNDLE, Edit, zeros};
use ogi_conformance::json::{Document, Limits};
use ogi_conformance::structure::{Fault, SchemaError, Schemas};
use serde_json::{Value, json};
use std::sync::LazyLock;

static SCHEMAS: LazyLock<Schemas> =
    LazyLock::new(|| Schemas::new(&BUNDLE).expect("the canonical schema has editions"));

/// A cell, a cell of a detail row, and an amount of each edition.
const CELL: &str = "/requests/new_received/natural_persons";
const FEE: &str = "/proactive_disclosure/administrative_fees/amount_10k_yuan";
const COUNTS: &str = "/requests/new_received";

fn faults(source: &str) -> Vec<Fault> {
    let document =
        Document::read(source.as_bytes(), &Limits::default()).expect("a well-formed document");
    SCHEMAS.faults(&document).expect("the schemas compile")
}

fn changed(edition: &str, edits: &[Edit]) -> String {
    let mut document = zeros(edition);
    for edit in edits {
        edit.apply(&mut document);
    }
    serde_json::to_string_pretty(&document).expect("a value")
}

/// Changes a valid report of 2021 in one way and compares pointer and keyword of each fault.
fn check(what: &str, edit: Edit, expected: &[(&str, &str)]) {
    let found = faults(&changed("2021-30", &[edit]));
    let found: Vec<_> = found
        .iter()
        .map(|fault| (fault.at.as_str(), fault.keyword.as_str()))
        .collect();
    assert_eq!(found, expected, "{what}");
}

#[test]
fn valid_documents_have_no_faults() {
    for edition in ["2019-60", "2021-30"] {
        assert_eq!(faults(&changed(edition, &[])), [], "{edition}");
    }
    let valid = [
        Set(CELL, Value::Null),
        Set(CELL, json!(9_007_199_254_740_991_u64)),
        Set(CELL, json!(1.0)),
        Set(CELL, json!(9_007_199_254_740_991.0)),
        Set(FEE, Value::Null),
        Set(FEE, json!("59237.2449")),
        Set("/overview/text", json!("字".repeat(1_000_000))),
        Set("/agency/name", json!("😀".repeat(200))),
        Set("/published_on", json!("2024-02-29")),
        Set(
            "/cell_notes",
            json!([{"at": CELL, "missing": "slash", "printed": "/"}]),
        ),
    ];
    for edit in valid {
        check("valid", edit, &[]);
    }
}

#[test]
fn names_missing_and_extra_properties() {
    check("missing, top", Remove("/requests"), &[("", "required")]);
    check("missing, nested", Remove(CELL), &[(COUNTS, "required")]);
    check(
        "extra, top",
        Set("/remark", json!("")),
        &[("", "additionalProperties")],
    );
    check(
        "extra, nested",
        Set("/agency/phone", json!("")),
        &[("/agency", "additionalProperties")],
    );
    check(
        "extra, row",
        Set("/requests/new_received/legal_persons", json!(1)),
        &[(COUNTS, "additionalProperties")],
    );
    check(
        "form of 2019 in a report of 2021",
        Set(
            "/requests/outcomes/other_handling",
            zeros("2019-60")["requests"]["outcomes"]["other_handling"].clone(),
        ),
        &[
            ("/requests/outcomes/other_handling", "additionalProperties"),
            ("/requests/outcomes/other_handling", "additionalProperties"),
            ("/requests/outcomes/other_handling", "additionalProperties"),
            ("/requests/outcomes/other_handling", "additionalProperties"),
            ("/requests/outcomes/other_handling", "additionalProperties"),
            ("/requests/outcomes/other_handling", "additionalProperties"),
            ("/requests/outcomes/other_handling", "additionalProperties"),
            ("/requests/outcomes/other_handling", "required"),
            ("/requests/outcomes/other_handling", "required"),
            ("/requests/outcomes/other_handling", "required"),
        ],
    );
}

#[test]
fn names_faulty_counts() {
    let cases = [
        ("negative", json!(-1), "minimum"),
        (
            "above 2^53 - 1",
            json!(9_007_199_254_740_992_u64),
            "maximum",
        ),
        (
            "above 2^53 - 1, with a fraction",
            json!(9_007_199_254_740_992.0),
            "maximum",
        ),
        (
            "above int64",
            json!(9_223_372_036_854_775_808_u64),
            "maximum",
        ),
        ("above uint64", json!(1e20), "maximum"),
        ("below int64", json!(-1e19), "minimum"),
        ("fraction", json!(1.5), "type"),
        ("text", json!("1"), "type"),
        ("full-width digits", json!("１"), "type"),
        ("boolean", json!(true), "type"),
        ("array", json!([]), "type"),
        ("object", json!({}), "type"),
    ];
    for (what, value, keyword) in cases {
        check(what, Set(CELL, value), &[(CELL, keyword)]);
    }
    check(
        "null for a row",
        Set(COUNTS, Value::Null),
        &[(COUNTS, "type")],
    );
    check(
        "number for a row",
        Set(COUNTS, json!(0)),
        &[(COUNTS, "type")],
    );
}

#[test]
fn names_faulty_amounts() {
    check(
        "empty",
        Set(FEE, json!("")),
        &[(FEE, "minLength"), (FEE, "pattern")],
    );
    check(
        "too long",
        Set(FEE, json!("0.00000000000000000000000")),
        &[(FEE, "maxLength"), (FEE, "pattern")],
    );
    check("number", Set(FEE, json!(1234.5)), &[(FEE, "type")]);
    for amount in [
        "1,234.50",
        "1 234.50",
        "-1",
        "+1",
        "01",
        "1.",
        ".5",
        "1e3",
        "0.37万元",
        "１２",
        "1\n",
        " 1",
        "NaN",
        "/",
    ] {
        check(amount, Set(FEE, json!(amount)), &[(FEE, "pattern")]);
    }
}

#[test]
fn names_the_edition_alone_when_it_cannot_be_told() {
    check(
        "wrong",
        Set("/edition", json!("2021-31")),
        &[("/edition", "enum")],
    );
    check("empty", Set("/edition", json!("")), &[("/edition", "enum")]);
    check(
        "trailing newline",
        Set("/edition", json!("2021-30\n")),
        &[("/edition", "enum")],
    );
    check(
        "number",
        Set("/edition", json!(2021)),
        &[("/edition", "type")],
    );
    check(
        "null",
        Set("/edition", Value::Null),
        &[("/edition", "type")],
    );
    check("missing", Remove("/edition"), &[("", "required")]);
    for (source, found) in [
        ("[]", "array"),
        ("null", "null"),
        ("1.0", "integer"),
        ("0.5", "number"),
        ("\"\"", "string"),
    ] {
        let faults = faults(source);
        assert_eq!(
            (
                faults[0].at.as_str(),
                faults[0].keyword.as_str(),
                faults[0].args["found"].as_str()
            ),
            ("", "type", found)
        );
        assert_eq!(faults.len(), 1);
    }
}

#[test]
fn names_faulty_years_codes_and_words() {
    check(
        "year low",
        Set("/year", json!(2018)),
        &[("/year", "minimum")],
    );
    check(
        "year high",
        Set("/year", json!(2101)),
        &[("/year", "maximum")],
    );
    check(
        "year as text",
        Set("/year", json!("2021")),
        &[("/year", "type")],
    );
    check(
        "bad enum",
        Set("/blank_cells", json!("nought")),
        &[("/blank_cells", "enum")],
    );
    check(
        "enum null on an optional field",
        Set("/blank_cells", Value::Null),
        &[("/blank_cells", "enum"), ("/blank_cells", "type")],
    );
    check(
        "version",
        Set("/schema_version", json!("1.0")),
        &[("/schema_version", "enum")],
    );
    check(
        "code",
        Set("/agency/kind", json!("公安")),
        &[("/agency/kind", "pattern")],
    );
    check(
        "code null",
        Set("/scope", Value::Null),
        &[("/scope", "type")],
    );
    check(
        "USCC letter",
        Set("/agency/uscc", json!("11210300MB1234567O")),
        &[("/agency/uscc", "pattern")],
    );
    check(
        "USCC full-width",
        Set("/agency/uscc", json!("１1210300MB12345678")),
        &[("/agency/uscc", "pattern")],
    );
    check(
        "USCC length",
        Set("/agency/uscc", json!("11210300MB1234567")),
        &[("/agency/uscc", "minLength"), ("/agency/uscc", "pattern")],
    );
    check(
        "USCC newline",
        Set("/agency/uscc", json!("11210300MB12345678\n")),
        &[("/agency/uscc", "maxLength"), ("/agency/uscc", "pattern")],
    );
    check(
        "division code",
        Set("/agency/division_code", json!("21030")),
        &[
            ("/agency/division_code", "minLength"),
            ("/agency/division_code", "pattern"),
        ],
    );
    for code in ["2103000", "21030A", "210300\n", "２１０３００"] {
        check(
            code,
            Set("/agency/division_code", json!(code)),
            &[("/agency/division_code", "pattern")],
        );
    }
    check(
        "name empty",
        Set("/agency/name", json!("")),
        &[("/agency/name", "minLength")],
    );
    check(
        "name long",
        Set("/agency/name", json!("字".repeat(201))),
        &[("/agency/name", "maxLength")],
    );
}

#[test]
fn names_faulty_dates_addresses_and_texts() {
    let date = "/published_on";
    for day in [
        "2022-02-30",
        "2023-02-29",
        "2022-13-01",
        "2022-00-10",
        "2022-04-31",
    ] {
        check(day, Set(date, json!(day)), &[(date, "format")]);
    }
    check(
        "slashes",
        Set(date, json!("2022/01/26")),
        &[(date, "format"), (date, "pattern")],
    );
    check(
        "full-width",
        Set(date, json!("２０２２-01-26")),
        &[(date, "format"), (date, "pattern")],
    );
    check(
        "newline",
        Set(date, json!("2022-01-26\n")),
        &[(date, "format"), (date, "maxLength"), (date, "pattern")],
    );
    check("number", Set(date, json!(20_220_126)), &[(date, "type")]);
    let url = "/source/url";
    for address in [
        "www.gov.cn/index.html",
        "ftp://www.gov.cn/",
        "https://www.gov.cn/年报",
        "https://www.gov.cn/ a",
    ] {
        check(
            address,
            Set("/source", json!({"url": address})),
            &[(url, "pattern")],
        );
    }
    check(
        "address null",
        Set("/source", json!({"url": null})),
        &[(url, "type")],
    );
    let text = "/problems_and_improvements";
    check("text null", Set(text, Value::Null), &[(text, "type")]);
    check(
        "text long",
        Set(text, json!("字".repeat(1_000_001))),
        &[(text, "maxLength")],
    );
    check(
        "section null",
        Set("/overview", Value::Null),
        &[("/overview", "type")],
    );
    check(
        "section as text",
        Set("/other_matters", json!("无")),
        &[("/other_matters", "type")],
    );
    check(
        "notes",
        Set(
            "/cell_notes",
            json!([{"at": "requests", "missing": "none"}]),
        ),
        &[
            ("/cell_notes/0/at", "pattern"),
            ("/cell_notes/0/missing", "enum"),
        ],
    );
    check(
        "too many notes",
        Set(
            "/cell_notes",
            Value::Array(vec![json!({"at": "/year"}); 10_001]),
        ),
        &[("/cell_notes", "maxItems")],
    );
}

#[test]
fn says_what_was_expected_and_what_was_found() {
    let args = |edit: Edit| -> Value {
        let faults = faults(&changed("2021-30", &[edit]));
        json!([faults[0].definition, faults[0].args])
    };
    assert_eq!(
        args(Remove(CELL)),
        json!(["ApplicantCounts", {"property": "natural_persons"}])
    );
    assert_eq!(
        args(Set("/agency/phone", json!(1))),
        json!(["Agency", {"property": "phone"}])
    );
    assert_eq!(
        args(Set(CELL, json!("1"))),
        json!(["Count", {"expected": "integer, null", "found": "string", "value": "\"1\""}])
    );
    assert_eq!(
        args(Set(CELL, json!(-1))),
        json!(["Count", {"expected": "0", "value": "-1"}])
    );
    assert_eq!(
        args(Set("/blank_cells", json!("0"))),
        json!(["BlankCells", {"expected": "unknown, zero", "value": "\"0\""}])
    );
    assert_eq!(
        args(Set("/published_on", json!("2022-02-30"))),
        json!(["Date", {"expected": "date", "value": "\"2022-02-30\""}])
    );
    assert_eq!(
        args(Set("/edition", json!("2021"))),
        json!([null, {"expected": "2019-60, 2021-30", "value": "\"2021\""}])
    );
    let long = format!("\"{}…", "字".repeat(59));
    assert_eq!(
        args(Set("/agency/name", json!("字".repeat(300)))),
        json!(["Name", {"expected": "200", "found": "300", "value": long}])
    );
    assert_eq!(
        args(Set("/agency/division_code", json!("210300\n")))[1]["value"],
        "\"210300\\n\""
    );
}

#[test]
fn reports_every_fault_in_the_order_of_the_file() {
    let valid = changed("2021-30", &[]);
    let source = valid.replacen(
        '{',
        "{\n  \"zzz\": 1, \"aaa\": 2,\n  \"source\": {\"url\": 1, \"sha256\": \"\"},",
        1,
    );
    let document =
        Document::read(source.as_bytes(), &Limits::default()).expect("a well-formed document");
    let faults = SCHEMAS.faults(&document).expect("the schemas compile");
    let found: Vec<_> = faults
        .iter()
        .map(|fault| {
            (
                fault.at.as_str(),
                fault.keyword.as_str(),
                fault.span(&document).map_or(0, |span| span.start.line),
            )
        })
        .collect();
    let expected = [
        ("", "additionalProperties", 2),
        ("", "additionalProperties", 2),
        ("/source/url", "type", 3),
        ("/source/sha256", "minLength", 3),
        ("/source/sha256", "pattern", 3),
    ];
    assert_eq!(found, expected);
    let columns: Vec<_> = faults[..2]
        .iter()
        .map(|fault| fault.span(&document).map_or(0, |span| span.start.column))
        .collect();
    assert_eq!(columns, [13, 3], "`aaa` before `zzz`, each at its own name");
}

#[test]
fn refuses_a_bundle_without_editions() {
    for bundle in [
        json!({}),
        json!({"oneOf": []}),
        json!({"oneOf": [{"$ref": "#/$defs/Report"}], "$defs": {"Report": {}}}),
    ] {
        assert_eq!(Schemas::new(&bundle).err(), Some(SchemaError::NoEditions));
    }
    let edition = json!({"properties": {"edition": {"enum": ["1"]}}, "type": "nothing"});
    let schemas = Schemas::new(&json!({"oneOf": [{"$ref": "#/$defs/R"}], "$defs": {"R": edition}}))
        .expect("an edition");
    let document = Document::read(b"{\"edition\": \"1\"}", &Limits::default())
        .expect("a well-formed document");
    assert!(
        matches!(schemas.faults(&document), Err(SchemaError::Unusable { edition, .. }) if edition == "1")
    );
}
