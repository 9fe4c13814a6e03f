//! Threads that fold pieces, and hand over what they found in the order of the input.

use std::io;
use std::ops::ControlFlow;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};

use super::piece::{Buffer, Extent, Line};
use super::{Options, Piece};

/// Where pieces come from.
pub(super) trait Source {
    /// Reads the next piece; its number, and `None` where there is no more.
    fn fill(&self, buffer: &mut Buffer) -> (u64, io::Result<Option<Extent>>);
}

/// Folds every piece, with as many threads as the options say.
pub(super) fn run<A: Default + Send>(
    source: &(impl Source + Sync),
    options: Options,
    fold: &(impl Fn(&mut A, Line<'_>) + Sync),
    mut each: impl FnMut(Piece<A>) -> ControlFlow<()>,
) -> io::Result<()> {
    let mut first_line = 1;
    let mut hand_over = |piece: Piece<A>| {
        let piece = Piece { first_line, ..piece };
        first_line += piece.lines;
        each(piece)
    };
    if options.threads.get() == 1 {
        let mut buffer = Buffer::default();
        while let Some(extent) = source.fill(&mut buffer).1? {
            if hand_over(folded(&buffer, extent, options.limit, fold)).is_break() {
                break;
            }
        }
        return Ok(());
    }
    let turn = Turn::default();
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(options.threads.get());
        for _ in 0..options.threads.get() {
            let (sender, turn) = (sender.clone(), &turn);
            scope.spawn(move || work(source, options.limit, fold, turn, &sender));
        }
        drop(sender);
        // However this ends, no thread waits for its turn any longer.
        let _stop = Stop(&turn);
        for piece in receiver {
            if hand_over(piece?).is_break() {
                break;
            }
        }
        Ok(())
    })
}

fn folded<A: Default>(buffer: &Buffer, extent: Extent, limit: usize, fold: impl Fn(&mut A, Line<'_>)) -> Piece<A> {
    let mut found = A::default();
    let lines = buffer.lines(extent.offset, limit, |line| fold(&mut found, line));
    Piece { first_line: 1, lines, offset: extent.offset, bytes: extent.bytes, found }
}

fn work<A: Default>(
    source: &impl Source,
    limit: usize,
    fold: impl Fn(&mut A, Line<'_>),
    turn: &Turn,
    sender: &SyncSender<io::Result<Piece<A>>>,
) {
    let _stop = StopOnPanic(turn);
    let mut buffer = Buffer::default();
    loop {
        let (number, extent) = source.fill(&mut buffer);
        let Some(extent) = extent.transpose() else { return };
        let piece = extent.map(|extent| folded(&buffer, extent, limit, &fold));
        let failed = piece.is_err();
        if !turn.wait_for(number) || sender.send(piece).is_err() || failed {
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
        if std::thread::panicking() {
            self.0.stop();
        }
    }
}
