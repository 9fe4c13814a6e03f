//! Documents one a line (NDJSON), checked on several cores in bounded memory, with results in the order of the input.
//!
//! The input is split into *pieces* of whole lines, about [`Options::piece`] bytes each. Memory holds one piece for each
//! thread and the results of ten pieces for each thread, however long the input is. A line ends with a line feed, and a
//! carriage return before it is not part of the line; the last line may lack its end. Blank lines are skipped but
//! counted. Of a line longer than [`Options::limit`], the first `limit` + 1 bytes are given, so that a check finds it too
//! long.

mod memory;
mod piece;
mod random;
mod stream;

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

pub use piece::Line;
pub use random::ReadAt;

use crate::{Checked, Checker, Others, ordered};
use memory::InMemory;
use piece::{Buffer, Part};
use random::Random;
use stream::Stream;

/// Bounds of memory and threads.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Size of a piece in bytes.
    pub piece: usize,
    /// Longest line that is given whole, in bytes.
    pub limit: usize,
    /// Number of threads. With one, the calling thread does everything.
    pub threads: NonZeroUsize,
}

impl Default for Options {
    /// Pieces of 512 KiB, lines of 16 MiB, one thread.
    fn default() -> Self {
        Self {
            piece: 512 << 10,
            limit: 16 << 20,
            threads: NonZeroUsize::MIN,
        }
    }
}

impl Options {
    /// The number of bytes without a line feed after which a line is certainly too long: the last of them may be a carriage
    /// return, which is not part of the line.
    fn telling(&self) -> usize {
        self.limit.saturating_add(2)
    }
}

/// What was found in a run of whole lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<A> {
    /// Number of its first line, from 1.
    pub first_line: u64,
    /// Number of its lines, including blank ones.
    pub lines: u64,
    /// Bytes of the input before it.
    pub offset: u64,
    /// Number of its bytes that were read. Of a line that is too long, a file is read only at the start.
    pub bytes: u64,
    /// The result of the fold over its lines.
    pub found: A,
}

/// Folds the lines of a stream piece by piece, and gives the results to `each` in the order of the input.
///
/// `fold` gets lines numbered within their piece, because another thread may still be counting the lines before it.
/// [`Piece::first_line`] is known when `each` gets the piece. `each` runs on the calling thread and may stop the run.
///
/// # Errors
/// The input cannot be read. `each` has got all pieces before that place.
pub fn fold<A: Default + Send>(
    input: impl Read + Send,
    options: Options,
    fold: impl Fn(&mut A, Line<'_>) + Sync,
    each: impl FnMut(Piece<A>) -> ControlFlow<()>,
) -> io::Result<()> {
    run(&Stream::new(input, options), options, &fold, each)
}

/// Folds the lines of a file from a byte on, as [`fold`] does. Each thread reads its pieces itself.
///
/// `from` is 0 or the start of a line, such as the [`Piece::offset`] of a piece with lines from an earlier run. Lines are
/// counted from there.
///
/// # Errors
/// The file cannot be read. `each` has got all pieces before that place.
pub fn fold_file<A: Default + Send>(
    input: &(impl ReadAt + ?Sized),
    from: u64,
    options: Options,
    fold: impl Fn(&mut A, Line<'_>) + Sync,
    each: impl FnMut(Piece<A>) -> ControlFlow<()>,
) -> io::Result<()> {
    run(&Random::new(input, from, options), options, &fold, each)
}

/// Folds the lines of a text in memory, as [`fold`] does, without copying it.
pub fn fold_text<A: Default + Send>(
    text: &[u8],
    options: Options,
    fold: impl Fn(&mut A, Line<'_>) + Sync,
    each: impl FnMut(Piece<A>) -> ControlFlow<()>,
) {
    let read = run(&InMemory::new(text, options.piece), options, &fold, each);
    debug_assert!(read.is_ok(), "memory can be read");
}

/// A source of pieces.
trait Source {
    /// The number of the next piece and the piece, read into the buffer unless it is in memory; `None` at the end.
    fn next<'b>(&'b self, buffer: &'b mut Buffer) -> (u64, io::Result<Option<Part<'b>>>);
}

/// Folds every piece on as many threads as the options say.
fn run<A: Default + Send>(
    source: &(impl Source + Sync),
    options: Options,
    fold: &(impl Fn(&mut A, Line<'_>) + Sync),
    mut each: impl FnMut(Piece<A>) -> ControlFlow<()>,
) -> io::Result<()> {
    let (mut first_line, mut read) = (1, Ok(()));
    let take = |buffer: &mut Buffer| {
        let (number, part) = source.next(buffer);
        let piece = part
            .transpose()?
            .map(|part| folded(part, options.limit, fold));
        Some((number, piece))
    };
    ordered::run(options.threads, take, |piece| match piece {
        Ok(piece) => {
            let piece = Piece {
                first_line,
                ..piece
            };
            first_line += piece.lines;
            each(piece)
        }
        Err(error) => {
            read = Err(error);
            ControlFlow::Break(())
        }
    });
    read
}

fn folded<A: Default>(part: Part<'_>, limit: usize, fold: impl Fn(&mut A, Line<'_>)) -> Piece<A> {
    let mut found = A::default();
    let lines = part.lines(limit, |line| fold(&mut found, line));
    Piece {
        first_line: 1,
        lines,
        offset: part.offset,
        bytes: part.bytes,
        found,
    }
}

/// The result of checking one line.
#[derive(Debug, Clone)]
pub struct CheckedLine {
    /// Number of the line, from 1.
    pub number: u64,
    /// Bytes of the input before it.
    pub offset: u64,
    /// Everything found about the document.
    pub checked: Checked,
}

impl Checker {
    /// Checks a stream line by line. It is read a piece at a time, when the previous piece has been consumed.
    ///
    /// A line with faults is a [`Checked`] like any other. The iteration ends with the input, or with the first error of
    /// reading it.
    pub fn check_lines<R: Read>(&self, input: R) -> impl Iterator<Item = io::Result<CheckedLine>> {
        let options = Options {
            limit: self.limits().bytes,
            ..Options::default()
        };
        let (stream, mut buffer, mut before) = (Stream::new(input, options), Buffer::default(), 0);
        let pieces = std::iter::from_fn(move || {
            let part = stream.next(&mut buffer).1.transpose()?;
            Some(part.map(|part| {
                let mut checked = Vec::new();
                before += part.lines(options.limit, |line| {
                    let (number, offset) = (before + line.index + 1, line.offset);
                    checked.push(CheckedLine {
                        number,
                        offset,
                        checked: self.check(line.bytes, Others::default()),
                    });
                });
                checked
            }))
        });
        pieces.flat_map(|piece| match piece {
            Ok(lines) => lines.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        })
    }
}
