//! The columns of flat tables.

use ogi_report::definition::{Definition, Field};
use ogi_report::{Edition, Language};

use super::Records;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name, in `snake_case`.
    pub name: String,
    /// What its values look like.
    pub kind: ColumnKind,
    /// Whether every row has a value.
    pub required: bool,
    /// What it says, in English.
    pub description: String,
}

/// What the values of a column look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Text; dates are ISO 8601.
    Text,
    /// A whole number.
    Integer,
    /// An exact decimal number: up to sixteen digits before the point and six after it, of either sign.
    Decimal,
}

impl ColumnKind {
    /// The word used in documentation.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
        }
    }
}

/// The columns of a table, in order.
///
/// Those of the table of reports are a running number, the name of the file, every text of a report by its pointer with `_` for `/`, the lists
/// that have no row of their own as JSON, and counts of the cells.
#[must_use]
pub fn columns(records: Records) -> Vec<Column> {
    match records {
        Records::Cells => CELLS.iter().map(Fixed::column).collect(),
        Records::Reports => {
            let texts = texts().into_iter().map(|text| text.column);
            let ends = ENDS.iter().map(Fixed::column);
            CELLS[..2].iter().map(Fixed::column).chain(texts).chain(ends).collect()
        }
    }
}

struct Fixed(&'static str, ColumnKind, bool, &'static str);

impl Fixed {
    fn column(&self) -> Column {
        let Self(name, kind, required, description) = *self;
        Column { name: name.to_owned(), kind, required, description: description.to_owned() }
    }
}

const CELLS: &[Fixed] = &[
    Fixed(
        "report",
        ColumnKind::Integer,
        true,
        "Number of the report among those given, from 1; the key between both tables.",
    ),
    Fixed("file", ColumnKind::Text, false, "Name of the file that the report came from, as it was given."),
    Fixed("agency", ColumnKind::Text, true, "Name of the agency."),
    Fixed("uscc", ColumnKind::Text, false, "Unified social credit code of the agency."),
    Fixed("year", ColumnKind::Integer, true, "The calendar year that the report covers."),
    Fixed("edition", ColumnKind::Text, true, "Edition of the form: 2019-60 or 2021-30."),
    Fixed("table", ColumnKind::Text, true, "Property of the report that holds the table, such as requests."),
    Fixed("pointer", ColumnKind::Text, true, "JSON Pointer of the cell: the same cell in every report of the edition."),
    Fixed("labels_zh", ColumnKind::Text, true, "Printed labels from the section to the column, joined by ` › `."),
    Fixed("labels_en", ColumnKind::Text, true, "The same labels in English."),
    Fixed("value", ColumnKind::Decimal, false, "The number as stated; absent where the report states none."),
    Fixed("unit", ColumnKind::Text, false, "Code of the list `unit`, such as PIECE, CNY or CNY_10K."),
    Fixed(
        "missing",
        ColumnKind::Text,
        false,
        "Why there is no value: a code of the list `missing-reason`, or `unexplained` where the document does not say; \
         absent where there is a value.",
    ),
    Fixed("printed", ColumnKind::Text, false, "What was printed in the cell, where the document notes it."),
];

const ENDS: &[Fixed] = &[
    Fixed("cell_notes", ColumnKind::Text, false, "Notes on cells, as JSON."),
    Fixed("extensions", ColumnKind::Text, false, "What the form has no place for, as JSON."),
    Fixed("cells", ColumnKind::Integer, true, "Rows that the report has in the table of cells."),
    Fixed("cells_stated", ColumnKind::Integer, true, "Those of them that have a value."),
];

/// A column of the table of reports that holds a text, code or date of the document.
pub(super) struct TextColumn {
    pub(super) pointer: String,
    pub(super) column: Column,
}

/// The texts that reports of any edition have, in form order.
pub(super) fn texts() -> Vec<TextColumn> {
    let mut texts: Vec<TextColumn> = Vec::new();
    for edition in Edition::ALL {
        let definition = edition.definition();
        for leaf in definition.leaves.iter().filter(|leaf| !leaf.nullable) {
            if texts.iter().all(|known| known.pointer != leaf.pointer) {
                texts.push(text(definition, leaf.pointer, leaf.kind.is_number(), !leaf.optional));
            }
        }
    }
    texts
}

fn text(definition: &'static Definition, pointer: &str, is_number: bool, required: bool) -> TextColumn {
    let path = definition.path(pointer);
    let label = |language| path.iter().map(|field: &&Field| field.label(language)).collect::<Vec<_>>().join(" › ");
    let description = format!("{} ({}).", label(Language::English), label(Language::Chinese));
    let kind = if is_number { ColumnKind::Integer } else { ColumnKind::Text };
    let name = pointer.trim_start_matches('/').replace('/', "_");
    TextColumn { pointer: pointer.to_owned(), column: Column { name, kind, required, description } }
}
