//! Codes that a page prints about itself: index number, address, and the unified social credit code within them.

use ogi_report::Uscc;

use crate::form::fold;
use crate::grid::{Cell, Strip, trim};

use super::Said;

/// Words before an index number, and before the address of a page.
const INDEX: [&str; 3] = ["索引号", "信息索引", "索取号"];
const ADDRESS: [&str; 4] = ["网址", "原文链接", "链接地址", "原文地址"];
const CODE: [&str; 2] = ["统一社会信用代码", "信用代码"];
/// Lines longer than this are text that mentions such words.
const LONGEST: usize = 300;

/// What a page prints about itself.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    pub(crate) index_number: Option<Said<String>>,
    pub(crate) url: Option<Said<String>>,
    /// Check characters are right; pages that print several say nothing.
    pub(crate) uscc: Option<Said<String>>,
}

/// Gathers what the strips before the first section print.
pub(crate) fn gather(preamble: &[Strip]) -> Codes {
    let mut codes = Codes::default();
    let mut usccs: Vec<Said<String>> = Vec::new();
    for strip in preamble {
        let cells: Vec<&Cell> = strip
            .cells
            .iter()
            .filter(|cell| !cell.is_blank() && !cell.continued)
            .collect();
        for (at, cell) in cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.text.chars().nth(LONGEST).is_none())
        {
            let beside = cells.get(at + 1).copied();
            let index = value_after(cell, beside, &INDEX)
                .filter(|said| said.value.bytes().any(|b| b.is_ascii_digit()));
            let url = value_after(cell, beside, &ADDRESS).and_then(url);
            let named = value_after(cell, beside, &CODE);
            usccs.extend(index.iter().chain(&url).chain(&named).filter_map(|said| {
                Some(Said {
                    value: uscc(&said.value)?,
                    cell: said.cell.clone(),
                })
            }));
            codes.index_number = codes.index_number.or(index);
            codes.url = codes.url.or(url);
        }
    }
    let first = usccs.first().cloned();
    codes.uscc = first.filter(|first| usccs.iter().all(|other| other.value == first.value));
    codes
}

/// What stands after one of the words, up to the next gap, or in the cell beside it.
fn value_after(cell: &Cell, beside: Option<&Cell>, words: &[&str]) -> Option<Said<String>> {
    let text: String = cell.text.chars().map(fold::character).collect();
    let rest = words
        .iter()
        .find_map(|word| Some(text.split_once(word)?.1.to_owned()))?;
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | ']' | '】' | '|');
    let rest = rest.trim_start_matches(is_mark);
    let value = rest
        .split(|c: char| c.is_whitespace() || c == '|')
        .next()
        .unwrap_or_default();
    match (value, beside) {
        ("", Some(beside)) => Some(Said {
            value: trim(&beside.text).replace('\n', ""),
            cell: beside.clone(),
        }),
        ("", None) => None,
        _ => Some(Said {
            value: value.to_owned(),
            cell: cell.clone(),
        }),
    }
}

fn url(said: Said<String>) -> Option<Said<String>> {
    let begins = said
        .value
        .find("http://")
        .or_else(|| said.value.find("https://"))?;
    let address = &said.value[begins..];
    let is_part = |c: char| matches!(c, '!' | '#'..=';' | '=' | '?'..='Z' | '_' | 'a'..='z' | '~');
    let end = address.find(|c: char| !is_part(c)).unwrap_or(address.len());
    (end > "https://".len() && end <= LONGEST).then(|| Said {
        value: address[..end].to_owned(),
        cell: said.cell,
    })
}

/// The unified social credit code within a text, if both of its check characters are right (GB 32100, GB 11714).
fn uscc(text: &str) -> Option<String> {
    let characters: Vec<char> = text.to_ascii_uppercase().chars().collect();
    let is_edge = |at: Option<&char>| at.is_none_or(|c| !c.is_ascii_alphanumeric());
    let mut found = (0..characters.len().saturating_sub(17)).filter(|at| {
        let before = at.checked_sub(1).and_then(|before| characters.get(before));
        is_edge(before) && is_edge(characters.get(at + 18)) && is_uscc(&characters[*at..at + 18])
    });
    let at = found.next()?;
    found
        .next()
        .is_none()
        .then(|| characters[at..at + 18].iter().collect())
}

fn is_uscc(code: &[char]) -> bool {
    let code: String = code.iter().collect();
    Uscc::try_from(code).is_ok_and(|code| code.has_right_check_characters())
}

#[cfg(test)]
mod tests {
    use super::gather;
    use crate::grid::{Cell, Ruling, Strip};

    fn check(rows: &[&[&str]], index: Option<&str>, uscc: Option<&str>, url: Option<&str>) {
        let strip = |cells: &&[&str]| Strip {
            cells: cells.iter().map(|text| Cell::line(*text, 1)).collect(),
            ruling: Ruling::Ruled,
        };
        let codes = gather(&rows.iter().map(strip).collect::<Vec<_>>());
        let said =
            |said: &Option<super::Said<String>>| said.as_ref().map(|said| said.value.clone());
        assert_eq!(said(&codes.index_number).as_deref(), index, "{rows:?}");
        assert_eq!(said(&codes.uscc).as_deref(), uscc, "{rows:?}");
        assert_eq!(said(&codes.url).as_deref(), url, "{rows:?}");
    }

    #[test]
    fn codes_are_read_from_index_numbers_and_addresses() {
        let code = "91350100M000100Y43";
        let index = format!("{code}/2024-00012");
        check(
            &[&["索引号", &index, "发布机构", "某局"]],
            Some(&index),
            Some(code),
            None,
        );
        check(&[&[&format!("索 引 号：{index}")]], None, None, None);
        check(
            &[&[&format!("索引号： {index} 发布日期：2024-01-02")]],
            Some(&index),
            Some(code),
            None,
        );
        let wrong = "91350100M000100Y44/1";
        check(&[&["索引号", wrong]], Some(wrong), None, None);
        let address = format!("http://www.example.gov.cn/{code}/a.html");
        check(
            &[&[&format!("网址:{address}。")]],
            None,
            Some(code),
            Some(&address),
        );
        check(&[&[code]], None, None, None);
        check(
            &[&["索引号", &index], &["信用代码", "91350211M000100Y46"]],
            Some(&index),
            None,
            None,
        );
    }
}
