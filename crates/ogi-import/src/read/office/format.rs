//! Number formats of workbooks (ECMA-376, part 1, 18.8.30): what a cell shows of the value that is stored in it.
//!
//! `ssfmt` places the digits and writes dates. Which section applies, rounding and scaling are decided here, because
//! `ssfmt` 0.1.2 shows a number for an empty section, cuts whole numbers that a comma scales instead of rounding them,
//! and rounds the binary number where Excel rounds its 15 digits.

mod builtin;
mod digits;
mod sections;

use ssfmt::ast::{DatePart, FormatPart, Section};
use ssfmt::{DateSystem, FormatOptions, NumberFormat};

pub(crate) use builtin::builtin;
pub(crate) use digits::stored;

use digits::Digits;
use sections::{Code, Condition};

/// Numbers from here on are not placed by a format: the digits that a cell shows of them are not exact.
const LARGEST: f64 = 1e15;
/// More decimal places than a number has digits.
const PLACES: usize = 15;

/// What a cell shows of its value.
#[derive(Debug, PartialEq)]
pub(crate) enum Shown {
    /// This text.
    Text(String),
    /// A date or a time.
    Date(String),
    /// Nothing: its format hides it.
    Nothing,
    /// Something that is not known here, such as Chinese numerals.
    Unknown,
}

/// A format code, ready for many values.
#[derive(Debug)]
pub(crate) struct Format {
    /// Sections for numbers: one for all; or positive, negative, and perhaps zero; or each with a condition.
    numbers: Vec<(Option<Condition>, Body)>,
    /// The section for text, if it has one.
    text: Option<Body>,
}

/// A section of a format code.
#[derive(Debug)]
enum Body {
    Empty,
    General,
    Number(Placed),
    Date(Section),
    Text(Vec<FormatPart>),
    Unknown,
}

/// A section that places digits, without what scales them.
#[derive(Debug)]
struct Placed {
    section: Section,
    /// Power of ten that the stored number is multiplied by.
    scale: i32,
    /// Decimal places that are shown; `None` for fractions and powers of ten, which are not rounded to places.
    places: Option<usize>,
}

impl Format {
    /// Reads a format code; one that cannot be read shows something unknown.
    pub(crate) fn new(code: &str) -> Self {
        let Some(mut codes) = sections::split(code) else {
            let numbers = vec![(None, Body::Unknown)];
            return Self {
                numbers,
                text: None,
            };
        };
        let is_text = codes.len() == 4 || codes.last().is_some_and(|code| code.text.contains('@'));
        let text = if is_text { codes.pop() } else { None };
        let mut numbers: Vec<_> = codes
            .iter()
            .map(|code| (code.condition, Body::new(code)))
            .collect();
        if numbers.is_empty() {
            numbers.push((None, Body::General));
        }
        Self {
            numbers,
            text: text.map(|code| Body::new(&code)),
        }
    }

    /// What a cell shows of a number.
    pub(crate) fn number(&self, number: f64, from_1904: bool) -> Shown {
        if !number.is_finite() {
            return Shown::Unknown;
        }
        let is_conditional = self
            .numbers
            .iter()
            .any(|(condition, _)| condition.is_some());
        if is_conditional && number < 0.0 {
            // Whether a minus is shown depends on what the conditions cover.
            return Shown::Unknown;
        }
        let body = if is_conditional {
            self.by_condition(number)
        } else {
            self.by_sign(number)
        };
        let shown = body.number(number.abs(), from_1904);
        match shown {
            Shown::Text(text) if number < 0.0 && self.numbers.len() == 1 => {
                Shown::Text(format!("-{text}"))
            }
            Shown::Date(_) if number < 0.0 => Shown::Unknown,
            shown => shown,
        }
    }

