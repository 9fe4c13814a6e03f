//! The printed forms: tables as grids of printed cells with spans.

use std::collections::HashSet;

use serde::Deserialize;

use crate::error::{LoadError, model};
use crate::schema::{Definition, Schema};

/// The printed form of one edition: `forms/<edition>.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Code of the edition, such as `2021-30`.
    pub edition: String,
    /// Definition of its reports, such as `Report2021`.
    pub report: String,
    /// Document number of the notice that prescribes it.
    pub instrument: String,
    /// The tables in the order they are printed.
    pub tables: Vec<FormTable>,
}

/// One printed table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormTable {
    /// Property of the report that holds it; its label is the heading of the section.
    pub section: String,
    /// Width in grid columns.
    pub columns: u32,
    /// Rows as the national template prints them.
    pub rows: Vec<FormRow>,
    /// Rows that some reports print instead of others.
    #[serde(default)]
    pub variants: Vec<FormVariant>,
}

/// One printed row: the cells that begin in it, from left to right.
pub type FormRow = Vec<PrintedCell>;

/// Rows that a report may print instead of others.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormVariant {
    /// Pointers of the rows that are not printed then.
    pub instead_of: Vec<String>,
    /// The rows that are printed in their place.
    pub rows: Vec<FormRow>,
}

/// One printed cell, or one run of number cells.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintedCell {
    /// Words that only the form has; they are not the label of a property.
    #[serde(default)]
    pub text: Option<String>,
    /// `Definition/property` whose label is printed.
    #[serde(default)]
    pub label_of: Option<String>,
    /// Pointer of an object whose numbers are printed, one cell each, in schema order.
    #[serde(default)]
    pub values_of: Option<String>,
    /// Grid columns that the cell takes.
    #[serde(default = "one")]
    pub colspan: u32,
    /// Grid rows that the cell takes.
    #[serde(default = "one")]
    pub rowspan: u32,
    /// Grid columns of each number cell of `values_of`; one each if empty.
    #[serde(default)]
    pub colspans: Vec<u32>,
}

fn one() -> u32 {
    1
}

/// A cell at its place in the grid of its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedCell<'a> {
    /// Grid row, from 0.
    pub row: u32,
    /// Grid column, from 0.
    pub column: u32,
    /// Grid columns taken.
    pub colspan: u32,
    /// Grid rows taken.
    pub rowspan: u32,
    /// What is printed.
    pub content: CellContent<'a>,
}

/// What a printed cell shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellContent<'a> {
    /// Words of the form.
    Text(&'a str),
    /// The label of a property, given as `Definition/property`.
    Label {
        /// Address of the property.
        of: &'a str,
        /// Its printed label.
        text: &'a str,
    },
    /// A number.
    Value {
        /// JSON Pointer from the report.
        pointer: String,
    },
}

impl Form {
    /// The definition of the form's reports.
    ///
    /// # Panics
    /// The form was not read together with this schema.
    #[must_use]
    pub fn report<'a>(&self, schema: &'a Schema) -> &'a Definition {
        schema
            .definition(&self.report)
            .unwrap_or_else(|| unreachable!("forms are verified against their schema"))
    }

    /// The pointers of all number cells that the national template prints, in printed order.
    pub fn values<'a>(&'a self, schema: &'a Schema) -> impl Iterator<Item = String> + 'a {
        self.tables
            .iter()
            .flat_map(|table| self.place(schema, &table.rows))
            .filter_map(|cell| match cell.content {
                CellContent::Value { pointer } => Some(pointer),
                CellContent::Text(_) | CellContent::Label { .. } => None,
            })
    }

    /// Lays out rows on the grid: each cell with its row and column, with regard to the spans of other cells.
    #[must_use]
    pub fn place<'a>(&'a self, schema: &'a Schema, rows: &'a [FormRow]) -> Vec<PlacedCell<'a>> {
        let mut taken = HashSet::new();
        let mut placed = Vec::new();
        for (row, cells) in (0u32..).zip(rows) {
            let mut column = 0;
            for cell in cells {
                for (content, colspan) in self.contents(schema, cell) {
                    while taken.contains(&(row, column)) {
                        column += 1;
                    }
                    for below in row..row + cell.rowspan {
                        taken.extend((column..column + colspan).map(|across| (below, across)));
                    }
                    placed.push(PlacedCell {
                        row,
                        column,
                        colspan,
                        rowspan: cell.rowspan,
                        content,
                    });
                    column += colspan;
                }
            }
        }
        placed
    }

    fn contents<'a>(
        &'a self,
        schema: &'a Schema,
        cell: &'a PrintedCell,
    ) -> Vec<(CellContent<'a>, u32)> {
        if let Some(text) = &cell.text {
            return vec![(CellContent::Text(text), cell.colspan)];
        }
        if let Some(of) = &cell.label_of {
            let text = schema.property(of).map_or("", |property| &property.label);
            return vec![(CellContent::Label { of, text }, cell.colspan)];
        }
        let Some(at) = &cell.values_of else {
            return Vec::new();
        };
        let properties = schema
            .definition_at(self.report(schema), at)
            .map_or(&[][..], Definition::properties);
        let spans = cell.colspans.iter().copied().chain(std::iter::repeat(1));
        properties
            .iter()
            .zip(spans)
            .map(|(property, span)| {
                (
                    CellContent::Value {
                        pointer: format!("{at}/{}", property.name),
                    },
                    span,
                )
            })
            .collect()
    }

    pub(crate) fn verify(&self, schema: &Schema) -> Result<(), LoadError> {
        let place = format!("forms/{}.json", self.edition);
        if schema
            .edition(&self.edition)
            .is_none_or(|edition| edition.report != self.report)
        {
            return Err(model(
                place,
                format!(
                    "no edition `{}` with reports `{}`",
                    self.edition, self.report
                ),
            ));
        }
        let report = self.report(schema);
        for table in &self.tables {
            if report.property(&table.section).is_none() {
                return Err(model(place, format!("no section `{}`", table.section)));
            }
            let variants = table.variants.iter().flat_map(|variant| &variant.rows);
            for cell in table.rows.iter().chain(variants).flatten() {
                self.verify_cell(schema, cell)
                    .map_err(|problem| model(place.clone(), problem))?;
            }
            let cells: u32 = self
                .place(schema, &table.rows)
                .iter()
                .map(|cell| cell.colspan * cell.rowspan)
                .sum();
            let height = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
            if cells != table.columns.saturating_mul(height) {
                return Err(model(
                    place,
                    format!(
                        "the spans of table `{}` do not fill its grid",
                        table.section
                    ),
                ));
            }
        }
        Ok(())
    }

    fn verify_cell(&self, schema: &Schema, cell: &PrintedCell) -> Result<(), String> {
        match (&cell.text, &cell.label_of, &cell.values_of) {
            (Some(_), None, None) => Ok(()),
            (None, Some(of), None) => schema
                .property(of)
                .map(|_| ())
                .ok_or_else(|| format!("label_of `{of}` names no property")),
            (None, None, Some(at)) => schema
                .definition_at(self.report(schema), at)
                .filter(|definition| {
                    let count = definition.properties().len();
                    count > 0 && (cell.colspans.is_empty() || cell.colspans.len() == count)
                })
                .map(|_| ())
                .ok_or_else(|| {
                    format!("values_of `{at}` leads to no object with that many numbers")
                }),
            _ => Err("a cell has exactly one of text, label_of and values_of".to_owned()),
        }
    }
}
