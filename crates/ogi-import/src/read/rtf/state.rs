//! What a group of RTF sets: how its characters look, what they are part of, and which character set they are in.

use std::collections::{HashMap, HashSet};

use encoding_rs::{BIG5, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};

use crate::read::effects::{Effect, Effects};
use crate::read::markup::Look;

/// Characters narrower than this many hundredths of their width cannot be read.
const NARROW: i32 = 5;
/// The character set of fonts whose characters are signs of their own.
const SYMBOLS: i32 = 2;
/// Fonts and colours that are kept; a report has some dozen.
const MOST: usize = 4_096;

/// What the characters of a group are part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Destination {
    /// What is read.
    #[default]
    Body,
    /// The list of fonts.
    Fonts,
    /// The list of colours.
    Colours,
    /// What is not shown, or not known and marked as what is to be passed over then.
    Skipped,
}

/// The state of a group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct State {
    pub(super) place: Destination,
    /// Whether it begins with the mark of a group that is passed over where its kind is not known.
    pub(super) starred: bool,
    /// Whether its paragraphs stand in a table.
    pub(super) in_table: bool,
    effects: Effects,
    font: i32,
    colour: i32,
    back: i32,
    size: Option<u32>,
    /// Characters that stand after each one given by its number, for programs that do not know numbers.
    fallback: Option<i32>,
}

/// Groups whose content is not that of the page.
const SKIPPED: [&str; 34] = [
    "stylesheet",
    "info",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "atnid",
    "atnauthor",
    "fldinst",
    "pict",
    "objdata",
    "nonshppict",
    "nonesttables",
    "nesttableprops",
    "shptxt",
    "datafield",
    "themedata",
    "colorschememapping",
    "latentstyles",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "filetbl",
    "revtbl",
    "pgdsctbl",
    "sp",
];
/// Groups that are marked to be passed over by programs that do not know them, and hold what is shown.
const ENTERED: [&str; 5] = ["shpinst", "shppict", "ud", "fldrslt", "background"];

impl State {
    /// Takes a word that begins a group of its own kind; whether it is known.
    pub(super) fn destination(&mut self, word: &str) -> bool {
        match word {
            // A list in a group that is passed over is none of this file.
            _ if self.place == Destination::Skipped => {}
            "fonttbl" => self.place = Destination::Fonts,
            "colortbl" => self.place = Destination::Colours,
            _ if SKIPPED.contains(&word) => self.place = Destination::Skipped,
            _ => return ENTERED.contains(&word),
        }
        true
    }

    /// Whether its characters and the ends of its paragraphs and cells are hidden.
    pub(super) fn hides(&self) -> bool {
        self.effects.has(Effect::Hidden)
    }

    fn plain(&mut self) {
        *self = Self {
            place: self.place,
            starred: self.starred,
            in_table: self.in_table,
            fallback: self.fallback,
            ..Self::default()
        };
    }

    /// Characters are too narrow, or too close to each other, from a number on downwards.
    fn squeeze(&mut self, number: Option<i32>, from: i32) {
        let is_squeezed = number.is_some_and(|number| number <= from);
        self.effects.set(Effect::Tiny, is_squeezed);
    }

    /// Takes a word about the look of characters.
    fn look_word(&mut self, word: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        match word {
            "plain" => self.plain(),
            "v" => self.effects.set(Effect::Hidden, is_on),
            // It is shown on paper and not in a browser.
            "webhidden" => self.effects.set(Effect::Unreadable, is_on),
            "charscalex" => self.squeeze(number, NARROW),
            // In quarters and in twentieths of a point; a digit of ordinary text is five points wide.
            "expnd" => self.squeeze(number, -16),
            "expndtw" => self.squeeze(number, -80),
            "strike" | "striked" => self.effects.set(Effect::Struck, is_on),
            "deleted" => self.effects.set(Effect::Deleted, is_on),
            "super" | "sub" => self.effects.set(Effect::Raised, is_on),
            "nosupersub" => self.effects.set(Effect::Raised, false),
            "up" | "dn" => self.effects.set(Effect::Raised, number.unwrap_or(6) != 0),
            "cf" => self.colour = number.unwrap_or(0),
            "chcbpat" | "cb" | "highlight" => self.back = number.unwrap_or(0),
            "fs" => self.size = number.and_then(|size| u32::try_from(size).ok()),
            "f" => self.font = number.unwrap_or(0),
            "uc" => self.fallback = number,
            "pard" => self.in_table = false,
            "intbl" => self.in_table = true,
            "itap" => self.in_table = number.unwrap_or(1) > 0,
            _ => {}
        }
    }
}

/// The characters of a file, and the lists that tell what they mean.
#[derive(Default)]
pub(super) struct Text {
    /// Bytes that are not decoded yet.
    pending: Vec<u8>,
    /// Whether the last of them is the first half of a character.
    half: bool,
    /// Characters that are passed over, because a number has given them already.
    passed_over: i32,
    /// The first half of a character that takes two numbers.
    high: Option<u32>,
    /// The character set of the file.
    set: Option<&'static Encoding>,
    fonts: HashMap<i32, &'static Encoding>,
    /// Fonts of pictograms.
    symbols: HashSet<i32>,
    default_font: i32,
    /// The font that is being listed.
    listed: i32,
    colours: Vec<Option<u32>>,
    mixing: [Option<u8>; 3],
}

