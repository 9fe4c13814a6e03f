//! Where documents go: whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::console::Console;
use crate::error::Error;

/// One place for each file, or standard output.
pub(crate) struct Targets {
    paths: Option<Vec<PathBuf>>,
}

impl Targets {
    /// The places for files of these names: a file for one, a folder for several; `None` and `-` are standard output.
    ///
    /// # Errors
    /// Several files would be written to one place, or a file over itself.
    pub(crate) fn new(output: Option<&Path>, names: &[&str], extension: &str) -> Result<Self, Error> {
        let Some(output) = output.filter(|output| output.as_os_str() != "-") else { return Ok(Self { paths: None }) };
        let shown = output.to_string_lossy();
        let is_folder = output.is_dir() || shown.ends_with(['/', '\\']);
        if names.len() > 1 && !is_folder {
            return Err(Error::NeedsFolder { output: shown.into_owned() });
        }
        let place = |name: &&str| {
            let stem = if *name == "-" { None } else { Path::new(name).file_stem() };
            let stem = stem.map_or("stdin".into(), |stem| stem.to_string_lossy());
            if is_folder { output.join(format!("{stem}.{extension}")) } else { output.to_owned() }
        };
        let paths: Vec<PathBuf> = names.iter().map(place).collect();
        for (index, path) in paths.iter().enumerate() {
            let output = path.to_string_lossy().into_owned();
            if let Some(first) = paths[..index].iter().position(|other| other == path) {
                let (first, second) = (names[first].to_owned(), names[index].to_owned());
                return Err(Error::SameOutput { first, second, output });
            }
            if names.iter().any(|name| is_same_file(Path::new(name), path)) {
                return Err(Error::OverInput { output });
            }
        }
        Ok(Self { paths: Some(paths) })
    }

    /// Where a file goes, unless it goes to standard output.
    pub(crate) fn path(&self, index: usize) -> Option<&Path> {
        self.paths.as_ref().and_then(|paths| paths.get(index)).map(PathBuf::as_path)
    }

    /// Checks that nothing else goes where these go.
    ///
    /// # Errors
    /// Two outputs of one file would be written to one place.
    pub(crate) fn apart_from(&self, others: &Self, names: &[&str]) -> Result<(), Error> {
        let same = (0..names.len()).find(|index| self.path(*index) == others.path(*index));
        same.map_or(Ok(()), |index| {
            let output = self.path(index).map_or("-".to_owned(), |path| path.to_string_lossy().into_owned());
            Err(Error::BothOutputs { output })
        })
    }

    /// Writes a file, whole or not at all.
    ///
    /// # Errors
    /// The file or standard output cannot be written.
    pub(crate) fn write(&self, index: usize, text: &str, console: &mut Console) -> Result<(), Error> {
        match self.path(index) {
            None => console.print(text).map_err(|source| Error::Output { source }),
            Some(path) => {
                let error = |source| Error::Write { path: path.to_string_lossy().into_owned(), source };
                write_whole(path, text.as_bytes()).map_err(error)
            }
        }
    }
}

fn is_same_file(left: &Path, right: &Path) -> bool {
    matches!((left.canonicalize(), right.canonicalize()), (Ok(left), Ok(right)) if left == right)
}

/// Writes beside the place, then moves there.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = OpenOptions::new().write(true).create_new(true).open(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let moved = written.and_then(|()| fs::rename(&beside, path));
    if moved.is_err() {
        // The error that counts is the first one.
        let _ = fs::remove_file(&beside);
    }
    moved
}
