//! `narrative-agrees-on-requests`: the number of requests in the text is that of table three (logical, warning).

use ogi_report::{Exact, Missing, Place};

use super::Findings;
use crate::view::View;

const TEXTS: [Place; 2] = [Place::new("/overview/disclosure_on_request"), Place::new("/overview/text")];
const RECEIVED: Place = Place::new("/requests/new_received/total");
const CARRIED: Place = Place::new("/requests/carried_over_from_prior_year/total");

/// Each of two characters of three bytes, which is what [`next_verb`] looks for.
const VERBS: [&[u8; 6]; 4] = [verb("新收"), verb("收到"), verb("受理"), verb("接收")];
const REQUEST: [&[char]; 2] = [&['申', '请'], &['申', '請']];
const COUNTERS: [char; 7] = ['件', '条', '條', '宗', '份', '项', '項'];
const CLAUSE_ENDS: [char; 7] = ['，', '。', '；', '、', ',', ';', '\n'];
/// Words of clauses that count something else: cases, or requests by channel or kind of applicant.
const ELSEWISE: [&[char]; 17] = [
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

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    let texts = TEXTS.map(|at| (at.pointer(), report.text(&at).unwrap_or_default()));
    let mut claims = texts.iter().flat_map(|(at, text)| claims(text).map(move |number| (*at, number))).peekable();
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

/// The numbers of requests that a text claims were received.
fn claims(text: &str) -> impl Iterator<Item = Exact> {
    let mut from = 0;
    let verbs = std::iter::from_fn(move || {
        let start = from + next_verb(text.as_bytes().get(from..)?)?;
        from = start + 1;
        Some(start)
    });
    verbs.filter_map(|start| claim(text, start))
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
fn claim(text: &str, start: usize) -> Option<Exact> {
    let (before, after) = text.split_at_checked(start)?;
    let mut characters = ['\0'; 40];
    let clause = after.chars().take_while(|c| !CLAUSE_ENDS.contains(c)).map(fold_digit);
    let clause = fill(&mut characters, clause);
    let number = only_count(clause).filter(|_| has_any(clause, &REQUEST))?;
    let mut characters = ['\0'; 6];
    let before = fill(&mut characters, before.chars().rev());
    before.reverse();
    (!has_any(clause, &ELSEWISE) && !has_any(before, &ELSEWISE)).then_some(number)
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

fn has_any(text: &[char], words: &[&[char]]) -> bool {
    // Most characters start no word: one bit of each tells most of them.
    let bit = |c: char| 1u64 << (u32::from(c) & 63);
    let starts = words.iter().fold(0, |bits, word| bits | bit(word[0]));
    let any_at = |at: usize| words.iter().any(|word| word[0] == text[at] && text[at..].starts_with(word));
    (0..text.len()).any(|at| starts & bit(text[at]) != 0 && any_at(at))
}

/// The one number that is directly followed by a counter such as 件.
fn only_count(clause: &[char]) -> Option<Exact> {
    let mut found = None;
    let mut rest = clause;
    while let Some(start) = rest.iter().position(char::is_ascii_digit) {
        let after = rest[start..].iter().position(|c| !c.is_ascii_digit()).map_or(rest.len(), |length| start + length);
        let counted = rest[after..].iter().find(|c| ![' ', '\u{A0}', '\u{3000}'].contains(*c));
        if counted.is_some_and(|c| COUNTERS.contains(c)) {
            let digits: String = rest[start..after].iter().collect();
            if let Ok(number) = digits.parse::<Exact>()
                && found.replace(number).is_some()
            {
                return None;
            }
        }
        rest = &rest[after..];
    }
    found
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
        let numbers = |text: &str| claims(text).map(|number| number.to_string()).collect::<Vec<_>>();
        assert_eq!(numbers("全年共收到政府信息公开申请１２件，办结12件。"), ["12"]);
        assert_eq!(numbers("收到行政复议申请3件。其中收到网络申请 2 件。"), Vec::<String>::new());
        assert_eq!(numbers("我局未收到政府信息公开申请。"), Vec::<String>::new());
    }
}
