//! The name of a report taken apart: year and agency in a title or a sentence.

use std::ops::Range;

use crate::find::dates;
use crate::form::fold;
use crate::grid::{Cell, trim};

use super::Said;

/// Words that names of agencies end with.
const ENDINGS: [&str; 36] = [
    "局",
    "政府",
    "办公室",
    "委员会",
    "厅",
    "院",
    "会",
    "处",
    "镇",
    "乡",
    "街道",
    "办事处",
    "中心",
    "部",
    "署",
    "队",
    "所",
    "市",
    "县",
    "区",
    "省",
    "委",
    "办",
    "州",
    "旗",
    "盟",
    "行",
    "馆",
    "站",
    "社",
    "校",
    "支队",
    "总队",
    "分局",
    "公司",
    "海关",
];
/// Words that begin a reference to the agency without its name.
const PRONOUNS: [char; 7] = ['我', '本', '该', '全', '各', '此', '其'];
/// Words after which a sentence names the report.
const VERBS: [&str; 9] = [
    "公布", "发布", "编制", "公开", "现将", "形成", "印发", "关于", "将",
];
/// Those that stand after the agency.
const AUTHOR_VERBS: [&str; 2] = ["编制", "关于"];
/// Those that titles have, too.
const TITLE_VERBS: [&str; 4] = ["编制", "关于", "印发", "公布"];

/// The name of a report taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) year: Option<u32>,
    pub(super) agency: Option<String>,
}

impl Name {
    /// Finds `<agency><year>政府信息公开工作年度报告` in any of its orders; `title` for a line, else within a sentence.
    pub(super) fn find(printed: &str, title: bool) -> Option<Self> {
        let printed = fold::without_readings(printed);
        let own: Vec<char> = printed.chars().collect();
        if own.len() > 120 || (title && own.len() > 60) {
            return None;
        }
        let text: Vec<char> = own.iter().copied().map(fold::character).collect();
        let subject = ["信息公开", "政务公开"]
            .iter()
            .filter_map(|word| find(&text, word, 0))
            .min()?;
        let report = ["报告", "年报"]
            .iter()
            .filter_map(|word| find(&text, word, subject))
            .min()?;
        let runs_on = text.get(report + 2).is_some_and(|c| fold::is_han(*c));
        if report - subject > 20 || (title && runs_on) {
            return None;
        }
        let years = dates::years(&text);
        let in_brackets =
            |place: &Range<usize>| place.start > report && text.get(place.start - 1) == Some(&'(');
        let year = years
            .iter()
            .find(|(_, place)| place.end <= report)
            .or_else(|| years.iter().find(|(_, place)| title && in_brackets(place)));
        let head = subject - government_before(&text[..subject]);
        let parts = match year {
            Some((_, place)) if place.start < head => [0..place.start, place.end.min(head)..head],
            _ => [0..head, head..head],
        };
        let agency = parts
            .into_iter()
            .find_map(|part| agency(&own[part.clone()], &text[part], title));
        Some(Self {
            year: year.map(|(year, _)| *year),
            agency,
        })
    }
}

/// How many characters of 政府 or 政务 belong to 政府信息公开; the 政府 of 人民政府 belongs to the agency.
fn government_before(head: &[char]) -> usize {
    let ends = |word: &str| head.ends_with(&word.chars().collect::<Vec<_>>());
    if ends("人民政府") {
        0
    } else if ends("政府") || ends("政务") {
        2
    } else {
        0
    }
}

fn find(text: &[char], word: &str, from: usize) -> Option<usize> {
    let word: Vec<char> = word.chars().collect();
    text.get(from..)?
        .windows(word.len())
        .position(|window| *window == word[..])
        .map(|at| at + from)
}

