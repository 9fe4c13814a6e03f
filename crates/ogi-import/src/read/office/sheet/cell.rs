//! What one cell of a workbook shows, from its value, its number format and its fonts.

use std::rc::Rc;

use crate::grid::seen::{Asides, Cause, Look, Runs};
use crate::grid::trim;
use crate::read::effects::{Effect, Effects};
use crate::read::office::colour::{Colour, is_unseen};
use crate::read::office::format::{Format, Shown, stored};

/// How a font looks, as far as it decides whether its text is read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Font {
    pub(crate) effects: Effects,
    pub(crate) colour: Colour,
}

/// How a cell looks.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    pub(crate) format: Rc<Format>,
    pub(crate) font: Rc<Font>,
    /// What its text stands on; `None` where that is a pattern.
    pub(crate) ground: Option<Colour>,
    pub(crate) fit: Fit,
}

/// What becomes of a number that is wider or narrower than its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Fit {
    /// A wider one is shown as a row of `#`.
    #[default]
    Cut,
    /// It is made smaller, or turned.
    Fits,
    /// It is repeated until the cell is full.
    Repeated,
}

/// A text that cells may share.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shared {
    /// All of it.
    pub(crate) text: Rc<str>,
    /// Its runs, if any of them has a font of its own.
    pub(crate) runs: Rc<[Run]>,
}

/// A part of a text.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Its font; `None` for that of the cell.
    pub(crate) font: Option<Font>,
    pub(crate) text: Rc<str>,
}

/// What is stored in a cell.
#[derive(Debug)]
pub(crate) enum Value {
    Number(f64),
    Text(Shared),
    /// A truth value or an error, as it is shown.
    Word(&'static str),
    /// A formula whose result is not stored.
    Uncomputed,
}

/// What a cell shows.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) text: Rc<str>,
    pub(crate) asides: Asides,
    pub(crate) doubtful: bool,
    /// How many characters of a number must fit into the cell; zero where it is no number, or fits itself.
    pub(crate) must_fit: usize,
}

impl Font {
    /// Ordinary black text.
    pub(crate) const PLAIN: Self = Self {
        effects: Effects::EMPTY,
        colour: [0; 3],
    };

    /// Whether the name of a font is that of pictograms, in which digits are shown as something else.
    pub(crate) fn is_symbols(name: &str) -> bool {
        const FONTS: [&str; 5] = [
            "wingdings",
            "webdings",
            "zapfdingbats",
            "zapf dingbats",
            "marlett",
        ];
        let name = name.trim().to_lowercase();
        FONTS.iter().any(|font| name.starts_with(font))
    }

    /// How text in it looks on a ground, which is not known where a condition may colour it.
    fn look(&self, ground: Option<Colour>) -> (Look, Cause) {
        if self.effects.has(Effect::Tiny) {
            (Look::Hidden, Cause::Size)
        } else if ground.is_some_and(|ground| is_unseen(self.colour, ground)) {
            (Look::Hidden, Cause::Colour)
        } else if self.effects.has(Effect::Struck) {
            (Look::Struck, Cause::Line)
        } else if self.effects.has(Effect::Unreadable) {
            (Look::NotText, Cause::Font)
        } else if self.effects.has(Effect::Raised) {
            (Look::Raised, Cause::Position)
        } else {
            (Look::Plain, Cause::Position)
        }
    }
}

impl Shared {
    /// Text in the font of its cell.
    pub(crate) fn plain(text: &str) -> Self {
        Self {
            text: text.into(),
            runs: Rc::default(),
        }
    }

    /// Text in runs; where none of them has a font of its own they are one.
    pub(crate) fn new(runs: Vec<(Option<Font>, String)>) -> Self {
        let text: String = runs.iter().map(|(_, text)| text.as_str()).collect();
        if runs.iter().all(|(font, _)| font.is_none()) {
            return Self::plain(&text);
        }
        let run = |(font, text): (Option<Font>, String)| Run {
            font,
            text: text.as_str().into(),
        };
        Self {
            text: text.as_str().into(),
            runs: runs.into_iter().map(run).collect(),
        }
    }
}

impl Found {
    fn of(runs: Runs) -> Self {
        let (text, asides) = runs.finish();
        Self {
            text: trim(&text).into(),
            asides,
            doubtful: false,
            must_fit: 0,
        }
    }

