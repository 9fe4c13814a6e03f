//! For people: what was read, the three answers, and every finding with its numbers, its place and what to do.

mod arithmetic;
mod fault;
mod file;
mod finding;
mod heading;
mod line;
mod many;
mod pending;
mod reading;
mod summary;

use std::io;

use ogi_conformance::Reconciled;
use ogi_diagnostics::CheckedFile;

use super::Sink;
use crate::run::{Entry, SkippedFile, Summary, UnreadableFile};
use crate::terminal::layout::{self, width};
use crate::terminal::style::{self, BAD, paint};
use crate::terminal::{Console, View};
use crate::words::words;
use summary::{Failing, Unit};

pub(crate) use reading::{counted, identity, reading_in_words};

/// Columns for names of files, at most.
const WIDEST: usize = 48;

/// Prints each file as it comes: one line where nothing was found, everything where something was.
pub(crate) struct Printer {
    /// Columns for names where there are several files.
    columns: Option<usize>,
    verbose: bool,
    complete: bool,
    after_line: bool,
    failing: Vec<Failing>,
    unit: Unit,
}

impl Printer {
    /// A printer for files of these names, some of which may hold one document a line.
    pub(crate) fn new(names: &[&str], lines: bool, verbose: bool) -> Self {
        let unit = if lines { Unit::Report } else { Unit::File };
        let columns = (names.len() > 1 || lines).then(|| {
            names
                .iter()
                .map(|name| width(name))
                .max()
                .unwrap_or(0)
                .min(WIDEST)
        });
        Self {
            columns,
            verbose,
            complete: true,
            after_line: false,
            failing: Vec::new(),
            unit,
        }
    }

    /// Prints everything about one file, apart from the others.
    fn block(&mut self, lines: &[String], console: &mut Console) -> io::Result<()> {
        let before = if std::mem::take(&mut self.after_line) {
            "\n"
        } else {
            ""
        };
        let after = if self.columns.is_some() { "\n" } else { "" };
        console.print(&format!("{before}{}\n{after}", lines.join("\n")))
    }

    /// One line for a file without findings.
    fn clean_line(&self, file: &CheckedFile, view: View) -> String {
        let (mark, words) = file::reconciled(file, view);
        let words = (file.reconciled != Reconciled::Yes).then_some(words);
        let year = file.year.map(|year| year.to_string());
        let edition = file
            .edition
            .as_ref()
            .map(|edition| edition.as_str().to_owned());
        let parts = [file.agency.clone(), year, edition, words];
        let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let name = layout::left(&name(&file.path, view), self.columns.unwrap_or(0));
        format!(
            "{mark} {name}  {}",
            paint(style::FAINT, &layout::clean(&parts, 100))
        )
    }
}

impl Sink for Printer {
    fn entry(&mut self, entry: Entry, console: &mut Console) -> io::Result<()> {
        let view = View::of(console, self.verbose);
        self.failing.extend(Failing::of(&entry));
        if let Entry::Checked(file) = &entry {
            self.complete &= file.reconciled == Reconciled::Yes;
        }
        let line = match &entry {
            Entry::Checked(file) if file.line.is_some() && !self.verbose => {
                line::render(file, &document_name(file, view), view).join("\n")
            }
            Entry::Checked(file) if self.columns.is_some() && file.is_clean() && !self.verbose => {
                self.clean_line(file, view)
            }
            Entry::Checked(file) => return self.block(&file::render(file, view), console),
            Entry::Unreadable(file) => unreadable(file, view),
            Entry::Skipped(file) => skipped(file, view),
        };
        self.after_line = true;
        console.print(&format!("{line}\n"))
    }

    fn finish(self: Box<Self>, summary: Summary, console: &mut Console) -> io::Result<()> {
        let view = View::of(console, self.verbose);
        let mut lines = if self.columns.is_some() {
            summary::many(&summary, &self.failing, self.unit, view)
        } else {
            summary::one(&summary, self.complete, view)
        };
        if self.columns.is_some() && self.after_line {
            lines.insert(0, String::new());
        }
        if lines.is_empty() {
            Ok(())
        } else {
            console.lines(&lines)
        }
    }
}

/// The document as people name it: the file, and the line where a file holds several.
pub(crate) fn document_name(file: &CheckedFile, view: View) -> String {
    let name = name(&file.path, view);
    file.line
        .map_or(name.clone(), |line| format!("{name}:{line}"))
}

/// The file as people name it.
pub(crate) fn name(path: &str, view: View) -> String {
    let name = if path == "-" {
        view.say(&words().common.standard_input)
    } else {
        path
    };
    name.chars().map(layout::visible).collect()
}

fn skipped(file: &SkippedFile, view: View) -> String {
    let reason = view.fill(&words().summary.skipped_file, &[("reason", &file.skipped)]);
    let line = format!("· {}  {reason}", name(&file.path, view));
    paint(style::FAINT, &line)
}

fn unreadable(file: &UnreadableFile, view: View) -> String {
    let error = file.error.join(view.colon());
    format!("{} {}  {error}", paint(BAD, "✗"), name(&file.path, view))
}
