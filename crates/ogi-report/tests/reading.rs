//! What the typed reader refuses, and the place it names.

use ogi_report::definition::{Equation, Operand, Term};
use ogi_report::{
    Agency, Cell, Count, Definition, Edition, Exact, Language, Leaf, Report, Year, read, write,
};
use serde_json::{Value, json};

fn empty(edition: Edition) -> Report {
    let agency = Agency::new("示例市政务服务局".parse().expect("a name"));
    edition.empty(Year::try_from(2023).expect("a year"), agency)
}

fn document(edition: Edition) -> Value {
    serde_json::from_str(&write(&empty(edition))).expect("what is written is JSON")
}

/// Replaces the value at a pointer, and returns where the reader stops and what it says.
fn refused(pointer: &str, value: Value) -> (String, String) {
    let mut document = document(Edition::V2021);
    *document.pointer_mut(pointer).expect("a place") = value;
    let error = read(document.to_string().as_bytes()).expect_err("the change is illegal");
    (error.pointer().to_owned(), error.to_string())
}

#[test]
fn errors_name_the_place_and_what_was_expected() {
    let total = "/requests/outcomes/denied/state_secret/total";
    for (pointer, value, expected) in [
        (
            total,
            json!(-1),
            "a whole number from 0 to 9007199254740991",
        ),
        (
            total,
            json!(9_007_199_254_740_992u64),
            "a whole number from 0 to 9007199254740991",
        ),
        (total, json!("1"), "a whole number"),
        (total, json!(1.5), "a whole number"),
        (total, json!([1]), "a whole number"),
        (
            "/edition",
            json!("2021"),
            "an edition of the form: 2019-60 or 2021-30",
        ),
        ("/year", json!(1999), "a whole number from 2019 to 2100"),
        ("/agency/name", json!(""), "1 to 200 characters"),
        (
            "/proactive_disclosure/administrative_fees/amount_10k_yuan",
            json!("1,234.50"),
            "a decimal number in a string",
        ),
        (
            "/requests/new_received",
            json!([]),
            "an object (ApplicantCounts)",
        ),
    ] {
        let (place, message) = refused(pointer, value.clone());
        assert_eq!(place, pointer, "{value}: {message}");
        assert!(message.contains(expected), "{pointer}: {message}");
    }
}

#[test]
fn a_property_that_is_missing_or_unknown_is_named() {
    let mut missing = document(Edition::V2019);
    missing["requests"]
        .as_object_mut()
        .expect("an object")
        .remove("outcomes");
    let error = read(missing.to_string().as_bytes()).expect_err("a required property");
    assert_eq!(error.pointer(), "/requests");
    assert!(
        error.to_string().contains("missing field `outcomes`"),
        "{error}"
    );

    let mut unknown = document(Edition::V2019);
    unknown["agency"]["nmae"] = json!("x");
    let error = read(unknown.to_string().as_bytes()).expect_err("a closed object");
    assert!(error.pointer().starts_with("/agency"), "{error}");
    assert!(
        error.to_string().contains("unknown field `nmae`"),
        "{error}"
    );
}

#[test]
fn a_whole_number_may_be_written_with_a_fraction_of_zero() {
    let mut document = document(Edition::V2021);
    document["requests"]["new_received"]["total"] = json!(5.0);
    let report = read(document.to_string().as_bytes()).expect("5.0 is an integer");
    let cell = Cell::parse(Edition::V2021, "/requests/new_received/total").expect("a cell");
    assert_eq!(report.get(cell), Leaf::Number(Exact::from(5u64)));
}

#[test]
fn the_generic_reader_takes_the_edition_wherever_it_stands() {
    for edition in Edition::ALL {
        let Value::Object(members) = document(*edition) else {
            panic!("an object")
        };
        let reversed: Vec<_> = members
            .iter()
            .rev()
            .map(|(name, value)| format!("{name:?}: {value}"))
            .collect();
        let text = format!("{{{}}}", reversed.join(", "));
        assert_eq!(
            serde_json::from_str::<Report>(&text).expect("a report"),
            empty(*edition)
        );
        assert_eq!(read(text.as_bytes()).expect("a report"), empty(*edition));
    }
}

#[test]
fn reports_are_written_in_form_order() {
    let text = write(&empty(Edition::V2021));
    let names = [
        "schema_version",
        "edition",
        "overview",
        "rules",
        "new_received",
        "reconsideration",
        "other_matters",
    ];
    let places = names.map(|name| text.find(&format!("\"{name}\"")).expect("a property"));
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn cells_are_those_of_the_printed_forms() {
    let printed = |edition| Cell::all(edition).filter(|cell| cell.is_printed()).count();
    // 2021: one row more than the 200 printed cells, for 其他处理 that is printed as one row.
    assert_eq!(
        (printed(Edition::V2019), printed(Edition::V2021)),
        (198, 207)
    );
    for cell in Cell::all(Edition::V2021).chain(Cell::all(Edition::V2019)) {
        assert!(cell.unit().is_some(), "{cell:?} has no unit");
        assert!(
            !cell.labels(Language::Chinese).contains(&""),
            "{cell:?} has no label"
        );
    }
}

#[test]
fn an_illegal_count_cannot_be_made() {
    assert!(Count::try_from(9_007_199_254_740_991).is_ok());
    let refused = Count::try_from(9_007_199_254_740_992).expect_err("too large");
    assert!(
        refused
            .to_string()
            .contains("a whole number from 0 to 9007199254740991"),
        "{refused}"
    );
}

#[test]
fn what_is_no_object_is_no_report() {
    for text in ["[]", "\"x\"", "1", "[{}]"] {
        let error = read(text.as_bytes()).expect_err("no object");
        assert_eq!(error.pointer(), "", "{text}");
        assert!(
            error.to_string().contains("expected an object (Report)"),
            "{text}: {error}"
        );
    }
}

/// An equation with the pointers of all that it reads, from a place on.
fn spelled(definition: &Definition, equation: &Equation, place: &str) -> String {
    let leaf = |index: u16| {
        format!(
            "{place}{}",
            definition.leaves.get(index.into()).expect("a leaf").pointer
        )
    };
    let terms = equation
        .sum()
        .chain(equation.to())
        .map(|term| match term.operand {
            Operand::Here(index) => format!("{} {}", term.coefficient, leaf(index)),
            Operand::Other(other, pointer) => {
                format!("{} {}{pointer}", term.coefficient, other.prefix())
            }
        });
    let guard = equation
        .guard
        .map(|guard| (leaf(guard.leaf), guard.present));
    format!(
        "{} {place}{} {guard:?} {:?}",
        equation.rule,
        equation.at(),
        terms.collect::<Vec<_>>()
    )
}

#[test]
fn a_part_has_the_equations_that_lie_within_it() {
    for edition in Edition::ALL {
        let report = edition.definition();
        for field in report.fields {
            let Some(part) = field.target else { continue };
            let place = format!("/{}", field.name);
            let below = format!("{place}/");
            let inside = |equation: &Equation| {
                let here = |term: Term| match term.operand {
                    Operand::Here(index) => report
                        .leaves
                        .get(index.into())
                        .is_some_and(|leaf| leaf.pointer.starts_with(&below)),
                    Operand::Other(..) => false,
                };
                equation.sum().chain(equation.to()).all(here)
            };
            let whole: Vec<_> = report
                .equations()
                .filter(inside)
                .map(|each| spelled(report, &each, ""))
                .collect();
            let own: Vec<_> = part
                .equations()
                .map(|each| spelled(part, &each, &place))
                .collect();
            assert_eq!(own, whole, "{edition} {place}");
        }
    }
}
