//! `narrative-agrees-on-requests`: the number of requests in the text is that of table three (logical, warning).

use std::borrow::Cow;

use ogi_report::{Exact, Missing, Place, Written};

use super::Findings;
use crate::view::View;

const TEXTS: [Place; 2] = [
    Place::new("/overview/disclosure_on_request"),
    Place::new("/overview/text"),
];
const RECEIVED: Place = Place::new("/requests/new_received/total");
const CARRIED: Place = Place::new("/requests/carried_over_from_prior_year/total");

/// Verbs with which a clause about a number of requests may start.
const VERBS: [&[u8; 6]; 4] = [verb("新收"), verb("收到"), verb("受理"), verb("接收")];
const REQUEST: &[&[char]] = &[&['申', '请'], &['申', '請']];
/// Words of clauses that count something else: cases, or requests of one channel or kind of applicant.
const ELSEWISE: &[&[char]] = &[
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
];

fn is_counter(c: char) -> bool {
    matches!(c, '件' | '条' | '條' | '宗' | '份' | '项' | '項')
}

fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | '\n')
}

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    let texts = TEXTS.map(|at| (at.pointer(), report.written(&at).map(Readable::new)));
    let texts = texts
        .iter()
        .filter_map(|(at, text)| Some((*at, text.as_ref()?.written())));
    let mut claims = texts
        .flat_map(|(at, text)| claims(text).map(move |number| (at, number)))
        .peekable();
    if claims.peek().is_none() {
        return findings.not_assessed(&[("/overview", Missing::Absent)]);
    }
    let received = match report.number(&RECEIVED) {
        Ok(received) => received,
        Err(missing) => return findings.not_assessed(&[(RECEIVED.pointer(), missing)]),
    };
    let with_carried = report
        .number(&CARRIED)
        .map_or(received, |carried| received + carried);
    match claims.find(|(_, number)| *number != received && *number != with_carried) {
        Some((at, number)) => {
            findings.failed(
                at,
                vec![
                    ("text", number.to_string()),
                    ("stated", received.to_string()),
                ],
            );
        }
        None => findings.passed("/overview"),
    }
}

/// A text whose Chinese characters are not escaped.
enum Readable<'a> {
    Written(Written<'a>),
    Resolved(Cow<'a, str>),
}

impl<'a> Readable<'a> {
    fn new(text: Written<'a>) -> Self {
        if text.hides_characters() {
            Self::Resolved(text.text())
        } else {
            Self::Written(text)
        }
    }

    fn written(&self) -> Written<'_> {
        match self {
            Self::Written(text) => *text,
            Self::Resolved(text) => Written::plain(text),
        }
    }
}

/// The numbers of received requests that a text states.
fn claims(text: Written<'_>) -> impl Iterator<Item = Exact> {
    let mut from = 0;
    let verbs = std::iter::from_fn(move || {
        let start = text.find(from, &VERBS)?;
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

/// The number of a clause that starts with a verb, if the clause is about requests and nothing else.
fn claim(text: Written<'_>, start: usize) -> Option<Exact> {
    let clause = Piece::of(text.characters_from(start).take_while(|c| !ends_clause(*c)));
    let number = clause.only_count()?;
    if !clause.has_any(REQUEST) || clause.has_any(ELSEWISE) {
        return None;
    }
    // A word before the verb may make the clause about something else, such as 复议 in 行政复议受理3件.
    let before: [_; 6] = text.before(start);
    (!Piece::of(before.into_iter()).has_any(ELSEWISE)).then_some(number)
}

/// Some characters of a text, with full-width digits folded to ASCII.
struct Piece {
    characters: [char; Self::MOST],
    length: usize,
    /// A bit for each character that is a digit.
    digits: u64,
    /// A bit for each character that may start a word.
    starts: u64,
}

impl Piece {
    /// Characters that are read of a clause. A longer clause hardly states one plain number, and the masks have 64 bits.
    const MOST: usize = 40;

    /// The low bytes of characters that words start with. Few other characters have one of these, so most are ruled out by
    /// one look-up.
    const STARTS: [bool; 256] = {
        let mut starts = [false; 256];
        let (mut list, lists) = (0, [REQUEST, ELSEWISE]);
        while list < lists.len() {
            let mut word = 0;
            while word < lists[list].len() {
                starts[lists[list][word][0] as usize & 0xFF] = true;
                word += 1;
            }
            list += 1;
        }
        starts
    };

    fn of(text: impl Iterator<Item = char>) -> Self {
        let mut characters = ['\0'; Self::MOST];
        let (mut length, mut digits, mut starts) = (0, 0, 0);
        for (place, character) in characters.iter_mut().zip(text) {
            *place = fold_digit(character);
            digits |= u64::from(place.is_ascii_digit()) << length;
            starts |= u64::from(Self::STARTS[character as usize & 0xFF]) << length;
            length += 1;
        }
        Self {
            characters,
            length,
            digits,
            starts,
        }
    }

    /// The characters from a place on.
    fn from(&self, place: usize) -> &[char] {
        self.characters.get(place..self.length).unwrap_or_default()
    }

    /// Whether it contains any of the words.
    fn has_any(&self, words: &[&[char]]) -> bool {
        let mut starts = self.starts;
        while starts != 0 {
            let text = self.from(starts.trailing_zeros() as usize);
            if words.iter().any(|word| text.starts_with(word)) {
                return true;
            }
            starts &= starts - 1;
        }
        false
    }

    /// The only number that a counter such as 件 follows; `None` if there are several.
    fn only_count(&self) -> Option<Exact> {
        let (mut found, mut digits) = (None, self.digits);
        while digits != 0 {
            let start = digits.trailing_zeros() as usize;
            let length = (digits >> start).trailing_ones() as usize;
            let after = start + length;
            let counted = self
                .from(after)
                .iter()
                .find(|c| ![' ', '\u{A0}', '\u{3000}'].contains(*c));
            if counted.is_some_and(|c| is_counter(*c))
                && let Some(number) = number(&self.characters[start..after])
                && found.replace(number).is_some()
            {
                return None;
            }
            digits = digits >> after << after;
        }
        found
    }
}

/// The number of a run of digits; `None` if it is too long for an [`Exact`].
fn number(digits: &[char]) -> Option<Exact> {
    match small_number(digits) {
        Some(number) => Some(Exact::from(number)),
        None => digits.iter().collect::<String>().parse().ok(),
    }
}

fn small_number(digits: &[char]) -> Option<u64> {
    let mut number: u64 = 0;
    for digit in digits {
        let digit = digit.to_digit(10)?;
        number = number.checked_mul(10)?.checked_add(digit.into())?;
    }
    Some(number)
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
        let numbers = |text: &str| {
            claims(Written::plain(text))
                .map(|number| number.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            numbers("全年共收到政府信息公开申请１２件，办结12件。"),
            ["12"]
        );
        assert_eq!(
            numbers("收到行政复议申请3件。其中收到网络申请 2 件。"),
            Vec::<String>::new()
        );
        assert_eq!(
            numbers("我局未收到政府信息公开申请。"),
            Vec::<String>::new()
        );
    }
}
