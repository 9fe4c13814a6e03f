//! Documents one a line (NDJSON): read in pieces of bounded size, worked on by every core, told in the order of the input.
//!
//! A *piece* is a run of whole lines, about [`Options::piece`] bytes of them; memory is bounded by a piece for each
//! thread, and what was found in ten pieces a thread, whatever the size of the input. A line ends with a line feed, one carriage return before it is not part of
//! it; the last line may lack it. Blank lines are passed over but counted. Of a line longer than [`Options::limit`],
//! blank or not, the first `limit` + 1 bytes are given, so that whoever looks at it sees that it is too long.

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
    /// Bytes that are read at a time.
    pub piece: usize,
    /// The longest line that is given whole, in bytes.
    pub limit: usize,
    /// How many threads work; with one, the calling thread does everything.
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
    /// So many bytes without a line feed tell that a line is too long, even if the last is a carriage return before one.
    fn telling(&self) -> usize {
        self.limit.saturating_add(2)
    }
}

/// What was found in a run of whole lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<A> {
    /// Number of its first line, from 1.
    pub first_line: u64,
    /// How many lines it has, blank ones too.
    pub lines: u64,
    /// Bytes of the input before it.
    pub offset: u64,
    /// Its bytes, as far as they were looked at: of a file, only the first ones of a line that is too long.
    pub bytes: u64,
    /// What the fold made of its lines.
    pub found: A,
}

/// Folds the lines of a stream, piece by piece, and hands what was found to `each` in the order of the input.
///
/// `fold` sees lines numbered within their piece, because what comes before may still be under way in another thread;
/// [`Piece::first_line`] is known when the piece is handed over. `each` runs on the calling thread and may stop it all.
///
/// # Errors
/// The input cannot be read; what came before was handed over.
pub fn fold<A: Default + Send>(
    input: impl Read + Send,
    options: Options,
    fold: impl Fn(&mut A, Line<'_>) + Sync,
    each: impl FnMut(Piece<A>) -> ControlFlow<()>,
) -> io::Result<()> {
    run(&Stream::new(input, options), options, &fold, each)
}

/// Folds the lines of a file from a byte on, as [`fold`] does; threads read for themselves.
///
/// `from` is 0 or where a line begins, such as [`Piece::offset`] of a piece of an earlier run that has lines; lines are counted from there.
///
/// # Errors
/// The file cannot be read; what came before was handed over.
pub fn fold_file<A: Default + Send>(
    input: &(impl ReadAt + ?Sized),
    from: u64,
    options: Options,
    fold: impl Fn(&mut A, Line<'_>) + Sync,
    each: impl FnMut(Piece<A>) -> ControlFlow<()>,
) -> io::Result<()> {
    run(&Random::new(input, from, options), options, &fold, each)
}

/// Folds the lines of a text in memory, as [`fold`] does, for who has one already; nothing is copied.
pub fn fold_text<A: Default + Send>(
    text: &[u8],
    options: Options,
    fold: impl Fn(&mut A, Line<'_>) + Sync,
    each: impl FnMut(Piece<A>) -> ControlFlow<()>,
) {
    let read = run(&InMemory::new(text, options.piece), options, &fold, each);
    debug_assert!(read.is_ok(), "memory can be read");
}

/// Where pieces come from.
trait Source {
    /// The next piece, in the buffer where it is not in memory yet; its number, and `None` where there is no more.
    fn next<'b>(&'b self, buffer: &'b mut Buffer) -> (u64, io::Result<Option<Part<'b>>>);
}

/// Folds every piece, with as many threads as the options say.
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

/// One line checked.
#[derive(Debug, Clone)]
pub struct CheckedLine {
    /// Number of the line, from 1.
    pub number: u64,
    /// Bytes of the input before it.
    pub offset: u64,
    /// Everything found about it.
    pub checked: Checked,
}

impl Checker {
    /// Checks a stream line by line, a piece of it ahead of what is asked for.
    ///
    /// A broken line is a [`Checked`] like any other; the iteration ends with the input or with the first error of it.
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
