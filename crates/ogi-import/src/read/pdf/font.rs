//! Fonts: from the bytes of a string to its characters and their widths.

use std::collections::HashMap;

use encoding_rs::{GB18030, UTF_16BE};
use lopdf::{Dictionary, Document, Object};

use super::cmap::CMap;
use crate::form::fold::radical;

/// Bytes that a map of characters may unpack to.
const MAP_BYTES: usize = 4 << 20;
/// More widths than any font has.
const MOST_WIDTHS: usize = 70_000;

/// A font as far as reading text needs it.
pub(super) struct Font {
    codes: Codes,
    map: Option<CMap>,
    simple: HashMap<u32, String>,
    widths: HashMap<u32, f64>,
    default_width: f64,
    /// Whether its characters stand below each other.
    pub(super) vertical: bool,
}

/// How bytes make codes.
enum Codes {
    One,
    Two,
    /// GBK: one byte for ASCII, two for the rest; the codes are the text.
    Gbk,
    /// Big-endian UTF-16; the codes are the text.
    Utf16,
}

/// A character: its text, its width in thousandths of the font size, and whether it is the space of one byte.
pub(super) struct Character {
    pub(super) text: String,
    pub(super) width: f64,
    pub(super) is_space: bool,
}

impl Font {
    pub(super) fn new(document: &Document, font: &Dictionary) -> Self {
        let is_composite = font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|name| name == b"Type0");
        let encoding = font
            .get_deref(b"Encoding", document)
            .and_then(Object::as_name)
            .unwrap_or(b"");
        let has = |part: &[u8]| encoding.windows(part.len()).any(|window| window == part);
        let codes = match is_composite {
            false => Codes::One,
            true if has(b"UCS2") || has(b"UTF16") => Codes::Utf16,
            true if has(b"GBK") || has(b"GB-EUC") => Codes::Gbk,
            true => Codes::Two,
        };
        let map = font
            .get_deref(b"ToUnicode", document)
            .and_then(Object::as_stream);
        let map = map
            .and_then(|stream| stream.decompressed_content_with_limit(MAP_BYTES))
            .ok();
        let simple = if is_composite {
            HashMap::new()
        } else {
            one_byte_texts(document, font)
        };
        let mut made = Self {
            codes,
            map: map.map(|source| CMap::parse(&source)),
            simple,
            widths: HashMap::new(),
            default_width: 500.0,
            vertical: is_composite && encoding.ends_with(b"-V"),
        };
        if is_composite {
            made.composite_widths(document, font);
        } else {
            made.simple_widths(document, font);
        }
        made
    }

    fn simple_widths(&mut self, document: &Document, font: &Dictionary) {
        let first = font
            .get_deref(b"FirstChar", document)
            .and_then(Object::as_i64)
            .unwrap_or(0);
        let Ok(widths) = font
            .get_deref(b"Widths", document)
            .and_then(Object::as_array)
        else {
            return;
        };
        for (code, width) in (first..).zip(widths.iter().take(256)) {
            let width = document
                .dereference(width)
                .ok()
                .and_then(|(_, width)| number(width));
            if let (Ok(code), Some(width)) = (u32::try_from(code), width) {
                self.widths.insert(code, width);
            }
        }
    }

    fn composite_widths(&mut self, document: &Document, font: &Dictionary) {
        self.default_width = 1000.0;
        let descendants = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array);
        let Some(descendant) = descendants.ok().and_then(|list| list.first()) else {
            return;
        };
        let Ok(descendant) = document
            .dereference(descendant)
            .and_then(|(_, object)| object.as_dict())
        else {
            return;
        };
        if let Some(width) = descendant.get_deref(b"DW", document).ok().and_then(number) {
            self.default_width = width;
        }
        let Ok(runs) = descendant
            .get_deref(b"W", document)
            .and_then(Object::as_array)
        else {
            return;
        };
        let mut rest = &runs[..];
        while let [first, second, after @ ..] = rest {
            let first = code(first).unwrap_or(0);
            if let Ok(list) = document
                .dereference(second)
                .and_then(|(_, object)| object.as_array())
            {
                self.widths
                    .extend((first..).zip(list.iter().filter_map(number)));
                rest = after;
            } else {
                let (Some(last), Some(width)) = (code(second), after.first().and_then(number))
                else {
                    return;
                };
                self.widths
                    .extend((first..=last).take(MOST_WIDTHS).map(|code| (code, width)));
                rest = &after[1..];
            }
            if self.widths.len() > MOST_WIDTHS {
                return;
            }
        }
    }

    /// The characters of a string.
    pub(super) fn characters(&self, bytes: &[u8]) -> Vec<Character> {
        let mut characters = Vec::new();
        let mut rest = bytes;
        while let Some(first) = rest.first() {
            let length = match self.codes {
                Codes::One => 1,
                Codes::Gbk if *first < 0x80 => 1,
                Codes::Two | Codes::Gbk | Codes::Utf16 => 2,
            };
            let (bytes, after) = rest.split_at(length.min(rest.len()));
            characters.push(self.character(bytes));
            rest = after;
        }
        characters
    }

    fn character(&self, bytes: &[u8]) -> Character {
        let code = bytes
            .iter()
            .fold(0, |code, byte| code << 8 | u32::from(*byte));
        let mapped = self
            .map
            .as_ref()
            .and_then(|map| map.get(code))
            .map(str::to_owned);
        let text = mapped.unwrap_or_else(|| match self.codes {
            Codes::Gbk => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
            Codes::Utf16 => UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
            Codes::One => self.simple.get(&code).cloned().unwrap_or_default(),
            Codes::Two => char::REPLACEMENT_CHARACTER.to_string(),
        });
        let by_text = matches!(self.codes, Codes::Gbk | Codes::Utf16) && text.is_ascii();
        let width = self.widths.get(&code).copied().unwrap_or(if by_text {
            500.0
        } else {
            self.default_width
        });
        let text = text.chars().map(radical).collect();
        Character {
            text,
            width,
            is_space: bytes == b" ",
        }
    }
}

fn one_byte_texts(document: &Document, font: &Dictionary) -> HashMap<u32, String> {
    let Ok(encoding) = font.get_font_encoding_with_limit(document, MAP_BYTES) else {
        return HashMap::new();
    };
    let text = |code: u8| Some((u32::from(code), encoding.bytes_to_string(&[code]).ok()?));
    (0..=u8::MAX).filter_map(text).collect()
}

fn code(object: &Object) -> Option<u32> {
    object.as_i64().ok()?.try_into().ok()
}

/// A number, whole or not.
pub(super) fn number(object: &Object) -> Option<f64> {
    let number = match object {
        Object::Real(number) => f64::from(*number),
        #[expect(
            clippy::cast_precision_loss,
            reason = "coordinates and widths are small"
        )]
        Object::Integer(number) => *number as f64,
        _ => return None,
    };
    (number.is_finite() && number.abs() < 1e7).then_some(number)
}
