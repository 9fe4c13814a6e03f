//! The line of the user's file that a fault stands in, with the place marked.

use ogi_conformance::json::Span;
use unicode_width::UnicodeWidthChar as _;

/// A stretch of one line around a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Line of the file, from 1.
    pub line: usize,
    /// What stands there, without control characters; cut on both sides where the line is long.
    pub text: String,
    /// Columns of a terminal before the mark.
    pub indent: usize,
    /// Columns of a terminal that are marked, one or more.
    pub marked: usize,
}

/// Most columns shown before the mark, and after its beginning.
const BEFORE: usize = 24;
const AFTER: usize = 36;

impl Excerpt {
    /// The excerpt at a span; `None` where the line is blank or not UTF-8.
    #[must_use]
    pub fn of(bytes: &[u8], span: Span) -> Option<Self> {
        let start = span.start.byte.min(bytes.len());
        let end = if span.end.line == span.start.line {
            span.end.byte
        } else {
            start + 1
        };
        let before = bytes[..start]
            .rsplit(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        let line_start = start - before.len();
        let rest = bytes[start..]
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        let near = line_start.max(start.saturating_sub(4 * BEFORE))
            ..(start + rest.len()).min(start + 4 * AFTER);
        let (left, right) = (&bytes[near.start..start], &bytes[start..near.end]);
        let (left, right) = (
            String::from_utf8_lossy(left),
            String::from_utf8_lossy(right),
        );
        let (cut_left, left) = last_columns(&left);
        let right = first_columns(&right);
        let marked_bytes = end.saturating_sub(start).max(1);
        let marked: usize = right
            .char_indices()
            .take_while(|(at, _)| *at < marked_bytes)
            .map(|(_, c)| columns(c))
            .sum();
        let dots = if cut_left || near.start > line_start {
            "… "
        } else {
            ""
        };
        let shown: String = format!("{dots}{left}{right}")
            .chars()
            .map(visible)
            .collect();
        let indent = dots.chars().chain(left.chars()).map(columns).sum();
        let excerpt = Self {
            line: span.start.line,
            text: shown.trim_end().to_owned(),
            indent,
            marked: marked.max(1),
        };
        (!excerpt.text.is_empty()).then_some(excerpt)
    }
}

/// A character as it can be shown: what would move the cursor is a blank, what cannot be seen is replaced.
#[must_use]
pub fn visible(character: char) -> char {
    match character {
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => '\u{fffd}',
        control if control.is_control() => ' ',
        other => other,
    }
}

/// The end of a text within the columns, without blanks in front; whether more than blanks was cut.
fn last_columns(text: &str) -> (bool, &str) {
    let mut width = 0;
    let kept = text.char_indices().rev().take_while(|(_, c)| {
        width += columns(*c);
        width <= BEFORE
    });
    let start = kept.last().map_or(text.len(), |(at, _)| at);
    (!text[..start].trim().is_empty(), text[start..].trim_start())
}

fn first_columns(text: &str) -> &str {
    let mut width = 0;
    let cut = text.char_indices().find(|(_, c)| {
        width += columns(*c);
        width > AFTER
    });
    cut.map_or(text, |(at, _)| &text[..at])
}

fn columns(character: char) -> usize {
    visible(character).width().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use ogi_conformance::json::{Document, Limits};

    use super::Excerpt;

    fn check(source: &str, pointer: &str, expected: &str) {
        let document = Document::read(source.as_bytes(), &Limits::default()).expect("JSON");
        let span = document.place(pointer).expect("a place").value;
        let excerpt = Excerpt::of(source.as_bytes(), span).expect("an excerpt");
        let drawn = format!(
            "{}\n{}{}",
            excerpt.text,
            " ".repeat(excerpt.indent),
            "^".repeat(excerpt.marked)
        );
        assert_eq!(drawn, expected);
    }

    #[test]
    fn the_place_is_marked_under_the_line() {
        check(
            "{\n  \"year\": \"2025\",\n  \"a\": 1}",
            "/year",
            "\"year\": \"2025\",\n        ^^^^^^",
        );
        check(
            "{\"名称\": \"示例市\"}",
            "/名称",
            "{\"名称\": \"示例市\"}\n         ^^^^^^^^",
        );
        check("[[\n1,\n2]]", "/0", "[[\n ^");
    }

    #[test]
    fn long_lines_are_cut_on_both_sides() {
        let long = format!("[\"{}\", 7, \"{}\"]", "字".repeat(5000), "b".repeat(5000));
        let expected = format!(
            "… {}\", 7, \"{}\n{}^",
            "字".repeat(10),
            "b".repeat(32),
            " ".repeat(25)
        );
        check(&long, "/1", &expected);
    }
}
