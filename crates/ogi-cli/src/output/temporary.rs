//! Files in the making: beside their place, under a hidden name, until they are whole.
//!
//! A file in the making is locked for as long as its program lives. One that is left behind (the machine went down, the
//! program was killed) has no lock, so that the next run into its folder can remove it. A signal that ends the program
//! removes those of this run first.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

/// How the names of files in the making end.
const ENDING: &str = ".ogi-tmp";

/// The files of this run that are in the making.
static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
/// The folders that were freed of what earlier runs left behind.
static CLEAN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file in the making. It is removed unless it was moved to its place.
pub(super) struct Temporary {
    path: PathBuf,
    file: File,
}

impl Temporary {
    /// A new file beside a place.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(super) fn beside(place: &Path) -> io::Result<Self> {
        const TRIES: u32 = 100;
        let folder = folder_of(place);
        remove_abandoned(folder);
        remove_on_signals();
        let name = place
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        // Names of files have 255 bytes at most, and this one has to be distinct only while it is written.
        let short: String = name.chars().take(40).collect();
        for number in 0..TRIES {
            let path = folder.join(format!(".{short}.{}-{number}{ENDING}", std::process::id()));
            // Known before it is there, so that no signal comes between.
            open().insert(path.clone());
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => {
                    let held = Self { path, file };
                    // Another run may have taken it for abandoned in the moment before it was locked.
                    let is_ours = !matches!(held.file.try_lock(), Err(TryLockError::WouldBlock));
                    if is_ours && held.path.exists() {
                        return Ok(held);
                    }
                }
                Err(error) => {
                    open().remove(&path);
                    if error.kind() != io::ErrorKind::AlreadyExists {
                        return Err(error);
                    }
                }
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// The file, to be written.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Moves the file, which is then on the disk, to its place, unless something stands there.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] where something stands there, if only since a moment.
    pub(super) fn move_to_free(self, place: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        match fs::hard_link(&self.path, place) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                // A file system without links: an empty file keeps the place for the one that was first.
                OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .open(place)?;
                fs::rename(&self.path, place)
            }
            linked => linked,
        }
    }

    /// Moves the file, which is then on the disk, to its place, over what stands there.
    ///
    /// # Errors
    /// The place cannot be written.
    pub(super) fn replace(self, place: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, place)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a move nothing is there any more; any other error has no one to be told.
        let _ = fs::remove_file(&self.path);
        open().remove(&self.path);
    }
}

/// The folder that a place is in.
pub(super) fn folder_of(place: &Path) -> &Path {
    place
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn open() -> std::sync::MutexGuard<'static, BTreeSet<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what earlier runs left in a folder, the first time that this run writes there.
fn remove_abandoned(folder: &Path) {
    let mut clean = CLEAN.lock().unwrap_or_else(PoisonError::into_inner);
    if !clean.insert(folder.to_owned()) {
        return;
    }
    // A folder that cannot be listed, or a file that cannot be removed, stands in nobody's way.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !(name.starts_with('.') && name.ends_with(ENDING)) {
            continue;
        }
        if let Ok(file) = OpenOptions::new().write(true).open(entry.path())
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Has the signals that end the program remove its files in the making first.
#[cfg(unix)]
fn remove_on_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Without it a signal ends the program as before, and the next run cleans up.
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else {
            return;
        };
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                for path in open().iter() {
                    let _ = fs::remove_file(path);
                }
                let _ = emulate_default_handler(signal);
            }
        });
    });
}

#[cfg(not(unix))]
fn remove_on_signals() {}
