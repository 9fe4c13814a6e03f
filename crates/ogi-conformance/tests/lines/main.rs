//! Every line is given once, in order, whatever the sizes of pieces and of the reads of the input; and each is checked as
//! if it were alone.

mod alone;
mod model;

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use model::{Found, agrees, gather, keep};
use ogi_conformance::lines::{Line, Options, Piece, fold, fold_file};

/// All ways to read, with many sizes of pieces and reads.
fn check(input: &[u8], piece: usize, limit: usize) {
    for threads in 1..=3 {
        let threads = NonZeroUsize::new(threads).expect("not zero");
        for step in [1, 3, 1000] {
            agrees(
                input,
                Options {
                    piece,
                    limit,
                    threads,
                },
                step,
                &|line| line.to_vec(),
            );
        }
    }
}

#[test]
fn every_line_once_and_in_order() {
    let inputs: [&[u8]; 12] = [
        b"",
        b"\n",
        b"a",
        b"a\n",
        b"one\r\ntwo\n\n  \nthree",
        b"\n\n\nx\n\n",
        b"a long line that goes on\nb\na longer line that goes on and on\n\nc",
        b"\r\n\r\nabc\r",
        b"abcdefgh\nabcdefg\nabcdef\nabcde\nabcd\nabc\nab\na\n",
        b"          after blanks\n          \n    \n     ",
        b"abcd\rno end\nabcd\r\nabcde\r\nabcd\r",
        b"abcd\r\r\n\r\r\r\r\r\r\n",
    ];
    for input in inputs {
        for piece in [1, 2, 3, 5, 8, 64] {
            for limit in [0, 1, 4, 1000, usize::MAX] {
                check(input, piece, limit);
            }
        }
    }
}

#[test]
fn lines_much_longer_than_a_piece() {
    let input = [
        &b"a\n"[..],
        &b"b".repeat(40_000),
        b"\nc\r\n",
        &b"d".repeat(20_000),
    ]
    .concat();
    for piece in [1 << 10, 1 << 15] {
        for limit in [1000, 1 << 20] {
            check(&input, piece, limit);
        }
    }
}

#[test]
fn a_run_goes_on_from_a_line() {
    let mut all: Found<Vec<u8>> = Found::new();
    let options = Options {
        piece: 4,
        ..Options::default()
    };
    fold_file(
        &b"one\ntwo\nthree\n"[..],
        4,
        options,
        keep(&<[u8]>::to_vec),
        |piece| gather(&mut all, piece),
    )
    .expect("memory can be read");
    assert_eq!(all, [(1, 4, b"two".to_vec()), (2, 8, b"three".to_vec())]);
}

#[test]
fn each_may_stop_it_all() {
    for threads in 1..=3 {
        let options = Options {
            piece: 2,
            threads: NonZeroUsize::new(threads).expect("not zero"),
            ..Options::default()
        };
        let mut pieces = 0;
        let input = b"a\n".repeat(10_000);
        let stop = |_: Piece<Found<Vec<u8>>>| {
            pieces += 1;
            if pieces == 3 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        fold(&input[..], options, keep(&<[u8]>::to_vec), stop).expect("memory can be read");
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
        let options = Options {
            piece: 4,
            threads: NonZeroUsize::new(threads).expect("not zero"),
            ..Options::default()
        };
        let mut all: Found<Vec<u8>> = Found::new();
        let result = fold(
            b"a\nb\n".chain(Fails),
            options,
            keep(&<[u8]>::to_vec),
            |piece| gather(&mut all, piece),
        );
        assert_eq!(result.expect_err("the input fails").to_string(), "gone");
        assert_eq!(all, [(1, 0, b"a".to_vec()), (2, 2, b"b".to_vec())]);
    }
}

#[test]
#[should_panic(expected = "a scoped thread panicked")]
fn a_panic_of_the_fold_is_passed_on() {
    let options = Options {
        piece: 2,
        threads: NonZeroUsize::new(3).expect("not zero"),
        ..Options::default()
    };
    let input = b"a\n".repeat(100);
    let fault = |(): &mut (), line: Line<'_>| assert!(line.offset != 50, "fold");
    let _ = fold(&input[..], options, fault, |_| ControlFlow::Continue(()));
}
