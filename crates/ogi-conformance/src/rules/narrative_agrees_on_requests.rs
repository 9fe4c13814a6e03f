//! `narrative-agrees-on-requests`: the number of requests in the text is that of table three (logical, warning).

use std::borrow::Cow;

use ogi_report::{Exact, Missing, Place, Written};

use super::Findings;
use crate::view::View;

const TEXTS: [Place; 2] = [Place::new("/overview/disclosure_on_request"), Place::new("/overview/text")];
const RECEIVED: Place = Place::new("/requests/new_received/total");
const CARRIED: Place = Place::new("/requests/carried_over_from_prior_year/total");

/// Each of two characters of three bytes, which is what [`next_verb`] looks for.
const VERBS: [&[u8; 6]; 4] = [verb("新收"), verb("收到"), verb("受理"), verb("接收")];
const REQUEST: Words = Words::new(&[&['申', '请'], &['申', '請']]);
/// Words of clauses that count something else: cases, or requests by channel or kind of applicant.
const ELSEWISE: Words = Words::new(&[
    &['复', '议'],
    &['複', '議'],
    &['復', '議'],
    &['诉', '讼'],
    &['訴', '訟'],
    &['其', '中'],
    &['自', '然', '人'],
    &['法', '人'],
    &['网'],
    &['網'],
    &['信', '函'],
    &['当', '面'],
    &['當', '面'],
    &['邮'],
    &['郵'],
    &['结', '转'],
    &['結', '轉'],
]);

fn is_counter(c: char) -> bool {
    matches!(c, '件' | '条' | '條' | '宗' | '份' | '项' | '項')
}

fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | '\n')
}

/// Words that are looked for at once.
struct Words {
    words: &'static [&'static [char]],
    /// A bit of each first character: most characters start no word.
    starts: u64,
}

impl Words {
    const fn new(words: &'static [&'static [char]]) -> Self {
        let (mut starts, mut index) = (0, 0);
        while index < words.len() {
            starts |= Self::bit(words[index][0]);
            index += 1;
        }
        Self { words, starts }
    }

    const fn bit(c: char) -> u64 {
        1 << (c as u32 & 63)
    }

    /// Whether any of them stands in a text.
    fn stand_in(&self, text: &[char]) -> bool {
        let any_at = |at: usize| self.words.iter().any(|word| word[0] == text[at] && text[at..].starts_with(word));
        (0..text.len()).any(|at| self.starts & Self::bit(text[at]) != 0 && any_at(at))
    }
}

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    let texts = TEXTS.map(|at| (at.pointer(), report.written(&at).map(Readable::new)));
    let texts = texts.iter().filter_map(|(at, text)| Some((*at, text.as_ref()?.written())));
    let mut claims = texts.flat_map(|(at, text)| claims(text).map(move |number| (at, number))).peekable();
    if claims.peek().is_none() {
        return findings.not_assessed(&[("/overview", Missing::Absent)]);
    }
    let received = match report.number(&RECEIVED) {
        Ok(received) => received,
        Err(missing) => return findings.not_assessed(&[(RECEIVED.pointer(), missing)]),
    };
    let with_carried = report.number(&CARRIED).map_or(received, |carried| received + carried);
    match claims.find(|(_, number)| *number != received && *number != with_carried) {
        Some((at, number)) => {
            findings.failed(at, vec![("text", number.to_string()), ("stated", received.to_string())]);
        }
        None => findings.passed("/overview"),
    }
}

/// A text in which Chinese characters stand for themselves.
enum Readable<'a> {
    Written(Written<'a>),
    Resolved(Cow<'a, str>),
}

impl<'a> Readable<'a> {
    fn new(text: Written<'a>) -> Self {
        if text.hides_characters() { Self::Resolved(text.text()) } else { Self::Written(text) }
    }

    fn written(&self) -> Written<'_> {
        match self {
            Self::Written(text) => *text,
            Self::Resolved(text) => Written::plain(text),
        }
    }
}

/// The numbers of requests that a text claims were received.
fn claims(text: Written<'_>) -> impl Iterator<Item = Exact> {
    let mut from = 0;
    let verbs = std::iter::from_fn(move || {
        let start = from + next_verb(text.raw().as_bytes().get(from..)?)?;
        from = start + 1;
        Some(start)
    });
    verbs.filter_map(move |start| claim(text, start))
}

