//! Tables of faulty and of well-formed documents.

use super::{Document, Kind, LexicalFault, LexicalKind, Limits};
use LexicalKind::{
    ByteOrderMark, ControlCharacter, DuplicateKey, InvalidEscape, InvalidNumber, InvalidUtf8,
    LoneSurrogate, NumberTooLarge, TooDeep, TrailingData, UnexpectedCharacter, UnexpectedEnd,
    UnknownWord,
};

fn faults(bytes: &[u8]) -> Vec<LexicalFault> {
    Document::read(bytes, &Limits::default())
        .err()
        .unwrap_or_default()
}

/// Kind, line, column, pointer and arguments of each fault.
type Expected<'a> = (LexicalKind, usize, usize, &'a str, &'a [(&'a str, &'a str)]);

fn check(input: impl AsRef<[u8]>, expected: &[Expected]) {
    let found = faults(input.as_ref());
    let shown: Vec<_> = found
        .iter()
        .map(|fault| {
            let args: Vec<_> = fault
                .args
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            let pointer = fault.pointer.as_deref().unwrap_or("unknown");
            (
                fault.kind,
                fault.span.start.line,
                fault.span.start.column,
                pointer,
                args,
            )
        })
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(kind, line, column, at, args)| (*kind, *line, *column, *at, args.to_vec()))
        .collect();
    assert_eq!(
        shown,
        expected,
        "{:?}",
        String::from_utf8_lossy(input.as_ref())
    );
}

#[test]
fn names_what_was_expected_at_the_end() {
    check("", &[(UnexpectedEnd, 1, 1, "", &[("expected", "value")])]);
    check(
        " \n",
        &[(UnexpectedEnd, 2, 1, "", &[("expected", "value")])],
    );
    check(
        "{\"a\": [1, ",
        &[(UnexpectedEnd, 1, 11, "/a/1", &[("expected", "value")])],
    );
    check(
        "{\"a\": [1 ",
        &[(
            UnexpectedEnd,
            1,
            10,
            "/a",
            &[("expected", "comma_or_bracket")],
        )],
    );
}

#[test]
fn names_the_first_grammar_error() {
    check(
        "{\"a\" 1}",
        &[(
            UnexpectedCharacter,
            1,
            6,
            "/a",
            &[("expected", "colon"), ("found", "1")],
        )],
    );
    check(
        "{\"a\": 1,}",
        &[(
            UnexpectedCharacter,
            1,
            9,
            "",
            &[("expected", "name"), ("found", "}")],
        )],
    );
    check(
        "{\"a\": 1 \"b\"",
        &[(
            UnexpectedCharacter,
            1,
            9,
            "",
            &[("expected", "comma_or_brace"), ("found", "\"")],
        )],
    );
    check(
        "[1,]",
        &[(
            UnexpectedCharacter,
            1,
            4,
            "/1",
            &[("expected", "value"), ("found", "]")],
        )],
    );
    check(
        "[1}",
        &[(
            UnexpectedCharacter,
            1,
            3,
            "",
            &[("expected", "comma_or_bracket"), ("found", "}")],
        )],
    );
    check(
        "// note\n1",
        &[(
            UnexpectedCharacter,
            1,
            1,
            "",
            &[("expected", "value"), ("found", "/")],
        )],
    );
    check(
        "{'a': 1}",
        &[(
            UnexpectedCharacter,
            1,
            2,
            "",
            &[("expected", "name"), ("found", "'")],
        )],
    );
    check(
        "{“a”: 1}",
        &[(
            UnexpectedCharacter,
            1,
            2,
            "",
            &[("expected", "name"), ("found", "“")],
        )],
    );
    check(
        "{\"总计\": １}",
        &[(
            UnexpectedCharacter,
            1,
            8,
            "/总计",
            &[("expected", "value"), ("found", "１")],
        )],
    );
    check(
        "{\"a\": None}",
        &[(UnknownWord, 1, 7, "/a", &[("found", "None")])],
    );
    check("[nul]", &[(UnknownWord, 1, 2, "/0", &[("found", "nul")])]);
    check("{} \n{}", &[(TrailingData, 2, 1, "", &[("found", "{}")])]);
    check(
        "null\0",
        &[(TrailingData, 1, 5, "", &[("found", "\\u{0}")])],
    );
}

