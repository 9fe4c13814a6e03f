//! The values of strings and numbers in a file.

use std::fmt::Write as _;

use ogi_report::Spelled;
use serde_json::{Number, Value};

/// Longest excerpt of a file that goes into a finding, in Unicode scalar values.
const EXCERPT: usize = 60;

/// At most 60 characters of a text, with `…` for the rest. Invisible characters are written as `\u{…}`.
pub(crate) fn excerpt(text: &str) -> String {
    let mut short = String::new();
    let mut length = 0;
    for character in text.chars() {
        let spelled = if is_visible(character) {
            character.to_string()
        } else {
            character.escape_unicode().to_string()
        };
        length += spelled.chars().count();
        if length > EXCERPT {
            short.push('…');
            break;
        }
        short.push_str(&spelled);
    }
    short
}

/// Whether a character is visible and does not change its neighbours: not a control, nor a mark of direction or width.
fn is_visible(character: char) -> bool {
    let hidden = matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    !hidden && !character.is_control()
}

/// Bytes in hexadecimal, separated by spaces.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let gap = if text.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{gap}{byte:02X}");
        text
    })
}

/// The text between two quotes, with its escapes resolved; half a surrogate pair becomes U+FFFD.
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(index) = rest.find('\\') {
        text.push_str(&rest[..index]);
        rest = &rest[index..];
        let (character, length) = escape(rest);
        text.push(character);
        rest = &rest[length..];
    }
    text.push_str(rest);
    text
}

/// The character that the well-formed escape at the start of `rest` stands for, and the length of the escape in bytes.
fn escape(rest: &str) -> (char, usize) {
    let character = match rest.as_bytes().get(1) {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => {
            return code_unit(rest)
                .map_or((char::REPLACEMENT_CHARACTER, 6), |unit| pair(unit, rest));
        }
        Some(&other) => char::from(other),
        None => char::REPLACEMENT_CHARACTER,
    };
    (character, 2)
}

fn pair(unit: u16, rest: &str) -> (char, usize) {
    if let Some(low) = rest.get(6..).and_then(code_unit)
        && let Some(Ok(character)) = char::decode_utf16([unit, low]).next()
        && character > '\u{FFFF}'
    {
        return (character, 12);
    }
    (
        char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER),
        6,
    )
}

/// The UTF-16 code unit of the `\uXXXX` at the start of `text`, if there is one.
pub(super) fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal
        .then(|| u16::from_str_radix(digits, 16).ok())
        .flatten()
}

/// The number as a [`Value`]: exact where it is written as an integer of 64 bits, else the nearest binary64.
pub(crate) fn number(lexeme: &str) -> Value {
    if let Ok(natural) = lexeme.parse::<u64>() {
        return natural.into();
    }
    match lexeme.parse::<i64>() {
        Ok(integer) if integer != 0 => integer.into(),
        // Also `-0`, which differs from `0` only as a binary64.
        _ => lexeme
            .parse()
            .ok()
            .and_then(Number::from_f64)
            .map_or(Value::Null, Value::Number),
    }
}

/// The number as an integer; see [`Element::integer`](super::Element::integer).
pub(super) fn integer(lexeme: &str) -> Option<i128> {
    let short = lexeme.parse::<i64>().map(i128::from).ok();
    short.or_else(|| Spelled::of(lexeme).integer())
}

/// Whether the nearest binary64 is whole although the number is not, as with `0.99999999999999999999`.
pub(crate) fn rounds_to_whole(lexeme: &str) -> bool {
    let nearest: Option<f64> = lexeme.parse().ok();
    nearest.is_some_and(|nearest| nearest.fract() == 0.0) && !Spelled::of(lexeme).is_whole()
}
