//! How far a long run has come, on a terminal only.

use std::io::{self, IsTerminal as _, Write as _};

use ogi_report::Language;

use crate::language::say;

/// A run of fewer files is over before anyone looks.
const MANY: usize = 20;

/// A line on standard error that is written over.
pub(crate) struct Progress {
    total: usize,
    done: usize,
    shown: bool,
}

impl Progress {
    /// The progress of a run over so many files.
    pub(crate) fn new(total: usize) -> Self {
        Self { total, done: 0, shown: false }
    }

    /// Shows which file is being checked.
    pub(crate) fn show(&mut self, path: &str, language: Language) {
        self.done += 1;
        if self.total < MANY || !io::stderr().is_terminal() {
            return;
        }
        let name: String = path.chars().filter(|c| !c.is_control()).take(40).collect();
        let (done, total) = (self.done, self.total);
        // Progress is a courtesy: nothing depends on it.
        let _ = write!(io::stderr(), "\r\u{1b}[K{} {done}/{total} {name}", say(language, "核对", "checking"));
        self.shown = true;
    }

    /// Removes the line.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
