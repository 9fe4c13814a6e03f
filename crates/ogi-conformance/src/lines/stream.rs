//! Pieces of a stream, in order. Bytes after the last line feed of a piece go into the next one.

use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

use super::piece::{Buffer, Part};
use super::{Options, Source};

/// A stream that threads take turns to read.
pub(super) struct Stream<R>(Mutex<State<R>>);

/// How far a stream was read.
struct State<R> {
    input: R,
    options: Options,
    /// Bytes after the last whole line.
    rest: Vec<u8>,
    ended: bool,
    pieces: u64,
    offset: u64,
}

impl<R: Read> Stream<R> {
    pub(super) fn new(input: R, options: Options) -> Self {
        Self(Mutex::new(State {
            input,
            options,
            rest: Vec::new(),
            ended: false,
            pieces: 0,
            offset: 0,
        }))
    }
}

impl<R: Read> Source for Stream<R> {
    fn next<'b>(&'b self, buffer: &'b mut Buffer) -> (u64, io::Result<Option<Part<'b>>>) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = state.pieces;
        state.pieces += 1;
        (number, state.fill(buffer))
    }
}

impl<R: Read> State<R> {
    fn fill<'b>(&mut self, buffer: &'b mut Buffer) -> io::Result<Option<Part<'b>>> {
        buffer.begin_with(&self.rest);
        self.rest.clear();
        let (mut searched, mut passed) = (0, 0);
        loop {
            let held = buffer.filled();
            let fresh = held.get(searched..).unwrap_or_default();
            if let Some(last) = memchr::memrchr(b'\n', fresh) {
                let end = searched + last + 1;
                self.rest
                    .extend_from_slice(held.get(end..).unwrap_or_default());
                buffer.truncate(end);
                break;
            }
            searched = held.len();
            let telling = self.options.telling();
            if searched >= telling {
                buffer.truncate(telling);
                passed = (searched - telling) as u64 + self.pass_line()?;
                break;
            }
            let piece = self.options.piece.max(1);
            let read = self.read(buffer.room(piece))?;
            buffer.advance(read);
            if read == 0 {
                break;
            }
        }
        let held = buffer.filled();
        let part = Part {
            offset: self.offset,
            bytes: passed + held.len() as u64,
            held,
        };
        self.offset += part.bytes;
        Ok((part.bytes > 0).then_some(part))
    }

    /// Skips the rest of a line that is too long; returns the number of its bytes.
    fn pass_line(&mut self) -> io::Result<u64> {
        let mut passed = 0;
        let mut scratch = vec![0; self.options.piece.max(1)];
        loop {
            let read = self.read(&mut scratch)?;
            let read = scratch.get(..read).unwrap_or_default();
            let found = memchr::memchr(b'\n', read).map_or(read.len(), |found| found + 1);
            passed += found as u64;
            self.rest
                .extend_from_slice(read.get(found..).unwrap_or_default());
            if read.is_empty() || read.get(found.wrapping_sub(1)) == Some(&b'\n') {
                return Ok(passed);
            }
        }
    }

    /// Reads available bytes; 0 at the end, and on every call after it.
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while !self.ended {
            match self.input.read(into) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => {
                    self.ended = !matches!(other, Ok(1..));
                    return other;
                }
            }
        }
        Ok(0)
    }
}
