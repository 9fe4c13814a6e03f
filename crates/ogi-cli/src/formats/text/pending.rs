//! What could not be assessed, and what it would take.

use std::collections::BTreeSet;

use ogi_diagnostics::{CheckedFile, Fault, Finding, MissingOperand};
use ogi_report::{Missing, Outcome};

use crate::terminal::View;
use crate::terminal::layout::{clean, clean_labels, width, wrap};
use crate::terminal::style::{FAINT, STRONG, paint};
use crate::words::words;

/// One line by reason; every place where all is to be said.
pub(crate) fn section(file: &CheckedFile, view: View) -> Vec<String> {
    let pending: Vec<_> = file
        .findings
        .iter()
        .filter(|finding| finding.outcome == Outcome::NotAssessed)
        .collect();
    if pending.is_empty() {
        return Vec::new();
    }
    let reasons = reasons(&pending, file, view);
    let reasons = reasons.join(view.say(&words().common.semicolon));
    let said = view.fill(&words().pending.not_assessed, &[("reasons", &reasons)]);
    let mut lines = vec![String::new()];
    lines.extend(
        wrap(&said, view.width)
            .iter()
            .map(|line| paint(FAINT, line)),
    );
    if view.verbose {
        lines.extend(all(&pending, view));
    }
    lines
}

/// Why a finding could not be assessed: the reason that is farthest from the report first.
fn decisive(finding: &Finding) -> Option<&MissingOperand> {
    [
        Missing::NotGiven,
        Missing::Invalid,
        Missing::Blank,
        Missing::Absent,
    ]
    .iter()
    .find_map(|reason| {
        finding
            .missing
            .iter()
            .find(|missing| missing.reason == *reason)
    })
}

/// Why something could not be assessed, as the summary tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    NotGiven,
    Shape,
    Unsettled,
    Cell,
    NotStated,
}

impl Reason {
    fn of(missing: &MissingOperand, file: &CheckedFile) -> Self {
        match missing.reason {
            Missing::NotGiven => Self::NotGiven,
            Missing::Invalid
                if missing.is_cell || missing.at.contains('#') || is_broken(&missing.at, file) =>
            {
                Self::Shape
            }
            Missing::Invalid => Self::Unsettled,
            Missing::Blank => Self::Cell,
            Missing::Absent if missing.is_cell => Self::Cell,
            Missing::Absent => Self::NotStated,
        }
    }
}

/// Whether a fault stands at a place or around it.
fn is_broken(at: &str, file: &CheckedFile) -> bool {
    let around = |fault: &str| {
        at.strip_prefix(fault)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let lacks = |fault: &Fault| fault.keyword == "required" || fault.keyword == "type";
    file.faults.iter().any(|fault| match fault.at.as_deref() {
        Some(place) if place == at => true,
        Some(place) => lacks(fault) && around(place),
        None => false,
    })
}

fn reasons(pending: &[&Finding], file: &CheckedFile, view: View) -> Vec<String> {
    let all: Vec<(&Finding, &MissingOperand, Reason)> = pending
        .iter()
        .filter_map(|finding| {
            decisive(finding).map(|missing| (*finding, missing, Reason::of(missing, file)))
        })
        .collect();
    let because = |reason| all.iter().filter(move |(.., found)| *found == reason);
    let mut said = Vec::new();
    let words = &words().pending;
    for (document, texts) in [("prev#", &words.previous), ("children#", &words.children)] {
        let rules: BTreeSet<_> = because(Reason::NotGiven)
            .filter(|(_, missing, _)| missing.at.starts_with(document))
            .map(|(finding, ..)| finding.rule)
            .collect();
        if !rules.is_empty() {
            said.push(view.count(texts, rules.len()));
        }
    }
    let places = [
        (Reason::Shape, &words.shape),
        (Reason::Unsettled, &words.unsettled),
        (Reason::Cell, &words.cell),
    ];
    for (reason, texts) in places {
        let count = because(reason).count();
        if count > 0 {
            said.push(view.count(texts, count));
        }
    }
    let absent: BTreeSet<&str> = because(Reason::NotStated)
        .map(|(_, missing, _)| leaf(&missing.label))
        .collect();
    if !absent.is_empty() {
        let labels = absent.into_iter().collect::<Vec<_>>().join(view.comma());
        said.push(view.fill(&words.not_stated, &[("labels", &labels)]));
    }
    said
}

/// Every place that could not be assessed, one a line under its rule, with what is missing there.
fn all(pending: &[&Finding], view: View) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, finding) in pending.iter().enumerate() {
        if index == 0 || pending[index - 1].rule != finding.rule {
            lines.push(format!(
                "  {}  {}",
                paint(STRONG, finding.title),
                paint(FAINT, finding.rule.as_str())
            ));
        }
        let missing = clean(&missing(finding, view), view.width / 2);
        let place = clean_labels(
            &place(finding),
            view.width.saturating_sub(width(&missing) + 6),
        );
        let said = if place.is_empty() {
            missing
        } else {
            format!("{place}{}{missing}", view.colon())
        };
        lines.push(format!("    {}", paint(FAINT, &said)));
    }
    lines
}

/// The labels of the place of a finding.
pub(super) fn place(finding: &Finding) -> String {
    let skip = usize::from(finding.section.is_some() && finding.labels.len() > 1);
    finding.labels.get(skip..).unwrap_or_default().join(" · ")
}

/// What is missing, by name where it is little.
fn missing(finding: &Finding, view: View) -> String {
    const FEW: usize = 2;
    let operands = finding
        .operands
        .iter()
        .filter(|operand| operand.missing.is_some());
    let operands: Vec<&str> = operands.map(|operand| operand.label.as_str()).collect();
    let labels: Vec<&str> = match finding.missing.as_slice() {
        [one] => vec![leaf(&one.label)],
        _ => operands,
    };
    let names = labels
        .iter()
        .take(FEW)
        .copied()
        .collect::<Vec<_>>()
        .join(view.comma());
    let all = labels.len();
    let words = &words().pending;
    if all > FEW {
        view.fill(&words.missing_more, &[("names", &names), ("all", &all)])
    } else {
        view.fill(&words.missing, &[("names", &names)])
    }
}

/// The last of several labels.
fn leaf(label: &str) -> &str {
    label.rsplit(" · ").next().unwrap_or_default()
}
