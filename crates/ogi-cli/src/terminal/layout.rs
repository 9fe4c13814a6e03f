//! Columns and lines of a terminal, on which a Chinese character takes two columns.

pub(crate) use ogi_diagnostics::visible;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Columns that a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// A text filled with blanks on the right.
pub(crate) fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", blanks(columns.saturating_sub(width(text))))
}

/// A text filled with blanks on the left.
pub(crate) fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", blanks(columns.saturating_sub(width(text))))
}

/// So many blanks.
pub(crate) fn blanks(columns: usize) -> String {
    " ".repeat(columns)
}

/// A text as it can be shown, at most so many columns wide.
pub(crate) fn clean(text: &str, columns: usize) -> String {
    let visible: String = text.chars().map(visible).collect();
    if width(&visible) <= columns {
        return visible;
    }
    let mut used = 1;
    let kept = visible.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= columns
    });
    kept.collect::<String>() + "…"
}

/// Labels within so many columns: the last one is kept whole as long as there is room.
pub(crate) fn clean_labels(labels: &str, columns: usize) -> String {
    let (front, last) = labels.rsplit_once(" · ").unwrap_or(("", labels));
    let room = columns.saturating_sub(width(last) + 3);
    if width(labels) <= columns || front.is_empty() || room < 8 {
        return clean(labels, columns);
    }
    format!("{} · {}", clean(front, room), clean(last, columns))
}

/// The lines of a text within so many columns: broken at blanks, and between Chinese characters, but not before a
/// punctuation mark that closes or after one that opens.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            if !line.is_empty() && width(&line) + width(piece.trim_end()) > columns {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            let piece = if line.is_empty() {
                piece.trim_start()
            } else {
                piece
            };
            line.push_str(piece);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What stays together on a line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(character);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。；：、！？）》〉”’】〕…,.;:!?)]}·";
    const OPENING: &str = "（《〈“‘【〔([{";
    if CLOSING.contains(after) || OPENING.contains(before) || after == ' ' {
        return false;
    }
    let is_wide = |c: char| c.width() == Some(2) || CLOSING.contains(c) && !c.is_ascii();
    before == ' '
        || is_wide(before)
        || is_wide(after)
        || OPENING.contains(after) && !after.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_characters_take_two_columns() {
        assert_eq!(
            (left("总计", 6).as_str(), right("总计", 6).as_str()),
            ("总计  ", "  总计")
        );
        assert_eq!(clean("一二三四", 5), "一二…");
        assert_eq!(clean("a\u{1b}[31m", 20), "a [31m");
        assert_eq!(
            clean_labels("三、本年度办理结果 · （七）总计 · 自然人", 26),
            "三、本年度办理结… · 自然人"
        );
    }

    #[test]
    fn lines_break_where_people_break_them() {
        let cases: [(&str, usize, &[&str]); 5] = [
            (
                "核对该行的数字，和总计。",
                14,
                &["核对该行的数", "字，和总计。"],
            ),
            (
                "check the six figures",
                10,
                &["check the", "six", "figures"],
            ),
            ("见“ogi rules”一节", 8, &["见“ogi", "rules”一", "节"]),
            ("requests-balance", 4, &["requests-balance"]),
            ("a\nb", 9, &["a", "b"]),
        ];
        for (text, columns, expected) in cases {
            assert_eq!(wrap(text, columns), expected, "{text}");
        }
    }
}
