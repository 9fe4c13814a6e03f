//! A text of a document with its escapes, for rules that read only a little of it.

use std::borrow::Cow;

use super::search;
use super::span::Escapes;

/// A text of a document whose JSON escapes are not resolved yet.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// UTF-8.
    pub(super) raw: &'a [u8],
    pub(super) escapes: Escapes,
}

impl<'a> Written<'a> {
    /// A text without escapes.
    #[must_use]
    pub fn plain(text: &'a str) -> Self {
        Self {
            raw: text.as_bytes(),
            escapes: Escapes::None,
        }
    }

    /// The bytes between its quotes, in UTF-8.
    #[must_use]
    pub fn raw(self) -> &'a [u8] {
        self.raw
    }

    /// Whether any character may be escaped as `\u6536`, rather than only controls, quotes and the like.
    #[must_use]
    pub fn hides_characters(self) -> bool {
        self.escapes == Escapes::Any
    }

    /// The text with its escapes resolved.
    #[must_use]
    pub fn text(self) -> Cow<'a, str> {
        let raw = simdutf8::basic::from_utf8(self.raw).unwrap_or_default();
        if self.escapes == Escapes::None {
            Cow::Borrowed(raw)
        } else {
            Cow::Owned(unescape(raw))
        }
    }

    /// The text with its escapes resolved, in UTF-8.
    pub(super) fn bytes(self) -> Cow<'a, [u8]> {
        match self.escapes {
            Escapes::None => Cow::Borrowed(self.raw),
            _ => Cow::Owned(self.text().into_owned().into_bytes()),
        }
    }

    /// Whether the resolved text equals one of these texts.
    #[must_use]
    pub fn is_one_of(self, texts: &[&str]) -> bool {
        let bytes = self.bytes();
        texts.iter().any(|text| *bytes == *text.as_bytes())
    }

    /// The first place in [`raw`](Self::raw), from a byte on, at which one of the words stands. Each word is two characters
    /// of three bytes, such as 收到.
    #[must_use]
    pub fn find<const N: usize>(self, from: usize, words: &[&[u8; 6]; N]) -> Option<usize> {
        search::find(self.raw, from, words)
    }

    /// The characters from a byte of [`raw`](Self::raw) on. The byte must begin a character or an escape.
    #[inline]
    pub fn characters_from(self, byte: usize) -> impl Iterator<Item = char> + use<'a> {
        let mut rest = self.raw.get(byte..).unwrap_or_default();
        let escaped = self.escapes != Escapes::None;
        std::iter::from_fn(move || {
            let character;
            (character, rest) = character_of(rest)?;
            if escaped && character == '\\' {
                Some(take_escape(&mut rest))
            } else {
                Some(character)
            }
        })
    }

    /// The last `N` characters before a byte of [`raw`](Self::raw), filled up with null characters in front. The byte must
    /// begin a character or an escape.
    #[must_use]
    pub fn before<const N: usize>(self, byte: usize) -> [char; N] {
        let mut characters = ['\0'; N];
        let places = characters.iter_mut().rev();
        let mut before = self.raw.get(..byte).unwrap_or_default();
        if self.escapes != Escapes::None
            && before
                .iter()
                .rev()
                .take(BYTES * N)
                .any(|byte| *byte == b'\\')
        {
            // Only the end of a long text: callers ask this for many places of one text, and resolving all of it each time would
            // take quadratic time.
            let from = if self.escapes == Escapes::Short {
                boundary(before, BYTES * (N + 1))
            } else {
                0
            };
            let text = Self {
                raw: before.get(from..).unwrap_or_default(),
                ..self
            }
            .text();
            places
                .zip(text.chars().rev())
                .for_each(|(place, character)| *place = character);
            return characters;
        }
        for place in places {
            let Some((rest, character)) = last_character_of(before) else {
                break;
            };
            (before, *place) = (rest, character);
        }
        characters
    }
}

/// The longest character, or short escape, in bytes.
const BYTES: usize = 4;

/// The start of a character or short escape about `bytes` before the end.
fn boundary(text: &[u8], bytes: usize) -> usize {
    let near = text.len().saturating_sub(bytes);
    // A character after an odd number of backslashes is the second half of an escape.
    let backslashes = text
        .iter()
        .take(near)
        .rev()
        .take_while(|byte| **byte == b'\\')
        .count();
    let from = near - backslashes % 2;
    from + text
        .iter()
        .skip(from)
        .take_while(|byte| is_continuation(**byte))
        .count()
}

/// The character at the start of UTF-8, and the text after it.
#[inline]
fn character_of(text: &[u8]) -> Option<(char, &[u8])> {
    match *text {
        [] => None,
        [a @ ..0x80, ref rest @ ..] => Some((char::from(a), rest)),
        [a @ 0xE0..0xF0, b, c, ref rest @ ..] => Some((
            character(u32::from(a & 0xF) << 12 | low(b) << 6 | low(c)),
            rest,
        )),
        _ => Some(rare_character_of(text)),
    }
}

/// A character of two or four bytes.
#[cold]
fn rare_character_of(text: &[u8]) -> (char, &[u8]) {
    match *text {
        [a @ ..0xE0, b, ref rest @ ..] => (character(u32::from(a & 0x1F) << 6 | low(b)), rest),
        [a, b, c, d, ref rest @ ..] => (
            character(u32::from(a & 7) << 18 | low(b) << 12 | low(c) << 6 | low(d)),
            rest,
        ),
        _ => (
            char::REPLACEMENT_CHARACTER,
            text.get(1..).unwrap_or_default(),
        ),
    }
}

