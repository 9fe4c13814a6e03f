//! The evidence map against its published schema, with every kind of place and note.

use ogi_import::{Cause, Evidence, Fact, Hints, How, Look, Note, Origin, Refusal};
use ogi_report::Edition;
use serde_json::{Value, json};

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(ogi_import::EVIDENCE_SCHEMA).expect("JSON");
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).expect("a schema")
}

fn check(validator: &jsonschema::Validator, map: &Value) {
    let faults: Vec<String> = validator
        .iter_errors(map)
        .map(|fault| format!("{fault} at {}", fault.instance_path()))
        .collect();
    assert_eq!(faults, [""; 0], "{map}");
}

#[test]
fn maps_of_pages_follow_the_schema() {
    let validator = validator();
    let page = include_str!("fixtures/report-2021.html");
    let html = ogi_import::read(page.as_bytes(), None).expect("reads");
    let map = html.evidence_map();
    check(&validator, &map);
    assert_eq!(
        map["evidence"].as_array().map(Vec::len),
        Some(html.evidence.len())
    );
    let json = json!({"activeDisclosureData": {"regulations": {"made": 3}}}).to_string();
    let hints = Hints {
        agency: Some("某局".to_owned()),
        year: Some(2022),
        ..Hints::default()
    };
    check(
        &validator,
        &ogi_import::read_with(json.as_bytes(), &hints)
            .expect("reads")
            .evidence_map(),
    );
    let text = "规章 | 1 | 2 |\n某局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n现行有效件数\n甲 | 3 | 4\n规章 | 1 | 2 |";
    check(
        &validator,
        &ogi_import::read(text.as_bytes(), None)
            .expect("reads")
            .evidence_map(),
    );
}

#[test]
fn every_kind_of_note_and_place_follows_the_schema() {
    let validator = validator();
    let base = ogi_import::read(include_bytes!("fixtures/report-2021.html"), None).expect("reads");
    let (at, printed) = ("/requests".to_owned(), "1".to_owned());
    let origins = [
        Origin::Line { line: 1 },
        Origin::Cell {
            table: 1,
            row: 2,
            column: 3,
            line: 4,
        },
        Origin::Page {
            page: 1,
            x: 0,
            y: 700,
        },
        Origin::Sheet {
            sheet: 1,
            row: 2,
            column: 3,
        },
        Origin::Byte { line: 1, byte: 2 },
    ];
    let refusals = [
        Refusal::Count {
            expected: 7,
            found: 6,
        },
        Refusal::Headers,
        Refusal::Divided,
        Refusal::Shifted,
    ];
    let mut notes = vec![
        Note::PrintedRepeatedly { copies: 2 },
        Note::OneOfSeveral { reports: 2 },
        Note::BodiesDisagree {
            count: 9,
            at: at.clone(),
            printed: vec![printed.clone(), printed.clone()],
        },
        Note::CopiesDisagree {
            at: at.clone(),
            printed: vec![printed.clone()],
        },
        Note::RepeatedLinesRemoved,
        Note::SecondHand,
    ];
    notes.extend(
        [Fact::Edition, Fact::Year, Fact::Agency].map(|fact| Note::TakenFromHints { fact }),
    );
    for origin in origins {
        notes.push(Note::EditionMixed {
            other: Edition::V2019,
            printed: printed.clone(),
            origin,
        });
        notes.push(Note::UnmatchedRow {
            at: at.clone(),
            label: String::new(),
            origin,
        });
        notes.push(Note::UnmatchedColumn {
            at: at.clone(),
            label: printed.clone(),
            origin,
        });
        notes.push(Note::SetAside {
            at: at.clone(),
            look: Look::Raised,
            cause: Cause::Position,
            text: printed.clone(),
            origin,
        });
        notes.push(Note::NotRead {
            look: Look::Hidden,
            cause: Cause::Container,
            text: printed.clone(),
            count: 2,
            origin,
        });
        notes.push(Note::TextInTable {
            at: at.clone(),
            origin,
        });
        let refused = |reason| Note::RowRefused {
            at: at.clone(),
            reason,
            printed: printed.clone(),
            origin,
        };
        notes.extend(refusals.map(refused));
    }
    let mut imported = base;
    imported.notes = notes;
    let hows = [
        How::Verbatim,
        How::Normalised,
        How::SignWord,
        How::UnitStated,
        How::UnitConverted,
    ];
    let rest = [
        How::CommentSetAside,
        How::SplitDigits,
        How::Lookalikes,
        How::Text,
        How::NoNumber,
    ];
    let first: Evidence = imported.evidence[0].clone();
    for how in hows.into_iter().chain(rest) {
        let mut evidence = first.clone();
        evidence.how = how;
        imported.evidence.push(evidence);
    }
    check(&validator, &imported.evidence_map());
}
