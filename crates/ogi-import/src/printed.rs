//! What is printed in one place: labels, numbers and units, whatever container they come from and wherever they stand.

pub(crate) mod decimal;
pub(crate) mod fold;
pub(crate) mod label;
pub(crate) mod reading;
pub(crate) mod unit;
pub(crate) mod value;

/// Removes whitespace, in all the widths in which pages print it, from both ends.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
}

/// Whether a line is only the number of a page.
pub(crate) fn is_page_mark(text: &str) -> bool {
    if is_ordinal(text) {
        return false;
    }
    let core = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '—' | '–' | '－' | '·' | '.')
    });
    let core = core
        .trim_start_matches("Page")
        .trim_start_matches('P')
        .trim_start_matches('第')
        .trim_end_matches('页');
    let core = core.trim_matches(['.', ' ']);
    let marked = core.len() < text.len();
    marked && (1..=3).contains(&core.len()) && core.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is no more than an ordinal in digits, such as `12.`.
pub(crate) fn is_ordinal(text: &str) -> bool {
    let digits = text.strip_suffix(['.', '．', '、']);
    digits.is_some_and(|digits| {
        (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::is_page_mark;

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
