//! What a person sees of a cell: the text to be read, and what stands in the file but is set aside, with the reason.

use std::rc::Rc;

use serde::Serialize;

/// How a run of text looks to a person who reads the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Look {
    /// Ordinary text; values are read from it alone.
    Plain,
    /// Raised or lowered text beside ordinary text: the mark of a note, an exponent.
    Raised,
    /// Text that is struck out.
    Struck,
    /// Text that is in the file and cannot be seen.
    Hidden,
    /// Text about the text: a comment, the mark of a footnote, a reading aid.
    Annotation,
    /// Something to be seen that is no text: a picture, a control without a value, a drawing, what a script writes.
    NotText,
}

/// Why a run is not ordinary text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Cause {
    /// The text is raised or lowered.
    Position,
    /// A line is drawn through it.
    Line,
    /// A revision deletes it.
    Deleted,
    /// A revision moves it elsewhere.
    Moved,
    /// It is marked as hidden, by an attribute, a style or a setting of the program that wrote it.
    Marked,
    /// The row, column, sheet or layer it stands in is hidden.
    Container,
    /// It has the colour of what it stands on.
    Colour,
    /// It is transparent.
    Transparent,
    /// It is too small to be seen.
    Size,
    /// It lies outside of the page, or of the area that is shown.
    Outside,
    /// Something is painted over it.
    Covered,
    /// The format of the cell does not show it.
    Format,
    /// It is the mark or text of a footnote, an endnote or a comment.
    Note,
    /// It is a reading aid above or beside the text.
    Ruby,
    /// It is turned, such as a watermark or a seal.
    Turned,
    /// The same content is there a second time, for another medium such as print.
    OtherMedium,
    /// It is a picture.
    Picture,
    /// It is a control that has no value, or the placeholder of one.
    Control,
    /// It is a drawing.
    Drawing,
    /// A script writes it.
    Script,
    /// It is a formula whose result is not stored.
    Formula,
    /// Its characters have no known meaning.
    Font,
    /// It is what a program writes where a cell is empty, such as `NaN`.
    Filler,
}

/// A run that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Aside {
    /// How it looks; never [`Look::Plain`].
    pub(crate) look: Look,
    /// Why.
    pub(crate) cause: Cause,
    /// Its text; empty for what is no text.
    pub(crate) text: Rc<str>,
}

/// Longest text that is kept of a run that was set aside, in characters: enough to recognise it by.
const ASIDE: usize = 80;
/// Most runs that are kept aside for one cell; a cell of a report has one or two.
const ASIDES: usize = 16;

/// The runs of a cell in reading order, on the way to its text.
///
/// Readers push what they meet, each run with its look; [`Runs::finish`] gives the text to be read and what was set
/// aside. A cell in which all text is raised is ordinary text: nothing stands beside it that it could be a note to.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    text: String,
    raised: String,
    asides: Vec<Aside>,
}

impl Runs {
    /// Adds ordinary text.
    pub(crate) fn plain(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a run by its look.
    pub(crate) fn push(&mut self, look: Look, cause: Cause, text: &str) {
        if look == Look::Plain {
            return self.plain(text);
        }
        if look == Look::Raised {
            self.raised.push_str(text);
        }
        if text.trim().is_empty() && look != Look::NotText {
            return;
        }
        if let Some(last) = self.asides.last_mut()
            && (last.look, last.cause) == (look, cause)
        {
            last.text = shortened(&format!("{}{text}", last.text));
        } else if self.asides.len() < ASIDES {
            self.asides.push(Aside::new(look, cause, text));
        }
    }

    /// Adds what stands in a later paragraph of the same cell.
    pub(crate) fn append(&mut self, other: Self) {
        if !self.text.is_empty() && !other.text.is_empty() {
            self.text.push('\n');
        }
        if !self.raised.is_empty() && !other.raised.is_empty() {
            self.raised.push('\n');
        }
        self.text.push_str(&other.text);
        self.raised.push_str(&other.raised);
        let room = ASIDES.saturating_sub(self.asides.len());
        self.asides.extend(other.asides.into_iter().take(room));
    }

    /// Whether nothing was pushed that can be read or noted.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.asides.is_empty()
    }

    /// The text to be read, and what was set aside.
    pub(crate) fn finish(mut self) -> (String, Asides) {
        if self.text.trim().is_empty() && !self.raised.trim().is_empty() {
            self.text = self.raised;
            self.asides.retain(|aside| aside.look != Look::Raised);
        }
        (self.text, Asides::from(self.asides))
    }
}

/// What was set aside in one cell; usually nothing, which takes no room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Asides(Option<Rc<[Aside]>>);

impl Asides {
    /// The runs in reading order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Aside> {
        self.0.iter().flat_map(|asides| asides.iter())
    }

    /// Whether nothing was set aside.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// These and one more.
    pub(crate) fn with(&self, look: Look, cause: Cause, text: &str) -> Self {
        let mut asides: Vec<Aside> = self.iter().cloned().collect();
        asides.push(Aside::new(look, cause, text));
        Self::from(asides)
    }

    /// Whether any run has this look.
    pub(crate) fn any(&self, look: Look) -> bool {
        self.iter().any(|aside| aside.look == look)
    }
}

impl From<Vec<Aside>> for Asides {
    fn from(asides: Vec<Aside>) -> Self {
        Self((!asides.is_empty()).then(|| asides.into()))
    }
}

impl Aside {
    pub(crate) fn new(look: Look, cause: Cause, text: &str) -> Self {
        let text = shortened(text);
        Self { look, cause, text }
    }
}

fn shortened(text: &str) -> Rc<str> {
    let text = super::trim(text);
    let end = text.char_indices().nth(ASIDE);
    text[..end.map_or(text.len(), |(end, _)| end)].into()
}

#[cfg(test)]
mod tests {
    use super::{Cause, Look, Runs};

    fn check(runs: &[(Look, Cause, &str)], text: &str, asides: &[(Look, &str)]) {
        let mut cell = Runs::default();
        for (look, cause, text) in runs {
            cell.push(*look, *cause, text);
        }
        let (read, set_aside) = cell.finish();
        assert_eq!(read, text);
        let set_aside: Vec<_> = set_aside
            .iter()
            .map(|aside| (aside.look, &*aside.text))
            .collect();
        assert_eq!(set_aside, asides);
    }

    #[test]
    fn only_ordinary_text_is_read() {
        let number = (Look::Plain, Cause::Position, "133");
        let mark = (Look::Raised, Cause::Position, "1");
        check(&[number], "133", &[]);
        check(&[number, mark], "133", &[(Look::Raised, "1")]);
        check(&[mark], "1", &[]);
        check(
            &[
                (Look::Struck, Cause::Line, "9"),
                (Look::Struck, Cause::Line, "9"),
                number,
            ],
            "133",
            &[(Look::Struck, "99")],
        );
        check(
            &[(Look::NotText, Cause::Picture, "")],
            "",
            &[(Look::NotText, "")],
        );
        check(&[(Look::Hidden, Cause::Marked, " ")], "", &[]);
    }
}
