//! Units of measure as printed in headers, labels and notes, and what they mean for the numbers below them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::printed::fold;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dimension {
    /// Money; the unit of exponent 0 is yuan.
    Money,
    /// Counts; the unit of exponent 0 is one piece, whatever it is called.
    Count,
}

/// A unit as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Measure {
    /// What it measures; `None` for a bare power of ten such as 万, or for a word that is not known.
    pub(crate) dimension: Option<Dimension>,
    /// Its power of ten; `None` for a unit that is not known.
    pub(crate) exponent: Option<i32>,
}

/// What stands around a cell about the unit of the number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Nothing: it is that of the property.
    Unstated,
    /// One unit, as its power of ten.
    Stated(i32),
    /// Several units, or one that is not known, so that a number without its own says nothing.
    Contradicted,
}

/// The words of `data/units.json`.
#[derive(Debug, Default, Deserialize)]
struct Words {
    /// Powers of ten.
    scales: BTreeMap<String, i32>,
    /// Units of money, with their power of ten of yuan.
    money: BTreeMap<String, i32>,
    /// Names of the currency, which may stand beside its unit.
    currency: Vec<String>,
    /// Characters before 元 that make it another currency.
    foreign: Vec<String>,
    /// Measure words.
    counts: Vec<String>,
    /// The word before a unit.
    introduction: String,
    /// What parts several units.
    separators: Vec<String>,
    /// What may stand between the introduction and the unit.
    verbs: Vec<String>,
    /// What a line that only states a unit may begin with.
    before_note: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/units.json")).unwrap_or_default()
});

/// The words for powers of ten, the longest first.
static SCALES: LazyLock<Vec<(&str, i32)>> = LazyLock::new(|| {
    let scales = WORDS.scales.iter();
    let mut scales: Vec<_> = scales
        .map(|(word, exponent)| (&**word, *exponent))
        .collect();
    scales.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    scales
});

/// More characters than any statement of a unit has; labels with an explanation behind them have up to 80.
const LONGEST: usize = 200;
/// More characters than any unit has: 人民币百万元 has six.
const UNIT: usize = 8;

impl Measure {
    const UNKNOWN: Self = Self {
        dimension: None,
        exponent: None,
    };

    /// The unit that a word is, such as ten thousand yuan for 万元.
    pub(crate) fn word(printed: &str) -> Option<Self> {
        if printed.is_empty() {
            return None;
        }
        Self::folded_word(&folded(printed))
    }

    /// The same for a word that is folded already.
    fn folded_word(folded: &str) -> Option<Self> {
        let word = without_currency(folded);
        if word.is_empty() || word.chars().nth(UNIT).is_some() {
            return None;
        }
        let split = SCALES
            .iter()
            .find_map(|(scale, exponent)| Some((word.strip_prefix(scale)?, *exponent)));
        let (base, scale) = split.unwrap_or((&word, 0));
        let known = |dimension, exponent: i32| {
            Some(Self {
                dimension,
                exponent: Some(exponent + scale),
            })
        };
        if base.is_empty() {
            known(None, 0)
        } else if let Some(exponent) = WORDS.money.get(base) {
            known(Some(Dimension::Money), *exponent)
        } else if WORDS.counts.iter().any(|count| count == base) {
            known(Some(Dimension::Count), 0)
        } else {
            None
        }
    }

    fn measures(self, dimension: Dimension) -> bool {
        self.dimension.is_none_or(|own| own == dimension)
    }
}

impl Unit {
    /// What statements say about numbers of a dimension. Those of other dimensions say nothing, except where they are
    /// about these numbers alone (`own`).
    pub(crate) fn of<'a>(
        dimension: Dimension,
        own: impl Iterator<Item = &'a [Measure]>,
        around: impl Iterator<Item = &'a [Measure]>,
    ) -> Self {
        let mut unit = Self::Unstated;
        for measures in own {
            let before = unit;
            for measure in measures
                .iter()
                .filter(|measure| measure.measures(dimension))
            {
                unit = unit.and(*measure);
            }
            let says_nothing = !measures.iter().any(|measure| measure.measures(dimension));
            if says_nothing && !measures.is_empty() {
                unit = before.and(Measure::UNKNOWN);
            }
        }
        for measure in around.flatten() {
            if measure.measures(dimension) {
                unit = unit.and(*measure);
            }
        }
        unit
    }

    fn and(self, measure: Measure) -> Self {
        match (self, measure.exponent) {
            (Self::Unstated, Some(exponent)) => Self::Stated(exponent),
            (Self::Stated(known), Some(exponent)) if known == exponent => self,
            _ => Self::Contradicted,
        }
    }
}

