//! Random valid documents, made from the canonical schema.

use std::collections::BTreeSet;

use ogi_render::Format;
use ogi_schema::{Definition, Scalar, Shape, Type};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::compare::differences;

/// A value of a definition.
fn value(definition: &'static Definition) -> BoxedStrategy<Value> {
    match &definition.shape {
        Shape::Record(properties) => {
            let members: Vec<_> = properties
                .iter()
                .map(|property| {
                    let name = property.name.clone();
                    let value = of_type(&property.ty);
                    let value = if property.required {
                        value.prop_map(Some).boxed()
                    } else {
                        prop::option::of(value).boxed()
                    };
                    value.prop_map(move |value| value.map(|value| (name.clone(), value)))
                })
                .collect();
            members
                .prop_map(|members| {
                    Value::Object(members.into_iter().flatten().collect::<Map<_, _>>())
                })
                .boxed()
        }
        Shape::Scalar(scalar) => self::scalar(&definition.name, scalar),
    }
}

fn of_type(ty: &'static Type) -> BoxedStrategy<Value> {
    let named = |name: &str| value(ogi_schema::schema().definition(name).expect("a definition"));
    match ty {
        Type::Ref(name) => named(name),
        Type::List { of, .. } => prop::collection::vec(named(of), 0..4)
            .prop_map(Value::from)
            .boxed(),
        Type::Edition(code) => Just(json!(code)).boxed(),
    }
}

fn scalar(name: &str, scalar: &'static Scalar) -> BoxedStrategy<Value> {
    match (name, scalar) {
        (
            _,
            Scalar::Integer {
                minimum,
                maximum,
                nullable,
            },
        ) => {
            let small = (*minimum).max(-60);
            let number = prop_oneof![4 => small..=small + 60, 1 => *minimum..=*maximum];
            let blank = u32::from(*nullable);
            prop_oneof![4 => number.prop_map(Value::from), blank => Just(Value::Null)].boxed()
        }
        (_, Scalar::Decimal { .. }) => {
            let digits = "(0|[1-9][0-9]{0,6}|[1-9][0-9]{14})(\\.[0-9]{1,6})?";
            prop_oneof![4 => digits.prop_map(Value::from), 1 => Just(Value::Null)].boxed()
        }
        (_, Scalar::Enum(words)) => prop::sample::select(words.clone())
            .prop_map(Value::from)
            .boxed(),
        _ => text(name),
    }
}

/// Texts as they are, and texts as no one would write them.
fn text(name: &str) -> BoxedStrategy<Value> {
    let line = "[ \t|*_#\\\\<&\"\u{3000}\u{200b}a-z0-9，。、（）一二三四五六七八九十年月日局报告公开信息-]{0,12}";
    let strategy = match name {
        "Name" => "[|*_#\\\\&a-z一二三局市（）]{0,9}[a-z市局]".boxed(),
        "Text" => prop_oneof![
            "(（一）|1\\.|第一，)?[公开政府信息]{1,9}[0-9]{0,3}件。(\n[公开政府信息]{1,9}。){0,3}",
            prop::collection::vec(line, 0..4).prop_map(|lines| lines.join("\n")),
        ]
        .boxed(),
        "Line" => prop_oneof![line, "[0-9/—无-]{0,3}", ".{0,6}", Just(String::new())].boxed(),
        "Date" => "20[1-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])".boxed(),
        "Url" => "https?://[a-z./_~!=?]{1,20}".boxed(),
        "Uscc" => "[0-9A-HJ-NPQRTUWXY]{18}".boxed(),
        "DivisionCode" => "[0-9]{6}([0-9]{3})?".boxed(),
        "Sha256" => "[0-9a-f]{64}".boxed(),
        "MediaType" => "[a-z]{1,5}/[a-z.+-]{1,9}".boxed(),
        "Code" => prop_oneof![
            "[a-z][a-z0-9_]{0,9}",
            Just("municipal_government".to_owned())
        ]
        .boxed(),
        "SchemaVersion" => Just("0.1".to_owned()).boxed(),
        "Pointer" => prop::sample::select(vec![
            "/requests",
            "/requests/new_received",
            "/requests/new_received/total",
            "/proactive_disclosure/rules/repealed",
            "/review_and_litigation/reconsideration/total",
            "/overview/text",
            "/nowhere",
        ])
        .prop_map(str::to_owned)
        .boxed(),
        other => panic!("no texts for {other}"),
    };
    strategy.prop_map(Value::from).boxed()
}

/// Notes that contradict the document or each other do not come back: one that says why a number is missing where there
/// is one, and a second one on the same cell. `edited.rs` shows what becomes of them.
fn without_contradictions(mut document: Value) -> Value {
    let cells = document.clone();
    let mut known = BTreeSet::new();
    if let Some(notes) = document["cell_notes"].as_array_mut() {
        notes.retain(|note| {
            let at = note["at"].as_str().unwrap_or_default();
            let is_number = cells
                .pointer(at)
                .is_some_and(|value| value.is_number() || value.is_string());
            known.insert(at.to_owned()) && !(is_number && note.get("missing").is_some())
        });
    } else if let Some(members) = document.as_object_mut() {
        members.remove("cell_notes");
    }
    document
}

/// Characters that nobody sees do not come back from a page, as only what is seen is read.
fn with_seen_characters(value: &mut Value) {
    match value {
        Value::String(text) => {
            *text = text
                .chars()
                .map(|c| if is_unseen(c) { 'x' } else { c })
                .collect();
        }
        Value::Array(items) => items.iter_mut().for_each(with_seen_characters),
        Value::Object(members) => members.values_mut().for_each(with_seen_characters),
        _ => {}
    }
}

/// Characters without width, and those that only turn the direction of others.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn check(document: Value) -> Result<(), TestCaseError> {
    let mut document = without_contradictions(document);
    with_seen_characters(&mut document);
    prop_assert!(
        ogi_report::read(document.to_string().as_bytes()).is_ok(),
        "not valid: {document}"
    );
    for format in Format::ALL {
        let found = differences(&document, *format);
        prop_assert!(
            found.is_empty(),
            "{}: {}\n{document}",
            format.extension(),
            found.join("\n")
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_report_of_2021_comes_back(document in value(ogi_schema::schema().definition("Report2021").expect("a report"))) {
        check(document)?;
    }

    #[test]
    fn every_report_of_2019_comes_back(document in value(ogi_schema::schema().definition("Report2019").expect("a report"))) {
        check(document)?;
    }
}
