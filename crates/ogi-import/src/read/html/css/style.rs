//! How the text of an element looks, worked out from what is declared and from the element around it.

use super::super::dom::Element;
use super::color::{Color, Rgba};
use super::property::{Align, Content, Declared, Display, Position, Visibility};
use super::value::{FAR, Length, PLAIN_SIZE, Transform};
use crate::grid::seen::{Cause, Look};
use crate::read::set::{Member, Set};

/// How an element and the text in it look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Style {
    /// The kind of its box.
    pub(in super::super) display: Display,
    /// Why nothing of it can be seen, whatever the elements inside say.
    pub(in super::super) gone: Option<Cause>,
    sight: Sight,
    traits: Set<Trait>,
    size: f32,
    color: Option<Rgba>,
    ground: Option<Rgba>,
    alpha: f32,
    struck: Option<Cause>,
    raised: Option<Cause>,
    /// Why what is seen may not be what stands in the file.
    doubt: Option<Cause>,
    indent: f32,
}

/// Whether its own text can be seen; elements inside may say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sight {
    Shown,
    Hidden,
    /// It asks for its row or column to be left away.
    Collapsed,
}

/// What may be true of an element or of the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Trait {
    /// It stands apart from the text before and after it.
    Apart,
    /// Its characters stand from right to left.
    Reversed,
    /// There is room between it and the text before and after it.
    Spaced,
    /// A picture is its background.
    Pictured,
    /// The page itself says what the ground is.
    Stated,
    /// The colour was set for a part of a line, and can be told from that of the rest.
    Chosen,
    /// The background shows through the letters, or a shadow shows them.
    Lit,
    /// It says how other text is pronounced.
    Ruby,
}

impl Member for Trait {
    fn place(self) -> u8 {
        self as u8
    }
}

/// Letters smaller than this are specks, in pixels.
const SMALLEST: f32 = 4.0;
/// What covers less than this part of its ground cannot be seen.
const FAINTEST: f32 = 0.1;
/// Distance beyond the right and lower edge at which nobody looks, in pixels.
const BEYOND: f32 = 3000.0;

impl Style {
    /// That of the page as a whole: black on white.
    pub(super) const PAGE: Self = Self {
        display: Display::Block,
        gone: None,
        sight: Sight::Shown,
        traits: Set::EMPTY,
        size: PLAIN_SIZE,
        color: Some(Rgba::BLACK),
        ground: Some(Rgba::WHITE),
        alpha: 1.0,
        struck: None,
        raised: None,
        doubt: None,
        indent: 0.0,
    };

    /// The style of an element within one of this style.
    pub(super) fn inner(&self, element: &Element, declared: &Declared) -> Self {
        let mut inner = *self;
        inner.display = declared.display.unwrap_or(Display::Inline);
        inner.letters(self, declared);
        inner.paint(self, declared);
        inner.marks(self, element, declared);
        if self.gone.is_none() {
            inner.gone = inner.lost(declared);
        }
        // Rows and columns are left away only where they ask for it themselves.
        let around = match self.sight {
            Sight::Shown => Sight::Shown,
            Sight::Hidden | Sight::Collapsed => Sight::Hidden,
        };
        inner.sight = match declared.visibility {
            Some(Visibility::Visible) => Sight::Shown,
            Some(Visibility::Hidden) => Sight::Hidden,
            Some(Visibility::Collapse) => Sight::Collapsed,
            Some(Visibility::Inherit) | None => around,
        };
        // Boxes that are laid side by side mostly have room between them, as the cells of a table have.
        let is_apart = self.display == Display::Flex
            || declared.float == Some(true)
            || declared.position == Some(Position::Absolute);
        let is_spaced = declared.spaced == Some(true)
            || inner.display == Display::InlineBlock
                && pixels(declared.width.unwrap_or(Length::Auto), inner.size)
                    > Some(inner.size * 0.3);
        inner.traits.set(Trait::Apart, is_apart);
        inner.traits.set(Trait::Spaced, is_spaced);
        let is_pictured = declared.picture == Some(true);
        inner.traits.set(Trait::Pictured, is_pictured);
        if declared.rtl == Some(true) && declared.overridden == Some(true) {
            inner.traits.set(Trait::Reversed, true);
        }
        inner
    }

