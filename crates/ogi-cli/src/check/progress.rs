//! How far a long run has come, on a terminal only.

use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use ogi_report::Language;

use crate::language::say;
use crate::source::Input;

/// A run of fewer files is over before anyone looks.
const MANY: usize = 20;
/// No one reads faster.
const PAUSE: Duration = Duration::from_millis(100);
/// Cells of the bar.
const BAR: usize = 20;

/// A line on standard error that is written over.
pub(crate) struct Progress {
    language: Language,
    on_terminal: bool,
    files: usize,
    done: usize,
    shown: bool,
}

impl Progress {
    /// The progress of a run over so many files.
    pub(crate) fn new(files: usize, language: Language) -> Self {
        Self { language, on_terminal: io::stderr().is_terminal(), files, done: 0, shown: false }
    }

    /// Shows which file is being checked.
    pub(crate) fn file(&mut self, path: &str) {
        self.done += 1;
        if self.files < MANY || !self.on_terminal {
            return;
        }
        let name: String = path.chars().filter(|c| !c.is_control()).take(40).collect();
        let (done, files) = (self.done, self.files);
        self.show(&format!("{} {done}/{files} {name}", say(self.language, "核对", "checking")));
    }

    /// Follows a file of one document a line.
    pub(crate) fn lines(&mut self, input: &Input) -> LineProgress<'_> {
        let size = match input {
            Input::File(path) => fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|file| file.len()),
            Input::Stdin => None,
        };
        let now = Instant::now();
        LineProgress { line: self, size, begun: None, started: now, shown: now, documents: 0 }
    }

    fn show(&mut self, text: &str) {
        // Progress is a courtesy: nothing depends on it.
        let _ = write!(io::stderr(), "\r\u{1b}[K{text}");
        self.shown = true;
    }

    /// Removes the line.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// How far one file of documents one a line has come.
pub(crate) struct LineProgress<'a> {
    line: &'a mut Progress,
    size: Option<u64>,
    /// Where the run began in the file.
    begun: Option<u64>,
    started: Instant,
    shown: Instant,
    documents: usize,
}

impl LineProgress<'_> {
    /// Shows a bar, the rate and the time left, so many times a second.
    pub(crate) fn show(&mut self, offset: u64, end: u64, documents: usize) {
        self.documents += documents;
        let begun = *self.begun.get_or_insert(offset);
        if !self.line.on_terminal || self.shown.elapsed() < PAUSE {
            return;
        }
        self.shown = Instant::now();
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let text = drawn(State { begun, end, size: self.size, documents: self.documents, seconds }, self.line.language);
        self.line.show(&text);
    }

    /// Removes the line.
    pub(crate) fn clear(&mut self) {
        self.line.clear();
    }
}

/// What is known after some time.
#[derive(Debug, Clone, Copy)]
struct State {
    begun: u64,
    end: u64,
    size: Option<u64>,
    documents: usize,
    seconds: f64,
}

/// `[████····] 42 %  120 MB/s  11 000 reports/s  3 s left`
#[expect(clippy::cast_precision_loss, reason = "nobody reads so many digits")]
fn drawn(state: State, language: Language) -> String {
    let State { begun, end, size, documents, seconds } = state;
    let read = end.saturating_sub(begun) as f64;
    let (megabytes, reports) = (read / 1e6 / seconds, documents as f64 / seconds);
    let rate = format!("{megabytes:.0} MB/s  {reports:.0} {}", say(language, "份/秒", "reports/s"));
    let Some(size) = size.filter(|size| *size > begun) else {
        return format!("{documents} {}  {rate}", say(language, "份", "reports"));
    };
    let share = (read / (size - begun) as f64).clamp(0.0, 1.0);
    let full = (0..BAR).filter(|cell| (*cell as f64) < share * BAR as f64).count();
    let bar = "█".repeat(full) + &"·".repeat(BAR - full);
    let left = seconds * (1.0 - share) / share.max(1e-9);
    let left = match language {
        Language::Chinese => format!("还需 {left:.0} 秒"),
        Language::English => format!("{left:.0} s left"),
    };
    format!("[{bar}] {:.0} %  {rate}  {left}", share * 100.0)
}

#[cfg(test)]
mod tests {
    use ogi_report::Language;

    use super::{State, drawn};

    #[test]
    fn the_bar_tells_rate_and_time_left() {
        let state = State { begun: 0, end: 50_000_000, size: Some(200_000_000), documents: 5_000, seconds: 0.5 };
        let expected = "[█████···············] 25 %  100 MB/s  10000 reports/s  2 s left";
        assert_eq!(drawn(state, Language::English), expected);
        let stream = State { size: None, ..state };
        assert_eq!(drawn(stream, Language::Chinese), "5000 份  100 MB/s  10000 份/秒");
    }
}
