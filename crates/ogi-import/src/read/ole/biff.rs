//! Workbooks of Excel 5 to 2003 (MS-XLS): records of cells, read into the same sheets as those of newer ones.

use std::rc::Rc;

use encoding_rs::GB18030;

use super::{u16_at, u32_at};
use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;
use crate::read::office::{Sheet, shown};

/// Kinds of records that are read.
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000a;
    pub(super) const PASSWORD: u16 = 0x002f;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const NUMBERS: u16 = 0x00bd;
    pub(super) const RICH_LABEL: u16 = 0x00d6;
    pub(super) const MERGES: u16 = 0x00e5;
    pub(super) const SHARED: u16 = 0x00fc;
    pub(super) const SHARED_LABEL: u16 = 0x00fd;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const SHORT_NUMBER: u16 = 0x027e;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// The version of Excel 97 to 2003, whose strings are UTF-16.
const WIDE: u16 = 0x0600;
/// A substream that is a sheet of cells.
const CELLS: u16 = 0x0010;

/// Reads the sheets of a workbook in their order.
pub(super) fn read(stream: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    let mut book = Book {
        limits,
        wide: true,
        shared: Vec::new(),
        sheet: None,
        depth: 0,
        sheets: 0,
        formula: None,
    };
    let mut page = Page {
        media_type: "application/vnd.ms-excel",
        ..Page::default()
    };
    let mut at = 0;
    let mut cells = 0;
    while let (Some(kind), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let Some(data) = stream.get(at + 4..at + 4 + length as usize) else {
            break;
        };
        at += 4 + data.len();
        let mut parts = vec![data];
        while let (Some(kind::CONTINUE), Some(length)) =
            (u16_at(stream, at), u16_at(stream, at + 2))
        {
            let Some(more) = stream.get(at + 4..at + 4 + length as usize) else {
                break;
            };
            at += 4 + more.len();
            parts.push(more);
        }
        if let Some((number, sheet)) = book.record(kind, &parts)? {
            let strips = sheet.strips(number)?;
            cells += strips.iter().map(|strip| strip.cells.len()).sum::<usize>();
            if cells > limits.cells {
                return Err(ImportError::TooManyCells {
                    limit: limits.cells,
                });
            }
            page.strips.extend(strips);
        }
    }
    Ok(page)
}

struct Book<'a> {
    limits: &'a Limits,
    wide: bool,
    shared: Vec<Rc<str>>,
    sheet: Option<Sheet<'a>>,
    /// How many substreams are open: charts stand within sheets.
    depth: usize,
    sheets: u32,
    /// The place of a formula whose text follows.
    formula: Option<(u32, u32)>,
}

