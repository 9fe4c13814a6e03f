//! The properties that hide, strike, raise or move text; all others are passed over.

use std::rc::Rc;

use cssparser::{ParseError, Parser, Token};

use super::color::{self, Color};
use super::value::{self, Length, Transform};

/// What kind of box an element makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Display {
    None,
    /// No box of its own, but those of its children.
    Contents,
    Inline,
    /// A box within a line.
    InlineBlock,
    Block,
    /// A box whose children stand side by side.
    Flex,
    Table,
    Row,
    RowGroup,
    Cell,
    Column,
    /// What browsers bring along for the element; the cascade puts that in its place.
    Revert,
}

/// Whether a box can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visibility {
    Visible,
    Hidden,
    Collapse,
    Inherit,
}

/// How far a box is taken out of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Static,
    Relative,
    /// It stands where the style sheet says.
    Absolute,
}

/// Where the text stands above or below its line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Align {
    Baseline,
    Raised,
    /// At the top or bottom of the line.
    Edge,
    By(Length),
}

/// Text that a style sheet puts before or after what is in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    None,
    Text(Rc<str>),
    /// The value of an attribute of the element.
    Attribute(Rc<str>),
    /// A number that the browser counts.
    Counter,
    /// A picture.
    Other,
}

/// To what `all` sets back what rules of lower rank say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reset {
    /// What browsers bring along.
    Revert,
    /// What the element around has, or nothing.
    Nothing,
}

