//! Readers: bytes to the neutral grid.

mod html;
mod text;

use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;

/// Reads a file of any supported kind. The name only helps where the content does not tell.
pub(crate) fn read(bytes: &[u8], name: Option<&str>, limits: &Limits) -> Result<Page, ImportError> {
    if bytes.len() > limits.bytes {
        return Err(ImportError::TooLarge { size: bytes.len(), limit: limits.bytes });
    }
    if let Some(kind) = binary_kind(bytes) {
        return Err(ImportError::Unsupported { kind });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| ImportError::NotUtf8 { at: error.valid_up_to() })?;
    if is_html(text, name) { html::read(text, limits) } else { text::read(text, limits) }
}

fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 4] = [
        (b"%PDF-", "PDF"),
        (b"PK\x03\x04", "Word and Excel"),
        (b"\xd0\xcf\x11\xe0", "old Word and Excel"),
        (b"\xff\xfe", "UTF-16"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}

fn is_html(text: &str, name: Option<&str>) -> bool {
    let extension = name.and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    if extension.is_some_and(|e| e.eq_ignore_ascii_case("html") || e.eq_ignore_ascii_case("htm")) {
        return true;
    }
    let begins_with_tag = text
        .trim_start()
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!'));
    begins_with_tag
        || ["<table", "<tr", "<td", "<html", "<body"].iter().any(|tag| find_ignoring_case(text, tag).is_some())
}

/// Offset of the first occurrence of an ASCII needle, ignoring case.
fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes().windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::error::ImportError;
    use crate::limits::Limits;

    #[test]
    fn files_that_cannot_be_read_say_why() {
        let limits = Limits { bytes: 16, ..Limits::default() };
        let cases: [(&[u8], ImportError); 4] = [
            (b"%PDF-1.7", ImportError::Unsupported { kind: "PDF" }),
            (b"PK\x03\x04", ImportError::Unsupported { kind: "Word and Excel" }),
            (b"abc\xd6\xd0", ImportError::NotUtf8 { at: 3 }),
            (b"0123456789abcdefg", ImportError::TooLarge { size: 17, limit: 16 }),
        ];
        for (bytes, expected) in cases {
            assert_eq!(read(bytes, None, &limits).err(), Some(expected));
        }
    }
}
