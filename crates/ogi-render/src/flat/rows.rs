//! The rows of one report.

use ogi_report::{Cell, Language, Leaf, Report, Uscc};

use super::columns::texts;
use super::{Records, Value};
use crate::source::{Source, printed};

pub(super) type Row = Vec<Value>;
/// Number of the report, and the name of its file.
pub(super) type Key<'a> = (i64, &'a str);

/// The rows that a report has in a table, in form order.
pub(super) fn rows(records: Records, key: Key<'_>, report: &Report) -> Vec<Row> {
    let source = Source::new(report);
    match records {
        Records::Cells => {
            let present = report.cells().filter(|(_, leaf)| *leaf != Leaf::Absent);
            present
                .map(|(cell, _)| cell_row(key, &source, cell))
                .collect()
        }
        Records::Reports => vec![report_row(key, &source)],
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn optional(known: Option<&str>) -> Value {
    known.map_or(Value::Absent, text)
}

fn integer(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn cell_row((number, file): Key<'_>, source: &Source<'_>, cell: Cell) -> Row {
    let (report, pointer) = (source.report, cell.pointer());
    let (value, missing) = if let Some(number) = source.number(pointer) {
        (Value::Decimal(number.digits), Value::Absent)
    } else {
        let reason = source.missing(pointer);
        let word = reason.map_or("unexplained", |reason| reason.as_str());
        (Value::Absent, text(word))
    };
    let note = source.note(pointer).filter(|note| note.printed.is_some());
    vec![
        Value::Integer(number),
        optional(Some(file).filter(|file| !file.is_empty())),
        text(report.agency().name.as_str()),
        optional(report.agency().uscc.as_ref().map(Uscc::as_str)),
        Value::Integer(i64::from(report.year().get())),
        text(report.edition().as_str()),
        optional(pointer.split('/').nth(1)),
        text(pointer),
        text(&cell.labels(Language::Chinese).join(" › ")),
        text(&cell.labels(Language::English).join(" › ")),
        value,
        optional(cell.unit().map(|unit| unit.code)),
        missing,
        optional(note.map(printed)),
    ]
}

fn report_row((number, file): Key<'_>, source: &Source<'_>) -> Row {
    let mut row = vec![
        Value::Integer(number),
        optional(Some(file).filter(|file| !file.is_empty())),
    ];
    for pointer in texts() {
        row.push(match source.json(pointer) {
            Some(serde_json::Value::String(found)) => text(found),
            Some(serde_json::Value::Number(found)) => {
                found.as_i64().map_or(Value::Absent, Value::Integer)
            }
            _ => Value::Absent,
        });
    }
    for list in ["/cell_notes", "/extensions"] {
        row.push(
            source
                .json(list)
                .map_or(Value::Absent, |list| Value::Text(list.to_string())),
        );
    }
    let cells = source
        .report
        .cells()
        .filter(|(_, leaf)| *leaf != Leaf::Absent);
    let (stated, missing): (Vec<_>, Vec<_>) = cells.partition(|(_, leaf)| leaf.number().is_some());
    row.extend([integer(stated.len() + missing.len()), integer(stated.len())]);
    row
}
