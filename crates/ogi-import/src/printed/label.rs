//! Printed labels in the form they are compared in: an ordinal and words without punctuation.

use crate::printed::fold;

/// Labels longer than this are not compared; the longest label of the form has 34 characters, and notes within
/// brackets are set aside.
const LONGEST: usize = 200;

/// Words that are long enough to be known as part of a label: three, such as 总数量, stand in several labels of the form.
const PART: usize = 4;

/// Texts with more bytes than this have no words to be compared; the longest line in which labels are looked for has 20,000
/// characters.
const MOST_BYTES: usize = 100_000;
/// The part of such a text, in characters, that its ordinal is looked for in; an ordinal has five at most.
const BEGINNING: usize = 50;

/// A printed label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// The number it begins with, such as `（三）`.
    pub(crate) ordinal: Option<Ordinal>,
    /// Its letters and digits, without the ordinal.
    pub(crate) words: Vec<char>,
    /// The same without what stands in brackets.
    pub(crate) short: Vec<char>,
}

/// The number that a label begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ordinal {
    /// How it is written; this tells the levels of an outline apart.
    pub(crate) style: Style,
    /// From 1.
    pub(crate) number: u32,
}

/// How an ordinal is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `一、`
    Chinese,
    /// `（一）`
    ChineseInBrackets,
    /// `1.` or `1、`
    Digits,
    /// `（1）` or `①`
    DigitsInBrackets,
}

impl Label {
    pub(crate) fn parse(printed: &str) -> Self {
        if printed.len() > MOST_BYTES {
            let beginning: String = printed.chars().take(BEGINNING).collect();
            return Self {
                words: Vec::new(),
                short: Vec::new(),
                ..Self::parse(&beginning)
            };
        }
        let folded = fold::text(printed);
        let (ordinal, rest) = Ordinal::strip(folded.trim());
        let words = words(rest);
        let short = if rest.contains(['(', ')']) {
            self::words(&without_brackets(rest))
        } else {
            words.clone()
        };
        Self {
            ordinal,
            words,
            short,
        }
    }

    /// Whether there is nothing to compare, or too much.
    pub(crate) fn is_idle(&self) -> bool {
        self.words.is_empty() || self.short.len() > LONGEST
    }

    /// Whether the words are the same, with or without what stands in brackets.
    pub(crate) fn same_words(&self, other: &Self) -> bool {
        self.words == other.words || (!self.short.is_empty() && self.short == other.short)
    }

    /// How alike the words are, from 0 to 1; what stands in brackets may be there or not.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        if self.same_words(other) {
            return 1.0;
        }
        let whole = likeness(&self.words, &other.words);
        if self.words == self.short && other.words == other.short {
            return whole;
        }
        whole
            .max(likeness(&self.short, &other.short))
            .max(likeness(&self.short, &other.words))
    }

    /// Whether these words, four or more, stand within the other's.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.short.len() >= PART && contains(&other.words, &self.short)
    }
}

impl Ordinal {
    /// The ordinal at the beginning of a folded text, and the rest.
    pub(crate) fn strip(folded: &str) -> (Option<Self>, &str) {
        Self::bracketed(folded)
            .or_else(|| Self::bare(folded))
            .map_or((None, folded), |(ordinal, rest)| {
                (Some(ordinal), rest.trim_start())
            })
    }

    /// The ordinal that a text is, without any words.
    pub(crate) fn alone(printed: &str) -> Option<Self> {
        // An ordinal in digits must be told from a number, so that something must follow it.
        let label = Label::parse(&format!("{printed}。"));
        label.ordinal.filter(|_| label.words.is_empty())
    }

    fn bracketed(folded: &str) -> Option<(Self, &str)> {
        if let Some(first) = folded.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
            let number = u32::from(first) - u32::from('①') + 1;
            return Some((
                Self {
                    style: Style::DigitsInBrackets,
                    number,
                },
                &folded[first.len_utf8()..],
            ));
        }
        let (inside, rest) = folded.strip_prefix('(')?.split_once(')')?;
        let (number, chinese) = numeral(inside.trim())?;
        let style = if chinese {
            Style::ChineseInBrackets
        } else {
            Style::DigitsInBrackets
        };
        Some((Self { style, number }, rest))
    }

    fn bare(folded: &str) -> Option<(Self, &str)> {
        let end = folded.find(|c: char| !(c.is_ascii_digit() || CHINESE.contains(&c)))?;
        let (number, chinese) = numeral(&folded[..end])?;
        let rest = folded[end..].trim_start();
        let after = rest.strip_prefix(['、', '.', '．', ')', ','])?;
        if !chinese && after.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        Some((
            Self {
                style: if chinese {
                    Style::Chinese
                } else {
                    Style::Digits
                },
                number,
            },
            after,
        ))
    }
}

const CHINESE: [char; 11] = [
    '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十',
];

/// Characters of the longest numeral up to 99, 九十九.
const NUMERAL: usize = 3;

