//! The length of hand-written files. A longer file holds more than one idea and should be split.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{Complaint, complain};

const LONGEST: usize = 500;
const FOLDERS: &[&str] = &["schema/src", "crates", "xtask/src"];

pub(super) fn complaints(root: &Path) -> anyhow::Result<Vec<Complaint>> {
    let mut complaints = Vec::new();
    for folder in FOLDERS {
        for path in sources(&root.join(folder))? {
            let text = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let lines = text.lines().count();
            if lines > LONGEST && !text.starts_with("// @generated") {
                let name = path
                    .strip_prefix(root)
                    .unwrap_or(&path)
                    .display()
                    .to_string();
                complaints.push(complain(
                    name,
                    "size",
                    format!("{lines} lines: split it, one idea a file"),
                ));
            }
        }
    }
    Ok(complaints)
}

pub(super) fn sources(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
