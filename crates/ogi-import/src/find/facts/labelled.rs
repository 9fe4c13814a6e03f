//! What a page prints about itself beside a label: the box above an article, the line below a title, its metadata.

use crate::find::dates::{self, Date};
use crate::form::fold;
use crate::grid::{Cell, Strip, trim};

use super::Said;
use super::name::looks_like_agency;

/// Labels before the office that a report is from, the surest first.
const AGENCY: [&str; 15] = [
    "发布机构",
    "发文机关",
    "发文机构",
    "发布单位",
    "发布机关",
    "公开机构",
    "公开单位",
    "公开主体",
    "编制单位",
    "报告单位",
    "填报单位",
    "制作单位",
    "责任部门",
    "信息来源",
    "来源",
];
/// Labels before the title of a report.
const TITLE: [&str; 5] = ["信息名称", "文件名称", "标题", "名称", "题名"];
/// Labels before the day that a report was published.
const PUBLISHED: [&str; 9] = [
    "成文日期",
    "发文日期",
    "发布日期",
    "公开日期",
    "生成日期",
    "印发日期",
    "发布时间",
    "公开时间",
    "生成时间",
];
/// Longest line that is not text which mentions such words.
const LONGEST: usize = 300;

/// What a page prints about itself beside labels.
#[derive(Debug, Default)]
pub(super) struct Labelled {
    pub(super) agency: Option<Said<String>>,
    pub(super) titles: Vec<Cell>,
    pub(super) published_on: Option<Said<Date>>,
}

impl Labelled {
    /// Gathers what the strips before the first section print.
    pub(super) fn gather(preamble: &[Strip]) -> Self {
        let mut found = Self::default();
        let mut rank = AGENCY.len();
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
                found.title(value(cell, beside, &TITLE));
                found.date(value(cell, beside, &PUBLISHED));
                if let Some((at, said)) = value(cell, beside, &AGENCY).filter(|(at, _)| *at < rank)
                    && looks_like_agency(&said.text)
                {
                    rank = at;
                    found.agency = Some(Said {
                        value: said.text.to_string(),
                        cell: said,
                    });
                }
            }
        }
        found
    }

    fn title(&mut self, said: Option<(usize, Cell)>) {
        self.titles.extend(said.map(|(_, cell)| cell));
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
}

/// What stands after one of some labels, up to the next gap, or in the cell beside it; and which label it is.
fn value(cell: &Cell, beside: Option<&Cell>, labels: &[&str]) -> Option<(usize, Cell)> {
    let text: String = cell.text.chars().map(fold::character).collect();
    labels.iter().enumerate().find_map(|(rank, label)| {
        let at = text.find(label)?;
        let is_mark = |c: char| c.is_whitespace() || matches!(c, ':' | ']' | ')' | '|');
        let begins = text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '(' | '|'));
        let rest = &text[at + label.len()..];
        let marked = rest.is_empty() || rest.starts_with(is_mark);
        let rest = rest.trim_start_matches(is_mark);
        if !begins || !marked {
            return None;
        }
        let value = rest
            .split(|c: char| c.is_whitespace() || c == '|')
            .next()
            .unwrap_or_default();
        let value = if value.is_empty() {
            let beside = beside.filter(|_| rest.is_empty())?;
            Cell {
                text: trim(&beside.text).replace('\n', "").into(),
                ..beside.clone()
            }
        } else {
            let begins = cell.text.chars().count() - rest.chars().count();
            let own: String = cell
                .text
                .chars()
                .skip(begins)
                .take(value.chars().count())
                .collect();
            Cell {
                text: own.into(),
                ..cell.clone()
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
    }
}
