//! The columns of flat tables of many reports, for the renderer that writes them and the generators that describe them.

use crate::schema::{Scalar, Schema};
use crate::walk::Leaf;

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
    /// JSON Pointer of the single value that it holds; `None` for columns that are computed.
    pub pointer: Option<String>,
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
    /// Digits of a decimal number in all.
    pub const PRECISION: u8 = 22;
    /// Digits of a decimal number after the point.
    pub const SCALE: u8 = 6;

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

impl Schema {
    /// The columns of the table with one row for each number of each report, in order.
    #[must_use]
    pub fn cell_columns(&self) -> Vec<Column> {
        CELLS.iter().map(Fixed::column).collect()
    }

    /// The columns of the table with one row for each report, in order: a running number, the name of the file, every text of
    /// a report named by its pointer with `_` for `/`, the lists as JSON, and counts of cells.
    #[must_use]
    pub fn report_columns(&self) -> Vec<Column> {
        let mut columns: Vec<Column> = vec![CELLS[0].column(), CELLS[1].column()];
        for edition in &self.editions {
            let leaves = self
                .definition(&edition.report)
                .map(|report| self.leaves(report))
                .unwrap_or_default();
            for leaf in leaves
                .iter()
                .filter(|leaf| !leaf.scalar.is_some_and(Scalar::is_nullable))
            {
                if columns
                    .iter()
                    .all(|known| known.pointer.as_ref() != Some(&leaf.pointer))
                {
                    columns.push(text(leaf));
                }
            }
        }
        columns.extend(ENDS.iter().map(Fixed::column));
        columns
    }
}

fn text(leaf: &Leaf<'_>) -> Column {
    let (mut labels, mut labels_en, mut required) = (Vec::new(), Vec::new(), true);
    for (_, property) in &leaf.steps {
        labels.push(property.label.as_str());
        labels_en.push(property.label_en.as_str());
        required &= property.required;
    }
    Column {
        name: leaf.pointer.trim_start_matches('/').replace('/', "_"),
        kind: if leaf.is_number() {
            ColumnKind::Integer
        } else {
            ColumnKind::Text
        },
        required,
        description: format!("{} ({}).", labels_en.join(" › "), labels.join(" › ")),
        pointer: Some(leaf.pointer.clone()),
    }
}

struct Fixed(&'static str, ColumnKind, bool, &'static str);

impl Fixed {
    fn column(&self) -> Column {
        let Self(name, kind, required, description) = *self;
        Column {
            name: name.to_owned(),
            kind,
            required,
            description: description.to_owned(),
            pointer: None,
        }
    }
}

const CELLS: &[Fixed] = &[
    Fixed(
        "report",
        ColumnKind::Integer,
        true,
        "Number of the report among those given, from 1; the key between both tables.",
    ),
    Fixed(
        "file",
        ColumnKind::Text,
        false,
        "Name of the file that the report came from, as it was given.",
    ),
    Fixed("agency", ColumnKind::Text, true, "Name of the agency."),
    Fixed(
        "uscc",
        ColumnKind::Text,
        false,
        "Unified social credit code of the agency.",
    ),
    Fixed(
        "year",
        ColumnKind::Integer,
        true,
        "The calendar year that the report covers.",
    ),
    Fixed(
        "edition",
        ColumnKind::Text,
        true,
        "Edition of the form: 2019-60 or 2021-30.",
    ),
    Fixed(
        "table",
        ColumnKind::Text,
        true,
        "Property of the report that holds the table, such as requests.",
    ),
    Fixed(
        "pointer",
        ColumnKind::Text,
        true,
        "JSON Pointer of the cell: the same cell in every report of the edition.",
    ),
    Fixed(
        "labels_zh",
        ColumnKind::Text,
        true,
        "Printed labels from the section to the column, joined by ` › `.",
    ),
    Fixed(
        "labels_en",
        ColumnKind::Text,
        true,
        "The same labels in English.",
    ),
    Fixed(
        "value",
        ColumnKind::Decimal,
        false,
        "The number as stated; absent where the report states none.",
    ),
    Fixed(
        "unit",
        ColumnKind::Text,
        false,
        "Code of the list `unit`, such as PIECE, CNY or CNY_10K.",
    ),
    Fixed(
        "missing",
        ColumnKind::Text,
        false,
        "Why there is no value: a code of the list `missing-reason`, or `unexplained` where the document does not say; \
         absent where there is a value.",
    ),
    Fixed(
        "printed",
        ColumnKind::Text,
        false,
        "What was printed in the cell, where the document notes it.",
    ),
];

const ENDS: &[Fixed] = &[
    Fixed(
        "cell_notes",
        ColumnKind::Text,
        false,
        "Notes on cells, as JSON.",
    ),
    Fixed(
        "extensions",
        ColumnKind::Text,
        false,
        "What the form has no place for, as JSON.",
    ),
    Fixed(
        "cells",
        ColumnKind::Integer,
        true,
        "Rows that the report has in the table of cells.",
    ),
    Fixed(
        "cells_stated",
        ColumnKind::Integer,
        true,
        "Those of them that have a value.",
    ),
];