    /// What a cell shows of a text.
    pub(crate) fn text(&self, text: &str) -> Shown {
        match &self.text {
            None | Some(Body::General) => Shown::Text(text.to_owned()),
            Some(Body::Empty) => Shown::Nothing,
            Some(Body::Text(parts)) => {
                let part = |part: &FormatPart| match part {
                    FormatPart::TextPlaceholder => text.to_owned(),
                    FormatPart::Literal(text) | FormatPart::EscapedLiteral(text) => text.clone(),
                    FormatPart::Skip(_) => " ".to_owned(),
                    _ => String::new(),
                };
                Shown::Text(parts.iter().map(part).collect())
            }
            Some(_) => Shown::Unknown,
        }
    }

    /// Whether a text is shown as it is stored.
    pub(crate) fn keeps_text(&self) -> bool {
        match &self.text {
            None | Some(Body::General) => true,
            Some(Body::Text(parts)) => matches!(parts[..], [FormatPart::TextPlaceholder]),
            Some(_) => false,
        }
    }

    fn by_sign(&self, number: f64) -> &Body {
        let at = match self.numbers.len() {
            2 | 3 if number < 0.0 => 1,
            3 if number == 0.0 => 2,
            _ => 0,
        };
        &self.numbers[at].1
    }

    /// The first section whose condition holds; the first one without a condition is for all other numbers.
    fn by_condition(&self, number: f64) -> &Body {
        let holds = |condition: &Option<Condition>| condition.is_some_and(|it| it.holds(number));
        let first = self.numbers.iter().find(|(condition, _)| holds(condition));
        let other = self
            .numbers
            .iter()
            .find(|(condition, _)| condition.is_none());
        first.or(other).map_or(&Body::Unknown, |(_, body)| body)
    }
}

impl Body {
    fn new(code: &Code) -> Self {
        if code.is_unknown {
            return Self::Unknown;
        }
        if code.text.is_empty() {
            return Self::Empty;
        }
        if code.text.trim().eq_ignore_ascii_case("general") || code.text.trim() == "@" {
            return Self::General;
        }
        let Ok(format) = NumberFormat::parse(&code.text) else {
            return Self::Unknown;
        };
        let [section] = format.sections() else {
            return Self::Unknown;
        };
        let is_general = |part: &FormatPart| matches!(part, FormatPart::GeneralNumber);
        if code.has_general && !section.parts.iter().any(is_general) {
            return Self::Unknown;
        }
        if section.has_text_placeholder() {
            return Self::Text(section.parts.clone());
        }
        if section.has_date_parts() {
            return if is_plain_date(section) {
                Self::Date(section.clone())
            } else {
                Self::Unknown
            };
        }
        Placed::new(section).map_or(Self::Unknown, Self::Number)
    }

    fn number(&self, number: f64, from_1904: bool) -> Shown {
        match self {
            Self::Empty => Shown::Nothing,
            Self::General => general(number),
            Self::Number(placed) => placed.show(number),
            Self::Date(section) => date(section, number, from_1904),
            Self::Text(_) | Self::Unknown => Shown::Unknown,
        }
    }
}

impl Placed {
    fn new(section: &Section) -> Option<Self> {
        let mut section = section.clone();
        let is_digit = |part: &FormatPart| matches!(part, FormatPart::Digit(_));
        let is_point = |part: &FormatPart| matches!(part, FormatPart::DecimalPoint);
        let is_exact = |part: &FormatPart| {
            !matches!(
                part,
                FormatPart::Scientific { .. } | FormatPart::Fraction { .. }
            )
        };
        let point = section
            .parts
            .iter()
            .position(is_point)
            .unwrap_or(section.parts.len());
        if section.parts.iter().filter(|part| is_point(part)).count() > 1 {
            return None;
        }
        let places = section.parts[point..]
            .iter()
            .filter(|part| is_digit(part))
            .count();
        let rounded = section.parts.iter().all(is_exact);
        let mut scale = 0;
        let mut parts = Vec::with_capacity(section.parts.len());
        for (at, part) in section.parts.iter().enumerate() {
            let side = if at < point {
                &section.parts[at..point]
            } else {
                &section.parts[at..]
            };
            match part {
                // A comma with no digit behind it in its half of the number divides by a thousand.
                FormatPart::ThousandsSeparator if !side.iter().any(is_digit) => scale -= 3,
                FormatPart::Percent => {
                    scale += 2;
                    parts.push(FormatPart::Literal("%".to_owned()));
                }
                FormatPart::Fill(_) => {}
                FormatPart::Skip(_) => parts.push(FormatPart::Literal(" ".to_owned())),
                part => parts.push(part.clone()),
            }
        }
        section.parts = parts;
        if places > PLACES || (!rounded && scale != 0) {
            return None;
        }
        Some(Self {
            section,
            scale,
            places: rounded.then_some(places),
        })
    }