impl<'a> Book<'a> {
    /// Reads a record; the sheet that it ends, with its number.
    fn record(
        &mut self,
        kind: u16,
        parts: &[&[u8]],
    ) -> Result<Option<(u32, Sheet<'a>)>, ImportError> {
        let data = parts[0];
        match kind {
            kind::PASSWORD => {
                return Err(ImportError::Unsupported {
                    kind: "encrypted Excel",
                });
            }
            kind::BEGIN => self.begin(data),
            kind::END => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    return Ok(self.sheet.take().map(|sheet| (self.sheets, sheet)));
                }
            }
            kind::SHARED => self.shared = self.strings(parts)?,
            _ if self.depth == 1 => self.cell(kind, parts)?,
            _ => {}
        }
        Ok(None)
    }

    fn begin(&mut self, data: &[u8]) {
        self.depth += 1;
        if self.depth == 1 {
            self.wide = u16_at(data, 0) == Some(WIDE);
            if u16_at(data, 2) == Some(CELLS) {
                self.sheets += 1;
                self.sheet = Some(Sheet::new(self.limits));
            }
        }
    }

    fn strings(&self, parts: &[&[u8]]) -> Result<Vec<Rc<str>>, ImportError> {
        let mut strings = Vec::new();
        let mut text = Text {
            parts,
            part: 0,
            at: 8,
        };
        while let Some(string) = text.string() {
            strings.push(string.into());
            if strings.len() > self.limits.cells {
                return Err(ImportError::TooManyCells {
                    limit: self.limits.cells,
                });
            }
        }
        Ok(strings)
    }

    fn cell(&mut self, kind: u16, parts: &[&[u8]]) -> Result<(), ImportError> {
        let data = parts[0];
        let place = || {
            Some((
                u32::from(u16_at(data, 0)?) + 1,
                u32::from(u16_at(data, 2)?) + 1,
            ))
        };
        match kind {
            kind::MERGES => self.merges(data),
            kind::NUMBERS => return self.numbers(data),
            kind::STRING => {
                let text = self.text(parts, 0);
                if let (Some(place), Some(text)) = (self.formula.take(), text) {
                    return self.put(place, &text);
                }
            }
            _ => {
                let Some(place) = place() else { return Ok(()) };
                let text = match kind {
                    kind::SHARED_LABEL => u32_at(data, 6)
                        .and_then(|at| self.shared.get(at as usize))
                        .map(ToString::to_string),
                    kind::LABEL | kind::RICH_LABEL => self.text(parts, 6),
                    kind::NUMBER => float(data, 6).map(shown),
                    kind::SHORT_NUMBER => u32_at(data, 6).map(short).map(shown),
                    kind::FORMULA => self.formula(data, place),
                    _ => None,
                };
                if let Some(text) = text {
                    return self.put(place, &text);
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, place: (u32, u32), text: &str) -> Result<(), ImportError> {
        self.sheet
            .as_mut()
            .map_or(Ok(()), |sheet| sheet.put(place, text))
    }

    /// The number of a formula; a text comes with the record that follows.
    fn formula(&mut self, data: &[u8], place: (u32, u32)) -> Option<String> {
        if u16_at(data, 12) == Some(0xffff) {
            self.formula = Some(place).filter(|_| data.get(6) == Some(&0));
            return None;
        }
        float(data, 6).map(shown)
    }

    fn numbers(&mut self, data: &[u8]) -> Result<(), ImportError> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return Ok(());
        };
        let numbers = data
            .get(4..data.len().saturating_sub(2))
            .unwrap_or_default()
            .chunks_exact(6);
        for (column, number) in (u32::from(first) + 1..).zip(numbers) {
            if let Some(number) = u32_at(number, 2) {
                self.put((u32::from(row) + 1, column), &shown(short(number)))?;
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

    /// The text of a record, in the characters of its version: before Excel 97 they are those of the system.
    fn text(&self, parts: &[&[u8]], at: usize) -> Option<String> {
        if self.wide {
            return Text { parts, part: 0, at }.string();
        }
        let length = u16_at(parts[0], at)? as usize;
        let bytes = parts[0].get(at + 2..at + 2 + length)?;
        Some(GB18030.decode_without_bom_handling(bytes).0.into_owned())
    }
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

/// Strings one after the other, over parts that each begin anew in the middle of a string.
struct Text<'a> {
    parts: &'a [&'a [u8]],
    part: usize,
    at: usize,
}

impl Text<'_> {
    /// The next string.
    fn string(&mut self) -> Option<String> {
        self.settle();
        let rest = self.parts.get(self.part)?.get(self.at..)?;
        let (length, flags) = (u16_at(rest, 0)? as usize, *rest.get(2)?);
        self.at += 3;
        let mut skip = 0;
        if flags & 8 != 0 {
            skip += u16_at(self.parts[self.part], self.at)? as usize * 4;
            self.at += 2;
        }
        if flags & 4 != 0 {
            skip += u32_at(self.parts[self.part], self.at)? as usize;
            self.at += 4;
        }
        let text = self.characters(length, flags & 1 != 0)?;
        self.skip(skip);
        Some(text)
    }

    fn characters(&mut self, length: usize, mut wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            if self.at >= self.parts.get(self.part)?.len() {
                self.part += 1;
                wide = self.parts.get(self.part)?.first()? & 1 != 0;
                self.at = 1;
            }
            let part = self.parts[self.part];
            let unit = if wide {
                u16_at(part, self.at)?
            } else {
                u16::from(*part.get(self.at)?)
            };
            units.push(unit);
            self.at += if wide { 2 } else { 1 };
        }
        Some(String::from_utf16_lossy(&units))
    }

    /// Leaves out what describes a string.
    fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
        self.settle();
    }

    fn settle(&mut self) {
        while self
            .parts
            .get(self.part)
            .is_some_and(|part| self.at >= part.len())
        {
            self.at -= self.parts[self.part].len();
            self.part += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Text, short};

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

    #[test]
    fn strings_go_on_in_the_next_part() {
        let parts: [&[u8]; 2] = [b"\x03\x00\x00ab", b"\x01\xc4\x89\x01\x00\x00z"];
        let mut text = Text {
            parts: &parts,
            part: 0,
            at: 0,
        };
        assert_eq!(
            [text.string(), text.string(), text.string()],
            [Some("ab规".into()), Some("z".into()), None]
        );
    }
}
