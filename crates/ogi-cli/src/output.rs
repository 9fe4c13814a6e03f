//! Where files go: whole or not at all, and over another only when told so.

use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use crate::arguments::OutputArguments;
use crate::error::Error;
use crate::terminal::Console;

/// One file, or standard output.
pub(crate) struct Output<'a> {
    path: Option<&'a Path>,
}

impl<'a> Output<'a> {
    /// The place that the arguments name, for what is made of these files; `None` and `-` are standard output.
    ///
    /// # Errors
    /// The file is there already, or is one of those that are read; bytes that are no text would go to a terminal.
    pub(crate) fn new(
        arguments: &'a OutputArguments,
        inputs: &[&str],
        binary: Option<&str>,
    ) -> Result<Self, Error> {
        let path = arguments
            .output
            .as_deref()
            .filter(|path| path.as_os_str() != "-");
        match (path, binary) {
            (Some(path), _) => may_write(&[path], inputs, arguments.force)?,
            (None, Some(format)) if io::stdout().is_terminal() => {
                return Err(Error::ToTerminal {
                    format: format.to_owned(),
                });
            }
            (None, _) => {}
        }
        Ok(Self { path })
    }

    /// The file, unless it is standard output.
    pub(crate) fn path(&self) -> Option<&'a Path> {
        self.path
    }

    /// Writes bytes.
    ///
    /// # Errors
    /// The file or standard output cannot be written.
    pub(crate) fn write(&self, bytes: &[u8], console: &mut Console) -> Result<(), Error> {
        match self.path {
            Some(path) => write_whole(path, |mut file| file.write_all(bytes))
                .map_err(|source| cannot(path, source)),
            None => console
                .bytes(bytes)
                .map_err(|source| Error::Output { source }),
        }
    }
}

/// That a file cannot be written.
pub(crate) fn cannot(path: &Path, source: io::Error) -> Error {
    Error::Write {
        path: path.to_string_lossy().into_owned(),
        source,
    }
}

/// Checks that files may be written: none is there already, unless told so, and none is one of those that are read.
///
/// # Errors
/// The first that may not be written.
pub(crate) fn may_write(outputs: &[&Path], inputs: &[&str], force: bool) -> Result<(), Error> {
    let there: Vec<&&Path> = outputs
        .iter()
        .filter(|path| path.exists() && !is_device(path))
        .collect();
    let Some(first) = there.first() else {
        return Ok(());
    };
    let inputs: Vec<PathBuf> = inputs
        .iter()
        .filter_map(|input| Path::new(input).canonicalize().ok())
        .collect();
    for path in &there {
        if path.canonicalize().is_ok_and(|path| inputs.contains(&path)) {
            return Err(Error::OverInput {
                output: path.to_string_lossy().into_owned(),
            });
        }
    }
    if force {
        return Ok(());
    }
    Err(Error::Exists {
        output: first.to_string_lossy().into_owned(),
        others: there.len() - 1,
    })
}

/// Whether something that is neither a file nor a folder stands there, such as a pipe: it cannot be replaced.
fn is_device(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// Writes beside the place, then moves there; straight into pipes and devices.
///
/// # Errors
/// The file cannot be written, or whoever writes it fails; then there is no file.
pub(crate) fn write_whole<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&File) -> Result<(), E>,
) -> Result<(), E> {
    if is_device(path) {
        return write(&OpenOptions::new().write(true).open(path)?);
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let (beside, file) = beside(folder, path)?;
    let written = write(&file);
    let moved =
        written.and_then(|()| Ok(file.sync_all().and_then(|()| fs::rename(&beside, path))?));
    if moved.is_err() {
        // The error that counts is the first one.
        let _ = fs::remove_file(&beside);
    }
    moved
}

/// A new hidden file beside a place; one that an earlier run left behind is not touched.
fn beside(folder: &Path, path: &Path) -> io::Result<(PathBuf, File)> {
    const TRIES: u32 = 100;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    // Names of files have 255 bytes at most, and this one has to be distinct only while it is written.
    let short: String = name.chars().take(40).collect();
    let mut number = 0;
    loop {
        let beside = folder.join(format!(".{short}.{}-{number}.tmp", std::process::id()));
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)
        {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < TRIES => {
                number += 1;
            }
            opened => return opened.map(|file| (beside, file)),
        }
    }
}