const fn verb(word: &str) -> &[u8; 6] {
    match word.as_bytes().first_chunk() {
        Some(bytes) if word.len() == 6 => bytes,
        _ => panic!("a verb of another length"),
    }
}

/// Where the next verb starts. Looks at many places at a time: most of a text speaks of something else.
fn next_verb(text: &[u8]) -> Option<usize> {
    const PLACES: usize = 32;
    let starts = |rest: &[u8]| VERBS.iter().any(|verb| rest.starts_with(*verb));
    // The last bytes of both characters, without a branch.
    let may_start = |places: &[u8; PLACES + 5]| {
        let mut any = false;
        for place in 0..PLACES {
            for verb in VERBS {
                any |= (places[place + 2] ^ verb[2]) | (places[place + 5] ^ verb[5]) == 0;
            }
        }
        any
    };
    let mut at = 0;
    while let Some(places) = text.get(at..).and_then(|rest| rest.first_chunk::<{ PLACES + 5 }>()) {
        if may_start(places)
            && let Some(found) = (0..PLACES).find(|place| starts(&places[*place..]))
        {
            return Some(at + found);
        }
        at += PLACES;
    }
    (at..text.len()).find(|place| starts(&text[*place..]))
}

/// The number of the clause that starts with a verb, if it speaks of requests and of nothing else.
fn claim(text: Written<'_>, start: usize) -> Option<Exact> {
    const BEFORE: usize = 6;
    let mut characters = ['\0'; 40];
    let clause = text.characters_from(start).take_while(|c| !ends_clause(*c)).map(fold_digit);
    let clause = fill(&mut characters, clause);
    let number = only_count(clause).filter(|_| REQUEST.stand_in(clause))?;
    let mut characters = ['\0'; BEFORE];
    let before = fill(&mut characters, text.before(start, BEFORE).chars().rev());
    before.reverse();
    (!ELSEWISE.stand_in(clause) && !ELSEWISE.stand_in(before)).then_some(number)
}

/// As many characters as there is room for.
fn fill(room: &mut [char], characters: impl Iterator<Item = char>) -> &mut [char] {
    let mut filled = 0;
    for (place, character) in room.iter_mut().zip(characters) {
        *place = character;
        filled += 1;
    }
    &mut room[..filled]
}

/// The one number that is directly followed by a counter such as 件.
fn only_count(clause: &[char]) -> Option<Exact> {
    let mut found = None;
    let mut rest = clause;
    while let Some(start) = rest.iter().position(char::is_ascii_digit) {
        let after = rest[start..].iter().position(|c| !c.is_ascii_digit()).map_or(rest.len(), |length| start + length);
        let counted = rest[after..].iter().find(|c| ![' ', '\u{A0}', '\u{3000}'].contains(*c));
        if counted.is_some_and(|c| is_counter(*c))
            && let Some(number) = number(&rest[start..after])
            && found.replace(number).is_some()
        {
            return None;
        }
        rest = &rest[after..];
    }
    found
}

/// The number of a run of digits, if it is no longer than any that is read.
fn number(digits: &[char]) -> Option<Exact> {
    let add = |number: u64, digit: &char| number.checked_mul(10)?.checked_add(digit.to_digit(10)?.into());
    match digits.iter().try_fold(0, add) {
        Some(number) => Some(Exact::from(number)),
        None => digits.iter().collect::<String>().parse().ok(),
    }
}

fn fold_digit(c: char) -> char {
    match u32::from(c) {
        wide @ 0xFF10..=0xFF19 => char::from_digit(wide - 0xFF10, 10).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_that_counts_something_else_claims_nothing() {
        let numbers = |text: &str| claims(Written::plain(text)).map(|number| number.to_string()).collect::<Vec<_>>();
        assert_eq!(numbers("全年共收到政府信息公开申请１２件，办结12件。"), ["12"]);
        assert_eq!(numbers("收到行政复议申请3件。其中收到网络申请 2 件。"), Vec::<String>::new());
        assert_eq!(numbers("我局未收到政府信息公开申请。"), Vec::<String>::new());
    }
}
