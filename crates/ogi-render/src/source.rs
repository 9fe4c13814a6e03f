//! The values of a report at a place, spelled as its document spells them.

use ogi_report::{CellNote, Language, MissingReason, Report};
use ogi_schema::Definition;
use ogi_schema::appendix::{self, WITHIN};
use serde_json::Value;

/// A report together with its document.
pub(crate) struct Source<'a> {
    pub(crate) report: &'a Report,
    /// The definition of its edition.
    pub(crate) definition: &'static Definition,
    document: Value,
}

impl<'a> Source<'a> {
    pub(crate) fn new(report: &'a Report) -> Self {
        let document = serde_json::to_value(report)
            .unwrap_or_else(|error| unreachable!("a report is JSON: {error}"));
        let name = report.edition().definition().name;
        let definition = ogi_schema::schema().definition(name);
        let definition =
            definition.unwrap_or_else(|| unreachable!("every edition has a definition: {name}"));
        Self {
            report,
            definition,
            document,
        }
    }

    /// Whether the document has a value at a pointer, be it `null`.
    pub(crate) fn has(&self, pointer: &str) -> bool {
        self.document.pointer(pointer).is_some()
    }

    /// The number at a pointer with the digits it was written with.
    pub(crate) fn number(&self, pointer: &str) -> Option<Number> {
        match self.document.pointer(pointer)? {
            Value::Number(number) => Some(Number {
                digits: number.to_string(),
            }),
            Value::String(digits) => Some(Number {
                digits: digits.clone(),
            }),
            _ => None,
        }
    }

    /// The text at a pointer; empty where there is none.
    pub(crate) fn text(&self, pointer: &str) -> &str {
        self.document
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// Part of the document as JSON.
    pub(crate) fn json(&self, pointer: &str) -> Option<&Value> {
        self.document.pointer(pointer)
    }

    pub(crate) fn notes(&self) -> &'a [CellNote] {
        self.report.cell_notes().map_or(&[], Vec::as_slice)
    }

    /// The note on this very place.
    pub(crate) fn note(&self, pointer: &str) -> Option<&'a CellNote> {
        self.notes().iter().find(|note| note.at.as_str() == pointer)
    }

    /// The reason why a number is missing: that of its own note, or of the nearest place above that has one.
    pub(crate) fn missing(&self, pointer: &str) -> Option<MissingReason> {
        let mut place = pointer;
        loop {
            if let Some(reason) = self.note(place).and_then(|note| note.missing) {
                return Some(reason);
            }
            place = place.rsplit_once('/')?.0;
        }
    }

    /// The text that a cell without a number shows; empty if the cell was blank, or if its text would be read as a number.
    pub(crate) fn printed_instead(&self, pointer: &str) -> &'a str {
        self.note(pointer)
            .filter(|note| appendix::shows(printed(note), note.missing.map(MissingReason::as_str)))
            .map_or("", printed)
    }

    /// The labels from the section to a place, outermost first; the pointer itself if the form has no such place.
    pub(crate) fn place(&self, pointer: &str) -> String {
        let labels = self
            .report
            .edition()
            .definition()
            .labels(pointer, Language::Chinese);
        if labels.is_empty() {
            pointer.to_owned()
        } else {
            labels.join(WITHIN)
        }
    }

    /// The labels that lead to a place of the document, as the appendix names it.
    pub(crate) fn label(&self, pointer: &str) -> String {
        appendix::place(ogi_schema::schema(), self.definition, pointer)
    }
}

/// The printed text that a note quotes.
pub(crate) fn printed(note: &CellNote) -> &str {
    note.printed.as_ref().map_or("", |line| line.as_str())
}

/// A number with the digits it was written with: a decimal number without exponent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) digits: String,
}

impl Number {
    /// Digits after the decimal point.
    pub(crate) fn places(&self) -> usize {
        self.digits
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len())
    }

    /// The number in binary, if that keeps every digit: spreadsheets show fifteen.
    pub(crate) fn in_binary(&self) -> Option<f64> {
        let digits = self.digits.bytes().filter(u8::is_ascii_digit).count();
        self.digits.parse().ok().filter(|_| digits <= 15)
    }
}
