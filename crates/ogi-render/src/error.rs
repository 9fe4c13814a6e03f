//! Errors of printing a report.

/// Why a report could not be printed. Every report has a form; only building the container or writing it can fail.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message documents the variant")]
#[non_exhaustive]
pub enum RenderError {
    #[error("cannot put the spreadsheet together")]
    Spreadsheet { source: rust_xlsxwriter::XlsxError },
    #[error("cannot put the text document together")]
    TextDocument { source: zip::result::ZipError },
    #[error("cannot write the rows")]
    Write { source: std::io::Error },
    #[cfg(feature = "parquet")]
    #[error("cannot put the Parquet file together")]
    Parquet {
        source: parquet::errors::ParquetError,
    },
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
