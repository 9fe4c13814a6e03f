//! `ogi check`: files in, findings out.

mod assemble;
mod operands;
mod others;
mod places;
mod reading;
mod totals;
mod writer;

use ogi_conformance::{Checker, Others};
use ogi_import::Hints;

use crate::arguments::{Check, FailOn, HintArguments};
use crate::console::Console;
use crate::error::Error;
use crate::formats;
use crate::language::say;
use crate::progress::Progress;
use crate::record::{Entry, Severity, SkippedFile, UnreadableFile};
use crate::source::{self, Input, Listed, SourceError};
use others::OtherReports;
use totals::Totals;

pub(crate) use assemble::checked_file;
pub(crate) use operands::{document, shared, split_document};
pub(crate) use reading::source as source_record;

/// Checks the files that the arguments name, and prints what was found; the exit status.
///
/// # Errors
/// The reports to compare with cannot be read, or standard output cannot be written. Files that cannot be read are
/// said among the others.
pub(crate) fn run(arguments: &Check, console: &mut Console) -> Result<u8, Error> {
    let hints = hints(&arguments.hints);
    let files = source::list(&arguments.files);
    let compares = arguments.previous.is_some() || !arguments.children.is_empty();
    if compares && files.len() != 1 {
        return Err(Error::OneFile);
    }
    let checker = Checker::default();
    let others = OtherReports::load(arguments, &checker, &hints)?;
    let run = Run { checker, hints, others };
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let mut sink = formats::sink(arguments, &names);
    let mut totals = Totals::default();
    let mut progress = Progress::new(files.len());
    for Listed { name: path, input, .. } in files {
        progress.show(say(console.language, "核对", "checking"), &path);
        let entry = run.entry(path, input, console);
        totals.add(&entry);
        progress.clear();
        sink.entry(entry, console).map_err(|source| Error::Output { source })?;
        if console.is_closed() {
            break;
        }
    }
    let summary = totals.finish(arguments.fail_on);
    let status = summary.exit_status;
    sink.finish(summary, console).and_then(|()| console.flush()).map_err(|source| Error::Output { source })?;
    Ok(status)
}

/// What is the same for every file.
struct Run {
    checker: Checker,
    hints: Hints,
    others: OtherReports,
}

impl Run {
    fn entry(&self, path: String, input: Result<Input, SourceError>, console: &Console) -> Entry {
        let language = console.language;
        match input.and_then(|input| source::load(&input, &self.hints)) {
            Ok(loaded) => {
                let others: Others<'_> = self.others.view();
                let mut file = checked_file(path, &loaded, &self.checker, others, language);
                file.compared_with = self.others.notes(file.year, language);
                Entry::Checked(Box::new(file))
            }
            Err(error) if error.is_to_be_skipped() => {
                Entry::Skipped(SkippedFile { path, skipped: error.say(language).join(": ") })
            }
            Err(error) => Entry::Unreadable(UnreadableFile { path, error: error.say(language) }),
        }
    }
}

/// What the command line says that pages may not.
pub(crate) fn hints(arguments: &HintArguments) -> Hints {
    let HintArguments { agency, year, edition } = arguments;
    Hints { agency: agency.clone(), year: *year, edition: edition.clone(), ..Hints::default() }
}

/// Whether a violation of this severity makes the exit status 1.
fn counts(severity: Severity, fail_on: FailOn) -> bool {
    match fail_on {
        FailOn::Error => severity >= Severity::Error,
        FailOn::Warning => severity >= Severity::Warning,
        FailOn::Never => false,
    }
}
