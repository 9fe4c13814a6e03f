//! Positions in the user's file, counted as editors do.

use serde::Serialize;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Position {
    /// Bytes before it: zero or more.
    pub byte: usize,
    /// Line, one or more; a line ends after `\n`.
    pub line: usize,
    /// Unicode scalar values from the start of the line, one or more. A byte order mark counts as one.
    pub column: usize,
}

/// A range of a file, from `start` to just before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// Where it starts.
    pub start: Position,
    /// The place after its last character.
    pub end: Position,
}

/// Bytes between two marks. A position is counted from the last mark before it.
const BLOCK: usize = 1024;

/// Finds line and column of a byte in time that does not depend on the length of the file or of its lines.
#[derive(Debug)]
pub(super) struct Lines {
    /// The state before every [`BLOCK`] bytes.
    marks: Vec<Mark>,
}

/// Line and column at a byte of the file.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    scalars: usize,
    newlines: usize,
    line_start: usize,
}

impl Mark {
    /// The mark after `bytes`, which start at `offset`.
    fn after(self, bytes: &[u8], offset: usize) -> Self {
        let scalars: usize = bytes
            .chunks(CHUNK)
            .map(|chunk| usize::from(scalars(chunk)))
            .sum();
        let last = memchr::memrchr(b'\n', bytes);
        let newlines = if last.is_some() {
            memchr::memchr_iter(b'\n', bytes).count()
        } else {
            0
        };
        Self {
            scalars: self.scalars + scalars,
            newlines: self.newlines + newlines,
            line_start: last.map_or(self.line_start, |index| offset + index + 1),
        }
    }
}

/// The most bytes that a counter of eight bits can count, so that counting compiles to vector instructions.
const CHUNK: usize = 255;

/// How many characters begin in a chunk.
fn scalars(chunk: &[u8]) -> u8 {
    chunk.iter().map(|byte| u8::from(byte & 0xC0 != 0x80)).sum()
}

impl Lines {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut mark = Mark::default();
        let marks = bytes.chunks(BLOCK).enumerate().map(|(index, block)| {
            let before = mark;
            mark = mark.after(block, index * BLOCK);
            before
        });
        Self {
            marks: marks.collect(),
        }
    }

    /// The position of `byte` in `bytes`, which must be those given to [`Lines::new`].
    pub(super) fn position(&self, bytes: &[u8], byte: usize) -> Position {
        let byte = byte.min(bytes.len());
        let here = self.mark(bytes, byte);
        let scalars_before_line = self.mark(bytes, here.line_start).scalars;
        Position {
            byte,
            line: here.newlines + 1,
            column: here.scalars - scalars_before_line + 1,
        }
    }

    pub(super) fn span(&self, bytes: &[u8], range: &std::ops::Range<usize>) -> Span {
        Span {
            start: self.position(bytes, range.start),
            end: self.position(bytes, range.end),
        }
    }

    fn mark(&self, bytes: &[u8], byte: usize) -> Mark {
        let index = (byte / BLOCK).min(self.marks.len().saturating_sub(1));
        let before = self.marks.get(index).copied().unwrap_or_default();
        before.after(&bytes[index * BLOCK..byte], index * BLOCK)
    }
}
