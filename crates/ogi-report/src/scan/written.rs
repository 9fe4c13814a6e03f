//! A text as a document writes it: with its escapes.

use std::borrow::Cow;

use super::span::Escapes;

/// A text of a document, with the escapes of JSON not resolved yet.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    pub(super) raw: &'a str,
    pub(super) escapes: Escapes,
}

impl<'a> Written<'a> {
    /// A text without escapes.
    #[must_use]
    pub fn plain(text: &'a str) -> Self {
        Self { raw: text, escapes: Escapes::None }
    }

    /// As it stands between its quotes.
    #[must_use]
    pub fn raw(self) -> &'a str {
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
        if self.escapes == Escapes::None { Cow::Borrowed(self.raw) } else { Cow::Owned(unescape(self.raw)) }
    }

    /// The characters from a byte of [`raw`](Self::raw) on, which must not be within a character or an escape.
    pub fn characters_from(self, byte: usize) -> impl Iterator<Item = char> + use<'a> {
        let mut rest = self.raw.get(byte..).unwrap_or_default();
        let escaped = self.escapes != Escapes::None;
        std::iter::from_fn(move || {
            let mut characters = rest.chars();
            let mut character = characters.next()?;
            rest = characters.as_str();
            if escaped && character == '\\' {
                let length;
                (character, length) = escape(rest);
                rest = rest.get(length..).unwrap_or_default();
            }
            Some(character)
        })
    }

    /// The last `count` characters before a byte of [`raw`](Self::raw), which must not be within a character or an
    /// escape; at least as many as there are, in order.
    #[must_use]
    pub fn before(self, byte: usize, count: usize) -> Cow<'a, str> {
        let before = self.raw.get(..byte).unwrap_or_default();
        // So many bytes hold the characters, also where they start within a character or an escape.
        let mut starts = before.len().saturating_sub(4 * count + 3)..=before.len();
        let near = starts.find_map(|start| before.get(start..)).unwrap_or_default();
        if self.escapes == Escapes::None || !near.contains('\\') {
            return Cow::Borrowed(near);
        }
        Cow::Owned(unescape(before))
    }
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
            let (character, length) = escape(after);
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
fn escape(after: &str) -> (char, usize) {
    let bytes = after.as_bytes();
    let simple = match bytes.first() {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(bytes),
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
