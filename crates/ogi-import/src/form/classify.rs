//! Which label of a table a printed cell is: words, ordinal and group together, never equality and never position.

use std::collections::HashMap;

use super::{LabelSpec, Role, Table};
use crate::printed::label::{Label, Ordinal};

/// Least score that counts as a match; a label as printed on the form scores 1 or more.
const ENOUGH: f64 = 0.75;
/// Least distance to the second best, so that doubt is a miss.
const CLEAR: f64 = 0.1;
/// Words less alike than this are never the same label, whatever their ordinal.
const ALIKE: f64 = 0.5;
/// Score of words that stand within the other's.
const WITHIN: f64 = 0.8;
/// Words shorter than this do not tell a row without its ordinal.
const TELLING: usize = 4;

/// A printed cell recognised as a label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Match {
    /// Index of the label in its table.
    pub(crate) label: usize,
    /// What the label does.
    pub(crate) role: Role,
    /// Whether the words are those of a known spelling.
    pub(crate) exact: bool,
    /// How sure it is.
    pub(crate) score: f64,
}

/// Matches the cells of one table, and remembers what it has seen: pages repeat themselves.
pub(crate) struct Matcher<'a> {
    table: &'a Table,
    /// What was found for each text, by the label of the group that it stands in.
    seen: HashMap<Option<usize>, HashMap<String, Option<Match>>>,
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(table: &'a Table) -> Self {
        Self {
            table,
            seen: HashMap::new(),
        }
    }

    /// The label that a cell is; `group` is the label of the group that it stands in.
    pub(crate) fn find(&mut self, printed: &str, group: Option<usize>) -> Option<Match> {
        let seen = self.seen.get(&group).and_then(|seen| seen.get(printed));
        if let Some(known) = seen {
            return *known;
        }
        let found = self.best(&Label::parse(printed), group);
        let seen = self.seen.entry(group).or_default();
        seen.insert(printed.to_owned(), found);
        found
    }

    fn best(&self, label: &Label, group: Option<usize>) -> Option<Match> {
        if label.is_idle() {
            return None;
        }
        let mut scored: Vec<Match> = (0..)
            .zip(&self.table.labels)
            .filter_map(|(at, spec)| self.score(label, at, spec, group))
            .collect();
        scored.sort_by(|a, b| b.score.total_cmp(&a.score));
        let best = *scored.first().filter(|best| best.score >= ENOUGH)?;
        let second = scored.get(1).map_or(0.0, |second| second.score);
        (best.score - second >= CLEAR).then_some(best)
    }

    fn score(
        &self,
        label: &Label,
        at: usize,
        spec: &LabelSpec,
        group: Option<usize>,
    ) -> Option<Match> {
        let best = spec
            .spellings
            .iter()
            .filter_map(|spelling| score(label, spelling, spec.role))
            .reduce(f64::max)?;
        let score = best + self.group_bonus(spec.role, group);
        let exact = spec
            .spellings
            .iter()
            .any(|spelling| spelling.same_words(label));
        Some(Match {
            label: at,
            role: spec.role,
            exact,
            score,
        })
    }

    fn group_bonus(&self, role: Role, group: Option<usize>) -> f64 {
        let Role::Row(row) = role else { return 0.0 };
        match (self.table.rows[row].group, group) {
            (Some(own), Some(current)) if own == current => 0.05,
            (Some(_), Some(_)) => -0.1,
            _ => 0.0,
        }
    }
}

fn score(label: &Label, spelling: &Label, role: Role) -> Option<f64> {
    let heads = matches!(role, Role::Header | Role::Heading);
    let ordinals_agree = match (label.ordinal, spelling.ordinal) {
        (Some(a), Some(b)) => a.number == b.number,
        _ => false,
    };
    let mut likeness = label.likeness(spelling);
    let is_part = label.is_within(spelling)
        && (ordinals_agree || spelling.ordinal.is_none() || label.words.len() >= 5);
    let has_part = spelling.is_within(label) && (ordinals_agree || heads);
    if is_part || has_part {
        likeness = likeness.max(WITHIN);
    }
    let bonus = if heads {
        header_bonus(label)
    } else {
        ordinal_bonus(label, spelling)?
    };
    (likeness >= ALIKE).then_some(likeness + bonus)
}

