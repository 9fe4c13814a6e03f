//! Excel: every sheet is read row by row; merged cells are one, and numbers are shown as the shortest that is exact.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::Parts;
use super::xml::{self, Piece};
use crate::error::ImportError;
use crate::grid::{Cell, Origin, Page, Ruling, Strip, trim};
use crate::limits::Limits;

/// Cells with more text than this are paragraphs.
const LONGEST: usize = 60;
/// Merged areas of one sheet beyond these are hostile.
const MOST_MERGES: usize = 20_000;

/// Reads the sheets of a workbook in their order.
pub(super) fn read(parts: &mut Parts, limits: &Limits) -> Result<Page, ImportError> {
    let shared = if parts.has("xl/sharedStrings.xml") {
        shared_strings(&parts.text("Excel", "xl/sharedStrings.xml")?, limits)?
    } else {
        Vec::new()
    };
    let number = |name: &str| name.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?.parse::<u32>().ok();
    let mut names: Vec<(u32, String)> =
        parts.names().into_iter().filter_map(|name| Some((number(&name)?, name))).collect();
    names.sort();
    let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut page = Page { media_type, ..Page::default() };
    let mut cells = 0;
    for (number, (_, name)) in (1u32..).zip(names) {
        let mut sheet = Sheet::new(limits, &shared);
        xml::read(&parts.text("Excel", &name)?, |piece| sheet.piece(piece))?;
        let strips = sheet.strips(number)?;
        cells += strips.iter().map(|strip| strip.cells.len()).sum::<usize>();
        if cells > limits.cells {
            return Err(ImportError::TooManyCells { limit: limits.cells });
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
            Piece::Close(name) if name == "si" => strings.push(unescaped(&std::mem::take(&mut text)).into()),
            Piece::Text(part) if in_text && !hidden => text.push_str(&part),
            _ => {}
        }
        if strings.len() > limits.cells { Err(ImportError::TooManyCells { limit: limits.cells }) } else { Ok(()) }
    })?;
    Ok(strings)
}

/// A place on a sheet: row and column, from 1.
type Place = (u32, u32);

struct Sheet<'a> {
    limits: &'a Limits,
    shared: &'a [Rc<str>],
    cells: BTreeMap<Place, Rc<str>>,
    merges: Vec<(Place, Place)>,
    at: Place,
    kind: String,
    value: String,
    in_value: bool,
}

