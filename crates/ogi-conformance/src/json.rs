//! A strict, bounded JSON reader that keeps the span of every value in the user's file.
//!
//! It accepts RFC 8259 with the lexical rules of the standard: UTF-8 without a byte order mark, no duplicate names in an
//! object, numbers within the range of a binary64, no lone surrogates, and the bounds of [`Limits`]. Reading takes time
//! and memory proportional to the document, and does not recurse.
//!
//! ```
//! use ogi_conformance::json::{Document, LexicalKind, Limits};
//!
//! let document = Document::read(b"{\"year\": 2021}", &Limits::default()).unwrap();
//! assert_eq!(document.at("/year").unwrap().integer(), Some(2021));
//! assert_eq!(document.place("/year").unwrap().value.start.column, 10);
//!
//! let faults = Document::read(b"{\"year\": 1,\n \"year\": 2}", &Limits::default()).unwrap_err();
//! assert_eq!(faults[0].kind, LexicalKind::DuplicateKey);
//! assert_eq!((faults[0].span.start.line, faults[0].related.unwrap().start.line), (2, 1));
//! ```

mod arena;
mod document;
mod fault;
mod pointer;
mod position;
mod reader;
mod text;
mod tokens;

#[cfg(test)]
mod tests;

pub use arena::Kind;
pub use document::{Document, Element, Place};
pub use fault::{LexicalFault, LexicalKind, refusal};
pub use position::{Position, Span};
pub(crate) use text::{excerpt, number, rounds_to_whole};

/// Bounds on what is read. Exceeding one is a [`LexicalFault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the document in bytes; 16 MiB by default.
    pub bytes: usize,
    /// Objects and arrays inside each other; 64 by default. `[]` is one deep.
    pub depth: u8,
    /// Values in the document, names not counted; 250 000 by default, three times what a valid report can have.
    pub values: usize,
    /// Faults that are reported; 100 by default. Reading goes on to the end or the first grammar error regardless.
    pub faults: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 16 << 20,
            depth: 64,
            values: 250_000,
            faults: 100,
        }
    }
}
