//! The narratives: text in paragraphs as printed, and the heads of section one.

use std::collections::BTreeMap;

use ogi_schema::{Definition, Standard, Type};

use crate::find::dates;
use crate::find::facts::{Name, Setting, is_furniture, is_labelled};
use crate::find::words::words;
use crate::form::spellings;
use crate::grid::Strip;
use crate::printed::fold;
use crate::printed::label::{Label, Ordinal, Style};

/// Most heads that one paragraph holds; section one has five.
const HEADS: usize = 16;
/// Heads longer than this are sentences; the longest head has 12 words (c03, f08).
const LONGEST: usize = 20;
/// Words that a head may have beside its own, as many as a head of f08 has.
const SPARE: usize = 4;
/// Lines of a broken paragraph are at least this long but for the last, in characters; titles and labels are shorter. Lines
/// of c03 have 25, a line of c08 that is none has 11.
const BROKEN: usize = 24;
/// Longest paragraph that only states the period, in characters; the official wording has 46, that of f06 has 37.
const PERIOD: usize = 100;
/// How alike a head and a known one must be: 公开平台建设 and 政府信息公开平台建设 are 0.6 alike without the subject, heads of
/// other things such as 信访工作 below 0.5. Any value from 0.25 to 0.9 reads the corpus alike; beyond it twelve pages lose
/// heads.
const ALIKE: f64 = 0.75;
/// How alike a head is to a known one that stands within it, or within which it stands: enough, and less than the same words.
const PARTLY: f64 = 0.9;

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
    let mut kept = vec![false; strips.len()];
    for at in (0..strips.len()).rev() {
        let text = strips[at].text();
        let text = text.trim_end();
        let is_sentence =
            text.contains('。') || text.trim_end_matches(['：', ':']).ends_with("如下");
        let goes_on = kept.get(at + 1) == Some(&true) && is_broken_off(&strips[at], text);
        kept[at] = is_sentence || goes_on;
    }
    let sentences = strips.iter().zip(kept).filter(|(_, kept)| *kept);
    join(sentences.map(|(strip, _)| strip.text()))
}

/// Whether a line of text goes on in the next one: it ends within a sentence, as lines do that a page breaks.
fn is_broken_off(strip: &Strip, text: &str) -> bool {
    let is_long = text.chars().nth(BROKEN).is_some();
    strip.sole().is_some()
        && (text.ends_with(['，', ',', '、', '；']) || is_long)
        && Name::find(text, Setting::Title).is_none()
        && !text.contains(['>', '|'])
        && !is_furniture(text)
        && !is_labelled(text)
}

/// The strip of the first head of section one among those before the first section: then section one has no heading.
pub(crate) fn overview_without_heading(heads: &Heads, strips: &[Strip]) -> Option<usize> {
    strips.iter().position(|strip| {
        let text = strip.text();
        let (ordinal, head) = outline(&text);
        ordinal.is_some_and(|ordinal| ordinal.style == Style::ChineseInBrackets)
            && heads.find(&head.words).is_some()
    })
}

/// Whether a paragraph says nothing but which period the figures are of.
fn is_period(paragraph: &str) -> bool {
    paragraph.chars().nth(PERIOD).is_none()
        && dates::period(paragraph).is_some()
        && paragraph.trim_end_matches('。').matches('。').count() == 0
        && words().period.iter().any(|word| paragraph.contains(word))
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
        let paragraphs = strips.iter().map(Strip::text);
        for paragraph in paragraphs.flat_map(|text| self.split_at_heads(text)) {
            if is_period(&paragraph) {
                texts.entry(self.rest.clone()).or_default().push(paragraph);
                continue;
            }
            let (ordinal, head) = self.outline(&paragraph);
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

    /// A paragraph in pieces that begin where a known head follows the end of a sentence.
    fn split_at_heads(&self, paragraph: String) -> Vec<String> {
        let mut begins = vec![0];
        let mut before = None;
        for (at, c) in paragraph.char_indices() {
            let is_start = matches!(c, '(' | '（') && matches!(before, Some('。' | '；' | '\n'));
            if is_start && begins.len() < HEADS {
                let (ordinal, head) = outline(&paragraph[at..]);
                let is_head =
                    ordinal.is_some_and(|ordinal| ordinal.style == Style::ChineseInBrackets);
                if is_head && self.find(&head.words).is_some() {
                    begins.push(at);
                }
            }
            if !c.is_whitespace() || c == '\n' {
                before = Some(c);
            }
        }
        if begins.len() == 1 {
            return vec![paragraph];
        }
        let ends = begins.iter().skip(1).copied().chain([paragraph.len()]);
        begins
            .iter()
            .zip(ends)
            .map(|(begin, end)| paragraph[*begin..end].trim().to_owned())
            .filter(|piece| !piece.is_empty())
            .collect()
    }

    /// The ordinal that a paragraph begins with, and its head; a head without an ordinal must be spelled as known.
    fn outline(&self, paragraph: &str) -> (Option<Ordinal>, Head) {
        let (ordinal, head) = outline(paragraph);
        if ordinal.is_some() {
            return (ordinal, head);
        }
        let end = paragraph.find(is_stop).unwrap_or(paragraph.len());
        let folded: String = paragraph[..end].chars().map(fold::character).collect();
        let label = bare(&Label::parse(&folded));
        let is_known = self
            .heads
            .iter()
            .flat_map(|(_, spellings)| spellings)
            .any(|spelling| bare(spelling).same_words(&label));
        let is_short =
            label.words.len() <= LONGEST && !paragraph[end..].starts_with(['，', ',', '；']);
        if !(is_known && is_short && !label.words.is_empty()) {
            return (None, head);
        }
        let mark = paragraph[end..].chars().next().map_or(0, char::len_utf8);
        let head = Head {
            words: folded,
            end: end + mark,
        };
        let ordinal = Ordinal {
            style: Style::ChineseInBrackets,
            number: 0,
        };
        (Some(ordinal), head)
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
                likeness.max(PARTLY)
            } else {
                likeness
            }
        };
        let scored = self
            .heads
            .iter()
            .map(|(name, spellings)| (name, spellings.iter().map(score).fold(0.0, f64::max)));
        let (name, best) = scored.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (best >= ALIKE).then_some(name)
    }
}

/// A head without the words that many append to it, and without those that say what the whole report is about.
fn bare(label: &Label) -> Label {
    let known = &words().heads;
    let mut words = label.words.clone();
    let fits = |word: &String, words: &[char], at_start: bool| {
        let word: Vec<char> = word.chars().collect();
        let enough = words.len() >= word.len() + if at_start { SPARE } else { 2 };
        let is_there = if at_start {
            words.starts_with(&word)
        } else {
            words.ends_with(&word)
        };
        (enough && is_there).then_some(word.len())
    };
    while let Some(length) = known
        .subjects
        .iter()
        .find_map(|word| fits(word, &words, true))
    {
        words.drain(..length);
    }
    while let Some(length) = known
        .endings
        .iter()
        .find_map(|word| fits(word, &words, false))
    {
        words.truncate(words.len() - length);
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

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '：' | ':' | '；' | '，' | ',' | '\n')
}

/// The ordinal that a paragraph begins with, and the words up to its first stop.
fn outline(paragraph: &str) -> (Option<Ordinal>, Head) {
    let none = Head {
        words: String::new(),
        end: 0,
    };
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
