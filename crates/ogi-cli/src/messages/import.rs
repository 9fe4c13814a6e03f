//! What is said about the reading of published reports.

use ogi_import::{Fact, ImportError, Note, Origin};
use ogi_report::Language;
use ogi_schema::texts::{self, fill};
use serde::Serialize;
use serde_json::Value;

use super::look_up;
use crate::labels::Labels;
use crate::language::say;
use crate::record::PrintedAt;

/// Why a file could not be made into a document, with the options of the command that help.
pub(crate) fn import_error(error: &ImportError, language: Language) -> String {
    let said = error.say(language);
    let ImportError::Unstated { missing } = error else {
        return said;
    };
    let options: Vec<&str> = missing.iter().filter_map(|fact| option(*fact)).collect();
    let options = options.join(" ");
    match language {
        Language::Chinese => format!("{said}（{options}）"),
        Language::English => format!("{said} ({options})"),
    }
}

/// The kind of a note, such as `unmatched_row`.
pub(crate) fn note_kind(note: &Note) -> String {
    let fields = serde_json::to_value(note).unwrap_or_default();
    fields["note"].as_str().unwrap_or_default().to_owned()
}

/// The word of a plain enumeration as it is written in JSON.
pub(crate) fn word(value: &impl Serialize) -> String {
    let word = serde_json::to_value(value).unwrap_or_default();
    word.as_str().unwrap_or_default().to_owned()
}

/// What a reader of the document should know about the reading.
pub(crate) fn note(note: &Note, edition: Option<&str>, language: Language) -> String {
    let fields = serde_json::to_value(note).unwrap_or_default();
    let key = fields["note"].as_str().unwrap_or_default();
    let is_empty = |name: &str| fields[name].as_str().is_some_and(str::is_empty);
    let unlabelled = is_empty("label") || is_empty("text");
    let key = if unlabelled {
        format!("{key}/unlabelled")
    } else {
        key.to_owned()
    };
    let template = look_up(&texts::import().notes, &key, language);
    let template = template
        .or_else(|| look_up(&texts::import().notes, "other", language))
        .unwrap_or_default();
    fill(template, |name| {
        Some(match (name, &fields[name]) {
            ("origin", _) => origin(note_origin(note)?, language),
            ("at", Value::String(at)) => Labels::of(edition, at, language).full(),
            ("fact", Value::String(word)) => look_up(&texts::import().facts, word, language)
                .unwrap_or(word)
                .to_owned(),
            ("look", Value::String(word)) => look_up(&texts::import().looks, word, language)
                .unwrap_or(word)
                .to_owned(),
            ("cause", Value::String(word)) => look_up(&texts::import().causes, word, language)
                .unwrap_or(word)
                .to_owned(),
            (_, Value::String(text)) => text.replace('\n', " "),
            (_, Value::Array(texts)) => {
                let texts: Vec<_> = texts
                    .iter()
                    .map(|text| text.as_str().unwrap_or_default())
                    .collect();
                texts.join(say(language, "、", ", "))
            }
            (_, Value::Null) => return None,
            (_, other) => other.to_string(),
        })
    })
}

/// A place in a published report, as people find it.
pub(crate) fn place(printed: PrintedAt, language: Language) -> String {
    match (printed.origin, language) {
        (
            Origin::Cell {
                table, row, column, ..
            },
            Language::Chinese,
        ) if printed.is_in_word => {
            format!("第 {table} 个表格第 {row} 行第 {column} 列")
        }
        (
            Origin::Cell {
                table, row, column, ..
            },
            Language::English,
        ) if printed.is_in_word => {
            format!("table {table}, row {row}, column {column}")
        }
        (Origin::Line { line }, Language::Chinese) if printed.is_in_word => format!("第 {line} 段"),
        (Origin::Line { line }, Language::English) if printed.is_in_word => {
            format!("paragraph {line}")
        }
        (at, _) => origin(at, language),
    }
}

fn origin(origin: Origin, language: Language) -> String {
    match (origin, language) {
        (
            Origin::Cell {
                table,
                row,
                column,
                line,
            },
            Language::Chinese,
        ) => {
            format!("第 {table} 个表格第 {row} 行第 {column} 列，文件第 {line} 行")
        }
        (
            Origin::Cell {
                table,
                row,
                column,
                line,
            },
            Language::English,
        ) => {
            format!("table {table}, row {row}, column {column}; line {line} of the file")
        }
        (Origin::Page { page, .. }, Language::Chinese) => format!("第 {page} 页"),
        (Origin::Page { page, .. }, Language::English) => format!("page {page}"),
        (Origin::Sheet { sheet, row, column }, Language::Chinese) => {
            format!("第 {sheet} 个工作表第 {row} 行第 {column} 列")
        }
        (Origin::Sheet { sheet, row, column }, Language::English) => {
            format!("sheet {sheet}, row {row}, column {column}")
        }
        (other, Language::Chinese) => format!("第 {} 行", other.line()),
        (other, Language::English) => format!("line {}", other.line()),
    }
}

fn note_origin(note: &Note) -> Option<Origin> {
    match note {
        Note::EditionMixed { origin, .. }
        | Note::UnmatchedRow { origin, .. }
        | Note::UnmatchedColumn { origin, .. }
        | Note::RowRefused { origin, .. }
        | Note::SetAside { origin, .. }
        | Note::NotRead { origin, .. }
        | Note::AppendixDiffers { origin, .. }
        | Note::TextInTable { origin, .. } => Some(*origin),
        _ => None,
    }
}

fn option(fact: Fact) -> Option<&'static str> {
    match fact {
        Fact::Edition => Some("--edition"),
        Fact::Year => Some("--year"),
        Fact::Agency => Some("--agency"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_leave_no_name_unfilled() {
        let page = "某市水务局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\
                    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n行政规范性文件 | 2 | / | 19 |\n某某行 | 1 | 2 | 3 |";
        let imported = ogi_import::read(page.as_bytes(), None).expect("a report");
        for language in [Language::Chinese, Language::English] {
            for said in imported
                .notes
                .iter()
                .map(|one| note(one, Some("2021-30"), language))
            {
                assert!(!said.is_empty() && !said.contains('{'), "{said}");
            }
        }
    }
}
