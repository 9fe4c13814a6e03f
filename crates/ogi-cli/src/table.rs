//! `ogi table`: reports in, flat data out, one report after the other.

use std::io::{self, BufWriter};
use std::path::Path;

use ogi_import::Hints;
use ogi_render::RenderError;
use ogi_render::flat::{self, DataFormat, Records};
use ogi_report::{Language, Report};

use crate::arguments::Table;
use crate::error::Error;
use crate::output::{Output, cannot, write_whole};
use crate::source::{self, Listed, SourceError};
use crate::terminal::{Console, Progress, View, tell};
use crate::words::{say, words};

/// Writes the table; the exit status.
///
/// # Errors
/// The table cannot be written. Files that cannot be read are said on standard error, and the others go on.
pub(crate) fn run(arguments: &Table, console: &mut Console) -> Result<u8, Error> {
    let records = Records::from(arguments.rows);
    let Some(format) = arguments.to else {
        return columns(records, console);
    };
    let files = source::list(&arguments.files, &[]);
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let output = Output::new(
        &arguments.output,
        &names,
        is_binary(format).then_some("Parquet"),
    )?;
    let mut reports = Reports::new(files, arguments.hints.hints(), console.language);
    let mut peeked = reports.by_ref().peekable();
    if peeked.peek().is_some() {
        if output.path().is_none() {
            console
                .require()
                .map_err(|source| Error::Output { source })?;
        }
        write(peeked, (records, format), &output)?;
    }
    Ok(reports.finish(output.path(), console))
}

/// What the columns mean.
fn columns(records: Records, console: &mut Console) -> Result<u8, Error> {
    let columns = flat::columns(records);
    let width = columns
        .iter()
        .map(|column| column.name.len())
        .max()
        .unwrap_or(0);
    let line = |column: &flat::Column| {
        let optional = if column.required { "" } else { "?" };
        let kind = format!("{}{optional}", column.kind.as_str());
        format!("{:width$}  {kind:8}  {}", column.name, column.description)
    };
    let lines: Vec<String> = columns.iter().map(line).collect();
    console
        .lines(&lines)
        .map_err(|source| Error::Output { source })?;
    Ok(0)
}

fn is_binary(format: DataFormat) -> bool {
    !matches!(format, DataFormat::Csv | DataFormat::Jsonl)
}

fn write(
    reports: impl Iterator<Item = (String, Report)>,
    (records, format): (Records, DataFormat),
    output: &Output<'_>,
) -> Result<(), Error> {
    match output.path() {
        Some(path) => {
            let written = write_whole(path, output.replace(), |file| {
                flat::table(reports, records, format, BufWriter::new(file))
            });
            written.map_err(|error| match error {
                RenderError::Write { source } => cannot(path, source),
                source => Error::Render {
                    path: path.to_string_lossy().into_owned(),
                    source,
                },
            })
        }
        None => match flat::table(reports, records, format, BufWriter::new(io::stdout())) {
            // Its reader has gone away, and nothing more need be done.
            Err(RenderError::Write { source }) if source.kind() == io::ErrorKind::BrokenPipe => {
                Ok(())
            }
            Err(RenderError::Write { source }) => Err(Error::Output { source }),
            Err(source) => Err(Error::Render {
                path: "-".to_owned(),
                source,
            }),
            Ok(()) => Ok(()),
        },
    }
}

/// The reports of files, read as they are asked for; those that cannot be read are said and left out.
struct Reports {
    files: std::vec::IntoIter<Listed>,
    hints: Hints,
    language: Language,
    progress: Progress,
    read: usize,
    refused: usize,
    skipped: usize,
}

impl Reports {
    fn new(files: Vec<Listed>, hints: Hints, language: Language) -> Self {
        let progress = Progress::new(files.len());
        Self {
            files: files.into_iter(),
            hints,
            language,
            progress,
            read: 0,
            refused: 0,
            skipped: 0,
        }
    }

    fn report(&self, file: Listed) -> Result<Report, SourceError> {
        let loaded = source::load(&file.input?, &self.hints)?;
        loaded.report().map(std::borrow::Cow::into_owned)
    }

    /// Says what became of the files; the exit status.
    fn finish(mut self, path: Option<&Path>, console: &Console) -> u8 {
        self.progress.clear();
        let view = View::of(console, false);
        let mut parts = vec![view.count(&words().common.reports, self.read)];
        if self.refused > 0 {
            parts.push(view.count(&words().table.left_out, self.refused));
        }
        if self.skipped > 0 {
            parts.push(view.count(&words().table.skipped, self.skipped));
        }
        let place = path
            .map(|path| format!(" → {}", path.display()))
            .filter(|_| self.read > 0)
            .unwrap_or_default();
        if path.is_some() || parts.len() > 1 {
            tell(&format!("ogi: {}{place}", parts.join(view.separator())));
        }
        if self.refused > 0 || self.read == 0 {
            2
        } else {
            0
        }
    }
}

impl Iterator for Reports {
    type Item = (String, Report);

    fn next(&mut self) -> Option<(String, Report)> {
        loop {
            let file = self.files.next()?;
            self.progress
                .show(say(&words().progress.reading, self.language), &file.name);
            let name = file.name.clone();
            match self.report(file) {
                Ok(report) => {
                    self.read += 1;
                    return Some((name, report));
                }
                Err(error) if error.is_to_be_skipped() => self.skipped += 1,
                Err(error) => {
                    self.refused += 1;
                    self.progress.clear();
                    tell(&format!(
                        "ogi: {name}: {}",
                        error.say(self.language).join(": ")
                    ));
                }
            }
        }
    }
}
