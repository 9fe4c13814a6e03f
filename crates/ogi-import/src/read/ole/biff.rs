//! Workbooks of Excel 5 to 2003 (MS-XLS): records of cells, read into the same sheets as those of newer ones.

mod looks;
mod text;

use std::collections::HashMap;

use encoding_rs::GB18030;

use super::{u16_at, u32_at};
use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;
use crate::read::office::{Budget, Place, Shared, Sheet, Value};
use looks::Looks;
use text::{Rich, Text};

/// Kinds of records that are read.
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000a;
    pub(super) const DATES: u16 = 0x0022;
    pub(super) const PASSWORD: u16 = 0x002f;
    pub(super) const FONT: u16 = 0x0031;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const COLUMNS: u16 = 0x007d;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const PALETTE: u16 = 0x0092;
    pub(super) const NUMBERS: u16 = 0x00bd;
    pub(super) const RICH_LABEL: u16 = 0x00d6;
    pub(super) const LOOK: u16 = 0x00e0;
    pub(super) const MERGES: u16 = 0x00e5;
    pub(super) const SHARED: u16 = 0x00fc;
    pub(super) const SHARED_LABEL: u16 = 0x00fd;
    pub(super) const CONDITIONS: u16 = 0x01b0;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const TRUTH: u16 = 0x0205;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const SHORT_NUMBER: u16 = 0x027e;
    pub(super) const FORMAT: u16 = 0x041e;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// The version of a workbook, which decides how its strings and looks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    /// Excel 5 and 95: strings in the character set of the system.
    Early,
    /// Excel 97 to 2003: strings in UTF-16 or its lower half.
    Late,
}

impl Version {
    /// That which the beginning of a stream names.
    fn of(number: Option<u16>) -> Self {
        if number == Some(0x0600) {
            Self::Late
        } else {
            Self::Early
        }
    }
}

/// A substream that is a sheet of cells.
const CELLS: u16 = 0x0010;
/// Rows lower than so many twentieths of a point show nothing, and columns narrower than so many 256ths of a character.
const LOWEST: u16 = 30;
const NARROWEST: u16 = 50;

/// A record: its kind, where it begins in the stream, and its data with that of the records that continue it.
struct Record<'a> {
    kind: u16,
    begins: usize,
    parts: Vec<&'a [u8]>,
}

/// The records of a stream, as far as they are whole.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let begins = self.at;
        let kind = u16_at(self.stream, begins)?;
        let mut parts = vec![self.data()?];
        while u16_at(self.stream, self.at) == Some(kind::CONTINUE)
            && let Some(data) = self.data()
        {
            parts.push(data);
        }
        Some(Record {
            kind,
            begins,
            parts,
        })
    }
}

impl<'a> Records<'a> {
    fn data(&mut self) -> Option<&'a [u8]> {
        let length = u16_at(self.stream, self.at + 2)? as usize;
        let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some(data)
    }
}

/// Reads the sheets of a workbook in their order.
pub(super) fn read(stream: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    let records = || Records { stream, at: 0 };
    let budget = Budget::new(limits);
    let mut book = Book {
        limits,
        budget: &budget,
        version: Version::Late,
        from_1904: false,
        looks: Looks::default(),
        // A condition may colour the ground of any cell.
        ground_is_known: !records().any(|record| record.kind == kind::CONDITIONS),
        shared: Vec::new(),
        hidden: HashMap::new(),
        sheet: None,
        depth: 0,
        sheets: 0,
        formula: None,
    };
    let mut page = Page {
        media_type: "application/vnd.ms-excel",
        ..Page::default()
    };
    for record in records() {
        if let Some(sheet) = book.record(&record)? {
            page.strips.extend(sheet.strips(&mut page.elsewhere)?);
        }
    }
    Ok(page)
}

struct Book<'a> {
    limits: &'a Limits,
    budget: &'a Budget<'a>,
    version: Version,
    from_1904: bool,
    looks: Looks,
    ground_is_known: bool,
    shared: Vec<Shared>,
    /// Where the sheets that are hidden begin in the stream.
    hidden: HashMap<usize, bool>,
    sheet: Option<Sheet<'a>>,
    /// How many substreams are open: charts stand within sheets.
    depth: usize,
    sheets: u32,
    /// The place and look of a formula whose text follows.
    formula: Option<(Place, u16)>,
}

