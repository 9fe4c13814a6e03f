//! To whom something is said, and how much.

use ogi_report::Language;

use super::Console;
use crate::language::say;

/// How much is said to whom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    /// Columns of a line.
    pub(crate) width: usize,
    /// Language of what is said.
    pub(crate) language: Language,
    /// Whether everything is said.
    pub(crate) verbose: bool,
}

impl View {
    /// What a console shows.
    pub(crate) fn of(console: &Console, verbose: bool) -> Self {
        Self {
            width: console.width,
            language: console.language,
            verbose,
        }
    }

    /// The one of two texts that is in the language.
    pub(crate) fn say<'a>(&self, chinese: &'a str, english: &'a str) -> &'a str {
        say(self.language, chinese, english)
    }

    /// `1 fault`, `2 faults`.
    pub(crate) fn count(&self, count: usize, chinese: &str, one: &str, several: &str) -> String {
        let english = if count == 1 { one } else { several };
        format!("{count} {}", self.say(chinese, english))
    }

    /// The same for texts that are made when needed.
    pub(crate) fn owned(
        &self,
        chinese: impl FnOnce() -> String,
        english: impl FnOnce() -> String,
    ) -> String {
        match self.language {
            Language::Chinese => chinese(),
            Language::English => english(),
        }
    }
}
