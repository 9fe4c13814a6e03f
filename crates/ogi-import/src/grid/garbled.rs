//! Text that was decoded in another character set than it was written in: its characters are there, but are others.

use std::borrow::Cow;

use encoding_rs::{Encoding, GBK, WINDOWS_1252};

use crate::grid::Page;
use crate::printed::fold;

/// Characters beyond ASCII that are looked at: a tenth of a report, whose text is garbled throughout or not at all.
const SAMPLE: usize = 4_000;
/// Fewer tell nothing: a name or two of another script are as many.
const FEW: usize = 20;

/// Whether the text of a page, written back in the set that it was read in, is legal UTF-8 in Chinese.
pub(crate) fn is_garbled(page: &Page) -> bool {
    let beyond_ascii = page
        .strips
        .iter()
        .flat_map(|strip| &strip.cells)
        .flat_map(|cell| cell.text.chars());
    let sample: String = beyond_ascii
        .filter(|c| !c.is_ascii())
        .take(SAMPLE)
        .collect();
    sample.chars().nth(FEW).is_some()
        && [WINDOWS_1252, GBK]
            .into_iter()
            .any(|set| is_chinese_in(set, &sample))
}

/// Characters that the set does not have are those that were lost when the text was read in it.
fn is_chinese_in(set: &'static Encoding, sample: &str) -> bool {
    let own: String = sample.chars().filter(|c| *c != '\u{fffd}').collect();
    let bytes = if set == WINDOWS_1252 {
        latin(&own)
    } else {
        set.encode(&own).0
    };
    let text = String::from_utf8_lossy(&bytes);
    let (mut han, mut lost) = (0usize, 0usize);
    for c in text.chars() {
        han += usize::from(
            fold::is_han(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}'),
        );
        lost += usize::from(c == '\u{fffd}');
    }
    // Three bytes of UTF-8 are one Chinese character.
    han >= FEW / 3 && han > lost
}

/// The bytes of characters that were read one byte each, be it as Latin-1 or as Windows has it.
fn latin(text: &str) -> Cow<'_, [u8]> {
    let byte = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte) => vec![byte],
        Err(_) => WINDOWS_1252
            .encode(c.encode_utf8(&mut [0; 4]))
            .0
            .into_owned(),
    };
    text.chars().flat_map(byte).collect::<Vec<u8>>().into()
}
