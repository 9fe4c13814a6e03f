//! The name of a report taken apart: year and agency in a title or a sentence.

use std::ops::Range;

use crate::find::dates;
use crate::find::words::{Opening, words};
use crate::grid::{Cell, trim};
use crate::printed::fold;

use super::Said;

/// Titles longer than this are sentences; the longest title of the corpus has 44 characters, with spaces 48.
const TITLE: usize = 60;
/// How many times longer a name may be with the readings of its characters in brackets, as mirrors print them: a syllable has
/// six letters at most, and two brackets. Any value from 1 reads the corpus alike, x09 included, which has few of them.
const WITH_READINGS: usize = 8;
/// Parts of sentences longer than this name no report; the longest that does has 30 characters (f08).
const SENTENCE: usize = 120;
/// Most characters from 信息公开 to 报告 in the name of a report, such as 信息公开工作情况的年度报告. Half of the corpus needs 8,
/// and none more.
const APART: usize = 20;
/// Least and most Chinese characters of a name. Two pages (f02, x45) need two; the longest has 17 (f24). At least three
/// where a line holds nothing else (`looks_like_agency`), because such lines are met as headings, too.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=40;

/// What the name of a report is looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// A line of its own, which says nothing else.
    Title,
    /// A part of a sentence.
    Sentence,
}

/// The name of a report taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) year: Option<u32>,
    pub(crate) agency: Option<String>,
}

/// A printed text with its folded form, character by character.
#[derive(Clone, Copy)]
struct Piece<'a> {
    own: &'a [char],
    folded: &'a [char],
}

impl Piece<'_> {
    fn part(&self, range: Range<usize>) -> Piece<'_> {
        let end = range.end.min(self.own.len());
        let range = range.start.min(end)..end;
        Piece {
            own: &self.own[range.clone()],
            folded: &self.folded[range],
        }
    }
}

impl Name {
    /// Finds `<agency><year>政府信息公开工作年度报告` in any of its orders.
    pub(crate) fn find(printed: &str, setting: Setting) -> Option<Self> {
        let longest = match setting {
            Setting::Title => TITLE,
            Setting::Sentence => SENTENCE,
        };
        // Readings and short names make a title longer by a multiple at most; a page of brackets is not searched.
        if printed.chars().nth(WITH_READINGS * longest).is_some() {
            return None;
        }
        let printed = without_short_names(&fold::without_readings(printed));
        let own: Vec<char> = printed.chars().collect();
        if own.len() > longest {
            return None;
        }
        let folded: Vec<char> = own.iter().copied().map(fold::character).collect();
        let is_title = setting == Setting::Title;
        if is_title && folded.iter().any(|c| matches!(c, '。' | ',' | ';' | '；')) {
            return None;
        }
        let (subject, report) = subject_and_report(&folded)?;
        let runs_on = folded.get(report + 2).is_some_and(|c| fold::is_han(*c));
        if is_title && runs_on {
            return None;
        }
        let years = dates::years(&folded);
        let year = years
            .iter()
            .find(|(_, place)| place.end <= report)
            .or_else(|| {
                years
                    .iter()
                    .find(|(_, place)| is_title && is_in_brackets_after(&folded, place, report))
            });
        let head = subject - government_before(&folded[..subject]);
        let parts = match year {
            Some((_, place)) if place.start < head => [0..place.start, place.end.min(head)..head],
            _ => [0..head, head..head],
        };
        let whole = Piece {
            own: &own,
            folded: &folded,
        };
        let agency = parts
            .into_iter()
            .find_map(|part| agency(whole.part(part), setting));
        Some(Self {
            year: year.map(|(year, _)| *year),
            agency,
        })
    }
}