    /// Adds that what is shown is no text that can be read.
    pub(crate) fn refuse(&mut self, cause: Cause) {
        let mut runs = Runs::default();
        for aside in self.asides.iter() {
            runs.push(aside.look, aside.cause, &aside.text);
        }
        runs.push(Look::NotText, cause, &self.text);
        self.asides = runs.finish().1;
    }
}

/// What a cell shows of its value.
pub(crate) fn show(value: &Value, style: &Style, from_1904: bool) -> Found {
    let mut runs = Runs::default();
    match value {
        Value::Number(number) => show_number(*number, style, from_1904, &mut runs),
        Value::Text(text) if style.fit == Fit::Repeated => {
            let mut found = show_text(text, style);
            if !found.text.is_empty() {
                found.refuse(Cause::Format);
            }
            return found;
        }
        Value::Text(text) => return show_text(text, style),
        Value::Word(word) => {
            let (look, cause) = style.font.look(style.ground);
            runs.push(look, cause, word);
        }
        Value::Uncomputed => runs.push(Look::NotText, Cause::Formula, ""),
    }
    let mut found = Found::of(runs);
    match (value, style.fit) {
        (Value::Number(_), Fit::Cut) => found.must_fit = found.text.chars().count(),
        (Value::Number(_), Fit::Repeated) => found.refuse(Cause::Format),
        _ => {}
    }
    found
}

fn show_number(number: f64, style: &Style, from_1904: bool, runs: &mut Runs) {
    let (look, cause) = style.font.look(style.ground);
    match style.format.number(number, from_1904) {
        Shown::Text(text) => {
            runs.push(look, cause, &text);
            if look == Look::Plain && !says(&text, number) {
                runs.push(Look::Hidden, Cause::Format, &stored(number));
            }
        }
        Shown::Date(text) => {
            runs.push(look, cause, &text);
            if trim(&text).bytes().all(|byte| byte.is_ascii_digit()) {
                // A date that is shown as digits alone, such as 20240304, is no number of the form.
                runs.push(Look::NotText, Cause::Format, &stored(number));
            }
        }
        Shown::Nothing => runs.push(Look::Hidden, Cause::Format, &stored(number)),
        Shown::Unknown => runs.push(Look::NotText, Cause::Format, &stored(number)),
    }
}

/// Whether the digits that are shown are those of the number.
fn says(shown: &str, number: f64) -> bool {
    let digits: String = shown
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let own = stored(number.abs());
    digits
        .parse::<f64>()
        .is_ok_and(|shown| own.parse() == Ok(shown))
}

fn show_text(shared: &Shared, style: &Style) -> Found {
    let (look, cause) = style.font.look(style.ground);
    if is_picture(&shared.text) {
        let mut runs = Runs::default();
        runs.push(Look::NotText, Cause::Picture, "");
        return Found::of(runs);
    }
    if !style.format.keeps_text() {
        return show_formatted(shared, style);
    }
    if shared.runs.is_empty() && look == Look::Plain {
        let text = trim(&shared.text);
        let text = if text.len() == shared.text.len() {
            shared.text.clone()
        } else {
            text.into()
        };
        return Found {
            text,
            asides: Asides::default(),
            doubtful: false,
            must_fit: 0,
        };
    }
    let mut runs = Runs::default();
    if shared.runs.is_empty() {
        runs.push(look, cause, &shared.text);
    }
    for run in shared.runs.iter() {
        let font = run.font.as_ref().unwrap_or(&style.font);
        let (look, cause) = font.look(style.ground);
        runs.push(look, cause, &run.text);
    }
    Found::of(runs)
}

/// A text whose format adds to it or hides it.
fn show_formatted(shared: &Shared, style: &Style) -> Found {
    let mut runs = Runs::default();
    let (look, cause) = style.font.look(style.ground);
    match style.format.text(&shared.text) {
        Shown::Text(text) | Shown::Date(text) if shared.runs.is_empty() => {
            runs.push(look, cause, &text);
            if !text.contains(&*shared.text) {
                runs.push(Look::Hidden, Cause::Format, &shared.text);
            }
        }
        Shown::Nothing => runs.push(Look::Hidden, Cause::Format, &shared.text),
        _ => runs.push(Look::NotText, Cause::Format, &shared.text),
    }
    Found::of(runs)
}

/// Whether a text is what WPS stores for a picture within a cell.
fn is_picture(text: &str) -> bool {
    text.starts_with("=DISPIMG(") || text.starts_with("=_xlfn.DISPIMG(")
}
