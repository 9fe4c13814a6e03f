//! `ogi rules`: all rules in a table.

use std::fmt::Display;

use ogi_diagnostics::in_language;
use ogi_schema::Rule;

use crate::arguments::Rules;
use crate::error::Error;
use crate::terminal::Console;
use crate::terminal::layout::{clean, left, width};
use crate::terminal::style::{self, FAINT, STRONG, paint, severity, severity_word};
use crate::words::{filled, words};

/// Prints the rules, worst first.
///
/// # Errors
/// Standard output cannot be written.
pub(crate) fn run(arguments: &Rules, console: &mut Console) -> Result<u8, Error> {
    let language = console.language;
    let wanted = |rule: &&Rule| {
        arguments
            .edition
            .is_none_or(|edition| rule.editions.iter().any(|code| code == edition.as_str()))
    };
    let mut rules: Vec<&Rule> = ogi_schema::standard().rules.iter().filter(wanted).collect();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.severity));
    let severities = rules
        .iter()
        .map(|rule| width(severity_word(severity(rule), language)))
        .max()
        .unwrap_or(0);
    let ids = rules.iter().map(|rule| width(&rule.id)).max().unwrap_or(0);
    let titles = rules
        .iter()
        .map(|rule| width(in_language(&rule.title, language)))
        .max()
        .unwrap_or(0);
    let titles = titles.min(console.width.saturating_sub(severities + ids + 13));
    let line = |rule: &&Rule| {
        let severity = severity(rule);
        let word = paint(
            style::of(severity),
            &left(severity_word(severity, language), severities),
        );
        let title = left(&clean(in_language(&rule.title, language), titles), titles);
        let only = rule
            .editions
            .first()
            .filter(|_| rule.editions.len() == 1)
            .map_or("", String::as_str);
        format!(
            "{word}  {}  {title}  {}",
            paint(STRONG, &left(&rule.id, ids)),
            paint(FAINT, only)
        )
        .trim_end()
        .to_owned()
    };
    let mut lines: Vec<String> = rules.iter().map(line).collect();
    let (version, count) = (&ogi_schema::manifest().ruleset_version, rules.len());
    let values: [(&str, &dyn Display); 2] = [("version", version), ("count", &count)];
    let said = filled(&words().rules.summary, language, &values);
    lines.extend([String::new(), paint(FAINT, &said)]);
    console
        .lines(&lines)
        .map_err(|source| Error::Output { source })?;
    Ok(0)
}