    fn show(&self, number: f64) -> Shown {
        let has = |is: fn(&FormatPart) -> bool| self.section.parts.iter().any(is);
        let has_digits = has(FormatPart::is_numeric_part)
            || has(|part| matches!(part, FormatPart::GeneralNumber));
        if !has_digits {
            return literals(&self.section.parts);
        }
        if number >= LARGEST {
            return Shown::Unknown;
        }
        let rounded = match self.places {
            Some(places) if !has(|part| matches!(part, FormatPart::GeneralNumber)) => {
                Digits::new(number)
                    .times_ten_to(self.scale)
                    .round(places)
                    .to_f64()
            }
            _ => number,
        };
        let format = NumberFormat::from_sections(vec![self.section.clone()]);
        match format.try_format(rounded, &FormatOptions::default()) {
            Ok(text) if text.trim().is_empty() => Shown::Nothing,
            Ok(text) => Shown::Text(text),
            Err(_) => Shown::Unknown,
        }
    }
}

fn general(number: f64) -> Shown {
    NumberFormat::parse("General")
        .ok()
        .and_then(|format| {
            format
                .try_format(Digits::new(number).to_f64(), &FormatOptions::default())
                .ok()
        })
        .map_or(Shown::Unknown, Shown::Text)
}

fn literals(parts: &[FormatPart]) -> Shown {
    let text: String = parts
        .iter()
        .map(|part| match part {
            FormatPart::Literal(text) | FormatPart::EscapedLiteral(text) => text.as_str(),
            _ => "",
        })
        .collect();
    if text.trim().is_empty() {
        Shown::Nothing
    } else {
        Shown::Text(text)
    }
}

/// Whether a date has only parts whose text is known: no other calendar, and no more parts of a second than there are.
fn is_plain_date(section: &Section) -> bool {
    !section.metadata.is_hijri
        && section.parts.iter().all(|part| match part {
            FormatPart::DatePart(DatePart::SubSecond(places)) => *places <= 3,
            FormatPart::DatePart(
                DatePart::BuddhistYear2
                | DatePart::BuddhistYear4
                | DatePart::BuddhistYear2Alt
                | DatePart::BuddhistYear4Alt,
            ) => false,
            _ => true,
        })
}

fn date(section: &Section, number: f64, from_1904: bool) -> Shown {
    /// The last day that Excel knows, 9999-12-31.
    const LAST: f64 = 2_958_465.0;
    if number >= LAST - 1_463.0 {
        return Shown::Unknown;
    }
    let date_system = if from_1904 {
        DateSystem::Date1904
    } else {
        DateSystem::Date1900
    };
    let options = FormatOptions {
        date_system,
        ..FormatOptions::default()
    };
    let format = NumberFormat::from_sections(vec![section.clone()]);
    match format.try_format(number, &options) {
        Ok(text) if text.trim().is_empty() => Shown::Nothing,
        Ok(text) => Shown::Date(text),
        Err(_) => Shown::Unknown,
    }
}

#[cfg(test)]
mod tests;
