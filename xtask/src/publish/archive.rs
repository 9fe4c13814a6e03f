//! Reads the files in a package: tar with gzip, or zip.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use anyhow::Context as _;

/// Each file of an archive by its path there; `None` if the name is not that of a known kind of archive.
pub(super) fn entries(
    name: &str,
    bytes: &[u8],
) -> anyhow::Result<Option<BTreeMap<String, Vec<u8>>>> {
    let read = if ends_in(name, &[".crate", ".tgz", ".tar.gz"]) {
        tar(bytes)
    } else if ends_in(name, &[".whl", ".zip", ".jar", ".nupkg"]) {
        zip(bytes)
    } else {
        return Ok(None);
    };
    read.map(Some)
        .with_context(|| format!("{name} is no archive"))
}

fn tar(bytes: &[u8]) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(bytes));
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content)?;
        files.insert(path, content);
    }
    Ok(files)
}

fn zip(bytes: &[u8]) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let path = entry.name()?.into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content)?;
        files.insert(path, content);
    }
    Ok(files)
}

fn ends_in(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.ends_with(ending))
}
