//! The styles of a Word file: what each says about text, with what it is based on.

use std::collections::HashMap;

use super::look::{Ground, Properties};
use crate::error::ImportError;
use crate::read::office::xml::{self, Attributes, Piece, is_yes};

/// Styles that are based on each other: Word allows no more than this.
const CHAIN: usize = 11;

/// The styles of a file by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    pub(super) defaults: Properties,
    by_name: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    paragraph: Option<String>,
    /// The style of tables that name none.
    table: Option<String>,
}

/// One style.
#[derive(Debug, Default, Clone)]
pub(super) struct Style {
    based_on: Option<String>,
    pub(super) text: Properties,
    /// What it paints below paragraphs.
    pub(super) ground: Option<Ground>,
    /// Whether it paints cells, perhaps some of them only.
    pub(super) paints: bool,
}

impl Styles {
    /// Reads the part that holds the styles.
    pub(super) fn read(markup: &str) -> Result<Self, ImportError> {
        let mut styles = Self::default();
        let mut reader = StyleReader::default();
        xml::read(markup, |piece| {
            reader.piece(&piece, &mut styles);
            Ok(())
        })?;
        styles.settle();
        Ok(styles)
    }

    /// A style by its name.
    pub(super) fn get(&self, name: &str) -> Option<&Style> {
        self.by_name.get(name)
    }

    /// The style of a paragraph.
    pub(super) fn paragraph(&self, name: Option<&str>) -> Option<&Style> {
        self.get(name.or(self.paragraph.as_deref())?)
    }

    /// The style of a table.
    pub(super) fn table(&self, name: Option<&str>) -> Option<&Style> {
        self.get(name.or(self.table.as_deref())?)
    }

    /// Gives each style what it takes over from those that it is based on.
    fn settle(&mut self) {
        let settled: HashMap<String, Style> = self
            .by_name
            .iter()
            .map(|(name, style)| (name.clone(), self.settled(style)))
            .collect();
        self.by_name = settled;
    }

    fn settled(&self, style: &Style) -> Style {
        let mut settled = style.clone();
        let mut next = style.based_on.as_deref();
        for _ in 0..CHAIN {
            let Some(below) = next.and_then(|name| self.by_name.get(name)) else {
                break;
            };
            settled.text = settled.text.or(below.text);
            settled.ground = settled.ground.or(below.ground);
            settled.paints |= below.paints;
            next = below.based_on.as_deref();
        }
        settled
    }
}

#[derive(Default)]
struct StyleReader {
    open: Option<(String, Style)>,
    in_defaults: bool,
    in_text: bool,
    in_part: bool,
}

impl StyleReader {
    fn piece(&mut self, piece: &Piece, styles: &mut Styles) {
        match piece {
            Piece::Open(name, attributes) => self.opened(name, *attributes, styles),
            Piece::Close("rPr") => self.in_text = false,
            Piece::Close("rPrDefault") => self.in_defaults = false,
            Piece::Close("tblStylePr") => self.in_part = false,
            Piece::Close("style") => styles.by_name.extend(self.open.take()),
            _ => {}
        }
    }

    fn opened(&mut self, name: &str, attributes: Attributes, styles: &mut Styles) {
        match name {
            "rPrDefault" => self.in_defaults = true,
            "rPr" => self.in_text = true,
            "tblStylePr" => self.in_part = true,
            "style" => self.begin(attributes, styles),
            name => {
                if self.in_defaults && self.in_text {
                    styles.defaults.set(name, attributes);
                }
                let (in_part, in_text) = (self.in_part, self.in_text);
                let Some((_, style)) = &mut self.open else {
                    return;
                };
                match name {
                    // The style of a part of a table, such as its first row, is not taken to the text in it.
                    "shd" if in_part => style.paints = true,
                    _ if in_part => {}
                    "basedOn" => style.based_on = attributes.get("val").map(Into::into),
                    name if in_text => style.text.set(name, attributes),
                    "shd" => style.ground = Some(Ground::shading(attributes)),
                    _ => {}
                }
            }
        }
    }

    fn begin(&mut self, attributes: Attributes, styles: &mut Styles) {
        let name = attributes.text("styleId").into_owned();
        if attributes
            .get("default")
            .is_some_and(|value| is_yes(&value))
        {
            match &*attributes.text("type") {
                "paragraph" => styles.paragraph = Some(name.clone()),
                "table" => styles.table = Some(name.clone()),
                _ => {}
            }
        }
        (self.in_text, self.in_part) = (false, false);
        self.open = Some((name, Style::default()));
    }
}
