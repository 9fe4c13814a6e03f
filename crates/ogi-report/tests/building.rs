//! Reports built value by value: the same values are legal as in reading, and the same report comes of them.

use ogi_report::definition::LeafKind;
use ogi_report::{Edition, Leaf, Report, ReportBuilder, SetError, read, write};
use serde_json::{Value, json};

/// A document of the vectors, without its lists.
fn base(edition: Edition) -> Value {
    let path = format!(
        "{}/../../schema/vectors/bases/{edition}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).expect("a base");
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    let members = document.as_object_mut().expect("an object");
    members.remove("cell_notes");
    members.remove("extensions");
    document
}

/// A value of a document as a leaf.
fn leaf(value: Option<&Value>) -> Leaf<'_> {
    match value {
        None => Leaf::Absent,
        Some(Value::Null) => Leaf::Blank,
        Some(Value::String(text)) => Leaf::Text(text),
        Some(other) => other.as_i64().map_or(Leaf::Invalid, Leaf::from),
    }
}

/// Sets every single value of a document.
fn rebuilt(edition: Edition, document: &Value) -> ReportBuilder {
    let mut builder = Report::builder(edition);
    for info in edition.definition().leaves.iter() {
        let value = leaf(document.pointer(info.pointer));
        builder.set(info.pointer, value).expect("a legal value");
    }
    builder
}

#[test]
fn the_values_of_a_report_build_it_again() {
    for edition in Edition::ALL {
        let document = base(*edition);
        let report = read(document.to_string().as_bytes()).expect("a base");
        let builder = rebuilt(*edition, &document);
        assert_eq!(builder.build().as_ref(), Ok(&report), "{edition}");
        for (cell, leaf) in report.cells() {
            assert_eq!(builder.get(cell.pointer()), leaf, "{cell:?}");
        }
    }
}

#[test]
fn what_reading_refuses_is_not_set() {
    let long = "字".repeat(201);
    let total = "/requests/new_received/total";
    let change = "/proactive_disclosure/administrative_licensing/items_change";
    let money = "/proactive_disclosure/centralized_procurement/amount_yuan";
    let fee = "/other_matters/information_processing_fee/notices_issued";
    let values = [
        json!(0),
        json!(-1),
        json!(9_007_199_254_740_991_i64),
        json!(9_007_199_254_740_992_i64),
        json!(2023),
        json!(2101),
        json!(null),
        json!(""),
        json!("1"),
        json!("1.5"),
        json!("01"),
        json!("-1"),
        json!("0.1234567"),
        json!("7730.280"),
        json!("2023-02-29"),
        json!("2023-02-28"),
        json!("zero"),
        json!("0.1"),
        json!("2019-60"),
        json!("2021-30"),
        json!("https://示例"),
        json!("https://example.org/a"),
        json!(long),
    ];
    let mut refused = 0;
    for pointer in [
        "/schema_version",
        "/edition",
        "/year",
        "/agency/name",
        "/agency/kind",
        "/scope",
        "/published_on",
        "/source/url",
        "/preamble",
        "/blank_cells",
        total,
        change,
        money,
        fee,
    ] {
        for value in &values {
            let mut document = base(Edition::V2019);
            document["source"] = json!({});
            document["other_matters"]["information_processing_fee"] = json!({
                "notices_issued": null, "amount_noticed_yuan": null, "amount_collected_yuan": null, "cases": null,
            });
            let (above, name) = pointer.rsplit_once('/').expect("a pointer");
            document.pointer_mut(above).expect("an object")[name] = value.clone();
            // An amount may be set as a number, too, where documents have text.
            if pointer == money && value.is_number() {
                continue;
            }
            let is_read = read(document.to_string().as_bytes()).is_ok();
            let set = Report::builder(Edition::V2019).set(pointer, leaf(Some(value)));
            assert_eq!(set.is_ok(), is_read, "{pointer} {value}");
            refused += usize::from(set.is_err());
        }
    }
    assert!(refused > 150, "{refused}");
}

#[test]
fn a_report_needs_its_year_its_agency_and_whole_objects() {
    let mut builder = Report::builder(Edition::V2021);
    let missing = |builder: &ReportBuilder| builder.missing().collect::<Vec<_>>();
    assert_eq!(missing(&builder), ["/year", "/agency/name"]);
    builder.set("/year", 2025).expect("a year");
    builder.set("/agency/name", "示例市水务局").expect("a name");
    builder.set("/period/end", "2025-12-31").expect("a day");
    let error = builder.build().expect_err("no first day");
    assert_eq!(error.missing(), ["/period/start"]);
    builder.take_back("/period");
    let report = builder.build().expect("a report");
    assert_eq!(report.period(), None);
    assert_eq!(report.source(), None);

    builder.begin("/source").expect("an optional object");
    let fee = "/other_matters/information_processing_fee";
    builder.begin(fee).expect("an optional object");
    let report = builder.build().expect("a report");
    assert!(report.source().is_some());
    let stated = report.other_matters().information_processing_fee.as_ref();
    assert!(stated.is_some_and(|fee| fee.cases.is_none()));
    assert_eq!(read(write(&report).as_bytes()), Ok(report));
}

#[test]
fn what_the_edition_does_not_have_is_not_set() {
    let mut builder = Report::builder(Edition::V2021);
    for pointer in [
        "",
        "/",
        "/requests",
        "/cell_notes",
        "/proactive_disclosure/centralized_procurement/projects",
    ] {
        let error = builder.set(pointer, 1).expect_err("no single value");
        assert!(matches!(error, SetError::NoPlace { .. }), "{pointer}");
        assert_eq!(builder.get(pointer), Leaf::Absent);
    }
    for pointer in ["", "/requests", "/cell_notes", "/preamble", "/period/start"] {
        assert!(builder.begin(pointer).is_err(), "{pointer}");
    }
}

#[test]
fn a_refused_value_leaves_the_one_before_it() {
    let mut builder = Report::builder(Edition::V2021);
    let total = "/requests/new_received/total";
    builder.set(total, 3).expect("a count");
    let error = builder.set(total, -3).expect_err("below zero");
    assert_eq!(
        error.to_string(),
        "/requests/new_received/total: expected a whole number from 0 to 9007199254740991, found \"-3\" (definition Count)"
    );
    assert_eq!(builder.get(total).number(), Some(3.into()));
    builder.set(total, Leaf::Absent).expect("taken back");
    assert_eq!(builder.get(total), Leaf::Blank);
}

#[test]
fn every_single_value_has_a_rule_of_its_kind() {
    for edition in Edition::ALL {
        let mut builder = Report::builder(*edition);
        for info in edition.definition().leaves.iter() {
            let wrong = match info.kind {
                LeafKind::Integer => Leaf::Text("1"),
                LeafKind::Decimal => Leaf::Text("1e3"),
                LeafKind::Text => Leaf::from(1),
            };
            assert!(
                builder.set(info.pointer, wrong).is_err(),
                "{}",
                info.pointer
            );
            let blank = builder.set(info.pointer, None::<i64>);
            assert_eq!(blank.is_ok(), info.nullable, "{}", info.pointer);
        }
    }
}
