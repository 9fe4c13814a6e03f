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
use ogi_schema::texts;

use crate::language::say;

pub(crate) use list::{Listed, list};
pub(crate) use load::{Loaded, load, read};

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
#[derive(Debug, thiserror::Error)]
pub(crate) enum SourceError {
    #[error("cannot be read")]
    Read { source: io::Error },
    #[error("the folder cannot be listed")]
    List { source: io::Error },
    #[error(
        "the folder holds no files that can be read: {}",
        list::extensions(", ")
    )]
    NoFiles,
    #[error("the file is larger than {limit} bytes; no report is")]
    TooLarge { limit: u64 },
    #[error("the file is empty")]
    Empty,
    #[error("cannot be read as a published report")]
    Import { source: ImportError },
    #[error("neither a file nor a folder")]
    NoFile,
    #[error("not a report")]
    NotAReport,
    #[error("is a document of the standard already")]
    NotPublished,
    #[error("is no valid document of the standard; ogi check says what is wrong with it")]
    Invalid,
    #[error("the report was read, but not as a valid document; please report this as a bug of ogi")]
    NotValid { source: ogi_report::ReadError },
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
            Self::NotValid { .. } => "bug",
        }
    }

    /// What went wrong and why, outermost first, in the language.
    pub(crate) fn say(&self, language: Language) -> Vec<String> {
        let cause = |source: &dyn std::error::Error| source.to_string();
        let chinese = match self {
            Self::Read { source } => {
                return vec![
                    say(language, "无法读取", "cannot be read").to_owned(),
                    cause(source),
                ];
            }
            Self::List { source } => {
                return vec![
                    say(language, "无法列出文件夹", "the folder cannot be listed").to_owned(),
                    cause(source),
                ];
            }
            Self::Import { source } => return vec![unreadable(source, language)],
            Self::NotValid { source } => {
                let said = say(
                    language,
                    "读出的文档不合标准，请作为程序缺陷报告",
                    "the document that was read is not valid; please report this as a bug of ogi",
                );
                return vec![said.to_owned(), cause(source)];
            }
            Self::NoFiles => format!("文件夹中没有能读的文件（{}）", list::extensions("、")),
            Self::TooLarge { limit } => format!("文件超过 {limit} 字节，不会是年度报告"),
            Self::Empty => "文件是空的".to_owned(),
            Self::NoFile => "既不是文件，也不是文件夹".to_owned(),
            Self::NotAReport => "不是年度报告".to_owned(),
            Self::Invalid => "不是合格的标准文档，用 ogi check 查看问题".to_owned(),
            Self::NotPublished => "已经是标准的文档，不必导入".to_owned(),
        };
        vec![match language {
            Language::Chinese => chinese,
            Language::English => self.to_string(),
        }]
    }
}

/// Why a file could not be made into a document, with the options of the command that help.
fn unreadable(error: &ImportError, language: Language) -> String {
    let said = error.say(language);
    let ImportError::Unstated { missing } = error else {
        return said;
    };
    let options: Vec<&str> = missing.iter().filter_map(|fact| option(*fact)).collect();
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
