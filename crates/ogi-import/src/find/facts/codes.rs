//! Codes that a page prints about itself: index number, address, and the unified social credit code within them.

use ogi_report::Uscc;

use crate::find::dates;
use crate::find::words::words;
use crate::grid::{Cell, Strip};

use super::Said;
use super::labelled;

/// Longest address that a document holds of a page, in characters.
const LONGEST: usize = 300;
/// Where addresses of annual reports say the year that they are about.
const YEAR_IN_ADDRESS: &str = "fbtime=";

/// What a page prints about itself.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    pub(crate) index_number: Option<Said<String>>,
    pub(crate) url: Option<Said<String>>,
    /// Check characters are right; pages that print several say nothing.
    pub(crate) uscc: Option<Said<String>>,
    /// The year that the address names.
    pub(crate) year: Option<Said<u32>>,
}

/// Gathers what some strips print: those before the first section, or the metadata of the page.
pub(crate) fn gather<'a>(strips: impl Iterator<Item = &'a Strip>) -> Codes {
    let labels = &words().labels;
    let mut codes = Codes::default();
    let mut usccs: Vec<Said<String>> = Vec::new();
    for strip in strips {
        for (cell, beside) in labelled::with_neighbours(strip) {
            let index = value(cell, beside, &labels.index).and_then(index_number);
            let url = value(cell, beside, &labels.address).and_then(url);
            let named = value(cell, beside, &labels.code);
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
    codes.year = codes.url.as_ref().and_then(year);
    codes
}

fn value(cell: &Cell, beside: Option<&Cell>, labels: &[String]) -> Option<Said<String>> {
    let (_, cell) = labelled::value(cell, beside, labels)?;
    Some(Said {
        value: cell.text.to_string(),
        cell,
    })
}

/// An index number; what a broken template leaves of one, such as `/2021-None`, is none.
fn index_number(said: Said<String>) -> Option<Said<String>> {
    let text = &said.value;
    let is_number = text.bytes().any(|b| b.is_ascii_digit())
        && text.starts_with(char::is_alphanumeric)
        && !["None", "null", "undefined"]
            .iter()
            .any(|word| text.contains(word));
    is_number.then_some(said)
}

/// The address of a page; that of a whole site is not one.
fn url(said: Said<String>) -> Option<Said<String>> {
    let address = said.value.as_str();
    let scheme = ["http://", "https://"]
        .into_iter()
        .find(|scheme| address.starts_with(scheme))?;
    let host = &address[scheme.len()..];
    let is_part = |c: char| matches!(c, '!' | '#'..=';' | '=' | '?'..='Z' | '_' | 'a'..='z' | '~');
    let end = host.find(|c: char| !is_part(c)).unwrap_or(host.len());
    let host = host[..end].trim_end_matches([')', '.', ',', ';', ':']);
    let (_, path) = host.split_once(['/', '?'])?;
    let length = scheme.len() + host.len();
    (!path.is_empty() && length <= LONGEST).then(|| Said {
        value: address[..length].to_owned(),
        cell: said.cell,
    })
}

/// The year that the address of a report names.
fn year(address: &Said<String>) -> Option<Said<u32>> {
    let (_, after) = address.value.split_once(YEAR_IN_ADDRESS)?;
    let digits = after.split(|c: char| !c.is_ascii_digit()).next()?;
    let year = digits
        .parse()
        .ok()
        .filter(|year| dates::YEARS.contains(year))?;
    Some(Said {
        value: year,
        cell: address.cell.clone(),
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
        let codes = gather(rows.iter().map(strip).collect::<Vec<_>>().iter());
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
        check(
            &[&[&format!("索 引 号：{index}")]],
            Some(&index),
            Some(code),
            None,
        );
        check(&[&["索 引 号", &index]], Some(&index), Some(code), None);
        check(&[&["索引号", "/2021-None"]], None, None, None);
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
        check(
            &[&["本报告可在某市政府网站下载(网址:http://www.example.gov.cn)。"]],
            None,
            None,
            None,
        );
        check(&[&["网址：http://www.example.gov.cn/"]], None, None, None);
        let annual = format!("http://www.example.gov.cn/a.jsp?area={code}&fbtime=2024");
        check(&[&["网址", &annual]], None, Some(code), Some(&annual));
        check(&[&[code]], None, None, None);
        check(
            &[&["索引号", &index], &["信用代码", "91350211M000100Y46"]],
            Some(&index),
            None,
            None,
        );
    }
}
