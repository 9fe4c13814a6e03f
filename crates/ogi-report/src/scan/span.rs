//! Where a text stands in the document, packed into one slot.

use std::borrow::Cow;

/// A run of bytes of a document below 2 GiB; for a string, without its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    pub(super) length: u32,
    escaped: bool,
}

/// Longest document whose places fit.
pub(super) const LONGEST: usize = (u32::MAX >> 1) as usize;

impl Span {
    #[expect(clippy::cast_possible_truncation, reason = "documents are no longer than LONGEST")]
    pub(super) fn new(start: usize, end: usize, escaped: bool) -> Self {
        Self { start: start as u32, length: (end - start) as u32, escaped }
    }

    /// As a slot: zero or more, unlike `BLANK` and `ABSENT`.
    pub(super) fn packed(self) -> i64 {
        i64::from(self.length) << 32 | i64::from(self.escaped) << 31 | i64::from(self.start)
    }

    pub(super) fn unpacked(slot: i64) -> Option<Self> {
        let bits = u64::try_from(slot).ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "two halves")]
        let (length, start) = ((bits >> 32) as u32, bits as u32);
        Some(Self { start: start & (u32::MAX >> 1), length, escaped: start > u32::MAX >> 1 })
    }

    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    /// As it is written.
    pub(super) fn raw(self, document: &[u8]) -> &[u8] {
        let start = self.start();
        document.get(start..start + self.length as usize).unwrap_or_default()
    }

    /// The text, with its escapes resolved.
    pub(super) fn text(self, document: &[u8]) -> Cow<'_, str> {
        let raw = simdutf8::basic::from_utf8(self.raw(document)).unwrap_or_default();
        if self.escaped { Cow::Owned(unescape(raw)) } else { Cow::Borrowed(raw) }
    }
}

/// The string that stands at the start of a text, as far as it is one.
pub(super) fn leading_string(text: &str) -> Cow<'_, str> {
    let mut cursor = super::Cursor::new(text.as_bytes(), None);
    let found = if cursor.eat(b"\"") { cursor.string() } else { None };
    found.map_or(Cow::Borrowed(""), |span| span.text(text.as_bytes()))
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
