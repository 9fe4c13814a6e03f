//! Escapes text for each kind of markup.

use std::fmt::Write as _;

/// Adds formatted text to a string, which cannot fail.
pub(crate) fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text)
        .unwrap_or_else(|error| unreachable!("a string takes any text: {error}"));
}

/// Text for XML and HTML, in content and in attributes between double quotes. Characters that XML and HTML cannot carry
/// become U+FFFD, and carriage returns are dropped.
pub(crate) fn markup(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => {}
            '\n' | '\t' => escaped.push(c),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => {
                escaped.push('\u{fffd}');
            }
            _ if u32::from(c) & 0xfffe == 0xfffe => escaped.push('\u{fffd}'),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Text for a paragraph of Markdown, on one line, escaped so that it does not begin a list.
pub(crate) fn paragraph(text: &str) -> String {
    let escaped = markdown(text);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = escaped.split_at(digits);
    let after = rest.strip_prefix(['.', ')']);
    let begins_list = after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']));
    if digits > 0 && begins_list {
        return format!("{number}\\{rest}");
    }
    if escaped.starts_with(['-', '+', '=']) {
        format!("\\{escaped}")
    } else {
        escaped
    }
}

/// Text for Markdown within a line.
pub(crate) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.trim_matches(|c: char| c.is_ascii_whitespace()).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' => {
                escaped.extend(['\\', c]);
            }
            _ if breaks_line(c) => escaped.push(' '),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Text for plain text, on one line.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if breaks_line(c) { ' ' } else { c })
        .collect()
}

fn breaks_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::{markdown, markup, paragraph};

    #[test]
    fn markup_has_none_of_its_own() {
        assert_eq!(
            markup("a<b>&\"c\"\u{0}\r\n"),
            "a&lt;b&gt;&amp;&quot;c&quot;\u{fffd}\n"
        );
    }

    #[test]
    fn markdown_stays_text() {
        for (text, expected) in [
            ("2023年*新*增", "2023年\\*新\\*增"),
            ("-", "-"),
            ("-2", "-2"),
            ("5.0325", "5.0325"),
            ("a|b", "a\\|b"),
        ] {
            assert_eq!(markdown(text), expected);
        }
    }

    #[test]
    fn paragraphs_begin_no_list() {
        for (text, expected) in [
            ("1.属于国家秘密", "1.属于国家秘密"),
            ("1. 属于国家秘密", "1\\. 属于国家秘密"),
            ("2)", "2\\)"),
            ("- 项目", "\\- 项目"),
            ("# 一", "\\# 一"),
        ] {
            assert_eq!(paragraph(text), expected);
        }
    }
}
