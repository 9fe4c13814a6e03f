//! Pictures and drawings that lie over the cells of a sheet.

use crate::error::ImportError;
use crate::grid::seen::Cause;
use crate::read::office::sheet::Sheet;
use crate::read::office::xml::{self, Piece};

/// A corner of a drawing: the cell it lies in, from 0, and whether it reaches into that cell.
#[derive(Debug, Default, Clone, Copy)]
struct Corner {
    row: u32,
    column: u32,
    row_offset: i64,
    column_offset: i64,
}

/// Reads where drawings are anchored, and puts them over the sheet.
pub(super) fn read(markup: &str, sheet: &mut Sheet) -> Result<(), ImportError> {
    let mut from = Corner::default();
    let mut to = None;
    let mut cause = None;
    let (mut at_end, mut field) = (false, String::new());
    xml::read(markup, |piece| {
        match &piece {
            Piece::Open("twoCellAnchor" | "oneCellAnchor", _) => {
                (from, to, cause) = (Corner::default(), None, None);
            }
            Piece::Open("from", _) => at_end = false,
            Piece::Open("to", _) => {
                at_end = true;
                to = Some(Corner::default());
            }
            Piece::Open(name @ ("col" | "row" | "colOff" | "rowOff"), _) => {
                (*name).clone_into(&mut field);
            }
            Piece::Open("pic", _) => cause = Some(Cause::Picture),
            Piece::Open("sp" | "cxnSp" | "graphicFrame", _) => {
                cause = cause.or(Some(Cause::Drawing));
            }
            Piece::Open("cNvPr", tag) if tag.is_on("hidden") => cause = None,
            Piece::Text(text) if !field.is_empty() => {
                let corner = if at_end {
                    to.get_or_insert_default()
                } else {
                    &mut from
                };
                corner.set(&field, text);
            }
            Piece::Close("col" | "row" | "colOff" | "rowOff") => field.clear(),
            Piece::Close("twoCellAnchor" | "oneCellAnchor") => {
                if let Some(cause) = cause.take() {
                    sheet.picture((from.place(), to.unwrap_or(from).last(from)), cause);
                }
            }
            _ => {}
        }
        Ok(())
    })
}

impl Corner {
    fn set(&mut self, field: &str, text: &str) {
        let number = || text.trim().parse().unwrap_or(0);
        match field {
            "col" => self.column = text.trim().parse().unwrap_or(0).min(100_000),
            "row" => self.row = text.trim().parse().unwrap_or(0).min(10_000_000),
            "colOff" => self.column_offset = number(),
            _ => self.row_offset = number(),
        }
    }

    fn place(self) -> (u32, u32) {
        (self.row + 1, self.column + 1)
    }

    /// The last place that a drawing lies over: a corner on the edge of a cell does not reach into it.
    fn last(self, from: Self) -> (u32, u32) {
        let row = self.row + u32::from(self.row_offset > 0);
        let column = self.column + u32::from(self.column_offset > 0);
        (row.max(from.row + 1), column.max(from.column + 1))
    }
}
