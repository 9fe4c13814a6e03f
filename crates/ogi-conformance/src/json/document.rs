//! A well-formed document: its values and their places in the file.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::Serialize;
use serde_json::{Map, Value};

use super::arena::Arena;
use super::fault::Fault;
use super::position::Lines;
use super::reader::Reader;
use super::{Kind, LexicalFault, LexicalKind, Limits, Position, Span, pointer, text};

/// A well-formed document over the bytes it was read from.
#[derive(Debug)]
pub struct Document<'a> {
    source: &'a str,
    arena: Arena,
    lines: OnceLock<Lines>,
}

/// The place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The name with its quotes, for a member of an object.
    pub key: Option<Span>,
    /// The value, with its quotes or brackets.
    pub value: Span,
}

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub struct Element<'d> {
    document: &'d Document<'d>,
    node: usize,
}

impl<'a> Document<'a> {
    /// Reads a document.
    ///
    /// # Errors
    /// The document is not well-formed. The error lists the faults in the order of the file: every fault after which reading
    /// can go on, the first after which it cannot, and the first bytes that are not UTF-8; at most [`Limits::faults`] and
    /// three more. [`refusal`](super::refusal) says which of them decides.
    pub fn read(bytes: &'a [u8], limits: &Limits) -> Result<Self, Vec<LexicalFault>> {
        if bytes.len() > limits.bytes {
            let fault = Fault::new(LexicalKind::DocumentTooLarge, 0..0)
                .with("limit", limits.bytes.to_string())
                .with("found", bytes.len().to_string());
            return Err(vec![fault.locate(&Lines::new(&[]), &[])]);
        }
        let source = valid_prefix(bytes);
        let mark = if source.starts_with('\u{FEFF}') {
            '\u{FEFF}'.len_utf8()
        } else {
            0
        };
        let (arena, mut faults) = Reader::new(source, limits).run(mark);
        if mark > 0 {
            faults.insert(
                0,
                Fault::new(LexicalKind::ByteOrderMark, 0..mark).at(Some(String::new())),
            );
        }
        if source.len() < bytes.len() {
            name_invalid_utf8(&mut faults, bytes, source.len());
        }
        if faults.is_empty() {
            return Ok(Self {
                source,
                arena,
                lines: OnceLock::new(),
            });
        }
        let lines = Lines::new(bytes);
        Err(faults
            .into_iter()
            .map(|fault| fault.locate(&lines, bytes))
            .collect())
    }

    /// The whole document as a value.
    #[must_use]
    pub fn root(&self) -> Element<'_> {
        Element {
            document: self,
            node: 0,
        }
    }

    /// The value at a JSON Pointer; `None` if there is none, or if the text is not a pointer.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<Element<'_>> {
        self.find(pointer).map(|(_, element)| element)
    }

    /// The place of the value at a JSON Pointer.
    #[must_use]
    pub fn place(&self, pointer: &str) -> Option<Place> {
        let (key, element) = self.find(pointer)?;
        Some(Place {
            key: key.map(Element::span),
            value: element.span(),
        })
    }

    /// The byte at which the value at a JSON Pointer starts.
    pub(crate) fn start(&self, pointer: &str) -> Option<usize> {
        self.find(pointer)
            .map(|(_, element)| self.arena.nodes[element.node].span.start)
    }

    /// Line and column of a byte of the file. A byte beyond the file is its end.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        self.lines().position(self.source.as_bytes(), byte)
    }

    /// The document as a [`Value`]; numbers are exact where they are written as integers of 64 bits.
    #[must_use]
    pub fn value(&self) -> Value {
        self.root().value()
    }

    /// The text of the file.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.source
    }

    fn find(&self, pointer: &str) -> Option<(Option<Element<'_>>, Element<'_>)> {
        pointer::tokens(pointer)?.try_fold((None, self.root()), |(_, element), token| match element
            .kind()
        {
            Kind::Object => {
                let (key, value) = self.arena.member(element.node, &token, self.source)?;
                Some((
                    Some(Element {
                        node: key,
                        ..element
                    }),
                    Element {
                        node: value,
                        ..element
                    },
                ))
            }
            Kind::Array => element
                .element(pointer::index(&token)?)
                .map(|element| (None, element)),
            _ => None,
        })
    }

    fn lines(&self) -> &Lines {
        self.lines
            .get_or_init(|| Lines::new(self.source.as_bytes()))
    }
}

