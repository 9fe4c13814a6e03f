//! The looks of cells: number formats, fonts and fills by their numbers.

use std::collections::HashMap;
use std::rc::Rc;

use crate::error::ImportError;
use crate::limits::Limits;
use crate::read::effects::Effect;
use crate::read::office::colour::{self, Colour, WHITE, indexed, tinted};
use crate::read::office::format::{Format, builtin};
use crate::read::office::sheet::{Fit, Font, Style};
use crate::read::office::xml::{self, Piece, Tag};

/// More looks than Excel allows in a workbook (65,490).
const LOOKS: usize = 65_500;
/// Text of one point and less cannot be read.
const TINY: f64 = 1.0;

/// The colours of a theme by their numbers: light and dark grounds first.
#[derive(Debug)]
pub(super) struct Palette([Colour; 12]);

impl Default for Palette {
    /// The theme `Office`.
    fn default() -> Self {
        const OFFICE: [u32; 12] = [
            0x00ff_ffff,
            0,
            0x00e7_e6e6,
            0x0044_546a,
            0x0044_72c4,
            0x00ed_7d31,
            0x00a5_a5a5,
            0x00ff_c000,
            0x005b_9bd5,
            0x0070_ad47,
            0x0005_63c1,
            0x0095_4f72,
        ];
        Self(OFFICE.map(|colour| {
            let [_, red, green, blue] = colour.to_be_bytes();
            [red, green, blue]
        }))
    }
}

impl Palette {
    /// Reads the colours of a theme.
    fn new(markup: &str) -> Result<Self, ImportError> {
        const NAMES: [&str; 12] = [
            "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5",
            "accent6", "hlink", "folHlink",
        ];
        let mut palette = Self::default();
        let mut at = None;
        xml::read(markup, |piece| {
            if let Piece::Open(name, tag) = &piece {
                at = NAMES.iter().position(|known| known == name).or(at);
                let hex = match *name {
                    "srgbClr" => tag.text("val"),
                    "sysClr" => tag.text("lastClr"),
                    _ => return Ok(()),
                };
                if let (Some(at), Some(colour)) = (at.take(), colour::parse(&hex)) {
                    palette.0[at] = colour;
                }
            }
            Ok(())
        })?;
        Ok(palette)
    }
}

/// Gathers the properties of a font.
#[derive(Debug, Default)]
pub(super) struct FontReader {
    font: Option<Font>,
    colour: Named,
}

/// A colour as tag name it.
#[derive(Debug, Default, Clone)]
struct Named {
    rgb: Option<Colour>,
    theme: Option<usize>,
    indexed: Option<u32>,
    tint: f64,
}

impl Named {
    fn new(tag: Tag) -> Self {
        Self {
            rgb: tag.get("rgb").and_then(|hex| colour::parse(&hex)),
            theme: tag.number("theme"),
            indexed: tag.number("indexed"),
            tint: tag.number("tint").unwrap_or(0.0),
        }
    }

    fn resolve(&self, palette: &Palette) -> Option<Colour> {
        let theme = self.theme.and_then(|at| palette.0.get(at).copied());
        let colour = self
            .rgb
            .or(theme)
            .or_else(|| self.indexed.and_then(indexed));
        colour.map(|colour| tinted(colour, self.tint))
    }
}

impl FontReader {
    pub(super) fn property(&mut self, name: &str, tag: Tag) {
        let font = self.font.get_or_insert(Font::PLAIN);
        let is_on = || tag.get("val").is_none_or(|value| xml::is_yes(&value));
        match name {
            "strike" => font.effects.set(Effect::Struck, is_on()),
            "vertAlign" => {
                let is_raised = tag.text("val") != "baseline";
                font.effects.set(Effect::Raised, is_raised);
            }
            "sz" => {
                let size: Option<f64> = tag.number("val");
                let is_tiny = size.is_some_and(|size| size <= TINY);
                font.effects.set(Effect::Tiny, is_tiny);
            }
            "name" | "rFont" => {
                let is_symbols = Font::is_symbols(&tag.text("val"));
                font.effects.set(Effect::Unreadable, is_symbols);
            }
            "color" => self.colour = Named::new(tag),
            _ => {}
        }
    }