    /// The style of text that a style sheet adds to an element of this style.
    pub(super) fn part(&self, declared: &Declared) -> Self {
        let mut part = *self;
        part.display = declared.display.unwrap_or(Display::Inline);
        part.letters(self, declared);
        part.paint(self, declared);
        if self.gone.is_none() {
            part.gone = part.lost(declared);
        }
        if declared.visibility == Some(Visibility::Hidden) {
            part.sight = Sight::Hidden;
        }
        if declared.line_through == Some(true) {
            part.struck = part.struck.or(Some(Cause::Line));
        }
        if part.is_in_line() && part.is_raised(self, declared) {
            part.raised = part.raised.or(Some(Cause::Position));
        }
        if declared.secret == Some(true) {
            part.doubt = Some(Cause::Format);
        }
        if declared.content == Some(Content::Counter) {
            part.doubt = Some(Cause::Drawing);
        }
        part
    }

    /// Doubts the text of a box where a style sheet makes the first letter or line of it look otherwise than the rest,
    /// by the properties that can be set for these.
    pub(super) fn doubt_first(&mut self, declared: &Declared, linked: bool) {
        let letters = Declared {
            font_size: declared.font_size,
            color: declared.color,
            text_fill: declared.text_fill,
            ground: declared.ground,
            lit: declared.lit,
            line_through: declared.line_through,
            align: declared.align,
            letter_spacing: declared.letter_spacing,
            ..Declared::default()
        };
        let first = self.part(&letters);
        if self.is_box() && first.look(linked) != self.look(linked) {
            self.doubt = Some(Cause::Format);
        }
    }

    /// Doubts its text where what is seen stands in a tree of its own, beside the one of the page.
    pub(super) fn doubt_shadowed(&mut self) {
        self.doubt = Some(Cause::Drawing);
    }

    /// Whether anything of it can be seen.
    pub(in super::super) fn is_seen(&self) -> bool {
        self.gone.is_none() && self.sight == Sight::Shown
    }

    /// Whether it asks for its row or column to be left away.
    pub(in super::super) fn is_collapsed(&self) -> bool {
        self.sight == Sight::Collapsed
    }

    pub(in super::super) fn is(&self, what: Trait) -> bool {
        self.traits.has(what)
    }

    /// Whether it stands in the line of the text around it.
    pub(in super::super) fn is_in_line(&self) -> bool {
        !self.is(Trait::Apart)
            && matches!(
                self.display,
                Display::Inline | Display::InlineBlock | Display::Contents | Display::None
            )
    }

    /// How its own text looks, and why. `linked`: style sheets that are not at hand may say what the ground is.
    pub(in super::super) fn look(&self, linked: bool) -> (Look, Cause) {
        if let Some(cause) = self.unseen(linked) {
            (Look::Hidden, cause)
        } else if self.is(Trait::Ruby) {
            (Look::Annotation, Cause::Ruby)
        } else if let Some(cause) = self.doubt {
            (Look::NotText, cause)
        } else if let Some(cause) = self.struck {
            (Look::Struck, cause)
        } else if let Some(cause) = self.raised {
            (Look::Raised, cause)
        } else {
            (Look::Plain, Cause::Marked)
        }
    }

    /// Whether it has the colour of the page, and only what stands elsewhere can tell whether it is seen.
    pub(in super::super) fn is_doubtful(&self, linked: bool) -> bool {
        linked
            && !self.is(Trait::Stated)
            && !self.is(Trait::Lit)
            && self
                .color
                .zip(self.ground)
                .is_some_and(|(color, ground)| color.is_lost_on(ground))
    }

    fn unseen(&self, linked: bool) -> Option<Cause> {
        if !self.is_seen() {
            return Some(self.gone.unwrap_or(Cause::Marked));
        }
        if self.size < SMALLEST {
            return Some(Cause::Size);
        }
        let color = self.color.filter(|_| !self.is(Trait::Lit))?;
        if self.alpha.min(color.alpha) < FAINTEST {
            return Some(Cause::Transparent);
        }
        let judged = self.is(Trait::Stated) || self.is(Trait::Chosen) || !linked;
        (judged && color.is_lost_on(self.ground?)).then_some(Cause::Colour)
    }

    fn letters(&mut self, around: &Self, declared: &Declared) {
        if let Some(size) = declared.font_size.and_then(|size| size.px(around.size)) {
            self.size = size.clamp(0.0, 1000.0);
        }
        if let Some(indent) = declared.indent {
            self.indent = pixels(indent, self.size).unwrap_or(0.0);
        }
    }

