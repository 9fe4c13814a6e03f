//! Which label of a table a printed cell is: words, ordinal and group together, never equality and never position.

use std::collections::HashMap;

use super::{LabelSpec, Role, Table};
use crate::printed::label::{Label, Ordinal};

/// Least score that counts as a match; a label as printed on the form scores 1 or more. Page c03, torn and misprinted, asks for
/// 0.73 to 0.75.
const ENOUGH: f64 = 0.75;
/// Least distance to the second best, so that doubt is a miss. At 0 page f01 reads otherwise, and at 0.2 page c08.
const CLEAR: f64 = 0.1;
/// Words less alike than this are never the same label, whatever their ordinal. With 0.8, misprints of c03 and x15 are missed; any
/// value up to 0.7 reads the corpus alike, since less is not `ENOUGH`.
const ALIKE: f64 = 0.5;
/// Score of words that stand within the other's: 0.8 to 0.82, as the labels of c03 ask for, which a page break tears.
const WITHIN: f64 = 0.8;
/// Words shorter than this do not tell a row without its ordinal. At two, 其他 and 总计 over the columns of 24 pages would be rows; at
/// five, page c08 loses one.
const TELLING: usize = 4;
/// Words of a part that tells a label without its ordinal: four, such as 政府信息, stand in several.
const PART: usize = 5;

/// A row in the group that was read last: `1.` stands in three groups. Page c03 asks for no less; more reads the corpus alike.
const OWN_GROUP: f64 = 0.05;
/// A row in another group, whose label may be lost.
const OTHER_GROUP: f64 = -0.1;
/// The ordinal of the form, which makes up for a misprint or two. Any value from 0 reads the corpus alike; below it c03, c08
/// and x15 read otherwise.
const SAME_ORDINAL: f64 = 0.2;
/// The same number written in another way, as pages write `2、` for `2.`.
const SAME_NUMBER: f64 = 0.15;
/// Another number, where local rows have moved those of the form: only the words of the form are then `ENOUGH`. From -0.75 to
/// -0.05 the corpus reads alike.
const OTHER_NUMBER: f64 = -0.25;
/// An ordinal that the form does not have, as in `1.规章`: few misprints are allowed beside it.
const ORDINAL_ADDED: f64 = -0.2;
/// No ordinal where the form has one, as crawlers lose it. Page c03 asks for -0.1 to -0.08.
const ORDINAL_LOST: f64 = -0.1;
/// An ordinal before the words of a header, which is then the label of a row: （七）总计.
const ORDINAL_OF_HEADER: f64 = -0.3;

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
            (Some(own), Some(current)) if own == current => OWN_GROUP,
            (Some(_), Some(_)) => OTHER_GROUP,
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
        && (ordinals_agree || spelling.ordinal.is_none() || label.words.len() >= PART);
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
    if label.ordinal.is_some() {
        ORDINAL_OF_HEADER
    } else {
        0.0
    }
}

fn ordinal_bonus(label: &Label, spelling: &Label) -> Option<f64> {
    match (label.ordinal, spelling.ordinal) {
        (None, None) => Some(0.0),
        (Some(a), Some(b)) => Some(agreement(a, b)),
        (Some(_), None) => Some(ORDINAL_ADDED),
        (None, Some(_)) => (spelling.words.len() >= TELLING).then_some(ORDINAL_LOST),
    }
}

fn agreement(a: Ordinal, b: Ordinal) -> f64 {
    if a == b {
        SAME_ORDINAL
    } else if a.number == b.number {
        SAME_NUMBER
    } else {
        OTHER_NUMBER
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
