//! A text as a document writes it: with its escapes.

use std::borrow::Cow;

use super::search;
use super::span::Escapes;

/// A text of a document, with the escapes of JSON not resolved yet.
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
        Self { raw: text.as_bytes(), escapes: Escapes::None }
    }

    /// As it stands between its quotes, in UTF-8.
    #[must_use]
    pub fn raw(self) -> &'a [u8] {
        self.raw
    }

    /// Whether characters other than controls, quotes and the like may be escaped, as `\u6536`.
    #[must_use]
    pub fn hides_characters(self) -> bool {
        self.escapes == Escapes::Any
    }

    /// With its escapes resolved.
    #[must_use]
    pub fn text(self) -> Cow<'a, str> {
        let raw = simdutf8::basic::from_utf8(self.raw).unwrap_or_default();
        if self.escapes == Escapes::None { Cow::Borrowed(raw) } else { Cow::Owned(unescape(raw)) }
    }

    /// With its escapes resolved, in UTF-8.
    pub(super) fn bytes(self) -> Cow<'a, [u8]> {
        match self.escapes {
            Escapes::None => Cow::Borrowed(self.raw),
            _ => Cow::Owned(self.text().into_owned().into_bytes()),
        }
    }

    /// Whether it says just this.
    #[must_use]
    pub fn says(self, text: &str) -> bool {
        *self.bytes() == *text.as_bytes()
    }

    /// Where in [`raw`](Self::raw), from a byte on, the first of some words stands: each of two characters of three
    /// bytes, such as 收到.
    #[must_use]
    pub fn find<const N: usize>(self, from: usize, words: &[&[u8; 6]; N]) -> Option<usize> {
        search::find(self.raw, from, words)
    }

    /// The characters from a byte of [`raw`](Self::raw) on, which must not be within a character or an escape.
    #[inline]
    pub fn characters_from(self, byte: usize) -> impl Iterator<Item = char> + use<'a> {
        let mut rest = self.raw.get(byte..).unwrap_or_default();
        let escaped = self.escapes != Escapes::None;
        std::iter::from_fn(move || {
            let character;
            (character, rest) = character_of(rest)?;
            if !escaped || character != '\\' {
                return Some(character);
            }
            let (character, length) = escape(rest);
            rest = rest.get(length..).unwrap_or_default();
            Some(character)
        })
    }

    /// The last `count` characters before a byte of [`raw`](Self::raw), which must not be within a character or an
    /// escape; at least as many as there are, in order.
    #[must_use]
    pub fn before(self, byte: usize, count: usize) -> Cow<'a, str> {
        let before = self.raw.get(..byte).unwrap_or_default();
        // So many bytes hold the characters; what is cut at their start is another one.
        let near = before.get(before.len().saturating_sub(4 * count + 3)..).unwrap_or_default();
        let cut = near.iter().take_while(|byte| is_continuation(**byte)).count();
        match near.get(cut..).unwrap_or_default() {
            escaped if self.escapes != Escapes::None && escaped.contains(&b'\\') => {
                Self { raw: before, ..self }.text().into_owned().into()
            }
            near => Cow::Borrowed(std::str::from_utf8(near).unwrap_or_default()),
        }
    }
}

/// The character at the start of UTF-8, and what comes after it.
#[inline]
fn character_of(text: &[u8]) -> Option<(char, &[u8])> {
    let low = |byte: u8| u32::from(byte & 0x3F);
    let (code, rest) = match *text {
        [] => return None,
        [a @ ..0x80, ref rest @ ..] => (u32::from(a), rest),
        [a @ 0xE0..0xF0, b, c, ref rest @ ..] => (u32::from(a & 0xF) << 12 | low(b) << 6 | low(c), rest),
        [a @ ..0xE0, b, ref rest @ ..] => (u32::from(a & 0x1F) << 6 | low(b), rest),
        [a, b, c, d, ref rest @ ..] => (u32::from(a & 7) << 18 | low(b) << 12 | low(c) << 6 | low(d), rest),
        [_, ref rest @ ..] => (u32::MAX, rest),
    };
    Some((char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), rest))
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Resolves the escapes of a string that has been found valid.
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while !rest.is_empty() {
        let (plain, from) = rest.split_at_checked(super::plain::length(rest.as_bytes())).unwrap_or((rest, ""));
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

/// Takes the `\uXXXX` without surrogates that stand at the start, of which there are mostly many or none.
fn characters<'a>(mut rest: &'a str, text: &mut String) -> &'a str {
    while let Some((&[b'\\', b'u', a, b, c, d], _)) = rest.as_bytes().split_first_chunk() {
        let Some(character) = super::text::hexadecimal(&[a, b, c, d]).and_then(char::from_u32) else { break };
        text.push(character);
        rest = rest.get(6..).unwrap_or_default();
    }
    rest
}

/// The character of a valid escape, given what follows its backslash, and how much of that it takes.
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
    let unit = |at: usize| bytes.get(at..).and_then(super::text::hexadecimal).unwrap_or_default();
    let first = unit(1);
    if first & 0xF800 != 0xD800 {
        return (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 5);
    }
    let code = 0x1_0000 + ((first & 0x3FF) << 10) + (unit(7) & 0x3FF);
    (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_those_of_the_text() {
        let text = "a\u{7F}\u{80}\u{7FF}\u{800}政\u{FFFD}\u{10000}\u{10FFFF}";
        assert!(Written::plain(text).characters_from(0).eq(text.chars()));
        let escaped = Written { raw: br"a\u653f\n\ud83d\ude00\\", escapes: Escapes::Any };
        assert!(escaped.characters_from(0).eq("a政\n\u{1F600}\\".chars()));
        assert_eq!(escaped.text(), "a政\n\u{1F600}\\");
        assert!(escaped.says("a政\n\u{1F600}\\") && !escaped.says(r"a\u653f"));
    }

    #[test]
    fn what_stands_before_a_place_ends_with_the_characters_asked_for() {
        for (raw, escapes, text) in [
            ("年收到", Escapes::None, "年"),
            ("十二个很长的字\u{1F600}\u{1F600}一二三四收到", Escapes::None, "\u{1F600}\u{1F600}一二三四"),
            (r#"申请\n、\"一\"收到"#, Escapes::Short, "\n、\"一\""),
            (r"一二三四五六七八九十\\收到", Escapes::Short, "六七八九十\\"),
            ("收到", Escapes::Short, ""),
        ] {
            let start = raw.find("收到").expect("the place");
            let before = Written { raw: raw.as_bytes(), escapes }.before(start, 6);
            assert!(before.ends_with(text), "{before}, not {text}");
        }
    }
}
