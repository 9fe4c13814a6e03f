//! The error for bytes that the fast way refused: the first place, and what was expected there.

use super::cursor::Encoding;
use super::span::leading_string;
use super::{ABSENT, Cursor, READERS, SLOTS, Why};
use crate::Edition;
use crate::report::ReadError;

/// The first place at which bytes are not a report, and what was expected there.
pub(crate) fn explain(bytes: &[u8]) -> ReadError {
    let source = match std::str::from_utf8(bytes) {
        Ok(source) => source,
        Err(error) => {
            return ReadError::new(
                bytes,
                error.valid_up_to(),
                String::new(),
                Why::Encoding.explain(""),
            );
        }
    };
    let stated = Walk::new(source).edition();
    let (why, at) = match stated.map(|at| (at, leading_string(&source[at..]))) {
        Some((at, code)) => match Edition::parse(&code) {
            Some(edition) => refusal(source, edition),
            None => (Why::Edition, at),
        },
        None => refusal(source, Edition::ALL[Edition::ALL.len() - 1]),
    };
    let end = source.trim_end().len();
    let (why, at) = match why {
        Why::Object(_) if source.trim_start().len() + at == source.len() => {
            (Why::Object("Report"), at)
        }
        Why::Syntax(_) | Why::Object(_) => (why, at),
        _ if stated.is_none() => (Why::Missing("edition"), end),
        _ => (why, at),
    };
    let of_object = why.is_of_object();
    let at = if of_object { at.saturating_sub(1) } else { at };
    let message = why.explain(source.get(at..).unwrap_or_default());
    ReadError::new(bytes, at, Walk::new(source).pointer(at, of_object), message)
}

/// Where the reader of an edition stops, and why.
fn refusal(source: &str, edition: Edition) -> (Why, usize) {
    let mut cursor = Cursor::new(source.as_bytes(), Encoding::Known);
    let reader = READERS.iter().find(|reader| reader.edition == edition);
    let read = reader.and_then(|reader| (reader.read)(&mut cursor, &mut [ABSENT; SLOTS]));
    let _ = read.and_then(|()| cursor.end());
    (cursor.why, cursor.at())
}

/// A walk over valid JSON that keeps track of where it is, for the pointer of a fault.
struct Walk<'a> {
    cursor: Cursor<'a>,
    open: Vec<Open<'a>>,
}

enum Open<'a> {
    /// With the name of the member that is being read.
    Object(Option<std::borrow::Cow<'a, str>>),
    /// With the index of the item that is being read.
    List(usize),
}

impl<'a> Walk<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            cursor: Cursor::new(source.as_bytes(), Encoding::Known),
            open: Vec::new(),
        }
    }

    /// The JSON Pointer of what stands at a byte, or of the object that ends there.
    fn pointer(mut self, byte: usize, of_object: bool) -> String {
        while self.cursor.at() < byte && self.token().is_some() {}
        if of_object {
            self.open.pop();
        }
        let steps = self.open.iter().filter_map(|open| match open {
            Open::Object(name) => name
                .as_ref()
                .map(|name| format!("/{}", name.replace('~', "~0").replace('/', "~1"))),
            Open::List(index) => Some(format!("/{index}")),
        });
        steps.collect()
    }

    /// Where the value of the member `edition` starts.
    fn edition(mut self) -> Option<usize> {
        loop {
            if let [Open::Object(Some(name))] = self.open.as_slice()
                && name == "edition"
                && self.cursor.eat(b":")
            {
                self.cursor.space();
                return Some(self.cursor.at());
            }
            self.token()?;
        }
    }

    /// Passes over a mark, a string or a word, and over white space after it.
    fn token(&mut self) -> Option<()> {
        self.cursor.space();
        let (mark, rest) = self.cursor.rest.split_first()?;
        let document = self.cursor.document;
        match (mark, self.open.last_mut()) {
            (b'"', within) => {
                self.cursor.rest = rest;
                let text = self.cursor.string()?.text(document);
                if let Some(Open::Object(name @ None)) = within {
                    *name = Some(text);
                }
            }
            (mark, within) => {
                match (mark, within) {
                    (b',', Some(Open::Object(name))) => *name = None,
                    (b',', Some(Open::List(index))) => *index += 1,
                    (b'{', _) => self.open.push(Open::Object(None)),
                    (b'[', _) => self.open.push(Open::List(0)),
                    (b'}' | b']', _) => drop(self.open.pop()),
                    _ => {}
                }
                self.cursor.rest = rest;
            }
        }
        self.cursor.space();
        Some(())
    }
}
