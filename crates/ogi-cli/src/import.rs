//! `ogi import`: published reports in, documents of the standard out.

mod evidence;
mod summary;
mod target;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use ogi_diagnostics::Reading;
use ogi_import::Hints;
use ogi_report::{Language, write_pretty};

use crate::arguments::Import;
use crate::digest::sha256;
use crate::error::Error;
use crate::formats;
use crate::output::{Replace, cannot, may_write, write_whole};
use crate::source::{self, Input, Listed, Loaded, LoadedEach, SourceError};
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
        let found = places.import(index, file, &hints, console)?;
        progress.clear();
        let many = many || found.len() > 1;
        for (end, words) in found {
            tell(&words.filter(|_| !many).unwrap_or_else(|| end.line(view)));
            ends.push(end);
        }
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
            write_whole(path, places.replace, write).map_err(|source| cannot(path, source))?;
        }
    }
    Ok(summary.exit_status())
}

/// Where everything goes.
struct Places {
    documents: Targets,
    maps: Option<Targets>,
    replace: Replace,
}

/// Where what one report gives goes.
struct Place {
    document: Target,
    map: Option<Target>,
}

/// One place of an output.
enum Target {
    File(PathBuf),
    StandardOutput,
}

impl Target {
    fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::StandardOutput => None,
        }
    }
}

impl From<Option<PathBuf>> for Target {
    fn from(path: Option<PathBuf>) -> Self {
        path.map_or(Self::StandardOutput, Self::File)
    }
}

/// A file that was read.
struct Source<'a> {
    name: &'a str,
    bytes: &'a [u8],
}

/// What became of a report, and the reading in words.
type End = (File, Option<String>);

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
        let replace = Replace::from_force(arguments.force);
        may_write(&outputs, &inputs, replace)?;
        Ok(Self {
            documents,
            maps,
            replace,
        })
    }

    /// Whether a file that holds several reports becomes several documents.
    fn take_several(&self) -> bool {
        self.documents.is_folder() && self.maps.as_ref().is_none_or(Targets::is_folder)
    }

    /// Reads one file and writes what was made of it.
    fn import(
        &self,
        index: usize,
        Listed { name, input, .. }: Listed,
        hints: &Hints,
        console: &mut Console,
    ) -> Result<Vec<End>, Error> {
        let LoadedEach { bytes, readings } = match read(input, hints, self.take_several()) {
            Ok(read) => read,
            Err(error) => return Ok(vec![refused(&name, &error, console.language)]),
        };
        let source = Source {
            name: &name,
            bytes: &bytes,
        };
        let parts = part_names(&readings);
        let ends = readings.iter().zip(parts).map(|(reading, part)| {
            let place = self.place(index, part.as_deref());
            match reading {
                Ok(reading) => self.write(&source, reading, &place, console),
                Err(error) => Ok(refused(&name, error, console.language)),
            }
        });
        ends.collect()
    }

    /// Where a report of a file goes; `part` names one of several.
    fn place(&self, index: usize, part: Option<&str>) -> Place {
        let of = |targets: &Targets| {
            Target::from(match part {
                Some(part) => targets.part(index, part),
                None => targets.path(index).map(Path::to_owned),
            })
        };
        Place {
            document: of(&self.documents),
            map: self.maps.as_ref().map(of),
        }
    }

    /// Writes what was made of a report.
    fn write(
        &self,
        source: &Source,
        reading: &Reading,
        place: &Place,
        console: &mut Console,
    ) -> Result<End, Error> {
        let language = console.language;
        match self.write_both(source, reading, place, console) {
            // What cannot be written to one place may be to the next; without places there is no next.
            Err(error @ (Error::Write { .. } | Error::Exists { .. })) => {
                let message = error.say(language);
                let words = format!("ogi: {message}");
                let reason = Reason {
                    kind: "not_written",
                    message,
                };
                let file = File::without(source.name, Outcome::Refused, reason);
                Ok((file, Some(words)))
            }
            Err(error) => Err(error),
            Ok(()) => {
                let path = place.document.path();
                let document = path.map(|path| path.to_string_lossy().into_owned());
                let view = View::of(console, true);
                let words = formats::reading_in_words(source.name, reading, path, view);
                let file = File::read(source.name, reading, document, language);
                Ok((file, Some(words)))
            }
        }
    }

    fn write_both(
        &self,
        source: &Source,
        reading: &Reading,
        place: &Place,
        console: &mut Console,
    ) -> Result<(), Error> {
        // That the place of a whole file may be written was found out before it was read.
        let targets = place.map.iter().chain([&place.document]);
        let paths: Vec<&Path> = targets
            .filter_map(Target::path)
            .filter(|path| !self.is_planned(path))
            .collect();
        may_write(&paths, &[source.name], self.replace)?;
        if let Some(map) = &place.map {
            let text = evidence::render(source.name, source.bytes, reading);
            target::write(map.path(), self.replace, &text, console)?;
        }
        let text = document(source.bytes, reading);
        target::write(place.document.path(), self.replace, &text, console)
    }

    fn is_planned(&self, path: &Path) -> bool {
        let maps = self.maps.iter().flat_map(Targets::paths);
        self.documents
            .paths()
            .chain(maps)
            .any(|known| known == path)
    }
}

