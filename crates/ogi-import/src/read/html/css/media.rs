//! Media queries, answered for a person at a desk: a screen of 1280 by 720 pixels, a mouse, nothing preferred.

use cssparser::{Delimiter, ParseError, Parser, Token};

use super::value::{self, Length, PLAIN_SIZE, SCREEN};

type Answer = Result<bool, ParseError<()>>;

/// Whether a list of queries holds; an empty one does.
pub(super) fn applies(input: &mut Parser<'_>) -> bool {
    if input.is_exhausted() {
        return true;
    }
    let mut holds = false;
    loop {
        // A query that cannot be understood does not hold.
        holds |= input
            .parse_until_before(Delimiter::Comma, query)
            .unwrap_or(false);
        if input.next().is_err() {
            return holds;
        }
    }
}

/// Whether the queries of an attribute hold.
pub(super) fn applies_text(text: &str) -> bool {
    applies(&mut Parser::new(text))
}

fn query(input: &mut Parser<'_>) -> Answer {
    let medium = input.try_parse(|input| {
        let first = value::word(input)?;
        let named = match &*first {
            "not" | "only" => value::word(input)?,
            _ => first.clone(),
        };
        let holds = matches!(&*named, "all" | "screen");
        Ok::<_, ParseError<()>>((holds, first == "not"))
    });
    let Ok((medium, negated)) = medium else {
        return conditions(input);
    };
    let mut holds = medium;
    while is_next(input, "and") {
        holds &= condition(input)?;
    }
    Ok(holds != negated)
}

/// Conditions joined by `and` or `or`.
fn conditions(input: &mut Parser<'_>) -> Answer {
    let mut holds = condition(input)?;
    loop {
        if is_next(input, "and") {
            holds &= condition(input)?;
        } else if is_next(input, "or") {
            holds |= condition(input)?;
        } else {
            return Ok(holds);
        }
    }
}

fn condition(input: &mut Parser<'_>) -> Answer {
    if is_next(input, "not") {
        return Ok(!condition_in_brackets(input)?);
    }
    condition_in_brackets(input)
}

fn condition_in_brackets(input: &mut Parser<'_>) -> Answer {
    input.expect_parenthesis_block()?;
    input.parse_nested_block(|input| {
        let state = input.state();
        let nested = matches!(input.next(), Ok(Token::ParenthesisBlock));
        input.reset(&state);
        if nested || is_next_not(input) {
            conditions(input)
        } else {
            feature(input)
        }
    })
}

fn is_next(input: &mut Parser<'_>, word: &str) -> bool {
    input
        .try_parse(|input| input.expect_ident_matching(word))
        .is_ok()
}

fn is_next_not(input: &mut Parser<'_>) -> bool {
    let state = input.state();
    let is_not = is_next(input, "not");
    input.reset(&state);
    is_not
}

/// How a value of the screen is compared.
#[derive(Clone, Copy)]
enum Compare {
    Less,
    LessOrEqual,
    Equal,
    MoreOrEqual,
    More,
}

impl Compare {
    fn holds(self, own: f32, bound: f32) -> bool {
        match self {
            Self::Less => own < bound,
            Self::LessOrEqual => own <= bound,
            Self::Equal => (own - bound).abs() < 0.01,
            Self::MoreOrEqual => own >= bound,
            Self::More => own > bound,
        }
    }

    /// The same seen from the other side.
    fn turned(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::LessOrEqual => Self::MoreOrEqual,
            Self::Equal => Self::Equal,
            Self::MoreOrEqual => Self::LessOrEqual,
            Self::More => Self::Less,
        }
    }
}

/// `name`, `name: value`, `name < value` or `value < name < value`.
fn feature(input: &mut Parser<'_>) -> Answer {
    if let Ok(bound) = input.try_parse(number) {
        let compare = comparison(input)?.turned();
        let name = value::word(input)?;
        let mut holds = has(&name, compare, bound)?;
        if !input.is_exhausted() {
            let compare = comparison(input)?;
            holds &= has(&name, compare, number(input)?)?;
        }
        return Ok(holds);
    }
    let name = value::word(input)?;
    if input.is_exhausted() {
        return Ok(keyword(&name).is_some_and(|own| own != "none")
            || own_number(&name).is_some_and(|own| own > 0.0));
    }
    if input.try_parse(Parser::expect_colon).is_err() {
        let compare = comparison(input)?;
        return has(&name, compare, number(input)?);
    }
    if let Some(own) = keyword(&name) {
        return Ok(value::word(input)? == own);
    }
    let (compare, plain) = bounded(&name);
    has(&plain, compare, number(input)?)
}

