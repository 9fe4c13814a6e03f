//! One sheet of a workbook: its cells with their looks, and what is hidden.

use super::strings::{TextReader, unescaped};
use super::{Book, area, place};
use crate::error::ImportError;
use crate::read::office::sheet::{Area, Budget, Place, Shared, Sheet, Value};
use crate::read::office::xml::{self, Attributes, Piece};

/// Rows lower than this, in points, and columns narrower than this, in characters, show nothing.
const LOWEST: f64 = 1.5;
const NARROWEST: f64 = 0.2;
/// Areas with conditional formats beyond these are hostile.
const CONDITIONS: usize = 1_000;

/// What the open tag within a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Inside {
    /// A value, or the number of a shared text.
    Value,
    /// A text of its own.
    Text,
    Other,
}

/// Reads the markup of a sheet.
pub(super) struct Reader<'a> {
    book: &'a Book,
    pub(super) sheet: Sheet<'a>,
    /// The reference to the part with its drawings.
    pub(super) drawing: Option<String>,
    /// Where a condition or a style of a table may colour the ground.
    conditions: Vec<Area>,
    has_tables: bool,
    at: Place,
    kind: String,
    style: usize,
    value: Option<String>,
    text: TextReader,
    has_formula: bool,
    inside: Inside,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        book: &'a Book,
        number: u32,
        is_hidden: bool,
        budget: &'a Budget<'a>,
    ) -> Self {
        Self {
            book,
            sheet: Sheet::new(number, is_hidden, budget),
            drawing: None,
            conditions: Vec::new(),
            has_tables: false,
            at: (0, 0),
            kind: String::new(),
            style: 0,
            value: None,
            text: TextReader::default(),
            has_formula: false,
            inside: Inside::Other,
        }
    }

    /// Finds, before the cells are read, where their ground may have another colour than their look says.
    pub(super) fn prepare(&mut self, markup: &str) -> Result<(), ImportError> {
        self.has_tables = markup.contains("tablePart");
        if !markup.contains("conditionalFormatting") {
            return Ok(());
        }
        xml::read(markup, |piece| {
            if let Piece::Open("conditionalFormatting", attributes) = &piece {
                let areas = attributes.text("sqref");
                self.conditions
                    .extend(areas.split_whitespace().filter_map(area));
                self.has_tables |= self.conditions.len() > CONDITIONS;
                self.conditions.truncate(CONDITIONS);
            }
            Ok(())
        })
    }

    pub(super) fn piece(&mut self, piece: &Piece) -> Result<(), ImportError> {
        match piece {
            Piece::Open(name, attributes) => self.opened(name, *attributes),
            Piece::Close("v" | "is") => self.inside = Inside::Other,
            Piece::Close("c") => return self.end_cell(),
            Piece::Text(text) if self.inside == Inside::Value => {
                self.value.get_or_insert_default().push_str(text);
            }
            _ => {}
        }
        if self.inside == Inside::Text {
            self.text.piece(piece);
        }
        Ok(())
    }

    fn opened(&mut self, name: &str, attributes: Attributes) {
        match name {
            "row" => self.row(attributes),
            "col" => self.columns(attributes),
            "c" => {
                let next = (self.at.0.max(1), self.at.1.saturating_add(1));
                self.at = attributes
                    .get("r")
                    .and_then(|reference| place(&reference))
                    .unwrap_or(next);
                attributes.text("t").as_ref().clone_into(&mut self.kind);
                self.style = attributes.number("s").unwrap_or(0);
                (self.value, self.has_formula, self.inside) = (None, false, Inside::Other);
            }
            "f" => self.has_formula = true,
            "v" => self.inside = Inside::Value,
            "is" => self.inside = Inside::Text,
            "mergeCell" => {
                if let Some((first, last)) = area(&attributes.text("ref")) {
                    self.sheet.merge(first, last);
                }
            }
            "drawing" => {
                let id = attributes.prefixed("id").or_else(|| attributes.get("id"));
                self.drawing = id.map(std::borrow::Cow::into_owned);
            }
            _ => {}
        }
    }

    fn row(&mut self, attributes: Attributes) {
        let number = attributes
            .number("r")
            .filter(|row| (1..=2_097_152).contains(row));
        self.at = (number.unwrap_or(self.at.0.saturating_add(1)), 0);
        let is_low = attributes
            .number("ht")
            .is_some_and(|height: f64| height < LOWEST);
        if attributes.is_on("hidden") || is_low {
            self.sheet.hide_rows(self.at.0, self.at.0);
        }
    }

    fn columns(&mut self, attributes: Attributes) {
        let is_narrow = attributes
            .number("width")
            .is_some_and(|width: f64| width < NARROWEST);
        if attributes.is_on("hidden") || is_narrow {
            let number = |name| attributes.number::<u32>(name).unwrap_or(0).min(32_768);
            self.sheet.hide_columns(number("min").max(1), number("max"));
        }
    }

    fn end_cell(&mut self) -> Result<(), ImportError> {
        let Some(value) = self.stored() else {
            return Ok(());
        };
        let looks = &self.book.styles;
        let Some(mut style) = looks.get(self.style).or_else(|| looks.first()).cloned() else {
            return Ok(());
        };
        if self.has_tables || self.conditions.iter().any(|area| holds(*area, self.at)) {
            style.ground = None;
        }
        self.sheet
            .put(self.at, &value, &style, self.book.from_1904)?;
        if self.has_formula && self.book.recomputes {
            self.sheet.doubt(self.at);
        }
        Ok(())
    }

    /// What is stored in the cell; `None` for nothing.
    fn stored(&mut self) -> Option<Value> {
        let text = self.text.take();
        let value = self.value.take();
        if self.kind == "inlineStr" {
            return Some(Value::Text(text));
        }
        let Some(value) = value else {
            return (self.has_formula && self.kind != "str").then_some(Value::Uncomputed);
        };
        let number = || value.trim().parse::<f64>().ok();
        Some(match self.kind.as_str() {
            "s" => Value::Text(
                self.book
                    .shared
                    .get(value.trim().parse::<usize>().ok()?)?
                    .clone(),
            ),
            "" | "n" => match number() {
                // Programs that cannot compute store zero and ask for the result when the file is opened.
                Some(0.0) if self.has_formula && self.book.recomputes => Value::Uncomputed,
                Some(number) => Value::Number(number),
                None if value.trim().is_empty() && self.has_formula => Value::Uncomputed,
                None => Value::Text(Shared::plain(&value)),
            },
            "b" => Value::Word(if value.trim() == "1" { "TRUE" } else { "FALSE" }),
            // A date as text; its day is shown whatever its format.
            "d" => Value::Text(Shared::plain(value.split('T').next().unwrap_or_default())),
            _ => Value::Text(Shared::plain(&unescaped(&value))),
        })
    }
}

fn holds((first, last): Area, at: Place) -> bool {
    (first.0..=last.0).contains(&at.0) && (first.1..=last.1).contains(&at.1)
}
