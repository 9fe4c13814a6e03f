//! The looks of cells in an old workbook: fonts, number formats, and the records that put them together.

use std::collections::HashMap;
use std::rc::Rc;

use super::text::Text;
use super::{Version, u16_at, u32_at};
use crate::read::effects::{Effect, Effects};
use crate::read::office::{Colour, Fit, Font, Format, Style, WHITE, builtin, indexed};

/// Fonts and looks beyond these are hostile; Excel allows 512 and 4,096.
const MOST: usize = 10_000;
/// Text of one point and less cannot be read; in twentieths of a point.
const TINY: u16 = 20;

/// What records say about looks, in their order.
#[derive(Default)]
pub(super) struct Looks {
    fonts: Vec<(Font, u16)>,
    codes: HashMap<u16, String>,
    /// Font, number format, pattern and its colour of each look.
    records: Vec<[u16; 4]>,
    palette: Vec<Colour>,
    formats: HashMap<u16, Rc<Format>>,
}

impl Looks {
    /// Height, effects and colour of a font; a font of Excel 97 and later names itself in UTF-16 or its lower half.
    pub(super) fn font(&mut self, data: &[u8], version: Version) {
        let number = |at| u16_at(data, at).unwrap_or(0);
        let name = if version == Version::Late {
            Text::short(data, 14)
        } else {
            data.get(15..)
                .map(|name| name.iter().map(|byte| char::from(*byte)).collect())
        };
        let is_symbols = name.is_some_and(|name: String| Font::is_symbols(&name));
        let font = Font {
            effects: Effects::EMPTY
                .with(Effect::Struck, number(2) & 8 != 0)
                .with(Effect::Raised, matches!(number(8), 1 | 2))
                .with(Effect::Tiny, number(0) <= TINY)
                .with(Effect::Unreadable, is_symbols),
            colour: [0; 3],
        };
        if self.fonts.len() < MOST {
            self.fonts.push((font, number(4)));
        }
    }

    pub(super) fn code(&mut self, id: u16, code: String) {
        if self.codes.len() < MOST {
            self.codes.insert(id, code);
        }
    }

    /// A look: its pattern and colour stand elsewhere before Excel 97.
    pub(super) fn look(&mut self, data: &[u8], version: Version) {
        let number = |at| u16_at(data, at).unwrap_or(0);
        let (pattern, colour) = if version == Version::Late {
            (number(16) >> 10, number(18) & 0x7f)
        } else {
            (number(10) & 0x3f, number(8) & 0x7f)
        };
        if self.records.len() < MOST {
            self.records.push([number(0), number(2), pattern, colour]);
        }
    }

    pub(super) fn palette(&mut self, data: &[u8]) {
        let colours = data.get(2..).unwrap_or_default().chunks_exact(4);
        self.palette = colours
            .take(56)
            .map(|colour| [colour[0], colour[1], colour[2]])
            .collect();
    }

    fn colour(&self, number: u16) -> Option<Colour> {
        let own = number
            .checked_sub(8)
            .and_then(|at| self.palette.get(usize::from(at)));
        own.copied().or_else(|| indexed(u32::from(number)))
    }

    /// A font by its number; there is none with the number 4.
    pub(super) fn font_at(&self, number: u16) -> Font {
        let at = if number > 4 { number - 1 } else { number };
        match self.fonts.get(usize::from(at)) {
            Some((font, colour)) => Font {
                effects: font.effects,
                colour: self.colour(*colour).unwrap_or([0; 3]),
            },
            None => Font::PLAIN,
        }
    }

    /// A look by its number.
    pub(super) fn style(&mut self, number: u16, ground_is_known: bool) -> Style {
        let look = self.records.get(usize::from(number)).copied();
        let [font, id, pattern, colour] = look.unwrap_or_default();
        let code = self
            .codes
            .get(&id)
            .map_or_else(|| builtin(u32::from(id)), String::as_str);
        let format = self
            .formats
            .entry(id)
            .or_insert_with(|| Rc::new(Format::new(code)));
        let format = Rc::clone(format);
        let ground = match pattern {
            0 => Some(WHITE),
            1 => self.colour(colour),
            _ => None,
        };
        Style {
            format,
            font: Rc::new(self.font_at(font)),
            ground: ground.filter(|_| ground_is_known),
            fit: Fit::Cut,
        }
    }
}

/// A sheet by what the workbook says about it: where it begins in the stream, and whether it is hidden.
pub(super) fn sheet_entry(data: &[u8]) -> Option<(u32, bool)> {
    Some((u32_at(data, 0)?, data.get(4)? & 3 != 0))
}
