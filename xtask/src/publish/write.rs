//! Writes a folder whole or not at all, and reads one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, ensure};

use super::Dist;

/// Makes the folder next to its place, then moves it there. An existing folder is replaced only if it was published too.
pub(super) fn whole(out: &Path, dist: &Dist) -> anyhow::Result<()> {
    let name = out
        .file_name()
        .context("the folder to write needs a name")?
        .to_string_lossy()
        .into_owned();
    let ours =
        !out.exists() || out.join("manifest.json").is_file() || fs::read_dir(out)?.next().is_none();
    ensure!(
        ours,
        "{} holds something else: choose another folder with --out",
        out.display()
    );
    let process = std::process::id();
    let new = out.with_file_name(format!(".{name}.new-{process}"));
    let old = out.with_file_name(format!(".{name}.old-{process}"));
    let written = fill(&new, dist);
    if written.is_err() {
        // Removing the half-made folder may fail too; the first error is the one to report.
        let _ = fs::remove_dir_all(&new);
        return written;
    }
    if out.exists() {
        fs::rename(out, &old).with_context(|| format!("cannot move {} aside", out.display()))?;
    }
    fs::rename(&new, out).with_context(|| format!("cannot write {}", out.display()))?;
    if old.exists() {
        fs::remove_dir_all(&old).with_context(|| format!("cannot remove {}", old.display()))?;
    }
    Ok(())
}

fn fill(folder: &Path, dist: &Dist) -> anyhow::Result<()> {
    for (path, file) in dist {
        let place = folder.join(path);
        let parent = place.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .with_context(|| format!("cannot create {}", parent.display()))?;
        fs::write(&place, &file.bytes)
            .with_context(|| format!("cannot write {}", place.display()))?;
    }
    Ok(())
}

/// Every file below a folder, by path with `/`.
pub(super) fn read(folder: &Path) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in
            fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap_or(&path)
                    .to_string_lossy()
                    .replace('\\', "/");
                files.insert(
                    name,
                    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?,
                );
            }
        }
    }
    Ok(files)
}
