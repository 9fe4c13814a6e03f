//! Colours, the same in all of the program's output.

use anstyle::{AnsiColor, Style};

use ogi_report::Severity;

/// What is wrong.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// What may be wrong.
pub(crate) const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
/// What is worth knowing.
pub(crate) const NOTABLE: Style = AnsiColor::Cyan.on_default().bold();
/// What is right.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// What comes second.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// What the eye should find.
pub(crate) const STRONG: Style = Style::new().bold();

/// The colour of a severity.
pub(crate) fn of(severity: Severity) -> Style {
    match severity {
        Severity::Error => BAD,
        Severity::Warning => DOUBTFUL,
        Severity::Note => NOTABLE,
    }
}

/// A text in a colour; nothing around no text.
pub(crate) fn paint(style: Style, text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{style}{text}{style:#}")
    }
}
