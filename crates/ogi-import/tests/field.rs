//! Real reports from the field and the smallest inputs that once failed, where they lie beside the workspace.

#[path = "support/truth.rs"]
mod truth;

use std::fs;
use std::path::{Path, PathBuf};

use ogi_import::{ImportError, Imported};
use serde_json::{Value, json};
use truth::{hints, number_cells, readable, score, truths};

/// Cells that are not read of all reports that have true values: those of a page whose text stands in one line, and those of
/// a first row that breaks off.
const MISSED: usize = 204;

#[test]
fn no_report_from_the_field_is_misread() {
    let Some(field) = folder("field") else { return };
    let (mut right, mut missed, mut wrong) = (0, 0, Vec::new());
    for truth in truths(&field) {
        for file in truth["files"].as_array().into_iter().flatten() {
            let file = file.as_str().expect("a name");
            let Ok(bytes) = fs::read(field.join(file)) else {
                continue;
            };
            match ogi_import::read_with(&bytes, &hints(&truth, file)) {
                Ok(imported) => {
                    let score = score(&imported, &truth);
                    right += score.right;
                    missed += score.missed;
                    if score.missed > 0 {
                        eprintln!("{file}: {} missed", score.missed);
                    }
                    wrong.extend(score.wrong.iter().map(|cell| format!("{file} {cell}")));
                }
                Err(error) => {
                    missed += readable(&truth);
                    eprintln!("{file}: {error}");
                }
            }
        }
    }
    eprintln!("{right} right, {missed} missed");
    assert_eq!(wrong, [""; 0], "wrong or invented");
    assert!(missed <= MISSED, "{missed} cells are missed");
}

