//! The fast way of reading accepts exactly the documents that the full way finds valid, however they are laid out.

use crate::vectors::Vectors;
use ogi_conformance::{Checker, Others};
use ogi_report::{Outcome, Outcomes, Report, Scan};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const BASES: [&str; 4] = ["2019-60", "2021-30", "2021-30-undivided", "report-hongze-2023"];

fn compare(checker: &Checker, bytes: &[u8]) -> Result<(), TestCaseError> {
    let full = checker.check_fully(bytes, Others::default());
    let valid = full.is_schema_valid() == Some(true);
    let shown = || String::from_utf8_lossy(bytes).into_owned();
    let scan = Scan::read(bytes);
    prop_assert_eq!(scan.is_some(), valid, "{:?}: {}", &full.structure, shown());
    let clean = valid && full.with_outcome(Outcome::Failed).next().is_none();
    let found: Outcomes = full.findings.iter().collect();
    prop_assert_eq!(checker.quick(bytes), clean.then_some(found), "{}", shown());
    if let Some(scan) = scan {
        let linear: Outcomes = scan.report().reconcile().iter().collect();
        prop_assert_eq!(scan.outcomes(), linear, "{}", shown());
        let generic: Report = serde_json::from_slice(bytes).expect("the generic reader accepts the same");
        prop_assert_eq!(scan.report(), generic, "{}", shown());
    }
    Ok(())
}

#[test]
fn every_vector_is_accepted_or_refused_as_the_full_way_does() {
    let vectors = Vectors::read();
    let checker = Checker::default();
    let mut accepted = 0;
    for case in vectors.cases() {
        let bytes = vectors.bytes(case);
        compare(&checker, &bytes).unwrap_or_else(|error| panic!("{}: {error}", case["id"]));
        accepted += usize::from(Scan::read(&bytes).is_some());
        if bytes.len() > 100_000 {
            continue;
        }
        let pretty = serde_json::from_slice::<Value>(&bytes).and_then(|value| serde_json::to_vec_pretty(&value));
        compare(&checker, &pretty.unwrap_or_default()).unwrap_or_else(|error| panic!("{}: {error}", case["id"]));
    }
    assert!(accepted > 200, "only {accepted} are accepted");
}

/// Ways in which the same document can be written.
#[derive(Debug, Clone, Copy)]
struct Style {
    seed: u64,
    shuffle: bool,
    space: bool,
    escape: u8,
}

/// A generator of numbers that is good enough to choose a layout.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

fn write(value: &Value, style: Style, dice: &mut Dice, text: &mut String) {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            if style.shuffle {
                for index in (1..members.len()).rev() {
                    members.swap(index, usize::try_from(dice.below(index as u64 + 1)).expect("small"));
                }
            }
            text.push('{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                space(style, dice, text);
                string(name, style, dice, text);
                space(style, dice, text);
                text.push(':');
                space(style, dice, text);
                write(value, style, dice, text);
                space(style, dice, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (index, value) in items.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                space(style, dice, text);
                write(value, style, dice, text);
            }
            space(style, dice, text);
            text.push(']');
        }
        Value::String(content) => string(content, style, dice, text),
        other => text.push_str(&other.to_string()),
    }
}

fn space(style: Style, dice: &mut Dice, text: &mut String) {
    if style.space {
        text.push_str(
            ["", "", " ", "\n  ", "\t", "\r\n                  "][usize::try_from(dice.below(6)).expect("small")],
        );
    }
}

