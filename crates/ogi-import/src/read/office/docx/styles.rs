//! The styles of a Word file: what each says about text, with what it is based on.

use std::collections::HashMap;

use super::look::{Ground, Properties};
use crate::error::ImportError;
use crate::read::office::xml::{self, Piece, Tag, is_yes};
use crate::read::set::{Member, Set};

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
    within: Set<Within>,
}

/// What is open while styles are read.
#[derive(Debug, Clone, Copy)]
enum Within {
    /// What holds for text of all styles.
    Defaults,
    /// The properties of text.
    Text,
    /// The style of a part of a table, such as its first row.
    Part,
}

impl Member for Within {
    fn place(self) -> u8 {
        self as u8
    }
}

impl StyleReader {
    fn piece(&mut self, piece: &Piece, styles: &mut Styles) {
        match piece {
            Piece::Open(name, tag) => self.opened(name, *tag, styles),
            Piece::Close("rPr") => self.within.set(Within::Text, false),
            Piece::Close("rPrDefault") => self.within.set(Within::Defaults, false),
            Piece::Close("tblStylePr") => self.within.set(Within::Part, false),
            Piece::Close("style") => styles.by_name.extend(self.open.take()),
            _ => {}
        }
    }

    fn opened(&mut self, name: &str, tag: Tag, styles: &mut Styles) {
        match name {
            "rPrDefault" => self.within.set(Within::Defaults, true),
            "rPr" => self.within.set(Within::Text, true),
            "tblStylePr" => self.within.set(Within::Part, true),
            "style" => self.begin(tag, styles),
            name => {
                let in_text = self.within.has(Within::Text);
                if in_text && self.within.has(Within::Defaults) {
                    styles.defaults.set(name, tag);
                }
                let in_part = self.within.has(Within::Part);
                let Some((_, style)) = &mut self.open else {
                    return;
                };
                match name {
                    // The style of a part of a table is not taken to the text in it.
                    "shd" if in_part => style.paints = true,
                    _ if in_part => {}
                    "basedOn" => style.based_on = tag.get("val").map(Into::into),
                    name if in_text => style.text.set(name, tag),
                    "shd" => style.ground = Some(Ground::shading(tag)),
                    _ => {}
                }
            }
        }
    }

    fn begin(&mut self, tag: Tag, styles: &mut Styles) {
        let name = tag.text("styleId").into_owned();
        if tag.get("default").is_some_and(|value| is_yes(&value)) {
            match &*tag.text("type") {
                "paragraph" => styles.paragraph = Some(name.clone()),
                "table" => styles.table = Some(name.clone()),
                _ => {}
            }
        }
        self.within.set(Within::Text, false);
        self.within.set(Within::Part, false);
        self.open = Some((name, Style::default()));
    }
}
