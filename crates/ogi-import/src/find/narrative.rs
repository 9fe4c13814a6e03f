//! The narratives: text in paragraphs as printed, and the heads of section one.

use std::collections::BTreeMap;

use ogi_schema::{Definition, Standard, Type};

use crate::form::fold;
use crate::form::label::{Label, Ordinal, Style};
use crate::form::spellings;
use crate::grid::Strip;

/// Heads longer than this are sentences.
const LONGEST: usize = 20;
/// Words that a head may have beside its own.
const SPARE: usize = 4;

/// Paragraphs as one text.
pub(crate) fn text(strips: &[Strip]) -> String {
    join(strips.iter().map(Strip::text))
}

fn join(paragraphs: impl Iterator<Item = String>) -> String {
    paragraphs
        .filter(|paragraph| !paragraph.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The sentences before the first section; titles, dates and what surrounds the article are left out.
pub(crate) fn preamble(strips: &[Strip]) -> String {
    let is_sentence =
        |text: &String| text.contains('。') || text.trim_end_matches(['：', ':']).ends_with("如下");
    join(strips.iter().map(Strip::text).filter(is_sentence))
}

/// The heads that a definition of texts has, by the name of the property.
pub(crate) struct Heads {
    /// Property for text under none of the heads.
    rest: String,
    heads: Vec<(String, Vec<Label>)>,
}

impl Heads {
    /// The heads of the narrative that a property of a report holds; `None` where it is plain text or holds other things.
    pub(crate) fn of(standard: &Standard, report: &Definition, property: &str) -> Option<Self> {
        let Type::Ref(name) = &report.property(property)?.ty else {
            return None;
        };
        let definition = standard.schema.definition(name)?;
        let (rest, heads) = definition.properties().split_first()?;
        let heads = heads.iter().filter(
            |head| matches!(&head.ty, Type::Ref(name) if Type::Ref(name.clone()) == rest.ty),
        );
        let labelled = heads.map(|head| {
            let address = format!("{}/{}", definition.name, head.name);
            (
                head.name.clone(),
                spellings(standard, &address, &head.label),
            )
        });
        Some(Self {
            rest: rest.name.clone(),
            heads: labelled.collect(),
        })
    }

    /// Texts by property.
    pub(crate) fn divide(&self, strips: &[Strip]) -> BTreeMap<String, String> {
        let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut current = self.rest.clone();
        let mut style = None;
        for strip in strips {
            let paragraph = strip.text();
            let (ordinal, head) = outline(&paragraph);
            let level = ordinal.filter(|ordinal| style.is_none_or(|style| style == ordinal.style));
            let known = level.and_then(|_| self.find(&head.words));
            let rest = if let Some(name) = known {
                name.clone_into(&mut current);
                style = ordinal.map(|ordinal| ordinal.style);
                paragraph[head.end..].trim().to_owned()
            } else {
                if ordinal.is_some_and(|ordinal| Some(ordinal.style) == style) {
                    current.clone_from(&self.rest);
                }
                paragraph
            };
            texts.entry(current.clone()).or_default().push(rest);
        }
        texts
            .into_iter()
            .map(|(name, paragraphs)| (name, join(paragraphs.into_iter())))
            .collect()
    }

    fn find(&self, words: &str) -> Option<&str> {
        let label = Label::parse(words);
        if label.words.is_empty() || label.words.len() > LONGEST {
            return None;
        }
        let score = |spelling: &Label| {
            let bare = bare(&label);
            let likeness = bare.likeness(spelling);
            let contained =
                spelling.is_within(&bare) && bare.words.len() <= spelling.words.len() + SPARE;
            if contained || bare.is_within(spelling) {
                likeness.max(0.9)
            } else {
                likeness
            }
        };
        let scored = self
            .heads
            .iter()
            .map(|(name, spellings)| (name, spellings.iter().map(score).fold(0.0, f64::max)));
        let (name, best) = scored.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (best >= 0.75).then_some(name)
    }
}

/// A head without the words that many append to it, and without those that say what the whole report is about.
fn bare(label: &Label) -> Label {
    let mut words = label.words.clone();
    for subject in ["政府信息公开", "政务公开"] {
        let subject: Vec<char> = subject.chars().collect();
        if words.starts_with(&subject) && words.len() >= subject.len() + SPARE {
            words.drain(..subject.len());
        }
    }
    for ending in ["情况", "工作", "方面"] {
        let ending: Vec<char> = ending.chars().collect();
        if words.ends_with(&ending) && words.len() > ending.len() {
            words.truncate(words.len() - ending.len());
        }
    }
    Label {
        ordinal: None,
        short: words.clone(),
        words,
    }
}

/// The words of a possible head, and where the text after it begins.
struct Head {
    words: String,
    end: usize,
}

/// The ordinal that a paragraph begins with, and the words up to its first stop.
fn outline(paragraph: &str) -> (Option<Ordinal>, Head) {
    let none = Head {
        words: String::new(),
        end: 0,
    };
    let is_stop = |c: char| matches!(c, '。' | '：' | ':' | '；' | '，' | ',' | '\n');
    let stop = paragraph.find(is_stop).unwrap_or(paragraph.len());
    let folded: String = paragraph[..stop].chars().map(fold::character).collect();
    let (ordinal, words) = Ordinal::strip(folded.trim());
    if ordinal.is_none_or(|ordinal| ordinal.style == Style::DigitsInBrackets) {
        return (None, none);
    }
    let end = stop + paragraph[stop..].chars().next().map_or(0, char::len_utf8);
    (
        ordinal,
        Head {
            words: words.to_owned(),
            end,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::Heads;
    use crate::grid::{Cell, Ruling, Strip};

    fn check(lines: &[&str], expected: &[(&str, &str)]) {
        let standard = ogi_schema::standard();
        let report = standard.schema.definition("Report2021").expect("a report");
        let heads = Heads::of(standard, report, "overview").expect("heads");
        let strips: Vec<_> = lines
            .iter()
            .map(|line| Strip {
                cells: vec![Cell::line(*line, 1)],
                ruling: Ruling::Plain,
            })
            .collect();
        let texts = heads.divide(&strips);
        let texts: Vec<_> = texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn heads_divide_section_one() {
        check(
            &[
                "总述。",
                "（一）主動公開",
                "甲。",
                "1.积极公开。乙。",
                "（二）依申请公开情况。丙。",
                "(三)信息管理。丁。",
                "（五）政府信息公开监督保障情况。戊。",
            ],
            &[
                ("disclosure_on_request", "丙。"),
                ("information_management", "丁。"),
                ("proactive_disclosure", "甲。\n1.积极公开。乙。"),
                ("supervision_and_safeguards", "戊。"),
                ("text", "总述。"),
            ],
        );
    }

    #[test]
    fn other_heads_belong_to_none_of_the_five() {
        check(
            &[
                "（四）平台建设情况",
                "甲。",
                "（五）处理群众来信",
                "乙。",
                "（六）监督保障",
                "丙。",
            ],
            &[
                ("platform_building", "甲。"),
                ("supervision_and_safeguards", "丙。"),
                ("text", "（五）处理群众来信\n乙。"),
            ],
        );
    }
}
