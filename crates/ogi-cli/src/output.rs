//! Where files go: whole or not at all, and over another only when told so.

mod temporary;

use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use crate::arguments::OutputArguments;
use crate::error::Error;
use crate::terminal::Console;
use temporary::{Temporary, folder_of};

/// One file, or standard output.
pub(crate) struct Output<'a> {
    path: Option<&'a Path>,
    replace: Replace,
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
        let replace = Replace::from_force(arguments.force);
        match (path, binary) {
            (Some(path), _) => may_write(&[path], inputs, replace)?,
            (None, Some(format)) if io::stdout().is_terminal() => {
                return Err(Error::ToTerminal {
                    format: format.to_owned(),
                });
            }
            (None, _) => {}
        }
        Ok(Self { path, replace })
    }

    /// The file, unless it is standard output.
    pub(crate) fn path(&self) -> Option<&'a Path> {
        self.path
    }

    /// Whether what stands at the file's place may be replaced.
    pub(crate) fn replace(&self) -> Replace {
        self.replace
    }

    /// Writes bytes.
    ///
    /// # Errors
    /// The file or standard output cannot be written.
    pub(crate) fn write(&self, bytes: &[u8], console: &mut Console) -> Result<(), Error> {
        match self.path {
            Some(path) => write_whole(path, self.replace, |mut file| file.write_all(bytes))
                .map_err(|source| cannot(path, source)),
            None => console
                .bytes(bytes)
                .map_err(|source| Error::Output { source }),
        }
    }
}

/// That a file cannot be written.
pub(crate) fn cannot(path: &Path, source: io::Error) -> Error {
    let output = path.to_string_lossy().into_owned();
    match source.kind() {
        io::ErrorKind::AlreadyExists => Error::Exists { output, others: 0 },
        _ => Error::Write {
            path: output,
            source,
        },
    }
}

/// Whether what stands at a place may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replace {
    /// Nothing is replaced, not even what came to stand there a moment ago.
    Never,
    /// Told so with `--force`.
    Forced,
}

impl Replace {
    /// What `--force` means.
    pub(crate) fn from_force(force: bool) -> Self {
        if force { Self::Forced } else { Self::Never }
    }
}

/// Checks that files may be written: none is there already, unless told so, and none is one of those that are read.
///
/// # Errors
/// The first that may not be written.
pub(crate) fn may_write(outputs: &[&Path], inputs: &[&str], replace: Replace) -> Result<(), Error> {
    let there: Vec<&&Path> = outputs
        .iter()
        .filter(|path| is_there(path) && !is_device(path))
        .collect();
    let Some(first) = there.first() else {
        return Ok(());
    };
    let inputs: Vec<Identity> = inputs
        .iter()
        .filter_map(|input| Identity::of(Path::new(input)))
        .collect();
    for path in &there {
        if Identity::of(path).is_some_and(|identity| inputs.contains(&identity)) {
            return Err(Error::OverInput {
                output: path.to_string_lossy().into_owned(),
            });
        }
    }
    if replace == Replace::Forced {
        return Ok(());
    }
    Err(Error::Exists {
        output: first.to_string_lossy().into_owned(),
        others: there.len() - 1,
    })
}

/// Whether something stands at a place; a link that leads nowhere, or in a circle, is something.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// What a file is, whatever it is called: two hard links are one file.
#[derive(Debug, PartialEq, Eq)]
struct Identity {
    #[cfg(unix)]
    device_and_number: (u64, u64),
    #[cfg(not(unix))]
    path: std::path::PathBuf,
}

impl Identity {
    #[cfg(unix)]
    fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let about = path.metadata().ok()?;
        Some(Self {
            device_and_number: (about.dev(), about.ino()),
        })
    }

    #[cfg(not(unix))]
    fn of(path: &Path) -> Option<Self> {
        let path = path.canonicalize().ok()?;
        Some(Self { path })
    }
}

/// Whether something that is neither a file nor a folder stands there, such as a pipe: it cannot be replaced.
fn is_device(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// Writes beside the place, then moves there; straight into pipes and devices.
///
/// # Errors
/// The file cannot be written, or whoever writes it fails; then what stood there before still does.
pub(crate) fn write_whole<E: From<io::Error>>(
    path: &Path,
    replace: Replace,
    write: impl FnOnce(&File) -> Result<(), E>,
) -> Result<(), E> {
    if is_device(path) {
        return write(&OpenOptions::new().write(true).open(path)?);
    }
    fs::create_dir_all(folder_of(path))?;
    let beside = Temporary::beside(path)?;
    write(beside.file())?;
    let moved = match replace {
        Replace::Never => beside.move_to_free(path),
        Replace::Forced => take_after(path, beside.file()).and_then(|()| beside.replace(path)),
    };
    Ok(moved?)
}

/// Gives a file the mode and, where the system lets us, the owner of the one that it replaces.
///
/// # Errors
/// That one is read-only.
fn take_after(replaced: &Path, file: &File) -> io::Result<()> {
    let Ok(about) = replaced.metadata() else {
        return Ok(());
    };
    if about.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        // Only the superuser gives files away; whoever may not keeps the file.
        let _ = fchown(file, Some(about.uid()), Some(about.gid()));
    }
    file.set_permissions(about.permissions())
}
