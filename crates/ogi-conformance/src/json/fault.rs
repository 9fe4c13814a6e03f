//! Lexical faults: why a file is not JSON of the standard.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::Span;
use super::position::Lines;

/// One reason why a file is not well-formed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LexicalFault {
    /// What is wrong.
    pub kind: LexicalKind,
    /// Its span in the file.
    pub span: Span,
    /// JSON Pointer of the value being read; `None` if it is longer than 2 000 bytes.
    pub pointer: Option<String>,
    /// A second span: the first of two equal names, or the bracket or quote that is not closed.
    pub related: Option<Span>,
    /// What was expected and found, by the names given at each [`LexicalKind`]; excerpts have at most 60 characters.
    pub args: BTreeMap<&'static str, String>,
}

/// The kinds of lexical faults. After those marked *recovers*, reading goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LexicalKind {
    /// More than [`Limits::bytes`](super::Limits::bytes); `limit`, `found`.
    DocumentTooLarge,
    /// The file starts with U+FEFF. Recovers.
    ByteOrderMark,
    /// Bytes that are not UTF-8; `found` in hexadecimal, and `looks_like` where an UTF-16 byte order mark tells.
    InvalidUtf8,
    /// The file ends too early; `expected` as for [`LexicalKind::UnexpectedCharacter`], or `quote`.
    UnexpectedEnd,
    /// A character that cannot stand here; `found`, `expected`: `value`, `name`, `colon`, `comma_or_brace`,
    /// `comma_or_bracket`.
    UnexpectedCharacter,
    /// A bare word other than `true`, `false`, `null`; `found`.
    UnknownWord,
    /// Something after the end of the document; `found`.
    TrailingData,
    /// An unescaped control character in a string; `found`.
    ControlCharacter,
    /// An escape that JSON does not have; `found`.
    InvalidEscape,
    /// Half of a surrogate pair; `found`. Recovers.
    LoneSurrogate,
    /// A number that breaks the grammar, such as `01`, `1.` or `-`; `found`.
    InvalidNumber,
    /// A number beyond the range of a binary64; `found`. Recovers.
    NumberTooLarge,
    /// A name that the same object has already; `name`. Recovers.
    DuplicateKey,
    /// Deeper than [`Limits::depth`](super::Limits::depth); `limit`.
    TooDeep,
    /// More than [`Limits::values`](super::Limits::values); `limit`.
    TooManyValues,
}

impl LexicalKind {
    /// The kind as a slug, such as `duplicate-key`; the same as in its serialized form.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::DocumentTooLarge => "document-too-large",
            Self::ByteOrderMark => "byte-order-mark",
            Self::InvalidUtf8 => "invalid-utf8",
            Self::UnexpectedEnd => "unexpected-end",
            Self::UnexpectedCharacter => "unexpected-character",
            Self::UnknownWord => "unknown-word",
            Self::TrailingData => "trailing-data",
            Self::ControlCharacter => "control-character",
            Self::InvalidEscape => "invalid-escape",
            Self::LoneSurrogate => "lone-surrogate",
            Self::InvalidNumber => "invalid-number",
            Self::NumberTooLarge => "number-too-large",
            Self::DuplicateKey => "duplicate-key",
            Self::TooDeep => "too-deep",
            Self::TooManyValues => "too-many-values",
        }
    }

    /// Whether reading goes on after such a fault.
    #[must_use]
    pub fn recovers(self) -> bool {
        matches!(
            self,
            Self::ByteOrderMark | Self::LoneSurrogate | Self::NumberTooLarge | Self::DuplicateKey
        )
    }
}

/// The kind for which a file is refused, of all its faults: size, byte order mark and encoding before everything that
/// stands in the text, of which the first decides. `None` if there is no fault.
#[must_use]
pub fn refusal(faults: &[LexicalFault]) -> Option<LexicalKind> {
    let of_the_whole = [
        LexicalKind::DocumentTooLarge,
        LexicalKind::ByteOrderMark,
        LexicalKind::InvalidUtf8,
    ];
    let stated = |kind: &LexicalKind| faults.iter().any(|fault| fault.kind == *kind);
    of_the_whole
        .into_iter()
        .find(stated)
        .or_else(|| Some(faults.first()?.kind))
}

/// A fault whose places are bytes of the file.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) kind: LexicalKind,
    pub(super) span: Range<usize>,
    pub(super) pointer: Option<String>,
    pub(super) related: Option<Range<usize>>,
    pub(super) args: BTreeMap<&'static str, String>,
}

impl Fault {
    pub(super) fn new(kind: LexicalKind, span: Range<usize>) -> Self {
        Self {
            kind,
            span,
            pointer: None,
            related: None,
            args: BTreeMap::new(),
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.insert(name, value.into());
        self
    }

    pub(super) fn at(mut self, pointer: Option<String>) -> Self {
        self.pointer = pointer;
        self
    }

    pub(super) fn related_to(mut self, place: Option<Range<usize>>) -> Self {
        self.related = place;
        self
    }

    pub(super) fn locate(self, lines: &Lines, bytes: &[u8]) -> LexicalFault {
        LexicalFault {
            kind: self.kind,
            span: lines.span(bytes, &self.span),
            pointer: self.pointer,
            related: self.related.map(|place| lines.span(bytes, &place)),
            args: self.args,
        }
    }
}
