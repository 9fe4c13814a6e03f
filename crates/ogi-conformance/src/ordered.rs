//! Work shared among threads, and handed over in order.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// What the first thread of a program has on most systems; only what is used takes memory.
const STACK: usize = 8 << 20;

/// Has threads take pieces of work until there are no more, and hands over what each came to in the order of their
/// numbers, until `each` has had enough.
///
/// `take` takes the next piece, does it, and gives its number, which counts from 0 without gaps, and what it came to;
/// `None` when there are no more. A thread keeps an `M` to itself from one piece to the next, and waits for the pieces
/// before its own to be handed over: as many as two a thread are held at a time. `each` runs on the calling thread,
/// which does everything itself when it is to be the only one.
///
/// ```
/// use std::num::NonZeroUsize;
/// use std::ops::ControlFlow;
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// let next = AtomicU64::new(0);
/// let take = |(): &mut ()| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < 100).map(|n| (n, n * n));
/// let mut squares = Vec::new();
/// ogi_conformance::ordered::run(NonZeroUsize::MIN.saturating_add(3), take, |square| {
///     squares.push(square);
///     ControlFlow::Continue(())
/// });
/// assert_eq!(squares, (0..100).map(|n| n * n).collect::<Vec<u64>>());
/// ```
pub fn run<M: Default, T: Send>(
    threads: NonZeroUsize,
    take: impl Fn(&mut M) -> Option<(u64, T)> + Sync,
    mut each: impl FnMut(T) -> ControlFlow<()>,
) {
    if threads.get() > 1 && in_parallel(threads.get(), &take, &mut each) {
        return;
    }
    let mut memory = M::default();
    while let Some((_, done)) = take(&mut memory) {
        if each(done).is_break() {
            break;
        }
    }
}

/// Whether there were threads to be had.
fn in_parallel<M: Default, T: Send>(
    threads: usize,
    take: &(impl Fn(&mut M) -> Option<(u64, T)> + Sync),
    each: &mut impl FnMut(T) -> ControlFlow<()>,
) -> bool {
    let turn = Turn::default();
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(threads);
        let started = (0..threads).filter(|_| {
            let (sender, turn) = (sender.clone(), &turn);
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, move || work(take, turn, &sender)).is_ok()
        });
        let started = started.count();
        drop(sender);
        // However this ends, no thread waits for its turn any longer.
        let _stop = Stop(&turn);
        for done in receiver {
            if each(done).is_break() {
                break;
            }
        }
        started > 0
    })
}

fn work<M: Default, T>(take: impl Fn(&mut M) -> Option<(u64, T)>, turn: &Turn, sender: &SyncSender<T>) {
    let _stop = StopOnPanic(turn);
    let mut memory = M::default();
    while let Some((number, done)) = take(&mut memory) {
        if !turn.wait_for(number) || sender.send(done).is_err() {
            return;
        }
        turn.pass_on();
    }
}

/// Whose turn it is to hand over.
#[derive(Default)]
struct Turn {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    next: u64,
    stopped: bool,
}

impl Turn {
    /// Waits until all pieces before were handed over; `false` when it is all over.
    fn wait_for(&self, number: u64) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = |state: &mut State| !state.stopped && state.next != number;
        let state = self.changed.wait_while(state, waiting).unwrap_or_else(PoisonError::into_inner);
        !state.stopped
    }

    fn pass_on(&self) {
        self.change(|state| state.next += 1);
    }

    fn stop(&self) {
        self.change(|state| state.stopped = true);
    }

    fn change(&self, how: impl FnOnce(&mut State)) {
        how(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_all();
    }
}

/// Stops all when it goes.
struct Stop<'a>(&'a Turn);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Stops all when the fold panics, so that the others do not wait for a piece that never comes.
struct StopOnPanic<'a>(&'a Turn);

impl Drop for StopOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::ops::ControlFlow;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    use super::run;

    /// Takes so many pieces, the first the slowest, with so many threads; what came, up to a last one.
    fn check(threads: usize, pieces: u64, last: u64) -> (Vec<u64>, u64) {
        let (next, mut came) = (AtomicU64::new(0), Vec::new());
        let take = |(): &mut ()| {
            let number = next.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(10u64.saturating_sub(number)));
            (number < pieces).then_some((number, number))
        };
        run(NonZeroUsize::new(threads).expect("not zero"), take, |number| {
            came.push(number);
            if number == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        (came, next.load(Ordering::Relaxed))
    }

    #[test]
    fn everything_comes_once_and_in_order() {
        for threads in [1, 2, 3, 16] {
            for pieces in [0, 1, 2, 100] {
                assert_eq!(check(threads, pieces, u64::MAX).0, (0..pieces).collect::<Vec<_>>(), "{threads} {pieces}");
            }
        }
    }

    #[test]
    fn it_ends_when_it_is_told() {
        for threads in [1, 3] {
            let (came, taken) = check(threads, u64::MAX, 20);
            assert_eq!(came, (0..=20).collect::<Vec<_>>());
            // One that was handed over, one that waits in the channel and one in hand for each thread.
            assert!(taken <= 21 + 3 * threads as u64, "{taken} pieces were taken by {threads}");
        }
    }

    #[test]
    fn a_panic_ends_it_and_is_passed_on() {
        let next = AtomicU64::new(0);
        let take = |(): &mut ()| {
            let number = next.fetch_add(1, Ordering::Relaxed);
            assert!(number != 5, "a bug");
            Some((number, ()))
        };
        let ended = catch_unwind(AssertUnwindSafe(|| {
            run(NonZeroUsize::new(3).expect("not zero"), take, |()| ControlFlow::Continue(()));
        }));
        assert!(ended.is_err());
    }
}
