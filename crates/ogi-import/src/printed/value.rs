//! What is printed in a number cell: a number, or the reason why there is none.

use ogi_schema::Scalar;

use super::decimal::Decimal;
use super::reading::{How, Missing, Number, Reading};
use super::unit::{Dimension, Measure, Unit};
use super::{fold, trim};

/// What numbers a cell can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Whole numbers within bounds.
    Integer {
        /// The smallest.
        minimum: i64,
        /// The largest.
        maximum: i64,
    },
    /// Money, as a decimal in a unit of ten to this power of yuan.
    Money {
        /// 0 for yuan, 4 for ten thousand yuan.
        exponent: i32,
    },
}

/// Signs as printed before numbers, the longest first within each meaning. People type any dash for minus.
const SIGNS: [Sign; 16] = [
    Sign::plus("增加"),
    Sign::plus("新增"),
    Sign::plus("增"),
    Sign::plus("+"),
    Sign::minus("减少"),
    Sign::minus("减"),
    Sign::minus("-"),
    Sign::minus("\u{2010}"),
    Sign::minus("\u{2011}"),
    Sign::minus("\u{2012}"),
    Sign::minus("\u{2013}"),
    Sign::minus("\u{2014}"),
    Sign::minus("\u{2015}"),
    Sign::minus("\u{2212}"),
    Sign::minus("\u{2500}"),
    Sign::minus("\u{fe63}"),
];

/// Most characters of a mark for no number. The corpus prints one; a dash is often typed as two, and four is twice that.
const MARK: usize = 4;
/// More bytes than any number cell has, its remark included: `22（其中修订 16 件）` has 30.
const LONGEST: usize = 400;
/// More characters than a number has that text recognition has read letters in; the largest number of the schema has 16.
const MISREAD: usize = 16;
/// More digits than fifteen numbers have that stand in one line without a gap.
const GLUED: usize = 200;

/// Words for no number.
const NO_NUMBER: [&str; 3] = ["无", "無", "没有"];

/// Printed places of money beyond these have no room in the document.
const MONEY_PRECISION: (usize, usize) = (15, 6);

/// A text and the mark of a note at its end: characters that are raised or circled by themselves, or stars.
pub(crate) fn without_mark(printed: &str) -> (&str, &str) {
    let is_mark = |c: char| matches!(c, '¹' | '²' | '³' | '⁰'..='⁹' | '₀'..='₉' | '⁽' | '⁾' | '①'..='⑳' | '*' | '＊' | '※');
    let text = trim(printed);
    let number = trim(text.trim_end_matches(is_mark));
    // What is left must end in a digit: a star alone, or `3 ②`, is something else.
    let is_marked = number.len() < text.len() && number.ends_with(|c: char| c.is_ascii_digit());
    if is_marked && !text[number.len()..].starts_with(char::is_whitespace) {
        text.split_at(number.len())
    } else {
        (printed, "")
    }
}

impl Kind {
    /// The kind of a schema's number; `None` for what is no number, or money in a unit unknown here.
    pub(crate) fn new(scalar: &Scalar, unit: Option<&str>) -> Option<Self> {
        match (scalar, unit) {
            (
                Scalar::Integer {
                    minimum, maximum, ..
                },
                _,
            ) => Some(Self::Integer {
                minimum: *minimum,
                maximum: *maximum,
            }),
            (Scalar::Decimal { .. }, Some("CNY")) => Some(Self::Money { exponent: 0 }),
            (Scalar::Decimal { .. }, Some("CNY_10K")) => Some(Self::Money { exponent: 4 }),
            _ => None,
        }
    }

    /// What its numbers measure.
    pub(crate) fn dimension(self) -> Dimension {
        match self {
            Self::Integer { .. } => Dimension::Count,
            Self::Money { .. } => Dimension::Money,
        }
    }

    /// Reads a cell; `around` is for numbers that print no unit of their own.
    ///
    /// A count in thousands is a rounded one, so that a number of pieces cannot be told from it.
    pub(crate) fn read(self, printed: &str, around: Unit) -> Reading {
        if let Some(missing) = placeholder(printed) {
            return Reading::Missing(missing);
        }
        let folded = fold_width(printed);
        let digits = lookalikes(trim(&folded));
        let parts = Parts::split(digits.as_deref().unwrap_or_else(|| trim(&folded)));
        let Some(parts) = parts else {
            return Reading::Missing(Missing::Text);
        };
        match self.number(printed, &parts, around) {
            Ok((value, _)) if digits.is_some() => Reading::Number {
                value,
                how: How::Lookalikes,
            },
            Ok((value, how)) => Reading::Number { value, how },
            Err(missing) => Reading::Missing(missing),
        }
    }

