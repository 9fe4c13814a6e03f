//! Excel: every sheet is read row by row; merged cells are one, and numbers are shown as the shortest that is exact.

use std::rc::Rc;

use super::Parts;
use super::sheet::{Place, Sheet, shown};
use super::xml::{self, Piece};
use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;

/// Reads the sheets of a workbook in their order.
pub(super) fn read(parts: &mut Parts, limits: &Limits) -> Result<Page, ImportError> {
    let shared = if parts.has("xl/sharedStrings.xml") {
        shared_strings(&parts.text("Excel", "xl/sharedStrings.xml")?, limits)?
    } else {
        Vec::new()
    };
    let number = |name: &str| {
        name.strip_prefix("xl/worksheets/sheet")?
            .strip_suffix(".xml")?
            .parse::<u32>()
            .ok()
    };
    let mut names: Vec<(u32, String)> = parts
        .names()
        .into_iter()
        .filter_map(|name| Some((number(&name)?, name)))
        .collect();
    names.sort();
    let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut page = Page {
        media_type,
        ..Page::default()
    };
    let mut cells = 0;
    for (number, (_, name)) in (1u32..).zip(names) {
        let mut sheet = Reader::new(limits, &shared);
        xml::read(&parts.text("Excel", &name)?, |piece| sheet.piece(piece))?;
        let strips = sheet.sheet.strips(number)?;
        cells += strips.iter().map(|strip| strip.cells.len()).sum::<usize>();
        if cells > limits.cells {
            return Err(ImportError::TooManyCells {
                limit: limits.cells,
            });
        }
        page.strips.extend(strips);
    }
    Ok(page)
}

/// The texts that cells share; hints for pronunciation are left out.
fn shared_strings(markup: &str, limits: &Limits) -> Result<Vec<Rc<str>>, ImportError> {
    let mut strings: Vec<Rc<str>> = Vec::new();
    let (mut text, mut in_text, mut hidden) = (String::new(), false, false);
    xml::read(markup, |piece| {
        match piece {
            Piece::Open(name, _) if name == "t" => in_text = true,
            Piece::Open(name, _) if name == "rPh" => hidden = true,
            Piece::Close(name) if name == "t" => in_text = false,
            Piece::Close(name) if name == "rPh" => hidden = false,
            Piece::Close(name) if name == "si" => {
                strings.push(unescaped(&std::mem::take(&mut text)).into());
            }
            Piece::Text(part) if in_text && !hidden => text.push_str(&part),
            _ => {}
        }
        if strings.len() > limits.cells {
            Err(ImportError::TooManyCells {
                limit: limits.cells,
            })
        } else {
            Ok(())
        }
    })?;
    Ok(strings)
}

struct Reader<'a> {
    sheet: Sheet<'a>,
    shared: &'a [Rc<str>],
    at: Place,
    kind: String,
    value: String,
    in_value: bool,
}

impl<'a> Reader<'a> {
    fn new(limits: &'a Limits, shared: &'a [Rc<str>]) -> Self {
        let (at, kind, value) = ((0, 0), String::new(), String::new());
        Self {
            sheet: Sheet::new(limits),
            shared,
            at,
            kind,
            value,
            in_value: false,
        }
    }

    fn piece(&mut self, piece: Piece) -> Result<(), ImportError> {
        match piece {
            Piece::Open(name, attributes) => {
                let attribute = |key: &str| attributes.get(key).map_or("", String::as_str);
                match name.as_str() {
                    "row" => self.at = (attribute("r").parse().unwrap_or(self.at.0 + 1), 0),
                    "c" => {
                        self.at =
                            place(attribute("r")).unwrap_or((self.at.0.max(1), self.at.1 + 1));
                        attribute("t").clone_into(&mut self.kind);
                        self.value.clear();
                    }
                    "v" | "t" => self.in_value = true,
                    "mergeCell" => self.merge(attribute("ref")),
                    _ => {}
                }
            }
            Piece::Close(name) => match name.as_str() {
                "v" | "t" => self.in_value = false,
                "c" => self.end_cell()?,
                _ => {}
            },
            Piece::Text(text) if self.in_value => self.value.push_str(&text),
            Piece::Text(_) => {}
        }
        Ok(())
    }

    fn merge(&mut self, area: &str) {
        if let Some((first, last)) = area.split_once(':')
            && let (Some(first), Some(last)) = (place(first), place(last))
        {
            self.sheet.merge(first, last);
        }
    }

    fn end_cell(&mut self) -> Result<(), ImportError> {
        let value = std::mem::take(&mut self.value);
        let text: Rc<str> = match self.kind.as_str() {
            "s" => value
                .trim()
                .parse()
                .ok()
                .and_then(|at: usize| self.shared.get(at).cloned())
                .unwrap_or_default(),
            "" | "n" => value
                .trim()
                .parse::<f64>()
                .map_or_else(|_| value.clone(), shown)
                .into(),
            _ => unescaped(&value).into(),
        };
        self.sheet.put(self.at, &text)
    }
}

/// A text without the escapes of Excel for what XML cannot hold, such as `_x000D_`.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest
            .get(at + 2..at + 6)
            .filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = code
            .filter(|_| rest[at + 6..].starts_with('_'))
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        let (character, length) = code
            .and_then(char::from_u32)
            .map_or(('_', 1), |character| (character, 7));
        out.push_str(&rest[..at]);
        out.push(character);
        rest = &rest[at + length..];
    }
    out + rest
}

/// The place that a reference such as `AB12` names.
fn place(reference: &str) -> Option<Place> {
    let reference = reference.replace('$', "");
    let split = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = reference.split_at(split);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let letter = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|letter| *letter < 26)?;
        column.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    Some((digits.parse().ok()?, column)).filter(|(row, column)| *row > 0 && *column > 0)
}

#[cfg(test)]
mod tests {
    use super::{place, unescaped};

    #[test]
    fn escapes_are_undone() {
        for (text, expected) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x0041_", "_x0041_"),
            ("_x00_", "_x00_"),
            ("_xé123_x", "_xé123_x"),
        ] {
            assert_eq!(unescaped(text), expected);
        }
    }

    #[test]
    fn references_name_places() {
        for (reference, expected) in [
            ("A1", Some((1, 1))),
            ("AB12", Some((12, 28))),
            ("$C$4", Some((4, 3))),
            ("4", None),
            ("A0", None),
        ] {
            assert_eq!(place(reference), expected, "{reference}");
        }
    }
}
