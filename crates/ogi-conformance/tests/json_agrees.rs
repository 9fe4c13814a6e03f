//! Our JSON reader accepts what `serde_json` accepts, reads the same value, and knows where everything stands.

mod oracle;

use oracle::compare;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Number, Value};

/// Bits of JSON, and of what is nearly JSON.
const TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\n",
    "\r\n",
    "\t",
    "null",
    "true",
    "false",
    "nul",
    "0",
    "-0",
    "1",
    "-",
    "01",
    "1.0",
    "1.",
    "0.5e3",
    "1e0",
    "1E+2",
    "1e400",
    "1e-400",
    "9007199254740993",
    "18446744073709551616",
    ".5",
    "+1",
    "NaN",
    "\"\"",
    "\"a\"",
    "\"a\":",
    "\"\\u0061\":",
    "\"b\":1",
    "\"b\":1,",
    "\"",
    "\\",
    "\\u",
    "\\ud800",
    "\\udc00",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\x\"",
    "\u{1}",
    "\"\u{1}\"",
    "\u{FEFF}",
    "总计",
    "\"总计\":",
    "😀",
    "/",
    "//",
    "'",
    "\u{A0}",
];

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", |number| Number::from_f64(number).map(Value::from)),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(text(), inner, 0..6)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            any::<char>(),
            select(vec!['a', '~', '/', '"', '\\', '\n', '府'])
        ],
        0..6,
    )
    .prop_map(|characters| characters.into_iter().collect())
}

/// A document as text: compact, indented, or with every character of its strings escaped.
fn document() -> impl Strategy<Value = String> {
    (value(), 0..3).prop_map(|(value, style)| match style {
        0 => value.to_string(),
        1 => serde_json::to_string_pretty(&value).expect("a value"),
        _ => escaped(&value.to_string()),
    })
}

/// The same document in ASCII.
fn escaped(json: &str) -> String {
    let mut units = [0; 2];
    json.chars().fold(String::new(), |mut text, character| {
        if character.is_ascii() {
            text.push(character);
        } else {
            text.extend(
                character
                    .encode_utf16(&mut units)
                    .iter()
                    .map(|unit| format!("\\u{unit:04X}")),
            );
        }
        text
    })
}

/// A change of some bytes: where, how many of them go, what comes.
fn edit() -> impl Strategy<Value = (prop::sample::Index, usize, Vec<u8>)> {
    let bytes = prop_oneof![
        select(TOKENS).prop_map(|token| token.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..3),
    ];
    (any::<prop::sample::Index>(), 0..4_usize, bytes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn on_documents(json in document()) {
        compare(json.as_bytes());
    }

    #[test]
    fn on_documents_with_some_bytes_changed(json in document(), edits in prop::collection::vec(edit(), 1..4)) {
        let mut bytes = json.into_bytes();
        for (place, length, new) in edits {
            let start = place.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, new);
        }
        compare(&bytes);
    }

    #[test]
    fn on_tokens_in_any_order(tokens in prop::collection::vec(select(TOKENS), 0..24)) {
        compare(tokens.concat().as_bytes());
    }

    #[test]
    fn on_objects_with_names_of_few_letters(names in prop::collection::vec("[ab]{0,2}", 0..40)) {
        let members: Vec<_> = names.iter().enumerate().map(|(index, name)| format!("\"{name}\": {index}")).collect();
        compare(format!("{{{}}}", members.join(",\n")).as_bytes());
    }

    #[test]
    fn on_numbers(integer in "-?[0-9]{1,25}", fraction in "(\\.[0-9]{0,25})?", exponent in "([eE][+-]?[0-9]{0,4})?") {
        compare(format!("{integer}{fraction}{exponent}").as_bytes());
    }
}

#[test]
fn on_long_lines_and_many_lines() {
    let end = "[{\"a\": 1, \"a\": 2}, 1e999]]";
    for filler in ["\"府\",", "\"府\",\n", "\"a\",\r\n", "1,"] {
        compare(format!("[{}{end}", filler.repeat(10_000)).as_bytes());
    }
    compare(format!("[\"{}\",{end}", "府".repeat(20_000)).as_bytes());
}
