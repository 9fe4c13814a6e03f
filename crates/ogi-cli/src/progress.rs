//! How far a long run has come, on a terminal only.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::formats::layout::clean;

/// A run of fewer files is over before anyone looks.
const MANY: usize = 20;
/// No eye follows more.
const BETWEEN: Duration = Duration::from_millis(80);

/// A line on standard error that is written over.
pub(crate) struct Progress {
    total: usize,
    done: usize,
    start: Instant,
    last: Option<Instant>,
    shown: bool,
    seen: bool,
}

impl Progress {
    /// The progress of a run over so many files.
    pub(crate) fn new(total: usize) -> Self {
        let seen = total >= MANY && io::stderr().is_terminal();
        Self { total, done: 0, start: Instant::now(), last: None, shown: false, seen }
    }

    /// Shows which file comes next: what is done with it, how many are done, how many a second, and its name.
    pub(crate) fn show(&mut self, doing: &str, path: &str) {
        let done = self.done;
        self.done += 1;
        let now = Instant::now();
        if !self.seen || self.last.is_some_and(|last| now - last < BETWEEN) {
            return;
        }
        self.last = Some(now);
        let seconds = (now - self.start).as_millis() / 1000;
        let rate = u128::try_from(done).ok().filter(|_| seconds > 0).map(|done| format!("  {}/s", done / seconds));
        let (total, rate) = (self.total, rate.unwrap_or_default());
        // Progress is a courtesy: nothing depends on it.
        let _ = write!(io::stderr(), "\r\u{1b}[K{doing} {done}/{total}{rate}  {}", clean(path, 40));
        self.shown = true;
    }

    /// Removes the line, before something else is said.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