    pub(super) fn finish(self, palette: &Palette) -> Font {
        let colour = self.colour.resolve(palette).unwrap_or([0; 3]);
        Font {
            colour,
            ..self.font.unwrap_or(Font::PLAIN)
        }
    }
}

/// What a conditional format changes of the look of a cell.
#[derive(Debug, Default)]
pub(super) struct Difference {
    format: Option<Rc<Format>>,
    struck: Option<bool>,
    raised: Option<bool>,
    colour: Option<Colour>,
    /// What the text stands on, where it is changed.
    ground: Ground,
}

/// What a conditional format paints below the text.
#[derive(Debug, Default, Clone, Copy)]
enum Ground {
    #[default]
    Unchanged,
    Colour(Colour),
    /// More than one colour, or one that is not known.
    Unknown,
}

impl Difference {
    /// A look with this change.
    pub(super) fn on(&self, style: &Style) -> Style {
        let own = &style.font;
        let mut effects = own.effects;
        for (effect, set) in [(Effect::Struck, self.struck), (Effect::Raised, self.raised)] {
            effects.set(effect, set.unwrap_or(effects.has(effect)));
        }
        let font = Font {
            effects,
            colour: self.colour.unwrap_or(own.colour),
        };
        Style {
            format: Rc::clone(self.format.as_ref().unwrap_or(&style.format)),
            font: Rc::new(font),
            ground: match self.ground {
                Ground::Unchanged => style.ground,
                Ground::Colour(colour) => Some(colour),
                Ground::Unknown => None,
            },
            ..style.clone()
        }
    }

    fn property(&mut self, name: &str, tag: Tag, palette: &Palette) {
        let is_on = || tag.get("val").is_none_or(|value| xml::is_yes(&value));
        match name {
            "numFmt" => self.format = Some(Rc::new(Format::new(&tag.text("formatCode")))),
            "strike" => self.struck = Some(is_on()),
            "vertAlign" => self.raised = Some(tag.text("val") != "baseline"),
            "color" => self.colour = Named::new(tag).resolve(palette).or(self.colour),
            "bgColor" => {
                let colour = Named::new(tag).resolve(palette);
                self.ground = colour.map_or(Ground::Unknown, Ground::Colour);
            }
            "gradientFill" => self.ground = Ground::Unknown,
            _ => {}
        }
    }
}

/// The looks of cells, and what conditional formats change of them.
pub(super) struct Looks {
    pub(super) styles: Vec<Style>,
    pub(super) differences: Vec<Rc<Difference>>,
}

/// Reads the looks of cells. A workbook without any has one, that of plain text.
pub(super) fn read(markup: &str, theme: &str, limits: &Limits) -> Result<Looks, ImportError> {
    let mut reader = StyleReader {
        palette: Palette::new(theme)?,
        ..StyleReader::default()
    };
    xml::read(markup, |piece| {
        reader.piece(&piece);
        if reader.looks.len().max(reader.differences.len()) > LOOKS.min(limits.cells) {
            return Err(ImportError::TooManyCells {
                limit: limits.cells,
            });
        }
        Ok(())
    })?;
    Ok(reader.finish())
}

/// What a look is made of, by numbers.
#[derive(Debug, Default)]
struct Number {
    format: u32,
    font: usize,
    fill: usize,
    fit: Fit,
}

#[derive(Default)]
struct StyleReader {
    palette: Palette,
    codes: HashMap<u32, String>,
    fonts: Vec<Rc<Font>>,
    fills: Vec<Option<Colour>>,
    looks: Vec<Number>,
    differences: Vec<Difference>,
    /// The list that is open.
    list: String,
    font: Option<FontReader>,
    pattern: String,
    in_border: bool,
}

