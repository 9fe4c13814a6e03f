//! What became of each file of an import: as JSON for programs, as a table for people.

use std::collections::BTreeMap;

use ogi_diagnostics::{Cells, Note, Reading, Source};
use ogi_report::Language;
use serde::Serialize;

use crate::formats;
use crate::run::Tool;
use crate::source::SourceError;
use crate::terminal::View;
use crate::terminal::layout::{clean, left, right, width};
use crate::terminal::style::{BAD, DOUBTFUL, FAINT, GOOD, paint};
use crate::words::words;

/// What one run of `ogi import` did. Equal input gives equal bytes.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Summary {
    /// The program.
    tool: Tool,
    /// Language of messages, as a tag of BCP 47: `zh-CN` or `en`. No outcome depends on it.
    language: &'static str,
    /// How many files came to each end.
    counts: Outcomes,
    /// Why files were refused, by kind.
    reasons: BTreeMap<&'static str, usize>,
    /// Exit status of the program: 0 every report was read, 2 a file was refused, or there was no report at all.
    exit_status: u8,
    /// The files in the order they were read.
    files: Vec<File>,
}

/// Files by what became of them.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Outcomes {
    /// All files.
    files: usize,
    /// Every cell of the form was found.
    read: usize,
    /// Some cells of the form were not found; the document says which.
    partly_read: usize,
    /// No document was written.
    refused: usize,
    /// Met in a folder and no report.
    skipped: usize,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// Every cell of the form was found.
    Read,
    /// Some cells of the form were not found.
    PartlyRead,
    /// No document was written.
    Refused,
    /// Met in a folder and no report.
    Skipped,
}

/// One file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct File {
    /// The file as it was named; `-` for standard input.
    path: String,
    /// What became of it.
    outcome: Outcome,
    /// Where its document is; null on standard output and where there is none.
    document: Option<String>,
    /// Name of the agency.
    agency: Option<String>,
    /// Reporting year.
    year: Option<u16>,
    /// Edition of the form, such as `2021-30`.
    edition: Option<&'static str>,
    /// How the cells of the form were read.
    cells: Option<Cells>,
    /// What a reader should know about the reading.
    notes: Vec<Note>,
    /// Why there is no document.
    reason: Option<Reason>,
}

/// Why there is no document.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Reason {
    /// Its kind, such as `no_report`.
    pub(super) kind: &'static str,
    /// The same for people.
    pub(super) message: String,
}

impl Reason {
    /// Why a file could not be read.
    pub(super) fn of(error: &SourceError, language: Language) -> Self {
        Self {
            kind: error.kind(),
            message: error.say(language).join(": "),
        }
    }
}

impl File {
    /// A file of which there is a document.
    pub(super) fn read(
        path: &str,
        reading: &Reading,
        document: Option<String>,
        language: Language,
    ) -> Self {
        let (report, source) = (&reading.report, Source::of(reading, language));
        let not_found = source.cells.as_ref().map_or(0, |cells| cells.not_found);
        Self {
            path: path.to_owned(),
            outcome: if not_found > 0 {
                Outcome::PartlyRead
            } else {
                Outcome::Read
            },
            document,
            agency: Some(report.agency().name.as_str().to_owned()),
            year: Some(report.year().get()),
            edition: Some(report.edition().as_str()),
            cells: source.cells,
            notes: source.notes,
            reason: None,
        }
    }

    /// A file of which there is none.
    pub(super) fn without(path: &str, outcome: Outcome, reason: Reason) -> Self {
        Self {
            path: path.to_owned(),
            outcome,
            document: None,
            agency: None,
            year: None,
            edition: None,
            cells: None,
            notes: Vec::new(),
            reason: Some(reason),
        }
    }

    /// The file on one line.
    pub(super) fn line(&self, view: View) -> String {
        let name: String = self.path.chars().map(ogi_diagnostics::visible).collect();
        let (mark, style) = match self.outcome {
            Outcome::Read => ("✓", GOOD),
            Outcome::PartlyRead => ("~", DOUBTFUL),
            Outcome::Refused => ("✗", BAD),
            Outcome::Skipped => ("·", FAINT),
        };
        let said = match (&self.reason, &self.cells) {
            (Some(reason), _) => reason.message.clone(),
            (None, Some(cells)) => {
                let (agency, year) = (self.agency.as_deref(), self.year.map(i64::from));
                let identity = formats::identity(agency, year, None, view);
                format!("{identity} · {}", formats::counted(cells, view))
            }
            (None, None) => String::new(),
        };
        format!("{} {name}  {said}", paint(style, mark))
    }
}

