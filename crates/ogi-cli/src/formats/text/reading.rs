//! What was read: which report, from what, and how well.

use std::path::Path;

use ogi_diagnostics::{Cells, Note, Reading, Source, SourceKind};
use ogi_report::{Edition, Language};

use crate::terminal::View;
use crate::terminal::layout::{clean, wrap};
use crate::terminal::style::{DOUBTFUL, FAINT, paint};

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
    let form = edition
        .and_then(|edition| ogi_schema::form(edition.as_str()))
        .map(|form| {
            let year = form.edition.split('-').next().unwrap_or_default();
            let instrument = &form.instrument;
            view.owned(
                || format!("{year} 年格式（{instrument}）"),
                || format!("form of {year} ({instrument})"),
            )
        });
    let year = year.map(|year| format!("{year}{}", view.say(" 年度", "")));
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
    let kind = match source.kind {
        SourceKind::Json => view.say("标准文档（JSON）", "document of the standard (JSON)"),
        SourceKind::Text => view.say("公布的文本", "published text"),
        SourceKind::Html => view.say("公布的网页", "published page"),
        SourceKind::Other => view.say("公布的报告", "published report"),
    };
    let cells = source.cells.as_ref().map(|cells| counted(cells, view));
    [kind]
        .into_iter()
        .chain(cells.as_deref())
        .collect::<Vec<_>>()
        .join(view.say("：", ": "))
}

/// How many cells were read, and how.
pub(crate) fn counted(cells: &Cells, view: View) -> String {
    let numbers = cells.numbers;
    let parts = [
        (cells.without_number, "格没有数字", "without a number"),
        (cells.not_found, "格未找到", "not found"),
        (
            cells.repaired,
            "格的读法经过修补，请核对",
            "read with a repair, to be checked",
        ),
    ];
    let in_english = view.count(numbers, "", "number", "numbers");
    let mut said = vec![match (view.language, cells.repaired) {
        (Language::Chinese, 0) => format!("读出 {numbers} 个数字，均按原文"),
        (Language::Chinese, _) => format!("读出 {numbers} 个数字"),
        (Language::English, 0) => format!("{in_english} read as printed"),
        (Language::English, _) => format!("{in_english} read"),
    }];
    let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
    said.extend(
        parts.map(|(count, chinese, english)| format!("{count} {}", view.say(chinese, english))),
    );
    said.join(view.say("，", ", "))
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
        let more = notes.len() - shown;
        let said = view.say(
            "条说明略去，--verbose 全部列出",
            "more notes; --verbose lists them",
        );
        lines.push(paint(FAINT, &format!("  {more} {said}")));
    }
    lines
}
