//! Cells that were run together in one line of text.

use crate::grid::trim;
use crate::value;

/// Cuts a label off the numbers after it; `None` where the line does not end in numbers or has no label.
pub(crate) fn split_numbers(text: &str) -> Option<(&str, Vec<&str>)> {
    let is_numeric = |c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || c.is_whitespace() || matches!(c, '.' | ',' | '-' | '/')
    };
    let label = text.trim_end_matches(is_numeric);
    let numbers = trim(&text[label.len()..]);
    if label.is_empty() || numbers.is_empty() || looks_grouped(numbers) {
        return None;
    }
    Some((trim(label), numbers.split_whitespace().collect()))
}

/// Cuts a line of numbers apart; `None` where it holds anything else, or could be one number with spaces in it.
pub(crate) fn numbers(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    (parts.len() > 1 && parts.iter().all(|part| value::is_value(part)) && !looks_grouped(text)).then_some(parts)
}

/// Whether spaces may stand between the thousands of one number.
fn looks_grouped(numbers: &str) -> bool {
    let parts: Vec<&str> = numbers.split_whitespace().collect();
    parts.len() > 1 && parts[1..].iter().any(|part| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a line is only the number of a page.
pub(crate) fn is_page_mark(text: &str) -> bool {
    let core = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '—' | '–' | '－' | '·' | '.'));
    let core = core.trim_start_matches("Page").trim_start_matches('P').trim_start_matches('第').trim_end_matches('页');
    let core = core.trim_matches(['.', ' ']);
    let marked = core.len() < text.len();
    marked && (1..=3).contains(&core.len()) && core.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_page_mark, numbers, split_numbers};

    #[test]
    fn labels_are_cut_off_numbers() {
        let cases = [
            ("四、结转下年度继续办理 0 0 1", Some(("四、结转下年度继续办理", vec!["0", "0", "1"]))),
            ("规章000", Some(("规章", vec!["000"]))),
            ("行政处罚 1 607 994", None),
            ("行政处罚", None),
            ("0 0 0", None),
        ];
        for (text, expected) in cases {
            assert_eq!(split_numbers(text), expected, "{text}");
        }
        assert_eq!(numbers("0 12 0"), Some(vec!["0", "12", "0"]));
        assert_eq!(numbers("1 607 994"), None);
    }

    #[test]
    fn page_marks_are_told_from_values() {
        for mark in ["- 4 -", "— 5 —", "P. 9", "第 3 页", "Page 12"] {
            assert!(is_page_mark(mark), "{mark}");
        }
        for value in ["4", "1234 -", "-"] {
            assert!(!is_page_mark(value), "{value}");
        }
    }
}
