//! What a rule read, with labels that tell one operand from the next.

use ogi_report::definition::Other;
use ogi_report::{Edition, Examined, Language};
use ogi_schema::texts;

use crate::labels::Labels;
use crate::places::Places;
use crate::record::Operand;
use crate::words::in_language;

/// The operands of a finding.
pub(crate) fn operands(
    examined: &[Examined],
    edition: Option<Edition>,
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
    Operand {
        at: examined.at.clone(),
        label,
        value: examined.value.ok().map(|value| value.to_string()),
        side: examined.side,
        coefficient: examined.coefficient,
        missing: examined.value.err(),
        position: places.position(&examined.at),
        printed_at: places.printed_at(&examined.at),
        printed: places.printed(&examined.at),
    }
}

/// Labels of several places without what all of them share; the document in front where it is another.
pub(crate) fn short_labels(
    pointers: &[&str],
    edition: Option<Edition>,
    language: Language,
) -> Vec<String> {
    let mut prefixes = Vec::new();
    let mut paths = Vec::new();
    for pointer in pointers {
        let (prefix, pointer) = split_document(pointer);
        prefixes.push(prefix);
        paths.push(
            Labels::of(edition, pointer, language)
                .below_section()
                .to_vec(),
        );
    }
    let slices: Vec<&[String]> = paths.iter().map(Vec::as_slice).collect();
    let (front, back) = shared(&slices);
    let mut labels = Vec::new();
    for (prefix, path) in prefixes.iter().zip(&paths) {
        let mut parts = Vec::from_iter(document(prefix, language));
        let own = path.get(front..path.len().saturating_sub(back));
        parts.extend(own.unwrap_or_default().iter().map(String::as_str));
        labels.push(parts.join(" · "));
    }
    labels
}

/// How many labels all paths share in front and at the back; every path keeps one.
#[must_use]
pub fn shared(paths: &[&[String]]) -> (usize, usize) {
    let Some((first, rest)) = paths.split_first() else {
        return (0, 0);
    };
    let shortest = paths.iter().map(|path| path.len()).min().unwrap_or(0);
    let same_at = |at: usize| rest.iter().all(|path| path[at] == first[at]);
    let same_from_back = |at: usize| {
        let label = |path: &&[String]| path[path.len() - 1 - at].clone();
        rest.iter().all(|path| label(path) == label(first))
    };
    let mut front = 0;
    while front + 1 < shortest && same_at(front) {
        front += 1;
    }
    let mut back = 0;
    while front + back + 1 < shortest && same_from_back(back) {
        back += 1;
    }
    (front, back)
}

/// The document that an operand stands in, and its pointer there.
#[must_use]
pub fn split_document(pointer: &str) -> (&str, &str) {
    pointer
        .find('#')
        .map_or(("", pointer), |end| pointer.split_at(end + 1))
}

/// What another document is called, by the prefix of its operands; `None` for the document itself.
#[must_use]
pub fn document(prefix: &str, language: Language) -> Option<&'static str> {
    let words = &texts::phrases().words;
    if prefix == Other::Previous.prefix() {
        Some(in_language(&words.prev, language))
    } else if prefix == Other::Children.prefix() {
        Some(in_language(&words.children, language))
    } else {
        None
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
                short_labels(pointers, Some(Edition::V2021), Language::Chinese),
                expected
            );
        }
    }
}