/// A number up to 99 in digits or in Chinese, and whether it is Chinese.
pub(crate) fn numeral(text: &str) -> Option<(u32, bool)> {
    if text.is_empty() || text.chars().count() > NUMERAL {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().map(|number| (number, false));
    }
    let digit = |part: &str| match part.chars().collect::<Vec<_>>()[..] {
        [c] => CHINESE[..10]
            .iter()
            .position(|known| *known == c)
            .and_then(|at| u32::try_from(at).ok()),
        _ => None,
    };
    let number = match text.split_once('十') {
        None => digit(text)?,
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            tens * 10 + if ones.is_empty() { 0 } else { digit(ones)? }
        }
    };
    Some((number, true))
}

fn words(text: &str) -> Vec<char> {
    // A Chinese character takes three bytes, and few others stand in labels.
    let mut words = Vec::with_capacity(text.len() / 3 + 1);
    let letters = text
        .chars()
        .filter(|c| fold::is_han(*c) || c.is_alphanumeric());
    words.extend(letters.map(|c| c.to_ascii_lowercase()));
    words
}

fn without_brackets(folded: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn contains(text: &[char], part: &[char]) -> bool {
    text.len() > part.len() && text.windows(part.len()).any(|window| window == part)
}

/// One minus the edit distance over the longer length; 0 when the lengths, or the characters whatever their order, forbid one
/// half.
pub(crate) fn likeness(a: &[char], b: &[char]) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() || short.len() * 2 < long.len() || long.len() > LONGEST {
        return 0.0;
    }
    if most_in_common(short, long) * 2 < long.len() {
        return 0.0;
    }
    let distance = edit_distance(short, long);
    #[expect(clippy::cast_precision_loss, reason = "lengths are at most LONGEST")]
    let share = distance as f64 / long.len() as f64;
    1.0 - share
}

/// How many characters of one text may stand in another: no fewer than there are, found without comparing each with each.
pub(crate) fn most_in_common(short: &[char], long: &[char]) -> usize {
    let bit = |c: &char| 1u64 << (u32::from(*c) % 64);
    let all = long.iter().fold(0, |all, c| all | bit(c));
    short.iter().filter(|c| all & bit(c) != 0).count()
}

fn edit_distance(short: &[char], long: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=short.len()).collect();
    for (i, c) in long.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, d) in short.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(c != d))
                .min(above + 1)
                .min(row[j] + 1);
            diagonal = above;
        }
    }
    row[short.len()]
}

/// How many characters two texts have in common, in order but with gaps; none of texts that are too long.
pub(crate) fn in_common(whole: &[char], text: &[char]) -> usize {
    if text.len() > LONGEST || whole.len() > LONGEST {
        return 0;
    }
    let mut row = vec![0usize; text.len() + 1];
    for c in whole {
        let mut diagonal = 0;
        for (j, d) in text.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if c == d {
                diagonal + 1
            } else {
                above.max(row[j])
            };
            diagonal = above;
        }
    }
    row[text.len()]
}

#[cfg(test)]
mod tests {
    use super::{Label, Ordinal, Style, numeral};

    #[test]
    fn ordinals_are_told_from_words_and_numbers() {
        let cases = [
            (
                "（三）不予公开",
                Some((Style::ChineseInBrackets, 3)),
                "不予公开",
            ),
            ("四、结转", Some((Style::Chinese, 4)), "结转"),
            ("2.其他", Some((Style::Digits, 2)), "其他"),
            ("3、 其他", Some((Style::Digits, 3)), "其他"),
            ("① 其他", Some((Style::DigitsInBrackets, 1)), "其他"),
            ("36401308.84元", None, "3640130884元"),
            ("三安全一稳定", None, "三安全一稳定"),
            ("十二、其他", Some((Style::Chinese, 12)), "其他"),
        ];
        for (printed, ordinal, words) in cases {
            let label = Label::parse(printed);
            assert_eq!(
                label.ordinal,
                ordinal.map(|(style, number)| Ordinal { style, number }),
                "{printed}"
            );
            assert_eq!(label.words.iter().collect::<String>(), words);
        }
    }

    #[test]
    fn likeness_survives_a_typo_and_a_note_in_brackets() {
        let form = Label::parse("2.其他法律行政法规禁止公开");
        assert!(Label::parse("2.其他法律行政止公开").likeness(&form) >= 0.75);
        assert!(Label::parse("1.属于国家秘密").likeness(&form) < 0.5);
        assert!(Label::parse("规章（设区的市填报）").same_words(&Label::parse("规章")));
    }

    #[test]
    fn chinese_numerals_up_to_ninety_nine() {
        for (text, number) in [
            ("十", 10),
            ("十一", 11),
            ("二十", 20),
            ("三十一", 31),
            ("九", 9),
        ] {
            assert_eq!(numeral(text), Some((number, true)));
        }
        assert_eq!(numeral("三安"), None);
    }
}
