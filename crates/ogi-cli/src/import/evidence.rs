//! What was printed where, as written by `--evidence`.

use ogi_report::Language;
use serde::Serialize;

use crate::digest::sha256;
use crate::messages;
use crate::record::{Note, PrintedAt};
use crate::source::Reading;

/// What was printed where, for one published report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Map {
    /// The file as it was named; `-` for standard input.
    path: String,
    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    sha256: String,
    /// Edition of the form, such as `2021-30`.
    edition: &'static str,
    /// Each value of the document that was printed, tables in the order of the form first.
    values: Vec<Value>,
    /// What a reader should know about the reading.
    notes: Vec<Note>,
}

/// One value with what was printed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Value {
    /// JSON Pointer of the value in the document.
    at: String,
    /// Where it is printed.
    printed_at: PrintedAt,
    /// What is printed there.
    printed: String,
    /// How the value was made of it, such as `verbatim` or `unit_converted`.
    how: String,
    /// Whether the reading rests on more than the print, so that it should be checked before the agency is blamed.
    repaired: bool,
}

/// The map of one report as indented JSON.
pub(crate) fn render(name: &str, bytes: &[u8], reading: &Reading, language: Language) -> String {
    let edition = reading.report.edition().as_str();
    let value = |one: &ogi_import::Evidence| Value {
        at: one.pointer.clone(),
        printed_at: reading.place(one),
        printed: one.printed.clone(),
        how: messages::word(&one.how),
        repaired: one.repaired,
    };
    let note = |note: &ogi_import::Note| Note {
        kind: messages::note_kind(note),
        message: messages::note(note, Some(edition), language),
    };
    let map = Map {
        path: name.to_owned(),
        sha256: sha256(bytes),
        edition,
        values: reading.evidence.iter().map(value).collect(),
        notes: reading.notes.iter().map(note).collect(),
    };
    let text = serde_json::to_string_pretty(&map).unwrap_or_else(|error| unreachable!("a record is JSON: {error}"));
    text + "\n"
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_published_schema_is_that_of_the_types() {
        crate::schema::is_fresh(schemars::schema_for!(super::Map), "evidence", "What ogi import --evidence writes");
    }
}