impl<'a> Book<'a> {
    /// Reads a record; the sheet that it ends.
    fn record(&mut self, record: &Record) -> Result<Option<Sheet<'a>>, ImportError> {
        let data = record.parts[0];
        match record.kind {
            kind::PASSWORD => {
                return Err(ImportError::Unsupported {
                    kind: "encrypted Excel",
                });
            }
            kind::BEGIN => self.begin(data, record.begins),
            kind::END => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    return Ok(self.sheet.take());
                }
            }
            kind::SHARED => self.shared = self.strings(&record.parts)?,
            _ if self.depth == 1 && self.sheet.is_some() => {
                self.cell(record.kind, &record.parts)?;
            }
            _ if self.depth == 1 => self.global(record.kind, &record.parts),
            _ => {}
        }
        Ok(None)
    }

    fn begin(&mut self, data: &[u8], begins: usize) {
        self.depth += 1;
        if self.depth == 1 {
            self.version = Version::of(u16_at(data, 0));
            if u16_at(data, 2) == Some(CELLS) {
                self.sheets += 1;
                let is_hidden = self.hidden.get(&begins).copied().unwrap_or(false);
                self.sheet = Some(Sheet::new(self.sheets, is_hidden, self.budget));
            }
        }
    }

    /// A record about the workbook as a whole.
    fn global(&mut self, kind: u16, parts: &[&[u8]]) {
        let data = parts[0];
        match kind {
            kind::DATES => self.from_1904 = u16_at(data, 0) == Some(1),
            kind::FONT => self.looks.font(data, self.version),
            kind::LOOK => self.looks.look(data, self.version),
            kind::PALETTE => self.looks.palette(data),
            kind::FORMAT => {
                let code = if self.version == Version::Late {
                    Text::new(parts, 2).string().map(|rich| rich.text())
                } else {
                    let length = data.get(2).map_or(0, |length| usize::from(*length));
                    data.get(3..3 + length).map(decoded)
                };
                if let (Some(id), Some(code)) = (u16_at(data, 0), code) {
                    self.looks.code(id, code);
                }
            }
            kind::SHEET => {
                let entry = looks::sheet_entry(data);
                self.hidden
                    .extend(entry.map(|(begins, hidden)| (begins as usize, hidden)));
            }
            _ => {}
        }
    }

    fn strings(&self, parts: &[&[u8]]) -> Result<Vec<Shared>, ImportError> {
        let mut strings = Vec::new();
        let mut text = Text::new(parts, 8);
        while let Some(string) = text.string() {
            strings.push(self.shared(&string));
            if strings.len() > self.limits.cells {
                return Err(ImportError::TooManyCells {
                    limit: self.limits.cells,
                });
            }
        }
        Ok(strings)
    }

    fn shared(&self, string: &Rich) -> Shared {
        let run = |(font, text): (Option<u16>, String)| {
            (font.map(|number| self.looks.font_at(number)), text)
        };
        Shared::new(string.runs().into_iter().map(run).collect())
    }

    fn cell(&mut self, kind: u16, parts: &[&[u8]]) -> Result<(), ImportError> {
        let data = parts[0];
        match kind {
            kind::MERGES => self.merges(data),
            kind::NUMBERS => return self.numbers(data),
            kind::ROW | kind::COLUMNS => self.hide(kind, data),
            kind::STRING => {
                let text = self.text(parts, 0);
                if let (Some((place, look)), Some(text)) = (self.formula.take(), text) {
                    return self.put(place, look, &Value::Text(text));
                }
            }
            _ => {
                let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
                    return Ok(());
                };
                let place = (u32::from(row) + 1, u32::from(column) + 1);
                let look = u16_at(data, 4).unwrap_or(0);
                let value = match kind {
                    kind::SHARED_LABEL => u32_at(data, 6)
                        .and_then(|at| self.shared.get(at as usize).cloned())
                        .map(Value::Text),
                    kind::LABEL | kind::RICH_LABEL => self.text(parts, 6).map(Value::Text),
                    kind::NUMBER => float(data, 6).map(Value::Number),
                    kind::SHORT_NUMBER => u32_at(data, 6).map(short).map(Value::Number),
                    kind::TRUTH => truth(data, 6, data.get(7) == Some(&1)),
                    kind::FORMULA => self.formula(data, place, look),
                    _ => None,
                };
                if let Some(value) = value {
                    return self.put(place, look, &value);
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, place: Place, look: u16, value: &Value) -> Result<(), ImportError> {
        let style = self.looks.style(look, self.ground_is_known);
        match &mut self.sheet {
            Some(sheet) => sheet.put(place, value, &style, self.from_1904),
            None => Ok(()),
        }
    }

    /// The stored result of a formula; a text comes with the record that follows.
    fn formula(&mut self, data: &[u8], place: Place, look: u16) -> Option<Value> {
        const COMPUTE_ON_LOAD: u16 = 2;
        let result = if u16_at(data, 12) == Some(0xffff) {
            match data.get(6)? {
                0 => {
                    self.formula = Some((place, look));
                    return None;
                }
                1 => truth(data, 8, false),
                2 => truth(data, 8, true),
                // An empty text; programs that cannot compute store the same.
                _ => Some(Value::Uncomputed),
            }
        } else {
            float(data, 6).map(Value::Number)
        };
        let computes = u16_at(data, 14).is_some_and(|flags| flags & COMPUTE_ON_LOAD != 0);
        match result {
            Some(Value::Number(0.0)) if computes => Some(Value::Uncomputed),
            result => result,
        }
    }

    fn numbers(&mut self, data: &[u8]) -> Result<(), ImportError> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return Ok(());
        };
        let numbers = data
            .get(4..data.len().saturating_sub(2))
            .unwrap_or_default();
        for (column, number) in (u32::from(first) + 1..).zip(numbers.chunks_exact(6)) {
            if let (Some(look), Some(number)) = (u16_at(number, 0), u32_at(number, 2)) {
                self.put(
                    (u32::from(row) + 1, column),
                    look,
                    &Value::Number(short(number)),
                )?;
            }
        }
        Ok(())
    }

    fn merges(&mut self, data: &[u8]) {
        let areas = data.get(2..).unwrap_or_default().chunks_exact(8);
        for area in areas {
            let number = |at| u16_at(area, at).map_or(0, |number| u32::from(number) + 1);
            if let Some(sheet) = &mut self.sheet {
                sheet.merge((number(0), number(4)), (number(2), number(6)));
            }
        }
    }

    /// Hides a row or columns.
    fn hide(&mut self, kind: u16, data: &[u8]) {
        let number = |at| u16_at(data, at).unwrap_or(0);
        let Some(sheet) = &mut self.sheet else {
            return;
        };
        if kind == kind::ROW {
            let row = u32::from(number(0)) + 1;
            if number(12) & 0x20 != 0 || number(6) < LOWEST {
                sheet.hide_rows(row, row);
            }
        } else if number(8) & 1 != 0 || number(4) < NARROWEST {
            sheet.hide_columns(u32::from(number(0)) + 1, u32::from(number(2)) + 1);
        }
    }

    /// The text of a record, in the characters of its version: before Excel 97 they are those of the system.
    fn text(&self, parts: &[&[u8]], at: usize) -> Option<Shared> {
        if self.version == Version::Late {
            return Text::new(parts, at).string().map(|rich| self.shared(&rich));
        }
        let length = u16_at(parts[0], at)? as usize;
        let bytes = parts[0].get(at + 2..at + 2 + length)?;
        Some(Shared::plain(&decoded(bytes)))
    }
}

