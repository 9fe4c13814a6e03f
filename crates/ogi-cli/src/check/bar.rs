//! How far a check of many documents has come, on a terminal only.

use std::time::Duration;

use ogi_report::Language;

use crate::source::Listed;
use crate::terminal::WrittenOver;
use crate::words::{filled, words};

/// Cells of the bar.
const CELLS: usize = 20;

/// How far a check has come through its files.
pub(crate) struct Bar {
    language: Language,
    line: WrittenOver,
    state: State,
}

/// What is known after some time.
#[derive(Debug, Clone, Copy)]
struct State {
    /// Bytes of all files, where that is known.
    size: Option<u64>,
    /// Bytes checked.
    done: u64,
    documents: usize,
}

impl Bar {
    /// The progress through these files.
    pub(crate) fn new(files: &[Listed], language: Language) -> Self {
        let size = files.iter().map(|file| file.bytes).sum();
        Self {
            language,
            line: WrittenOver::new(),
            state: State {
                size,
                done: 0,
                documents: 0,
            },
        }
    }

    /// Says that so many bytes are not to be checked.
    pub(crate) fn pass_over(&mut self, bytes: u64) {
        self.state.size = self.state.size.map(|size| size.saturating_sub(bytes));
    }

    /// Counts what was checked, and shows a bar, the rate and the time left.
    pub(crate) fn add(&mut self, bytes: u64, documents: usize) {
        self.state.done += bytes;
        self.state.documents += documents;
        self.line.show(|time| self.state.drawn(time, self.language));
    }

    /// Removes the line, before something else is said.
    pub(crate) fn clear(&mut self) {
        self.line.clear();
    }
}

impl State {
    /// `[████····] 42 %  120 MB/s  11 000 reports/s  3 s left`
    #[expect(clippy::cast_precision_loss, reason = "nobody reads so many digits")]
    fn drawn(self, time: Duration, language: Language) -> String {
        let Self {
            size,
            done,
            documents,
        } = self;
        let seconds = time.as_secs_f64().max(0.001);
        let (megabytes, reports) = (done as f64 / 1e6 / seconds, documents as f64 / seconds);
        let words = &words().progress;
        let (megabytes, reports) = (format!("{megabytes:.0}"), format!("{reports:.0}"));
        let rate = filled(
            &words.rate,
            language,
            &[("megabytes", &megabytes), ("reports", &reports)],
        );
        let Some(size) = size.filter(|size| *size > 0) else {
            let done = filled(&words.done, language, &[("count", &documents)]);
            return format!("{done}  {rate}");
        };
        let share = (done as f64 / size as f64).clamp(0.0, 1.0);
        let full = (0..CELLS)
            .filter(|cell| (*cell as f64) < share * CELLS as f64)
            .count();
        let bar = "█".repeat(full) + &"·".repeat(CELLS - full);
        let left = seconds * (1.0 - share) / share.max(1e-9);
        let seconds_left = format!("{left:.0}");
        let left = filled(&words.left, language, &[("seconds", &seconds_left)]);
        format!("[{bar}] {:.0} %  {rate}  {left}", share * 100.0)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use ogi_report::Language;

    use super::State;

    #[test]
    fn the_bar_tells_rate_and_time_left() {
        let (state, time) = (
            State {
                size: Some(200_000_000),
                done: 50_000_000,
                documents: 5_000,
            },
            Duration::from_millis(500),
        );
        let expected = "[█████···············] 25 %  100 MB/s  10000 reports/s  2 s left";
        assert_eq!(state.drawn(time, Language::English), expected);
        let stream = State {
            size: None,
            ..state
        };
        assert_eq!(
            stream.drawn(time, Language::Chinese),
            "5000 份  100 MB/s  10000 份/秒"
        );
    }
}
