//! `ogi check`: files in, findings out.

mod assemble;
mod bar;
mod files;
mod lines;
mod other_report;
mod others;
mod totals;

use std::ops::ControlFlow;

use ogi_conformance::Checker;
use ogi_report::Severity;

use crate::arguments::{Check, FailOn, LINE_EXTENSIONS};
use crate::error::Error;
use crate::formats::{self, Sink};
use crate::run::{Entry, UnreadableFile};
use crate::source::{self, Input, Listed};
use crate::terminal::Console;
use bar::Bar;
use files::Files;
use lines::{Found, Lines};
use others::OtherReports;
use totals::Totals;

/// Checks the files that the arguments name, and prints what was found; the exit status.
///
/// # Errors
/// The reports to compare with cannot be read, or standard output cannot be written. Files that cannot be read are
/// said among the others.
pub(crate) fn run(arguments: &Check, console: &mut Console) -> Result<u8, Error> {
    let hints = arguments.hints.hints();
    let listed = source::list(&arguments.files, &LINE_EXTENSIONS);
    let compares = arguments.previous.is_some() || !arguments.children.is_empty();
    if compares && listed.len() != 1 {
        return Err(Error::OneFile);
    }
    if arguments.lines.from_line > 1 && listed.len() != 1 {
        return Err(Error::OneFileOfLines);
    }
    let checker = Checker::default();
    let others = OtherReports::load(arguments, &checker, &hints)?;
    let names: Vec<&str> = listed.iter().map(|file| file.name.as_str()).collect();
    let mut told = Told {
        sink: formats::sink(arguments, &names),
        totals: Totals::default(),
        bar: Bar::new(&listed, console.language),
        fail_on: arguments.fail_on,
        fail_fast: arguments.fail_fast,
    };
    let (language, jobs) = (console.language, arguments.jobs);
    let is_brief = formats::is_brief(arguments, listed.len());
    let files = Files {
        checker: &checker,
        hints: &hints,
        others: compares.then_some(&others),
        language,
        is_brief,
        jobs,
    };
    let holds_lines = |file: &Listed| file.input.is_ok() && arguments.lines.are_in(&file.name);
    for together in listed.chunk_by(|one, next| !holds_lines(one) && !holds_lines(next)) {
        let next = match together {
            [
                Listed {
                    name: path,
                    input: Ok(input),
                    ..
                },
            ] if arguments.lines.are_in(path) => {
                if compares {
                    return Err(Error::OneFile);
                }
                let lines = Lines {
                    checker: &checker,
                    path,
                    language,
                    from_line: arguments.lines.from_line,
                    jobs,
                };
                told.lines(&lines, input, console)?
            }
            together => told.files(&files, together, console)?,
        };
        if next.is_break() {
            break;
        }
    }
    told.bar.clear();
    let summary = told.totals.finish(arguments.fail_on);
    let status = summary.exit_status;
    told.sink
        .finish(summary, console)
        .and_then(|()| console.flush())
        .map_err(|source| Error::Output { source })?;
    Ok(status)
}

/// What is said as files come, and whether to go on.
struct Told {
    sink: Box<dyn Sink>,
    totals: Totals,
    bar: Bar,
    fail_on: FailOn,
    fail_fast: bool,
}

impl Told {
    /// Tells about one document.
    fn entry(&mut self, entry: Entry, console: &mut Console) -> Result<ControlFlow<()>, Error> {
        self.bar.clear();
        self.totals.add(&entry);
        self.sink
            .entry(entry, console)
            .map_err(|source| Error::Output { source })?;
        if self.fail_fast && self.totals.fails(self.fail_on) {
            self.totals.stop();
            return Ok(ControlFlow::Break(()));
        }
        Ok(if console.is_closed() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        })
    }

    /// Tells about files of one document each.
    fn files(
        &mut self,
        files: &Files<'_>,
        listed: &[Listed],
        console: &mut Console,
    ) -> Result<ControlFlow<()>, Error> {
        let mut next = Ok(ControlFlow::Continue(()));
        files.check(listed, |batch| {
            let documents = batch.entries.len();
            for entry in batch.entries {
                next = self.entry(entry, console);
                if !matches!(next, Ok(ControlFlow::Continue(()))) {
                    return ControlFlow::Break(());
                }
            }
            self.bar.add(batch.bytes, documents);
            ControlFlow::Continue(())
        });
        next
    }

    /// Tells about a file of one document a line.
    fn lines(
        &mut self,
        lines: &Lines<'_>,
        input: &Input,
        console: &mut Console,
    ) -> Result<ControlFlow<()>, Error> {
        let mut next = Ok(ControlFlow::Continue(()));
        let mut begun = false;
        let read = lines.check(input, |piece| {
            let Found { clean, files } = piece.found;
            let (mut counted, documents) = (0, clean + files.len());
            if !std::mem::replace(&mut begun, true) {
                self.bar.pass_over(piece.offset);
            }
            for (before, file) in files {
                self.totals.add_clean(before - counted);
                counted = before;
                next = self.entry(Entry::Checked(Box::new(file)), console);
                if !matches!(next, Ok(ControlFlow::Continue(()))) {
                    return ControlFlow::Break(());
                }
            }
            self.totals.add_clean(clean - counted);
            self.bar.add(piece.bytes, documents);
            ControlFlow::Continue(())
        });
        match read {
            Ok(()) => next,
            Err(error) => {
                let error = error.say(console.language);
                self.entry(
                    Entry::Unreadable(UnreadableFile {
                        path: lines.path.to_owned(),
                        error,
                    }),
                    console,
                )
            }
        }
    }
}

/// Whether a violation of this severity makes the exit status 1.
fn counts(severity: Severity, fail_on: FailOn) -> bool {
    match fail_on {
        FailOn::Error => severity >= Severity::Error,
        FailOn::Warning => severity >= Severity::Warning,
        FailOn::Never => false,
    }
}
