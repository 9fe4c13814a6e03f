//! The current position in a document; reads objects, names and lists in any order and with any white space.

use super::keys::Keys;
use super::simd::Level;
use super::span::{Escapes, Span};
use super::why::Why;

/// A document that is being read; everything before `rest` has been found valid.
///
/// Functions return `None` as soon as the document is invalid, and leave the reason for the fault at `rest` in `why`.
pub(crate) struct Cursor<'a> {
    pub(super) document: &'a [u8],
    pub(super) rest: &'a [u8],
    pub(super) encoding: Encoding,
    pub(super) why: Why,
    /// Nulls that were read.
    pub(super) blanks: u32,
    pub(super) edition_agrees: bool,
}

/// How the encoding is checked. Only strings need a check, because the grammar admits nothing but ASCII between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// The document is known to be UTF-8.
    Known,
    /// While a string is read, with the instructions of this level.
    With(Level),
    /// After a string has been read, with `simdutf8`.
    After,
}

impl Encoding {
    /// For a document whose encoding is unknown.
    #[inline]
    pub(super) fn unknown() -> Self {
        Level::best().map_or(Self::After, Self::With)
    }
}

/// What stands next in an object.
pub(crate) enum Step {
    /// A member: its index among the names of the record. Its value comes next.
    Member(usize),
    /// The end of the object, which has been passed.
    End,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(document: &'a [u8], encoding: Encoding) -> Self {
        Self {
            document,
            rest: document,
            encoding,
            why: Why::Syntax("a value"),
            blanks: 0,
            edition_agrees: false,
        }
    }

    /// A cursor at a byte of a document.
    pub(super) fn from(document: &'a [u8], byte: usize) -> Self {
        Self {
            rest: document.get(byte..).unwrap_or_default(),
            ..Self::new(document, Encoding::Known)
        }
    }

    /// Bytes read so far.
    pub(super) fn at(&self) -> usize {
        self.document.len() - self.rest.len()
    }

