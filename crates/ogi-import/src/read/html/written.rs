//! What is written in a line or a cell of a page, run by run.

use super::collapse;
use super::css::Style;
use crate::grid::seen::{Asides, Cause, Look, Runs};
use crate::grid::trim;

/// Text with its looks while it is gathered.
#[derive(Debug, Default)]
pub(super) struct Written {
    runs: Runs,
    /// Whether more had to be done than to read.
    doubtful: bool,
    /// What stands there that is no text, but nothing either where there is no text.
    weak: Option<(Cause, String)>,
}

/// What a line or a cell says.
pub(super) struct Said {
    /// The text to be read; line breaks within it are line feeds.
    pub(super) text: String,
    /// What is set aside.
    pub(super) asides: Asides,
    /// Whether more had to be done than to read.
    pub(super) doubtful: bool,
}

impl Written {
    /// Adds characters as they stand in the file. `linked`: style sheets that are not at hand may say what the ground is.
    pub(super) fn text(&mut self, style: &Style, linked: bool, text: &str) {
        let (look, cause) = style.look(linked);
        let shown = shown(text);
        if look == Look::Plain && !shown.text.trim().is_empty() {
            self.doubtful |= shown.turned || style.is_doubtful(linked);
        }
        self.runs.push(look, cause, &shown.text);
    }

    /// Adds something that is set aside.
    pub(super) fn aside(&mut self, look: Look, cause: Cause, text: &str) {
        self.runs.push(look, cause, &shown(text).text);
    }

    /// Adds something that is no text, and does not matter beside text.
    pub(super) fn weak(&mut self, cause: Cause, text: &str) {
        self.weak.get_or_insert_with(|| (cause, text.to_owned()));
    }

    /// Adds text that is shown otherwise than it stands in the file.
    pub(super) fn repaired(&mut self, text: &str) {
        self.runs.plain(&shown(text).text);
        self.doubtful = true;
    }

    /// Adds what was gathered apart, with its characters from right to left.
    pub(super) fn reversed(&mut self, inner: Self) {
        let said = inner.finish();
        self.repaired(&said.text.chars().rev().collect::<String>());
        for aside in said.asides.iter() {
            self.runs.push(aside.look, aside.cause, &aside.text);
        }
    }

    /// Ends a line within a cell.
    pub(super) fn end_line(&mut self) {
        self.runs.plain("\n");
    }

    /// Leaves room within a line.
    pub(super) fn space(&mut self) {
        self.runs.plain(" ");
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    pub(super) fn finish(mut self) -> Said {
        if let Some((cause, text)) = self.weak
            && self.runs.is_empty()
        {
            self.runs.push(Look::NotText, cause, &text);
        }
        let (text, asides) = self.runs.finish();
        let lines: Vec<_> = text
            .split('\n')
            .map(collapse)
            .filter(|line| !line.is_empty())
            .collect();
        Said {
            text: trim(&lines.join("\n")).to_owned(),
            asides,
            doubtful: self.doubtful,
        }
    }
}

/// Characters as they are shown.
struct Shown {
    text: String,
    /// Whether some of them stand in another order.
    turned: bool,
}

/// Characters that have no width and no look, wherever they stand in a number or a label.
fn has_no_width(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' | '\u{180e}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// Turns characters of the file into those to be seen: line feeds of the file are blanks, and some are nothing at all.
fn shown(text: &str) -> Shown {
    const FROM_THE_RIGHT: char = '\u{202e}';
    let mut shown = Shown {
        text: String::with_capacity(text.len()),
        turned: false,
    };
    let mut turned: Option<usize> = None;
    for c in text.chars() {
        match c {
            FROM_THE_RIGHT => turned = turned.or(Some(shown.text.len())),
            '\u{202c}' => shown.turn_from(turned.take()),
            _ if has_no_width(c) => {}
            _ if c.is_ascii_whitespace() => shown.text.push(' '),
            _ => shown.text.push(c),
        }
    }
    shown.turn_from(turned);
    shown
}

impl Shown {
    fn turn_from(&mut self, start: Option<usize>) {
        if let Some(start) = start {
            let turned: String = self.text[start..].chars().rev().collect();
            self.text.truncate(start);
            self.text.push_str(&turned);
            self.turned = true;
        }
    }
}
