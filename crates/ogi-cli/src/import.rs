//! `ogi import`: published reports in, documents of the standard out.

mod evidence;
mod summary;
mod target;

use std::io::Write as _;
use std::path::Path;

use ogi_diagnostics::Reading;
use ogi_import::Hints;
use ogi_report::write_pretty;

use crate::arguments::Import;
use crate::digest::sha256;
use crate::error::Error;
use crate::formats;
use crate::output::{cannot, may_write, write_whole};
use crate::source::{self, Input, Listed, Loaded, SourceError};
use crate::terminal::{Console, Progress, View, tell};
use crate::words::{say, words};
use summary::{File, Outcome, Reason, Summary};
use target::Targets;

/// Reads published reports and writes them as documents; the exit status.
///
/// # Errors
/// The arguments do not say where everything goes, or the summary cannot be written. What cannot be read, or written to
/// its place in a folder, is said on standard error, and the others go on.
pub(crate) fn run(arguments: &Import, console: &mut Console) -> Result<u8, Error> {
    let files = source::list(&arguments.files, &[]);
    let places = Places::new(arguments, &files)?;
    let (hints, many) = (arguments.hints.hints(), files.len() > 1);
    let mut progress = Progress::new(files.len());
    let mut ends = Vec::new();
    for (index, file) in files.into_iter().enumerate() {
        progress.show(
            say(&words().progress.importing, console.language),
            &file.name,
        );
        let view = View::of(console, true);
        let (end, words) = places.import(index, file, &hints, console)?;
        progress.clear();
        tell(&words.filter(|_| !many).unwrap_or_else(|| end.line(view)));
        ends.push(end);
    }
    let summary = Summary::of(ends, console.language);
    if many {
        tell(&summary.table(View::of(console, true)));
    }
    match arguments.summary.as_deref() {
        None => {}
        Some(path) if path.as_os_str() == "-" => {
            console
                .print(&summary.json())
                .map_err(|source| Error::Output { source })?;
        }
        Some(path) => {
            let write = |mut file: &std::fs::File| file.write_all(summary.json().as_bytes());
            write_whole(path, write).map_err(|source| cannot(path, source))?;
        }
    }
    Ok(summary.exit_status())
}

/// Where everything goes.
struct Places {
    documents: Targets,
    maps: Option<Targets>,
}

impl Places {
    /// The places that the arguments name.
    fn new(arguments: &Import, files: &[Listed]) -> Result<Self, Error> {
        let documents = Targets::new(arguments.output.as_deref(), files, "json")?;
        if arguments.output.is_none() && files.len() > 1 {
            return Err(Error::NeedsFolder {
                output: "-o".to_owned(),
            });
        }
        let maps = arguments
            .evidence
            .as_deref()
            .map(|path| Targets::new(Some(path), files, "map.json"))
            .transpose()?;
        if let Some(maps) = &maps {
            documents.apart_from(maps)?;
        }
        let mut outputs: Vec<&Path> = documents
            .paths()
            .chain(maps.iter().flat_map(Targets::paths))
            .collect();
        if let Some(path) = arguments.summary.as_deref() {
            let is_stdout = path.as_os_str() == "-";
            let is_taken = documents.is_stdout() || maps.as_ref().is_some_and(Targets::is_stdout);
            if outputs.contains(&path) || is_stdout && is_taken {
                return Err(Error::BothOutputs {
                    output: path.to_string_lossy().into_owned(),
                });
            }
            outputs.extend((!is_stdout).then_some(path));
        }
        let inputs: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        may_write(&outputs, &inputs, arguments.force)?;
        Ok(Self { documents, maps })
    }

    /// Reads one file and writes what was made of it: what became of it, and the reading in words.
    fn import(
        &self,
        index: usize,
        Listed { name, input, .. }: Listed,
        hints: &Hints,
        console: &mut Console,
    ) -> Result<(File, Option<String>), Error> {
        let language = console.language;
        let (bytes, reading) = match read(input, hints) {
            Ok(read) => read,
            Err(error) => {
                let outcome = if error.is_to_be_skipped() {
                    Outcome::Skipped
                } else {
                    Outcome::Refused
                };
                let file = File::without(&name, outcome, Reason::of(&error, language));
                let words = format!("ogi: {name}: {}", error.say(language).join(": "));
                return Ok((file, Some(words)));
            }
        };
        match self.write(index, (&name, &bytes, &reading), console) {
            // What cannot be written to one place may be to the next; without places there is no next.
            Err(error @ Error::Write { .. }) => {
                let message = error.say(language);
                let words = format!("ogi: {message}");
                Ok((
                    File::without(
                        &name,
                        Outcome::Refused,
                        Reason {
                            kind: "not_written",
                            message,
                        },
                    ),
                    Some(words),
                ))
            }
            Err(error) => Err(error),
            Ok(()) => {
                let path = self.documents.path(index);
                let document = path.map(|path| path.to_string_lossy().into_owned());
                let view = View::of(console, true);
                let words = formats::reading_in_words(&name, &reading, path, view);
                Ok((File::read(&name, &reading, document, language), Some(words)))
            }
        }
    }

    fn write(
        &self,
        index: usize,
        (name, bytes, reading): (&str, &[u8], &Reading),
        console: &mut Console,
    ) -> Result<(), Error> {
        if let Some(maps) = &self.maps {
            maps.write(index, &evidence::render(name, bytes, reading), console)?;
        }
        self.documents
            .write(index, &document(bytes, reading), console)
    }
}

/// A published report; documents of the standard need no import.
fn read(
    input: Result<Input, SourceError>,
    hints: &Hints,
) -> Result<(Vec<u8>, Reading), SourceError> {
    match source::load(&input?, hints)? {
        Loaded {
            bytes,
            reading: Some(reading),
        } => Ok((bytes, reading)),
        document => Err(document.report().err().unwrap_or(SourceError::NotPublished)),
    }
}

/// The document, with the digest of the file that it was made of.
fn document(bytes: &[u8], reading: &Reading) -> String {
    let mut report = reading.report.clone();
    let source = match &mut report {
        ogi_report::Report::V2019(report) => &mut report.source,
        ogi_report::Report::V2021(report) => &mut report.source,
    };
    source.get_or_insert_default().sha256 = sha256(bytes).parse().ok();
    write_pretty(&report)
}
