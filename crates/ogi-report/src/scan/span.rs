//! The place of a text in the document, packed into one slot.

use std::borrow::Cow;

use super::cursor::Encoding;
use super::written::Written;

/// A run of bytes of a document below 1 GiB; for a string, without its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    pub(super) length: u32,
    pub(super) escapes: Escapes,
}

/// The escapes of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Escapes {
    None,
    /// Only escapes of two characters, such as `\\n`.
    Short,
    /// Also escapes of code units, such as `\\u6536`.
    Any,
}

/// Bits of a start.
const START: u32 = 30;

/// Longest document whose places fit.
pub(super) const LONGEST: usize = (1 << START) - 1;

impl Span {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "documents are no longer than LONGEST"
    )]
    pub(super) fn new(start: usize, end: usize, escapes: Escapes) -> Self {
        Self {
            start: start as u32,
            length: (end - start) as u32,
            escapes,
        }
    }

    /// As a slot: zero or more, unlike `BLANK` and `ABSENT`.
    pub(super) fn packed(self) -> i64 {
        i64::from(self.length) << 32 | (self.escapes as i64) << START | i64::from(self.start)
    }

    pub(super) fn unpacked(slot: i64) -> Option<Self> {
        let bits = u64::try_from(slot).ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "two halves")]
        let (length, start) = ((bits >> 32) as u32, bits as u32);
        let escapes = match start >> START {
            0 => Escapes::None,
            1 => Escapes::Short,
            _ => Escapes::Any,
        };
        Some(Self {
            start: start & ((1 << START) - 1),
            length,
            escapes,
        })
    }

    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    /// As it is written.
    pub(super) fn raw(self, document: &[u8]) -> &[u8] {
        let start = self.start();
        document
            .get(start..start + self.length as usize)
            .unwrap_or_default()
    }

    /// The text, with its escapes resolved.
    pub(super) fn text(self, document: &[u8]) -> Cow<'_, str> {
        self.written(document).text()
    }

    /// The text as it is written.
    pub(super) fn written(self, document: &[u8]) -> Written<'_> {
        Written {
            raw: self.raw(document),
            escapes: self.escapes,
        }
    }
}

/// The string at the start of a text; up to the end of the text if the string has no end.
pub(super) fn leading_string(text: &str) -> Cow<'_, str> {
    let mut cursor = super::Cursor::new(text.as_bytes(), Encoding::Known);
    let found = if cursor.eat(b"\"") {
        cursor.string()
    } else {
        None
    };
    found.map_or(Cow::Borrowed(""), |span| span.text(text.as_bytes()))
}
