//! Values of style sheets: lengths, words, and the functions that cut or turn.

use cssparser::{ParseError, Parser, Token, match_ignore_ascii_case};

/// A length, as far as it can be known without laying the page out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Length {
    /// Pixels.
    Px(f32),
    /// A part of the size of the letters.
    Em(f32),
    /// A part of the box around, 1 for all of it.
    Percent(f32),
    /// It follows from what is inside or around.
    Auto,
}

impl Length {
    /// The length in pixels where letters have a size, if that is enough to know it.
    pub(super) fn px(self, size: f32) -> Option<f32> {
        match self {
            Self::Px(px) => Some(px),
            Self::Em(em) => Some(em * size),
            Self::Percent(part) => (part == 0.0).then_some(0.0),
            Self::Auto => None,
        }
    }
}

type Result<T> = std::result::Result<T, ParseError<()>>;

/// Pixels of the letters of a page that says nothing of them.
pub(super) const PLAIN_SIZE: f32 = 16.0;
/// Width and height of the screen that pages are read on, in pixels.
pub(super) const SCREEN: (f32, f32) = (1280.0, 720.0);

/// Whether the value ends here.
pub(super) fn at_end(input: &mut Parser<'_>) -> bool {
    let state = input.state();
    let ends = matches!(input.next(), Err(_) | Ok(Token::Delim('!')));
    input.reset(&state);
    ends
}

/// A word in lower case.
pub(super) fn word(input: &mut Parser<'_>) -> Result<String> {
    Ok(input.expect_ident()?.to_ascii_lowercase())
}

/// Whether the value is the word `none`; reads all of it.
pub(super) fn is_none(input: &mut Parser<'_>) -> bool {
    let is_none = input
        .try_parse(|input| input.expect_ident_matching("none"))
        .is_ok();
    skip(input);
    is_none
}

/// Passes over what is left of the value.
pub(super) fn skip(input: &mut Parser<'_>) {
    while !at_end(input) && input.next().is_ok() {}
}

/// All words that are left of the value.
pub(super) fn words(input: &mut Parser<'_>) -> impl Iterator<Item = String> {
    let mut words = Vec::new();
    while !at_end(input) {
        if let Ok(Token::Ident(word)) = input.next() {
            words.push(word.to_ascii_lowercase());
        }
    }
    words.into_iter()
}

/// Whether a word takes back what other rules say.
pub(super) fn is_reset(word: &str) -> bool {
    ["inherit", "initial", "unset", "revert"]
        .iter()
        .any(|reset| word.eq_ignore_ascii_case(reset))
}

/// A length; a sum of one number counts as that number.
pub(super) fn length(input: &mut Parser<'_>) -> Result<Length> {
    match input.next()?.clone() {
        Token::Dimension { value, unit, .. } => Ok(of_unit(value, &unit).unwrap_or(Length::Auto)),
        // Pages without a doctype may leave the unit away.
        Token::Number { value, .. } => Ok(Length::Px(value)),
        Token::Percentage { unit_value, .. } => Ok(Length::Percent(unit_value)),
        Token::Ident(_) => Ok(Length::Auto),
        Token::Function(name) => input.parse_nested_block(|input| {
            let inner = input.try_parse(length).unwrap_or(Length::Auto);
            let alone = input.is_exhausted() && name.eq_ignore_ascii_case("calc");
            while input.next().is_ok() {}
            Ok(if alone { inner } else { Length::Auto })
        }),
        _ => Err(ParseError::unexpected_token()),
    }
}

fn of_unit(value: f32, unit: &str) -> Option<Length> {
    let px = match_ignore_ascii_case! { unit,
        "em" => return Some(Length::Em(value)),
        "ex" | "ch" => return Some(Length::Em(value / 2.0)),
        "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "rem" => PLAIN_SIZE,
        "vw" | "vmax" => SCREEN.0 / 100.0,
        "vh" | "vmin" => SCREEN.1 / 100.0,
        _ => return None,
    };
    Some(Length::Px(value * px))
}

