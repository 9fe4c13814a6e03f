//! The appendix: the values that the printed form has no place for, so that the whole report can be read back.

use ogi_report::{CellNote, Extension};
use ogi_schema::appendix::{self, NOTHING, PRESENT, spell};
use ogi_schema::{Definition, Property, Type};
use serde_json::Value;

use crate::source::Source;

/// Characters of a quoted text in one row.
const PIECE: usize = 2_000;

/// A table of the appendix.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) title: &'static str,
    /// The property whose items it lists; `None` for a list of single values.
    pub(crate) of: Option<&'static str>,
    pub(crate) columns: &'static [&'static str],
    /// Cells by row, as many as there are columns.
    pub(crate) rows: Vec<Vec<String>>,
}

/// The lists that are not empty.
pub(crate) fn lists(source: &Source<'_>) -> Vec<List> {
    let mut facts = Facts {
        source,
        rows: Vec::new(),
    };
    facts.collect(source.definition, "", false);
    let notes = source
        .notes()
        .iter()
        .map(|note| note_row(source, note))
        .collect();
    let extensions = source
        .report
        .extensions()
        .into_iter()
        .flatten()
        .map(extension_row)
        .collect();
    let lists = appendix::LISTS
        .into_iter()
        .zip([facts.rows, notes, extensions]);
    let lists = lists.filter(|(_, rows)| !rows.is_empty());
    lists
        .map(|(list, rows)| List {
            title: list.title,
            of: list.of,
            columns: list.columns,
            rows,
        })
        .collect()
}

struct Facts<'a> {
    source: &'a Source<'a>,
    rows: Vec<Vec<String>>,
}

impl Facts<'_> {
    /// Collects the values outside of the sections, and those within sections that the printed form does not show.
    fn collect(&mut self, definition: &'static Definition, at: &str, in_section: bool) {
        for property in definition.properties() {
            let pointer = format!("{at}/{}", property.name);
            let in_section = in_section || property.section.is_some();
            match self.source.json(&pointer) {
                Some(Value::Object(members)) => {
                    if members.is_empty() || (in_section && !property.required) {
                        self.push(&pointer, PRESENT.to_owned());
                    }
                    let target = property
                        .ty
                        .target()
                        .and_then(|name| ogi_schema::schema().definition(name));
                    if let Some(target) = target {
                        self.collect(target, &pointer, in_section);
                    }
                }
                Some(Value::Array(items)) if items.is_empty() => {
                    self.push(&pointer, PRESENT.to_owned());
                }
                Some(Value::String(text)) if is_text(property) => self.text(&pointer, text),
                Some(Value::String(digits)) if in_section && is_padded(digits) => {
                    self.push(&pointer, digits.clone());
                }
                Some(Value::String(code)) if property.codes.is_some() => {
                    self.code(&pointer, property, code);
                }
                Some(Value::String(text)) if !in_section => self.push(&pointer, spell(text)),
                Some(Value::Number(number)) if !in_section => {
                    self.push(&pointer, number.to_string());
                }
                _ => {}
            }
        }
    }

    fn push(&mut self, pointer: &str, value: String) {
        self.rows
            .push(vec![pointer.to_owned(), self.source.label(pointer), value]);
    }

    /// Adds a code; the label of its property is followed by the word for the code.
    fn code(&mut self, pointer: &str, property: &Property, code: &str) {
        let list = property
            .codes
            .as_deref()
            .and_then(|list| ogi_schema::code_list(list));
        let label = list
            .and_then(|list| list.get(code))
            .map_or_else(String::new, |entry| format!("：{}", entry.label));
        self.rows.push(vec![
            pointer.to_owned(),
            self.source.label(pointer) + &label,
            spell(code),
        ]);
    }

    /// Adds the number of paragraphs of a text, and the text itself if its paragraphs do not carry all of it.
    fn text(&mut self, pointer: &str, text: &str) {
        self.push(
            pointer,
            appendix::say_paragraphs(appendix::paragraphs(text).count()),
        );
        if text.is_empty() || text.split('\n').all(appendix::is_plain) {
            return;
        }
        let characters: Vec<char> = text.chars().collect();
        for piece in characters.chunks(PIECE) {
            self.push(pointer, appendix::quote(&piece.iter().collect::<String>()));
        }
    }
}

fn is_text(property: &Property) -> bool {
    property.ty == Type::Ref("Text".to_owned())
}

/// Whether an amount ends in zeros that a spreadsheet does not keep.
fn is_padded(digits: &str) -> bool {
    digits.contains('.') && digits.ends_with('0')
}

fn note_row(source: &Source<'_>, note: &CellNote) -> Vec<String> {
    let printed = match &note.printed {
        Some(line) => spell(line.as_str()),
        None => nothing(),
    };
    let missing = match &note.missing {
        Some(reason) => reason_label(reason.as_str()),
        None => nothing(),
    };
    vec![
        note.at.as_str().to_owned(),
        source.label(note.at.as_str()),
        printed,
        missing,
    ]
}

/// The label of a reason why a cell has no number; the code itself if it is not listed.
fn reason_label(code: &str) -> String {
    let listed = ogi_schema::code_list("missing-reason").and_then(|list| list.get(code));
    match listed {
        Some(entry) => entry.label.clone(),
        None => code.to_owned(),
    }
}

fn extension_row(extension: &Extension) -> Vec<String> {
    let at = match &extension.at {
        Some(at) => at.as_str().to_owned(),
        None => nothing(),
    };
    vec![
        at,
        spell(extension.label.as_str()),
        spell(extension.value.as_str()),
    ]
}

fn nothing() -> String {
    NOTHING.to_owned()
}