impl Summary {
    /// The summary of files.
    pub(super) fn of(files: Vec<File>, language: Language) -> Self {
        let count = |outcome| files.iter().filter(|file| file.outcome == outcome).count();
        let counts = Outcomes {
            files: files.len(),
            read: count(Outcome::Read),
            partly_read: count(Outcome::PartlyRead),
            refused: count(Outcome::Refused),
            skipped: count(Outcome::Skipped),
        };
        let mut reasons = BTreeMap::new();
        for reason in files
            .iter()
            .filter(|file| file.outcome == Outcome::Refused)
            .filter_map(|file| file.reason.as_ref())
        {
            *reasons.entry(reason.kind).or_default() += 1;
        }
        let nothing = counts.read + counts.partly_read == 0;
        let exit_status = if counts.refused > 0 || nothing { 2 } else { 0 };
        let tool = Tool {
            name: "ogi",
            version: env!("CARGO_PKG_VERSION"),
        };
        Self {
            tool,
            language: language.tag(),
            counts,
            reasons,
            exit_status,
            files,
        }
    }

    /// The exit status of the program.
    pub(super) fn exit_status(&self) -> u8 {
        self.exit_status
    }

    /// Indented JSON.
    pub(super) fn json(&self) -> String {
        let text = serde_json::to_string_pretty(self)
            .unwrap_or_else(|error| unreachable!("a record is JSON: {error}"));
        text + "\n"
    }

    /// The table for people: how many files came to each end, and why some were refused.
    pub(super) fn table(&self, view: View) -> String {
        let Outcomes {
            files,
            read,
            partly_read,
            refused,
            skipped,
        } = self.counts;
        let words = &words().import;
        let rows = [
            (read, GOOD, &words.read),
            (partly_read, DOUBTFUL, &words.partly_read),
            (refused, BAD, &words.refused),
            (skipped, FAINT, &words.skipped),
        ];
        let digits = files.to_string().len();
        let mut lines = vec![
            String::new(),
            view.count(&crate::words::words().common.files, files),
        ];
        for (count, style, texts) in rows {
            if count == 0 {
                continue;
            }
            let count = right(&count.to_string(), digits);
            lines.push(format!("  {count}  {}", paint(style, view.say(texts))));
            if style == BAD {
                lines.extend(self.reasons(digits, view));
            }
        }
        lines.join("\n")
    }

    /// Why files were refused, the most frequent first, with one of them each.
    fn reasons(&self, digits: usize, view: View) -> Vec<String> {
        let mut kinds: Vec<(&str, usize)> = self
            .reasons
            .iter()
            .map(|(kind, count)| (*kind, *count))
            .collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let first = |kind: &str| {
            self.files.iter().find(|file| {
                file.reason
                    .as_ref()
                    .is_some_and(|reason| reason.kind == kind)
            })
        };
        let rows: Vec<(usize, String, &str)> = kinds
            .into_iter()
            .filter_map(|(kind, count)| Some((count, first(kind)?)))
            .map(|(count, file)| {
                let message = file
                    .reason
                    .as_ref()
                    .map_or("", |reason| reason.message.as_str());
                (
                    count,
                    clean(message, view.width.saturating_sub(32)),
                    file.path.as_str(),
                )
            })
            .collect();
        let columns = rows
            .iter()
            .map(|(_, message, _)| width(message))
            .max()
            .unwrap_or(0);
        let line = |(count, message, path): &(usize, String, &str)| {
            let such_as = view.fill(&words().import.such_as, &[("path", &clean(path, 60))]);
            let path = paint(FAINT, &such_as);
            format!(
                "  {}    {}  {path}",
                right(&count.to_string(), digits),
                left(message, columns)
            )
        };
        rows.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_published_schema_is_that_of_the_types() {
        crate::schema::is_fresh(
            schemars::schema_for!(super::Summary),
            "import",
            "What ogi import --summary writes",
        );
    }
}
