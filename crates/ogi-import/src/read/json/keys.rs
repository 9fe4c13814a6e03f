//! The names that programs give to the cells of the form, and the form laid out from data so named.

use std::collections::{BTreeMap, HashMap};

use ogi_report::Edition;
use ogi_schema::{CellContent, PlacedCell};
use serde::Deserialize;

use super::Datum;
use crate::grid::{Cell, Origin, Ruling, Strip};

/// Names of the cells of one edition.
#[derive(Deserialize)]
pub(super) struct Keys {
    edition: Edition,
    pub(super) sections: Vec<Section>,
}

/// Names of the cells of one table.
#[derive(Deserialize)]
pub(super) struct Section {
    /// The key that holds the table.
    pub(super) key: String,
    /// JSON Pointer of the table in a report.
    pub(super) at: String,
    columns: BTreeMap<String, String>,
    rows: BTreeMap<String, String>,
}

impl Keys {
    /// The names that are known, in the file `data/keys.json` of this crate.
    pub(super) fn known() -> Self {
        serde_json::from_str(include_str!("../../../data/keys.json")).unwrap_or_else(|_| Self {
            edition: Edition::V2021,
            sections: Vec::new(),
        })
    }

    /// The table of the form with the data in it; rows without any are left out.
    pub(super) fn lay_out(&self, at: &str, data: &HashMap<String, Datum>) -> Vec<Strip> {
        let standard = ogi_schema::standard();
        let Some(form) = standard
            .form(self.edition.as_str())
            .filter(|_| !data.is_empty())
        else {
            return Vec::new();
        };
        let table = form
            .tables
            .iter()
            .find(|table| at.trim_start_matches('/') == table.section);
        let Some(table) = table else {
            return Vec::new();
        };
        let first = data
            .values()
            .map(|(_, origin)| *origin)
            .min_by_key(|origin| origin.line());
        let origin = first.unwrap_or(Origin::Line { line: 1 });
        let report = form.report(&standard.schema);
        let title = report
            .properties()
            .iter()
            .find(|property| property.name == table.section);
        let title = title.map_or("", |property| &property.label);
        let mut strips = vec![Strip {
            cells: vec![cell(title, origin)],
            ruling: Ruling::Plain,
        }];
        let placed = form.place(&standard.schema, &table.rows);
        for row in (0u32..).take(table.rows.len()) {
            let values: Vec<&PlacedCell> = placed
                .iter()
                .filter(|cell| cell.row == row && matches!(cell.content, CellContent::Value { .. }))
                .collect();
            let is_known = |cell: &&PlacedCell| datum(data, cell).is_some();
            if !values.is_empty() && !values.iter().any(is_known) {
                continue;
            }
            let covering = |cell: &&PlacedCell| cell.row <= row && row < cell.row + cell.rowspan;
            let mut cells: Vec<&PlacedCell> = placed.iter().filter(covering).collect();
            cells.sort_by_key(|cell| cell.column);
            let cells = cells
                .into_iter()
                .map(|placed| show(placed, row, data, origin))
                .collect();
            strips.push(Strip {
                cells,
                ruling: Ruling::Ruled,
            });
        }
        strips
    }
}

impl Section {
    /// JSON Pointer of the number that keys lead to.
    pub(super) fn pointer(&self, path: &str) -> Option<String> {
        self.columns.iter().find_map(|(column, field)| {
            let rest = if column.is_empty() {
                path
            } else {
                path.strip_prefix(column.as_str())?.strip_prefix('/')?
            };
            let row = self.rows.get(rest)?;
            let is_group = self.at == "/review_and_litigation";
            Some(if is_group {
                format!("{}{field}{row}", self.at)
            } else {
                format!("{}{row}{field}", self.at)
            })
        })
    }
}

fn datum<'d>(data: &'d HashMap<String, Datum>, cell: &PlacedCell) -> Option<&'d Datum> {
    match &cell.content {
        CellContent::Value { pointer } => data.get(pointer),
        CellContent::Text(_) | CellContent::Label { .. } => None,
    }
}

fn show(placed: &PlacedCell, row: u32, data: &HashMap<String, Datum>, first: Origin) -> Cell {
    let mut shown = match (&placed.content, datum(data, placed)) {
        (CellContent::Text(text) | CellContent::Label { text, .. }, _) => cell(text, first),
        (CellContent::Value { .. }, Some((text, origin))) => cell(text, *origin),
        (CellContent::Value { .. }, None) => cell("", first),
    };
    shown.tall = placed.rowspan > 1;
    shown.continued = placed.row < row;
    shown
}

fn cell(text: &str, origin: Origin) -> Cell {
    Cell::new(text, origin)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Keys;

    #[test]
    fn every_name_leads_to_a_cell_of_the_form_and_every_cell_has_one() {
        let keys = Keys::known();
        let standard = ogi_schema::standard();
        let form = standard.form(keys.edition.as_str()).expect("an edition");
        let mut named = HashSet::new();
        for section in &keys.sections {
            for (column, row) in section
                .columns
                .keys()
                .flat_map(|c| section.rows.keys().map(move |r| (c, r)))
            {
                let path = format!("{column}/{row}");
                named.extend(section.pointer(path.trim_start_matches('/')));
            }
        }
        let cells: HashSet<String> = form.values(&standard.schema).collect();
        assert_eq!(named, cells);
    }
}
