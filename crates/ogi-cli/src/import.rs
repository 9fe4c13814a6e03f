//! `ogi import`: published reports in, documents of the standard out.

mod evidence;
mod target;

use std::path::Path;

use ogi_report::write_pretty;

use crate::arguments::Import;
use crate::check::{hints, source_record};
use crate::console::{Console, tell};
use crate::digest::sha256;
use crate::error::Error;
use crate::formats::{self, View};
use crate::source::{self, Input, Loaded, Reading, SourceError};
use target::Targets;

/// Reads published reports and writes them as documents; the exit status.
///
/// # Errors
/// A document cannot be written. Files that cannot be read are said on standard error, and the others go on.
pub(crate) fn run(arguments: &Import, console: &mut Console) -> Result<u8, Error> {
    let files = source::list(&arguments.files);
    let hints = hints(&arguments.hints);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let documents = Targets::new(arguments.output.as_deref(), &names, "json")?;
    let maps = Targets::new(arguments.evidence.as_deref(), &names, "map.json")?;
    if arguments.output.is_none() && files.len() > 1 {
        return Err(Error::NeedsFolder { output: "-o".to_owned() });
    }
    if arguments.evidence.is_some() {
        documents.apart_from(&maps, &names)?;
    }
    let mut status = 0;
    for (index, (name, input)) in files.into_iter().enumerate() {
        match read(input, &hints) {
            Err(error) => {
                let error = error.say(console.language).join(": ");
                tell(&format!("ogi: {name}: {error}"));
                status = 2;
            }
            Ok((bytes, reading)) => {
                if arguments.evidence.is_some() {
                    maps.write(index, &evidence::render(&name, &bytes, &reading), console)?;
                }
                documents.write(index, &document(&bytes, &reading), console)?;
                tell(&summary(&name, &reading, documents.path(index), console));
            }
        }
    }
    Ok(status)
}

/// A published report; documents of the standard need no import.
fn read(input: Result<Input, SourceError>, hints: &ogi_import::Hints) -> Result<(Vec<u8>, Reading), SourceError> {
    let Loaded { bytes, reading } = source::load(&input?, hints)?;
    match reading {
        Some(reading) => Ok((bytes, reading)),
        None => Err(SourceError::NotPublished),
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

/// What was read, and what needs a second look.
fn summary(name: &str, reading: &Reading, path: Option<&Path>, console: &Console) -> String {
    let view = View { width: console.width, language: console.language, verbose: true };
    let report = &reading.report;
    let (agency, year, edition) = (report.agency().name.as_str(), report.year().get(), report.edition().as_str());
    let head = path.map_or_else(|| name.to_owned(), |path| format!("{name} → {}", path.display()));
    let mut lines = vec![head, formats::identity(Some(agency), Some(i64::from(year)), Some(edition), view)];
    lines.extend(formats::source(&source_record(reading, view.language), view));
    lines.join("\n")
}
