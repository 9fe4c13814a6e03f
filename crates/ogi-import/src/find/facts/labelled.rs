//! What a page prints about itself beside a label: the box above an article, the line below a title, its metadata.

use crate::find::dates::{self, Date};
use crate::find::words::words;
use crate::grid::{Cell, Strip, trim};
use crate::printed::fold;

use super::Said;
use super::name::{looks_like_agency, without_openings};

/// Longest line that is not text which mentions such words. Page f06 has one of 49; any greater length reads the corpus
/// alike.
const LONGEST: usize = 300;

/// What a page prints about itself beside labels.
#[derive(Debug, Default)]
pub(super) struct Labelled {
    pub(super) agency: Option<Said<String>>,
    /// The office whose site it is, unless that is the site of a whole government.
    pub(super) site: Option<Said<String>>,
    pub(super) titles: Vec<Cell>,
    pub(super) published_on: Option<Said<Date>>,
}

impl Labelled {
    /// Gathers what some strips print: those before the first section, or the metadata of the page.
    pub(super) fn gather(strips: &[Strip]) -> Self {
        let labels = &words().labels;
        let mut found = Self::default();
        let mut rank = labels.agency.len();
        for (cell, beside) in strips.iter().flat_map(with_neighbours) {
            let title = value(cell, beside, &labels.title);
            found.titles.extend(title.map(|(_, cell)| cell));
            found.date(value(cell, beside, &labels.published));
            found.site(value(cell, beside, &labels.site));
            if let Some((at, said)) =
                value(cell, beside, &labels.agency).filter(|(at, _)| *at < rank)
                && looks_like_agency(&said.text)
            {
                rank = at;
                found.agency = Some(Said {
                    value: without_openings(&said.text).to_owned(),
                    cell: said,
                });
            }
        }
        found
    }

    fn date(&mut self, said: Option<(usize, Cell)>) {
        let Some((_, cell)) = said.filter(|_| self.published_on.is_none()) else {
            return;
        };
        let date = cell
            .text
            .split_whitespace()
            .next()
            .and_then(dates::trailing);
        let date = date
            .filter(|(_, before)| before.is_empty())
            .map(|(date, _)| date);
        self.published_on = date.map(|value| Said { value, cell });
    }

    /// The site of a government holds the reports of all its offices, so that its name says nothing about one of them.
    fn site(&mut self, said: Option<(usize, Cell)>) {
        let Some((_, cell)) = said.filter(|_| self.site.is_none()) else {
            return;
        };
        let words = &words().agency;
        let mut name = trim(&cell.text);
        for ending in ["门户网站", "官方网站", "网站", "网"] {
            name = name.strip_suffix(ending).unwrap_or(name);
        }
        let is_of_all = words
            .governments
            .iter()
            .chain(&words.areas)
            .any(|ending| name.ends_with(ending));
        if looks_like_agency(name) && !is_of_all {
            self.site = Some(Said {
                value: name.to_owned(),
                cell: cell.clone(),
            });
        }
    }
}

/// The filled cells of a strip, each with the next one; text that is too long for a label is left out.
pub(super) fn with_neighbours(strip: &Strip) -> impl Iterator<Item = (&Cell, Option<&Cell>)> {
    let filled: Vec<&Cell> = strip
        .cells
        .iter()
        .filter(|cell| !cell.is_blank() && !cell.continued)
        .collect();
    let pairs: Vec<_> = filled
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.text.chars().nth(LONGEST).is_none())
        .map(|(at, cell)| (*cell, filled.get(at + 1).copied()))
        .collect();
    pairs.into_iter()
}

/// Whether a line says something beside a label that pages print above an article.
pub(crate) fn is_labelled(line: &str) -> bool {
    if line.chars().nth(LONGEST).is_some() {
        return false;
    }
    let labels = &words().labels;
    let folded: Vec<char> = line.chars().map(fold::character).collect();
    [
        &labels.agency,
        &labels.published,
        &labels.index,
        &labels.address,
    ]
    .into_iter()
    .flatten()
    .any(|label| {
        place(&folded, label).is_some_and(|(_, end)| folded.get(end).is_some_and(|c| is_mark(*c)))
    })
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | ']' | ')' | '|')
}

