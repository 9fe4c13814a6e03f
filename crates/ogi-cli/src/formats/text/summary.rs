//! What comes last: totals, the files that failed, and the rules they violate.

use ogi_diagnostics::BySeverity;

use super::file::heading;
use super::name;
use crate::run::{Entry, Summary};
use crate::terminal::View;
use crate::terminal::layout::{clean, left, right, width};
use crate::terminal::style::{self, BAD, DOUBTFUL, FAINT, GOOD, NOTABLE, paint};

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
            Self::File => view.count(count, "个文件", "file", "files"),
            Self::Report => view.count(count, "份报告", "report", "reports"),
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
            view.say("没有发现问题", "No problem was found")
        } else {
            view.say(
                "能核对的部分没有发现问题",
                "No problem was found in what could be assessed",
            )
        };
        lines.push(paint(if complete { GOOD } else { DOUBTFUL }, said));
        return lines;
    }
    let worst = summary
        .rules
        .iter()
        .min_by_key(|rule| std::cmp::Reverse(rule.severity));
    let hint = worst.map(|rule| {
        let said = view.say("规则的依据和说明", "what a rule rests on");
        paint(
            FAINT,
            &format!(
                "    {said}{}ogi explain {}",
                view.say("：", ": "),
                rule.rule
            ),
        )
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
        heading(view.say("汇总", "summary"), view),
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
                None => paint(BAD, view.say("无法核对", "could not be checked")),
            };
            format!("  {}  {said}", left(&name(&file.path, view), columns))
        }));
    }
    lines.extend(rules(summary, unit, view));
    if summary.stopped {
        let said = view.say(
            "遇到第一处问题即停止，其余未核对",
            "Stopped at the first problem; the rest was not checked",
        );
        lines.extend([String::new(), paint(DOUBTFUL, said)]);
    }
    lines
}

fn totals(summary: &Summary, unit: Unit, view: View) -> String {
    let parts = [
        (summary.clean, "未发现问题", "without findings"),
        (summary.with_findings, "有问题", "with findings"),
        (summary.unreadable, "无法核对", "could not be checked"),
        (
            summary.skipped,
            "不是年度报告，略过",
            "skipped, as they are no reports",
        ),
    ];
    let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(count, zh, en)| match view.language {
            ogi_report::Language::Chinese => format!("{zh} {count}"),
            ogi_report::Language::English => format!("{count} {en}"),
        })
        .collect();
    let parts = parts.join(view.say("，", ", "));
    let files = unit.count(summary.files, view);
    format!("{files}{}{parts}", view.say("：", ": "))
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
        let places = right(&rule.places.to_string(), places);
        let files = unit.count(rule.files, view);
        let unit = view.say("处", if rule.places == 1 { "place" } else { "places" });
        format!(
            "  {id}  {title}  {places} {unit}{}{files}",
            view.say("，", ", ")
        )
    };
    std::iter::once(String::new())
        .chain(summary.rules.iter().map(line))
        .collect()
}

/// `2 errors, 1 warning`, in colours.
pub(super) fn severities(counts: BySeverity, view: View) -> String {
    let parts = [
        (
            counts.errors,
            BAD,
            view.count(counts.errors, "处错误", "error", "errors"),
        ),
        (
            counts.warnings,
            DOUBTFUL,
            view.count(counts.warnings, "处警告", "warning", "warnings"),
        ),
        (
            counts.notes,
            NOTABLE,
            view.count(counts.notes, "处提示", "note", "notes"),
        ),
    ];
    let parts = parts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(_, style, said)| paint(style, &said));
    parts.collect::<Vec<_>>().join(view.say("，", ", "))
}
