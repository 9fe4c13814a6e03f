//! What was read: which report, from what, and how well.

use std::path::Path;

use ogi_diagnostics::{Cells, Note, Reading, Source, SourceKind};
use ogi_report::Edition;

use crate::terminal::View;
use crate::terminal::layout::{clean, wrap};
use crate::terminal::style::{DOUBTFUL, FAINT, paint};
use crate::words::words;

/// What was read from a published report and where it went, and what needs a second look.
pub(crate) fn reading_in_words(
    name: &str,
    reading: &Reading,
    path: Option<&Path>,
    view: View,
) -> String {
    let report = &reading.report;
    let head = match path {
        Some(path) => format!("{name} → {}", path.display()),
        None => name.to_owned(),
    };
    let agency = report.agency().name.as_str();
    let year = i64::from(report.year().get());
    let mut lines = vec![
        head,
        identity(Some(agency), Some(year), Some(report.edition()), view),
    ];
    lines.extend(source(&Source::of(reading, view.language), view));
    lines.join("\n")
}

/// Agency, year and form, as far as they are known.
pub(crate) fn identity(
    agency: Option<&str>,
    year: Option<i64>,
    edition: Option<Edition>,
    view: View,
) -> String {
    let words = &words().reading;
    let form = edition.and_then(|edition| ogi_schema::form(edition.as_str()));
    let form = form.map(|form| {
        let year = form.edition.split('-').next().unwrap_or_default();
        view.fill(
            &words.form,
            &[("year", &year), ("instrument", &form.instrument)],
        )
    });
    let year = year.map(|year| view.fill(&words.year, &[("year", &year)]));
    let agency = agency
        .filter(|agency| !agency.is_empty())
        .map(|agency| clean(agency, view.width / 2));
    [agency, year, form]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// What kind of file it was and how its cells were read, and what a reader should know about that.
pub(super) fn source(source: &Source, view: View) -> Vec<String> {
    let said = wrap(&said(source, view), view.width);
    let mut lines: Vec<String> = said.iter().map(|line| paint(FAINT, line)).collect();
    lines.extend(notes(&source.notes, view));
    lines
}

fn said(source: &Source, view: View) -> String {
    let words = &words().reading;
    let kind = view.say(match source.kind {
        SourceKind::Json => &words.document,
        SourceKind::Text => &words.text,
        SourceKind::Html => &words.page,
        SourceKind::Other => &words.report,
    });
    match &source.cells {
        Some(cells) => format!("{kind}{}{}", view.colon(), counted(cells, view)),
        None => kind.to_owned(),
    }
}

/// How many cells were read, and how.
pub(crate) fn counted(cells: &Cells, view: View) -> String {
    let words = &words().reading;
    let numbers = if cells.repaired == 0 {
        &words.numbers_as_printed
    } else {
        &words.numbers
    };
    let mut said = vec![view.count(numbers, cells.numbers)];
    let others = [
        (cells.without_number, &words.without_number),
        (cells.not_found, &words.not_found),
        (cells.repaired, &words.repaired),
    ];
    for (count, texts) in others {
        if count > 0 {
            said.push(view.fill(texts, &[("count", &count)]));
        }
    }
    said.join(view.separator())
}

/// What a reader should know, a mark before each.
pub(super) fn notes(notes: &[Note], view: View) -> Vec<String> {
    const MOST: usize = 6;
    let shown = if view.verbose { notes.len() } else { MOST };
    let mut lines = Vec::new();
    for note in notes.iter().take(shown) {
        let wrapped = wrap(&clean(&note.message, 400), view.width - 2);
        let marks = std::iter::once(paint(DOUBTFUL, "!")).chain(std::iter::repeat(" ".to_owned()));
        lines.extend(
            wrapped
                .iter()
                .zip(marks)
                .map(|(line, mark)| format!("{mark} {line}")),
        );
    }
    if notes.len() > shown {
        let more = view.fill(
            &words().reading.more_notes,
            &[("count", &(notes.len() - shown))],
        );
        lines.push(paint(FAINT, &format!("  {more}")));
    }
    lines
}
