//! Documents made to cost time or memory end in a located fault, or in none, without costing either.

use ogi_conformance::Checker;
use ogi_conformance::json::{Document, LexicalKind, Limits};
use ogi_conformance::structure::Schemas;

/// 1 MiB: where effort grew with the square of the size, these tests would not end.
const FULL: usize = 1 << 20;

/// Kind, column of the first line, and number of faults; the default of nothing when there are none.
fn first(bytes: &[u8]) -> Option<(LexicalKind, usize, usize)> {
    let faults = Document::read(bytes, &Limits::default()).err()?;
    Some((faults[0].kind, faults[0].span.start.column, faults.len()))
}

/// `unit` again and again between `start` and `end`, up to [`FULL`] bytes.
fn filled(start: &str, unit: &str, end: &str) -> Vec<u8> {
    let times = (FULL - start.len() - end.len()) / unit.len();
    [start, &unit.repeat(times), end].concat().into_bytes()
}

#[test]
fn long_tokens() {
    assert_eq!(first(&filled("\"", "a", "\"")), None);
    assert_eq!(first(&filled("\"", "\\u5e9c", "\"")), None);
    assert_eq!(first(&filled("0.", "1", "")), None);
    assert_eq!(first(&filled("{\"", "k", "\": 1}")), None);
    assert_eq!(
        first(&filled("1", "0", "")),
        Some((LexicalKind::NumberTooLarge, 1, 1))
    );
    assert_eq!(
        first(&filled("1e", "9", "")),
        Some((LexicalKind::NumberTooLarge, 1, 1))
    );
    assert_eq!(
        first(&filled("\"", "\\ud800", "\"")),
        Some((LexicalKind::LoneSurrogate, 2, 100))
    );
    assert_eq!(
        first(&filled("\"", "a", "")),
        Some((LexicalKind::UnexpectedEnd, FULL + 1, 1))
    );
    assert_eq!(
        first(&filled("", "n", "")),
        Some((LexicalKind::UnknownWord, 1, 1))
    );
    assert_eq!(
        first(&filled("", " ", "")),
        Some((LexicalKind::UnexpectedEnd, FULL + 1, 1))
    );
}

#[test]
fn documents_beyond_the_bounds() {
    assert_eq!(
        first(&vec![b'['; (16 << 20) + 1]),
        Some((LexicalKind::DocumentTooLarge, 1, 1))
    );
    assert_eq!(
        first(&filled("", "[", "")),
        Some((LexicalKind::TooDeep, 65, 1))
    );
    assert_eq!(
        first(&filled("", "{\"a\":", "")),
        Some((LexicalKind::TooDeep, 64 * 5 + 1, 1))
    );
    assert_eq!(
        first(&filled("[", "1,", "1]")),
        Some((LexicalKind::TooManyValues, 2 * 249_999 + 2, 1))
    );
    assert_eq!(
        first(&filled("{", "\"a\":1,", "\"b\":1}")),
        Some((LexicalKind::DuplicateKey, 8, 100))
    );
}

#[test]
fn deep_names_that_stand_twice() {
    let long = "k".repeat(1000);
    let document =
        format!("{{\"{long}\":").repeat(60) + "{\"\\u0061\":1" + &",\"a\":1".repeat(10_000);
    let (kind, _, count) = first(document.as_bytes()).unwrap();
    assert_eq!((kind, count), (LexicalKind::DuplicateKey, 101));
}

#[test]
fn as_many_structural_faults_as_there_can_be() {
    let bundle = ogi_schema::file("report.schema.json").expect("the canonical schema is embedded");
    let schemas = Schemas::new(&serde_json::from_str(bundle).expect("JSON")).expect("editions");
    let notes = vec!["{\"a\":1}"; 20_000].join(",");
    let source = format!("{{\"cell_notes\":[{notes}],\"edition\":\"2021-30\"}}");
    let document = Document::read(source.as_bytes(), &Limits::default()).unwrap();
    let faults = schemas.faults(&document).expect("the schema compiles");
    // Each note lacks `at` and has `a`; there are too many of them; nine properties of the report are missing.
    assert_eq!(faults.len(), 40_000 + 1 + 9);
    assert!(
        faults
            .iter()
            .step_by(100)
            .all(|fault| fault.span(&document).is_some())
    );
}

#[test]
fn as_many_claims_in_a_text_as_there_can_be() {
    let base = include_str!("../../../schema/vectors/bases/2021-30-part-a.json");
    let mut report: serde_json::Value = serde_json::from_str(base).expect("a base");
    let received = report["requests"]["new_received"]["total"].clone();
    report["overview"] =
        serde_json::json!({ "text": format!("\n收到申请{received}件，").repeat(90_000) });
    assert!(
        Checker::default()
            .quick(report.to_string().as_bytes())
            .is_some()
    );
}
