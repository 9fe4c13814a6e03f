//! Colours, the same in all of the program's output.

use anstyle::{AnsiColor, Style};
use ogi_report::{Language, Severity};
use ogi_schema::Rule;

use crate::words::say;

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

/// The severity of a rule of the registry.
pub(crate) fn severity(rule: &Rule) -> Severity {
    match rule.severity {
        ogi_schema::Severity::Note => Severity::Note,
        ogi_schema::Severity::Warning => Severity::Warning,
        ogi_schema::Severity::Error => Severity::Error,
    }
}

/// What people call a severity.
pub(crate) fn severity_word(severity: Severity, language: Language) -> &'static str {
    let words = &ogi_schema::texts::phrases().severities;
    let texts = match severity {
        Severity::Error => &words.error,
        Severity::Warning => &words.warning,
        Severity::Note => &words.note,
    };
    say(texts, language)
}
