//! Pieces of a text in memory, without copying. A piece has the lines that begin within its range of bytes.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Source;
use super::piece::{Buffer, Part};

/// A text in ranges.
pub(super) struct InMemory<'a> {
    text: &'a [u8],
    /// Bytes of a range.
    range: usize,
    next: AtomicUsize,
}

impl<'a> InMemory<'a> {
    pub(super) fn new(text: &'a [u8], range: usize) -> Self {
        Self {
            text,
            range: range.max(1),
            next: AtomicUsize::new(0),
        }
    }

    /// The lines that begin in a range; `None` if the range is beyond the text.
    fn piece(&self, number: usize) -> Option<Part<'a>> {
        let start = number
            .checked_mul(self.range)
            .filter(|start| *start < self.text.len())?;
        let end = start.saturating_add(self.range).min(self.text.len());
        let Some(begin) = self.line_from(start, end) else {
            return Some(Part {
                offset: start as u64,
                bytes: 0,
                held: &[],
            });
        };
        let held = self.text.get(
            begin
                ..self
                    .line_from(end, self.text.len())
                    .unwrap_or(self.text.len()),
        )?;
        Some(Part {
            offset: begin as u64,
            bytes: held.len() as u64,
            held,
        })
    }

    /// The start of the first line that begins at `byte` or later, but before `before`.
    fn line_from(&self, byte: usize, before: usize) -> Option<usize> {
        let Some(last) = byte.checked_sub(1) else {
            return Some(0);
        };
        memchr::memchr(b'\n', self.text.get(last..before.checked_sub(1)?)?).map(|end| byte + end)
    }
}

impl Source for InMemory<'_> {
    fn next<'b>(&'b self, _buffer: &'b mut Buffer) -> (u64, io::Result<Option<Part<'b>>>) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        (number as u64, Ok(self.piece(number)))
    }
}
