//! The parts of a package (ECMA-376, part 2): in an archive, or in one flat file of markup.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{self, Piece};
use crate::error::ImportError;
use crate::read::charset;

/// More parts than any report has.
const PARTS: usize = 10_000;

/// The parts of a package by their names, all of which together may unpack to a bounded size.
pub(super) struct Parts<'a> {
    store: Store<'a>,
    /// Where each part is, by its name in lower case with forward slashes, without the first one.
    index: HashMap<String, usize>,
    /// Bytes that may still be unpacked.
    left: usize,
    limit: usize,
}

enum Store<'a> {
    Archive(ZipArchive<Cursor<&'a [u8]>>),
    Flat(Vec<&'a str>),
}

/// What a part refers to, by the identifier that it uses for it.
#[derive(Debug, Default)]
pub(super) struct Relations(HashMap<String, Relation>);

/// One reference of a part to another.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// The last word of its type, such as `styles`, the same in both editions of the standard.
    pub(super) kind: String,
    /// Name of the other part.
    pub(super) target: String,
}

impl<'a> Parts<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8], limit: usize) -> Result<Self, ImportError> {
        let kind = "Word or Excel";
        let broken = |why: String| ImportError::Broken { kind, why };
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
        if archive.len() > PARTS {
            return Err(broken(format!("it has more than {PARTS} parts")));
        }
        let names = archive.file_names().enumerate();
        let index = names
            .filter_map(|(at, name)| Some((normalised(&name.ok()?), at)))
            .collect();
        Ok(Self {
            store: Store::Archive(archive),
            index,
            left: limit,
            limit,
        })
    }

    /// Takes the parts out of a flat file, in which each stands as markup.
    pub(super) fn flat(markup: &'a str, limit: usize) -> Self {
        let mut index = HashMap::new();
        let mut parts: Vec<&str> = Vec::new();
        let mut rest = markup;
        while let Some((name, data, behind)) = next_part(rest) {
            rest = behind;
            if parts.len() < PARTS {
                index.insert(normalised(&name), parts.len());
                parts.push(data);
            }
        }
        Self {
            store: Store::Flat(parts),
            index,
            left: limit,
            limit,
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.index.contains_key(&normalised(name))
    }

    /// The names of all parts, as they are compared, sorted.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.index.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// The bytes of a part; all parts together are bounded.
    pub(super) fn bytes(&mut self, kind: &'static str, name: &str) -> Result<Vec<u8>, ImportError> {
        let broken = |why: String| ImportError::Broken { kind, why };
        let Some(at) = self.index.get(&normalised(name)) else {
            return Err(broken(format!("it has no part {name}")));
        };
        let mut bytes = Vec::new();
        match &mut self.store {
            Store::Flat(parts) => bytes.extend_from_slice(parts[*at].as_bytes()),
            Store::Archive(archive) => {
                let part = archive
                    .by_index(*at)
                    .map_err(|error| broken(error.to_string()))?;
                let most = u64::try_from(self.left)
                    .unwrap_or(u64::MAX)
                    .saturating_add(1);
                part.take(most)
                    .read_to_end(&mut bytes)
                    .map_err(|error| broken(error.to_string()))?;
            }
        }
        let limit = self.limit;
        self.left = self
            .left
            .checked_sub(bytes.len())
            .ok_or(ImportError::Inflated { kind, limit })?;
        Ok(bytes)
    }

    /// The text of a part.
    pub(super) fn text(&mut self, kind: &'static str, name: &str) -> Result<String, ImportError> {
        Ok(charset::decode(&self.bytes(kind, name)?)?.into_owned())
    }

    /// The text of a part that a file can do without.
    pub(super) fn optional(
        &mut self,
        kind: &'static str,
        name: Option<&str>,
    ) -> Result<String, ImportError> {
        match name {
            Some(name) if self.has(name) => self.text(kind, name),
            _ => Ok(String::new()),
        }
    }

    /// What a part refers to; the package as a whole has a blank name.
    pub(super) fn relations(
        &mut self,
        kind: &'static str,
        of: &str,
    ) -> Result<Relations, ImportError> {
        let of = normalised(of);
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", &of));
        let slash = if folder.is_empty() { "" } else { "/" };
        let markup = self.optional(kind, Some(&format!("{folder}{slash}_rels/{name}.rels")))?;
        let mut relations = HashMap::new();
        xml::read(&markup, |piece| {
            if let Piece::Open("Relationship", reference) = piece
                && reference.text("TargetMode") != "External"
            {
                let kind = reference.text("Type");
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = resolved(folder, &reference.text("Target"));
                relations.insert(reference.text("Id").into_owned(), Relation { kind, target });
            }
            Ok(())
        })?;
        Ok(Relations(relations))
    }
}

impl Relations {
    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The part that is referred to by a type of which there is one.
    pub(super) fn of_kind(&self, kind: &str) -> Option<&str> {
        let mut targets: Vec<&str> = self
            .0
            .values()
            .filter(|relation| relation.kind.eq_ignore_ascii_case(kind))
            .map(|relation| relation.target.as_str())
            .collect();
        targets.sort_unstable();
        targets.first().copied()
    }
}

fn normalised(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_lowercase()
}

/// The name of a part from a reference that is relative to a folder, or begins at the root with a slash.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|step| !step.is_empty()).collect()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The next part of a flat file: its name, its markup, and what follows it. Parts of bytes are left out.
fn next_part(markup: &str) -> Option<(String, &str, &str)> {
    const OPEN: &str = "<pkg:part ";
    let begins = markup.find(OPEN)?;
    let part = &markup[begins..];
    let end = part.find("</pkg:part>").unwrap_or(part.len());
    let (part, behind) = part.split_at(end);
    let mut name = String::new();
    let tag = &part[..part.find('>').map_or(part.len(), |at| at + 1)];
    let mut attributes = tag.split(['"', '\'']);
    while let Some(before) = attributes.next() {
        let value = attributes.next().unwrap_or_default();
        if before.trim_end().ends_with("pkg:name=") {
            value.clone_into(&mut name);
        }
    }
    let data = part.find("<pkg:xmlData").and_then(|at| {
        let inner = &part[at..];
        inner.split_once('>').map(|(_, inner)| inner)
    });
    let data = data.unwrap_or_default();
    let data = data
        .rsplit_once("</pkg:xmlData>")
        .map_or(data, |(data, _)| data);
    Some((name, data, behind))
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn references_are_relative_or_begin_at_the_root() {
        for (folder, target, expected) in [
            ("word", "styles.xml", "word/styles.xml"),
            (
                "xl",
                "/xl/worksheets/sheet1.xml",
                "xl/worksheets/sheet1.xml",
            ),
            (
                "xl/worksheets",
                "../drawings/drawing1.xml",
                "xl/drawings/drawing1.xml",
            ),
            ("", "word\\document2.xml", "word/document2.xml"),
            ("", "../../x.xml", "x.xml"),
        ] {
            assert_eq!(resolved(folder, target), expected);
        }
    }
}
