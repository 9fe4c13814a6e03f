//! What to say about the reading of published reports.

use ogi_import::{Note, Origin};
use ogi_report::{Edition, Language};
use ogi_schema::texts::{self, fill};
use serde::Serialize;
use serde_json::Value;

use super::look_up;
use crate::labels::Labels;
use crate::record::PrintedAt;
use crate::words::comma;

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
pub(crate) fn note(note: &Note, edition: Option<Edition>, language: Language) -> String {
    let texts = texts::import();
    let fields = serde_json::to_value(note).unwrap_or_default();
    let kind = fields["note"].as_str().unwrap_or_default();
    let is_unlabelled = ["label", "text"]
        .iter()
        .any(|name| fields[name].as_str().is_some_and(str::is_empty));
    let key = if is_unlabelled {
        format!("{kind}/unlabelled")
    } else {
        kind.to_owned()
    };
    let Some(template) = look_up(&texts.notes, &key, language) else {
        return kind.to_owned();
    };
    fill(template, |name| {
        let words = match name {
            "fact" => Some(&texts.facts),
            "look" => Some(&texts.looks),
            "cause" => Some(&texts.causes),
            _ => None,
        };
        Some(match (name, &fields[name]) {
            ("origin", _) => origin(note.origin()?, language),
            ("at", Value::String(at)) => Labels::of(edition, at, language).full(),
            (_, Value::String(text)) => match words {
                Some(words) => look_up(words, text, language).unwrap_or(text).to_owned(),
                None => text.replace('\n', " "),
            },
            (_, Value::Array(parts)) => {
                let parts: Vec<_> = parts.iter().filter_map(Value::as_str).collect();
                parts.join(comma(language))
            }
            (_, Value::Null) => return None,
            (_, other) => other.to_string(),
        })
    })
}

/// A place in a published report, as people find it.
#[must_use]
pub fn place(printed: PrintedAt, language: Language) -> String {
    if !printed.is_in_word {
        return origin(printed.origin, language);
    }
    let key = match printed.origin {
        Origin::Cell { .. } => "cell_of_word",
        Origin::Line { .. } => "paragraph",
        _ => return origin(printed.origin, language),
    };
    origin_as(key, printed.origin, language)
}

fn origin(origin: Origin, language: Language) -> String {
    let key = match origin {
        Origin::Cell { .. } => "cell",
        Origin::Page { .. } => "page",
        Origin::Sheet { .. } => "sheet",
        _ => "line",
    };
    origin_as(key, origin, language)
}

/// A place in the words of one kind of file.
fn origin_as(key: &str, origin: Origin, language: Language) -> String {
    let PrintedAt {
        page,
        sheet,
        table,
        row,
        column,
        line,
        ..
    } = PrintedAt::new(origin, false);
    let template = look_up(&texts::import().places, key, language).unwrap_or_default();
    fill(template, |name| {
        let number = match name {
            "page" => page,
            "sheet" => sheet,
            "table" => table,
            "row" => row,
            "column" => column,
            "line" => Some(line),
            _ => None,
        };
        number.map(|number| number.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_leave_no_name_unfilled() {
        let page = "某市水务局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\
                    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n行政规范性文件 | 2 | / | 19 |\n某某行 | 1 | 2 | 3 |";
        let imported = ogi_import::read(page.as_bytes(), None).expect("a report");
        for language in Language::ALL {
            for one in &imported.notes {
                let said = note(one, Some(Edition::V2021), language);
                assert!(!said.is_empty() && !said.contains('{'), "{said}");
                assert_ne!(said, note_kind(one), "a note without a text");
            }
        }
    }
}
