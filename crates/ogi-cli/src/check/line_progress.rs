//! How far a file of one document a line has come, on a terminal only.

use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use ogi_report::Language;

use crate::language::say;
use crate::source::Input;

/// No eye follows more.
const PAUSE: Duration = Duration::from_millis(100);
/// Cells of the bar.
const BAR: usize = 20;

/// How far one file of documents one a line has come.
pub(crate) struct LineProgress {
    language: Language,
    seen: bool,
    drawn: bool,
    size: Option<u64>,
    /// Where the run began in the file.
    begun: Option<u64>,
    started: Instant,
    shown: Instant,
    documents: usize,
}

impl LineProgress {
    /// The progress through an input.
    pub(crate) fn new(input: &Input, language: Language) -> Self {
        let size = match input {
            Input::File(path) | Input::Met(path) => {
                fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|file| file.len())
            }
            Input::Stdin => None,
        };
        let (now, seen) = (Instant::now(), io::stderr().is_terminal());
        Self { language, seen, drawn: false, size, begun: None, started: now, shown: now, documents: 0 }
    }

    /// Shows a bar, the rate and the time left, so many times a second.
    pub(crate) fn show(&mut self, offset: u64, end: u64, documents: usize) {
        self.documents += documents;
        let begun = *self.begun.get_or_insert(offset);
        if !self.seen || self.shown.elapsed() < PAUSE {
            return;
        }
        self.shown = Instant::now();
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let state = State { begun, end, size: self.size, documents: self.documents, seconds };
        // Progress is a courtesy: nothing depends on it.
        let _ = write!(io::stderr(), "\r\u{1b}[K{}", drawn(state, self.language));
        self.drawn = true;
    }

    /// Removes the line, before something else is said.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
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