    /// Passes over a text if it stands here, letter by letter.
    #[inline]
    pub(crate) fn eat<const N: usize>(&mut self, text: &[u8; N]) -> bool {
        match self.rest.split_first_chunk() {
            Some((found, rest)) if is_same(found, text) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Passes over the comma and the name before a value, such as `,"total":`. The `first` member has a brace in place of
    /// the comma.
    #[inline]
    pub(crate) fn lead<const N: usize>(&mut self, first: bool, next: &[u8; N]) -> bool {
        let mut text = *next;
        if first && let Some(mark) = text.first_mut() {
            *mark = b'{';
        }
        self.eat(&text)
    }

    /// Prefetches the memory of a row that will be read soon.
    #[inline]
    pub(crate) fn prefetch_row(&self) {
        super::simd::prefetch_row(self.document, self.at());
    }

    #[inline]
    pub(super) fn space(&mut self) {
        if self.rest.first().is_some_and(|byte| *byte <= b' ') {
            self.spaces();
        }
    }

    /// Passes over white space. Blanks are taken eight at a time, because indented lines begin with many.
    fn spaces(&mut self) {
        const BLANKS: u64 = 0x2020_2020_2020_2020;
        while let [b' ' | b'\n' | b'\r' | b'\t', rest @ ..] = self.rest {
            self.rest = rest;
            while let Some(word) = self.rest.first_chunk() {
                let blanks = (u64::from_le_bytes(*word) ^ BLANKS).trailing_zeros() as usize / 8;
                self.rest = self.rest.get(blanks..).unwrap_or_default();
                if blanks < 8 {
                    break;
                }
            }
        }
    }

    /// Refuses the document with a reason.
    #[cold]
    pub(crate) fn refuse<T>(&mut self, why: Why) -> Option<T> {
        self.space();
        self.why = why;
        None
    }

    /// Passes the brace of an object.
    pub(crate) fn open(&mut self, definition: &'static str) -> Option<()> {
        self.space();
        if self.eat(b"{") {
            Some(())
        } else {
            self.refuse(Why::Object(definition))
        }
    }

    /// Passes over the comma between members and over the next name. `seen` has a bit for each member that was read.
    pub(crate) fn step(&mut self, keys: &'static Keys, seen: &mut u32) -> Option<Step> {
        self.space();
        if self.eat(b"}") {
            return Some(Step::End);
        }
        if *seen != 0 {
            if !self.eat(b",") {
                return self.refuse(Why::Syntax("a comma or a closing brace"));
            }
            self.space();
        }
        let before = self.rest;
        let member = self.name(keys)?;
        let bit = 1u32 << (member & 31);
        if *seen & bit != 0 {
            self.rest = before;
            return self.refuse(Why::Twice(keys.name(member)));
        }
        *seen |= bit;
        // White space before the value is left to the reader of the value, which meets it only in the slow case.
        self.eat(b" ");
        Some(Step::Member(member))
    }

    /// At the end of an object: refuses it if a required member is missing.
    #[inline]
    pub(crate) fn finish(&mut self, keys: &'static Keys, seen: u32, required: u32) -> Option<()> {
        match required & !seen {
            0 => Some(()),
            missing => {
                // Not `refuse`: the fault is that of the object, whose brace stands before `rest`.
                self.why = Why::Missing(keys.name(missing.trailing_zeros() as usize));
                None
            }
        }
    }

    #[inline]
    fn name(&mut self, keys: &'static Keys) -> Option<usize> {
        if let Some((b'"', rest)) = self.rest.split_first()
            && let Some((member, rest)) = keys.find(rest)
        {
            self.rest = rest;
            return Some(member);
        }
        self.unusual_name(keys)
    }

    /// A name with escapes, with white space before the colon, or that is unknown.
    #[cold]
    fn unusual_name(&mut self, keys: &'static Keys) -> Option<usize> {
        let before = self.rest;
        if !self.eat(b"\"") {
            return self.refuse(Why::Syntax("the name of a property, in quotes"));
        }
        let span = self.string()?;
        let found = keys.position(&span.text(self.document));
        self.space();
        if !self.eat(b":") {
            return self.refuse(Why::Syntax("a colon"));
        }
        if found.is_none() {
            self.rest = before;
            return self.refuse(Why::Unknown(keys));
        }
        found
    }

    /// Reads a list of at most `most` objects; the slot is its place in the document.
    pub(crate) fn list<const N: usize>(
        &mut self,
        most: usize,
        item: fn(&mut Self, &mut [i64; N]) -> Option<()>,
    ) -> Option<i64> {
        self.space();
        let (start, before) = (self.at(), self.rest);
        let items = self.items(|cursor| item(cursor, &mut [super::ABSENT; N]))?;
        if items > most {
            self.rest = before;
            return self.refuse(Why::TooMany { most, items });
        }
        Some(Span::new(start, self.at(), Escapes::None).packed())
    }

    /// The items of a list, and how many there are.
    pub(super) fn items(&mut self, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<usize> {
        if !self.eat(b"[") {
            return self.refuse(Why::List);
        }
        let mut items = 0;
        self.space();
        while !self.eat(b"]") {
            if items > 0 && !self.eat(b",") {
                return self.refuse(Why::Syntax("a comma or a closing bracket"));
            }
            item(self)?;
            items += 1;
            self.space();
        }
        Some(items)
    }

    /// At the end of the document: refuses anything that follows.
    pub(super) fn end(&mut self) -> Option<()> {
        self.space();
        if self.rest.is_empty() {
            Some(())
        } else {
            self.refuse(Why::Syntax("the end of the document"))
        }
    }
}

/// Whether two texts are equal, compared word by word: a call of `memcmp` would cost more than the comparison.
#[inline]
fn is_same<const N: usize>(left: &[u8; N], right: &[u8; N]) -> bool {
    const WORD: usize = 8;
    let word = |text: &[u8; N], at: usize| {
        text[at..]
            .first_chunk()
            .map_or(0, |word| u64::from_le_bytes(*word))
    };
    if N < WORD {
        return left == right;
    }
    let (mut different, mut at) = (0, 0);
    while at + WORD < N {
        different |= word(left, at) ^ word(right, at);
        at += WORD;
    }
    // The last word overlaps with the one before it, so that no bytes are left over.
    different | (word(left, N - WORD) ^ word(right, N - WORD)) == 0
}

/// The slots of a part of a record.
#[inline]
pub(crate) fn part<const N: usize>(slots: &mut [i64], at: usize) -> Option<&mut [i64; N]> {
    slots.get_mut(at..)?.first_chunk_mut()
}
