//! Colours of text and of what it stands on.

/// Red, green and blue.
pub(crate) type Colour = [u8; 3];

/// Ordinary paper.
pub(crate) const WHITE: Colour = [255; 3];

/// Channels that differ by no more than this are the same to the eye.
const SAME: u8 = 8;

/// Whether text of one colour cannot be seen on another.
pub(crate) fn is_unseen(text: Colour, ground: Colour) -> bool {
    text.iter()
        .zip(ground)
        .all(|(text, ground)| text.abs_diff(ground) <= SAME)
}

/// A colour from six or eight hexadecimal digits, of which the first two of eight are ignored, as Office does.
pub(crate) fn parse(hex: &str) -> Option<Colour> {
    let hex = hex.trim().trim_start_matches('#');
    if !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) || !matches!(hex.len(), 6 | 8) {
        return None;
    }
    let number = u32::from_str_radix(&hex[hex.len() - 6..], 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// A colour made lighter (up to 1) or darker (down to -1).
pub(crate) fn tinted(colour: Colour, tint: f64) -> Colour {
    let tint = tint.clamp(-1.0, 1.0);
    colour.map(|channel| {
        let channel = f64::from(channel);
        let moved = if tint < 0.0 {
            channel * (1.0 + tint)
        } else {
            channel + (255.0 - channel) * tint
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 255"
        )]
        let moved = moved.round() as u8;
        moved
    })
}

/// A colour of the old palette (ECMA-376, part 1, 18.8.27); `None` for an automatic one. Black and white are what they
/// are; of the others it only matters that each differs from these and from every other.
pub(crate) fn indexed(number: u32) -> Option<Colour> {
    match number {
        0 | 8 => Some([0; 3]),
        1 | 9 | 65 => Some(WHITE),
        2..=63 => {
            let [.., low] = number.to_be_bytes();
            Some([(low % 8) * 24 + 40, (low / 8) * 24 + 40, 120])
        }
        _ => None,
    }
}
