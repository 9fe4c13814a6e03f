//! The text of characters whose font has no map to Unicode but codes of a known character set.

use std::cell::OnceCell;
use std::collections::HashMap;

use encoding_rs::{Encoding, GB18030, UTF_16BE};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Name, Object};

/// The fonts of a file whose codes are those of a character set; they are looked for where a code has no other meaning.
pub(super) struct Codes<'p> {
    pdf: &'p Pdf,
    sets: OnceCell<Sets>,
}

impl<'p> Codes<'p> {
    pub(super) fn new(pdf: &'p Pdf) -> Self {
        Self {
            pdf,
            sets: OnceCell::new(),
        }
    }

    /// The text of a code in a font.
    pub(super) fn text(&self, font: &str, code: u32) -> Option<String> {
        self.sets
            .get_or_init(|| Sets::of(self.pdf))
            .text(font, code)
    }
}

/// The character set of each font, by the name of the font.
#[derive(Debug, Default)]
struct Sets {
    fonts: HashMap<String, Option<&'static Encoding>>,
}

impl Sets {
    /// Looks at all fonts of a file; two fonts of one name and different codes have none.
    fn of(pdf: &Pdf) -> Self {
        let mut sets = Self::default();
        for object in pdf.objects() {
            let Object::Dict(font) = object else { continue };
            if font.get::<Name<'_>>(b"Subtype").as_deref() == Some(b"Type0") {
                sets.add(&font);
            }
        }
        sets
    }

    fn add(&mut self, font: &Dict<'_>) {
        let Some(name) = font.get::<Name<'_>>(b"BaseFont") else {
            return;
        };
        let set = if font.contains_key(b"ToUnicode") {
            None
        } else {
            font.get::<Name<'_>>(b"Encoding")
                .and_then(|set| character_set(set.as_ref()))
        };
        let known = self
            .fonts
            .entry(without_subset(name.as_str()).to_owned())
            .or_insert(set);
        if *known != set {
            *known = None;
        }
    }

    fn text(&self, font: &str, code: u32) -> Option<String> {
        let set = (*self.fonts.get(without_subset(font))?)?;
        let bytes = code.to_be_bytes();
        let bytes = if set == GB18030 && code < 0x80 {
            &bytes[3..]
        } else {
            &bytes[2..]
        };
        let (text, has_errors) = set.decode_without_bom_handling(bytes);
        (code <= 0xffff && !has_errors).then(|| text.into_owned())
    }
}

/// The character set of a predefined map (PDF 32000-1, 9.7.5.2).
fn character_set(name: &[u8]) -> Option<&'static Encoding> {
    match name {
        b"GB-EUC-H" | b"GBpc-EUC-H" | b"GBK-EUC-H" | b"GBKp-EUC-H" | b"GBK2K-H" => Some(GB18030),
        b"UniGB-UCS2-H" | b"UniGB-UTF16-H" => Some(UTF_16BE),
        _ => None,
    }
}

/// The name of a font without the mark of a subset, six letters and a plus sign.
fn without_subset(name: &str) -> &str {
    match name.split_once('+') {
        Some((mark, rest)) if mark.len() == 6 && mark.bytes().all(|b| b.is_ascii_uppercase()) => {
            rest
        }
        _ => name,
    }
}
