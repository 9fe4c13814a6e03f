//! Reports inside JSON and scripts: pages in strings, and tables that another program has read already.

mod support;

use ogi_import::{Note, Origin};
use serde_json::json;
use support::{cell_note, check, has_note};

const PAGE: &str = include_str!("fixtures/report-2021.html");

const TABLES: [(&str, &str); 3] = [
    ("/year", "2022"),
    ("/requests/outcomes/denied/state_secret/total", "1"),
    (
        "/review_and_litigation/litigation_after_reconsideration/total",
        "50",
    ),
];

#[test]
fn a_page_in_a_string_of_json_is_read() {
    let answer = json!({"code": 0, "data": {"title": "年度报告", "views": 12, "content": PAGE}});
    for text in [
        answer.to_string(),
        serde_json::to_string_pretty(&answer)
            .expect("JSON")
            .replace('<', "\\u003c"),
    ] {
        let imported = ogi_import::read(text.as_bytes(), Some("answer.json")).expect("reads");
        check(&imported, &TABLES);
        assert_eq!(
            imported.document()["source"]["media_type"],
            "application/json"
        );
        assert!(!has_note(&imported, |note| *note == Note::SecondHand));
    }
}

#[test]
fn a_page_in_a_string_of_a_script_is_read() {
    let string = serde_json::to_string(PAGE)
        .expect("JSON")
        .replace('/', "\\/");
    let imported =
        ogi_import::read(format!("// page\nvar page = {string};").as_bytes(), None).expect("reads");
    check(&imported, &TABLES);
    assert!(
        imported
            .evidence
            .iter()
            .all(|evidence| evidence.origin.line() == 2)
    );
}

#[test]
fn tables_that_another_program_has_read_keep_their_doubt() {
    let text = r#"{"unit": "???", "tables": [
  {"title": "????", "activeDisclosureData": {"normativeDocuments": {"made": 3, "repealed": null, "valid": "/"}}},
  {"reviewLitigationData": {"review": {"maintain": 1, "correct": 0, "other": 2, "unfinished": 0, "total": 9}, "note": 7}}
]}"#;
    let hints = ogi_import::Hints {
        agency: Some("某县".to_owned()),
        year: Some(2023),
        ..Default::default()
    };
    let broken = text.replace(r#""unit": "???","#, r#""unit": "???,"#);
    for text in [text, &broken] {
        let imported = ogi_import::read_with(text.as_bytes(), &hints).expect("reads");
        check(
            &imported,
            &[
                ("/edition", r#""2021-30""#),
                (
                    "/proactive_disclosure/normative_documents",
                    r#"{"issued": 3, "repealed": null, "in_force": null}"#,
                ),
                (
                    "/proactive_disclosure/rules",
                    r#"{"issued": null, "repealed": null, "in_force": null}"#,
                ),
                ("/requests/new_received/total", "null"),
                ("/review_and_litigation/reconsideration/total", "9"),
                ("/review_and_litigation/litigation_direct/total", "null"),
            ],
        );
        assert_eq!(
            cell_note(&imported, "/requests").as_deref(),
            Some("not_printed -")
        );
        assert!(has_note(&imported, |note| *note == Note::SecondHand));
        assert!(imported.evidence.iter().all(|evidence| evidence.repaired));
        let total = imported
            .evidence
            .iter()
            .find(|evidence| evidence.pointer.ends_with("reconsideration/total"));
        assert!(matches!(
            total.map(|total| total.origin),
            Some(Origin::Byte {
                line: 3,
                byte: 100..
            })
        ));
    }
}
