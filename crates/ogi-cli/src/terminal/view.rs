//! Who reads, and how much of what is found.

use ogi_report::Language;
use ogi_schema::texts::Texts;

use super::Console;
use crate::words::{self, Counted};

/// How much is shown, and to whom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    /// Columns of a line.
    pub(crate) width: usize,
    /// Language of what is shown.
    pub(crate) language: Language,
    /// Whether everything is shown.
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

    /// A text in the language.
    pub(crate) fn say(self, texts: &'static Texts) -> &'static str {
        words::say(texts, self.language)
    }

    /// A text with values in the place of its names.
    pub(crate) fn fill(self, texts: &Texts, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        words::filled(texts, self.language, values)
    }

    /// A text about a number of things.
    pub(crate) fn count(self, texts: &Counted, count: usize) -> String {
        texts.of(count, self.language)
    }

    /// The words between the parts of a sentence.
    pub(crate) fn separator(self) -> &'static str {
        self.say(&words::words().common.separator)
    }

    /// The words between the parts of a list.
    pub(crate) fn comma(self) -> &'static str {
        self.say(&ogi_schema::texts::phrases().words.comma)
    }

    /// The words between a place and what stands there.
    pub(crate) fn colon(self) -> &'static str {
        self.say(&ogi_schema::texts::phrases().words.colon)
    }

    /// A line of a file.
    pub(crate) fn line(self, line: usize) -> String {
        self.fill(&words::words().common.line, &[("line", &line)])
    }
}
