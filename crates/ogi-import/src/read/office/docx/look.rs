//! How text in a Word file looks: what its styles and its own properties say about it, one over the other.

use crate::grid::seen::{Cause, Look};
use crate::read::office::colour::{self, Colour, is_unseen};
use crate::read::office::sheet::Font;
use crate::read::office::xml::{Tag, is_yes};

/// Text of one point and less cannot be read; in half points.
const TINY: u32 = 2;
/// Characters narrower than this many hundredths of their width cannot be read.
const NARROW: u32 = 5;
/// Text more transparent than this cannot be seen, in thousandths of a percent.
const CLEAR: u32 = 95_000;
/// Text moved up or down by so many half points is not on its line, whatever its size.
const OFF_LINE: i32 = 6;
/// Characters set closer to each other than this, in twentieths of a point, stand on one another: a digit of ordinary
/// text is 100 wide.
const CLOSE: i32 = -80;
/// Half points of text whose size nothing says.
const USUAL_SIZE: u32 = 20;

/// What is said about text at one level: by the defaults, by a style, or directly. `None` leaves it to the level below.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Properties {
    vanish: Option<bool>,
    web_hidden: Option<bool>,
    strike: Option<bool>,
    double_strike: Option<bool>,
    raised: Option<bool>,
    position: Option<i32>,
    size: Option<u32>,
    width: Option<u32>,
    ink: Option<Ink>,
    pub(super) ground: Option<Ground>,
    symbols: Option<bool>,
    transparent: Option<bool>,
    spacing: Option<i32>,
    effect: TextEffect,
}

/// The effect that the properties are about which are being read.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum TextEffect {
    #[default]
    None,
    /// The colour of the characters themselves.
    Fill,
    /// Their outline, shadow and the like.
    Around,
}

/// A colour of text.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ink {
    /// Dark on light ground, and light on dark ground.
    Automatic,
    Colour(Colour),
}

/// What text stands on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ground {
    /// Nothing of its own: what lies below is seen.
    Clear,
    Colour(Colour),
    /// A pattern, a picture, or what the style of a table paints.
    Unknown,
}

/// The levels that apply to a run, the lowest first; the switches of styles undo each other.
pub(super) struct Levels {
    pub(super) defaults: Properties,
    pub(super) table: Properties,
    pub(super) paragraph: Properties,
    pub(super) character: Properties,
    pub(super) direct: Properties,
}

impl Properties {
    /// Takes up one property of a run.
    pub(super) fn set(&mut self, name: &str, tag: Tag) {
        let is_on = || tag.get("val").is_none_or(|value| is_yes(&value));
        match name {
            "vanish" => self.vanish = Some(is_on()),
            "webHidden" => self.web_hidden = Some(is_on()),
            "strike" => self.strike = Some(is_on()),
            "dstrike" => self.double_strike = Some(is_on()),
            "vertAlign" => self.raised = Some(tag.text("val") != "baseline"),
            "position" => self.position = tag.number("val"),
            "sz" => self.size = tag.number("val"),
            "w" => self.width = tag.text("val").trim_end_matches('%').parse().ok(),
            "color" => self.ink = Some(ink(tag)),
            "shd" => self.ground = Some(Ground::shading(tag)),
            "highlight" => {
                // A highlight lies over shading; to take it away shows the shading again.
                let ground = Ground::highlight(&tag.text("val"));
                self.ground = if ground == Ground::Clear {
                    self.ground
                } else {
                    Some(ground)
                };
            }
            "rFonts" => {
                let name = tag.get("ascii").or_else(|| tag.get("hAnsi"));
                self.symbols = name.map(|name| Font::is_symbols(&name)).or(self.symbols);
            }
            "spacing" => self.spacing = tag.number("val"),
            name => self.set_effect(name, tag),
        }
    }

    /// Takes up a part of an effect, of which only the filling of characters matters.
    fn set_effect(&mut self, name: &str, tag: Tag) {
        match name {
            "textFill" => self.effect = TextEffect::Fill,
            "textOutline" | "shadow" | "glow" | "reflection" | "props3d" | "gradFill" => {
                self.effect = TextEffect::Around;
            }
            _ if self.effect != TextEffect::Fill => {}
            "noFill" => self.transparent = Some(true),
            "srgbClr" => {
                let colour = colour::parse(&tag.text("val"));
                self.ink = colour.map(Ink::Colour).or(self.ink);
            }
            "schemeClr" if matches!(&*tag.text("val"), "bg1" | "lt1") => {
                self.ink = Some(Ink::Colour([255; 3]));
            }
            // How transparent it is, in thousandths of a percent.
            "alpha" => {
                let share: u32 = tag.number("val").unwrap_or(0);
                self.transparent = Some(share >= CLEAR);
            }
            _ => {}
        }
    }

