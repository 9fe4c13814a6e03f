//! Dates and years as they are printed in Chinese text.

use crate::printed::fold;
use crate::printed::label::numeral;

/// A calendar day that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    year: u32,
    month: u32,
    day: u32,
}

/// Years that a report can be about.
pub(crate) const YEARS: std::ops::RangeInclusive<u32> = 2019..=2100;

impl Date {
    fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u32::from(leap),
            _ => return None,
        };
        ((1900..=2999).contains(&year) && (1..=days).contains(&day)).then_some(Self {
            year,
            month,
            day,
        })
    }

    pub(crate) fn year(self) -> Option<u32> {
        Some(self.year).filter(|year| YEARS.contains(year))
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A place in a text: characters folded one by one, so that places are those of the printed text.
#[derive(Clone, Copy)]
struct Scan<'a> {
    text: &'a [char],
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn skip_spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    fn one_of(&mut self, marks: &str) -> Option<char> {
        self.skip_spaces();
        let c = self.peek().filter(|c| marks.contains(*c))?;
        self.at += 1;
        Some(c)
    }

    /// Up to `most` characters that `fits`, as a text.
    fn take(&mut self, most: usize, fits: impl Fn(char) -> bool) -> String {
        self.skip_spaces();
        let taken: String = self.text[self.at..]
            .iter()
            .copied()
            .take(most)
            .take_while(|c| fits(*c))
            .collect();
        self.at += taken.chars().count();
        taken
    }

    fn year(&mut self) -> Option<u32> {
        let taken = self.take(5, is_in_year);
        let digits: Option<String> = taken
            .chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    Some(c)
                } else {
                    year_digit(c)
                }
            })
            .collect();
        digits.filter(|digits| digits.len() == 4)?.parse().ok()
    }

    fn small(&mut self) -> Option<u32> {
        let taken = self.take(3, |c| {
            c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
        });
        numeral(&taken).map(|(number, _)| number)
    }

    fn month_and_day(&mut self, year: u32) -> Option<Date> {
        let month = self.small()?;
        self.one_of("月")?;
        let day = self.small()?;
        self.one_of("日号")?;
        Date::new(year, month, day)
    }

    fn date(&mut self) -> Option<Date> {
        let year = self.year()?;
        match self.one_of("年-/.")? {
            '年' => self.month_and_day(year),
            separator => {
                let month = self.small()?;
                self.one_of(&separator.to_string())?;
                let day = self.small()?;
                Date::new(year, month, day)
            }
        }
    }
}

fn is_in_year(c: char) -> bool {
    c.is_ascii_digit() || year_digit(c).is_some()
}

/// The places where a year may begin. Spaces before it do not count, as each of them would be looked at again from the
/// place before.
fn beginnings(text: &[char]) -> impl Iterator<Item = usize> {
    (0..text.len()).filter(|at| is_in_year(text[*at]))
}

fn year_digit(c: char) -> Option<char> {
    let digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let c = if matches!(c, '○' | '零' | 'Ｏ' | '0') {
        '〇'
    } else {
        c
    };
    digits
        .iter()
        .position(|digit| *digit == c)
        .and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10))
}

fn folded(text: &str) -> Vec<char> {
    text.chars().map(fold::character).collect()
}

/// The date that a line ends with, and what stands before it.
pub(crate) fn trailing(line: &str) -> Option<(Date, &str)> {
    let text = folded(line);
    beginnings(&text).find_map(|start| {
        let mut scan = Scan {
            text: &text,
            at: start,
        };
        let begins = start == 0 || !text[start - 1].is_ascii_digit();
        let date = scan.date().filter(|_| begins)?;
        scan.skip_spaces();
        let before: usize = line.chars().take(start).map(char::len_utf8).sum();
        (scan.at == text.len()).then(|| (date, line[..before].trim()))
    })
}

/// The first period that a text states, such as `2020年1月1日起至2020年12月31日`; the year of its end may be left out.
pub(crate) fn period(line: &str) -> Option<(Date, Date)> {
    let text = folded(line);
    beginnings(&text).find_map(|start| {
        let mut scan = Scan {
            text: &text,
            at: start,
        };
        let begin = scan.date()?;
        scan.one_of("起始");
        scan.one_of("至到-—~")?;
        while scan.one_of("-—").is_some() {}
        let mut full = scan;
        let end = full.date().or_else(|| scan.month_and_day(begin.year))?;
        (begin < end).then_some((begin, end))
    })
}

/// The years that stand in a text as `2020年`, each with the places before and after it, in characters.
pub(crate) fn years(text: &[char]) -> Vec<(u32, std::ops::Range<usize>)> {
    let mut found: Vec<(u32, std::ops::Range<usize>)> = Vec::new();
    for at in beginnings(text) {
        if found.last().is_some_and(|(_, place)| at < place.end) {
            continue;
        }
        let mut scan = Scan { text, at };
        let year = scan
            .year()
            .filter(|year| YEARS.contains(year))
            .filter(|_| scan.one_of("年").is_some());
        if let Some(year) = year.filter(|_| at == 0 || !text[at - 1].is_ascii_digit()) {
            scan.one_of("度");
            found.push((year, at..scan.at));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{period, trailing, years};

    #[test]
    fn dates_as_printed() {
        let cases = [
            ("2021年1月26日", Some("2021-01-26")),
            ("2021 年 1 月 26 日", Some("2021-01-26")),
            ("２０２１年１月２６日", Some("2021-01-26")),
            ("二〇二一年一月二十六日", Some("2021-01-26")),
            ("二○二二年十二月三十一日", Some("2022-12-31")),
            ("2021-01-26", Some("2021-01-26")),
            ("2022年2月30日", None),
            ("2021年1月26日印发", None),
            ("某局 2021年1月26日", None),
        ];
        for (line, date) in cases {
            let found = trailing(line)
                .filter(|(_, before)| before.is_empty())
                .map(|(date, _)| date.to_string());
            assert_eq!(found.as_deref(), date, "{line}");
        }
        assert_eq!(
            trailing("某局 2021年1月26日").map(|(_, before)| before),
            Some("某局")
        );
    }

    #[test]
    fn periods_as_printed() {
        let cases = [
            (
                "统计期限自2020年1月1日起至2020年12月31日止。",
                Some("2020-01-01 2020-12-31"),
            ),
            (
                "期限为2025年1月1日至12月31日。",
                Some("2025-01-01 2025-12-31"),
            ),
            ("自202111日起至20211231日止", None),
            ("2020年1月1日施行", None),
        ];
        for (line, expected) in cases {
            let found = period(line).map(|(start, end)| format!("{start} {end}"));
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn years_as_printed() {
        let text: Vec<char> = "甲局2020年度报告，二〇二一年，共12020年，1999年"
            .chars()
            .collect();
        let found = years(&text);
        assert_eq!(found, [(2020, 2..8), (2021, 11..16)]);
    }
}