/// Where 信息公开 and 报告 stand in the name of a report; names of laws on the same subject do not count.
fn subject_and_report(folded: &[char]) -> Option<(usize, usize)> {
    let words = words();
    (0..folded.len()).find_map(|at| {
        let subject = words
            .subject
            .iter()
            .find(|word| starts_with(&folded[at..], word))?;
        let after = at + subject.chars().count();
        let report = (after..folded.len().min(at + APART + 1)).find(|at| {
            words
                .report
                .iter()
                .any(|word| starts_with(&folded[*at..], word))
        })?;
        let between = &folded[after..report];
        let is_law = words
            .statutes
            .iter()
            .any(|word| find(between, word, 0).is_some())
            || between.iter().any(|c| matches!(c, '《' | '》' | '。'));
        (!is_law).then_some((at, report))
    })
}

/// Whether a year stands in brackets behind the name, as in `年度报告（2021年）`.
fn is_in_brackets_after(folded: &[char], place: &Range<usize>, report: usize) -> bool {
    let mut before = folded[..place.start].iter().rev();
    place.start > report && before.find(|c| **c != ' ') == Some(&'(')
}

/// A text without the short name that it gives an agency in brackets, such as `（以下简称我局）`.
fn without_short_names(printed: &str) -> String {
    let mut rest = printed;
    let mut out = String::with_capacity(printed.len());
    while let Some(open) = rest.find(['(', '（']) {
        let after = &rest[open..];
        let close = after.find([')', '）']);
        let Some(close) = close.filter(|close| after[..*close].contains("简称")) else {
            let next = open + after.chars().next().map_or(1, char::len_utf8);
            out.push_str(&rest[..next]);
            rest = &rest[next..];
            continue;
        };
        out.push_str(&rest[..open]);
        let mark = after[close..].chars().next().map_or(1, char::len_utf8);
        rest = &after[close + mark..];
    }
    out.push_str(rest);
    out
}

/// How many characters of 政府 or 政务 belong to 政府信息公开; the 政府 of 人民政府 belongs to the agency.
fn government_before(head: &[char]) -> usize {
    if ends_with(head, "人民政府") {
        0
    } else if ends_with(head, "政府") || ends_with(head, "政务") {
        2
    } else {
        0
    }
}

fn starts_with(text: &[char], word: &str) -> bool {
    let mut characters = text.iter();
    word.chars().all(|c| characters.next() == Some(&c))
}

fn ends_with(text: &[char], word: &str) -> bool {
    let mut characters = text.iter().rev();
    word.chars().rev().all(|c| characters.next() == Some(&c))
}

fn find(text: &[char], word: &str, from: usize) -> Option<usize> {
    (from..text.len()).find(|at| starts_with(&text[*at..], word))
}

/// The last verb in a text that names a report, and the characters after it.
fn last_verb(folded: &[char]) -> Option<(Range<usize>, &'static str)> {
    let words = words();
    (0..folded.len()).rev().find_map(|at| {
        let verb = words
            .verbs
            .iter()
            .find(|verb| starts_with(&folded[at..], verb))?;
        let end = at + verb.chars().count();
        let in_name = words.verbs_of_names.iter().any(|name| {
            let length = name.chars().count();
            (at.saturating_sub(length)..=at)
                .any(|from| starts_with(&folded[from..], name) && from + length >= end)
        });
        (!in_name).then_some((at..end, verb.as_str()))
    })
}

/// The agency in a piece of the name of a report, without the words around it.
fn agency(piece: Piece, setting: Setting) -> Option<String> {
    // A title may go on in a second line after the name.
    let end = piece
        .folded
        .iter()
        .rposition(|c| !c.is_whitespace())
        .map_or(0, |at| at + 1);
    let begins = (0..end).rposition(|at| !is_part(piece.own[at], piece.folded[at]));
    let piece = piece.part(begins.map_or(0, |at| at + 1)..end);
    let Some((place, verb)) = last_verb(piece.folded) else {
        return plausible(piece, setting);
    };
    let is_particle = |text: &[char]| {
        text.is_empty()
            || words()
                .particles
                .iter()
                .any(|word| starts_with(text, word) && word.chars().count() == text.len())
    };
    let after: Vec<char> = piece.folded[place.end..]
        .iter()
        .copied()
        .filter(|c| fold::is_han(*c))
        .collect();
    if is_particle(&after) {
        return author(piece.part(0..place.start), verb, setting);
    }
    let behind = plausible(piece.part(place.end..end), setting);
    let is_remainder = |name: &String| words().agency.endings.contains(name);
    match behind {
        // The verb was part of a name, such as that of a centre for publications.
        Some(name) if is_remainder(&name) => plausible(piece, setting),
        None if setting == Setting::Title => plausible(piece, setting),
        behind => behind,
    }
}

