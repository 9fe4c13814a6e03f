//! Reads the files of the standard, and brings generated files up to date.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use ogi_codegen::Artifact;

/// What to do about files that are out of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write them.
    Write,
    /// Fail, and name them.
    Check,
}

/// The files of the standard below `schema/`, by path within it, sorted.
///
/// # Errors
/// When a file cannot be read.
pub fn standard_files(root: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let schema = root.join("schema");
    let mut files = Vec::new();
    for name in ["manifest.json", "report.schema.json", "dialect.schema.json"] {
        files.push((name.to_owned(), read(&schema.join(name))?));
    }
    for folder in ["codes", "forms", "rules", "texts"] {
        for path in list(&schema.join(folder))? {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            files.push((format!("{folder}/{name}"), read(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

/// The files of a folder, sorted; empty if there is no such folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn list(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = entries
        .map(|entry| entry.map(|found| found.path()))
        .collect::<Result<Vec<_>, _>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    Ok(paths)
}

/// The text of a file.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Brings generated files up to date, or proves that they already are. In the folders `owned`, every file is generated.
///
/// # Errors
/// In check mode when a file is stale, missing or claimed by nobody; otherwise when it cannot be written.
pub fn sync(
    root: &Path,
    artifacts: &[Artifact],
    owned: &[String],
    mode: Mode,
) -> anyhow::Result<Vec<String>> {
    let mut stale: Vec<String> = Vec::new();
    for artifact in artifacts {
        let path = root.join(&artifact.path);
        if fs::read_to_string(&path).is_ok_and(|text| text == artifact.text) {
            continue;
        }
        stale.push(artifact.path.clone());
        if mode == Mode::Write {
            write_whole(&path, &artifact.text)?;
        }
    }
    for orphan in orphans(root, artifacts, owned)? {
        stale.push(orphan.clone());
        if mode == Mode::Write {
            fs::remove_file(root.join(&orphan))
                .with_context(|| format!("cannot remove {orphan}"))?;
        }
    }
    if mode == Mode::Check && !stale.is_empty() {
        bail!(
            "out of date, run `cargo xtask generate`:\n  {}",
            stale.join("\n  ")
        );
    }
    Ok(stale)
}

fn orphans(root: &Path, artifacts: &[Artifact], owned: &[String]) -> anyhow::Result<Vec<String>> {
    let claimed: BTreeSet<&str> = artifacts
        .iter()
        .map(|artifact| artifact.path.as_str())
        .collect();
    let mut orphans = Vec::new();
    for folder in owned {
        for path in list(&root.join(folder))? {
            let name = format!(
                "{folder}/{}",
                path.file_name().unwrap_or_default().to_string_lossy()
            );
            if !claimed.contains(name.as_str()) {
                orphans.push(name);
            }
        }
    }
    Ok(orphans)
}

/// Writes a temporary file and renames it, so that the file is never half written.
fn write_whole(path: &Path, text: &str) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let beside = path.with_extension("tmp");
    fs::write(&beside, text).with_context(|| format!("cannot write {}", beside.display()))?;
    fs::rename(&beside, path).with_context(|| format!("cannot write {}", path.display()))
}
