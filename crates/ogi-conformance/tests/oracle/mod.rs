//! What must hold between our JSON reader, `serde_json` and the bytes of the file; also used by the fuzz target `json`.

use ogi_conformance::json::{Document, LexicalFault, LexicalKind, Limits, Position};
use serde_json::Value;

/// Values of a document that are compared one by one: keeps long inputs affordable.
const COMPARED: usize = 64;

/// A name that `serde_json` keeps for itself: it reads an object whose first property has it as something else.
const KEPT: &[u8] = b"$serde_json::private::";

/// Reads `bytes` both ways.
///
/// # Panics
/// When the two disagree, or a place that we name is not the place.
pub(crate) fn compare(bytes: &[u8]) {
    if bytes.windows(KEPT.len()).any(|part| part == KEPT) {
        return;
    }
    let theirs = serde_json::from_slice::<Value>(bytes);
    match Document::read(bytes, &Limits::default()) {
        Ok(document) => {
            let value = document.value();
            assert_eq!(value, theirs.expect("we accept it, serde_json does not"));
            let mut left = COMPARED;
            compare_places(&document, bytes, "", &value, &mut left);
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "no reason given");
            if theirs.is_ok() {
                assert!(
                    faults.iter().all(|fault| is_our_own_rule(fault.kind)),
                    "serde_json accepts it: {faults:?}"
                );
            }
            assert!(
                faults.is_sorted_by_key(|fault| fault.span.start.byte),
                "not in the order of the file"
            );
            let mut read = faults.as_slice();
            if let [before @ .., last] = read
                && last.kind == LexicalKind::InvalidUtf8
            {
                read = before;
            }
            let stops = read.iter().position(|fault| !fault.kind.recovers());
            assert!(
                stops.is_none_or(|index| index + 1 == read.len()),
                "went on after an end: {faults:?}"
            );
            for fault in &faults {
                compare_fault(fault, bytes);
            }
        }
    }
}

fn is_our_own_rule(kind: LexicalKind) -> bool {
    matches!(
        kind,
        LexicalKind::DuplicateKey
            | LexicalKind::TooDeep
            | LexicalKind::TooManyValues
            | LexicalKind::DocumentTooLarge
    )
}

fn compare_fault(fault: &LexicalFault, bytes: &[u8]) {
    for span in [Some(fault.span), fault.related].into_iter().flatten() {
        assert!(span.start.byte <= span.end.byte && span.end.byte <= bytes.len());
        compare_position(span.start, bytes);
    }
    if fault.kind == LexicalKind::DuplicateKey {
        let read = |span: ogi_conformance::json::Span| -> String {
            serde_json::from_slice(&bytes[span.start.byte..span.end.byte]).unwrap_or_default()
        };
        let first = fault.related.expect("the first place");
        assert_eq!(read(first), read(fault.span));
        assert!(first.start < fault.span.start);
    }
    let longest = fault.args.values().map(|value| value.chars().count()).max();
    assert!(
        longest.is_none_or(|longest| longest <= 61),
        "not an excerpt: {fault:?}"
    );
}

/// Each value is found again where we say it stands, and so is its name.
fn compare_places(
    document: &Document<'_>,
    bytes: &[u8],
    pointer: &str,
    value: &Value,
    left: &mut usize,
) {
    if *left == 0 {
        return;
    }
    *left -= 1;
    let place = document.place(pointer).expect("every value has a place");
    let again: Value = serde_json::from_slice(&bytes[place.value.start.byte..place.value.end.byte])
        .expect("a value");
    assert_eq!(&again, value, "{pointer}");
    compare_position(place.value.start, bytes);
    compare_position(place.value.end, bytes);
    match value {
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate().take(*left) {
                compare_places(
                    document,
                    bytes,
                    &format!("{pointer}/{index}"),
                    element,
                    left,
                );
            }
        }
        Value::Object(members) => {
            for (name, member) in members.iter().take(*left) {
                let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                let key = document
                    .place(&pointer)
                    .and_then(|place| place.key)
                    .expect("every member has a name");
                let again: String =
                    serde_json::from_slice(&bytes[key.start.byte..key.end.byte]).expect("a name");
                assert_eq!(&again, name);
                compare_places(document, bytes, &pointer, member, left);
            }
        }
        _ => {}
    }
}

/// Line and column, counted the slow way.
fn compare_position(position: Position, bytes: &[u8]) {
    let before = std::str::from_utf8(&bytes[..position.byte]).unwrap_or_else(|error| {
        // Only the end of a fault of encoding stands after bytes that are not UTF-8.
        std::str::from_utf8(&bytes[..error.valid_up_to()]).expect("valid so far")
    });
    if before.len() == position.byte {
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        assert_eq!((position.line, position.column), (line, column));
    }
}