/// The units that a header or label states, in brackets, after the word for unit, or at its end; empty where there are none.
pub(crate) fn in_label(printed: &str) -> Vec<Measure> {
    if printed.chars().nth(LONGEST).is_some() {
        return Vec::new();
    }
    let text = folded(printed);
    let (outside, inside) = brackets(&text);
    let mut measures = Vec::new();
    for part in &inside {
        match introduced(part) {
            Some(units) => measures.extend(list(without_explanation(units))),
            None => measures.extend(known_list(part)),
        }
    }
    if let Some(units) = introduced(&outside) {
        measures.extend(list(units));
    } else if measures.is_empty() {
        measures.extend(at_end(&outside));
    }
    measures
}

/// The units that a note states: a line such as `单位：万元`, or a sentence that says which unit numbers have.
pub(crate) fn in_note(printed: &str) -> Vec<Measure> {
    if !printed.contains(['单', '單']) || printed.chars().nth(LONGEST).is_some() {
        return Vec::new();
    }
    let text = folded(printed);
    if let Some(measures) = in_sentence(&text) {
        return measures;
    }
    let Some(at) = text.find(&WORDS.introduction) else {
        return Vec::new();
    };
    let before = text[..at].trim_matches(['(', '[', '*', ':', ',', '，', '、', '。', '※']);
    let is_note = without_words(before, &WORDS.before_note).is_empty();
    let Some(units) = introduced(&text[at..]) else {
        return Vec::new();
    };
    let end = units
        .find([')', ']', '。', '，', ';', '；'])
        .unwrap_or(units.len());
    let measures = list(&units[..end]);
    // A name may follow the word for unit, too: 填报单位：某市水务局.
    let is_unit = |measure: &Measure| measure.exponent.is_some() || measure.dimension.is_some();
    if !measures.iter().all(is_unit) || (!is_note && !measures.iter().all(|m| m.exponent.is_some()))
    {
        return Vec::new();
    }
    measures
}

/// The units of a sentence such as `收费金额以元为单位`.
fn in_sentence(text: &str) -> Option<Vec<Measure>> {
    let (before, _) = text.split_once(&format!("为{}", WORDS.introduction))?;
    let (_, units) = before.rsplit_once('以')?;
    let measures = list(units);
    let all_known = measures.iter().all(|measure| measure.exponent.is_some());
    (all_known && !measures.is_empty()).then_some(measures)
}

/// Whether a label says with the word for it which unit it has.
pub(crate) fn names_unit(printed: &str) -> bool {
    printed.contains(&WORDS.introduction) || printed.contains("單位")
}

/// A text in the width of ASCII and Simplified script, without spaces.
fn folded(printed: &str) -> String {
    printed
        .chars()
        .map(fold::character)
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{2060}'))
        .collect()
}

/// A word without the names of the currency and the brackets around them; the currency alone is yuan.
fn without_currency(word: &str) -> Cow<'_, str> {
    let mut bare = Cow::Borrowed(word);
    for name in &WORDS.currency {
        if bare.contains(name.as_str()) {
            bare = bare.replace(name.as_str(), "").into();
        }
    }
    if bare.is_empty() && !word.is_empty() {
        return Cow::Borrowed("元");
    }
    match bare {
        Cow::Borrowed(bare) => bare.trim_matches(['(', ')']).into(),
        Cow::Owned(bare) => bare.trim_matches(['(', ')']).to_owned().into(),
    }
}

fn without_words(text: &str, words: &[String]) -> String {
    words
        .iter()
        .fold(text.to_owned(), |text, word| {
            text.replace(word.as_str(), "")
        })
        .trim_matches([':', '(', '[', ',', '，', '、'])
        .to_owned()
}