#[test]
fn names_faulty_tokens() {
    for number in ["01", "-", "1.", "1e", "1e+", "-01", "1.e1", "00"] {
        let written = if number == "1.e1" { "1." } else { number };
        check(
            format!("[{number}]"),
            &[(InvalidNumber, 1, 2, "/0", &[("found", written)])],
        );
    }
    check(
        "[1e400, -1e999]",
        &[
            (NumberTooLarge, 1, 2, "/0", &[("found", "1e400")]),
            (NumberTooLarge, 1, 9, "/1", &[("found", "-1e999")]),
        ],
    );
    check(
        "\"a",
        &[(UnexpectedEnd, 1, 3, "", &[("expected", "quote")])],
    );
    check(
        "[\"a\nb\"]",
        &[(ControlCharacter, 1, 4, "/0", &[("found", "U+000A")])],
    );
    check(
        "[\"\\x41\"]",
        &[(InvalidEscape, 1, 3, "/0", &[("found", "\\x")])],
    );
    check(
        "[\"\\u00g1\"]",
        &[(InvalidEscape, 1, 3, "/0", &[("found", "\\u00g1")])],
    );
    check(
        r#"{"\ud800": "\udc00"}"#,
        &[
            (LoneSurrogate, 1, 3, "", &[("found", "\\ud800")]),
            (LoneSurrogate, 1, 13, "/\u{FFFD}", &[("found", "\\udc00")]),
        ],
    );
}

#[test]
fn names_encodings_other_than_plain_utf8() {
    check("\u{FEFF}{}", &[(ByteOrderMark, 1, 1, "", &[])]);
    check(
        b"\xFF\xFE{\0}\0",
        &[(
            InvalidUtf8,
            1,
            1,
            "",
            &[("found", "FF"), ("looks_like", "UTF-16LE")],
        )],
    );
    check(
        b"{\"a\":\n \"\xB0\xB2\"}",
        &[(InvalidUtf8, 2, 3, "/a", &[("found", "B0")])],
    );
    check(
        b"{\"a\": 1}\n\xC3",
        &[(InvalidUtf8, 2, 1, "", &[("found", "C3")])],
    );
    check(
        b"[1.\xFF]",
        &[(InvalidUtf8, 1, 4, "/0", &[("found", "FF")])],
    );
    check(
        b"{} x \xFF",
        &[
            (TrailingData, 1, 4, "", &[("found", "x ")]),
            (InvalidUtf8, 1, 6, "", &[("found", "FF")]),
        ],
    );
    check("\"\u{FEFF}\"", &[]);
}

#[test]
fn names_both_places_of_every_duplicate() {
    let input = "{\"a\": {\"b\": 1, \"c\": 2, \"\\u0062\": 3},\n \"d\": [],\n \"a\": 0, \"a\": 1}";
    check(
        input,
        &[
            (DuplicateKey, 1, 24, "/a/b", &[("name", "b")]),
            (DuplicateKey, 3, 2, "/a", &[("name", "a")]),
            (DuplicateKey, 3, 10, "/a", &[("name", "a")]),
        ],
    );
    let first: Vec<_> = faults(input.as_bytes())
        .into_iter()
        .map(|fault| fault.related.map(|span| span.start.byte))
        .collect();
    assert_eq!(first, [Some(7), Some(1), Some(1)]);
}

#[test]
fn reports_duplicates_of_objects_that_are_never_closed() {
    check(
        "{\"a\": 1, \"a\": [{\"b\": 1, \"b\"",
        &[
            (DuplicateKey, 1, 10, "/a", &[("name", "a")]),
            (DuplicateKey, 1, 25, "/a/0/b", &[("name", "b")]),
            (UnexpectedEnd, 1, 28, "/a/0/b", &[("expected", "colon")]),
        ],
    );
}

