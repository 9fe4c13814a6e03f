//! Every line is given once, in order, whatever the sizes of pieces and of the reads of the input.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use super::{Line, Options, Piece, fold, fold_file, fold_text};

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

type Found = Vec<(u64, u64, Vec<u8>)>;

fn keep(found: &mut Found, line: Line<'_>) {
    found.push((line.index, line.offset, line.bytes.to_vec()));
}

/// What the obvious way gives: number, offset and bytes of each line that is not blank.
fn expected(input: &[u8], limit: usize) -> Found {
    let mut offset = 0;
    let mut lines = Found::new();
    for (index, line) in input.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let bytes = line.strip_suffix(b"\n").unwrap_or(line);
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        if !bytes.trim_ascii().is_empty() {
            lines.push((index as u64 + 1, offset, bytes[..bytes.len().min(limit + 1)].to_vec()));
        }
        offset += line.len() as u64;
    }
    lines
}

fn gather(all: &mut Found, piece: Piece<Found>) -> ControlFlow<()> {
    all.extend(piece.found.into_iter().map(|(index, offset, bytes)| (piece.first_line + index, offset, bytes)));
    ControlFlow::Continue(())
}

fn check(input: &[u8], piece: usize, limit: usize) {
    let expected = expected(input, limit);
    for threads in 1..=3 {
        let threads = NonZeroUsize::new(threads).expect("not zero");
        let options = Options { piece, limit, threads };
        for step in [1, 3, 1000] {
            let mut all = Found::new();
            fold(Slow(input, step), options, keep, |piece| gather(&mut all, piece)).expect("memory can be read");
            assert_eq!(all, expected, "{options:?} step {step} {:?}", String::from_utf8_lossy(input));
        }
        let mut all = Found::new();
        fold_file(input, 0, options, keep, |piece| gather(&mut all, piece)).expect("memory can be read");
        assert_eq!(all, expected, "{options:?} {:?}", String::from_utf8_lossy(input));
        all.clear();
        fold_text(input, options, keep, |piece| gather(&mut all, piece));
        assert_eq!(all, expected, "{options:?} {:?}", String::from_utf8_lossy(input));
    }
}

#[test]
fn every_line_once_and_in_order() {
    let inputs: [&[u8]; 9] = [
        b"",
        b"\n",
        b"a",
        b"a\n",
        b"one\r\ntwo\n\n  \nthree",
        b"\n\n\nx\n\n",
        b"a long line that goes on\nb\na longer line that goes on and on\n\nc",
        b"\r\n\r\nabc\r",
        b"abcdefgh\nabcdefg\nabcdef\nabcde\nabcd\nabc\nab\na\n",
    ];
    for input in inputs {
        for piece in [1, 2, 3, 5, 8, 64] {
            for limit in [1, 4, 1000] {
                check(input, piece, limit);
            }
        }
    }
}

#[test]
fn a_run_goes_on_from_a_line() {
    let mut all = Found::new();
    let options = Options { piece: 4, ..Options::default() };
    fold_file(&b"one\ntwo\nthree\n"[..], 4, options, keep, |piece| gather(&mut all, piece))
        .expect("memory can be read");
    assert_eq!(all, [(1, 4, b"two".to_vec()), (2, 8, b"three".to_vec())]);
}

#[test]
fn each_may_stop_it_all() {
    for threads in 1..=3 {
        let options =
            Options { piece: 2, threads: NonZeroUsize::new(threads).expect("not zero"), ..Options::default() };
        let mut pieces = 0;
        let input = b"a\n".repeat(10_000);
        let stop = |_: Piece<Found>| {
            pieces += 1;
            if pieces == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        fold(&input[..], options, keep, stop).expect("memory can be read");
        assert_eq!(pieces, 3);
    }
}

#[test]
fn what_came_before_an_error_is_handed_over() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    for threads in 1..=3 {
        let options =
            Options { piece: 4, threads: NonZeroUsize::new(threads).expect("not zero"), ..Options::default() };
        let mut all = Found::new();
        let result = fold(b"a\nb\n".chain(Fails), options, keep, |piece| gather(&mut all, piece));
        assert_eq!(result.expect_err("the input fails").to_string(), "gone");
        assert_eq!(all, [(1, 0, b"a".to_vec()), (2, 2, b"b".to_vec())]);
    }
}

#[test]
#[should_panic(expected = "a scoped thread panicked")]
fn a_panic_of_the_fold_is_passed_on() {
    let options = Options { piece: 2, threads: NonZeroUsize::new(3).expect("not zero"), ..Options::default() };
    let input = b"a\n".repeat(100);
    let fault = |(): &mut (), line: Line<'_>| assert!(line.offset != 50, "fold");
    let _ = fold(&input[..], options, fault, |_| ControlFlow::Continue(()));
}
