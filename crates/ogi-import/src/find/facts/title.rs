//! The lines of a page that name a report: its title, on one line or broken over several.

use std::ops::Range;

use crate::find::dates;
use crate::grid::{Cell, Strip, trim};
use crate::printed::fold;

use super::name::{Name, Setting, ends_as_area, looks_like_agency};
use super::{labelled, signature};

/// Most lines that a title is broken over: agency, year and words, each on a line of its own. Pages c03, f02 and x11 break
/// it over two; more than three change nothing in the corpus.
const LINES: usize = 3;
/// Longest line of a broken title, in characters; a page of A4 has 28 to 45 of its size. Page f02 has one of 25; no longer
/// one is met.
const LONGEST: usize = 45;

/// A line, or several, that name a report.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    /// Its strips among those given.
    pub(crate) strips: Range<usize>,
    /// What it names.
    pub(crate) name: Name,
    /// Its text, with the place of its first line.
    pub(crate) cell: Cell,
}

/// The titles among strips, from the first to the last.
pub(crate) fn titles(strips: &[Strip]) -> Vec<Title> {
    let mut titles = Vec::new();
    let mut at = 0;
    while at < strips.len() {
        let title = title_at(strips, at);
        at = title.as_ref().map_or(at + 1, |title| title.strips.end);
        titles.extend(title);
    }
    titles
}

/// The title that begins with a strip.
fn title_at(strips: &[Strip], at: usize) -> Option<Title> {
    let first = strips[at].sole()?;
    if names_a_report(first)
        && let Some(name) = Name::find(&first.text, Setting::Title)
    {
        return Some(Title {
            strips: at..at + 1,
            name,
            cell: first.clone(),
        });
    }
    (2..=LINES).find_map(|count| broken(strips, at..at + count))
}

/// Whether a line holds the last word of the name of a report; most lines of a page do not.
fn names_a_report(cell: &Cell) -> bool {
    cell.text.contains(['报', '報']) || trim(&cell.text) == "告"
}

/// A title that is broken over lines: none of them but the last can name a report, and together they name its agency.
fn broken(strips: &[Strip], range: Range<usize>) -> Option<Title> {
    let lines: Option<Vec<&Cell>> = strips.get(range.clone())?.iter().map(Strip::sole).collect();
    let lines = lines?;
    let last = lines.last().filter(|last| names_a_report(last))?;
    let is_part = |cell: &&Cell| {
        let text = trim(&cell.text);
        text.chars().nth(LONGEST).is_none()
            && !text.contains(['。', '；', '：', ':', '>', '》'])
            && text.contains(fold::is_han)
            && dates::trailing(text).is_none()
            && !signature::is_furniture(text)
            && !labelled::is_labelled(text)
    };
    if !lines.iter().all(is_part) {
        return None;
    }
    let text: String = lines.iter().map(|cell| trim(&cell.text)).collect();
    let name = Name::find(&text, Setting::Title)?;
    let alone = Name::find(&last.text, Setting::Title);
    let gains = alone.is_none_or(|alone| {
        alone.agency.is_none_or(|end| is_end_of_name(&end)) && name.agency.is_some()
            || alone.year.is_none() && name.year.is_some()
    });
    let is_named = name
        .agency
        .as_deref()
        .is_none_or(looks_like_agency_or_place);
    (gains && is_named && (name.agency.is_some() || name.year.is_some())).then(|| Title {
        strips: range,
        name,
        cell: Cell {
            text: text.into(),
            ..lines[0].clone()
        },
    })
}

/// Whether a name is what a break leaves of a longer one, such as 务局: no agency but a place has two characters.
fn is_end_of_name(name: &str) -> bool {
    !looks_like_agency_or_place(name) || !looks_like_agency(name) && !ends_as_area(name)
}

/// Whether a name that is put together from lines is one: two characters are enough for a place, such as 甲市.
fn looks_like_agency_or_place(name: &str) -> bool {
    let han = name.chars().filter(|c| fold::is_han(*c)).count();
    looks_like_agency(name) || han == 2 && looks_like_agency(&format!("某{name}"))
}

/// A year in brackets on the line after a title that does not name one.
pub(super) fn year_after(lines: &[&Cell], title: &Cell) -> Option<(u32, Cell)> {
    let at = lines.iter().position(|cell| cell.origin == title.origin)?;
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
    (*place == (0..inside.len())).then(|| (*year, (*after).clone()))
}

#[cfg(test)]
mod tests {
    use super::titles;
    use crate::grid::{Cell, Ruling, Strip};

    fn check(lines: &[&str], year: Option<u32>, agency: Option<&str>) {
        let strips: Vec<Strip> = lines
            .iter()
            .zip(1..)
            .map(|(line, number)| Strip {
                cells: vec![Cell::line(*line, number)],
                ruling: Ruling::Plain,
            })
            .collect();
        let found = titles(&strips);
        let name = found.last().map(|title| &title.name);
        assert_eq!(name.and_then(|name| name.year), year, "{lines:?}");
        assert_eq!(
            name.and_then(|name| name.agency.as_deref()),
            agency,
            "{lines:?}"
        );
    }

    #[test]
    fn titles_are_put_together_over_lines() {
        let cases: [(&[&str], Option<u32>, Option<&str>); 9] = [
            (
                &["甲市2024年度政府信息公开工作年度", "报告"],
                Some(2024),
                Some("甲市"),
            ),
            (
                &["2024 年甲市乙区人民政府丙街道政府信息", "公开工作年度报告"],
                Some(2024),
                Some("甲市乙区人民政府丙街道"),
            ),
            (
                &["甲市乙区水务局", "2023年", "政府信息公开工作年度报告"],
                Some(2023),
                Some("甲市乙区水务局"),
            ),
            (
                &["甲市乙区人民政府丙街", "道2022年政府信息公开工作年度报告"],
                Some(2022),
                Some("甲市乙区人民政府丙街道"),
            ),
            (
                &["甲县财政局政府信息公开工作", "2021年度报告"],
                Some(2021),
                Some("甲县财政局"),
            ),
            (
                &["首页", "2021年政府信息公开工作年度报告"],
                Some(2021),
                None,
            ),
            (&["2020年", "政府信息公开年报"], Some(2020), None),
            (
                &[
                    "本年度共收到申请3件。",
                    "甲县2021年政府信息公开工作年度报告",
                ],
                Some(2021),
                Some("甲县"),
            ),
            (&["甲县财政局", "2021年1月3日", "一、总体情况"], None, None),
        ];
        for (lines, year, agency) in cases {
            check(lines, year, agency);
        }
    }
}
