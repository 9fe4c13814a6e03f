//! The files that the arguments name; folders are walked in order of names.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Input, SourceError};

const EXTENSIONS: &[&str] = &["json", "ndjson", "jsonl", "txt", "md", "html", "htm", "docx", "xlsx", "pdf"];

/// The extensions of files that are read in folders, for people.
pub(super) fn extensions(between: &str) -> String {
    EXTENSIONS.iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(between)
}

/// Every file to be read, with its name for people; folders with all files of known extensions below them.
///
/// Hidden files and folders and links to folders are passed over.
pub(crate) fn list(paths: &[PathBuf]) -> Vec<(String, Result<Input, SourceError>)> {
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            files.push(("-".to_owned(), Ok(Input::Stdin)));
        } else if path.is_dir() {
            let before = files.len();
            walk(path, &mut files);
            if files.len() == before {
                files.push((name(path), Err(SourceError::NoFiles)));
            }
        } else {
            files.push((name(path), Ok(Input::File(path.clone()))));
        }
    }
    files
}

fn walk(folder: &Path, files: &mut Vec<(String, Result<Input, SourceError>)>) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
            Ok(entries) => entries,
            Err(source) => {
                files.push((name(&folder), Err(SourceError::List { source })));
                continue;
            }
        };
        let visible = entries.into_iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
        let mut paths: Vec<_> = visible.map(|entry| (entry.path(), entry.file_type())).collect();
        paths.sort_by(|(left, _), (right, _)| left.cmp(right));
        let (inner, plain): (Vec<_>, Vec<_>) =
            paths.into_iter().partition(|(_, kind)| kind.as_ref().is_ok_and(fs::FileType::is_dir));
        let known = plain.into_iter().map(|(path, _)| path).filter(|path| has_known_extension(path) && !path.is_dir());
        files.extend(known.map(|path| (name(&path), Ok(Input::File(path)))));
        folders.extend(inner.into_iter().rev().map(|(path, _)| path));
    }
}

fn has_known_extension(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
