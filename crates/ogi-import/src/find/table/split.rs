//! Cells that were run together in one line of text.

use super::is_number_cell;
use crate::printed::trim;
use crate::printed::value;

/// Numbers in a line beyond these are no row of a report: table four has 15, all of table three 175.
const MOST: usize = 400;

/// Numbers that stand side by side in a line of text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Numbers<'a> {
    /// As printed.
    pub(crate) texts: Vec<&'a str>,
    /// Whether spaces may stand between the thousands of one number.
    grouped: bool,
}

impl<'a> Numbers<'a> {
    fn new(texts: Vec<&'a str>) -> Self {
        // Three digits after a space may be the thousands of the number before it.
        let is_group = |part: &&str| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit());
        let grouped = texts.iter().skip(1).any(is_group);
        Self { texts, grouped }
    }

    /// Whether they can be as many numbers as a row has, and no other.
    pub(crate) fn fill(&self, slots: usize) -> bool {
        !self.grouped || (slots > 2 && self.texts.len() == slots)
    }
}

/// Cuts a label off the numbers after it; `None` where the line does not end in numbers or has no label.
pub(crate) fn split_numbers(text: &str) -> Option<(&str, Numbers<'_>)> {
    let mut label = text.trim_end();
    let mut texts = Vec::new();
    while let Some((before, last)) = label
        .rsplit_once(char::is_whitespace)
        .filter(|(_, last)| is_number_cell(last))
    {
        texts.push(last);
        label = before.trim_end();
        if texts.len() > MOST {
            return None;
        }
    }
    if texts.is_empty() {
        let is_numeric = |c: char| {
            c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '.' | ',' | '-' | '/')
        };
        let end = label.trim_end_matches(is_numeric).len();
        texts.push(&label[end..]);
        label = trim(&label[..end]);
    }
    texts.reverse();
    let found =
        !label.is_empty() && texts.iter().all(|text| !text.is_empty()) && !value::is_value(label);
    found.then(|| (trim(label), Numbers::new(texts)))
}

/// Cuts a line of numbers apart; `None` where it holds anything else.
pub(crate) fn numbers(text: &str) -> Option<Numbers<'_>> {
    let parts: Vec<&str> = text.split_whitespace().take(MOST + 1).collect();
    ((2..=MOST).contains(&parts.len()) && parts.iter().all(|part| value::is_value(part)))
        .then(|| Numbers::new(parts))
}

#[cfg(test)]
mod tests {
    use super::{numbers, split_numbers};

    #[test]
    fn labels_are_cut_off_numbers() {
        let cases = [
            (
                "四、结转下年度继续办理 0 0 1",
                Some(("四、结转下年度继续办理", vec!["0", "0", "1"], true)),
            ),
            ("规章000", Some(("规章", vec!["000"], true))),
            ("规章 12件 /", Some(("规章", vec!["12件", "/"], true))),
            (
                "行政处罚 1 607 994",
                Some(("行政处罚", vec!["1", "607", "994"], false)),
            ),
            ("行政处罚", None),
            ("0 0 0", None),
        ];
        for (text, expected) in cases {
            let found =
                split_numbers(text).map(|(label, numbers)| (label, numbers.fill(1), numbers.texts));
            assert_eq!(
                found,
                expected.map(|(label, texts, fill)| (label, fill, texts)),
                "{text}"
            );
        }
        assert!(numbers("0 12 0").is_some_and(|numbers| numbers.fill(15)));
        assert!(numbers("1 607 994").is_some_and(|numbers| numbers.fill(3) && !numbers.fill(1)));
        assert_eq!(numbers("共 3"), None);
    }
}