fn decoded(bytes: &[u8]) -> String {
    GB18030.decode_without_bom_handling(bytes).0.into_owned()
}

/// A truth value or an error, as it is shown.
fn truth(data: &[u8], at: usize, is_error: bool) -> Option<Value> {
    const ERRORS: [(u8, &str); 7] = [
        (0x00, "#NULL!"),
        (0x07, "#DIV/0!"),
        (0x0f, "#VALUE!"),
        (0x17, "#REF!"),
        (0x1d, "#NAME?"),
        (0x24, "#NUM!"),
        (0x2a, "#N/A"),
    ];
    let code = *data.get(at)?;
    if !is_error {
        return Some(Value::Word(if code == 0 { "FALSE" } else { "TRUE" }));
    }
    let error = ERRORS.iter().find(|(known, _)| *known == code);
    Some(Value::Word(error.map_or("#N/A", |(_, error)| error)))
}

fn float(data: &[u8], at: usize) -> Option<f64> {
    data.get(at..at + 8)
        .and_then(|eight| eight.try_into().ok())
        .map(f64::from_le_bytes)
}

/// A number in four bytes: a whole one, or the upper half of a float, either of them times a hundred or not.
fn short(number: u32) -> f64 {
    let value = if number & 2 == 0 {
        f64::from_bits(u64::from(number & !3) << 32)
    } else {
        f64::from(number.cast_signed() >> 2)
    };
    if number & 1 == 0 {
        value
    } else {
        value / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn short_numbers() {
        for (number, value) in [
            (0x0000_001e, 7.0),
            (0x0000_001f, 0.07),
            (0x3ff0_0000, 1.0),
            (0xffff_fff2, -4.0),
        ] {
            assert!((short(number) - value).abs() < 1e-12, "{number:x}");
        }
    }
}