fn header_bonus(label: &Label) -> f64 {
    if label.ordinal.is_some() { -0.3 } else { 0.0 }
}

fn ordinal_bonus(label: &Label, spelling: &Label) -> Option<f64> {
    match (label.ordinal, spelling.ordinal) {
        (None, None) => Some(0.0),
        (Some(a), Some(b)) => Some(agreement(a, b)),
        (Some(_), None) => Some(-0.2),
        (None, Some(_)) => (spelling.words.len() >= TELLING).then_some(-0.1),
    }
}

fn agreement(a: Ordinal, b: Ordinal) -> f64 {
    if a == b {
        0.2
    } else if a.number == b.number {
        0.15
    } else {
        -0.25
    }
}

#[cfg(test)]
mod tests {
    use ogi_report::Edition;

    use super::Matcher;
    use crate::form::{FormIndex, Role};

    /// Checks which row of table `table` a printed label names; `None` for none.
    fn check(edition: Edition, table: usize, printed: &str, row: Option<&str>) {
        let forms = FormIndex::all();
        let form = forms
            .iter()
            .find(|form| form.edition == edition)
            .expect("an edition");
        let table = &form.tables[table];
        let found = Matcher::new(table)
            .find(printed, None)
            .and_then(|found| match found.role {
                Role::Row(row) => Some(table.rows[row].pointer.as_str()),
                _ => None,
            });
        assert_eq!(found, row, "{printed}");
    }

    #[test]
    fn labels_survive_script_typos_and_notes() {
        let denied = |name: &str| format!("/requests/outcomes/denied/{name}");
        check(
            Edition::V2019,
            1,
            "2.其他法律行政法規禁止公開",
            Some(&denied("prohibited_by_law")),
        );
        check(
            Edition::V2021,
            1,
            "2.其他法律行政止公开",
            Some(&denied("prohibited_by_law")),
        );
        check(
            Edition::V2021,
            1,
            "5. 属于三类内容事务信息",
            Some(&denied("internal_affairs")),
        );
        check(
            Edition::V2021,
            1,
            "3.危及『三安全一稳定』",
            Some(&denied("security_and_stability")),
        );
        check(
            Edition::V2021,
            1,
            "(二)部分公开(区分处理的,只计这一情况,不计其他情形)",
            Some("/requests/outcomes/partially_granted"),
        );
        check(
            Edition::V2019,
            0,
            "规章(设区的市应提供)",
            Some("/proactive_disclosure/rules"),
        );
        check(
            Edition::V2021,
            0,
            "规范性文件",
            Some("/proactive_disclosure/normative_documents"),
        );
        check(
            Edition::V2019,
            0,
            "規範性檔案",
            Some("/proactive_disclosure/normative_documents"),
        );
    }

    #[test]
    fn what_the_form_does_not_have_matches_nothing() {
        check(Edition::V2019, 0, "其他主动公开文件", None);
        check(Edition::V2019, 0, "行政检查", None);
        check(Edition::V2021, 0, "行政处罚决定公示", None);
        check(Edition::V2021, 1, "其他", None);
        check(Edition::V2021, 1, "总计", None);
        check(Edition::V2021, 1, "申请", None);
    }

    #[test]
    fn an_ordinal_tells_a_row_from_a_column() {
        check(
            Edition::V2021,
            1,
            "3.其他",
            Some("/requests/outcomes/other_handling/other"),
        );
        check(
            Edition::V2021,
            1,
            "3、其他",
            Some("/requests/outcomes/other_handling/other"),
        );
        check(
            Edition::V2021,
            1,
            "（七）总计",
            Some("/requests/outcomes/total"),
        );
    }
}