impl StyleReader {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Open(name, tag) => self.opened(name, *tag),
            Piece::Close("font") => {
                if let (Some(font), "fonts") = (self.font.take(), self.list.as_str()) {
                    self.fonts.push(Rc::new(font.finish(&self.palette)));
                }
            }
            Piece::Close("border") => self.in_border = false,
            Piece::Close(name) if *name == self.list => self.list.clear(),
            _ => {}
        }
    }

    fn opened(&mut self, name: &str, tag: Tag) {
        match name {
            "fonts" | "fills" | "cellXfs" | "numFmts" | "cellStyleXfs" | "dxfs" => {
                name.clone_into(&mut self.list);
            }
            "dxf" => self.differences.push(Difference::default()),
            // Borders have colours, too, which say nothing about the text.
            "border" if self.list == "dxfs" => self.in_border = true,
            name if self.list == "dxfs" => {
                let last = self.differences.last_mut().filter(|_| !self.in_border);
                if let Some(difference) = last {
                    difference.property(name, tag, &self.palette);
                }
            }
            "numFmt" if self.list == "numFmts" => {
                let code = tag.text("formatCode").into_owned();
                self.codes
                    .extend(tag.number("numFmtId").map(|id| (id, code)));
            }
            "font" => self.font = Some(FontReader::default()),
            "fill" if self.list == "fills" => self.fills.push(Some(WHITE)),
            "patternFill" if self.list == "fills" => self.fill(&tag.text("patternType")),
            "gradientFill" if self.list == "fills" => self.set_fill(None),
            "fgColor" if self.list == "fills" && self.pattern == "solid" => {
                let colour = Named::new(tag).resolve(&self.palette);
                self.set_fill(colour);
            }
            "xf" if self.list == "cellXfs" => {
                let number = |name| tag.number(name).unwrap_or(0);
                let format = tag.number("numFmtId").unwrap_or(0);
                self.looks.push(Number {
                    format,
                    font: number("fontId"),
                    fill: number("fillId"),
                    fit: Fit::Cut,
                });
            }
            "alignment" if self.list == "cellXfs" => {
                let is_turned = tag
                    .number("textRotation")
                    .is_some_and(|degrees: u32| degrees > 0);
                let fit = if tag.text("horizontal") == "fill" {
                    Fit::Repeated
                } else if tag.is_on("shrinkToFit") || is_turned {
                    Fit::Fits
                } else {
                    Fit::Cut
                };
                if let Some(last) = self.looks.last_mut() {
                    last.fit = fit;
                }
            }
            name => {
                if let Some(font) = &mut self.font {
                    font.property(name, tag);
                }
            }
        }
    }

    fn fill(&mut self, pattern: &str) {
        pattern.clone_into(&mut self.pattern);
        self.set_fill(if matches!(pattern, "none" | "") {
            Some(WHITE)
        } else {
            None
        });
    }

    fn set_fill(&mut self, ground: Option<Colour>) {
        if let Some(last) = self.fills.last_mut() {
            *last = ground;
        }
    }

    fn finish(self) -> Looks {
        let mut formats: HashMap<u32, Rc<Format>> = HashMap::new();
        let plain = Rc::new(Font::PLAIN);
        let looks = if self.looks.is_empty() {
            vec![Number::default()]
        } else {
            self.looks
        };
        let mut styles = Vec::with_capacity(looks.len());
        for look in looks {
            let id = look.format;
            let code = self
                .codes
                .get(&id)
                .map_or_else(|| builtin(id), String::as_str);
            let format = formats
                .entry(id)
                .or_insert_with(|| Rc::new(Format::new(code)));
            styles.push(Style {
                format: Rc::clone(format),
                font: self.fonts.get(look.font).unwrap_or(&plain).clone(),
                ground: self.fills.get(look.fill).copied().unwrap_or(Some(WHITE)),
                fit: look.fit,
            });
        }
        Looks {
            styles,
            differences: self.differences.into_iter().map(Rc::new).collect(),
        }
    }
}
