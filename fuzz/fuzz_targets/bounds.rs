//! The bound on processor time, which holds however busy the machine is.

use std::time::Duration;

/// What a file of at most 32 MiB may take; instrumented, so that the bound is far from the figure of a release.
const MOST: Duration = Duration::from_secs(5);

/// Runs a law on an input.
///
/// # Panics
/// Where it takes more processor time than bearable.
pub(crate) fn within(law: fn(&[u8]), input: &[u8]) {
    let begin = taken();
    law(input);
    let took = taken().saturating_sub(begin);
    assert!(took < MOST, "took {took:?} of processor time");
}

/// Processor time of this thread so far; zero where the system does not tell.
fn taken() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text
        .split(' ')
        .next()
        .and_then(|number| number.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}
