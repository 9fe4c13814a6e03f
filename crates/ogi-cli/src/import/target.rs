//! Where the documents of an import go: a file for one, a folder for several.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::output::{Replace, cannot, write_whole};
use crate::source::Listed;
use crate::terminal::Console;

/// One place for each file, or standard output.
pub(crate) struct Targets {
    paths: Option<Vec<PathBuf>>,
    /// What follows the name of a file in a folder, such as `.map.json`; `None` for a place that holds one document.
    ending: Option<String>,
}

impl Targets {
    /// The places for files: a file for one, a folder for several; `None` and `-` are standard output.
    ///
    /// In a folder, a document has the name of its file and another extension, below folders as they were walked; where
    /// files differ in their extension alone, all of them keep it: `a.html.json` and `a.pdf.json`.
    ///
    /// # Errors
    /// Several files would still be written to one place.
    pub(crate) fn new(
        output: Option<&Path>,
        files: &[Listed],
        extension: &str,
    ) -> Result<Self, Error> {
        let Some(output) = output.filter(|output| output.as_os_str() != "-") else {
            return Ok(Self {
                paths: None,
                ending: None,
            });
        };
        let shown = output.to_string_lossy();
        if !(output.is_dir() || shown.ends_with(['/', '\\'])) {
            return match files {
                [_] => Ok(Self {
                    paths: Some(vec![output.to_owned()]),
                    ending: None,
                }),
                _ => Err(Error::NeedsFolder {
                    output: shown.into_owned(),
                }),
            };
        }
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for file in files {
            *names
                .entry(alike(&file.below.with_extension("")))
                .or_default() += 1;
        }
        let place = |file: &Listed| {
            let bare = file.below.with_extension("");
            let keeps = names.get(&alike(&bare)).is_some_and(|files| *files > 1);
            let mut name = if keeps { file.below.clone() } else { bare }.into_os_string();
            name.push(format!(".{extension}"));
            output.join(name)
        };
        let paths: Vec<PathBuf> = files.iter().map(place).collect();
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for (index, path) in paths.iter().enumerate() {
            if let Some(first) = taken.insert(alike(path), index) {
                let (first, second) = (files[first].name.clone(), files[index].name.clone());
                return Err(Error::SameOutput {
                    first,
                    second,
                    output: path.to_string_lossy().into_owned(),
                });
            }
        }
        Ok(Self {
            paths: Some(paths),
            ending: Some(format!(".{extension}")),
        })
    }

    /// Where a file goes, unless it goes to standard output.
    pub(crate) fn path(&self, index: usize) -> Option<&Path> {
        self.paths
            .as_ref()
            .and_then(|paths| paths.get(index))
            .map(PathBuf::as_path)
    }

    /// Whether a file may become several documents, because these go to a folder.
    pub(crate) fn is_folder(&self) -> bool {
        self.ending.is_some()
    }

    /// Where one of several documents that are made of a file goes: beside the place for one, with a name of its own.
    pub(crate) fn part(&self, index: usize, name: &str) -> Option<PathBuf> {
        let (path, ending) = (self.path(index)?, self.ending.as_ref()?);
        let whole = path.to_string_lossy();
        let bare = whole.strip_suffix(ending.as_str()).unwrap_or(&whole);
        Some(PathBuf::from(format!("{bare}.{name}{ending}")))
    }

    /// Whether all goes to standard output.
    pub(crate) fn is_stdout(&self) -> bool {
        self.paths.is_none()
    }

    /// All places; none for standard output.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().flatten().map(PathBuf::as_path)
    }

    /// Checks that nothing else goes where these go.
    ///
    /// # Errors
    /// A document and a piece of evidence would be written to one place.
    pub(crate) fn apart_from(&self, others: &Self) -> Result<(), Error> {
        let both = |path: &Path| Error::BothOutputs {
            output: path.to_string_lossy().into_owned(),
        };
        if self.is_stdout() && others.is_stdout() {
            return Err(both(Path::new("-")));
        }
        let mine: BTreeSet<String> = self.paths().map(alike).collect();
        others
            .paths()
            .find(|path| mine.contains(&alike(path)))
            .map_or(Ok(()), |path| Err(both(path)))
    }
}

/// Writes a file, whole or not at all; `None` is standard output.
///
/// # Errors
/// The file or standard output cannot be written.
pub(crate) fn write(
    path: Option<&Path>,
    replace: Replace,
    text: &str,
    console: &mut Console,
) -> Result<(), Error> {
    match path {
        None => console
            .print(text)
            .map_err(|source| Error::Output { source }),
        Some(path) => write_whole(path, replace, |mut file| file.write_all(text.as_bytes()))
            .map_err(|source| cannot(path, source)),
    }
}

/// What two paths share where a file system does not tell capitals from small letters.
fn alike(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}
