//! Errors of printing a report.

use std::error::Error;
use std::fmt;

use ogi_report::Language;
use ogi_schema::texts::{self, fill};

/// Why a report could not be printed. Every report has a form; only building the container or writing it can fail.
#[derive(Debug)]
#[expect(
    missing_docs,
    reason = "the names of the variants are the keys of their texts"
)]
#[non_exhaustive]
pub enum RenderError {
    Spreadsheet {
        source: rust_xlsxwriter::XlsxError,
    },
    TextDocument {
        source: zip::result::ZipError,
    },
    Write {
        source: std::io::Error,
    },
    #[cfg(feature = "parquet")]
    Parquet {
        source: parquet::errors::ParquetError,
    },
}

impl RenderError {
    /// The kind for programs, such as `text_document`, which is also its key among the texts.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Spreadsheet { .. } => "spreadsheet",
            Self::TextDocument { .. } => "text_document",
            Self::Write { .. } => "write",
            #[cfg(feature = "parquet")]
            Self::Parquet { .. } => "parquet",
        }
    }

    /// What went wrong, as a sentence without a full stop. Reasons that the system or a library of the container gives
    /// are English.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        let texts = texts::render().errors.get(self.kind());
        let template = texts.map_or(self.kind(), |texts| {
            language.choose(texts.zh_cn.as_str(), texts.en.as_str())
        });
        fill(template, |name| {
            (name == "reason").then(|| self.reason().to_string())
        })
    }

    fn reason(&self) -> &(dyn Error + 'static) {
        match self {
            Self::Spreadsheet { source } => source,
            Self::TextDocument { source } => source,
            Self::Write { source } => source,
            #[cfg(feature = "parquet")]
            Self::Parquet { source } => source,
        }
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}

impl Error for RenderError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.reason())
    }
}

impl From<rust_xlsxwriter::XlsxError> for RenderError {
    fn from(source: rust_xlsxwriter::XlsxError) -> Self {
        Self::Spreadsheet { source }
    }
}

impl From<zip::result::ZipError> for RenderError {
    fn from(source: zip::result::ZipError) -> Self {
        Self::TextDocument { source }
    }
}

impl From<std::io::Error> for RenderError {
    fn from(source: std::io::Error) -> Self {
        Self::Write { source }
    }
}

#[cfg(feature = "parquet")]
impl From<parquet::errors::ParquetError> for RenderError {
    fn from(source: parquet::errors::ParquetError) -> Self {
        use parquet::errors::ParquetError::External;
        // That the disk is full has nothing to do with Parquet.
        match source {
            External(inner) => match inner.downcast::<std::io::Error>() {
                Ok(source) => Self::Write { source: *source },
                Err(inner) => Self::Parquet {
                    source: External(inner),
                },
            },
            source => Self::Parquet { source },
        }
    }
}