fn string(content: &str, style: Style, dice: &mut Dice, text: &mut String) {
    text.push('"');
    for character in content.chars() {
        let escape = dice.below(100) < u64::from(style.escape);
        match character {
            '"' | '\\' if !escape => text.extend(['\\', character]),
            '\n' if !escape => text.push_str("\\n"),
            other if escape || other < ' ' => {
                let mut units = [0; 2];
                text.extend(other.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
            }
            other => text.push(other),
        }
    }
    text.push('"');
}

fn style() -> impl Strategy<Value = Style> {
    (any::<u64>(), any::<bool>(), any::<bool>(), prop::sample::select(vec![0, 0, 3, 100]))
        .prop_map(|(seed, shuffle, space, escape)| Style { seed, shuffle, space, escape })
}

/// What is done to the bytes of a document.
#[derive(Debug, Clone)]
enum Damage {
    Set(u8),
    Insert(Vec<u8>),
    Remove(usize),
    Cut,
    Repeat(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let inserted = prop_oneof![
        prop::sample::select(vec![
            " ",
            "\n",
            ",",
            "{",
            "}",
            "[",
            "]",
            ":",
            "\"",
            "\\",
            "\\n",
            "\\u0031",
            "\\ud800",
            "\\ud83d\\ude00",
            "0",
            "-",
            ".0",
            "e0",
            ".5",
            "e400",
            "9007199254740991",
            "9007199254740992",
            "null",
            "true",
            "\u{FEFF}",
            "\u{1}",
            "\"total\":0,",
            "\"extra\":0,",
            ",\"undivided\":null",
            "政",
            "💡",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..3),
    ];
    prop_oneof![
        any::<u8>().prop_map(Damage::Set),
        (b' '..b'~').prop_map(Damage::Set),
        (b'0'..=b'9').prop_map(Damage::Set),
        inserted.prop_map(Damage::Insert),
        (1usize..9).prop_map(Damage::Remove),
        Just(Damage::Cut),
        (1usize..200).prop_map(Damage::Repeat),
    ]
}

fn spoil(bytes: &mut Vec<u8>, place: prop::sample::Index, damage: &Damage) {
    let at = place.index(bytes.len().max(1));
    match damage {
        Damage::Set(byte) => bytes[at] = *byte,
        Damage::Insert(inserted) => drop(bytes.splice(at..at, inserted.iter().copied())),
        Damage::Remove(count) => drop(bytes.drain(at..(at + count).min(bytes.len()))),
        Damage::Cut => bytes.truncate(at),
        Damage::Repeat(count) => bytes.extend_from_within(at..(at + count).min(bytes.len())),
    }
}

fn base(name: &str) -> Value {
    thread_local!(static VECTORS: Vectors = Vectors::read());
    let bytes = VECTORS.with(|vectors| vectors.document(&json!({ "base": name })));
    serde_json::from_slice(&bytes).expect("bases are JSON")
}

/// A base in canonical layout, with texts that need escapes and every optional part.
fn rich(name: &str) -> Value {
    let mut document = base(name);
    let members = document.as_object_mut().expect("an object");
    let more = json!({
        "preamble": "一\n“二”\"三\"\\\u{1F4A1}",
        "source": {},
        "cell_notes": [{ "at": "/year", "missing": "slash" }, { "at": "/requests/new_received", "printed": "／" }],
        "extensions": [{ "label": "甲", "value": "1" }],
        "blank_cells": "zero",
    });
    let Value::Object(more) = more else { return document };
    members.extend(more.into_iter().collect::<Map<_, _>>());
    document
}

fn canonical(document: &Value) -> Vec<u8> {
    let report = ogi_report::read(document.to_string().as_bytes()).expect("bases are valid");
    ogi_report::write(&report).into_bytes()
}

thread_local!(static CHECKER: Checker = Checker::default());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_layout_is_read(name in prop::sample::select(BASES.to_vec()), rich_one in any::<bool>(), style in style()) {
        let document = if rich_one { rich(name) } else { base(name) };
        let mut text = String::new();
        write(&document, style, &mut Dice(style.seed), &mut text);
        prop_assert!(Scan::read(text.as_bytes()).is_some(), "{}", text);
        CHECKER.with(|checker| compare(checker, text.as_bytes()))?;
    }

    #[test]
    fn damaged_documents_are_refused_exactly_when_they_are_not_valid(
        name in prop::sample::select(BASES.to_vec()),
        style in prop::option::of(style()),
        damages in prop::collection::vec((any::<prop::sample::Index>(), damage()), 1..3),
    ) {
        let document = rich(name);
        let mut bytes = match style {
            None => canonical(&document),
            Some(style) => {
                let mut text = String::new();
                write(&document, style, &mut Dice(style.seed), &mut text);
                text.into_bytes()
            }
        };
        for (place, damage) in &damages {
            spoil(&mut bytes, *place, damage);
        }
        CHECKER.with(|checker| compare(checker, &bytes))?;
    }
}

#[test]
fn a_document_cut_off_anywhere_is_refused() {
    let whole = canonical(&rich("2021-30"));
    assert!(Scan::read(&whole).is_some());
    for end in 0..whole.len() {
        assert!(Scan::read(&whole[..end]).is_none(), "cut at {end}");
    }
}