    fn paint(&mut self, around: &Self, declared: &Declared) {
        if let Some(color) = declared.text_fill.or(declared.color) {
            self.color = match color {
                Color::Known(color) => Some(color),
                Color::Current => around.color,
                Color::Unknown => None,
            };
            let is_lost = |style: &Self| match (style.color, style.ground) {
                (Some(color), Some(ground)) => color.is_lost_on(ground),
                _ => false,
            };
            let is_chosen = self.display == Display::Inline && !is_lost(around) && is_lost(self)
                || around.is(Trait::Chosen) && self.color == around.color;
            self.traits.set(Trait::Chosen, is_chosen);
        }
        match declared.ground {
            Some(Color::Known(color)) if color.alpha >= 0.99 => {
                self.ground = Some(color);
                self.traits.set(Trait::Stated, true);
            }
            Some(Color::Known(color)) if color.alpha > 0.0 => {
                self.ground = around.ground.map(|ground| color.over(ground));
            }
            Some(Color::Unknown | Color::Current) => self.ground = None,
            _ => {}
        }
        if declared.picture == Some(true) {
            self.ground = None;
        }
        if let Some(lit) = declared.lit {
            self.traits.set(Trait::Lit, lit);
        }
        if let Some(opacity) = declared.opacity.filter(|_| declared.animated != Some(true)) {
            self.alpha *= opacity.clamp(0.0, 1.0);
        }
    }

    fn marks(&mut self, around: &Self, element: &Element, declared: &Declared) {
        // A line through a text does not go on into boxes that stand in its line.
        if !matches!(self.display, Display::Inline | Display::Contents)
            && matches!(self.display, Display::InlineBlock)
            && self.struck == Some(Cause::Line)
        {
            self.struck = None;
        }
        if declared.line_through == Some(true) {
            self.struck = self.struck.or(Some(Cause::Line));
        }
        let undoes_line = declared.line_through == Some(false);
        match &*element.name {
            // What its name says and what its style shows are not the same: a style sheet for all elements may do that.
            "s" | "strike" | "del" if undoes_line => self.doubt = Some(Cause::Line),
            "s" | "strike" => self.struck = self.struck.or(Some(Cause::Line)),
            "del" => self.struck = Some(Cause::Deleted),
            "rt" | "rtc" => self.traits.set(Trait::Ruby, true),
            "sup" | "sub" if self.is_in_line() && !self.is_raised(around, declared) => {
                self.doubt = Some(Cause::Position);
            }
            "sup" | "sub" => self.raised = self.raised.or(Some(Cause::Position)),
            _ => {}
        }
        if declared.secret == Some(true) {
            self.doubt = Some(Cause::Format);
        }
        if declared.content == Some(Content::Other) {
            self.doubt = Some(Cause::Picture);
        }
        if is_note_mark(element) {
            self.raised = Some(Cause::Note);
        } else if self.is_in_line() && self.is_raised(around, declared) {
            self.raised = self.raised.or(Some(Cause::Position));
        }
        if self.display == Display::Cell {
            self.raised = None;
        }
    }

    /// Whether the text stands above or below its line: by name, or as small as marks are and moved.
    fn is_raised(&self, around: &Self, declared: &Declared) -> bool {
        let small = self.size < around.size * 0.95;
        let is_moved = |by: f32| by.abs() >= around.size * 0.25 || small && by.abs() >= 2.0;
        let aligned = match declared.align {
            Some(Align::Raised) => true,
            Some(Align::Edge) => self.size < around.size * 0.86,
            Some(Align::By(Length::Percent(part))) => is_moved(part * around.size),
            Some(Align::By(by)) => by.px(self.size).is_some_and(is_moved),
            Some(Align::Baseline) | None => false,
        };
        let shift = declared.top.or(declared.bottom);
        let shifted = declared.position == Some(Position::Relative)
            && shift
                .and_then(|by| by.px(self.size))
                .is_some_and(|by| small && is_moved(by));
        aligned || shifted
    }