impl<'a> Sheet<'a> {
    fn new(limits: &'a Limits, shared: &'a [Rc<str>]) -> Self {
        Self {
            limits,
            shared,
            cells: BTreeMap::new(),
            merges: Vec::new(),
            at: (0, 0),
            kind: String::new(),
            value: String::new(),
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
                        self.at = place(attribute("r")).unwrap_or((self.at.0.max(1), self.at.1 + 1));
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
            && self.merges.len() < MOST_MERGES
        {
            self.merges.push((first, last));
        }
    }

    fn end_cell(&mut self) -> Result<(), ImportError> {
        let value = std::mem::take(&mut self.value);
        let text: Rc<str> = match self.kind.as_str() {
            "s" => value.trim().parse().ok().and_then(|at: usize| self.shared.get(at).cloned()).unwrap_or_default(),
            "" | "n" => value.trim().parse::<f64>().map_or_else(|_| value.clone(), |number| number.to_string()).into(),
            _ => unescaped(&value).into(),
        };
        if trim(&text).is_empty() {
            return Ok(());
        }
        if self.at.1 as usize > self.limits.columns {
            return Err(ImportError::TooManyColumns { limit: self.limits.columns, line: self.at.0 });
        }
        self.cells.insert(self.at, trim(&text).into());
        if self.cells.len() > self.limits.cells {
            return Err(ImportError::TooManyCells { limit: self.limits.cells });
        }
        Ok(())
    }

    /// The rows of the sheet; rows without any text end a table.
    fn strips(&self, sheet: u32) -> Result<Vec<Strip>, ImportError> {
        let mut rows: Vec<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        let mut merged: HashMap<u32, Vec<(Place, Place)>> = HashMap::new();
        let mut count = 0;
        for (first, last) in &self.merges {
            let begins = rows.partition_point(|row| *row < first.0);
            for row in rows[begins..].iter().take_while(|row| **row <= last.0) {
                merged.entry(*row).or_default().push((*first, *last));
                count += 1;
                if count > self.limits.cells {
                    return Err(ImportError::TooManyCells { limit: self.limits.cells });
                }
            }
        }
        let mut strips = Vec::new();
        for block in rows.chunk_by(|a, b| b - a == 1) {
            let filled = block.iter().flat_map(|row| self.row(*row)).map(|((_, column), _)| *column);
            let across = block.iter().flat_map(|row| merged.get(row).into_iter().flatten()).map(|(_, last)| last.1);
            let width =
                filled.chain(across).max().unwrap_or(0).min(u32::try_from(self.limits.columns).unwrap_or(u32::MAX));
            for row in block {
                strips.extend(self.strip(sheet, *row, width, merged.get(row).map_or(&[][..], Vec::as_slice)));
            }
            if strips.iter().map(|strip| strip.cells.len()).sum::<usize>() > self.limits.cells {
                return Err(ImportError::TooManyCells { limit: self.limits.cells });
            }
        }
        Ok(strips)
    }

    fn row(&self, row: u32) -> impl Iterator<Item = (&Place, &Rc<str>)> {
        self.cells.range((row, 0)..=(row, u32::MAX))
    }

    fn strip(&self, sheet: u32, row: u32, width: u32, merged: &[(Place, Place)]) -> Vec<Strip> {
        let origin = |(row, column): Place| Origin::Sheet { sheet, row, column };
        let mut cells = Vec::new();
        let mut column = 1;
        while column <= width {
            let area = merged.iter().find(|(first, last)| (first.1..=last.1).contains(&column));
            let (first, last) = area.copied().unwrap_or(((row, column), (row, column)));
            let text = self.cells.get(&first).cloned().unwrap_or_default();
            cells.push(Cell { text, origin: origin(first), tall: last.0 > first.0, continued: first.0 < row });
            column = last.1.max(column) + 1;
        }
        let strip = Strip { cells, ruling: Ruling::Ruled };
        match strip.sole().filter(|cell| cell.text.chars().nth(LONGEST).is_some() || cell.text.contains('\n')) {
            Some(cell) => {
                let lines = cell.text.split('\n').map(trim).filter(|line| !line.is_empty());
                let line = |text: &str| Cell { text: text.into(), ..cell.clone() };
                lines.map(|text| Strip { cells: vec![line(text)], ruling: Ruling::Plain }).collect()
            }
            None => vec![strip],
        }
    }
}

/// A text without the escapes of Excel for what XML cannot hold, such as `_x000D_`.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = code.filter(|_| rest[at + 6..].starts_with('_')).and_then(|code| u32::from_str_radix(code, 16).ok());
        let (character, length) = code.and_then(char::from_u32).map_or(('_', 1), |character| (character, 7));
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
        let letter = letter.to_ascii_uppercase().checked_sub(b'A').filter(|letter| *letter < 26)?;
        column.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    Some((digits.parse().ok()?, column)).filter(|(row, column)| *row > 0 && *column > 0)
}

#[cfg(test)]
mod tests {
    use super::{place, unescaped};

    #[test]
    fn escapes_are_undone() {
        for (text, expected) in
            [("a_x000D_b", "a\rb"), ("_x005F_x0041_", "_x0041_"), ("_x00_", "_x00_"), ("_xé123_x", "_xé123_x")]
        {
            assert_eq!(unescaped(text), expected);
        }
    }

    #[test]
    fn references_name_places() {
        for (reference, expected) in
            [("A1", Some((1, 1))), ("AB12", Some((12, 28))), ("$C$4", Some((4, 3))), ("4", None), ("A0", None)]
        {
            assert_eq!(place(reference), expected, "{reference}");
        }
    }
}