    fn number(self, printed: &str, parts: &Parts, around: Unit) -> Result<(Number, How), Missing> {
        let negative = parts.sign.is_some_and(|sign| sign.negative);
        let number = Decimal::parse(negative, parts.digits).ok_or(Missing::Text)?;
        match self {
            Self::Integer { minimum, maximum } => {
                if parts.sign.is_some() && minimum >= 0 {
                    return Err(Missing::Text);
                }
                check_count(parts, around)?;
                let integer = number
                    .to_integer()
                    .filter(|n| (minimum..=maximum).contains(n))
                    .ok_or(Missing::Text)?;
                let how = parts
                    .how()
                    .unwrap_or_else(|| plain(printed, &integer.to_string()));
                Ok((Number::Whole(integer), how))
            }
            Self::Money { exponent } => {
                if parts.sign.is_some() {
                    return Err(Missing::Text);
                }
                money(printed, parts, number, exponents(exponent, parts, around)?)
            }
        }
    }
}

/// Refuses counts in another unit than one piece.
fn check_count(parts: &Parts, around: Unit) -> Result<(), Missing> {
    let exponent = match (parts.measure, around) {
        (Some(measure), _) if measure.dimension == Some(Dimension::Money) => {
            return Err(Missing::Text);
        }
        (Some(measure), _) => measure.exponent,
        (None, Unit::Unstated) => Some(0),
        (None, Unit::Stated(exponent)) => Some(exponent),
        (None, Unit::Contradicted) => None,
    };
    if exponent == Some(0) {
        Ok(())
    } else {
        Err(Missing::Unit)
    }
}

/// The powers of ten of yuan that money is printed in, and that the document wants.
fn exponents(wanted: i32, parts: &Parts, around: Unit) -> Result<(i32, i32), Missing> {
    let printed = match (parts.measure, around) {
        (Some(measure), _) if measure.dimension == Some(Dimension::Count) => {
            return Err(Missing::Text);
        }
        // 3万 below a header that states 万元 may be three of these, or ten thousand times as many.
        (Some(measure), Unit::Stated(_)) if measure.dimension.is_none() => {
            return Err(Missing::Unit);
        }
        (Some(measure), _) => measure.exponent.ok_or(Missing::Unit)?,
        (None, Unit::Unstated) => wanted,
        (None, Unit::Stated(exponent)) => exponent,
        (None, Unit::Contradicted) => return Err(Missing::Unit),
    };
    Ok((printed, wanted))
}

/// Money in the unit of the document, converted exactly.
fn money(
    printed: &str,
    parts: &Parts,
    number: Decimal,
    (exponent, wanted): (i32, i32),
) -> Result<(Number, How), Missing> {
    let converted = exponent != wanted;
    let number = if converted {
        number.times_ten_to(exponent - wanted)
    } else {
        number
    };
    let (whole, fraction) = number.precision();
    if whole > MONEY_PRECISION.0 || fraction > MONEY_PRECISION.1 {
        return Err(if converted {
            Missing::Unit
        } else {
            Missing::Text
        });
    }
    let text = number.to_string();
    let how = if converted {
        Some(How::UnitConverted)
    } else {
        parts.how()
    };
    let how = how.unwrap_or_else(|| plain(printed, &text));
    Ok((Number::Money(text), how))
}

fn plain(printed: &str, value: &str) -> How {
    if trim(printed) == value {
        How::Verbatim
    } else {
        How::Normalised
    }
}

/// A sign as printed.
struct Sign {
    word: &'static str,
    negative: bool,
}

impl Sign {
    const fn plus(word: &'static str) -> Self {
        Self {
            word,
            negative: false,
        }
    }

    const fn minus(word: &'static str) -> Self {
        Self {
            word,
            negative: true,
        }
    }

    fn is_word(&self) -> bool {
        self.word.starts_with(fold::is_han)
    }
}

/// What stands between these after a number is a comment on it, or the mark of a note.
const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('〔', '〕'), ('【', '】')];

/// A printed number taken apart.
struct Parts<'a> {
    sign: Option<&'static Sign>,
    digits: &'a str,
    measure: Option<Measure>,
    comment: bool,
}

impl<'a> Parts<'a> {
    fn split(folded: &'a str) -> Option<Self> {
        let sign = SIGNS.iter().find(|sign| folded.starts_with(sign.word));
        let rest = sign.map_or(folded, |sign| folded[sign.word.len()..].trim_start());
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'')))
            .unwrap_or(rest.len());
        let (digits, rest) = rest.split_at(end);
        let rest = trim(rest);
        let begin = rest.find(|c| BRACKETS.iter().any(|(open, _)| *open == c));
        let (unit, comment) = begin.map_or((rest, ""), |at| rest.split_at(at));
        let closed =
            |(open, close): &(char, char)| comment.starts_with(*open) && comment.ends_with(*close);
        let closed = comment.is_empty() || BRACKETS.iter().any(closed);
        let unit = trim(unit);
        let measure = Measure::word(unit);
        let known = unit.is_empty() || measure.is_some();
        (closed && known).then_some(Self {
            sign,
            digits,
            measure,
            comment: !comment.is_empty(),
        })
    }

    fn how(&self) -> Option<How> {
        if self.comment {
            Some(How::CommentSetAside)
        } else if self.sign.is_some_and(Sign::is_word) {
            Some(How::SignWord)
        } else if self.measure.is_none() {
            None
        } else {
            Some(How::UnitStated)
        }
    }
}

