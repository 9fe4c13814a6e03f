//! Files in: which ones, and what is in them.

mod list;
mod load;

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;

use ogi_conformance::{Checker, Others, check_report};
use ogi_diagnostics::{CheckedFile, Diagnostics, phrase};
use ogi_import::{Fact, ImportError};
use ogi_report::{Language, Report};
use ogi_schema::texts::{self, Texts};

use crate::guard::Panicked;
use crate::words::{filled, say, words};

pub(crate) use list::{Listed, list};
pub(crate) use load::{Loaded, LoadedEach, load, load_each, read};

/// Where bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file that was named.
    File(PathBuf),
    /// A file that was met in a folder, which may hold other things than reports.
    Met(PathBuf),
}

impl Loaded {
    /// Checks the document, or the report that was read from the file.
    pub(crate) fn check(
        &self,
        path: &str,
        checker: &Checker,
        others: Others<'_>,
        language: Language,
    ) -> CheckedFile {
        if let Some(reading) = &self.reading {
            let found = check_report(&reading.report, others);
            return Diagnostics::of_reading(reading, &found).record(path, language);
        }
        let found = checker.check(&self.bytes, others);
        Diagnostics::of_document(&self.bytes, &found).record(path, language)
    }

    /// The report, as it stands in the document or as it was read.
    ///
    /// # Errors
    /// The document is not valid.
    pub(crate) fn report(&self) -> Result<Cow<'_, Report>, SourceError> {
        match &self.reading {
            Some(reading) => Ok(Cow::Borrowed(&reading.report)),
            None => ogi_report::read(&self.bytes)
                .map(Cow::Owned)
                .map_err(|_| SourceError::Invalid),
        }
    }
}

/// Why a file could not be read.
#[derive(Debug)]
pub(crate) enum SourceError {
    /// The system does not hand it out.
    Read { source: io::Error },
    /// The system does not list the folder.
    List { source: io::Error },
    /// The folder holds nothing that can be read.
    NoFiles,
    /// No report is so large.
    TooLarge { limit: u64 },
    /// There is nothing in it.
    Empty,
    /// It could not be made into a document.
    Import { source: ImportError },
    /// Neither a file nor a folder.
    NoFile,
    /// It was met in a folder and shows nothing of a report.
    NotAReport,
    /// A document of the standard, which needs no import.
    NotPublished,
    /// A document that is not valid.
    Invalid,
    /// A fault of ours: what the panic said.
    Fault { panic: String },
}

impl From<Panicked> for SourceError {
    fn from(Panicked(panic): Panicked) -> Self {
        Self::Fault { panic }
    }
}

impl SourceError {
    /// Whether the file is to be passed over: it was met in a folder, and nothing in it is of a report.
    pub(crate) fn is_to_be_skipped(&self) -> bool {
        matches!(self, Self::NotAReport)
    }

    /// The kind of error for programs, such as `empty`.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Read { .. } | Self::List { .. } | Self::NoFile => "not_readable",
            Self::NoFiles => "no_files",
            Self::TooLarge { .. } => "too_large",
            Self::Empty => "empty",
            Self::Import { source } => source.kind(),
            Self::NotAReport => "not_a_report",
            Self::NotPublished => "not_published",
            Self::Invalid => "invalid",
            Self::Fault { .. } => "bug",
        }
    }

    /// What went wrong and why, outermost first, in the language.
    pub(crate) fn say(&self, language: Language) -> Vec<String> {
        let words = &words().files;
        let plain = |texts: &'static Texts| vec![say(texts, language).to_owned()];
        let because = |texts: &'static Texts, cause: &dyn std::error::Error| {
            vec![say(texts, language).to_owned(), cause.to_string()]
        };
        match self {
            Self::Read { source } => because(&words.read, source),
            Self::List { source } => because(&words.list, source),
            Self::Import { source } => vec![unreadable(source, language)],
            Self::NoFiles => {
                let extensions = list::extensions(say(&texts::phrases().words.comma, language));
                vec![filled(
                    &words.no_files,
                    language,
                    &[("extensions", &extensions)],
                )]
            }
            Self::TooLarge { limit } => {
                vec![filled(&words.too_large, language, &[("limit", limit)])]
            }
            Self::Empty => plain(&words.empty),
            Self::NoFile => plain(&words.no_file),
            Self::NotAReport => plain(&words.not_a_report),
            Self::Invalid => plain(&words.invalid),
            Self::NotPublished => plain(&words.not_published),
            Self::Fault { panic } => vec![filled(&words.fault, language, &[("panic", panic)])],
        }
    }
}

/// Why a file could not be made into a document, with the options of the command that help.
fn unreadable(error: &ImportError, language: Language) -> String {
    let said = error.say(language);
    let options: Vec<&str> = match error {
        ImportError::Unstated { missing } => {
            missing.iter().filter_map(|fact| option(*fact)).collect()
        }
        ImportError::Several { .. } => vec!["--year", "--agency", "-o …/"],
        _ => return said,
    };
    let bracket = &texts::phrases().words.bracket;
    said + &phrase(bracket, language, |_| Some(options.join(" ")))
}

/// The option that states a fact.
fn option(fact: Fact) -> Option<&'static str> {
    match fact {
        Fact::Edition => Some("--edition"),
        Fact::Year => Some("--year"),
        Fact::Agency => Some("--agency"),
        _ => None,
    }
}
