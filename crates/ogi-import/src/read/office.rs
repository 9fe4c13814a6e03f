//! Word and Excel files of the open formats (ECMA-376): parts of markup in an archive, or in one flat file.

mod colour;
mod docx;
mod format;
mod package;
mod sheet;
mod spans;
mod xlsx;
mod xml;

use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;

use package::Parts;

pub(super) use colour::{Colour, WHITE, indexed};
pub(super) use format::{Format, builtin};
pub(super) use sheet::{Budget, Fit, Font, Place, Shared, Sheet, Style, Value};

/// Reads an archive by what it holds.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    match read_package(Parts::open(bytes, limits.bytes)?, limits)? {
        Some(page) => Ok(page),
        None => Err(ImportError::Unsupported { kind: "archive" }),
    }
}

/// Reads a flat file, in which the parts of a package stand as `pkg:part` in one document; `None` where it holds
/// neither a Word nor an Excel file.
pub(super) fn read_flat(markup: &str, limits: &Limits) -> Result<Option<Page>, ImportError> {
    read_package(Parts::flat(markup, limits.bytes), limits)
}

/// Whether a text is a flat package.
pub(super) fn is_flat(text: &str) -> bool {
    let begin: String = text.chars().take(4_000).collect();
    begin.contains("<pkg:package")
}

/// Reads a package by its main part, which the package names; files that name none have it in the usual place.
fn read_package(mut parts: Parts, limits: &Limits) -> Result<Option<Page>, ImportError> {
    let relations = parts.relations("Word or Excel", "")?;
    let named = relations
        .of_kind("officeDocument")
        .filter(|main| parts.has(main));
    let main = named.map(str::to_owned).or_else(|| usual(&parts));
    let Some(main) = main else {
        return Ok(None);
    };
    let lower = main.to_lowercase();
    if lower.starts_with("xl/") && !lower.contains(".xml") {
        return Err(ImportError::Unsupported { kind: "XLSB" });
    }
    if lower.starts_with("word/") {
        docx::read(&mut parts, &main, limits).map(Some)
    } else if lower.starts_with("xl/") {
        xlsx::read(&mut parts, &main, limits).map(Some)
    } else if lower.starts_with("ppt/") {
        Err(ImportError::Unsupported { kind: "PowerPoint" })
    } else {
        by_root(&mut parts, &main, limits)
    }
}

/// Reads a main part in an unusual place by its root element.
fn by_root(parts: &mut Parts, main: &str, limits: &Limits) -> Result<Option<Page>, ImportError> {
    let markup = parts.text("Word or Excel", main)?;
    let mut root = String::new();
    xml::read(&markup, |piece| {
        if let xml::Piece::Open(name, _) = piece
            && root.is_empty()
        {
            name.clone_into(&mut root);
        }
        Ok(())
    })?;
    match root.as_str() {
        "document" => docx::read(parts, main, limits).map(Some),
        "workbook" => xlsx::read(parts, main, limits).map(Some),
        _ => Ok(None),
    }
}

fn usual(parts: &Parts) -> Option<String> {
    const USUAL: [&str; 3] = ["word/document.xml", "xl/workbook.xml", "xl/workbook.bin"];
    let exact = USUAL.into_iter().find(|name| parts.has(name));
    let is_like = |name: &&str| {
        let stem = name.strip_suffix(".xml");
        stem.is_some_and(|stem| {
            stem.starts_with("word/document") || stem.starts_with("xl/workbook")
        })
    };
    exact
        .or_else(|| parts.names().into_iter().find(is_like))
        .map(str::to_owned)
}