/// Whether a character may stand within a name; brackets around a heading end it.
fn is_part(own: char, folded: char) -> bool {
    let may_be = fold::is_han(folded) || folded.is_alphanumeric() || "()（）· ".contains(folded);
    may_be && !matches!(own, '【' | '】' | '〔' | '〕')
}

/// The agency before a verb, as in `由某局负责编制的2024年报告`.
fn author(piece: Piece, verb: &str, setting: Setting) -> Option<String> {
    let ending_word = |end: usize| {
        let words = words();
        let endings = words.agency.closings.iter().chain(&words.verbs);
        endings
            .filter(|word| ends_with(&piece.folded[..end], word))
            .map(|word| word.chars().count())
            .max()
    };
    let mut end = piece.folded.len();
    while let Some(length) = ending_word(end) {
        end -= length;
    }
    let piece = piece.part(0..end);
    let piece = match last_verb(piece.folded) {
        Some((place, _)) => piece.part(place.end..end),
        None => piece,
    };
    let setting = if verb == "关于" {
        setting
    } else {
        Setting::Sentence
    };
    plausible(piece, setting).map(|name| of_compiler(&name))
}

/// The agency that the office within it compiles the report for.
pub(crate) fn of_compiler(name: &str) -> String {
    let inner = words()
        .agency
        .inner_offices
        .iter()
        .find(|inner| name.ends_with(*inner));
    match inner {
        // The first character of the inner office is the last one of the agency.
        Some(inner) => {
            let kept = inner.chars().next().map_or(0, char::len_utf8);
            name[..name.len() - inner.len() + kept].to_owned()
        }
        None => name.to_owned(),
    }
}

/// A piece as the name of an agency, if it can be one.
fn plausible(piece: Piece, setting: Setting) -> Option<String> {
    let words = &words().agency;
    let printed: String = piece.own.iter().collect();
    let trimmed = trim(&printed)
        .trim_end_matches(['的', '之'])
        .trim_start_matches('的');
    let name = without_gaps(without_openings(trimmed));
    let folded: String = name.chars().map(fold::character).collect();
    let han = folded.chars().filter(|c| fold::is_han(*c)).count();
    let is_name = LENGTHS.contains(&han)
        && !words.sites.iter().any(|ending| folded.ends_with(ending))
        && !words.not_agencies.contains(&folded)
        && !words.pronouns.iter().any(|word| word.begins(&folded))
        && !folded.contains('我')
        && !folded.contains(char::is_whitespace);
    let named = setting == Setting::Title || has_ending(&folded);
    (is_name && named).then_some(name)
}

/// A name without the words before it that are not part of it, such as 由; what remains must be an agency.
pub(crate) fn without_openings(name: &str) -> &str {
    let opening = |rest: &str| -> Option<usize> {
        let begins = |opening: &&Opening| opening.begins(rest);
        let words = words().agency.openings.iter().filter(begins);
        words.map(|opening| opening.word.len()).max()
    };
    let mut rest = name;
    while let Some(length) = opening(rest) {
        let after = trim(&rest[length..]);
        if !has_ending(after) {
            break;
        }
        rest = after;
    }
    rest
}

/// A name whose characters are printed apart, or whose place stands apart from its office, as one word.
fn without_gaps(name: &str) -> String {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let is_apart = parts.len() > 2 && parts.iter().all(|part| part.chars().nth(1).is_none());
    let ends_in = |part: &str, endings: &[String]| endings.iter().any(|word| part.ends_with(word));
    let areas = &words().agency.areas;
    let is_place_and_office = match &parts[..] {
        [places @ .., office] if !places.is_empty() => {
            places.iter().all(|place| ends_in(place, areas)) && looks_like_agency(office)
        }
        _ => false,
    };
    if is_apart || is_place_and_office {
        parts.concat()
    } else {
        name.to_owned()
    }
}

