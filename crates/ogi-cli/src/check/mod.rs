//! `ogi check`: files in, findings out.

mod assemble;
mod line_progress;
mod lines;
mod operands;
mod others;
mod places;
mod reading;
mod totals;
mod writer;

use std::ops::ControlFlow;

use ogi_conformance::{Checker, Others};
use ogi_import::Hints;

use crate::arguments::{Check, FailOn, HintArguments};
use crate::console::Console;
use crate::error::Error;
use crate::formats::{self, Sink};
use crate::language::say;
use crate::progress::Progress;
use crate::record::{Entry, Severity, SkippedFile, UnreadableFile};
use crate::source::{self, Input, Listed, SourceError};
use line_progress::LineProgress;
use lines::{Found, Lines};
use others::OtherReports;
use totals::Totals;

pub(crate) use assemble::checked_file;
pub(crate) use lines::are_in;
pub(crate) use operands::{document, shared, split_document};
pub(crate) use reading::source as source_record;

/// Checks the files that the arguments name, and prints what was found; the exit status.
///
/// # Errors
/// The reports to compare with cannot be read, or standard output cannot be written. Files that cannot be read are
/// said among the others.
pub(crate) fn run(arguments: &Check, console: &mut Console) -> Result<u8, Error> {
    let hints = hints(&arguments.hints);
    let files = source::list(&arguments.files, &lines::EXTENSIONS);
    let compares = arguments.previous.is_some() || !arguments.children.is_empty();
    if compares && files.len() != 1 {
        return Err(Error::OneFile);
    }
    if arguments.lines.from_line > 1 && files.len() != 1 {
        return Err(Error::OneFileOfLines);
    }
    let checker = Checker::default();
    let others = OtherReports::load(arguments, &checker, &hints)?;
    let run = Run { checker, hints, others };
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let mut told = Told {
        sink: formats::sink(arguments, &names),
        totals: Totals::default(),
        fail_on: arguments.fail_on,
        fail_fast: arguments.fail_fast,
    };
    let mut progress = Progress::new(files.len());
    for Listed { name: path, input, .. } in files {
        progress.show(say(console.language, "核对", "checking"), &path);
        let next = match input {
            Ok(input) if are_in(&path, &arguments.lines) => {
                if compares {
                    return Err(Error::OneFile);
                }
                let lines = Lines {
                    checker: &run.checker,
                    path: &path,
                    language: console.language,
                    arguments: &arguments.lines,
                };
                told.lines(&lines, &input, LineProgress::new(&input, console.language), console)?
            }
            input => {
                let entry = run.entry(path, input, console);
                progress.clear();
                told.entry(entry, console)?
            }
        };
        if next.is_break() {
            break;
        }
    }
    progress.clear();
    let summary = told.totals.finish(arguments.fail_on);
    let status = summary.exit_status;
    told.sink.finish(summary, console).and_then(|()| console.flush()).map_err(|source| Error::Output { source })?;
    Ok(status)
}

/// What is said as files come, and whether to go on.
struct Told {
    sink: Box<dyn Sink>,
    totals: Totals,
    fail_on: FailOn,
    fail_fast: bool,
}

impl Told {
    /// Tells about one file.
    fn entry(&mut self, entry: Entry, console: &mut Console) -> Result<ControlFlow<()>, Error> {
        self.totals.add(&entry);
        self.sink.entry(entry, console).map_err(|source| Error::Output { source })?;
        if self.fail_fast && self.totals.fails(self.fail_on) {
            self.totals.stop();
            return Ok(ControlFlow::Break(()));
        }
        Ok(if console.is_closed() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }

    /// Tells about a file of one document a line.
    fn lines(
        &mut self,
        lines: &Lines<'_>,
        input: &Input,
        mut progress: LineProgress,
        console: &mut Console,
    ) -> Result<ControlFlow<()>, Error> {
        let mut next = Ok(ControlFlow::Continue(()));
        let read = lines.check(input, |piece| {
            let Found { clean, files } = piece.found;
            let mut counted = 0;
            progress.show(piece.offset, piece.offset + piece.bytes, clean + files.len());
            for (before, file) in files {
                self.totals.add_clean(before - counted);
                counted = before;
                progress.clear();
                next = self.entry(Entry::Checked(Box::new(file)), console);
                if !matches!(next, Ok(ControlFlow::Continue(()))) {
                    return ControlFlow::Break(());
                }
            }
            self.totals.add_clean(clean - counted);
            ControlFlow::Continue(())
        });
        progress.clear();
        match read {
            Ok(()) => next,
            Err(error) => {
                let error = error.say(console.language);
                self.entry(Entry::Unreadable(UnreadableFile { path: lines.path.to_owned(), error }), console)
            }
        }
    }
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
