//! `narrative-agrees-on-requests`: the number of requests in the text is that of table three (logical, warning).

use ogi_report::{Exact, Missing};

use super::Findings;
use crate::facts::View;

const TEXTS: [&str; 2] = ["/overview/disclosure_on_request", "/overview/text"];
const RECEIVED: &str = "/requests/new_received/total";
const CARRIED: &str = "/requests/carried_over_from_prior_year/total";

const VERBS: [&str; 4] = ["新收", "收到", "受理", "接收"];
const REQUEST: [&str; 2] = ["申请", "申請"];
const COUNTERS: &str = "件条條宗份项項";
const CLAUSE_ENDS: &str = "，。；、,;\n";
/// Words of clauses that count something else: cases, or requests by channel or kind of applicant.
const ELSEWISE: [&str; 17] = [
    "复议",
    "複議",
    "復議",
    "诉讼",
    "訴訟",
    "其中",
    "自然人",
    "法人",
    "网",
    "網",
    "信函",
    "当面",
    "當面",
    "邮",
    "郵",
    "结转",
    "結轉",
];

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    let claims: Vec<_> = TEXTS
        .into_iter()
        .flat_map(|at| claims(report.text(at).unwrap_or_default()).into_iter().map(move |number| (at, number)))
        .collect();
    if claims.is_empty() {
        return findings.not_assessed(&[("/overview", Missing::Absent)]);
    }
    let received = match report.number(RECEIVED) {
        Ok(received) => received,
        Err(missing) => return findings.not_assessed(&[(RECEIVED, missing)]),
    };
    let with_carried = report.number(CARRIED).map_or(received, |carried| received + carried);
    let agrees = |number: Exact| number == received || number == with_carried;
    match claims.into_iter().find(|(_, number)| !agrees(*number)) {
        Some((at, number)) => {
            findings.failed(at, vec![("text", number.to_string()), ("stated", received.to_string())]);
        }
        None => findings.passed("/overview"),
    }
}

/// The numbers of requests that a text claims were received.
fn claims(text: &str) -> Vec<Exact> {
    let text: Vec<char> = text.chars().map(fold_digit).collect();
    let at = |start: usize, word: &str| text[start..].iter().copied().take(word.chars().count()).eq(word.chars());
    (0..text.len())
        .filter(|start| VERBS.iter().any(|verb| at(*start, verb)))
        .filter_map(|start| claim(&text, start))
        .collect()
}

/// The number of the clause that starts with a verb, if it speaks of requests and of nothing else.
fn claim(text: &[char], start: usize) -> Option<Exact> {
    let clause: String = text[start..].iter().take(40).take_while(|c| !CLAUSE_ENDS.contains(**c)).collect();
    let before: String = text[start.saturating_sub(6)..start].iter().collect();
    let elsewise = |word: &&str| clause.contains(*word) || before.contains(*word);
    if !REQUEST.iter().any(|word| clause.contains(word)) || ELSEWISE.iter().any(elsewise) {
        return None;
    }
    let mut numbers = counted(&clause).into_iter();
    numbers.next().filter(|_| numbers.next().is_none())
}

/// The numbers directly followed by a counter such as 件.
fn counted(clause: &str) -> Vec<Exact> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut numbers = Vec::new();
    let mut rest = clause;
    while let Some(start) = rest.find(is_digit) {
        let digits = rest[start..].split(|c: char| !is_digit(c)).next().unwrap_or_default();
        rest = &rest[start + digits.len()..];
        if rest.trim_start_matches([' ', '\u{A0}', '\u{3000}']).starts_with(|c| COUNTERS.contains(c)) {
            numbers.extend(digits.parse::<Exact>());
        }
    }
    numbers
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
        let numbers = |text: &str| claims(text).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(numbers("全年共收到政府信息公开申请１２件，办结12件。"), ["12"]);
        assert_eq!(numbers("收到行政复议申请3件。其中收到网络申请 2 件。"), Vec::<String>::new());
        assert_eq!(numbers("我局未收到政府信息公开申请。"), Vec::<String>::new());
    }
}