/// Where a label stands in a folded text, also where its characters are printed apart: begin and end.
fn place(folded: &[char], label: &str) -> Option<(usize, usize)> {
    (0..folded.len()).find_map(|begin| {
        let is_start = begin == 0
            || folded[begin - 1].is_whitespace()
            || matches!(folded[begin - 1], '[' | '(' | '|');
        let mut at = begin;
        for (index, c) in label.chars().enumerate() {
            while index > 0 && folded.get(at).is_some_and(|c| c.is_whitespace()) {
                at += 1;
            }
            if folded.get(at) != Some(&c) {
                return None;
            }
            at += 1;
        }
        let end = folded.get(at).is_none_or(|c| is_mark(*c));
        (is_start && end).then_some((begin, at))
    })
}

/// What stands after one of some labels, up to the next gap, or in the cell beside it; and which label it is.
pub(super) fn value(
    cell: &Cell,
    beside: Option<&Cell>,
    labels: &[String],
) -> Option<(usize, Cell)> {
    let folded: Vec<char> = cell.text.chars().map(fold::character).collect();
    labels.iter().enumerate().find_map(|(rank, label)| {
        let (begin, end) = place(&folded, label)?;
        let is_in_brackets = begin.checked_sub(1).is_some_and(|at| folded[at] == '(');
        let from = (end..folded.len()).find(|at| !is_mark(folded[*at]));
        let value = if let Some(from) = from {
            // What a sentence says within brackets is about something else.
            let rest = &folded[from..];
            let closes = rest.iter().position(|c| *c == ')');
            if is_in_brackets && closes.is_some() && begin > 1 {
                return None;
            }
            let length = rest
                .iter()
                .position(|c| c.is_whitespace() || *c == '|')
                .unwrap_or(rest.len());
            let own: String = cell.text.chars().skip(from).take(length).collect();
            Cell {
                text: own.into(),
                ..cell.clone()
            }
        } else {
            let beside = beside?;
            Cell {
                text: trim(&beside.text).replace('\n', "").into(),
                ..beside.clone()
            }
        };
        Some((rank, value))
    })
}

/// The only office on the path to a page, such as `首页 > 某局 > 年度报告`.
pub(super) fn on_path(lines: &[&Cell]) -> Option<Said<String>> {
    let is_path = |cell: &&&Cell| cell.text.matches(['>', '＞', '»']).count() > 1;
    let mut agencies = lines.iter().filter(is_path).flat_map(|cell| {
        let steps = cell
            .text
            .split(['>', '＞', '»'])
            .map(trim)
            .filter(|step| looks_like_agency(step));
        steps.map(|step| Said {
            value: step.to_owned(),
            cell: (*cell).clone(),
        })
    });
    let first = agencies.next()?;
    agencies
        .all(|other| other.value == first.value)
        .then_some(first)
}

#[cfg(test)]
mod tests {
    use super::Labelled;
    use crate::grid::{Cell, Ruling, Strip};

    fn check(cells: &[&str], agency: Option<&str>, title: Option<&str>, date: Option<&str>) {
        let cells = cells.iter().map(|text| Cell::line(*text, 1)).collect();
        let found = Labelled::gather(&[Strip {
            cells,
            ruling: Ruling::Ruled,
        }]);
        assert_eq!(found.agency.map(|said| said.value).as_deref(), agency);
        assert_eq!(found.titles.first().map(|cell| &*cell.text), title);
        assert_eq!(
            found
                .published_on
                .map(|said| said.value.to_string())
                .as_deref(),
            date
        );
    }

    #[test]
    fn labels_say_what_stands_beside_them() {
        check(
            &["发布机构", "某县财政局", "发文日期", "2022-01-20"],
            Some("某县财政局"),
            None,
            Some("2022-01-20"),
        );
        check(
            &["来源：某网站 发布机构：某县财政局"],
            Some("某县财政局"),
            None,
            None,
        );
        check(
            &["名称：2021年报告", "公开日期：2022年1月20日"],
            None,
            Some("2021年报告"),
            Some("2022-01-20"),
        );
        check(&["主要信息来源包括某县财政局"], None, None, None);
        check(
            &["发 布 机 构：某县财政局 成 文 日 期：2022-01-20"],
            Some("某县财政局"),
            None,
            Some("2022-01-20"),
        );
        check(
            &["编制单位", "由某县财政局"],
            Some("某县财政局"),
            None,
            None,
        );
    }
}
