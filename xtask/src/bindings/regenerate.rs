//! Proves that the committed code of a binding is up to date: generates it in a copy, and compares byte by byte.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::{Descriptor, run};

/// Generates in a temporary copy and compares every file; returns the number of files.
pub(super) fn check(root: &Path, binding: &Descriptor) -> anyhow::Result<usize> {
    let top = std::env::temp_dir().join(format!(
        "ogi-binding-{}-{}",
        binding.name,
        std::process::id()
    ));
    let result = in_copy(root, binding, &top);
    // A copy that cannot be removed does no harm.
    let _ = fs::remove_dir_all(&top);
    result
}

fn in_copy(root: &Path, binding: &Descriptor, top: &Path) -> anyhow::Result<usize> {
    let (from, to) = (binding.folder(root), binding.folder(top));
    let files = files(&from, &binding.scratch)?;
    for file in &files {
        let place = to.join(file);
        fs::create_dir_all(place.parent().unwrap_or(&to))?;
        fs::copy(from.join(file), &place)
            .with_context(|| format!("cannot copy {}", file.display()))?;
    }
    for scratch in binding
        .scratch
        .iter()
        .filter(|name| from.join(name).exists())
    {
        link(&from.join(scratch), &to.join(scratch))
            .with_context(|| format!("cannot link {scratch}"))?;
    }
    link(&root.join("schema"), &top.join("schema")).context("cannot link schema")?;
    run::all(&to, &binding.generate)?;
    let again = self::files(&to, &binding.scratch)?;
    let differs = |file: &&PathBuf| fs::read(from.join(file)).ok() != fs::read(to.join(file)).ok();
    let stale: Vec<_> = files
        .union(&again)
        .filter(differs)
        .map(|file| format!("  {}", file.display()))
        .collect();
    if !stale.is_empty() {
        bail!(
            "out of date, run `cargo xtask bindings {}`:\n{}",
            binding.name,
            stale.join("\n")
        );
    }
    Ok(again.len())
}

/// The files of a folder by path within it, scratch left out.
fn files(folder: &Path, scratch: &[String]) -> anyhow::Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in
            fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))?
        {
            let path = entry?.path();
            let name = path.strip_prefix(folder).unwrap_or(&path).to_owned();
            let ignored = |word: &String| {
                Path::new(word) == name || path.file_name().is_some_and(|file| file == &**word)
            };
            if scratch.iter().any(ignored) {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(name);
            }
        }
    }
    Ok(found)
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to.parent().unwrap_or(to))?;
    std::os::unix::fs::symlink(from, to)
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to.parent().unwrap_or(to))?;
    std::os::windows::fs::symlink_dir(from, to)
}
