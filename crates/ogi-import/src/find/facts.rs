//! What a page says about the report as a whole: year, agency, period, date and signature.

mod codes;
mod labelled;
mod name;

use crate::find::dates::{self, Date};
use crate::form::fold;
use crate::grid::{Cell, Page, Strip, trim};
use codes::Codes;
use labelled::{Labelled, on_path};
use name::{Name, looks_like_agency};

/// Something a page says, and the cell it says it in.
#[derive(Debug, Clone)]
pub(crate) struct Said<T> {
    pub(crate) value: T,
    pub(crate) cell: Cell,
}

/// What a page says about the report as a whole.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) title: Option<Said<String>>,
    pub(crate) year: Option<Said<u32>>,
    pub(crate) agency: Option<Said<String>>,
    pub(crate) period: Option<Said<(Date, Date)>>,
    pub(crate) published_on: Option<Said<Date>>,
    pub(crate) codes: Codes,
}

/// The end of a report: who signs it, and when.
#[derive(Debug, Default)]
pub(crate) struct Signature {
    pub(crate) agency: Option<Said<String>>,
    pub(crate) date: Option<Said<Date>>,
    /// Index of the first strip that belongs to it, among those given.
    pub(crate) begins: Option<usize>,
}

/// Words that the lines below an article begin with.
const FOOTERS: [&str; 14] = [
    "扫一扫",
    "分享",
    "打印",
    "关闭",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "版权所有",
    "主办单位",
    "网站地图",
    "相关链接",
    "返回顶部",
    "责任编辑",
];

/// Gathers what the strips before the first section say.
///
/// The title of the container comes first, then the line that names the report nearest to its first section: pages list
/// the reports of other years, too.
pub(crate) fn gather(page: &Page, preamble: &[Strip], signature: Signature) -> Facts {
    let mut facts = Facts {
        codes: codes::gather(preamble),
        ..Facts::default()
    };
    let own = Labelled::gather(preamble);
    let beside = Labelled::gather(&page.metadata);
    let lines: Vec<&Cell> = preamble.iter().filter_map(Strip::sole).collect();
    let cells = page
        .title
        .iter()
        .chain(lines.iter().rev().copied())
        .chain(&own.titles)
        .chain(&beside.titles);
    let names: Vec<(Name, &Cell)> = cells
        .filter_map(|cell| Some((Name::find(&cell.text, true)?, cell)))
        .collect();
    let undated = names
        .iter()
        .find_map(|(name, cell)| Some((name.agency.clone()?, *cell)));
    let undated = undated.map(|(value, cell)| Said {
        value,
        cell: cell.clone(),
    });
    let dated = || names.iter().filter(|(name, _)| name.year.is_some());
    if let Some((name, cell)) = dated()
        .find(|(name, _)| name.agency.is_some())
        .or_else(|| dated().next())
    {
        facts.title = Some(Said {
            value: cell.text.to_string(),
            cell: (*cell).clone(),
        });
        facts.year = name.year.map(|year| Said {
            value: year,
            cell: (*cell).clone(),
        });
        facts.agency = name.agency.clone().map(|agency| Said {
            value: agency,
            cell: (*cell).clone(),
        });
        facts.agency = facts.agency.or_else(|| line_before(&lines, cell));
    } else {
        facts.year = names.iter().find_map(|(_, cell)| year_after(&lines, cell));
    }
    facts.agency = facts.agency.or(signature.agency);
    facts.published_on = signature.date.or(own.published_on).or(beside.published_on);
    facts.period = lines.iter().find_map(|cell| {
        let value = dates::period(&cell.text)?;
        Some(Said {
            value,
            cell: (*cell).clone(),
        })
    });
    let from_period = || {
        let period = facts.period.as_ref()?;
        Some(Said {
            value: period.value.0.year()?,
            cell: period.cell.clone(),
        })
    };
    facts.year = facts.year.or_else(from_period);
    sentences(&mut facts, preamble);
    let in_title = page.title.as_ref().and_then(name::beside_title);
    facts.agency = facts
        .agency
        .or(undated)
        .or(own.agency)
        .or(in_title)
        .or(beside.agency)
        .or_else(|| on_path(&lines));
    facts
}

