//! Web pages saved as one file (MHTML, RFC 2557) and mails (RFC 5322): parts with headers of their own.

mod styles;

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use mailparse::{DispositionType, MailHeaderMap, ParsedMail, parse_mail};

use super::{charset, html, read_text};
use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;
use styles::{StyleSheet, styled};

/// How far into a file its headers are looked for.
const HEADERS: usize = 64 << 10;
/// Headers that tell a mail from a text that begins with a name and a colon.
const TELLING: [&str; 2] = ["mime-version", "content-type"];
/// Lines that may be boundaries or headers of parts; a saved page has some hundred.
const LINES: usize = 50_000;
/// Other pages of a file that are looked into where the first has no table: frames.
const FRAMES: usize = 8;
/// Style sheets of a saved page that are read; pages of offices link to some ten.
const LINKED: usize = 64;
/// Lines of a body that is a report, at least, and what it speaks of.
const REPORT: (usize, &str) = (12, "信息公开");

/// Whether a file begins with the headers of a mail.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEADERS)];
    let mut telling = false;
    for (at, line) in head.split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii_end();
        let goes_on = at > 0
            && line
                .first()
                .is_some_and(|byte| matches!(byte, b' ' | b'\t'));
        if line.is_empty() || goes_on {
            if line.is_empty() && at > 0 {
                return telling;
            }
            continue;
        }
        let Some(name) = line
            .iter()
            .position(|byte| *byte == b':')
            .map(|end| &line[..end])
        else {
            return at == 0 && line.starts_with(b"From ") && bytes.len() > line.len();
        };
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if name.is_empty() || !name.iter().all(is_name) {
            return false;
        }
        telling |= TELLING
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
    }
    false
}

/// Reads the page that the parts show: the first one that is a page, or text where there is none. Where that is no
/// report, what is attached is read.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    check_lines(bytes)?;
    let mail = parse_mail(without_envelope(bytes)).map_err(|error| broken(&error))?;
    let (page, parts) = body(&mail, limits)?;
    if is_report(&page) || parts.attachments.is_empty() {
        return Ok(page);
    }
    let media_type = page.media_type;
    match (parts.read_attached(limits)?, parts.attached()) {
        (Some(attached), _) => Ok(Page {
            media_type,
            ..attached
        }),
        (None, Some(kind)) => Err(ImportError::Unsupported { kind }),
        (None, None) => Ok(page),
    }
}

/// Reads the page that the parts show, and nothing that is attached: a file within another holds no further ones.
pub(super) fn read_body(bytes: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    check_lines(bytes)?;
    let mail = parse_mail(without_envelope(bytes)).map_err(|error| broken(&error))?;
    Ok(body(&mail, limits)?.0)
}

fn body<'a>(mail: &'a ParsedMail<'a>, limits: &Limits) -> Result<(Page, Leaves<'a>), ImportError> {
    let is_saved_page = mail.ctype.mimetype == "multipart/related"
        || mail
            .headers
            .get_first_value("Snapshot-Content-Location")
            .is_some();
    let mut parts = Leaves::default();
    parts.gather(mail);
    parts.put_first(mail);
    let mut page = match (parts.pages.split_first(), parts.texts.first()) {
        (Some((first, rest)), _) => read_pages(first, rest, &parts.styles()?, limits)?,
        (None, Some(text)) => read_text(&decoded(text)?, None, limits)?,
        (None, None) => Page::default(),
    };
    page.media_type = if is_saved_page {
        "multipart/related"
    } else {
        "message/rfc822"
    };
    Ok((page, parts))
}

fn read_pages(
    first: &ParsedMail,
    rest: &[&ParsedMail],
    sheets: &[StyleSheet],
    limits: &Limits,
) -> Result<Page, ImportError> {
    let mut page = html::read(&styled(&decoded(first)?, &location(first), sheets), limits)?;
    if html::has_table(&page) {
        return Ok(page);
    }
    for frame in rest.iter().take(FRAMES) {
        let frame = html::read(&styled(&decoded(frame)?, &location(frame), sheets), limits)?;
        page.append_at(frame, 1);
        if page.strips.len() > limits.cells {
            return Err(ImportError::TooManyCells {
                limit: limits.cells,
            });
        }
    }
    Ok(page)
}

/// The parts without parts of their own, by what they are.
#[derive(Default)]
struct Leaves<'a> {
    sheets: Vec<&'a ParsedMail<'a>>,
    pages: Vec<&'a ParsedMail<'a>>,
    texts: Vec<&'a ParsedMail<'a>>,
    attachments: Vec<&'a ParsedMail<'a>>,
}

impl<'a> Leaves<'a> {
    /// Gathers parts; the depth of their nesting is bounded by the parser.
    fn gather(&mut self, mail: &'a ParsedMail<'a>) {
        for part in mail.parts().filter(|part| part.subparts.is_empty()) {
            let is_attached =
                part.get_content_disposition().disposition == DispositionType::Attachment;
            match part.ctype.mimetype.as_str() {
                _ if is_attached => self.attachments.push(part),
                "text/html" | "application/xhtml+xml" => self.pages.push(part),
                "text/plain" => self.texts.push(part),
                "text/css" => self.sheets.push(part),
                kind if kind.starts_with("application/") => self.attachments.push(part),
                _ => {}
            }
        }
    }

    /// Puts the part first that the file names as the one to begin with.
    fn put_first(&mut self, mail: &ParsedMail) {
        let related = mail
            .parts()
            .find(|part| part.ctype.mimetype == "multipart/related");
        let Some(start) = related.and_then(|part| part.ctype.params.get("start")) else {
            return;
        };
        let is_start = |part: &&ParsedMail| {
            part.headers
                .get_first_value("Content-ID")
                .is_some_and(|id| id.trim() == start.trim())
        };
        if let Some(at) = self.pages.iter().position(is_start) {
            self.pages.swap(0, at);
        }
    }

