//! A file of lines in memory, checked on one core and on all.

use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::time::Instant;

use ogi_conformance::Checker;
use ogi_conformance::lines::{Line, Options, fold_text};

use crate::Set;
use crate::table::median;

/// Compares one thread with as many as there are cores, in turns.
pub fn markdown(set: &Set, rounds: usize) -> String {
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let bytes: Vec<u8> = set
        .documents()
        .flat_map(|(document, _)| [document, b"\n"].concat())
        .collect();
    let checker = Checker::default();
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..=rounds {
        for (times, threads) in times.iter_mut().zip([NonZeroUsize::MIN, cores]) {
            let start = Instant::now();
            let sound = check(&checker, &bytes, threads);
            let nanoseconds = start.elapsed().as_secs_f64() * 1e9 / set.len() as f64;
            assert_eq!(sound, set.len(), "every document of {} is sound", set.name);
            if round > 0 {
                times.push(nanoseconds);
            }
        }
    }
    let [one, all] = &times;
    let ratios = one.iter().zip(all).map(|(one, all)| one / all).collect();
    let mut text = format!("### {}, all in one text, a document a line\n\n", set.name);
    text += "| threads | ns a document | GB/s | × one thread |\n| ---: | ---: | ---: | ---: |\n";
    for (threads, times, ratio) in [(1, one, 1.0), (cores.get(), all, median(ratios))] {
        let nanoseconds = median(times.clone());
        let speed = bytes.len() as f64 / set.len() as f64 / nanoseconds;
        let _ = writeln!(
            text,
            "| {threads} | {nanoseconds:.0} | {speed:.1} | {ratio:.2} |"
        );
    }
    text + "\n"
}

/// How many lines are sound documents.
fn check(checker: &Checker, bytes: &[u8], threads: NonZeroUsize) -> usize {
    let mut sound = 0;
    let count = |sound: &mut usize, line: Line<'_>| {
        *sound += usize::from(checker.quick(line.bytes).is_some())
    };
    fold_text(
        bytes,
        Options {
            threads,
            ..Options::default()
        },
        count,
        |piece| {
            sound += piece.found;
            ControlFlow::Continue(())
        },
    );
    sound
}
