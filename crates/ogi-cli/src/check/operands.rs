//! What a rule read, with labels that tell one operand from the next.

use ogi_report::definition::Other;
use ogi_report::{Examined, Language};

use super::places::Places;
use crate::labels::Labels;
use crate::language::say;
use crate::record::{Operand, Side};

/// The operands of a finding.
pub(crate) fn operands(
    examined: &[Examined],
    edition: Option<&str>,
    places: &Places<'_>,
    language: Language,
) -> Vec<Operand> {
    let pointers: Vec<&str> = examined.iter().map(|operand| operand.at.as_str()).collect();
    let labels = short_labels(&pointers, edition, language);
    examined
        .iter()
        .zip(labels)
        .map(|(examined, label)| operand(examined, label, places))
        .collect()
}

fn operand(examined: &Examined, label: String, places: &Places<'_>) -> Operand {
    let (side, coefficient) = match examined.side {
        ogi_report::Side::Computed(coefficient) => (Side::Computed, coefficient),
        ogi_report::Side::Stated(coefficient) => (Side::Stated, coefficient),
    };
    Operand {
        at: examined.at.clone(),
        label,
        value: examined.value.ok().map(|value| value.to_string()),
        side,
        coefficient,
        missing: examined.value.err().map(ogi_report::Missing::as_str),
        position: places.position(&examined.at),
        printed_at: places.printed_at(&examined.at),
        printed: places.printed(&examined.at),
    }
}

/// Labels of several places without what all of them share; the document in front where it is another.
pub(crate) fn short_labels(
    pointers: &[&str],
    edition: Option<&str>,
    language: Language,
) -> Vec<String> {
    let split = |&pointer| {
        let (prefix, pointer) = split_document(pointer);
        (
            prefix,
            Labels::of(edition, pointer, language)
                .below_section()
                .to_vec(),
        )
    };
    let all: Vec<(&str, Vec<String>)> = pointers.iter().map(split).collect();
    let paths: Vec<&[String]> = all.iter().map(|(_, path)| path.as_slice()).collect();
    let (front, back) = shared(&paths);
    let label = |(prefix, path): &(&str, Vec<String>)| {
        let own = path
            .get(front..path.len().saturating_sub(back))
            .unwrap_or_default()
            .join(" · ");
        [document(prefix, language), &own]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    };
    all.iter().map(label).collect()
}

/// How many labels all paths share in front and at the back; every path keeps one.
pub(crate) fn shared(paths: &[&[String]]) -> (usize, usize) {
    let Some((first, rest)) = paths.split_first() else {
        return (0, 0);
    };
    let shortest = paths.iter().map(|path| path.len()).min().unwrap_or(0);
    let in_front = |at: &usize| rest.iter().all(|path| path[*at] == first[*at]);
    let front = (0..shortest.saturating_sub(1)).take_while(in_front).count();
    let from_back = |path: &[String], at: usize| path[path.len() - 1 - at].clone();
    let at_back = |at: &usize| {
        rest.iter()
            .all(|path| from_back(path, *at) == from_back(first, *at))
    };
    let back = (0..shortest.saturating_sub(1 + front))
        .take_while(at_back)
        .count();
    (front, back)
}

/// The document that an operand stands in, and its pointer there.
pub(crate) fn split_document(pointer: &str) -> (&str, &str) {
    pointer
        .find('#')
        .map_or(("", pointer), |end| pointer.split_at(end + 1))
}

/// What another document is called.
pub(crate) fn document(prefix: &str, language: Language) -> &'static str {
    if prefix == Other::Previous.prefix() {
        say(language, "上一年度报告", "prior year's report")
    } else if prefix == Other::Children.prefix() {
        say(language, "所属各单位之和", "sum of the parts")
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_what_tells_operands_apart() {
        let cases: [(&[&str], &[&str]); 4] = [
            (
                &[
                    "/requests/new_received/total",
                    "/requests/outcomes/total/total",
                ],
                &[
                    "一、本年新收政府信息公开申请数量",
                    "三、本年度办理结果 · （七）总计",
                ],
            ),
            (
                &[
                    "/requests/new_received/natural_persons",
                    "/requests/new_received/total",
                ],
                &["自然人", "总计"],
            ),
            (&["prev#/year", "/year"], &["上一年度报告 · 年度", "年度"]),
            (&["/year"], &["年度"]),
        ];
        for (pointers, expected) in cases {
            assert_eq!(
                short_labels(pointers, Some("2021-30"), Language::Chinese),
                expected
            );
        }
    }
}