/// The agency in a piece of the name of a report, without the words around it.
fn agency(own: &[char], text: &[char], title: bool) -> Option<String> {
    // A title may go on in a second line after the name.
    let end = text
        .iter()
        .rposition(|c| !c.is_whitespace())
        .map_or(0, |at| at + 1);
    let (own, text) = (&own[..end], &text[..end]);
    let after_break = text.iter().rposition(|c| {
        !(fold::is_han(*c) || c.is_alphanumeric() || "()（）·".contains(*c) || *c == ' ')
    });
    let begins = after_break.map_or(0, |at| at + 1);
    let mut start = begins;
    let mut end = own.len();
    for verb in VERBS
        .iter()
        .filter(|verb| !title || TITLE_VERBS.contains(verb))
    {
        let length = verb.chars().count();
        if let Some(at) = (start..text.len())
            .rev()
            .find_map(|at| find(&text[at..], verb, 0).map(|offset| at + offset))
        {
            let after = text[at + length..]
                .iter()
                .filter(|c| fold::is_han(**c) && **c != '了')
                .count();
            if after == 0 && AUTHOR_VERBS.contains(verb) {
                end = end.min(at);
            } else {
                start = start.max((at + length).min(text.len()));
            }
        }
    }
    let name: String = own[start.min(end)..end].iter().collect();
    let name = trim(&name)
        .trim_end_matches(['的', '之'])
        .trim_start_matches('的');
    let folded: String = name.chars().map(fold::character).collect();
    let han = folded.chars().filter(|c| fold::is_han(*c)).count();
    let plausible = (2..=40).contains(&han)
        && !is_site(&folded)
        && !folded.starts_with(PRONOUNS)
        && !folded.contains('我')
        && !folded.contains(char::is_whitespace);
    let named = title || ENDINGS.iter().any(|ending| folded.ends_with(ending));
    (plausible && named).then(|| name.to_owned())
}

/// Whether a name is that of a site on the net and not of an office.
fn is_site(name: &str) -> bool {
    ["网站", "门户", "网"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// The office in the title of a container that names the report without one, such as `年度报告_某局`.
pub(super) fn beside_title(title: &Cell) -> Option<Said<String>> {
    let mut parts = title
        .text
        .split(['-', '_', '—', '|', '–', '－', '｜', '>'])
        .map(trim)
        .filter(|part| looks_like_agency(part));
    let first = parts.next()?;
    parts.all(|other| other == first).then(|| Said {
        value: first.to_owned(),
        cell: title.clone(),
    })
}

/// Whether a line of its own can be the name of an agency.
pub(super) fn looks_like_agency(line: &str) -> bool {
    let folded: String = line.chars().map(fold::character).collect();
    let han = folded.chars().filter(|c| fold::is_han(*c)).count();
    let only_name = folded.chars().all(|c| fold::is_han(c) || "() ".contains(c));
    (3..=40).contains(&han)
        && only_name
        && ENDINGS
            .iter()
            .any(|ending| folded.trim_end_matches(')').ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::{Name, looks_like_agency};

    fn check(text: &str, title: bool, year: Option<u32>, agency: Option<&str>) {
        let found = Name::find(text, title).map(|name| (name.year, name.agency));
        assert_eq!(found, Some((year, agency.map(str::to_owned))), "{text}");
    }

    #[test]
    fn titles_name_agency_and_year_in_any_order() {
        check(
            "某市水务局2020年政府信息公开工作年度报告",
            true,
            Some(2020),
            Some("某市水务局"),
        );
        check(
            "2020年度某市水务局政府信息公开工作年度报告",
            true,
            Some(2020),
            Some("某市水务局"),
        );
        check(
            "某縣人民政府2021年度政府信息公開年度工作報告",
            true,
            Some(2021),
            Some("某縣人民政府"),
        );
        check(
            "2021年某县人民政府信息公开工作年度报告",
            true,
            Some(2021),
            Some("某县人民政府"),
        );
        check(
            "某镇政府信息公开2022年度报告",
            true,
            Some(2022),
            Some("某镇"),
        );
        check(
            "首页 > 年报 > 某区教育局 2022年政府信息公开工作年度报告",
            true,
            Some(2022),
            Some("某区教育局"),
        );
        check(
            "关于某区教育局二〇二二年政府信息公开工作年度报告",
            true,
            Some(2022),
            Some("某区教育局"),
        );
        check(
            "某市水务局\n2024年政府信息公开工作年度报告",
            true,
            Some(2024),
            Some("某市水务局"),
        );
        check("2023年政府信息公开工作年度报告", true, Some(2023), None);
        assert_eq!(
            Name::find("现将我局2022年度政府信息公开工作报告如下：", true),
            None
        );
        check(
            "拖鎮(zhèn)2020年政府信息公開工作年度報告",
            true,
            Some(2020),
            Some("拖鎮"),
        );
    }

    #[test]
    fn sentences_name_them_too() {
        check(
            "现向社会公布2020年度某市公安局政府信息公开工作年度报告",
            false,
            Some(2020),
            Some("某市公安局"),
        );
        check(
            "现公布区统计局2023年政府信息公开工作年度报告",
            false,
            Some(2023),
            Some("区统计局"),
        );
        check(
            "现将我局2022年度政府信息公开工作报告如下",
            false,
            Some(2022),
            None,
        );
    }

    #[test]
    fn agencies_are_told_from_sentences() {
        assert!(looks_like_agency("某市公安局"));
        assert!(!looks_like_agency("本年度无其他需要报告的事项。"));
        assert!(!looks_like_agency("共3件"));
    }
}
