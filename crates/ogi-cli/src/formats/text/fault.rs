//! What keeps a file from being a document of its edition, with the line it stands in.

use ogi_diagnostics::{CheckedFile, Excerpt, Fault, FaultKind, sentence};
use ogi_report::Severity;

use super::finding::{arrow, indented};
use super::heading::{heading, section_name};
use super::name;
use crate::terminal::View;
use crate::terminal::layout::{blanks, clean, width, wrap};
use crate::terminal::style::{BAD, FAINT, STRONG, paint, severity_word};
use crate::words::words;

/// No one reads more at once.
const MOST: usize = 20;

/// All faults of a file.
pub(crate) fn section(file: &CheckedFile, view: View) -> Vec<String> {
    let lexical = file
        .faults
        .iter()
        .any(|fault| fault.kind == FaultKind::Lexical);
    let title = if lexical {
        view.say(&words().faults.not_well_formed)
    } else {
        view.say(&words().faults.not_of_its_edition)
    };
    let mut lines = vec![heading(title, view)];
    let shown = if view.verbose {
        file.faults.len()
    } else {
        MOST
    };
    for fault in file.faults.iter().take(shown) {
        lines.push(String::new());
        lines.extend(render(fault, &file.path, view));
    }
    if file.faults.len() > shown {
        let more = file.faults.len() - shown;
        let more = view.count(&words().common.listed_with_verbose, more);
        lines.extend([String::new(), paint(FAINT, &format!("  {more}"))]);
    }
    lines
}

fn render(fault: &Fault, path: &str, view: View) -> Vec<String> {
    let (title, message) = match fault.kind {
        FaultKind::Lexical => (sentence(&fault.message, view.language), None),
        FaultKind::Structure => (
            labels(fault, view),
            Some(sentence(&fault.message, view.language)),
        ),
    };
    let error = severity_word(Severity::Error, view.language);
    let head = format!("✗ {error}  ");
    let indent = width(&head);
    let wrapped = wrap(&clean(&title, 300), view.width.saturating_sub(indent));
    let heads = std::iter::once(paint(BAD, &head)).chain(std::iter::repeat(blanks(indent)));
    let mut lines: Vec<String> = wrapped
        .iter()
        .zip(heads)
        .map(|(line, head)| format!("{head}{}", paint(STRONG, line)))
        .collect();
    lines.extend(
        message
            .into_iter()
            .flat_map(|message| indented(&clean(&message, 600), 2, view)),
    );
    if let Some(excerpt) = &fault.excerpt {
        lines.extend(drawn(excerpt));
    }
    let mut fix = clean(&sentence(&fault.fix, view.language), 600);
    if wants_a_document(fault) {
        fix += view.say(&words().common.semicolon);
        fix += view.say(&words().faults.empty_document);
    }
    lines.extend(arrow(&fix, view));
    lines.extend(fault.position.map(|position| {
        let place = format!("{}:{}:{}", name(path, view), position.line, position.column);
        let other = fault.related.map(|other| {
            format!(
                "{} {}:{}",
                view.say(&words().faults.see_also),
                other.line,
                other.column
            )
        });
        let pointer = fault
            .at
            .as_deref()
            .map(|at| clean(at, 120))
            .filter(|pointer| !pointer.is_empty());
        let parts = [Some(place), other, pointer]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>();
        format!("    {}", paint(FAINT, &parts.join("  ")))
    }));
    lines
}

/// Whether it helps to see an empty document: the edition is missing, or the whole is no object.
fn wants_a_document(fault: &Fault) -> bool {
    let is_edition = fault
        .args
        .get("property")
        .is_some_and(|name| name == "edition");
    let is_whole = fault.at.as_deref() == Some("");
    (fault.keyword == "required" && is_edition) || (fault.keyword == "type" && is_whole)
}

/// The labels of a place, with the number of the table for the section.
fn labels(fault: &Fault, view: View) -> String {
    let Some(first) = fault.labels.first() else {
        return view.say(&words().faults.top_level).to_owned();
    };
    let first = fault
        .section
        .map_or(first.clone(), |section| section_name(section, first, view));
    std::iter::once(first)
        .chain(fault.labels.iter().skip(1).cloned())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The line of the file, and a mark under the place.
fn drawn(excerpt: &Excerpt) -> [String; 2] {
    let number = excerpt.line.to_string();
    let gutter = blanks(width(&number));
    let mark = format!(
        "{}{}",
        blanks(excerpt.indent),
        paint(BAD, &"^".repeat(excerpt.marked))
    );
    [
        format!(
            "    {} {}",
            paint(FAINT, &format!("{number} │")),
            excerpt.text
        ),
        format!("    {} {mark}", paint(FAINT, &format!("{gutter} │"))),
    ]
}