    /// The style sheets among the parts.
    fn styles(&self) -> Result<Vec<StyleSheet>, ImportError> {
        let mut sheets = Vec::new();
        for part in self.sheets.iter().take(LINKED) {
            let location = part.headers.get_first_value("Content-Location");
            let id = part.headers.get_first_value("Content-ID");
            let address = location.or_else(|| {
                let id = id?;
                Some(format!("cid:{}", id.trim().trim_matches(['<', '>'])))
            });
            let rules = decoded(part)?;
            // What ends the element would be markup of the page.
            let is_whole = !rules.to_ascii_lowercase().contains("</style");
            if let Some(address) = address.filter(|address| is_whole && !address.trim().is_empty())
            {
                sheets.push(StyleSheet {
                    address: address.trim().to_owned(),
                    rules: rules.replace(['\n', '\r'], " "),
                });
            }
        }
        Ok(sheets)
    }

    /// What the attachments that can be read hold, one after the other; `None` where none can. A mail within the mail is
    /// not looked into.
    fn read_attached(&self, limits: &Limits) -> Result<Option<Page>, ImportError> {
        let mut all: Option<Page> = None;
        for part in self.attachments.iter().take(FRAMES) {
            let bytes = part.get_body_raw().map_err(|error| broken(&error))?;
            if is_mail(&bytes) {
                continue;
            }
            let read = super::read(&bytes, Some(&file_name(part)), limits);
            let Ok(page) = read else { continue };
            if page.strips.len() > limits.cells {
                continue;
            }
            match &mut all {
                None => all = Some(page),
                Some(all) => {
                    let strips = all.strips.len();
                    if strips.saturating_add(page.strips.len()) > limits.cells {
                        break;
                    }
                    all.append_at(page, 1);
                }
            }
        }
        Ok(all.filter(speaks_of_reports))
    }

    /// What is attached, for the refusal to say.
    fn attached(&self) -> Option<&'static str> {
        let first = self.attachments.first()?;
        let name = file_name(first);
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let extension = extension.to_lowercase();
        let kind = &first.ctype.mimetype;
        let is = |extensions: &[&str], kinds: &[&str]| {
            extensions.contains(&&*extension) || kinds.iter().any(|part| kind.contains(part))
        };
        Some(if is(&["pdf"], &["pdf"]) {
            "mail with a PDF"
        } else if is(&["doc", "docx", "wps"], &["word"]) {
            "mail with a Word file"
        } else if is(&["xls", "xlsx", "et"], &["excel", "spreadsheet"]) {
            "mail with an Excel file"
        } else {
            "mail with attachments"
        })
    }
}

/// The address that a part was at; blank where the file does not say it.
fn location(part: &ParsedMail) -> String {
    let location = part.headers.get_first_value("Content-Location");
    location.unwrap_or_default().trim().to_owned()
}

/// The name of a part that is a file.
fn file_name(part: &ParsedMail) -> String {
    let disposition = part.get_content_disposition();
    let named = disposition.params.get("filename").cloned();
    named
        .or_else(|| part.ctype.params.get("name").cloned())
        .unwrap_or_default()
}

/// The text of a part, in the character set that its bytes or else its header tell.
fn decoded(part: &ParsedMail) -> Result<String, ImportError> {
    let bytes = part.get_body_raw().map_err(|error| broken(&error))?;
    let named = Encoding::for_label(part.ctype.charset.as_bytes());
    let is_utf8 = std::str::from_utf8(&bytes).is_ok() && !bytes.contains(&0);
    let named = named.filter(|encoding| *encoding != UTF_8 && !is_utf8);
    let text = named
        .and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(&bytes));
    match text {
        Some(text) if Encoding::for_bom(&bytes).is_none() => Ok(text.into_owned()),
        _ => charset::decode(&bytes).map(Cow::into_owned),
    }
}

/// Whether a body is more than a covering note.
fn is_report(page: &Page) -> bool {
    page.strips.len() >= REPORT.0 && speaks_of_reports(page)
}

fn speaks_of_reports(page: &Page) -> bool {
    let speaks = |text: &str| {
        text.contains(REPORT.1) || text.contains("資訊公開") || text.contains("信息公開")
    };
    let cells = page.strips.iter().flat_map(|strip| &strip.cells);
    cells.map(|cell| &*cell.text).any(speaks)
}

/// Refuses files whose lines could make the parser keep more parts and headers than is bearable.
fn check_lines(bytes: &[u8]) -> Result<(), ImportError> {
    let counts =
        |line: &&[u8]| line.starts_with(b"--") || line.iter().take(60).any(|byte| *byte == b':');
    let lines = bytes.split(|byte| *byte == b'\n');
    if lines.filter(counts).count() > LINES {
        let why = format!("it has more than {LINES} parts and headers");
        return Err(ImportError::Broken {
            kind: "MHTML or mail",
            why,
        });
    }
    Ok(())
}

/// A mail without the line that mailboxes put before it.
fn without_envelope(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii_start();
    if !bytes.starts_with(b"From ") {
        return bytes;
    }
    let end = bytes.iter().position(|byte| *byte == b'\n');
    end.map_or(bytes, |end| &bytes[end + 1..])
}

fn broken(error: &mailparse::MailParseError) -> ImportError {
    ImportError::Broken {
        kind: "MHTML or mail",
        why: error.to_string(),
    }
}
