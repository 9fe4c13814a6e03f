//! What stands in one cell: the text of what is read, and what is set aside.

use std::rc::Rc;

use super::{Glyph, lines};
use crate::grid::seen::{Asides, Cause, Look, Runs};

/// The content of a cell.
pub(super) struct Content {
    pub(super) text: Rc<str>,
    pub(super) asides: Asides,
}

/// The content that characters make; lines are kept.
pub(super) fn content(glyphs: &[Glyph]) -> Content {
    let mut runs = Runs::default();
    runs.plain(&text(glyphs.iter().filter(|glyph| glyph.aside.is_none())));
    for ((look, cause), glyphs) in by_reason(glyphs) {
        runs.push(look, cause, &text(glyphs));
    }
    let (text, asides) = runs.finish();
    Content {
        text: text.into(),
        asides,
    }
}

/// Characters that are not to be read, put together by the reason, in the order in which each reason is met.
pub(super) fn by_reason(glyphs: &[Glyph]) -> Vec<((Look, Cause), Vec<&Glyph>)> {
    let mut groups: Vec<((Look, Cause), Vec<&Glyph>)> = Vec::new();
    for glyph in glyphs {
        let Some(aside) = glyph.aside else { continue };
        match groups.iter_mut().find(|(reason, _)| *reason == aside) {
            Some((_, group)) => group.push(glyph),
            None => groups.push((aside, vec![glyph])),
        }
    }
    groups
}

fn text<'a>(glyphs: impl IntoIterator<Item = &'a Glyph>) -> String {
    let lines = lines::of(glyphs).into_iter().map(|line| line.text);
    lines.collect::<Vec<_>>().join("\n")
}
