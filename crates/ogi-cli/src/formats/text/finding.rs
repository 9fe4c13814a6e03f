//! One violation: what is wrong, the numbers, what to do, and where it stands.

use ogi_diagnostics::Finding;
use ogi_report::Severity;

use super::{arithmetic, name};
use crate::terminal::View;
use crate::terminal::layout::{clean, width, wrap};
use crate::terminal::style::{self, FAINT, STRONG, paint};

/// The violation, line by line.
pub(crate) fn render(finding: &Finding, path: &str, view: View) -> Vec<String> {
    let mut lines = head(finding, view);
    let message = ogi_diagnostics::sentence(
        finding.message.as_deref().unwrap_or_default(),
        view.language,
    );
    lines.extend(indented(&clean(&message, 600), 2, view));
    lines.extend(arithmetic::table(finding, view));
    lines.extend(advice(finding, view));
    lines.extend(place(finding, path, view));
    lines
}

/// Severity, title and rule.
pub(super) fn head(finding: &Finding, view: View) -> Vec<String> {
    let mark = match finding.severity {
        Severity::Error => "✗",
        Severity::Warning => "!",
        Severity::Note => "i",
    };
    let severity = style::severity_word(finding.severity, view.language);
    let head = paint(style::of(finding.severity), &format!("{mark} {severity}"));
    let (title, rule) = (
        paint(STRONG, finding.title),
        paint(FAINT, finding.rule.as_str()),
    );
    let columns =
        width(mark) + width(severity) + width(finding.title) + width(finding.rule.as_str()) + 5;
    if columns <= view.width {
        vec![format!("{head}  {title}  {rule}")]
    } else {
        vec![format!("{head}  {title}"), format!("  {rule}")]
    }
}

/// What to do.
pub(super) fn advice(finding: &Finding, view: View) -> Vec<String> {
    arrow(&ogi_diagnostics::advice(finding, view.language), view)
}

/// Where it stands, as editors and terminals understand it.
fn place(finding: &Finding, path: &str, view: View) -> Option<String> {
    let file = name(path, view);
    let place = match (finding.position, finding.printed_at) {
        (Some(position), _) => format!("{file}:{}:{}", position.line, position.column),
        (None, Some(printed)) if printed.table.is_some() && printed.is_on_a_line() => {
            format!(
                "{file}:{}  {}",
                printed.line,
                ogi_diagnostics::place(printed, view.language)
            )
        }
        (None, Some(printed)) if !printed.is_on_a_line() => {
            format!("{file}  {}", ogi_diagnostics::place(printed, view.language))
        }
        (None, Some(printed)) => format!("{file}:{}", printed.line),
        (None, None) => return None,
    };
    Some(format!("    {}", paint(FAINT, &place)))
}

/// What to do, after an arrow.
pub(super) fn arrow(text: &str, view: View) -> Vec<String> {
    let marks = std::iter::once("→").chain(std::iter::repeat(" "));
    let wrapped = wrap(text, view.width.saturating_sub(4));
    wrapped
        .iter()
        .zip(marks)
        .map(|(line, mark)| format!("  {mark} {line}"))
        .collect()
}

/// A text with blanks in front of each line.
pub(super) fn indented(text: &str, indent: usize, view: View) -> Vec<String> {
    let blanks = " ".repeat(indent);
    wrap(text, view.width.saturating_sub(indent))
        .iter()
        .map(|line| format!("{blanks}{line}"))
        .collect()
}
