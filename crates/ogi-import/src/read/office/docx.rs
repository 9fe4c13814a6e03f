//! Word: paragraphs are lines, tables are ruled rows; of the text, what a person sees is read.

mod field;
mod flow;
mod look;
mod run;
mod styles;

use super::package::{Parts, Relations};
use super::xml;
use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;
use crate::read::{charset, html, mail, rtf};

use flow::Flow;
use styles::Styles;

/// The kind of file for errors.
const KIND: &str = "Word";

/// Reads the main part of a document. Lines are counted by paragraphs.
pub(super) fn read(parts: &mut Parts, main: &str, limits: &Limits) -> Result<Page, ImportError> {
    let markup = parts.text(KIND, main)?;
    let relations = parts.relations(KIND, main)?;
    let styles = Styles::read(&parts.optional(KIND, relations.of_kind("styles"))?)?;
    let mut flow = Flow::new(&styles, limits);
    xml::read(&markup, |piece| {
        flow.piece(&piece)?;
        if let Some(id) = flow.embedded.take() {
            let line = flow.line();
            let page = embedded(parts, &relations, &id, limits)?;
            flow.page.append_at(page, line);
        }
        Ok(())
    })?;
    Ok(flow.finish())
}

/// A part in another format that Word shows in its place.
fn embedded(
    parts: &mut Parts,
    relations: &Relations,
    id: &str,
    limits: &Limits,
) -> Result<Page, ImportError> {
    let Some(part) = relations.get(id) else {
        return Ok(Page::default());
    };
    let bytes = parts.bytes(KIND, &part.target)?;
    if bytes.trim_ascii_start().starts_with(rtf::MAGIC) {
        return rtf::read(bytes.trim_ascii_start(), limits);
    }
    if mail::is_mail(&bytes) {
        return mail::read_body(&bytes, limits);
    }
    let begin = &bytes[..bytes.len().min(1024)];
    if begin.windows(1).any(|byte| byte == b"<") && !bytes.starts_with(b"PK") {
        return html::read(&charset::decode(&bytes)?, limits);
    }
    Err(ImportError::Unsupported {
        kind: "Word with another file in it",
    })
}