macro_rules! properties {
    ($($(#[$doc:meta])* $name:ident: $kind:ty,)*) => {
        /// The properties that a rule or a `style` attribute sets.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub(super) struct Declared {
            $($(#[$doc])* pub(super) $name: Option<$kind>,)*
        }

        impl Declared {
            /// Takes over what a rule of higher rank sets.
            pub(super) fn merge(&mut self, over: &Self) {
                if over.all.is_some() {
                    *self = Self::default();
                }
                $(if over.$name.is_some() {
                    self.$name.clone_from(&over.$name);
                })*
            }
        }
    };
}

properties! {
    /// What all others are set back to before they are set.
    all: Reset,
    display: Display,
    visibility: Visibility,
    opacity: f32,
    font_size: Length,
    color: Color,
    /// The colour of the letters, where it is not that of the text.
    text_fill: Color,
    ground: Color,
    /// Whether a picture or a gradient is the background.
    picture: bool,
    /// Whether the background shows through the letters, or a shadow shows them.
    lit: bool,
    position: Position,
    left: Length,
    top: Length,
    right: Length,
    bottom: Length,
    margin_left: Length,
    margin_top: Length,
    indent: Length,
    width: Length,
    max_width: Length,
    height: Length,
    max_height: Length,
    line_height: Length,
    /// Whether what does not fit into the box is cut off.
    cut: bool,
    /// Whether it lies behind what is around.
    behind: bool,
    /// Whether the area that is shown is empty.
    clip: bool,
    clip_path: bool,
    line_through: bool,
    align: Align,
    /// Whether Word hides it.
    mso_hide: bool,
    rtl: bool,
    /// Whether characters stand in the order of the direction, whatever they are.
    overridden: bool,
    content_hidden: bool,
    transform: Transform,
    float: bool,
    /// Whether it moves: it begins hidden and is shown at the end.
    animated: bool,
    /// Whether room is left before or after it in its line.
    spaced: bool,
    /// How much farther apart its characters stand, or nearer.
    letter_spacing: Length,
    /// Whether a dot or the like is shown instead of each character.
    secret: bool,
    content: Content,
}

type Parsed = Result<(), ParseError<()>>;

impl Declared {
    /// Reads the value of one property.
    ///
    /// # Errors
    ///
    /// The property is none of ours, or the value is not to be understood; nothing is set then.
    pub(super) fn read(&mut self, name: &str, input: &mut Parser<'_>) -> Parsed {
        match name {
            "all" => *self = reset(&value::word(input)?)?,
            "display" => self.display = Some(display(input)?),
            "visibility" => self.visibility = Some(visibility(input)?),
            "opacity" => self.opacity = Some(value::opacity(input)?),
            "font-size" => self.font_size = Some(value::font_size(input)?),
            "font" => self.font(input)?,
            "color" => self.color = Some(text_color(input)?),
            "-webkit-text-fill-color" => self.text_fill = Some(text_color(input)?),
            "mso-hide" => self.mso_hide = Some(value::word(input)? == "all"),
            "content-visibility" => self.content_hidden = Some(value::word(input)? == "hidden"),
            "content" => self.content = Some(content(input)?),
            "letter-spacing" => self.letter_spacing = Some(value::length(input)?),
            "-webkit-text-security" | "text-security" => {
                self.secret = Some(!value::is_none(input));
            }
            _ if name.starts_with("background") => self.background(name, input)?,
            _ => return self.decoration(name, input),
        }
        Ok(())
    }

    /// Takes over what a rule of higher rank sets, where browsers bring `first` along.
    pub(super) fn lay(&mut self, over: &Self, first: &Self) {
        if over.all == Some(Reset::Revert) {
            let set = Self {
                all: None,
                ..over.clone()
            };
            self.clone_from(first);
            self.merge(&set);
        } else {
            self.merge(over);
        }
    }

    fn font(&mut self, input: &mut Parser<'_>) -> Parsed {
        loop {
            if let Ok(size) = input.try_parse(value::font_size) {
                self.font_size = Some(size);
                value::skip(input);
                return Ok(());
            }
            // Style, variant and weight stand before the size.
            input.next()?;
        }
    }

    fn background(&mut self, name: &str, input: &mut Parser<'_>) -> Parsed {
        match name {
            "background-color" => self.ground = Some(ground_color(input)?),
            "background-clip" => self.lit = Some(value::word(input)? == "text"),
            "background-image" => self.picture = Some(!value::is_none(input)),
            "background" => {
                (self.ground, self.picture) = (Some(Color::Known(CLEAR)), Some(false));
                while !value::at_end(input) {
                    if let Ok(color) = input.try_parse(color::parse::<()>) {
                        self.ground = Some(color);
                    } else if let Token::Function(_) | Token::UnquotedUrl(_) = input.next()? {
                        self.picture = Some(true);
                    }
                }
            }
            _ => return Err(ParseError::unexpected_token()),
        }
        Ok(())
    }

    fn decoration(&mut self, name: &str, input: &mut Parser<'_>) -> Parsed {
        match name {
            "text-decoration" | "text-decoration-line" => {
                self.line_through = Some(value::words(input).any(|word| word == "line-through"));
            }
            "text-line-through" => self.line_through = Some(!value::is_none(input)),
            "text-shadow" => self.lit = Some(!value::is_none(input)),
            "vertical-align" => self.align = Some(align(input)?),
            "font-variant-position" | "font-variant" => {
                let raised = value::words(input).any(|word| matches!(&*word, "super" | "sub"));
                self.align = raised.then_some(Align::Raised).or(self.align);
            }
            "mso-text-raise" => self.align = Some(Align::By(value::length(input)?)),
            "direction" => self.rtl = Some(value::word(input)? == "rtl"),
            "unicode-bidi" => self.overridden = Some(value::word(input)?.ends_with("override")),
            "animation" | "animation-name" => {
                self.animated = Some(!value::is_none(input));
            }
            _ => return self.place(name, input),
        }
        Ok(())
    }

    fn place(&mut self, name: &str, input: &mut Parser<'_>) -> Parsed {
        match name {
            "position" => {
                self.position = Some(match &*value::word(input)? {
                    "absolute" | "fixed" => Position::Absolute,
                    "relative" | "sticky" => Position::Relative,
                    _ => Position::Static,
                });
            }
            "left" | "inset-inline-start" => self.left = Some(value::length(input)?),
            "top" | "inset-block-start" => self.top = Some(value::length(input)?),
            "right" => self.right = Some(value::length(input)?),
            "bottom" => self.bottom = Some(value::length(input)?),
            "inset" => self.inset(input)?,
            "margin" => self.margin(input)?,
            "margin-left" => {
                let margin = value::length(input)?;
                (self.margin_left, self.spaced) = (Some(margin), Some(is_room(margin)));
            }
            "margin-right" | "padding-left" | "padding-right" | "margin-inline"
            | "padding-inline" => {
                self.spaced = Some(is_room(value::length(input)?));
                value::skip(input);
            }
            "padding" => {
                let [_, right, _, left] = value::sides(input)?;
                self.spaced = Some(is_room(left) || is_room(right));
            }
            "margin-top" => self.margin_top = Some(value::length(input)?),
            "text-indent" => self.indent = Some(value::length(input)?),
            "width" | "inline-size" => self.width = Some(value::length(input)?),
            "max-width" => self.max_width = Some(value::length(input)?),
            "height" | "block-size" => self.height = Some(value::length(input)?),
            "max-height" => self.max_height = Some(value::length(input)?),
            "line-height" => self.line_height = Some(value::line_height(input)?),
            _ => return self.area(name, input),
        }
        Ok(())
    }

    fn area(&mut self, name: &str, input: &mut Parser<'_>) -> Parsed {
        match name {
            "overflow" | "overflow-x" | "overflow-y" => {
                let word = value::word(input)?;
                self.cut = Some(matches!(&*word, "hidden" | "clip" | "scroll" | "auto"));
            }
            "clip" => self.clip = Some(value::clips_all(input)),
            "clip-path" | "-webkit-clip-path" => {
                self.clip_path = Some(value::path_clips_all(input));
            }
            "filter" => self.opacity = Some(value::filter(input)?),
            "transform" | "-webkit-transform" | "-ms-transform" => {
                self.transform = Some(value::transform(input)?);
            }
            "scale" | "zoom" => {
                let factor = value::opacity(input)?;
                self.transform = Some(value::scaled(factor));
            }
            "translate" => {
                let by = value::length(input)?.px(value::PLAIN_SIZE);
                let is_away = by.is_some_and(|by| by.abs() >= value::FAR);
                self.transform = is_away.then_some(Transform::Away).or(self.transform);
                value::skip(input);
            }
            "rotate" => self.transform = Some(value::rotated(input)?),
            "float" => self.float = Some(!value::is_none(input)),
            "z-index" => self.behind = Some(input.expect_integer().is_ok_and(|layer| layer < 0)),
            "order" => self.float = Some(input.expect_number()? != 0.0),
            _ => return Err(ParseError::unexpected_token()),
        }
        Ok(())
    }

    fn inset(&mut self, input: &mut Parser<'_>) -> Parsed {
        let [top, right, bottom, left] = value::sides(input)?;
        (self.top, self.right) = (Some(top), Some(right));
        (self.bottom, self.left) = (Some(bottom), Some(left));
        Ok(())
    }

    fn margin(&mut self, input: &mut Parser<'_>) -> Parsed {
        let [top, right, _, left] = value::sides(input)?;
        (self.margin_top, self.margin_left) = (Some(top), Some(left));
        self.spaced = Some(is_room(left) || is_room(right));
        Ok(())
    }
}

const CLEAR: color::Rgba = color::Rgba::CLEAR;

/// Whether a length is room that can be seen between two digits.
fn is_room(length: Length) -> bool {
    length.px(value::PLAIN_SIZE) >= Some(3.0)
}

/// What `all` sets, by its value.
fn reset(word: &str) -> Result<Declared, ParseError<()>> {
    let nothing = Declared {
        all: Some(Reset::Nothing),
        display: Some(Display::Inline),
        align: Some(Align::Baseline),
        line_through: Some(false),
        ..Declared::default()
    };
    Ok(match word {
        "unset" => nothing,
        "initial" => Declared {
            visibility: Some(Visibility::Visible),
            color: Some(Color::Known(color::Rgba::BLACK)),
            font_size: Some(Length::Px(value::PLAIN_SIZE)),
            indent: Some(Length::Px(0.0)),
            lit: Some(false),
            ..nothing
        },
        "revert" => Declared {
            all: Some(Reset::Revert),
            ..Declared::default()
        },
        // What is seen follows from more than is looked at here.
        "inherit" | "revert-layer" => Declared {
            secret: Some(true),
            ..nothing
        },
        _ => return Err(ParseError::unexpected_token()),
    })
}

fn display(input: &mut Parser<'_>) -> Result<Display, ParseError<()>> {
    Ok(match &*value::word(input)? {
        "none" => Display::None,
        "contents" => Display::Contents,
        "inline" | "initial" | "unset" | "ruby" => Display::Inline,
        "inline-block" | "inline-table" => Display::InlineBlock,
        "flex" | "grid" | "inline-flex" | "inline-grid" | "-webkit-box" | "-webkit-flex" => {
            Display::Flex
        }
        "block" | "list-item" | "flow-root" | "table-caption" => Display::Block,
        "table" => Display::Table,
        "table-row" => Display::Row,
        "table-row-group" | "table-header-group" | "table-footer-group" => Display::RowGroup,
        "table-cell" => Display::Cell,
        "table-column" | "table-column-group" => Display::Column,
        "revert" | "revert-layer" => Display::Revert,
        _ => return Err(ParseError::unexpected_token()),
    })
}

fn visibility(input: &mut Parser<'_>) -> Result<Visibility, ParseError<()>> {
    Ok(match &*value::word(input)? {
        "visible" | "initial" => Visibility::Visible,
        "hidden" => Visibility::Hidden,
        "collapse" => Visibility::Collapse,
        "inherit" | "unset" | "revert" | "revert-layer" => Visibility::Inherit,
        _ => return Err(ParseError::unexpected_token()),
    })
}

/// The colour of text; that of what is around, where nothing else is said.
fn text_color(input: &mut Parser<'_>) -> Result<Color, ParseError<()>> {
    color_or(input, Color::Current)
}

fn ground_color(input: &mut Parser<'_>) -> Result<Color, ParseError<()>> {
    color_or(input, Color::Known(CLEAR))
}

fn color_or(input: &mut Parser<'_>, unset: Color) -> Result<Color, ParseError<()>> {
    if let Ok(color) = input.try_parse(color::parse::<()>) {
        return Ok(color);
    }
    match input.next()?.clone() {
        Token::Ident(word) if value::is_reset(&word) => Ok(unset),
        Token::Function(name) => {
            let name = name.to_ascii_lowercase();
            // Of two schemes, ours is the light one; a mixture of one colour with itself is that colour.
            let colors =
                input.parse_nested_block(|input| Ok::<_, ParseError<()>>(color::among(input)))?;
            Ok(match (&*name, &colors[..]) {
                ("light-dark", [light, ..]) => *light,
                ("color-mix", [one, other]) if one == other => *one,
                // A variable or another mixture: some colour, but which one is not known here.
                _ => Color::Unknown,
            })
        }
        _ => Err(ParseError::unexpected_token()),
    }
}

fn align(input: &mut Parser<'_>) -> Result<Align, ParseError<()>> {
    let Ok(word) = input.try_parse(value::word) else {
        return Ok(Align::By(value::length(input)?));
    };
    Ok(match &*word {
        "super" | "sub" => Align::Raised,
        "top" | "text-top" | "bottom" | "text-bottom" => Align::Edge,
        _ => Align::Baseline,
    })
}

fn content(input: &mut Parser<'_>) -> Result<Content, ParseError<()>> {
    let mut text = String::new();
    while !value::at_end(input) {
        match input.next()?.clone() {
            Token::QuotedString(part) => text.push_str(&part),
            Token::Ident(word) if matches!(&*word, "none" | "normal") => {}
            Token::Function(name) if name.eq_ignore_ascii_case("attr") => {
                let attribute = input.parse_nested_block(|input| {
                    let name = input.expect_ident_cloned()?;
                    while input.next().is_ok() {}
                    Ok::<_, ParseError<()>>(name)
                })?;
                return Ok(Content::Attribute(attribute.to_ascii_lowercase().into()));
            }
            Token::Function(name) if name.to_ascii_lowercase().starts_with("counter") => {
                value::skip(input);
                return Ok(Content::Counter);
            }
            _ => return Ok(Content::Other),
        }
    }
    Ok(if text.is_empty() {
        Content::None
    } else {
        Content::Text(text.into())
    })
}