    /// These properties, and below them those of another level.
    pub(super) fn or(self, below: Self) -> Self {
        Self {
            vanish: self.vanish.or(below.vanish),
            web_hidden: self.web_hidden.or(below.web_hidden),
            strike: self.strike.or(below.strike),
            double_strike: self.double_strike.or(below.double_strike),
            raised: self.raised.or(below.raised),
            position: self.position.or(below.position),
            size: self.size.or(below.size),
            width: self.width.or(below.width),
            ink: self.ink.or(below.ink),
            ground: self.ground.or(below.ground),
            symbols: self.symbols.or(below.symbols),
            transparent: self.transparent.or(below.transparent),
            spacing: self.spacing.or(below.spacing),
            effect: self.effect,
        }
    }
}

impl Levels {
    /// How a run looks on a ground, which is that of its cell and page.
    pub(super) fn look(&self, ground: Ground) -> (Look, Cause) {
        let below = self.paragraph.or(self.table).or(self.defaults);
        let all = self.direct.or(self.character).or(below);
        let ground = match all.ground {
            None | Some(Ground::Clear) => ground,
            Some(own) => own,
        };
        if self.switch(|level| level.vanish) {
            (Look::Hidden, Cause::Marked)
        } else if all.size.is_some_and(|size| size <= TINY)
            || all.width.is_some_and(|width| (1..=NARROW).contains(&width))
            || all.spacing.is_some_and(|spacing| spacing <= CLOSE)
        {
            (Look::Hidden, Cause::Size)
        } else if all.transparent == Some(true) {
            (Look::Hidden, Cause::Transparent)
        } else if let (Some(Ink::Colour(ink)), Ground::Colour(ground)) = (all.ink, ground)
            && is_unseen(ink, ground)
        {
            (Look::Hidden, Cause::Colour)
        } else if self.switch(|level| level.strike) || self.switch(|level| level.double_strike) {
            (Look::Struck, Cause::Line)
        } else if self.switch(|level| level.web_hidden) {
            // It is seen on the page that is printed, and not in the view of a browser.
            (Look::NotText, Cause::OtherMedium)
        } else if all.symbols == Some(true) {
            (Look::NotText, Cause::Font)
        } else if all.raised == Some(true) || is_off_line(&all, below.size.unwrap_or(USUAL_SIZE)) {
            (Look::Raised, Cause::Position)
        } else {
            (Look::Plain, Cause::Position)
        }
    }

    /// A switch: what is said directly decides; else the defaults where they turn it on; else each style that turns it on
    /// undoes the one below (ECMA-376, part 1, 17.7.3).
    fn switch(&self, of: fn(&Properties) -> Option<bool>) -> bool {
        let is_on = |level: &Properties| of(level) == Some(true);
        if let Some(direct) = of(&self.direct) {
            return direct;
        }
        is_on(&self.defaults)
            || (is_on(&self.table) ^ is_on(&self.paragraph) ^ is_on(&self.character))
    }
}

/// Whether text is moved off its line: by much, or by any distance where it is smaller than the text around it.
fn is_off_line(all: &Properties, around: u32) -> bool {
    let position = all.position.unwrap_or(0);
    let is_smaller = all.size.is_some_and(|size| size * 8 < around * 7);
    position.abs() >= OFF_LINE || (position != 0 && is_smaller)
}

fn ink(tag: Tag) -> Ink {
    let value = tag.text("val");
    let theme = tag.text("themeColor");
    let is_shaded = tag.get("themeShade").is_some();
    let is_white = matches!(&*theme, "background1" | "light1") && !is_shaded;
    let by_theme = is_white.then_some([255; 3]);
    colour::parse(&value)
        .or(by_theme)
        .map_or(Ink::Automatic, Ink::Colour)
}

impl Ground {
    /// The colour that shading gives.
    pub(super) fn shading(tag: Tag) -> Self {
        let pattern = tag.text("val");
        let name = if pattern == "solid" { "color" } else { "fill" };
        match &*pattern {
            "clear" | "nil" | "solid" | "" => {
                colour::parse(&tag.text(name)).map_or(Self::Clear, Self::Colour)
            }
            _ => Self::Unknown,
        }
    }

    /// The colour of a highlighter by its name.
    fn highlight(name: &str) -> Self {
        const NAMES: [(&str, Colour); 15] = [
            ("black", [0, 0, 0]),
            ("blue", [0, 0, 255]),
            ("cyan", [0, 255, 255]),
            ("green", [0, 255, 0]),
            ("magenta", [255, 0, 255]),
            ("red", [255, 0, 0]),
            ("yellow", [255, 255, 0]),
            ("white", [255, 255, 255]),
            ("darkBlue", [0, 0, 139]),
            ("darkCyan", [0, 139, 139]),
            ("darkGreen", [0, 100, 0]),
            ("darkMagenta", [128, 0, 128]),
            ("darkRed", [139, 0, 0]),
            ("darkYellow", [128, 128, 0]),
            ("lightGray", [211, 211, 211]),
        ];
        if name == "none" {
            return Self::Clear;
        }
        let named = NAMES.iter().find(|(known, _)| *known == name);
        named.map_or(Self::Unknown, |(_, colour)| Self::Colour(*colour))
    }
}
