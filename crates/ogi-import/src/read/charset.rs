//! Bytes to text: the character set that a file declares, proved by its bytes, or told from them.

use std::borrow::Cow;
use std::str::Utf8Error;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::ImportError;

/// How far into a file a declaration is looked for: pages declare their character set late.
const DECLARED_WITHIN: usize = 64 << 10;
/// Bytes of a file that are looked at to tell UTF-16 without a mark.
const SAMPLE: usize = 4 << 10;
/// Characters of ASCII for each ideograph with a zero byte, at least.
const RARE: usize = 8;
/// So many legal bytes beyond ASCII are no accident in another character set.
const MANY: usize = 60;

/// The text of a file, without the mark of its byte order.
///
/// A mark counts most, then valid UTF-8, whatever a page declares: declarations are often left over from a template.
/// What is not UTF-8 is read as declared, or as GB18030, where every byte fits that.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strict(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = utf16(bytes) {
        return strict(encoding, bytes);
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(error) => error,
    };
    if is_damaged_utf8(bytes, error) {
        return Ok(String::from_utf8_lossy(bytes));
    }
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8);
    let fits = |encoding| {
        strict(encoding, bytes)
            .ok()
            .filter(|text| encoding != GB18030 || is_chinese(text))
    };
    declared
        .into_iter()
        .chain([GB18030])
        .find_map(fits)
        .ok_or(ImportError::UnknownText {
            at: error.valid_up_to(),
        })
}

/// Decodes bytes that must all be legal.
fn strict<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, ImportError> {
    let bytes = if encoding.is_single_byte() || encoding == UTF_8 {
        bytes
    } else {
        without_half(encoding, bytes)
    };
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| ImportError::UnknownText {
            at: Encoding::utf8_valid_up_to(bytes),
        })
}

/// The bytes without half a character at the end, where a file was cut.
fn without_half<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> &'a [u8] {
    let is_whole = |bytes: &[u8]| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some()
    };
    let ends = (0..4).filter_map(|cut| bytes.len().checked_sub(cut));
    ends.map(|end| &bytes[..end])
        .find(|bytes| is_whole(bytes))
        .unwrap_or(bytes)
}

/// Whether bytes are UTF-8 but for a last character that was cut, or for one that was lost after many that are legal.
fn is_damaged_utf8(bytes: &[u8], error: Utf8Error) -> bool {
    let valid = &bytes[..error.valid_up_to()];
    let beyond_ascii = valid.iter().filter(|byte| !byte.is_ascii()).count();
    beyond_ascii >= if error.error_len().is_none() { 3 } else { MANY }
}

/// UTF-16 without a mark: in markup and numbers every other byte is zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |odd: usize| {
        sample
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let enough = (sample.len() / 20).max(2);
    // Among ideographs only 一 and a few others have a zero byte, on the other side than ASCII.
    match (even, odd) {
        (even, odd) if even >= enough && odd * RARE <= even => Some(UTF_16BE),
        (even, odd) if odd >= enough && even * RARE <= odd => Some(UTF_16LE),
        _ => None,
    }
}

/// The character set that a page declares anywhere near its beginning.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let names = ["charset", "encoding"];
    names.iter().find_map(|name| {
        let at = head
            .windows(name.len())
            .position(|window| window.eq_ignore_ascii_case(name.as_bytes()))?;
        let rest = head[at + name.len()..]
            .trim_ascii_start()
            .strip_prefix(b"=")?
            .trim_ascii_start();
        let rest = rest
            .strip_prefix(b"\"")
            .or_else(|| rest.strip_prefix(b"'"))
            .unwrap_or(rest);
        let end = rest
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')))
            .unwrap_or(0);
        Encoding::for_label(&rest[..end])
    })
}

/// Whether a text decoded on suspicion is one: of its letters beyond ASCII, nearly all are common ideographs.
fn is_chinese(text: &str) -> bool {
    let (mut common, mut rare) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            '\u{4e00}'..='\u{9fa5}'
            | '\u{3000}'..='\u{303f}'
            | '\u{ff00}'..='\u{ffef}'
            | '\u{2010}'..='\u{2027}' => {
                common += 1;
            }
            '\u{a0}'..='\u{ff}' => {}
            _ => rare += 1,
        }
    }
    common > 0 && rare * 10 <= common
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030, GBK};

    use super::decode;
    use crate::error::ImportError;

    const TEXT: &str = "<p>规章 | 3 | 0 | 12</p><p>行政处罚</p>";

    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(decode(bytes).expect("decodes"), expected);
    }

    #[test]
    fn every_way_to_say_the_character_set() {
        check(TEXT.as_bytes(), TEXT);
        check(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), TEXT);
        check(&GBK.encode(TEXT).0, TEXT);
        let late = format!(
            "<!--{}--><META CHARSET = 'gb2312'>{TEXT}",
            " ".repeat(5_000)
        );
        check(&GB18030.encode(&late).0, &late);
        let big5 = "<meta charset=big5><p>規章 3 行政處罰</p>";
        check(&BIG5.encode(big5).0, big5);
        let wrong = format!("<meta charset=gbk>{TEXT}");
        check(wrong.as_bytes(), &wrong);
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        check(&little, TEXT);
        check(&[b"\xff\xfe", &little[..]].concat(), TEXT);
        check(&[b"\xfe\xff", &big[..]].concat(), TEXT);
        check(
            &[b"\xff\xfe", &little[..little.len() - 1]].concat(),
            &TEXT[..TEXT.len() - 1],
        );
    }

    #[test]
    fn a_cut_character_is_left_out() {
        check(&"规章".as_bytes()[..5], "规\u{fffd}");
        let damaged = [TEXT.repeat(4).as_bytes(), b"\xe8", TEXT.as_bytes()].concat();
        check(&damaged, &format!("{}\u{fffd}{TEXT}", TEXT.repeat(4)));
        let bytes = GBK.encode(TEXT).0;
        check(
            &bytes[..bytes.len() - 5],
            "<p>规章 | 3 | 0 | 12</p><p>行政处",
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(
            decode(b"abc\xff\xff\x80\x81"),
            Err(ImportError::UnknownText { at: 3 })
        );
        assert_eq!(decode(b"\xd6"), Err(ImportError::UnknownText { at: 0 }));
    }
}
