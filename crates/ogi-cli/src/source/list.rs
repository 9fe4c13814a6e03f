//! The files that the arguments name; folders are walked in order of names.

use std::fs;
use std::path::{Path, PathBuf};

use ogi_import::EXTENSIONS;

use super::{Input, SourceError};

/// The extensions of files that are read in folders, for people.
pub(super) fn extensions(between: &str) -> String {
    EXTENSIONS
        .iter()
        .map(|extension| format!(".{extension}"))
        .collect::<Vec<_>>()
        .join(between)
}

/// A file to be read.
#[derive(Debug)]
pub(crate) struct Listed {
    /// Its name for people: the path as it was given, `-` for standard input.
    pub(crate) name: String,
    /// Its path below the folder that was walked; its bare name where it was named itself.
    pub(crate) below: PathBuf,
    /// The file, or why there is none.
    pub(crate) input: Result<Input, SourceError>,
    /// Its size in bytes; `None` where that is not known beforehand.
    pub(crate) bytes: Option<u64>,
}

impl Listed {
    fn new(
        path: &Path,
        root: Option<&Path>,
        input: Result<Input, SourceError>,
        bytes: Option<u64>,
    ) -> Self {
        let below = root
            .and_then(|root| path.strip_prefix(root).ok())
            .map(Path::to_owned);
        let below = below
            .or_else(|| path.file_name().map(PathBuf::from))
            .unwrap_or_default();
        Self {
            name: path.to_string_lossy().into_owned(),
            below,
            input,
            bytes,
        }
    }
}

/// Every file to be read; folders with all files of known extensions, and of those given, below them.
///
/// Hidden files and folders and links to folders are passed over. What is met in a folder need not be a report.
pub(crate) fn list(paths: &[PathBuf], more: &[&str]) -> Vec<Listed> {
    let mut files = Vec::new();
    for path in paths {
        let about = fs::metadata(path);
        if path.as_os_str() == "-" {
            files.push(Listed {
                name: "-".to_owned(),
                below: "stdin".into(),
                input: Ok(Input::Stdin),
                bytes: None,
            });
        } else if about.as_ref().is_ok_and(fs::Metadata::is_dir) {
            let before = files.len();
            walk(path, more, &mut files);
            if files.len() == before {
                files.push(Listed::new(path, None, Err(SourceError::NoFiles), Some(0)));
            }
        } else {
            let bytes = about
                .ok()
                .filter(fs::Metadata::is_file)
                .map(|about| about.len());
            files.push(Listed::new(
                path,
                None,
                Ok(Input::File(path.clone())),
                bytes,
            ));
        }
    }
    files
}

fn walk(root: &Path, more: &[&str], files: &mut Vec<Listed>) {
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
            Ok(entries) => entries,
            Err(source) => {
                files.push(Listed::new(
                    &folder,
                    Some(root),
                    Err(SourceError::List { source }),
                    Some(0),
                ));
                continue;
            }
        };
        let visible = entries
            .into_iter()
            .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
        let mut paths: Vec<_> = visible
            .map(|entry| (entry.path(), entry.file_type()))
            .collect();
        paths.sort_by(|(left, _), (right, _)| left.as_os_str().cmp(right.as_os_str()));
        let (inner, plain): (Vec<_>, Vec<_>) = paths
            .into_iter()
            .partition(|(_, kind)| kind.as_ref().is_ok_and(fs::FileType::is_dir));
        let known = plain
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| has_known_extension(path, more));
        files.extend(known.filter_map(|path| met(&path, root)));
        folders.extend(inner.into_iter().rev().map(|(path, _)| path));
    }
}

/// A file met in a folder, if it is not a link to a folder; pipes and devices would keep a reader waiting.
fn met(path: &Path, root: &Path) -> Option<Listed> {
    let listed = |input, bytes| Some(Listed::new(path, Some(root), input, bytes));
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => None,
        Ok(about) if !about.is_file() => listed(Err(SourceError::NoFile), Some(0)),
        Ok(about) => listed(Ok(Input::Met(path.to_owned())), Some(about.len())),
        Err(_) => listed(Ok(Input::Met(path.to_owned())), None),
    }
}

fn has_known_extension(path: &Path, more: &[&str]) -> bool {
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|extension| {
        EXTENSIONS
            .iter()
            .chain(more)
            .any(|known| *known == extension)
    })
}