/// A size of letters.
pub(super) fn font_size(input: &mut Parser<'_>) -> Result<Length> {
    let word = input.try_parse(|input| input.expect_ident().map(|word| word.to_ascii_lowercase()));
    let Ok(word) = word else {
        return Ok(match length(input)? {
            Length::Percent(part) => Length::Em(part),
            // It is some size, but cannot be worked out: that of the text around is as good as any.
            Length::Auto => Length::Em(1.0),
            known => known,
        });
    };
    Ok(match &*word {
        "xx-small" | "x-small" => Length::Px(10.0),
        "small" => Length::Px(13.0),
        "medium" | "initial" => Length::Px(PLAIN_SIZE),
        "large" | "x-large" | "xx-large" | "xxx-large" => Length::Px(24.0),
        "smaller" => Length::Em(0.83),
        "larger" => Length::Em(1.2),
        "inherit" | "unset" | "revert" => Length::Em(1.0),
        _ => return Err(ParseError::unexpected_token()),
    })
}

/// A line's height, where a number counts in sizes of the letters.
pub(super) fn line_height(input: &mut Parser<'_>) -> Result<Length> {
    if let Ok(number) = input.try_parse(Parser::expect_number) {
        return Ok(Length::Em(number));
    }
    Ok(match length(input)? {
        Length::Percent(part) => Length::Em(part),
        other => other,
    })
}

/// A part from 0 to 1, as number or percentage.
pub(super) fn opacity(input: &mut Parser<'_>) -> Result<f32> {
    match input.next()? {
        Token::Number { value, .. } => Ok(*value),
        Token::Percentage { unit_value, .. } => Ok(*unit_value),
        Token::Ident(_) => Ok(1.0),
        _ => Err(ParseError::unexpected_token()),
    }
}

/// The lengths of the four sides, from one to four of them as written.
pub(super) fn sides(input: &mut Parser<'_>) -> Result<[Length; 4]> {
    let top = length(input)?;
    let right = input.try_parse(length).unwrap_or(top);
    let bottom = input.try_parse(length).unwrap_or(top);
    let left = input.try_parse(length).unwrap_or(right);
    Ok([top, right, bottom, left])
}

/// How much a filter lets through.
pub(super) fn filter(input: &mut Parser<'_>) -> Result<f32> {
    let name = match input.next()?.clone() {
        Token::Function(name) => name,
        Token::Ident(_) => return Ok(1.0),
        _ => return Err(ParseError::unexpected_token()),
    };
    let inside = input.parse_nested_block(numbers)?;
    skip(input);
    // The way of old Internet Explorers is `alpha(opacity=0)`, in percent.
    match_ignore_ascii_case! { &name,
        "opacity" => Ok(inside.first().copied().unwrap_or(1.0)),
        "alpha" => Ok(inside.first().copied().unwrap_or(100.0) / 100.0),
        _ => Ok(1.0),
    }
}

/// All numbers in a function, whatever stands between them; percentages as parts.
fn numbers(input: &mut Parser<'_>) -> Result<Vec<f32>> {
    let mut numbers = Vec::new();
    loop {
        match input.next() {
            Ok(Token::Number { value, .. }) => numbers.push(*value),
            Ok(Token::Percentage { unit_value, .. }) => numbers.push(*unit_value),
            Ok(Token::Dimension { value, unit, .. }) => {
                let px = of_unit(*value, unit).and_then(|length| length.px(PLAIN_SIZE));
                numbers.push(px.unwrap_or_else(|| degrees(*value, unit)));
            }
            Ok(_) => {}
            Err(_) => return Ok(numbers),
        }
    }
}

fn degrees(value: f32, unit: &str) -> f32 {
    match_ignore_ascii_case! { unit,
        "turn" => value * 360.0,
        "rad" => value.to_degrees(),
        "grad" => value * 0.9,
        _ => value,
    }
}