/// A file, or one report of it, of which there is no document.
fn refused(name: &str, error: &SourceError, language: Language) -> End {
    let outcome = if error.is_to_be_skipped() {
        Outcome::Skipped
    } else {
        Outcome::Refused
    };
    let file = File::without(name, outcome, Reason::of(error, language));
    let words = format!("ogi: {name}: {}", error.say(language).join(": "));
    (file, Some(words))
}

/// The names of several documents that are made of one file: the year where that tells them apart, else with the agency,
/// else with a number; nothing for one document.
fn part_names(readings: &[Result<Reading, SourceError>]) -> Vec<Option<String>> {
    if readings.len() < 2 {
        return readings.iter().map(|_| None).collect();
    }
    let read: Vec<&Reading> = readings.iter().flatten().collect();
    let year = |reading: &Reading| reading.report.year().get().to_string();
    let with_agency = |reading: &Reading| {
        let name = reading.report.agency().name.as_str();
        let safe = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let name: String = name.chars().take(AGENCY_IN_NAME).map(safe).collect();
        format!("{}.{name}", year(reading))
    };
    let are_distinct =
        |names: &[String]| names.iter().collect::<BTreeSet<_>>().len() == names.len();
    let mut names: Vec<String> = read.iter().map(|reading| year(reading)).collect();
    if !are_distinct(&names) {
        names = read.iter().map(|reading| with_agency(reading)).collect();
    }
    if !are_distinct(&names) {
        let numbered = names.iter().zip(1..);
        names = numbered
            .map(|(name, number)| format!("{name}.{number}"))
            .collect();
    }
    let mut names = names.into_iter();
    readings
        .iter()
        .map(|reading| reading.as_ref().ok().and_then(|_| names.next()))
        .collect()
}

/// Most characters of an agency in the name of a file; a name has 255 bytes at most.
const AGENCY_IN_NAME: usize = 40;

/// The published reports of a file; documents of the standard need no import.
fn read(
    input: Result<Input, SourceError>,
    hints: &Hints,
    several: bool,
) -> Result<LoadedEach, SourceError> {
    let input = input?;
    let each = if several {
        source::load_each(&input, hints)?
    } else {
        let Loaded { bytes, reading } = source::load(&input, hints)?;
        let readings = reading.into_iter().map(Ok).collect();
        LoadedEach { bytes, readings }
    };
    if each.readings.is_empty() {
        let document = Loaded {
            bytes: each.bytes,
            reading: None,
        };
        return Err(document.report().err().unwrap_or(SourceError::NotPublished));
    }
    Ok(each)
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
