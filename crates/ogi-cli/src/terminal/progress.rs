//! How far a long run has come, on a terminal only.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use super::layout::clean;

/// No eye follows more, and a shorter run is over before anyone looks.
const BETWEEN: Duration = Duration::from_millis(100);

/// A line on standard error that is written over.
pub(crate) struct WrittenOver {
    start: Instant,
    last: Instant,
    shown: bool,
}

impl WrittenOver {
    /// A line that shows nothing yet.
    pub(crate) fn new() -> Self {
        let now = Instant::now();
        Self {
            start: now,
            last: now,
            shown: false,
        }
    }

    /// Shows a text that is made of the time since the beginning, so many times a second.
    pub(crate) fn show(&mut self, text: impl FnOnce(Duration) -> String) {
        let now = Instant::now();
        if now - self.last < BETWEEN || !io::stderr().is_terminal() {
            return;
        }
        self.last = now;
        // Progress is a courtesy: nothing depends on it.
        let _ = write!(io::stderr(), "\r\u{1b}[K{}", text(now - self.start));
        self.shown = true;
    }

    /// Removes the line, before something else is said.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// The progress of a run over files, one after the other.
pub(crate) struct Progress {
    total: usize,
    done: usize,
    line: WrittenOver,
}

impl Progress {
    /// The progress of a run over so many files.
    pub(crate) fn new(total: usize) -> Self {
        Self {
            total,
            done: 0,
            line: WrittenOver::new(),
        }
    }

    /// Shows which file comes next: what is done with it, how many are done, how many a second, and its name.
    pub(crate) fn show(&mut self, doing: &str, path: &str) {
        let (done, total) = (self.done, self.total);
        self.done += 1;
        self.line.show(|time| {
            let seconds = time.as_millis() / 1000;
            let rate = u128::try_from(done)
                .ok()
                .filter(|_| seconds > 0)
                .map(|done| format!("  {}/s", done / seconds));
            format!(
                "{doing} {done}/{total}{}  {}",
                rate.unwrap_or_default(),
                clean(path, 40)
            )
        });
    }

    /// Removes the line, before something else is said.
    pub(crate) fn clear(&mut self) {
        self.line.clear();
    }
}
