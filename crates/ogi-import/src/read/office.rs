//! Word and Excel files of the open formats: parts of markup in an archive.

mod docx;
mod sheet;
mod spans;
mod xlsx;
mod xml;

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;
use crate::read::charset;

pub(super) use sheet::{Sheet, shown};

/// More parts than any report has.
const PARTS: usize = 10_000;

/// Reads an archive by what it holds.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    let mut parts = Parts::open(bytes, limits.bytes)?;
    if parts.has("word/document.xml") {
        docx::read(&parts.text("Word", "word/document.xml")?, limits)
    } else if parts.has("xl/workbook.xml") {
        xlsx::read(&mut parts, limits)
    } else {
        Err(ImportError::Unsupported { kind: "archive" })
    }
}

/// The parts of an archive.
struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: usize,
    limit: usize,
}

impl<'a> Parts<'a> {
    fn open(bytes: &'a [u8], limit: usize) -> Result<Self, ImportError> {
        let broken = |error: zip::result::ZipError| ImportError::Broken {
            kind: "Word or Excel",
            why: error.to_string(),
        };
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > PARTS {
            let why = format!("it has more than {PARTS} parts");
            return Err(ImportError::Broken {
                kind: "Word or Excel",
                why,
            });
        }
        Ok(Self {
            archive,
            left: limit,
            limit,
        })
    }

    fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    fn names(&self) -> Vec<String> {
        self.archive
            .file_names()
            .filter_map(Result::ok)
            .map(Cow::into_owned)
            .collect()
    }

    /// The text of a part; all parts together are bounded.
    fn text(&mut self, kind: &'static str, name: &str) -> Result<String, ImportError> {
        let broken = |why: String| ImportError::Broken { kind, why };
        let part = self
            .archive
            .by_name(name)
            .map_err(|error| broken(error.to_string()))?;
        let mut bytes = Vec::new();
        let most = u64::try_from(self.left)
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        part.take(most)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(error.to_string()))?;
        self.left = self
            .left
            .checked_sub(bytes.len())
            .ok_or(ImportError::Inflated {
                kind,
                limit: self.limit,
            })?;
        Ok(charset::decode(&bytes)?.into_owned())
    }
}