/// What is demanded of a small input.
enum Demand {
    /// All cells of the common truth but these, which have no value.
    Whole(&'static [&'static str]),
    /// These values.
    Cells(fn() -> Vec<(&'static str, Value)>),
    /// It holds several reports, which the error names.
    Several,
    /// The error says that the text stands in one line.
    Glued,
    /// The page does not say its agency.
    NoAgency,
    /// The agency that it names.
    Agency(&'static str),
}

const NATURAL: &str = "/requests/new_received/natural_persons";

#[rustfmt::skip]
const DEMANDS: &[(&str, Demand)] = &[
    ("w1-superscript-mark.html", Demand::Whole(&[])),
    ("w2-hidden-span.html", Demand::Whole(&[])),
    ("w3-strikethrough.html", Demand::Whole(&[])),
    ("w4-docx-hidden-run.docx", Demand::Whole(&[])),
    ("w5-docx-moved-from.docx", Demand::Whole(&[])),
    ("w6-xlsx-hidden-sheet-prior-year.xlsx", Demand::Whole(&[])),
    ("w7-xlsx-second-sheet-other-agency-lends-t4.xlsx", Demand::Several),
    ("w8-two-reports-one-page-lends-t4.html", Demand::Several),
    ("w10-agency-from-statute-name.txt", Demand::NoAgency),
    ("w12-xlsx-boolean.xlsx", Demand::Whole(&[NATURAL])),
    ("w13-docx-superscript.docx", Demand::Whole(&[])),
    ("w14-docx-strike.docx", Demand::Whole(&[])),
    ("w15-xlsx-rich-strike.xlsx", Demand::Whole(&[])),
    ("w16-xlsx-phonetic.xlsx", Demand::Whole(&[])),
    ("w11-xlsx-float-fee.xlsx", Demand::Whole(&[])),
    ("m5-glued-single-line.txt", Demand::Glued),
    ("m7-t4-header-order-not-used.html", Demand::Whole(&[])),
    ("m8-saved-page.mht", Demand::Whole(&[])),
    ("n2-site-chrome-in-section-6.html", Demand::Whole(&[])),
    ("b4-pdf-without-ruling-lines.pdf", Demand::Whole(&[])),
    ("b1-wrapped-label-values-below.txt", Demand::Cells(|| row("/requests/outcomes/partially_granted/", &[4, 0, 0, 0, 0, 0, 4]))),
    ("b2-row-cut-at-end.txt", Demand::Cells(|| vec![("/proactive_disclosure/normative_documents/issued", Value::Null)])),
    ("b3-page-starts-mid-table2.txt", Demand::Cells(|| vec![
        ("/proactive_disclosure/administrative_penalties/decisions", json!(31)),
        ("/proactive_disclosure/administrative_compulsion/decisions", json!(32)),
        ("/proactive_disclosure/administrative_fees/amount_10k_yuan", json!("33.4")),
    ])),
    ("m4-mixed-edition.txt", Demand::Cells(|| vec![
        ("/proactive_disclosure/rules/issued", Value::Null),
        ("/proactive_disclosure/administrative_licensing/decisions", json!(2)),
        ("/proactive_disclosure/administrative_penalties/decisions", json!(3)),
        ("/proactive_disclosure/administrative_compulsion/decisions", json!(4)),
        ("/proactive_disclosure/administrative_fees/amount_10k_yuan", json!("5.5")),
    ])),
    ("m1-t4-row-without-header.md", Demand::Cells(|| review(&[2, 1, 3, 0, 6, 1, 0, 0, 0, 1, 0, 0, 0, 2, 2]))),
    ("w9-t4-ten-columns.html", Demand::Cells(|| {
        let mut cells = review(&[12, 3, 7, 2, 24]);
        cells.push(("/review_and_litigation/litigation_direct/upheld", Value::Null));
        cells.push(("/review_and_litigation/litigation_after_reconsideration/upheld", Value::Null));
        cells
    })),
    ("m2-title-over-two-lines.txt", Demand::Agency("甲市")),
    ("m3-year-first-title-over-two-lines.txt", Demand::Agency("甲市乙区人民政府丙街道")),
    ("m6-agency-compiled-by.txt", Demand::Agency("甲市乙区教育局")),
    ("w17-agency-with-verb-prefix.txt", Demand::Agency("甲市人民政府办公室")),
    ("w18-agency-by-prefix.txt", Demand::Agency("甲市乙区教育局")),
    ("w19-agency-mianxiang.txt", Demand::Agency("甲市乙区教育局")),
    ("n1-source-url-from-prose.txt", Demand::Cells(|| vec![("/source/url", Value::Null)])),
    ("n3-index-number-spaced.txt", Demand::Cells(|| vec![("/source/index_number", json!("000000000/2025-00001"))])),
    ("n4-period-inside-overview.txt", Demand::Cells(|| vec![
        ("/period", json!({"start": "2024-01-01", "end": "2024-12-31"})),
        ("/overview/supervision_and_safeguards", json!("略。")),
    ])),
    ("n6-head-variants.txt", Demand::Cells(|| vec![("/overview", json!({
        "proactive_disclosure": "略甲。",
        "disclosure_on_request": "略乙。",
        "information_management": "略丙。",
        "platform_building": "略丁。",
        "supervision_and_safeguards": "略戊。",
    }))])),
];

#[test]
fn the_smallest_inputs_that_failed_are_read_right() {
    let Some(folder) = folder("field/min") else {
        return;
    };
    let truth: Value = serde_json::from_slice(
        &fs::read(folder.join("truth-of-synthetic-base.json")).expect("the truth"),
    )
    .expect("JSON");
    let mut complaints = Vec::new();
    for (file, demand) in DEMANDS {
        let bytes = fs::read(folder.join(file)).expect("a file of the list");
        let read = ogi_import::read(&bytes, Some(file));
        let said = complaint(demand, read, &truth);
        complaints.extend(said.map(|said| format!("{file}: {said}")));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// What is wrong with a reading, if anything is.
fn complaint(
    demand: &Demand,
    read: Result<Imported, ImportError>,
    truth: &Value,
) -> Option<String> {
    let imported = match (demand, read) {
        (Demand::Several, Err(ImportError::Several { .. }))
        | (Demand::Glued, Err(ImportError::Glued))
        | (Demand::NoAgency, Err(ImportError::Unstated { .. })) => return None,
        (_, Err(error)) => return Some(error.to_string()),
        (_, Ok(imported)) => imported,
    };
    match demand {
        Demand::Whole(otherwise) => {
            let score = score(&imported, truth);
            if let Some(wrong) = score.wrong.first() {
                return Some(wrong.clone());
            }
            let document = imported.document();
            let has_value = |pointer: &&&str| {
                let value = document.pointer(pointer);
                value.is_some_and(|value| !value.is_null())
            };
            if let Some(pointer) = otherwise.iter().find(has_value) {
                return Some(format!("{pointer} has a value"));
            }
            (score.missed > otherwise.len()).then(|| format!("{} missed", score.missed))
        }
        Demand::Cells(cells) => cells().into_iter().find_map(|(pointer, value)| {
            let document = imported.document();
            let read = document.pointer(pointer).unwrap_or(&Value::Null);
            (*read != value).then(|| format!("{pointer} is {read}, not {value}"))
        }),
        Demand::Agency(name) => {
            let document = imported.document();
            let read = &document["agency"]["name"];
            (read != name).then(|| format!("the agency is {read}"))
        }
        Demand::Several | Demand::Glued | Demand::NoAgency => {
            let cells = number_cells(&imported.document()).len();
            Some(format!("it is read, with {cells} cells"))
        }
    }
}

/// The cells of a row of table three, by the beginning of their pointers.
fn row(pointer: &str, values: &[u64]) -> Vec<(&'static str, Value)> {
    under(pointer, values)
}

/// The first cells of table four.
fn review(values: &[u64]) -> Vec<(&'static str, Value)> {
    under("/review_and_litigation/", values)
}

fn under(pointer: &str, values: &[u64]) -> Vec<(&'static str, Value)> {
    let standard = ogi_schema::standard();
    let form = standard.form("2021-30").expect("a form");
    let pointers = form
        .values(&standard.schema)
        .filter(|own| own.starts_with(pointer));
    let pair = |(own, value): (String, &u64)| -> (&'static str, Value) {
        (Box::leak(own.into_boxed_str()), json!(value))
    };
    pointers.zip(values).map(pair).collect()
}

fn folder(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("nothing at {}: not tested", folder.display());
    None
}
