//! Files of one report each: checked on every core, told in the order they were named, in bounded memory.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use ogi_conformance::{Checker, Others, ordered};
use ogi_diagnostics::CheckedFile;
use ogi_import::Hints;
use ogi_report::Language;

use super::assemble;
use super::others::OtherReports;
use crate::guard::guarded;
use crate::run::{Entry, SkippedFile, UnreadableFile};
use crate::source::{self, Input, Listed, SourceError};

/// Most files that a thread takes at a time.
const FILES: usize = 32;
/// Bytes of files after which a thread takes no more at a time.
const BYTES: u64 = 512 << 10;
/// A thread is worth starting for so many bytes.
const WORTH_A_THREAD: u64 = 64 << 10;

/// How files are checked.
pub(super) struct Files<'a> {
    pub(super) checker: &'a Checker,
    pub(super) hints: &'a Hints,
    /// The reports to compare with, if there are any.
    pub(super) others: Option<&'a OtherReports>,
    pub(super) language: Language,
    /// Whether no more is told of a sound document than who made it and what was counted.
    pub(super) is_brief: bool,
    /// Threads that check.
    pub(super) jobs: Option<NonZeroUsize>,
}

/// Files that a thread took together.
#[derive(Debug)]
pub(super) struct Batch {
    /// What was found about each.
    pub(super) entries: Vec<Entry>,
    /// Their size in bytes.
    pub(super) bytes: u64,
}

impl Files<'_> {
    /// Checks files, and hands over what was found until `each` has had enough.
    pub(super) fn check(&self, files: &[Listed], each: impl FnMut(Batch) -> ControlFlow<()>) {
        let threads = self.threads(files);
        let rest = Mutex::new((0, files));
        let take = |(): &mut ()| {
            let (number, taken) = {
                let (next, rest) = &mut *rest.lock().unwrap_or_else(PoisonError::into_inner);
                let (taken, left) = rest.split_at(taken(rest, threads));
                *rest = left;
                *next += 1;
                (*next - 1, taken)
            };
            let bytes = taken.iter().filter_map(|file| file.bytes).sum();
            let batch = || Batch {
                entries: taken.iter().map(|file| self.entry(file)).collect(),
                bytes,
            };
            (!taken.is_empty()).then(|| (number, batch()))
        };
        ordered::run(threads, take, each);
    }

    /// As many threads as there is work for.
    fn threads(&self, files: &[Listed]) -> NonZeroUsize {
        let bytes: u64 = files
            .iter()
            .map(|file| file.bytes.unwrap_or(WORTH_A_THREAD))
            .sum();
        let worth = usize::try_from(bytes / WORTH_A_THREAD)
            .unwrap_or(usize::MAX)
            .min(files.len());
        let jobs = || {
            self.jobs
                .or_else(|| std::thread::available_parallelism().ok())
        };
        let worth = NonZeroUsize::new(worth).filter(|worth| worth.get() > 1);
        worth.map_or(NonZeroUsize::MIN, |worth| {
            jobs().map_or(worth, |jobs| jobs.min(worth))
        })
    }

    fn entry(
        &self,
        Listed {
            name: path, input, ..
        }: &Listed,
    ) -> Entry {
        let failed = |error: &SourceError| {
            let (path, said) = (path.clone(), error.say(self.language));
            if error.is_to_be_skipped() {
                Entry::Skipped(SkippedFile {
                    path,
                    skipped: said.join(": "),
                })
            } else {
                Entry::Unreadable(UnreadableFile { path, error: said })
            }
        };
        match input {
            Ok(input) => guarded(|| self.checked(path, input))
                .unwrap_or_else(|panicked| Err(panicked.into()))
                .map_or_else(|error| failed(&error), Entry::Checked),
            Err(error) => failed(error),
        }
    }

    fn checked(&self, path: &str, input: &Input) -> Result<Box<CheckedFile>, SourceError> {
        let loaded = source::load(input, self.hints)?;
        let Self {
            checker,
            language,
            is_brief,
            ..
        } = *self;
        let file = match (self.others, &loaded.reading) {
            (None, None) => assemble::document(path, &loaded.bytes, (checker, is_brief), language),
            (None, Some(_)) => loaded.check(path, checker, Others::default(), language),
            (Some(others), _) => {
                let file = loaded.check(path, checker, others.view(), language);
                CheckedFile {
                    compared_with: others.notes(file.year, language),
                    ..file
                }
            }
        };
        Ok(Box::new(file))
    }
}

/// How many files a thread takes: the fewer, the fewer are left.
fn taken(files: &[Listed], threads: NonZeroUsize) -> usize {
    let most = (files.len() / (4 * threads.get()))
        .clamp(1, FILES)
        .min(files.len());
    let mut bytes = 0;
    let within = |file: &&Listed| {
        let before = bytes;
        bytes += file.bytes.unwrap_or(BYTES);
        before < BYTES
    };
    files[..most].iter().take_while(within).count()
}
