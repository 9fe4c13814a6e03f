//! Readers: bytes to the neutral grid.

mod archive;
mod charset;
mod effects;
mod html;
mod json;
mod mail;
mod markup;
mod odf;
mod ofd;
mod office;
mod ole;
mod page_geometry;
mod pdf;
mod places;
mod rtf;
mod script;
mod set;
mod tags;
mod text;

use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;
use archive::Archive;

/// Reads a file of any supported kind. The name only helps where the content does not tell.
pub(crate) fn read(bytes: &[u8], name: Option<&str>, limits: &Limits) -> Result<Page, ImportError> {
    if bytes.len() > limits.bytes {
        return Err(ImportError::TooLarge {
            size: bytes.len(),
            limit: limits.bytes,
        });
    }
    if let Some(kind) = unsupported(bytes) {
        return Err(ImportError::Unsupported { kind });
    }
    if bytes[..bytes.len().min(1024)]
        .windows(5)
        .any(|window| window == b"%PDF-")
    {
        return pdf::read(bytes, limits);
    }
    if bytes.starts_with(ole::MAGIC) {
        return ole::read(bytes, limits);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return read_archive(bytes, limits);
    }
    if bytes.trim_ascii_start().starts_with(rtf::MAGIC) {
        return rtf::read(bytes.trim_ascii_start(), limits);
    }
    if mail::is_mail(bytes) {
        return mail::read(bytes, limits);
    }
    read_text(&charset::decode(bytes)?, name, limits)
}

/// Reads an archive, told by what it holds.
fn read_archive(bytes: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    let mut archive = Archive::open(bytes, limits)?;
    if archive.has("OFD.xml") {
        ofd::read(&mut archive, limits)
    } else if odf::is_odf(&mut archive) {
        odf::read(&mut archive, limits)
    } else if let Some(kind) = archive.unsupported() {
        Err(ImportError::Unsupported { kind })
    } else {
        office::read(bytes, limits)
    }
}

fn read_text(text: &str, name: Option<&str>, limits: &Limits) -> Result<Page, ImportError> {
    let text = text.trim_start_matches('\u{feff}');
    if office::is_flat(text)
        && let Some(page) = office::read_flat(text, limits)?
    {
        return Ok(page);
    }
    if text.trim_start().starts_with(['{', '['])
        && let Some(page) = json::read(text, limits)?
    {
        return Ok(page);
    }
    if !text.trim_start().starts_with('<')
        && let Some((markup, line)) =
            script::markup(text).filter(|(markup, _)| markup.len() * 2 > text.len())
    {
        let mut page = html::read(&markup, limits)?;
        page.move_to_line(line);
        return Ok(page);
    }
    if let Some(kind) = unsupported_markup(text) {
        return Err(ImportError::Unsupported { kind });
    }
    if odf::is_flat(text) {
        return odf::read_flat(text, limits);
    }
    if !is_html(text, name) {
        return text::read(text, is_markdown(text, name), limits);
    }
    let mut page = html::read(text, limits)?;
    if !html::has_table(&page)
        && let Some((markup, line)) = script::markup(text)
    {
        page.append_at(html::read(&markup, limits)?, line);
    }
    Ok(page)
}

/// Whether backslashes stand before what is not to be markup.
fn is_markdown(text: &str, name: Option<&str>) -> bool {
    let extension = name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, extension)| extension);
    let is_named = extension
        .is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"));
    is_named || text.trim_start().starts_with("# ")
}

/// Kinds of file that are recognised and cannot be read.
fn unsupported(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 9] = [
        (b"\x89PNG", "image"),
        (b"\xff\xd8\xff", "image"),
        (b"GIF8", "image"),
        (b"II*\0", "image"),
        (b"MM\0*", "image"),
        (b"Rar!", "archive"),
        (b"7z\xbc\xaf", "archive"),
        (b"\x1f\x8b", "archive"),
        (b"%!PS", "PostScript"),
    ];
    KINDS
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, kind)| *kind)
}

/// Kinds of markup that are recognised and cannot be read.
fn unsupported_markup(text: &str) -> Option<&'static str> {
    const KINDS: [(&str, &str); 3] = [
        ("<pkg:package", "flat OPC"),
        ("office/word/2003/wordml", "Word 2003 XML"),
        ("<Workbook", "Excel 2003 XML"),
    ];
    let text = text.trim_start();
    let begin: String = text.chars().take(4_000).collect();
    let found = KINDS.iter().find(|(mark, _)| begin.contains(mark));
    // Pages that Word saves as HTML name the same things.
    let is_page = find_ignoring_case(&begin, "<html").is_some();
    found
        .filter(|_| text.starts_with('<') && !is_page)
        .map(|(_, kind)| *kind)
}

fn is_html(text: &str, name: Option<&str>) -> bool {
    let extension = name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, extension)| extension);
    if extension.is_some_and(|e| e.eq_ignore_ascii_case("html") || e.eq_ignore_ascii_case("htm")) {
        return true;
    }
    let begins_with_tag = text
        .trim_start()
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!'));
    begins_with_tag
        || ["<table", "<tr", "<td", "<html", "<body"]
            .iter()
            .any(|tag| find_ignoring_case(text, tag).is_some())
}

/// Offset of the first occurrence of an ASCII needle, ignoring case.
fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes()
        .windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::error::ImportError;
    use crate::limits::Limits;

    #[test]
    fn files_that_cannot_be_read_say_why() {
        let limits = Limits {
            bytes: 16,
            ..Limits::default()
        };
        let cases: [(&[u8], ImportError); 3] = [
            (b"Rar!\x1a", ImportError::Unsupported { kind: "archive" }),
            (b"abc\xff\xff", ImportError::UnknownText { at: 3 }),
            (
                b"0123456789abcdefg",
                ImportError::TooLarge {
                    size: 17,
                    limit: 16,
                },
            ),
        ];
        for (bytes, expected) in cases {
            assert_eq!(read(bytes, None, &limits).err(), Some(expected));
        }
    }
}
