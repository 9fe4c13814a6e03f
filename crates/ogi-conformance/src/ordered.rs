//! Work shared among threads, with results in order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Stack of a thread: what the main thread of a program has on most systems. Only the used part takes memory.
const STACK: usize = 8 << 20;

/// Finished pieces for each thread that may wait for their turn. It bounds memory: a slow first piece stops the others.
const AHEAD: usize = 4;

/// How long finished pieces may wait for more of them. Waking the calling thread costs about as much as a piece, so it
/// should get several at a time.
const PATIENCE: Duration = Duration::from_millis(10);

/// Runs pieces of work on several threads, and gives the results to `each` in the order of their numbers, until `each`
/// breaks.
///
/// `take` takes and does the next piece; it returns the number of the piece, counted from 0 without gaps, and its result,
/// or `None` when no piece is left. A thread keeps an `M` from one piece to the next. It waits while four results for each
/// thread are finished but not consumed. `each` runs on the calling thread, at most some milliseconds after a piece is
/// finished. With one thread, the calling thread does everything.
///
/// ```
/// use std::num::NonZeroUsize;
/// use std::ops::ControlFlow;
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// let next = AtomicU64::new(0);
/// let square = |_: &mut ()| {
///     let number = next.fetch_add(1, Ordering::Relaxed);
///     (number < 100).then_some((number, number * number))
/// };
/// let mut squares = Vec::new();
/// ogi_conformance::ordered::run(NonZeroUsize::MIN.saturating_add(3), square, |square| {
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

/// Runs the work on threads; `false` if the system gives none.
fn in_parallel<M: Default, T: Send>(
    threads: usize,
    take: &(impl Fn(&mut M) -> Option<(u64, T)> + Sync),
    each: &mut impl FnMut(T) -> ControlFlow<()>,
) -> bool {
    let queue = Queue::new(threads);
    thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..threads {
            let worker = Worker::new(&queue);
            let thread = thread::Builder::new().stack_size(STACK);
            if thread
                .spawn_scoped(scope, move || worker.work(take))
                .is_ok()
            {
                started += 1;
            }
        }
        // However this function ends, waiting threads are released.
        let _stop = Stop(&queue);
        while let Some(batch) = queue.batch() {
            if batch.into_iter().any(|done| each(done).is_break()) {
                break;
            }
        }
        started > 0
    })
}

/// Results that are finished but not consumed.
struct Queue<T> {
    state: Mutex<State<T>>,
    /// Signals that enough results are ready for the calling thread.
    enough: Condvar,
    /// Signals that results were consumed, so that threads may go on.
    taken: Condvar,
    /// Results that may wait for their turn.
    ahead: usize,
}

struct State<T> {
    done: BTreeMap<u64, T>,
    /// The number of the next result to be consumed.
    next: u64,
    /// Threads at work, and how many of them are waiting.
    working: usize,
    waiting: usize,
    /// Whether a thread has met the end of the work. A result whose predecessor is missing is then never consumed.
    ended: bool,
    stopped: bool,
}

impl<T> State<T> {
    /// Whether a thread with a result has to wait, because the result is too far ahead of its turn.
    fn is_far(&self, number: u64, ahead: u64) -> bool {
        !self.stopped && !self.ended && number >= self.next + ahead
    }

    /// Whether enough results are ready to wake the calling thread.
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

    /// Changes the state, and wakes the calling thread if enough results are ready now.
    fn change(&self, how: impl FnOnce(&mut State<T>)) -> MutexGuard<'_, State<T>> {
        let mut state = self.lock();
        how(&mut state);
        if state.is_enough(self.ahead) {
            self.enough.notify_one();
        }
        state
    }

    /// Adds a result, and waits while the thread is too far ahead; `false` when the run was stopped.
    fn put(&self, number: u64, done: T) -> bool {
        let ahead = self.ahead as u64;
        let mut state = self.change(|state| {
            state.done.insert(number, done);
            state.waiting += usize::from(state.is_far(number, ahead));
        });
        if state.is_far(number, ahead) {
            state = self
                .taken
                .wait_while(state, |state| state.is_far(number, ahead))
                .unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
        !state.stopped && !state.ended
    }

    /// The next results in order; `None` when all were consumed.
    fn batch(&self) -> Option<Vec<T>> {
        let mut state = self.lock();
        loop {
            let waited = self
                .enough
                .wait_timeout_while(state, PATIENCE, |state| !state.is_enough(self.ahead));
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

/// A thread at work. It is counted before it starts, so that the run does not end before it.
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
            // After a panic, the others must not wait for a piece that never comes.
            state.stopped |= thread::panicking();
        }));
        self.0.taken.notify_all();
    }
}

/// Stops the run when it is dropped.
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

    /// Runs pieces of which the first is the slowest; the results up to `last`, and the most that were waiting.
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
            // Results being consumed, as many waiting after them, and one in the hands of each thread.
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