/// Whether `clip: rect(…)` leaves nothing to be seen; its numbers are distances from the upper left corner.
pub(super) fn clips_all(input: &mut Parser<'_>) -> bool {
    if input.expect_function_matching("rect").is_err() {
        return false;
    }
    let Ok(rect) = input.parse_nested_block(numbers) else {
        return false;
    };
    match rect[..] {
        [top, right, bottom, left] => right - left <= 1.0 || bottom - top <= 1.0,
        _ => false,
    }
}

/// Whether a path that clips leaves nothing to be seen.
pub(super) fn path_clips_all(input: &mut Parser<'_>) -> bool {
    let Ok(Token::Function(name)) = input.next().cloned() else {
        return false;
    };
    let Ok(inside) = input.parse_nested_block(numbers) else {
        return false;
    };
    let (first, second) = (inside.first().copied(), inside.get(1).copied());
    match_ignore_ascii_case! { &name,
        "inset" => {
            let top = first.unwrap_or(0.0);
            let bottom = inside.get(2).copied().unwrap_or(top);
            let right = second.unwrap_or(top);
            top + bottom >= 1.0 || right + inside.get(3).copied().unwrap_or(right) >= 1.0
        },
        "circle" | "ellipse" => first == Some(0.0),
        "polygon" => inside.iter().all(|number| Some(*number) == first),
        _ => false,
    }
}

/// What moves or turns a box after it has its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transform {
    Harmless,
    Shrunk,
    Away,
    Turned,
}

/// What a list of transformations does to text.
pub(super) fn transform(input: &mut Parser<'_>) -> Result<Transform> {
    let mut strongest = Transform::Harmless;
    while !at_end(input) {
        let name = match input.next()?.clone() {
            Token::Function(name) => name,
            Token::Ident(_) => return Ok(Transform::Harmless),
            _ => return Err(ParseError::unexpected_token()),
        };
        let inside = input.parse_nested_block(numbers)?;
        let one = of_function(&name.to_ascii_lowercase(), &inside);
        if one != Transform::Harmless {
            strongest = one;
        }
    }
    Ok(strongest)
}

/// Distance in pixels beyond which something is moved away rather than put into place.
pub(super) const FAR: f32 = 500.0;

fn of_function(name: &str, inside: &[f32]) -> Transform {
    let first = inside.first().copied().unwrap_or(0.0);
    if name.starts_with("scale") {
        let strongest = inside
            .iter()
            .copied()
            .find(|factor| scaled(*factor) != Transform::Harmless);
        return scaled(strongest.unwrap_or(1.0));
    }
    if name.starts_with("translate") {
        let far = inside.iter().any(|distance| distance.abs() >= FAR);
        return if far {
            Transform::Away
        } else {
            Transform::Harmless
        };
    }
    if name.starts_with("rotate") {
        return by_angle(inside.last().copied().unwrap_or(first));
    }
    match (name, inside) {
        ("matrix", [a, b, c, d, ..]) if (a * d - b * c).abs() < 0.01 => Transform::Shrunk,
        ("matrix", [a, ..]) if *a < 0.0 => Transform::Turned,
        _ => Transform::Harmless,
    }
}

/// What scaling does to text.
pub(super) fn scaled(factor: f32) -> Transform {
    if factor < 0.0 {
        Transform::Turned
    } else if factor < 0.1 {
        Transform::Shrunk
    } else {
        Transform::Harmless
    }
}

/// What `rotate: 90deg` does to text.
pub(super) fn rotated(input: &mut Parser<'_>) -> Result<Transform> {
    let all = numbers(input)?;
    Ok(by_angle(all.last().copied().unwrap_or(0.0)))
}

fn by_angle(degrees: f32) -> Transform {
    let turned = degrees.rem_euclid(360.0);
    if (30.0..=330.0).contains(&turned) {
        Transform::Turned
    } else {
        Transform::Harmless
    }
}
