//! What the lines of an input are, told in the obvious way; also used by the fuzz target `lines`.

use std::fmt::Debug;
use std::io::{self, Read};
use std::ops::ControlFlow;

use ogi_conformance::lines::{Line, Options, Piece, fold, fold_file, fold_text};

/// Number, offset, and what was made of the bytes of each line that is not blank.
pub(crate) type Found<T> = Vec<(u64, u64, T)>;

/// A stream that gives so many bytes at a time.
struct Slow<'a>(&'a [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.1.min(into.len()).min(self.0.len());
        into[..read].copy_from_slice(&self.0[..read]);
        self.0 = &self.0[read..];
        Ok(read)
    }
}

/// A fold that keeps every line, with its number within its piece.
pub(crate) fn keep<T>(
    make: &(impl Fn(&[u8]) -> T + Sync),
) -> impl Fn(&mut Found<T>, Line<'_>) + Sync {
    |found, line| found.push((line.index, line.offset, make(line.bytes)))
}

/// Puts the lines of a piece to those before it.
pub(crate) fn gather<T>(all: &mut Found<T>, piece: Piece<Found<T>>) -> ControlFlow<()> {
    all.extend(
        piece
            .found
            .into_iter()
            .map(|(index, offset, made)| (piece.first_line + index, offset, made)),
    );
    ControlFlow::Continue(())
}

/// What the obvious way gives: all lines but blank ones that are not too long. Each stands in memory of its own, with
/// nothing before or after it.
fn expected<T>(input: &[u8], limit: usize, make: &impl Fn(&[u8]) -> T) -> Found<T> {
    let mut offset = 0;
    let mut lines = Found::new();
    for (index, line) in input.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let bytes = line.strip_suffix(b"\n").unwrap_or(line);
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        if bytes.len() > limit || !bytes.trim_ascii().is_empty() {
            let alone: Box<[u8]> = bytes[..bytes.len().min(limit.saturating_add(1))].into();
            lines.push((index as u64 + 1, offset, make(&alone)));
        }
        offset += line.len() as u64;
    }
    lines
}

/// Whether every way to read the lines comes to what the obvious way does.
pub(crate) fn agrees<T>(
    input: &[u8],
    options: Options,
    step: usize,
    make: &(impl Fn(&[u8]) -> T + Sync),
) where
    T: Debug + PartialEq + Send,
{
    let expected = expected(input, options.limit, make);
    let check = |way: &str, all: &mut Found<T>| {
        assert_eq!(
            *all,
            expected,
            "{way} {options:?} step {step} {:?}",
            String::from_utf8_lossy(input)
        );
        all.clear();
    };
    let mut all = Found::new();
    fold(Slow(input, step), options, keep(make), |piece| {
        gather(&mut all, piece)
    })
    .expect("memory can be read");
    check("stream", &mut all);
    fold_file(input, 0, options, keep(make), |piece| {
        gather(&mut all, piece)
    })
    .expect("memory can be read");
    check("file", &mut all);
    fold_text(input, options, keep(make), |piece| gather(&mut all, piece));
    check("text", &mut all);
}
