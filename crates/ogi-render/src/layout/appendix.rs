//! The appendix: what a report says and the printed form has no place for.

use ogi_report::definition::{Definition, Field};
use ogi_report::{CellNote, Extension, Language};

use super::spelled_out;
use crate::source::{Source, printed, speaks_for_itself};

/// Lines of one kind.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) title: &'static str,
    pub(crate) items: Vec<Item>,
}

/// A term and what there is to say about it.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) term: String,
    pub(crate) text: String,
    /// Where the report says it, and the spelling there.
    pub(crate) pointer: String,
    pub(crate) value: String,
}

/// The lists that have something in them.
pub(crate) fn lists(source: &Source<'_>) -> Vec<List> {
    let mut facts = Vec::new();
    collect_facts(source, source.report.edition().definition(), "", &mut facts);
    let notes = source.notes().iter().enumerate().filter(|(_, note)| !is_shown(source, note));
    let notes = notes.map(|(index, note)| note_item(source, index, note)).collect();
    let extensions = source.report.extensions().into_iter().flatten().enumerate();
    let extensions = extensions.map(|(index, extension)| extension_item(source, index, extension)).collect();
    let lists = [("报告信息", facts), ("单元格说明", notes), ("表外项目", extensions)];
    lists.into_iter().filter(|(_, items)| !items.is_empty()).map(|(title, items)| List { title, items }).collect()
}

/// Texts that neither a section nor the title shows, nor the form itself as it does the edition.
fn collect_facts(source: &Source<'_>, definition: &'static Definition, at: &str, facts: &mut Vec<Item>) {
    const ELSEWHERE: &[&str] = &["/schema_version", "/edition", "/year", "/agency/name", "/published_on", "/preamble"];
    for field in definition.fields.iter().filter(|field| field.section.is_none()) {
        let pointer = format!("{at}/{}", field.name);
        match field.target {
            Some(target) => collect_facts(source, target, &pointer, facts),
            None if ELSEWHERE.contains(&pointer.as_str()) => {}
            None => facts.extend(fact(source, field, pointer)),
        }
    }
}

fn fact(source: &Source<'_>, field: &Field, pointer: String) -> Option<Item> {
    let value = source.text(&pointer).to_owned();
    let text = match (field.name, value.as_str()) {
        (_, "") => return None,
        ("scope", code) => {
            source.report.scope().and_then(|scope| scope.label(Language::Chinese)).unwrap_or(code).into()
        }
        ("kind", code) => {
            let kind = source.report.agency().kind.as_ref();
            kind.and_then(|kind| kind.label(Language::Chinese)).unwrap_or(code).into()
        }
        ("blank_cells", "zero") => "零".to_owned(),
        ("blank_cells", "unknown") => "未知".to_owned(),
        ("start" | "end" | "retrieved_on", date) => spelled_out(date),
        (_, text) => text.to_owned(),
    };
    Some(Item { term: source.place(&pointer), text, pointer, value })
}

/// Whether the tables show all that a note says.
fn is_shown(source: &Source<'_>, note: &CellNote) -> bool {
    let at = note.at.as_str();
    let is_cell = source.json(at).is_some_and(serde_json::Value::is_null);
    is_cell && speaks_for_itself(note)
}

fn note_item(source: &Source<'_>, index: usize, note: &CellNote) -> Item {
    let reasons = ogi_schema::standard().code_list("missing-reason");
    let label =
        |code: &str| reasons.and_then(|list| list.get(code)).map_or(code.to_owned(), |entry| entry.label.clone());
    let printed = note.printed.as_ref().map(|_| format!("原文“{}”", printed(note)));
    let reason = note.missing.map(|reason| format!("缺失原因：{}", label(reason.as_str())));
    let text = [printed, reason].into_iter().flatten().collect::<Vec<_>>().join("；");
    let pointer = format!("/cell_notes/{index}");
    Item { term: source.place(note.at.as_str()), text, pointer, value: note.at.as_str().to_owned() }
}

fn extension_item(source: &Source<'_>, index: usize, extension: &Extension) -> Item {
    let place = extension.at.as_ref().map(|at| format!("{} › ", source.place(at.as_str())));
    Item {
        term: place.unwrap_or_default() + extension.label.as_str(),
        text: extension.value.as_str().to_owned(),
        pointer: format!("/extensions/{index}"),
        value: extension.at.as_ref().map_or("", |at| at.as_str()).to_owned(),
    }
}