#[test]
fn holds_the_bounds() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(faults(nested(64).as_bytes()), []);
    let at = "/0".repeat(64);
    check(nested(65), &[(TooDeep, 1, 65, &at, &[("limit", "64")])]);
    check(
        "[".repeat(1_000_000),
        &[(TooDeep, 1, 65, &at, &[("limit", "64")])],
    );

    let limits = Limits {
        bytes: 10,
        values: 3,
        faults: 1,
        ..Limits::default()
    };
    let kinds = |text: &str| {
        let faults = Document::read(text.as_bytes(), &limits)
            .err()
            .unwrap_or_default();
        faults
            .into_iter()
            .map(|fault| fault.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds("[1,2]     "), []);
    assert_eq!(kinds("[1,2]      "), [LexicalKind::DocumentTooLarge]);
    assert_eq!(kinds("[1,2,3]"), [LexicalKind::TooManyValues]);
    assert_eq!(kinds("[1e999,1e9"), [NumberTooLarge, UnexpectedEnd]);
    assert_eq!(kinds("[1e999,2e9"), [NumberTooLarge, UnexpectedEnd]);
}

#[test]
fn leaves_out_pointers_that_are_too_long() {
    let key = "k".repeat(3000);
    check(
        format!("{{\"{key}\": x}}"),
        &[(UnknownWord, 1, 3006, "unknown", &[("found", "x")])],
    );
}

#[test]
fn reads_values_and_their_places() {
    let source = "{\n  \"a/b\": [0, {\"~\": \"\\u4e00\\ud83d\\ude00\\n\"}],\n  \"政府\": {\"z\": 1.0, \"y\": null, \"x\": true}\n}";
    let document = Document::read(source.as_bytes(), &Limits::default()).unwrap();
    let text = document.at("/a~1b/1/~0").unwrap();
    assert_eq!(text.text().unwrap(), "一😀\n");
    assert_eq!(text.lexeme(), "\"\\u4e00\\ud83d\\ude00\\n\"");
    let place = document.place("/政府/z").unwrap();
    assert_eq!(
        (
            place.value.start.line,
            place.value.start.column,
            place.value.end.column
        ),
        (3, 15, 18)
    );
    assert_eq!(
        place.key.map(|key| (key.start.column, key.end.column)),
        Some((10, 13))
    );
    assert_eq!(document.place("").map(|place| place.key), Some(None));
    assert_eq!(
        document
            .at("/政府")
            .unwrap()
            .members()
            .map(|(name, _)| name)
            .collect::<String>(),
        "zyx"
    );
    assert_eq!(
        document
            .at("/a~1b")
            .unwrap()
            .elements()
            .map(super::Element::kind)
            .collect::<Vec<_>>(),
        [Kind::Number, Kind::Object]
    );
    for absent in [
        "a",
        "/a",
        "/a~1b/2",
        "/a~1b/01",
        "/a~1b/-",
        "/a~1b/0/0",
        "/政府/",
    ] {
        assert!(document.at(absent).is_none(), "{absent}");
    }
}

#[test]
fn reads_integers_by_value() {
    let cases = [
        ("0", Some(0)),
        ("-0", Some(0)),
        ("1.0", Some(1)),
        ("1e0", Some(1)),
        ("-25e1", Some(-250)),
        ("9007199254740993", Some(9_007_199_254_740_993)),
        (
            "123456789012345678901234567890",
            Some(123_456_789_012_345_678_901_234_567_890),
        ),
        ("1.5", None),
        ("0.99999999999999999999", None),
        ("1e-400", None),
        ("1e300", None),
        ("\"1\"", None),
    ];
    for (source, expected) in cases {
        let document = Document::read(source.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(document.root().integer(), expected, "{source}");
    }
}

#[test]
fn slugs_are_the_serialized_names() {
    for kind in [
        ByteOrderMark,
        InvalidUtf8,
        DuplicateKey,
        TooDeep,
        NumberTooLarge,
        LexicalKind::DocumentTooLarge,
    ] {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.slug());
    }
}

#[test]
fn one_fault_of_several_decides() {
    use super::refusal;
    let many = format!("{{\"a\": 1, \"a\": [{}]}}", "1e400, ".repeat(200) + "1");
    for (input, kind) in [
        (&b"\xEF\xBB\xBFx"[..], ByteOrderMark),
        (b"x\xFF", InvalidUtf8),
        (b"{\"a\": 1, \"a\": 1e400}", DuplicateKey),
        (b"[1e400x", NumberTooLarge),
        (b"[x1e400", UnknownWord),
        (many.as_bytes(), DuplicateKey),
    ] {
        assert_eq!(refusal(&faults(input)), Some(kind), "{input:.40?}");
    }
    assert_eq!(refusal(&[]), None);
}
