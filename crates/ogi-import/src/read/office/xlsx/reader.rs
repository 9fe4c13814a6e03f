//! One sheet of a workbook: its cells with their looks, and what is hidden.

use std::rc::Rc;

use super::conditions::{Conditions, Judged};
use super::strings::{TextReader, unescaped};
use super::{Book, area, place};
use crate::error::ImportError;
use crate::grid::seen::Cause;
use crate::read::office::format::Format;
use crate::read::office::sheet::{Budget, Place, Shared, Sheet, Style, Value};
use crate::read::office::xml::{self, Piece, Tag};

/// Rows lower than this, in points, and columns narrower than this, in characters, show nothing.
const LOWEST: f64 = 1.5;
const NARROWEST: f64 = 0.2;

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
    conditions: Conditions,
    /// Whether a style of a table may colour the ground.
    has_tables: bool,
    /// The format of a zero, where the sheet does not show any.
    zero: Option<Rc<Format>>,
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
            conditions: Conditions::default(),
            has_tables: false,
            zero: None,
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
        if markup.contains("conditionalFormatting") {
            self.conditions = Conditions::read(markup, &self.book.differences)?;
            self.has_tables |= self.conditions.too_many;
        }
        Ok(())
    }

    pub(super) fn piece(&mut self, piece: &Piece) -> Result<(), ImportError> {
        match piece {
            Piece::Open(name, tag) => self.opened(name, *tag),
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

    fn opened(&mut self, name: &str, tag: Tag) {
        match name {
            "sheetView" => {
                let shows_zeros = tag.get("showZeros");
                if shows_zeros.is_some_and(|shows| !xml::is_yes(&shows)) {
                    self.zero = Some(Rc::new(Format::new(";;;")));
                }
            }
            "row" => self.row(tag),
            "col" => self.columns(tag),
            "c" => {
                let next = (self.at.0.max(1), self.at.1.saturating_add(1));
                self.at = tag
                    .get("r")
                    .and_then(|reference| place(&reference))
                    .unwrap_or(next);
                tag.text("t").as_ref().clone_into(&mut self.kind);
                self.style = tag.number("s").unwrap_or(0);
                (self.value, self.has_formula, self.inside) = (None, false, Inside::Other);
            }
            "f" => self.has_formula = true,
            "v" => self.inside = Inside::Value,
            "is" => self.inside = Inside::Text,
            "mergeCell" => {
                if let Some((first, last)) = area(&tag.text("ref")) {
                    self.sheet.merge(first, last);
                }
            }
            "drawing" => {
                let id = tag.prefixed("id").or_else(|| tag.get("id"));
                self.drawing = id.map(std::borrow::Cow::into_owned);
            }
            _ => {}
        }
    }

    fn row(&mut self, tag: Tag) {
        let number = tag.number("r").filter(|row| (1..=2_097_152).contains(row));
        self.at = (number.unwrap_or(self.at.0.saturating_add(1)), 0);
        let is_low = tag.number("ht").is_some_and(|height: f64| height < LOWEST);
        if tag.is_on("hidden") || is_low {
            self.sheet.hide_rows(self.at.0, self.at.0);
        }
    }

    fn columns(&mut self, tag: Tag) {
        let width: Option<f64> = tag.number("width");
        let is_narrow = width.is_some_and(|width| width < NARROWEST);
        let number = |name| tag.number::<u32>(name).unwrap_or(0).min(32_768);
        let (first, last) = (number("min").max(1), number("max"));
        if tag.is_on("hidden") || is_narrow {
            self.sheet.hide_columns(first, last);
        } else if let Some(width) = width {
            self.sheet.widen_columns(first, last, width);
        }
    }

    fn end_cell(&mut self) -> Result<(), ImportError> {
        let Some(value) = self.stored() else {
            return Ok(());
        };
        let looks = &self.book.styles;
        let Some(style) = looks.get(self.style).or_else(|| looks.first()) else {
            return Ok(());
        };
        let style = self.seen(&value, style.clone());
        match self.conditions.judge(self.at, &value, style.clone()) {
            Judged::Look(style) => self.put(&value, &style)?,
            Judged::Unknown => {
                self.put(&value, &style)?;
                self.sheet.refuse(self.at, Cause::Format);
            }
        }
        if self.has_formula && self.book.recomputes {
            self.sheet.doubt(self.at);
        }
        Ok(())
    }

    /// A look with what the sheet as a whole changes of it.
    fn seen(&self, value: &Value, style: Style) -> Style {
        let zero = self
            .zero
            .clone()
            .filter(|_| matches!(value, Value::Number(0.0)));
        Style {
            format: zero.unwrap_or(style.format),
            ground: style.ground.filter(|_| !self.has_tables),
            ..style
        }
    }

    fn put(&mut self, value: &Value, style: &Style) -> Result<(), ImportError> {
        self.sheet.put(self.at, value, style, self.book.from_1904)
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
