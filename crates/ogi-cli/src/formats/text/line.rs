//! A document of a file of one document a line: one line for it, and one for each thing that was found.

use anstyle::Style;
use ogi_diagnostics::{CheckedFile, Fault, Finding, sentence};

use super::file::identity;
use super::summary::severities;
use crate::terminal::View;
use crate::terminal::layout::{clean, left, width};
use crate::terminal::style::{self, BAD, FAINT, STRONG, paint};
use crate::words::words;

/// No one reads more about one document among many.
const MOST: usize = 12;

/// What was found about a document, briefly.
pub(crate) fn render(file: &CheckedFile, name: &str, view: View) -> Vec<String> {
    let identity = paint(FAINT, &clean(&identity(file, view), 100));
    let head = format!(
        "{}  {identity}  {}",
        paint(STRONG, name),
        severities(file.counts(), view)
    );
    let mut found: Vec<(&str, Style, String)> =
        file.faults.iter().map(|one| fault(one, view)).collect();
    found.extend(file.own_violations().map(|one| finding(one, view)));
    let more = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    let columns = found
        .iter()
        .map(|(word, ..)| width(word))
        .max()
        .unwrap_or(0);
    let mut lines = vec![head];
    lines.extend(found.into_iter().map(|(word, style, said)| {
        let room = view.width.saturating_sub(columns + 6).max(40);
        format!(
            "    {}  {}",
            paint(style, &left(word, columns)),
            clean(&said, 2 * room)
        )
    }));
    if more > 0 {
        let more = view.count(&words().common.listed_with_verbose, more);
        lines.push(paint(FAINT, &format!("    {more}")));
    }
    lines
}

fn fault(fault: &Fault, view: View) -> (&str, Style, String) {
    let place = fault.labels.join(" · ");
    let message = sentence(&fault.message, view.language);
    let said = if place.is_empty() {
        message
    } else {
        format!("{place}{}{message}", view.colon())
    };
    (fault.keyword.as_str(), BAD, said)
}

fn finding(finding: &Finding, view: View) -> (&'static str, Style, String) {
    let message = finding.message.as_deref().unwrap_or_default();
    (
        finding.rule.as_str(),
        style::of(finding.severity),
        sentence(message, view.language),
    )
}