/// Why a cell that is blank or holds a mark for nothing has no number.
pub(crate) fn placeholder(printed: &str) -> Option<Missing> {
    folded_placeholder(trim(&fold_width(printed)))
}

fn folded_placeholder(text: &str) -> Option<Missing> {
    let only = |marks: &str| text.chars().all(|c| marks.contains(c));
    if text.is_empty() {
        Some(Missing::Blank)
    } else if text.chars().count() <= MARK && only("/\\") {
        Some(Missing::Slash)
    } else if text.chars().count() <= MARK && only("-—–―‐‑─－_") {
        Some(Missing::Dash)
    } else if NO_NUMBER.contains(&text) {
        Some(Missing::Text)
    } else {
        None
    }
}

/// Digits that are a number whatever they are: one more might not fit where counts go.
const PLAIN: usize = 15;

/// Whether a cell looks like something that stands in a number cell: a number, or a mark for none. Blank does not.
pub(crate) fn is_value(printed: &str) -> bool {
    if printed.len() > LONGEST {
        return false;
    }
    let is_plain = !printed.starts_with('0') && printed.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain && (1..=PLAIN).contains(&printed.len()) {
        return true;
    }
    // Most other cells of a page are words, and their first character tells.
    let mut shown = printed.chars().filter(|c| !has_no_width(*c));
    let first = shown.find(|c| !c.is_whitespace()).map(fold::character);
    if first.is_none_or(|c| fold::is_han(c) && !may_begin_value(c)) {
        return false;
    }
    let folded = fold_width(printed);
    let is_number = |parts: Parts| Decimal::parse(false, parts.digits).is_some();
    let text = trim(&folded);
    let is_number = || Parts::split(text).is_some_and(is_number) || lookalikes(text).is_some();
    !text.is_empty() && (folded_placeholder(text).is_some() || is_number())
}

/// Whether a Chinese character begins a sign, or a word for no number.
fn may_begin_value(c: char) -> bool {
    NO_NUMBER.iter().any(|word| word.starts_with(c))
        || SIGNS.iter().any(|sign| sign.word.starts_with(c))
}

/// A number in which text recognition has read letters for digits, with the digits; `None` where there are none, or where
/// letters alone stand in the cell, but for one zero.
fn lookalikes(folded: &str) -> Option<String> {
    let digit = |c: char| match c {
        'O' | 'o' | '〇' | '○' => Some('0'),
        'l' | 'I' => Some('1'),
        '0'..='9' | '.' => Some(c),
        _ => None,
    };
    let digits: String = folded.chars().map(digit).collect::<Option<_>>()?;
    let is_letter = |c: char| !(c.is_ascii_digit() || c == '.');
    let anchored = folded.chars().any(|c| c.is_ascii_digit()) || matches!(folded, "O" | "〇" | "○");
    (folded.contains(is_letter) && anchored && folded.len() <= MISREAD).then_some(digits)
}

/// Cuts digits printed without a gap into `count` numbers; `None` unless they cannot be one number and there is exactly
/// one way to cut them.
pub(crate) fn split_digits(printed: &str, count: usize) -> Option<Vec<String>> {
    let folded = fold_width(printed);
    let digits = trim(&folded).as_bytes();
    let is_glued = digits.len() > 1 && digits[0] == b'0' && digits.iter().all(u8::is_ascii_digit);
    if !is_glued || count > digits.len() || digits.len() > GLUED {
        return None;
    }
    let mut ways = Vec::new();
    cut(digits, count, &mut Vec::new(), &mut ways);
    if ways.len() == 1 { ways.pop() } else { None }
}

/// Collects the ways to cut digits into numbers without leading zeros, at most two.
fn cut(digits: &[u8], count: usize, numbers: &mut Vec<String>, ways: &mut Vec<Vec<String>>) {
    if digits.is_empty() || count == 0 || ways.len() > 1 {
        if digits.is_empty() && count == 0 {
            ways.push(numbers.clone());
        }
        return;
    }
    let longest = if digits[0] == b'0' { 1 } else { digits.len() };
    for length in (1..=longest).take_while(|length| digits.len() - length >= count - 1) {
        numbers.push(digits[..length].iter().map(|b| char::from(*b)).collect());
        cut(&digits[length..], count - 1, numbers, ways);
        numbers.pop();
    }
}

/// Whether a character takes no room, so that digits on both sides of it are one number to the eye.
fn has_no_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Folds the width and the script of a cell, which is short.
fn fold_width(printed: &str) -> String {
    printed
        .chars()
        .filter(|c| !has_no_width(*c))
        .map(fold::character)
        .map(|c| if c == '，' { ',' } else { c })
        .collect()
}

#[cfg(test)]
mod tests;