/// A year in brackets on the line after a title that does not name one.
fn year_after(lines: &[&Cell], title: &Cell) -> Option<Said<u32>> {
    let at = lines.iter().position(|cell| std::ptr::eq(*cell, title))?;
    let after = lines.get(at + 1)?;
    let text: Vec<char> = after
        .text
        .chars()
        .map(fold::character)
        .filter(|c| !c.is_whitespace())
        .collect();
    let inside = text
        .strip_prefix(&['('])
        .and_then(|rest| rest.strip_suffix(&[')']))
        .unwrap_or(&text);
    let years = dates::years(inside);
    let [(year, place)] = &years[..] else {
        return None;
    };
    (*place == (0..inside.len())).then(|| Said {
        value: *year,
        cell: (*after).clone(),
    })
}

/// An agency on the line before a title that does not name one.
fn line_before(lines: &[&Cell], title: &Cell) -> Option<Said<String>> {
    let at = lines.iter().position(|cell| std::ptr::eq(*cell, title))?;
    let before = lines.get(at.checked_sub(1)?)?;
    looks_like_agency(&before.text).then(|| Said {
        value: before.text.to_string(),
        cell: (*before).clone(),
    })
}

/// Looks for the name of the report in sentences, where the title does not say all.
fn sentences(facts: &mut Facts, preamble: &[Strip]) {
    for cell in preamble.iter().filter_map(Strip::sole) {
        let names = cell
            .text
            .split(['。', '，', ',', '；', '《'])
            .filter_map(|part| Name::find(part, false));
        for name in names {
            if let Some(year) = name.year.filter(|_| facts.year.is_none()) {
                facts.year = Some(Said {
                    value: year,
                    cell: cell.clone(),
                });
            }
            if let Some(agency) = name.agency.filter(|_| facts.agency.is_none()) {
                facts.agency = Some(Said {
                    value: agency,
                    cell: cell.clone(),
                });
            }
        }
    }
}

/// Finds the signature at the end of a report: a date on a line of its own, and the agency beside it. What pages print
/// below an article is not part of it.
pub(crate) fn signature(strips: &[Strip]) -> Signature {
    let footer = strips
        .iter()
        .position(|strip| strip.sole().is_some_and(|cell| is_footer(&cell.text)));
    let signature = signature_within(&strips[..footer.unwrap_or(strips.len())]);
    Signature {
        begins: signature.begins.or(footer),
        ..signature
    }
}

/// Whether a line is one that pages print below an article.
fn is_footer(line: &str) -> bool {
    let line: String = line
        .chars()
        .map(fold::character)
        .filter(|c| *c != '(' && *c != '[')
        .collect();
    line.chars().nth(60).is_none() && FOOTERS.iter().any(|words| line.starts_with(words))
}

fn signature_within(strips: &[Strip]) -> Signature {
    let line = |at: usize| strips.get(at).and_then(Strip::sole);
    let mut signature = Signature::default();
    for at in 0..strips.len() {
        let Some(cell) = line(at) else { continue };
        let Some((date, before)) = dates::trailing(&cell.text) else {
            continue;
        };
        if !(before.is_empty() || looks_like_agency(before)) {
            continue;
        }
        signature.date = Some(Said {
            value: date,
            cell: cell.clone(),
        });
        signature.begins = Some(at);
        let said = |value: &str, cell: &Cell| {
            Some(Said {
                value: trim(value).to_owned(),
                cell: cell.clone(),
            })
        };
        let above = at
            .checked_sub(1)
            .and_then(line)
            .filter(|cell| looks_like_agency(&cell.text));
        if !before.is_empty() {
            signature.agency = said(before, cell);
        } else if let Some(above) = above {
            signature.agency = said(&above.text, above);
            signature.begins = Some(at - 1);
        } else if let Some(below) = line(at + 1).filter(|cell| looks_like_agency(&cell.text)) {
            signature.agency = said(&below.text, below);
        }
        return signature;
    }
    let last = strips
        .len()
        .checked_sub(1)
        .and_then(line)
        .filter(|cell| strips.len() > 1 && looks_like_agency(&cell.text));
    if let Some(cell) = last {
        signature.agency = Some(Said {
            value: cell.text.to_string(),
            cell: cell.clone(),
        });
        signature.begins = Some(strips.len() - 1);
    }
    signature
}
