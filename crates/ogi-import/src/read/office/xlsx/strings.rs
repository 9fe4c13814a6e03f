//! The texts that cells of a workbook share, and those that stand in their cells.

use super::styles::{FontReader, Palette};
use crate::error::ImportError;
use crate::limits::Limits;
use crate::read::office::sheet::{Font, Shared};
use crate::read::office::xml::{self, Piece, Tag};

/// Reads the shared texts in their order; reading aids (`rPh`) are left out.
pub(super) fn read(markup: &str, limits: &Limits) -> Result<Vec<Shared>, ImportError> {
    let mut strings = Vec::new();
    let mut text = TextReader::default();
    xml::read(markup, |piece| {
        match &piece {
            Piece::Close("si") => strings.push(text.take()),
            piece => text.piece(piece),
        }
        if strings.len() > limits.cells {
            return Err(ImportError::TooManyCells {
                limit: limits.cells,
            });
        }
        Ok(())
    })?;
    Ok(strings)
}

/// Gathers the runs of one text.
#[derive(Default)]
pub(super) struct TextReader {
    runs: Vec<(Option<Font>, String)>,
    font: Option<FontReader>,
    run_font: Option<Font>,
    in_text: bool,
    in_aid: bool,
}

impl TextReader {
    pub(super) fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Open(name, tag) => self.opened(name, *tag),
            Piece::Close("t") => self.in_text = false,
            Piece::Close("rPh") => self.in_aid = false,
            Piece::Close("rPr") => {
                self.run_font = self
                    .font
                    .take()
                    .map(|font| font.finish(&Palette::default()));
            }
            Piece::Close("r") => self.run_font = None,
            Piece::Text(text) if self.in_text && !self.in_aid => match self.runs.last_mut() {
                Some((font, last)) if *font == self.run_font => last.push_str(text),
                _ => self.runs.push((self.run_font.clone(), text.to_string())),
            },
            _ => {}
        }
    }

    fn opened(&mut self, name: &str, tag: Tag) {
        match name {
            "t" => self.in_text = true,
            "rPh" => self.in_aid = true,
            "r" => self.run_font = None,
            "rPr" => self.font = Some(FontReader::default()),
            name => {
                if let Some(font) = &mut self.font {
                    font.property(name, tag);
                }
            }
        }
    }

    /// The text that was gathered.
    pub(super) fn take(&mut self) -> Shared {
        let runs = std::mem::take(&mut self.runs);
        let undo = |(font, text): (Option<Font>, String)| (font, unescaped(&text));
        Shared::new(runs.into_iter().map(undo).collect())
    }
}

/// A text without the escapes of Excel for what XML cannot hold, such as `_x000D_`.
pub(super) fn unescaped(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::unescaped;

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
}
