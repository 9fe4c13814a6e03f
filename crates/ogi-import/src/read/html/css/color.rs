//! Colours: how they are written, and whether text of one can be seen on another.

use cssparser::{ParseError, Parser};
use cssparser_color::{Color as Written, hsl_to_rgb, hwb_to_rgb};

/// A colour as light: red, green, blue from 0 to 1, and how far it covers what is behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Rgba {
    channels: [f32; 3],
    pub(super) alpha: f32,
}

/// A colour as a style sheet gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Color {
    Known(Rgba),
    /// That of the text.
    Current,
    /// It is written in a way that cannot be worked out here.
    Unknown,
}

/// Colours closer to each other than this cannot be told apart on a screen: white on `#f5f5f5` has 1.09.
const UNSEEN: f32 = 1.1;

impl Rgba {
    pub(super) const BLACK: Self = Self::opaque([0.0; 3]);
    pub(super) const WHITE: Self = Self::opaque([1.0; 3]);
    pub(super) const CLEAR: Self = Self {
        channels: [0.0; 3],
        alpha: 0.0,
    };

    const fn opaque(channels: [f32; 3]) -> Self {
        Self {
            channels,
            alpha: 1.0,
        }
    }

    /// What is seen where this colour covers another that is opaque.
    pub(super) fn over(self, ground: Self) -> Self {
        let mut channels = ground.channels;
        for (below, above) in channels.iter_mut().zip(self.channels) {
            *below += (above - *below) * self.alpha;
        }
        Self::opaque(channels)
    }

    /// Whether text of this colour cannot be told from what it stands on.
    pub(super) fn is_lost_on(self, ground: Self) -> bool {
        let (a, b) = (self.over(ground).luminance(), ground.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05) < UNSEEN && {
            // Colours of equal luminance, such as red and green, differ all the same.
            let seen = self.over(ground);
            let pairs = seen.channels.iter().zip(ground.channels);
            pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max) < 0.15
        }
    }

    /// Relative luminance, as the accessibility guidelines of the web define it.
    fn luminance(self) -> f32 {
        let weights = [0.2126, 0.7152, 0.0722];
        let linear = |channel: f32| {
            if channel <= 0.03928 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        };
        let channels = self.channels.iter().zip(weights);
        channels
            .map(|(channel, weight)| linear(*channel) * weight)
            .sum()
    }
}

/// Reads a colour from a style sheet.
pub(super) fn parse<E>(input: &mut Parser<'_>) -> Result<Color, ParseError<E>> {
    let Ok(written) = input.try_parse(Written::parse) else {
        return Err(ParseError::unexpected_token());
    };
    Ok(match written {
        Written::CurrentColor => Color::Current,
        Written::Rgba(rgba) => {
            let channels = [rgba.red, rgba.green, rgba.blue].map(|byte| f32::from(byte) / 255.0);
            known(channels, Some(rgba.alpha))
        }
        Written::Hsl(hsl) => {
            let (hue, s, l) = (turn(hsl.hue), hsl.saturation, hsl.lightness);
            let rgb = hsl_to_rgb(hue, part(s), part(l));
            known([rgb.0, rgb.1, rgb.2], hsl.alpha)
        }
        Written::Hwb(hwb) => {
            let (hue, w, b) = (turn(hwb.hue), hwb.whiteness, hwb.blackness);
            let rgb = hwb_to_rgb(hue, part(w), part(b));
            known([rgb.0, rgb.1, rgb.2], hwb.alpha)
        }
        Written::Oklch(lch) => pale(lch.lightness, lch.chroma, lch.alpha, 1.0),
        Written::Oklab(lab) => pale(lab.lightness, lab.a, lab.alpha, 1.0),
        Written::Lch(lch) => pale(lch.lightness, lch.chroma, lch.alpha, 100.0),
        Written::Lab(lab) => pale(lab.lightness, lab.a, lab.alpha, 100.0),
        Written::ColorFunction(_) => Color::Unknown,
    })
}

/// White or something near it, from lightness up to `full` and strength; other colours of such spaces are not worked out.
fn pale(lightness: Option<f32>, strength: Option<f32>, alpha: Option<f32>, full: f32) -> Color {
    let is_pale = lightness.unwrap_or(0.0) >= 0.985 * full;
    let is_grey = strength.unwrap_or(0.0).abs() <= 0.02 * full;
    if is_pale && is_grey {
        known([1.0; 3], alpha)
    } else {
        Color::Unknown
    }
}

/// The colours among the arguments of a function.
pub(super) fn among(input: &mut Parser<'_>) -> Vec<Color> {
    const MOST: usize = 4;
    let mut colors = Vec::new();
    loop {
        if let Ok(color) = input.try_parse(parse::<()>) {
            if colors.len() < MOST {
                colors.push(color);
            }
        } else if input.next().is_err() {
            return colors;
        }
    }
}

fn known(channels: [f32; 3], alpha: Option<f32>) -> Color {
    Color::Known(Rgba {
        channels,
        alpha: alpha.unwrap_or(1.0),
    })
}

fn turn(degrees: Option<f32>) -> f32 {
    (degrees.unwrap_or(0.0) / 360.0)
        .rem_euclid(1.0)
        .clamp(0.0, 1.0)
}

fn part(percent: Option<f32>) -> f32 {
    percent.unwrap_or(0.0).clamp(0.0, 1.0)
}

/// Reads a colour from an attribute: by name, or by digits that may lack the number sign.
pub(super) fn legacy(text: &str) -> Option<Rgba> {
    let text = text.trim();
    let digits = text.strip_prefix('#').unwrap_or(text);
    let rgb = cssparser::color::parse_named_color(text).or_else(|()| {
        cssparser::color::parse_hash_color(digits.as_bytes()).map(|(r, g, b, _)| (r, g, b))
    });
    let (r, g, b) = rgb.ok()?;
    Some(Rgba::opaque([r, g, b].map(|byte| f32::from(byte) / 255.0)))
}
