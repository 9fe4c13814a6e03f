//! Strings of an old workbook, which may go on over several records, with the fonts of their runs.

use crate::read::ole::{u16_at, u32_at};

/// Strings one after the other, over parts that each begin anew in the middle of a string.
pub(super) struct Text<'a> {
    parts: &'a [&'a [u8]],
    part: usize,
    at: usize,
}

/// A string, and from which of its UTF-16 units on which font applies.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Rich {
    pub(super) units: Vec<u16>,
    pub(super) fonts: Vec<(u16, u16)>,
}

impl Rich {
    pub(super) fn text(&self) -> String {
        String::from_utf16_lossy(&self.units)
    }

    /// Its runs, each with the number of its font; the first may have that of the cell.
    pub(super) fn runs(&self) -> Vec<(Option<u16>, String)> {
        let mut runs = Vec::new();
        let (mut begin, mut font) = (0, None);
        let ends = self
            .fonts
            .iter()
            .map(|(at, font)| (usize::from(*at), Some(*font)));
        let last = (self.units.len(), None);
        for (end, next) in ends.chain(std::iter::once(last)) {
            let end = end.clamp(begin, self.units.len());
            if end > begin {
                runs.push((font, String::from_utf16_lossy(&self.units[begin..end])));
            }
            (begin, font) = (end, next);
        }
        runs
    }
}

impl<'a> Text<'a> {
    pub(super) fn new(parts: &'a [&'a [u8]], at: usize) -> Self {
        Self { parts, part: 0, at }
    }

    /// A string of one record whose length is one byte.
    pub(super) fn short(data: &[u8], at: usize) -> Option<String> {
        let (length, flags) = (usize::from(*data.get(at)?), *data.get(at + 1)?);
        let parts = [data];
        let mut text = Text::new(&parts, at + 2);
        text.units(length, flags & 1 != 0)
            .map(|units| String::from_utf16_lossy(&units))
    }

    /// The next string.
    pub(super) fn string(&mut self) -> Option<Rich> {
        self.settle();
        let rest = self.parts.get(self.part)?.get(self.at..)?;
        let (length, flags) = (u16_at(rest, 0)? as usize, *rest.get(2)?);
        self.at += 3;
        let (mut runs, mut skip) = (0, 0);
        if flags & 8 != 0 {
            runs = u16_at(self.parts[self.part], self.at)? as usize;
            self.at += 2;
        }
        if flags & 4 != 0 {
            // Reading aids.
            skip = u32_at(self.parts[self.part], self.at)? as usize;
            self.at += 4;
        }
        let units = self.units(length, flags & 1 != 0)?;
        let mut fonts = Vec::new();
        for _ in 0..runs {
            fonts.push((self.number()?, self.number()?));
        }
        self.skip(skip);
        Some(Rich { units, fonts })
    }

    fn units(&mut self, length: usize, mut wide: bool) -> Option<Vec<u16>> {
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
        Some(units)
    }

    /// The next number, which may stand in the next part.
    fn number(&mut self) -> Option<u16> {
        self.settle();
        let number = u16_at(self.parts.get(self.part)?, self.at)?;
        self.at += 2;
        Some(number)
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
    use super::{Rich, Text};

    #[test]
    fn strings_go_on_in_the_next_part() {
        let parts: [&[u8]; 2] = [b"\x03\x00\x00ab", b"\x01\xc4\x89\x01\x00\x00z"];
        let mut text = Text::new(&parts, 0);
        let mut next = || text.string().map(|rich| rich.text());
        assert_eq!(
            [next(), next(), next()],
            [Some("ab规".into()), Some("z".into()), None]
        );
    }

    #[test]
    fn runs_have_their_fonts() {
        let rich = Rich {
            units: "9326".encode_utf16().collect(),
            fonts: vec![(3, 7), (9, 1)],
        };
        assert_eq!(
            rich.runs(),
            [(None, "932".to_owned()), (Some(7), "6".to_owned())]
        );
    }
}