/// The payload bits of a continuation byte.
fn low(byte: u8) -> u32 {
    u32::from(byte & 0x3F)
}

fn character(code: u32) -> char {
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// The character at the end of UTF-8, and the text before it.
fn last_character_of(text: &[u8]) -> Option<(&[u8], char)> {
    let following = text
        .iter()
        .rev()
        .take_while(|byte| is_continuation(**byte))
        .count();
    let (rest, last) = text.split_at_checked(text.len().checked_sub(following + 1)?)?;
    Some((rest, character_of(last)?.0))
}

/// Resolves the escapes of a valid string.
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while !rest.is_empty() {
        let (plain, from) = rest
            .split_at_checked(super::plain::length(rest.as_bytes()))
            .unwrap_or((rest, ""));
        text.push_str(plain);
        rest = characters(from, &mut text);
        while let Some(after) = rest.strip_prefix('\\') {
            let (character, length) = escape(after.as_bytes());
            text.push(character);
            rest = characters(after.get(length..).unwrap_or_default(), &mut text);
        }
    }
    text
}

/// Takes the `\uXXXX` without surrogates at the start. Writers escape either all characters beyond ASCII or none, so
/// there are many in a row or none.
fn characters<'a>(mut rest: &'a str, text: &mut String) -> &'a str {
    while let Some((&[b'\\', b'u', a, b, c, d], _)) = rest.as_bytes().split_first_chunk() {
        let Some(character) = super::text::hexadecimal(&[a, b, c, d]).and_then(char::from_u32)
        else {
            break;
        };
        text.push(character);
        rest = rest.get(6..).unwrap_or_default();
    }
    rest
}

/// Takes the rest of a valid escape after its backslash.
#[cold]
fn take_escape(rest: &mut &[u8]) -> char {
    let (character, length) = escape(rest);
    *rest = rest.get(length..).unwrap_or_default();
    character
}

/// The character of a valid escape and its length, given the text after the backslash.
fn escape(after: &[u8]) -> (char, usize) {
    let simple = match after.first() {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(after),
        Some(other) => char::from(*other),
        None => char::REPLACEMENT_CHARACTER,
    };
    (simple, 1)
}

fn unicode(bytes: &[u8]) -> (char, usize) {
    let unit = |at: usize| {
        bytes
            .get(at..)
            .and_then(super::text::hexadecimal)
            .unwrap_or_default()
    };
    let first = unit(1);
    if first & 0xF800 != 0xD800 {
        return (character(first), 5);
    }
    let code = 0x1_0000 + ((first & 0x3FF) << 10) + (unit(7) & 0x3FF);
    (character(code), 11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_those_of_the_text() {
        let text = "a\u{7F}\u{80}\u{7FF}\u{800}政\u{FFFD}\u{10000}\u{10FFFF}";
        assert!(Written::plain(text).characters_from(0).eq(text.chars()));
        let escaped = Written {
            raw: br"a\u653f\n\ud83d\ude00\\",
            escapes: Escapes::Any,
        };
        assert!(escaped.characters_from(0).eq("a政\n\u{1F600}\\".chars()));
        assert_eq!(escaped.text(), "a政\n\u{1F600}\\");
        assert!(escaped.is_one_of(&["a政\n\u{1F600}\\"]) && !escaped.is_one_of(&[r"a\u653f"]));
    }

    #[test]
    fn what_stands_before_a_place_are_its_last_characters() {
        for (raw, escapes, text) in [
            ("年收到", Escapes::None, "\0\0\0\0\0年"),
            (
                "十二个很长的字\u{1F600}é一二三四收到",
                Escapes::None,
                "\u{1F600}é一二三四",
            ),
            (r#"申请\n、\"一\"收到"#, Escapes::Short, "请\n、\"一\""),
            (
                r"一二三四五六七八九十\\收到",
                Escapes::Short,
                "六七八九十\\",
            ),
            (
                r"\u4e00一二三四五六七八九十收到",
                Escapes::Any,
                "五六七八九十",
            ),
            ("收到", Escapes::Short, "\0\0\0\0\0\0"),
        ] {
            let start = raw.find("收到").expect("the place");
            let before: [char; 6] = Written {
                raw: raw.as_bytes(),
                escapes,
            }
            .before(start);
            assert_eq!(String::from_iter(before), text, "{raw}");
        }
        for (piece, filler) in [r"\\", r#"\n\""#, r"\n政", r"é\\\n", "\u{1F600}\\n"]
            .iter()
            .zip(["", "a", "政", r"\\", "é"])
        {
            for start in 0..50 {
                let raw = [&filler.repeat(start), *piece]
                    .concat()
                    .repeat(1 + start % 7);
                let written = Written {
                    raw: raw.as_bytes(),
                    escapes: Escapes::Short,
                };
                let text = ["\0".repeat(6), written.text().into_owned()].concat();
                let last = text
                    .chars()
                    .rev()
                    .take(6)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev();
                assert!(written.before::<6>(raw.len()).into_iter().eq(last), "{raw}");
            }
        }
    }
}
