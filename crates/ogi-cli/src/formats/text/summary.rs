//! What comes last: totals, the files that failed, and the rules they violate.

use ogi_diagnostics::BySeverity;

use super::heading::heading;
use super::name;
use crate::run::{Entry, Summary};
use crate::terminal::View;
use crate::terminal::layout::{blanks, clean, left, width};
use crate::terminal::style::{self, BAD, DOUBTFUL, FAINT, GOOD, NOTABLE, paint};
use crate::words::words;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Files of one report each.
    File,
    /// Reports, some of them lines of a file.
    Report,
}

impl Unit {
    fn count(self, count: usize, view: View) -> String {
        match self {
            Self::File => view.count(&words().common.files, count),
            Self::Report => view.count(&words().common.reports, count),
        }
    }
}

/// A file in which something was found, or that could not be read.
pub(crate) struct Failing {
    path: String,
    counts: Option<BySeverity>,
}

impl Failing {
    /// What the summary says about a file, if anything.
    pub(crate) fn of(entry: &Entry) -> Option<Self> {
        match entry {
            Entry::Skipped(_) => None,
            // Documents of a file of lines were named as they came; there may be millions.
            Entry::Checked(file) if file.is_clean() || file.line.is_some() => None,
            Entry::Checked(file) => Some(Self {
                path: file.path.clone(),
                counts: Some(file.counts()),
            }),
            Entry::Unreadable(file) => Some(Self {
                path: file.path.clone(),
                counts: None,
            }),
        }
    }
}

/// The last line after one file.
pub(crate) fn one(summary: &Summary, complete: bool, view: View) -> Vec<String> {
    if summary.clean + summary.with_findings == 0 {
        return Vec::new();
    }
    let counts = BySeverity {
        errors: summary.errors,
        warnings: summary.warnings,
        notes: summary.notes,
    };
    let mut lines = vec![String::new()];
    if counts == BySeverity::default() {
        let said = if complete {
            view.say(&words().summary.no_problem)
        } else {
            view.say(&words().summary.no_problem_as_far)
        };
        lines.push(paint(if complete { GOOD } else { DOUBTFUL }, said));
        return lines;
    }
    let worst = summary
        .rules
        .iter()
        .min_by_key(|rule| std::cmp::Reverse(rule.severity));
    let hint = worst.map(|rule| {
        let command = format!("ogi explain {}", rule.rule);
        let basis = view.fill(&words().summary.basis, &[("command", &command)]);
        paint(FAINT, &format!("    {basis}"))
    });
    lines.push(format!(
        "{}{}",
        severities(counts, view),
        hint.unwrap_or_default()
    ));
    lines
}

/// The table after several files.
pub(crate) fn many(summary: &Summary, failing: &[Failing], unit: Unit, view: View) -> Vec<String> {
    let mut lines = vec![
        heading(view.say(&words().summary.title), view),
        String::new(),
        totals(summary, unit, view),
    ];
    if !failing.is_empty() {
        lines.push(String::new());
        let columns = failing
            .iter()
            .map(|file| width(&name(&file.path, view)))
            .max()
            .unwrap_or(0);
        lines.extend(failing.iter().map(|file| {
            let said = match file.counts {
                Some(counts) => severities(counts, view),
                None => paint(BAD, view.say(&words().summary.not_checked)),
            };
            format!("  {}  {said}", left(&name(&file.path, view), columns))
        }));
    }
    lines.extend(rules(summary, unit, view));
    if summary.stopped {
        let said = view.say(&words().summary.stopped);
        lines.extend([String::new(), paint(DOUBTFUL, said)]);
    }
    lines
}

fn totals(summary: &Summary, unit: Unit, view: View) -> String {
    let words = &words().summary;
    let parts = [
        (summary.clean, &words.clean),
        (summary.with_findings, &words.with_findings),
        (summary.unreadable, &words.unreadable),
        (summary.skipped, &words.skipped),
    ];
    let mut said = Vec::new();
    for (count, texts) in parts {
        if count > 0 {
            said.push(view.fill(texts, &[("count", &count)]));
        }
    }
    let files = unit.count(summary.files, view);
    format!("{files}{}{}", view.colon(), said.join(view.separator()))
}

fn rules(summary: &Summary, unit: Unit, view: View) -> Vec<String> {
    if summary.rules.is_empty() {
        return Vec::new();
    }
    let ids = summary
        .rules
        .iter()
        .map(|rule| width(rule.rule.as_str()))
        .max()
        .unwrap_or(0);
    let titles = summary
        .rules
        .iter()
        .map(|rule| width(rule.title))
        .max()
        .unwrap_or(0);
    let titles = titles.min(view.width.saturating_sub(ids + 28));
    let digits = |number: usize| number.to_string().len();
    let places = summary
        .rules
        .iter()
        .map(|rule| digits(rule.places))
        .max()
        .unwrap_or(0);
    let line = |rule: &crate::run::RuleSummary| {
        let id = paint(style::of(rule.severity), &left(rule.rule.as_str(), ids));
        let title = left(&clean(rule.title, titles), titles);
        let count = view.count(&words().summary.places, rule.places);
        let missing = places.saturating_sub(digits(rule.places));
        let count = format!("{}{count}", blanks(missing));
        let files = unit.count(rule.files, view);
        format!("  {id}  {title}  {count}{}{files}", view.separator())
    };
    std::iter::once(String::new())
        .chain(summary.rules.iter().map(line))
        .collect()
}

/// `2 errors, 1 warning`, in colours.
pub(super) fn severities(counts: BySeverity, view: View) -> String {
    let words = &words().common;
    let parts = [
        (counts.errors, BAD, &words.errors),
        (counts.warnings, DOUBTFUL, &words.warnings),
        (counts.notes, NOTABLE, &words.notes),
    ];
    let mut said = Vec::new();
    for (count, style, texts) in parts {
        if count > 0 {
            said.push(paint(style, &view.count(texts, count)));
        }
    }
    said.join(view.separator())
}