/// What stands outside of brackets, and in each pair of them; a bracket that is never closed goes to the end.
fn brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside, mut depth) = (String::new(), Vec::new(), 0usize);
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => {
                if depth == 0 {
                    inside.push(String::new());
                }
                depth += 1;
            }
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => inside
                .iter_mut()
                .next_back()
                .into_iter()
                .for_each(|part| part.push(c)),
        }
    }
    (outside, inside)
}

/// What follows the word for unit and a colon or verb.
fn introduced(text: &str) -> Option<&str> {
    let at = text.rfind(&WORDS.introduction)?;
    let mut rest = &text[at + WORDS.introduction.len()..];
    let mut introduced = false;
    while let Some(after) = WORDS
        .verbs
        .iter()
        .find_map(|verb| rest.strip_prefix(verb.as_str()))
    {
        rest = after;
        introduced = true;
    }
    let known = Measure::folded_word(rest).is_some();
    (!rest.is_empty() && (introduced || known)).then_some(rest)
}

/// The units before a sentence about what is counted, as in `件，含上一年度结转到本年度办理的申请数量`. What may speak of money or
/// of another power of ten is no such sentence.
fn without_explanation(units: &str) -> &str {
    let Some((list, sentence)) = units.split_once([',', '，', ';', '；', '。']) else {
        return units;
    };
    let is_long = sentence.chars().nth(UNIT).is_some();
    let mut telling = WORDS.money.keys().chain(WORDS.scales.keys());
    if is_long && !telling.any(|word| sentence.contains(word.as_str())) {
        list
    } else {
        units
    }
}

/// The units of a list; a word that is none is a unit that is not known.
fn list(text: &str) -> Vec<Measure> {
    if let Some(measure) = Measure::folded_word(text) {
        return vec![measure];
    }
    let mut marked = text.to_owned();
    for separator in &WORDS.separators {
        marked = marked.replace(separator.as_str(), "\n");
    }
    let words = marked.split('\n').filter(|word| !word.is_empty());
    words
        .map(|word| Measure::folded_word(word).unwrap_or_else(|| unknown(word)))
        .collect()
}

/// The units of a list all of which are known, or one that is money of another country.
fn known_list(text: &str) -> Vec<Measure> {
    let measures = list(text);
    let all_known = measures.iter().all(|measure| measure.exponent.is_some());
    let is_money = |measure: &Measure| measure.dimension == Some(Dimension::Money);
    if all_known || (text.chars().count() <= UNIT && measures.iter().all(is_money)) {
        measures
    } else {
        Vec::new()
    }
}

/// A word that is no known unit, as far as its end tells what it measures.
fn unknown(word: &str) -> Measure {
    let short = word.chars().count() <= UNIT;
    let ends = |known: &String| short && word.ends_with(known.as_str());
    let dimension = if WORDS.money.keys().any(ends) {
        Some(Dimension::Money)
    } else if WORDS.counts.iter().any(ends) {
        Some(Dimension::Count)
    } else {
        None
    };
    Measure {
        dimension,
        ..Measure::UNKNOWN
    }
}