impl Text {
    /// Adds a byte; gives characters that are whole.
    pub(super) fn byte(&mut self, byte: u8, state: &State) -> Option<String> {
        if state.place == Destination::Colours {
            if byte == b';' {
                self.end_colour();
            }
            return None;
        }
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return None;
        }
        self.high = None;
        self.pending.push(byte);
        self.half = !self.half && byte >= 0x81 && !self.encoding(state).is_single_byte();
        None
    }

    /// The character of a number; its fallback is passed over.
    pub(super) fn unicode(&mut self, code: i32, state: &State) -> Option<String> {
        self.passed_over = state.fallback.unwrap_or(1).clamp(0, 16);
        let code = u32::try_from(if code < 0 { code + 0x1_0000 } else { code }).ok()?;
        match code {
            0xd800..=0xdbff => {
                self.high = Some(code);
                None
            }
            0xdc00..=0xdfff => {
                let high = self.high.take()?;
                char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (code - 0xdc00))
                    .map(String::from)
            }
            // Symbol fonts use the private area for the codes of their characters.
            0xf020..=0xf0ff => char::from_u32(0xfffd).map(String::from),
            _ => char::from_u32(code).map(String::from),
        }
    }

    /// The characters of the bytes so far.
    pub(super) fn flush(&mut self, state: &State) -> String {
        self.half = false;
        if self.pending.is_empty() {
            return String::new();
        }
        let bytes = std::mem::take(&mut self.pending);
        let (text, _) = self.encoding(state).decode_without_bom_handling(&bytes);
        text.into_owned()
    }

    /// The end of a group.
    pub(super) fn close(&mut self, _state: &State) {
        self.passed_over = 0;
    }

    fn encoding(&self, state: &State) -> &'static Encoding {
        let font = if state.font == 0 {
            self.default_font
        } else {
            state.font
        };
        let of_font = self
            .fonts
            .get(&font)
            .or_else(|| self.fonts.get(&state.font));
        of_font.copied().or(self.set).unwrap_or(GBK)
    }

    /// Takes a word about fonts, colours, character sets or the look of characters.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>, states: &mut [State]) {
        let Some(state) = states.last_mut() else {
            return;
        };
        self.passed_over = 0;
        match (state.place, word) {
            (Destination::Fonts, "f") => self.listed = number.unwrap_or(0),
            (Destination::Fonts, "fcharset") => {
                if number == Some(SYMBOLS) && self.symbols.len() < MOST {
                    self.symbols.insert(self.listed);
                }
                if let Some(set) = number.and_then(of_font).filter(|_| self.fonts.len() < MOST) {
                    self.fonts.insert(self.listed, set);
                }
            }
            (Destination::Colours, "red" | "green" | "blue") => {
                let at = ["red", "green", "blue"]
                    .iter()
                    .position(|name| *name == word);
                let value = number.and_then(|value| u8::try_from(value).ok());
                if let Some(part) = at.and_then(|at| self.mixing.get_mut(at)) {
                    *part = value;
                }
            }
            (_, "ansicpg") => self.set = number.and_then(of_page),
            (_, "deff") => self.default_font = number.unwrap_or(0),
            _ => state.look_word(word, number),
        }
    }

    fn end_colour(&mut self) {
        let [red, green, blue] = std::mem::take(&mut self.mixing);
        let colour = red.zip(green).zip(blue).map(|((red, green), blue)| {
            u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue)
        });
        if self.colours.len() < MOST {
            self.colours.push(colour);
        }
    }

    /// A colour of the list; `None` for the one that the reader of the page chooses.
    pub(super) fn colour(&self, number: Option<i32>) -> Option<u32> {
        let at = usize::try_from(number?).ok()?;
        self.colours.get(at).copied().flatten()
    }

    /// How the characters of a group look.
    pub(super) fn look(&self, state: &State) -> Look {
        let mut effects = state.effects;
        if self.symbols.contains(&state.font) {
            effects.set(Effect::Unreadable, true);
        }
        Look {
            effects,
            colour: self.colour(Some(state.colour)),
            back: self.colour(Some(state.back)),
            size: state.size,
        }
    }
}

/// The character set of a code page.
fn of_page(page: i32) -> Option<&'static Encoding> {
    match page {
        936 | 54936 => Some(GBK),
        950 => Some(BIG5),
        932 => Some(SHIFT_JIS),
        65001 => Some(encoding_rs::UTF_8),
        // Files of Chinese offices say so and are in the code page of the machine all the same where a font says that.
        1252 => Some(WINDOWS_1252),
        _ => None,
    }
}

/// The character set of a font; `None` for the one of the file.
fn of_font(number: i32) -> Option<&'static Encoding> {
    match number {
        134 => Some(GBK),
        136 => Some(BIG5),
        128 => Some(SHIFT_JIS),
        _ => None,
    }
}