impl<'d> Element<'d> {
    /// What kind of value it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.document.arena.nodes[self.node].kind
    }

    /// The value as it is written in the file, with quotes or brackets.
    #[must_use]
    pub fn lexeme(self) -> &'d str {
        &self.document.source[self.document.arena.nodes[self.node].span.clone()]
    }

    /// Its span in the file.
    #[must_use]
    pub fn span(self) -> Span {
        let source = self.document.source.as_bytes();
        self.document
            .lines()
            .span(source, &self.document.arena.nodes[self.node].span)
    }

    /// The start of its span.
    #[must_use]
    pub fn start(self) -> Position {
        self.document
            .position(self.document.arena.nodes[self.node].span.start)
    }

    /// The text of a string, with its escapes resolved.
    #[must_use]
    pub fn text(self) -> Option<Cow<'d, str>> {
        (self.kind() == Kind::String)
            .then(|| self.document.arena.string(self.node, self.document.source))
    }

    /// The number as an integer, if it is one of at most 38 digits. Its decimal digits decide: `1.0` and `1e0` are one,
    /// and `0.99999999999999999999` is no integer, although the nearest binary64 is 1.
    #[must_use]
    pub fn integer(self) -> Option<i128> {
        if self.kind() == Kind::Number {
            text::integer(self.lexeme())
        } else {
            None
        }
    }

    /// A member of an object.
    #[must_use]
    pub fn member(self, name: &str) -> Option<Self> {
        let (_, value) = self
            .document
            .arena
            .member(self.node, name, self.document.source)?;
        Some(Self {
            node: value,
            ..self
        })
    }

    /// An element of an array.
    #[must_use]
    pub fn element(self, index: usize) -> Option<Self> {
        self.document
            .arena
            .elements(self.node)
            .get(index)
            .map(|&node| Self { node, ..self })
    }

    /// The members of an object in the order of the file; empty for other values.
    pub fn members(self) -> impl Iterator<Item = (Cow<'d, str>, Self)> {
        let Document { arena, source, .. } = self.document;
        let members = arena.members(self.node).chunks_exact(2);
        members.map(move |member| {
            (
                arena.string(member[0], source),
                Self {
                    node: member[1],
                    ..self
                },
            )
        })
    }

    /// The elements of an array in the order of the file; empty for other values.
    pub fn elements(self) -> impl Iterator<Item = Self> {
        self.document
            .arena
            .elements(self.node)
            .iter()
            .map(move |&node| Self { node, ..self })
    }

    /// The value with all it contains; see [`Document::value`].
    #[must_use]
    pub fn value(self) -> Value {
        self.value_with(text::number)
    }

    /// The value with all it contains, each number as a function gives it.
    pub(crate) fn value_with(self, number: fn(&str) -> Value) -> Value {
        // Recurses no deeper than `Limits::depth`, which is less than 256.
        let inner = |element: Self| element.value_with(number);
        match self.kind() {
            Kind::Null => Value::Null,
            Kind::Boolean => Value::Bool(self.lexeme() == "true"),
            Kind::Number => number(self.lexeme()),
            Kind::String => Value::String(self.text().unwrap_or_default().into_owned()),
            Kind::Array => self.elements().map(inner).collect(),
            Kind::Object => {
                let members = self
                    .members()
                    .map(|(name, element)| (name.into_owned(), inner(element)));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}

/// The longest valid UTF-8 at the start of a file.
fn valid_prefix(bytes: &[u8]) -> &str {
    match simdutf8::compat::from_utf8(bytes) {
        Ok(source) => source,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// Replaces the fault at the end of the valid part by one that names the invalid UTF-8.
fn name_invalid_utf8(faults: &mut Vec<Fault>, bytes: &[u8], valid: usize) {
    let length = std::str::from_utf8(bytes)
        .err()
        .and_then(|error| error.error_len());
    let end = length.map_or(bytes.len(), |length| valid + length);
    let mut fault = Fault::new(LexicalKind::InvalidUtf8, valid..end)
        .with("found", text::hexadecimal(&bytes[valid..end]));
    match bytes {
        [0xFF, 0xFE, ..] => fault = fault.with("looks_like", "UTF-16LE"),
        [0xFE, 0xFF, ..] => fault = fault.with("looks_like", "UTF-16BE"),
        _ => {}
    }
    match faults.last_mut() {
        Some(stop) if was_cut_off(stop, valid) => {
            *stop = fault.at(stop.pointer.take());
        }
        // After a fault that ended reading, too: what is not UTF-8 is refused for that first of all.
        _ => faults.push(fault.at(Some(String::new()))),
    }
}

/// Whether a fault may exist only because the reader got no more than the valid part.
fn was_cut_off(stop: &Fault, valid: usize) -> bool {
    let of_token = matches!(
        stop.kind,
        LexicalKind::UnexpectedEnd
            | LexicalKind::UnknownWord
            | LexicalKind::InvalidNumber
            | LexicalKind::InvalidEscape
    );
    of_token && stop.span.end == valid
}
