//! The words and the spelling of the appendix of a printed report, for the renderer and the importer.

use std::fmt::Write as _;

use crate::{Definition, Schema};

/// Heading of the appendix, after the signature.
pub const HEADING: &str = "附录";
/// Heading of the explanations of findings, which are not part of the report.
pub const FINDINGS: &str = "检查说明";
/// Shown in a cell of a list that has no value.
pub const NOTHING: &str = "-";
/// Shown for an optional object or list that is present but empty.
pub const PRESENT: &str = "有";
/// Separates the labels that lead to a place.
pub const WITHIN: &str = " › ";

/// A list of the appendix: a table whose first column names a place by its JSON Pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    /// Its heading.
    pub title: &'static str,
    /// The property of a report whose items it lists; `None` for a list of single values.
    pub of: Option<&'static str>,
    /// The heads of its columns.
    pub columns: &'static [&'static str],
}

/// Single values outside of tables and texts, and the number of paragraphs of each text. A text that print cannot carry
/// follows in quotation marks, in as many rows as it needs.
pub const FACTS: List = List {
    title: "报告信息",
    of: None,
    columns: &["位置", "项目", "内容"],
};
/// The notes on cells, complete and in their order.
pub const NOTES: List = List {
    title: "单元格说明",
    of: Some("cell_notes"),
    columns: &["位置", "单元格", "原文", "缺失原因"],
};
/// The extensions, complete and in their order.
pub const EXTENSIONS: List = List {
    title: "表外项目",
    of: Some("extensions"),
    columns: &["位置", "名称", "内容"],
};
/// All lists, in their order.
pub const LISTS: [List; 3] = [FACTS, NOTES, EXTENSIONS];

/// The labels from the section to a place, outermost first; the pointer itself if the definition has no such place.
#[must_use]
pub fn place(schema: &Schema, report: &Definition, pointer: &str) -> String {
    let steps = schema.resolve(report, pointer).unwrap_or_default();
    let labels: Vec<&str> = steps
        .iter()
        .map(|(_, property)| property.label.as_str())
        .collect();
    if labels.is_empty() {
        pointer.to_owned()
    } else {
        labels.join(WITHIN)
    }
}

/// The paragraphs of a text that print shows: lines with something other than blanks and bars.
pub fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .filter(|line| line.chars().any(|c| c != '\u{3000}' && !must_be_spelled(c)))
}

/// The number of paragraphs of a text, as the appendix writes it.
#[must_use]
pub fn say_paragraphs(count: usize) -> String {
    format!("{count}段")
}

/// Reads a number that [`say_paragraphs`] wrote.
#[must_use]
pub fn read_paragraphs(said: &str) -> Option<usize> {
    said.strip_suffix('段')?.parse().ok()
}

/// Whether a line comes back unchanged from every kind of file: it has no blanks at its ends or in a row, no bars and no
/// control characters, and does not begin like a heading.
#[must_use]
pub fn is_plain(line: &str) -> bool {
    let ends = [line.chars().next(), line.chars().next_back()];
    !line.starts_with('#')
        && ends.iter().all(|end| end.is_some_and(|c| !is_blank(c)))
        && is_carried(line)
}

fn is_carried(line: &str) -> bool {
    line.chars().all(|c| c == ' ' || !must_be_spelled(c)) && !line.contains("  ")
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Whether some kind of file drops a character, changes it or gives it a meaning.
fn must_be_spelled(c: char) -> bool {
    let is_bar = matches!(c, '|' | '｜' | '│' | '┃');
    let is_none = u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    c.is_control() || is_blank(c) && c != '\u{3000}' || is_bar || is_none
}

/// Whether a cell without a number shows the printed text that its note quotes; `missing` is a code of `missing-reason`.
/// A text with digits is not shown, because it would be read as the number of the cell.
#[must_use]
pub fn shows(printed: &str, missing: Option<&str>) -> bool {
    !matches!(missing, Some("illegible" | "not_printed")) && !printed.chars().any(char::is_numeric)
}

/// A text as the appendix spells it: unchanged if every kind of file carries it, else as a JSON string.
#[must_use]
pub fn spell(text: &str) -> String {
    let is_word = is_plain(text) && !text.starts_with('"') && text != NOTHING && text != PRESENT;
    if is_word {
        text.to_owned()
    } else {
        quote(text)
    }
}

/// A text as a JSON string that every kind of file carries.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    let mut after_blank = false;
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            ' ' if !after_blank => quoted.push(' '),
            _ if must_be_spelled(c) || c == ' ' => {
                let units = &mut [0; 2];
                for unit in c.encode_utf16(units) {
                    write!(quoted, "\\u{unit:04x}")
                        .unwrap_or_else(|error| unreachable!("a string: {error}"));
                }
            }
            _ => quoted.push(c),
        }
        after_blank = c == ' ';
    }
    quoted + "\""
}

/// Reads a text that [`spell`] wrote; `None` for an empty cell and for a broken string.
#[must_use]
pub fn read(spelled: &str) -> Option<String> {
    match spelled {
        NOTHING => None,
        _ if spelled.starts_with('"') => serde_json::from_str(spelled).ok(),
        _ => Some(spelled.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{read, spell};

    #[test]
    fn every_text_comes_back() {
        let cases = [
            ("某局", "某局"),
            ("", "\"\""),
            ("-", "\"-\""),
            ("a  b", "\"a \\u0020b\""),
            (" a", "\" a\""),
            ("甲|\n", "\"甲\\u007c\\u000a\""),
            ("\u{1fffe}", "\"\\ud83f\\udffe\""),
            ("说\"好\"", "说\"好\""),
            ("\"好\"", "\"\\\"好\\\"\""),
        ];
        for (text, spelled) in cases {
            assert_eq!(spell(text), spelled);
            assert_eq!(read(spelled).as_deref(), Some(text));
        }
        assert_eq!(read("-"), None);
        assert_eq!(read("\"broken"), None);
    }
}