/// The comparison that a prefix stands for, and the name without it.
fn bounded(name: &str) -> (Compare, String) {
    if let Some(plain) = name.strip_prefix("min-") {
        return (Compare::MoreOrEqual, plain.to_owned());
    }
    if let Some(plain) = name.strip_prefix("max-") {
        return (Compare::LessOrEqual, plain.to_owned());
    }
    (Compare::Equal, name.replace("-min-", "-"))
}

fn comparison(input: &mut Parser<'_>) -> Result<Compare, ParseError<()>> {
    let sign = match input.next()? {
        Token::Delim(sign) => *sign,
        _ => return Err(ParseError::unexpected_token()),
    };
    let or_equal = input.try_parse(|input| input.expect_delim('=')).is_ok();
    Ok(match (sign, or_equal) {
        ('<', false) => Compare::Less,
        ('<', true) => Compare::LessOrEqual,
        ('=', _) => Compare::Equal,
        ('>', true) => Compare::MoreOrEqual,
        ('>', false) => Compare::More,
        _ => return Err(ParseError::unexpected_token()),
    })
}

/// A length in pixels, a ratio, a resolution, or a plain number.
fn number(input: &mut Parser<'_>) -> Result<f32, ParseError<()>> {
    let state = input.state();
    if let Token::Number { value, .. } = input.next()?.clone() {
        let below = input.try_parse(|input| {
            input.expect_delim('/')?;
            input.expect_number()
        });
        return Ok(value / below.unwrap_or(1.0));
    }
    input.reset(&state);
    if let Token::Dimension { value, unit, .. } = input.next()?.clone() {
        match &*unit.to_ascii_lowercase() {
            "dppx" | "x" => return Ok(value),
            "dpi" => return Ok(value / 96.0),
            "dpcm" => return Ok(value * 2.54 / 96.0),
            _ => {}
        }
    }
    input.reset(&state);
    match value::length(input)? {
        Length::Percent(_) | Length::Auto => Err(ParseError::unexpected_token()),
        known => known.px(PLAIN_SIZE).ok_or(ParseError::unexpected_token()),
    }
}

fn has(name: &str, compare: Compare, bound: f32) -> Answer {
    let own = own_number(name).ok_or(ParseError::unexpected_token())?;
    Ok(compare.holds(own, bound))
}

fn own_number(name: &str) -> Option<f32> {
    Some(match name {
        "width" | "device-width" => SCREEN.0,
        "height" | "device-height" => SCREEN.1,
        "aspect-ratio" | "device-aspect-ratio" => SCREEN.0 / SCREEN.1,
        "resolution" | "-webkit-device-pixel-ratio" => 1.0,
        "color" => 8.0,
        "monochrome" | "color-index" | "grid" | "-ms-high-contrast" => 0.0,
        _ => return None,
    })
}

fn keyword(name: &str) -> Option<&'static str> {
    Some(match name {
        "orientation" => "landscape",
        "hover" | "any-hover" => "hover",
        "pointer" | "any-pointer" => "fine",
        "prefers-color-scheme" => "light",
        "prefers-reduced-motion"
        | "prefers-contrast"
        | "prefers-reduced-transparency"
        | "prefers-reduced-data" => "no-preference",
        "forced-colors" | "inverted-colors" => "none",
        "scripting" => "enabled",
        "update" => "fast",
        "display-mode" => "browser",
        "overflow-block" | "overflow-inline" => "scroll",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::applies_text;

    #[test]
    fn queries_are_answered_for_a_desktop() {
        let holding = [
            "",
            "all",
            "screen",
            "only screen",
            "print, screen",
            "SCREEN and (color)",
            "(min-width: 768px)",
            "screen and (min-width:64em)",
            "(width >= 600px)",
            "(600px <= width < 2000px)",
            "not print",
            "not all and (monochrome)",
            "(orientation: landscape)",
            "(max-width: 600px) or (hover: hover)",
            "not (max-width: 600px)",
            "((min-width: 1px) and (max-width: 1280px))",
        ];
        let failing = [
            "print",
            "speech",
            "only print",
            "screen and (max-width: 767px)",
            "not screen",
            "(width < 768px)",
            "(max-device-width:480px)",
            "handheld",
            "(unheard-of: 1px)",
            "(orientation: portrait)",
            "(hover: none)",
            "screen and",
            "(prefers-color-scheme:dark)",
            "tv, (max-width: 20em)",
            "not all",
        ];
        for query in holding {
            assert!(applies_text(query), "{query}");
        }
        for query in failing {
            assert!(!applies_text(query), "{query}");
        }
    }
}
