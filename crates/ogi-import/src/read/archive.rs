//! Files that are archives of markup, unpacked within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::charset;
use crate::error::ImportError;
use crate::limits::Limits;

/// More entries than any report has.
const ENTRIES: usize = 10_000;

/// The entries of an archive, all of which together may unpack to a bounded size.
pub(super) struct Archive<'a> {
    entries: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
    limit: usize,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ImportError> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
        if archive.len() > ENTRIES {
            return Err(broken(format!("it has more than {ENTRIES} parts")));
        }
        Ok(Self {
            entries: archive,
            left: limits.bytes,
            limit: limits.bytes,
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.index_for_name(name).is_some()
    }

    /// Kinds of file that are archives and cannot be read.
    pub(super) fn unsupported(&self) -> Option<&'static str> {
        const KINDS: [(&str, &str); 2] = [
            ("Index/Document.iwa", "iWork"),
            ("META-INF/container.xml", "EPUB"),
        ];
        KINDS
            .iter()
            .find(|(name, _)| self.has(name))
            .map(|(_, kind)| *kind)
    }

    /// The text of an entry; blank where there is none.
    pub(super) fn text(&mut self, kind: &'static str, name: &str) -> Result<String, ImportError> {
        let Some(at) = self.entries.index_for_name(name) else {
            return Ok(String::new());
        };
        let entry = self
            .entries
            .by_index(at)
            .map_err(|error| broken(error.to_string()))?;
        let mut bytes = Vec::new();
        let most = u64::try_from(self.left)
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        entry
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(error.to_string()))?;
        let left = self.left.checked_sub(bytes.len());
        self.left = left.ok_or(ImportError::Inflated {
            kind,
            limit: self.limit,
        })?;
        Ok(charset::decode(&bytes)?.into_owned())
    }
}

fn broken(why: String) -> ImportError {
    ImportError::Broken {
        kind: "Word or Excel",
        why,
    }
}
