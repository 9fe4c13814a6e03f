//! Files of one document a line: checked on every core, told in the order of the file, in bounded memory.

use std::fs::File;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use ogi_conformance::Checker;
use ogi_conformance::lines::{Line, Options, Piece, fold, fold_file};
use ogi_diagnostics::CheckedFile;
use ogi_report::Language;

use super::assemble;
use crate::source::{Input, SourceError};

/// Bytes read at a time while lines are passed over.
const PIECE: usize = 512 << 10;

/// What a run of lines came to.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Documents without a fault or a violation.
    pub(super) clean: usize,
    /// The others, in the order of the file, each with how many without came before it.
    pub(super) files: Vec<(usize, CheckedFile)>,
}

/// How a file of documents one a line is checked.
pub(super) struct Lines<'a> {
    pub(super) checker: &'a Checker,
    pub(super) path: &'a str,
    pub(super) language: Language,
    /// The first line that is checked, from 1.
    pub(super) from_line: u64,
    /// Threads that check.
    pub(super) jobs: Option<NonZeroUsize>,
}

impl Lines<'_> {
    /// Checks every line, and hands over what was found piece by piece until `each` has had enough.
    ///
    /// # Errors
    /// The file cannot be read; what came before was handed over.
    pub(super) fn check(
        &self,
        input: &Input,
        mut each: impl FnMut(Piece<Found>) -> ControlFlow<()>,
    ) -> Result<(), SourceError> {
        let threads = self
            .jobs
            .or_else(|| std::thread::available_parallelism().ok());
        let options = Options {
            limit: self.checker.limits().bytes,
            threads: threads.unwrap_or(NonZeroUsize::MIN),
            ..Options::default()
        };
        let before = self.from_line - 1;
        let line = |found: &mut Found, line: Line<'_>| self.line(found, line);
        let each = |mut piece: Piece<Found>| {
            piece.first_line += before;
            for (_, file) in &mut piece.found.files {
                file.stand_on(piece.first_line);
            }
            each(piece)
        };
        let read = match input {
            Input::Stdin => self.stream(io::stdin(), options, line, each),
            Input::File(path) | Input::Met(path) => File::open(path).and_then(|file| {
                if file.metadata()?.is_file() {
                    let from = skip(&mut &file, before)?.0;
                    fold_file(&file, from, options, line, each)
                } else {
                    self.stream(file, options, line, each)
                }
            }),
        };
        read.map_err(|source| SourceError::Read { source })
    }

    fn stream(
        &self,
        mut input: impl Read + Send,
        options: Options,
        line: impl Fn(&mut Found, Line<'_>) + Sync,
        each: impl FnMut(Piece<Found>) -> ControlFlow<()>,
    ) -> io::Result<()> {
        let (_, rest) = skip(&mut input, self.from_line - 1)?;
        fold(rest.chain(input), options, line, each)
    }

    /// Checks one line; only what was found takes memory.
    fn line(&self, found: &mut Found, line: Line<'_>) {
        let Err(faulty) = self.checker.examine(line.bytes, |_, _| ()) else {
            found.clean += 1;
            return;
        };
        let mut file = assemble::faulty(self.path, line.bytes, *faulty, self.language);
        file.line = Some(line.index);
        file.move_by(line.offset);
        found.files.push((found.clean, file));
    }
}

/// Passes over lines; how many bytes they had, and what was read of those after them.
fn skip(input: &mut impl Read, lines: u64) -> io::Result<(u64, io::Cursor<Vec<u8>>)> {
    let (mut left, mut passed) = (lines, 0);
    let mut buffer = vec![0; if lines == 0 { 0 } else { PIECE }];
    while left > 0 {
        let read = match input.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => buffer.get(..read).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        for end in memchr::memchr_iter(b'\n', read) {
            left -= 1;
            if left == 0 {
                let rest = read.get(end + 1..).unwrap_or_default();
                return Ok((passed + end as u64 + 1, io::Cursor::new(rest.to_vec())));
            }
        }
        passed += read.len() as u64;
    }
    Ok((passed, io::Cursor::new(Vec::new())))
}

#[cfg(test)]
mod tests {
    use super::skip;

    #[test]
    fn lines_are_passed_over() {
        let cases: [(u64, u64, &str); 5] = [
            (0, 0, ""),
            (1, 2, "b\n\nc"),
            (2, 4, "\nc"),
            (3, 5, "c"),
            (9, 6, ""),
        ];
        for (lines, passed, rest) in cases {
            let (found, begun) = skip(&mut &b"a\nb\n\nc"[..], lines).expect("memory can be read");
            assert_eq!(
                (found, begun.into_inner().as_slice()),
                (passed, rest.as_bytes()),
                "{lines}"
            );
        }
    }
}