/// Whether a folded text ends as names of agencies do.
fn has_ending(folded: &str) -> bool {
    let endings = &words().agency.endings;
    endings.iter().any(|ending| folded.ends_with(ending))
}

/// The agency that a sentence says the report was compiled by, as in `本报告由某局按照要求编制`.
pub(crate) fn compiler(sentence: &str) -> Option<String> {
    if sentence.chars().nth(WITH_READINGS * SENTENCE).is_some() {
        return None;
    }
    let folded: String = sentence.chars().map(fold::character).collect();
    if !words().report.iter().any(|word| folded.contains(word)) {
        return None;
    }
    sentence.match_indices('由').find_map(|(at, by)| {
        let rest = &sentence[at + by.len()..];
        let end = words()
            .compiled
            .iter()
            .filter_map(|word| rest.find(word.as_str()))
            .min()?;
        let name = rest[..end].split(['《', '，', ',', '、', '。']).next()?;
        let name = trim(name);
        looks_like_agency(name).then(|| of_compiler(name))
    })
}

/// The agency and the year that the first sentence of a text is about, as in `2024年，某局认真贯彻…`.
pub(crate) fn begins_prose(sentence: &str) -> Option<Name> {
    let own: Vec<char> = sentence.chars().take(SENTENCE).collect();
    let folded: Vec<char> = own.iter().copied().map(fold::character).collect();
    let (year, place) = dates::years(&folded).into_iter().next()?;
    if folded[..place.start].iter().any(|c| !c.is_whitespace()) {
        return None;
    }
    let from = (place.end..folded.len()).find(|at| fold::is_han(folded[*at]))?;
    let end = words()
        .begins_prose
        .iter()
        .filter_map(|word| find(&folded, word, from))
        .min()?;
    let name: String = own[from..end].iter().collect();
    let name = trim(&name).trim_end_matches(['，', ',']);
    let is_own = looks_like_agency(name)
        && !is_incomplete(name)
        && !ends_as_area(name)
        && !words().agency.pronouns.iter().any(|word| word.begins(name));
    Some(Name {
        year: Some(year),
        agency: is_own.then(|| name.to_owned()),
    })
}

/// Whether a name is that of a place, such as 甲市.
pub(crate) fn ends_as_area(name: &str) -> bool {
    let areas = &words().agency.areas;
    areas.iter().any(|area| name.ends_with(area))
}

/// Whether a name leaves out the place that its agency belongs to, such as 市人民政府办公室.
pub(crate) fn is_incomplete(name: &str) -> bool {
    let words = &words().agency.incomplete;
    words.iter().any(|word| name.starts_with(word))
}

/// Whether two names may be of one agency: the place is left out in one of them, or 人民政府 is.
pub(crate) fn may_be_same(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> String {
        let folded = name.chars().map(fold::character);
        folded.filter(|c| !c.is_whitespace()).collect()
    };
    let (one, other) = (bare(one), bare(other));
    let government = |long: &str, short: &str| {
        long.strip_prefix(short)
            .is_some_and(|rest| words().agency.governments.iter().any(|word| word == rest))
    };
    one.ends_with(&other)
        || other.ends_with(&one)
        || government(&one, &other)
        || government(&other, &one)
}

/// The office in the title of a container that names the report without one, such as `年度报告_某局`.
pub(crate) fn beside_title(title: &Cell) -> Option<Said<String>> {
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
pub(crate) fn looks_like_agency(line: &str) -> bool {
    let folded: String = line.chars().map(fold::character).collect();
    let han = folded.chars().filter(|c| fold::is_han(*c)).count();
    let only_name = folded.chars().all(|c| fold::is_han(c) || "() ".contains(c));
    (LENGTHS.start() + 1..=*LENGTHS.end()).contains(&han)
        && only_name
        && has_ending(folded.trim_end_matches(')'))
        && !words().agency.not_agencies.contains(&folded)
}

#[cfg(test)]
mod tests;