/// The unit that a label without brackets ends with: money, or a count in tens or more, since 件 ends ordinary words, too.
fn at_end(text: &str) -> Option<Measure> {
    let mut units = WORDS.money.keys().chain(&WORDS.counts);
    if !units.any(|unit| text.ends_with(unit.as_str())) {
        return None;
    }
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let begin = starts.len().saturating_sub(UNIT).max(1);
    for start in starts.get(begin..)?.iter().copied() {
        let (before, word) = text.split_at(start);
        let Some(measure) = Measure::folded_word(word) else {
            continue;
        };
        let is_scaled = measure.exponent.is_some_and(|exponent| exponent > 0);
        let is_yuan = word.ends_with(['元', '圆']);
        match measure.dimension {
            Some(Dimension::Money) if is_yuan => {}
            Some(Dimension::Count) if is_scaled => {}
            _ => continue,
        }
        let is_foreign = WORDS
            .foreign
            .iter()
            .any(|mark| before.ends_with(mark.as_str()) && !without_currency(before).is_empty());
        let is_currency = WORDS
            .currency
            .iter()
            .any(|name| before.ends_with(name.as_str()));
        return Some(if is_foreign && !is_currency {
            unknown(word)
        } else {
            measure
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Dimension, Measure, Unit, in_label, in_note};

    fn shown(measures: &[Measure]) -> Vec<(Option<Dimension>, Option<i32>)> {
        measures
            .iter()
            .map(|measure| (measure.dimension, measure.exponent))
            .collect()
    }

    #[test]
    fn headers_and_labels() {
        let (money, count) = (Some(Dimension::Money), Some(Dimension::Count));
        for (printed, expected) in [
            ("本年收费金额（单位：万元）", vec![(money, Some(4))]),
            ("本年收费金额（单位：百万元）", vec![(money, Some(6))]),
            ("本年收费金额\n（单位：\n千元）", vec![(money, Some(3))]),
            ("本年收费金额（元）", vec![(money, Some(0))]),
            ("本年收费金额（人民币万元）", vec![(money, Some(4))]),
            ("本年收费金额（单位：元人民币）", vec![(money, Some(0))]),
            ("本年收費金額（單位：萬元）", vec![(money, Some(4))]),
            ("本年收费金额单位亿元", vec![(money, Some(8))]),
            ("采购总金额万元", vec![(money, Some(4))]),
            ("采购总金额美元", vec![(money, None)]),
            ("本年收费金额（单位：美元）", vec![(money, None)]),
            (
                "本年收费金额（单位：元、角）",
                vec![(money, Some(0)), (money, Some(-1))],
            ),
            ("本年收费金额（单位：某币）", vec![(None, None)]),
            (
                "行政处罚（单位：件，含上一年度结转到本年度办理的）",
                vec![(count, Some(0))],
            ),
            (
                "行政处罚（单位：件，不足一件的以千分之一计算）",
                vec![(count, Some(0)), (None, None)],
            ),
            ("本年处理决定数量（单位：千件）", vec![(count, Some(3))]),
            ("本年处理决定数量（万件）", vec![(count, Some(4))]),
            ("本年处理决定数量（单位：千）", vec![(None, Some(3))]),
            ("本年处理决定数量（件）", vec![(count, Some(0))]),
            ("本年处理决定数量", vec![]),
            ("现行有效件数", vec![]),
            ("第二十条第（一）项", vec![]),
            ("（三）不予公开", vec![]),
            ("法人或其他组织", vec![]),
        ] {
            assert_eq!(shown(&in_label(printed)), expected, "{printed}");
        }
    }

    #[test]
    fn notes() {
        let (money, count) = (Some(Dimension::Money), Some(Dimension::Count));
        for (printed, expected) in [
            ("单位：元", vec![(money, Some(0))]),
            ("（金额单位：人民币万元）", vec![(money, Some(4))]),
            ("计量单位:件", vec![(count, Some(0))]),
            ("单位：件、万元", vec![(count, Some(0)), (money, Some(4))]),
            ("单位：件/元", vec![(count, Some(0)), (money, Some(0))]),
            ("注：本表金额单位均为千元。", vec![(money, Some(3))]),
            ("上表中收费金额以元为单位", vec![(money, Some(0))]),
            ("单位：美元", vec![(money, None)]),
            ("填报单位：某市水务局", vec![]),
            ("单位：某市水务局", vec![]),
            ("法律服务机构", vec![]),
        ] {
            assert_eq!(shown(&in_note(printed)), expected, "{printed}");
        }
    }

    #[test]
    fn statements_that_do_not_agree_leave_no_unit() {
        let unit = |own: &[&str], around: &[&str]| {
            let own: Vec<_> = own.iter().map(|text| in_label(text)).collect();
            let around: Vec<_> = around.iter().map(|text| in_note(text)).collect();
            Unit::of(
                Dimension::Money,
                own.iter().map(Vec::as_slice),
                around.iter().map(Vec::as_slice),
            )
        };
        assert_eq!(unit(&[], &[]), Unit::Unstated);
        assert_eq!(unit(&["金额（万元）"], &["单位：件"]), Unit::Stated(4));
        assert_eq!(
            unit(&["金额（万元）", "收费"], &["单位：万元"]),
            Unit::Stated(4)
        );
        assert_eq!(unit(&["金额（万元）"], &["单位：元"]), Unit::Contradicted);
        assert_eq!(unit(&["金额（单位：件）"], &[]), Unit::Contradicted);
        assert_eq!(unit(&["金额（单位：元、角）"], &[]), Unit::Contradicted);
    }
}
