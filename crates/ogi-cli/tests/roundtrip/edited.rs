//! Printed forms that a person has changed: what they print now counts, and the appendix only where it agrees.

use ogi_import::Note;
use ogi_render::{Format, Mark, Options, render};
use ogi_report::Severity;
use serde_json::{Value, json};

use crate::legal;

/// A base of the vectors.
fn base(name: &str) -> Value {
    let path = format!(
        "{}/../../schema/vectors/bases/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    serde_json::from_str(&std::fs::read_to_string(path).expect("a base")).expect("JSON")
}

/// A document printed, changed by replacing each text by another, and read back.
fn edited(document: &Value, format: Format, changes: &[(&str, &str)]) -> (Value, Vec<Note>) {
    let report = ogi_report::read(document.to_string().as_bytes()).expect("a legal report");
    let printed = render(&report, format, &Options::default()).expect("prints");
    let mut text = String::from_utf8(printed).expect("text");
    for (before, after) in changes {
        assert!(text.contains(before), "nothing says {before}");
        text = text.replacen(before, after, 1);
    }
    let name = format!("report.{}", format.extension());
    let imported = ogi_import::read(text.as_bytes(), Some(&name)).expect("reads");
    legal::check(&imported);
    (imported.document(), imported.notes)
}

fn differing(notes: &[Note]) -> Vec<&str> {
    notes.iter().filter_map(differs).collect()
}

/// The place that a note says the appendix differs at.
fn differs(note: &Note) -> Option<&str> {
    match note {
        Note::AppendixDiffers { at, .. } => Some(at),
        _ => None,
    }
}

/// The table cell of HTML that shows a value.
fn cell(pointer: &str, text: &str) -> String {
    let id = pointer.trim_start_matches('/').replace('/', "-");
    format!("id=\"{id}\" data-pointer=\"{pointer}\"{text}")
}

#[test]
fn corrected_numbers_and_emptied_cells_are_read() {
    let document = base("2021-30");
    let (rules, total) = (
        "/proactive_disclosure/rules/issued",
        "/requests/new_received/total",
    );
    let number = |pointer: &str| document.pointer(pointer).expect("a number").to_string();
    let shown = |pointer: &str| format!(">{}</td>", number(pointer));
    let page = {
        let report = ogi_report::read(document.to_string().as_bytes()).expect("legal");
        String::from_utf8(render(&report, Format::Html, &Options::default()).expect("prints"))
            .expect("text")
    };
    let mut changed = page.clone();
    for (pointer, now) in [(rules, "98765"), (total, "")] {
        let begins = changed.find(&cell(pointer, "")).expect("the cell");
        let at = begins + changed[begins..].find(&shown(pointer)).expect("its number");
        changed.replace_range(at..at + shown(pointer).len(), &format!(">{now}</td>"));
    }
    let imported = ogi_import::read(changed.as_bytes(), Some("report.html")).expect("reads");
    let mut expected = document.clone();
    *expected.pointer_mut(rules).expect("a cell") = json!(98765);
    *expected.pointer_mut(total).expect("a cell") = Value::Null;
    assert_eq!(imported.document(), expected);
}

#[test]
fn marks_on_cells_are_not_part_of_their_numbers() {
    let document = base("2021-30");
    let report = ogi_report::read(document.to_string().as_bytes()).expect("legal");
    let places = [
        "/requests/new_received/total",
        "/proactive_disclosure/rules/issued",
    ];
    let mark = |pointer: &&str| {
        let message = "合计应为 3，相差 1".to_owned();
        Mark {
            pointer: (*pointer).to_owned(),
            severity: Severity::Error,
            message,
        }
    };
    let marks: Vec<Mark> = places.iter().map(mark).collect();
    for format in [
        Format::Html,
        Format::Markdown,
        Format::Text,
        Format::Docx,
        Format::Xlsx,
    ] {
        let printed = render(
            &report,
            format,
            &Options {
                marks: marks.clone(),
                ..Options::default()
            },
        )
        .expect("prints");
        let imported = ogi_import::read(&printed, Some(&format!("report.{}", format.extension())))
            .expect("reads");
        for pointer in places {
            assert_eq!(
                imported.document().pointer(pointer),
                document.pointer(pointer),
                "{format:?} {pointer}"
            );
        }
        // Plain text keeps what stood in the cell beside its number, as it does for any comment.
        if !matches!(format, Format::Markdown | Format::Text) {
            assert_eq!(imported.document(), document, "{format:?}");
        }
    }
}

#[test]
fn a_note_goes_when_its_cell_says_something_else() {
    let mut document = base("2021-30");
    let at = "/proactive_disclosure/rules/issued";
    *document.pointer_mut(at).expect("a cell") = Value::Null;
    document["cell_notes"] = json!([{"at": at, "printed": "/", "missing": "slash"}]);
    for (now, value, notes) in [
        ("7", json!(7), None),
        ("", Value::Null, None),
        ("—", Value::Null, Some("dash")),
    ] {
        let (read, said) = edited(
            &document,
            Format::Html,
            &[(">/</td>", &format!(">{now}</td>"))],
        );
        assert_eq!(read.pointer(at), Some(&value), "{now}");
        let missing: Vec<_> = read["cell_notes"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|note| &note["missing"])
            .collect();
        assert_eq!(missing, notes.iter().collect::<Vec<_>>(), "{now}");
        assert_eq!(differing(&said), [at], "{now}");
    }
}

#[test]
fn what_the_title_says_now_counts() {
    let mut document = base("2021-30");
    document["agency"]["name"] = json!("某市水务局");
    document["year"] = json!(2023);
    for format in [Format::Markdown, Format::Text] {
        let (read, _) = edited(
            &document,
            format,
            &[("某市水务局2023年", "某市林业局2024年")],
        );
        assert_eq!(
            (&read["agency"]["name"], &read["year"]),
            (&json!("某市林业局"), &json!(2024))
        );
        assert_eq!(read["agency"]["uscc"], document["agency"]["uscc"]);
        assert_eq!(read["requests"], document["requests"]);
    }
}

#[test]
fn paragraphs_that_were_added_or_changed_are_read() {
    let mut document = base("2021-30");
    document["problems_and_improvements"] = json!("甲不足。\n\n乙改进。");
    document["other_matters"]["text"] = json!("无收费。");
    let check = |changes: &[(&str, &str)], at: &str, now: &str| {
        let (read, _) = edited(&document, Format::Markdown, changes);
        assert_eq!(read.pointer(at), Some(&json!(now)), "{changes:?}");
        assert_eq!(read["requests"], document["requests"]);
    };
    check(
        &[("甲不足。", "甲有不足。")],
        "/problems_and_improvements",
        "甲有不足。\n乙改进。",
    );
    check(
        &[("甲不足。", "甲不足。\n\n丙。")],
        "/problems_and_improvements",
        "甲不足。\n丙。\n乙改进。",
    );
    check(
        &[("无收费。", "无收费。\n\n有建议。")],
        "/other_matters/text",
        "无收费。\n有建议。",
    );
}

#[test]
fn rows_of_the_appendix_that_contradict_themselves_or_the_form_are_left_aside() {
    let document = base("2021-30");
    let uscc = document["agency"]["uscc"].as_str().expect("a code");
    let (read, notes) = edited(
        &document,
        Format::Markdown,
        &[(&format!("| {uscc} |"), "| 没有 |")],
    );
    assert_eq!(read["agency"].get("uscc"), None);
    assert_eq!(differing(&notes), ["/agency/uscc"]);
    let (read, notes) = edited(
        &document,
        Format::Markdown,
        &[("| /agency/uscc |", "| /source/title |")],
    );
    assert_eq!(read["agency"].get("uscc"), None);
    assert_eq!(read["source"]["title"], document["source"]["title"]);
    assert_eq!(differing(&notes), ["/source/title"]);
    let (read, notes) = edited(
        &document,
        Format::Markdown,
        &[("| /published\\_on |", "| /nowhere |")],
    );
    assert_eq!(
        read["published_on"], document["published_on"],
        "the signature says it"
    );
    assert_eq!(differing(&notes), ["/nowhere"]);
}

#[test]
fn notes_that_contradict_the_document_do_not_come_back() {
    let at = "/proactive_disclosure/rules/issued";
    let mut document = base("2021-30");
    document["cell_notes"] = json!([{"at": at, "missing": "slash"}, {"at": at, "printed": "０"}]);
    let number = document.pointer(at).cloned();
    let (read, notes) = edited(&document, Format::Html, &[]);
    assert_eq!(read.pointer(at), number.as_ref());
    assert_eq!(read["cell_notes"], json!([{"at": at, "printed": "０"}]));
    assert_eq!(differing(&notes), [at]);
}

#[test]
fn a_paragraph_that_is_the_heading_of_a_section_begins_one() {
    let mut document = base("2021-30");
    document["problems_and_improvements"] = json!("不足。\n六、其他需要报告的事项\n改进。");
    let (read, _) = edited(&document, Format::Html, &[]);
    assert_ne!(
        read["problems_and_improvements"],
        document["problems_and_improvements"]
    );
    assert_eq!(read["requests"], document["requests"]);
}