    /// Why nothing of a box can be seen.
    fn lost(&self, declared: &Declared) -> Option<Cause> {
        let is = |set: Option<bool>| set == Some(true);
        if self.display == Display::None || is(declared.content_hidden) || is(declared.mso_hide) {
            return Some(Cause::Marked);
        }
        if self.alpha < FAINTEST {
            return Some(Cause::Transparent);
        }
        if declared.position == Some(Position::Absolute) && is(declared.behind) {
            return Some(Cause::Covered);
        }
        if self.is_outside(declared) {
            return Some(Cause::Outside);
        }
        match declared.transform.filter(|_| !is(declared.animated)) {
            Some(Transform::Shrunk) => return Some(Cause::Size),
            Some(Transform::Away) => return Some(Cause::Outside),
            Some(Transform::Turned) => return Some(Cause::Turned),
            Some(Transform::Harmless) | None => {}
        }
        // Characters stand on one another: a digit is about half as wide as it is high.
        let spacing = declared.letter_spacing.and_then(|by| by.px(self.size));
        let is_dense = spacing.is_some_and(|by| by <= -0.4 * self.size);
        (is_dense || self.is_empty_box(declared)).then_some(Cause::Size)
    }

    fn is_outside(&self, declared: &Declared) -> bool {
        let absolute = declared.position == Some(Position::Absolute);
        let moved = absolute || declared.position == Some(Position::Relative);
        let px = |length: Option<Length>| length.and_then(|length| pixels(length, self.size));
        let before = |length| px(length).is_some_and(|px| px <= -FAR);
        let beyond = |length| px(length).is_some_and(|px| px >= BEYOND);
        let Declared {
            left,
            top,
            right,
            bottom,
            ..
        } = *declared;
        moved && (before(left) || before(top) || beyond(left) || beyond(top))
            || moved && (before(right) || before(bottom) || beyond(right) || beyond(bottom))
            || before(declared.margin_left)
            || before(declared.margin_top)
            || absolute && declared.clip == Some(true)
            || declared.clip_path == Some(true)
            || self.is_box() && self.indent <= -FAR
    }

    /// Whether the box has no room and cuts off what does not fit. Cells and rows grow with what is in them.
    fn is_empty_box(&self, declared: &Declared) -> bool {
        let absolute = declared.position == Some(Position::Absolute);
        let floats = declared.float == Some(true);
        let is_sized = absolute
            || floats
            || matches!(
                self.display,
                Display::Block | Display::InlineBlock | Display::Flex
            );
        let sides = [
            declared.width,
            declared.max_width,
            declared.height,
            declared.max_height,
            declared.line_height,
        ];
        // A box that is not as wide as one digit, or not half as high, shows no number.
        let room = 0.5 * self.size;
        let mut px = sides
            .into_iter()
            .flatten()
            .filter_map(|side| side.px(self.size));
        is_sized && declared.cut == Some(true) && px.any(|px| px <= room.max(1.0))
    }

    fn is_box(&self) -> bool {
        matches!(
            self.display,
            Display::Block | Display::InlineBlock | Display::Flex | Display::Cell
        )
    }
}

/// Pixels of a length, where parts of the box around count as parts of a screen.
fn pixels(length: Length, size: f32) -> Option<f32> {
    match length {
        Length::Percent(part) => Some(part * FAR),
        other => other.px(size),
    }
}

/// Whether an element is the mark of a footnote, by what word processors and publishers call it.
fn is_note_mark(element: &Element) -> bool {
    let has = |name: &str, value: &str| {
        element
            .attribute(name)
            .is_some_and(|own| own.eq_ignore_ascii_case(value))
    };
    element.classes().any(is_reference)
        || has("role", "doc-noteref")
        || has("epub:type", "noteref")
        || &*element.name == "a" && element.attribute("href").is_some_and(is_note)
}

/// Whether a class is one by which word processors and publishers mark references to notes.
fn is_reference(class: &str) -> bool {
    matches!(
        &*class.to_ascii_lowercase(),
        "msofootnotereference"
            | "msoendnotereference"
            | "msocommentreference"
            | "footnote-ref"
            | "footnote-reference"
            | "footnoteref"
            | "noteref"
            | "endnote-ref"
    )
}

/// Whether an address leads to a note of the same page, such as `#_ftn1`, `#fn:1` or `#note1`.
fn is_note(address: &str) -> bool {
    let Some((_, target)) = address.split_once('#') else {
        return false;
    };
    let target = target.trim_start_matches('_').to_ascii_lowercase();
    let kinds = [
        "ftn",
        "edn",
        "fn",
        "footnote",
        "endnote",
        "note",
        "cite_note",
        "cite-note",
    ];
    kinds.iter().any(|kind| {
        let number = target
            .strip_prefix(kind)
            .map(|rest| rest.trim_start_matches(['-', '_', ':', '.']));
        number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}
