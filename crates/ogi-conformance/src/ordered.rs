//! Work shared among threads, and handed over in order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// What the first thread of a program has on most systems; only what is used takes memory.
const STACK: usize = 8 << 20;

/// Pieces a thread that may be done before their turn.
const AHEAD: usize = 4;

/// How long what is done may wait for more: to wake the calling thread for each piece costs about as much as a piece.
const PATIENCE: Duration = Duration::from_millis(10);

/// Has threads take pieces of work until there are no more, and hands over what each came to in the order of their
/// numbers, until `each` has had enough.
///
/// `take` takes the next piece, does it, and gives its number, which counts from 0 without gaps, and what it came to;
/// `None` when there are no more. A thread keeps an `M` to itself from one piece to the next, and waits where four a thread
/// are done and not handed over. `each` runs on the calling thread, some milliseconds after a piece is done at most; where
/// that is to be the only thread, it does everything itself.
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
    let queue = Queue::new(threads);
    thread::scope(|scope| {
        let started = (0..threads).filter(|_| {
            let worker = Worker::new(&queue);
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, move || worker.work(take))
                .is_ok()
        });
        let started = started.count();
        // However this ends, no thread waits any longer.
        let _stop = Stop(&queue);
        while let Some(batch) = queue.batch() {
            if batch.into_iter().any(|done| each(done).is_break()) {
                break;
            }
        }
        started > 0
    })
}

/// What is done and not handed over.
struct Queue<T> {
    state: Mutex<State<T>>,
    /// There is enough to be handed over.
    enough: Condvar,
    /// Something was taken to be handed over.
    taken: Condvar,
    /// Pieces that may be done before their turn.
    ahead: usize,
}

struct State<T> {
    done: BTreeMap<u64, T>,
    /// The piece that is to be handed over next.
    next: u64,
    /// Threads that work, and those of them that wait to go on.
    working: usize,
    waiting: usize,
    /// A thread was told that there are no more: a piece that comes after that one is never handed over.
    ended: bool,
    stopped: bool,
}

impl<T> State<T> {
    /// Whether it is worth waking the calling thread.
    fn is_enough(&self, ahead: usize) -> bool {
        let many = self.waiting > 0 || 2 * self.done.len() >= ahead;
        self.is_over() || many && self.done.contains_key(&self.next)
    }

    fn is_over(&self) -> bool {
        self.stopped || self.working == 0
    }
}

impl<T> Queue<T> {
    fn new(threads: usize) -> Self {
        let state = State {
            done: BTreeMap::new(),
            next: 0,
            working: 0,
            waiting: 0,
            ended: false,
            stopped: false,
        };
        Self {
            state: Mutex::new(state),
            enough: Condvar::new(),
            taken: Condvar::new(),
            ahead: AHEAD * threads,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state, and wakes the calling thread where that makes it worth it.
    fn change(&self, how: impl FnOnce(&mut State<T>)) -> MutexGuard<'_, State<T>> {
        let mut state = self.lock();
        how(&mut state);
        if state.is_enough(self.ahead) {
            self.enough.notify_one();
        }
        state
    }

    /// Puts a piece that is done, and waits until it is not too far ahead; `false` when it is all over.
    fn put(&self, number: u64, done: T) -> bool {
        let is_far = |state: &mut State<T>| {
            !state.stopped && !state.ended && number >= state.next + self.ahead as u64
        };
        let mut state = self.change(|state| {
            state.done.insert(number, done);
            state.waiting += usize::from(is_far(state));
        });
        if is_far(&mut state) {
            state = self
                .taken
                .wait_while(state, is_far)
                .unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
        !state.stopped && !state.ended
    }

    /// What is to be handed over next, in order; `None` when that is all.
    fn batch(&self) -> Option<Vec<T>> {
        let mut state = self.lock();
        loop {
            let waits = |state: &mut State<T>| !state.is_enough(self.ahead);
            let waited = self.enough.wait_timeout_while(state, PATIENCE, waits);
            (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            let is_over = state.is_over();
            let mut batch = Vec::new();
            while let State { done, next, .. } = &mut *state
                && let Some(piece) = done.remove(next)
            {
                batch.push(piece);
                *next += 1;
            }
            if !batch.is_empty() {
                self.taken.notify_all();
                return Some(batch);
            }
            if is_over {
                return None;
            }
        }
    }
}

/// A thread that works, counted from before it starts.
struct Worker<'a, T>(&'a Queue<T>);

impl<'a, T> Worker<'a, T> {
    fn new(queue: &'a Queue<T>) -> Self {
        queue.lock().working += 1;
        Self(queue)
    }

    fn work<M: Default>(self, take: impl Fn(&mut M) -> Option<(u64, T)>) {
        let mut memory = M::default();
        while let Some((number, done)) = take(&mut memory) {
            if !self.0.put(number, done) {
                return;
            }
        }
        self.0.lock().ended = true;
    }
}

impl<T> Drop for Worker<'_, T> {
    fn drop(&mut self) {
        drop(self.0.change(|state| {
            state.working -= 1;
            // So that the others do not wait for a piece that never comes.
            state.stopped |= thread::panicking();
        }));
        self.0.taken.notify_all();
    }
}

/// Stops all when it goes.
struct Stop<'a, T>(&'a Queue<T>);

impl<T> Drop for Stop<'_, T> {
    fn drop(&mut self) {
        self.0.lock().stopped = true;
        self.0.taken.notify_all();
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
        run(
            NonZeroUsize::new(threads).expect("not zero"),
            take,
            |number| {
                came.push(number);
                if number == last {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        (came, next.load(Ordering::Relaxed))
    }

    #[test]
    fn everything_comes_once_and_in_order() {
        for threads in [1, 2, 3, 16] {
            for pieces in [0, 1, 2, 100] {
                assert_eq!(
                    check(threads, pieces, u64::MAX).0,
                    (0..pieces).collect::<Vec<_>>(),
                    "{threads} {pieces}"
                );
            }
        }
    }

    #[test]
    fn it_ends_when_it_is_told() {
        for threads in [1, 3] {
            let (came, taken) = check(threads, u64::MAX, 20);
            assert_eq!(came, (0..=20).collect::<Vec<_>>());
            // Some that were taken to be handed over, as many that are done after them, and one in hand for each thread.
            let most = 21 + 2 * (super::AHEAD + 1) * threads;
            assert!(
                taken <= most as u64,
                "{taken} pieces were taken by {threads}"
            );
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
            run(NonZeroUsize::new(3).expect("not zero"), take, |()| {
                ControlFlow::Continue(())
            });
        }));
        assert!(ended.is_err());
    }
}
