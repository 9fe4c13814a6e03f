//! Flat tables of many reports: one row for each number, or one row for each report, with documented columns.
//!
//! The first column of both tables, `report`, numbers the reports from 1 in the given order, so that the tables can be
//! joined. Absent values are empty in CSV and null elsewhere; blank is never zero. Numbers have the digits that the
//! report states: as decimal literals in CSV and JSONL, as `DECIMAL(22, 6)` in Parquet.
//!
//! - CSV is RFC 4180 in UTF-8, with a byte order mark so that Excel reads it as UTF-8; line ends are CRLF.
//! - JSONL has one object on each line, with all columns in order.
//! - Parquet (feature `parquet`) has uncompressed row groups of at most 65 536 rows.

mod columns;
mod csv;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;

use std::borrow::Borrow;
use std::io::Write;

use ogi_report::Report;
pub use ogi_schema::{Column, ColumnKind};

pub use columns::columns;

use crate::RenderError;

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Records {
    /// A cell of a report, with a number or without one.
    Cells,
    /// A report, with its texts.
    Reports,
}

/// A kind of file that rows are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DataFormat {
    /// Comma-separated values that spreadsheets open.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl DataFormat {
    /// The format with an extension such as `csv`, in lower case and without the dot.
    #[must_use]
    pub fn parse(extension: &str) -> Option<Self> {
        match extension {
            "csv" => Some(Self::Csv),
            "jsonl" => Some(Self::Jsonl),
            #[cfg(feature = "parquet")]
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Absent,
    Text(String),
    Integer(i64),
    /// The digits as written: at most sixteen before the point and six after it.
    Decimal(String),
}

/// Writes the rows of reports, one report at a time; [`columns`] describes their columns. Each report comes with the name
/// of its file, which may be empty.
///
/// ```
/// use ogi_render::flat::{DataFormat, Records, table};
/// # use ogi_report::{Agency, Edition, Name, Year};
/// # let agency = Agency::new(Name::try_from("示例市水务局")?);
/// # let report = Edition::V2021.empty(Year::try_from(2025)?, agency);
///
/// let mut out = Vec::new();
/// table([("report.json".to_owned(), report)], Records::Cells, DataFormat::Csv, &mut out)?;
/// let text = String::from_utf8(out)?;
/// let mut lines = text.lines();
/// assert!(lines.next().unwrap().starts_with("\u{feff}report,file,agency,uscc,year,edition,"));
/// assert_eq!(lines.count(), 200);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The writer fails.
pub fn table<R: Borrow<Report>, W: Write + Send>(
    reports: impl IntoIterator<Item = (String, R)>,
    records: Records,
    format: DataFormat,
    out: W,
) -> Result<(), RenderError> {
    let columns = columns(records);
    let numbered = (1..).zip(reports);
    let batches = numbered
        .map(|(number, (file, report))| rows::rows(records, (number, &file), report.borrow()));
    match format {
        DataFormat::Csv => csv::write(&columns, batches, out),
        DataFormat::Jsonl => jsonl::write(&columns, batches, out),
        #[cfg(feature = "parquet")]
        DataFormat::Parquet => parquet::write(&columns, batches, out),
    }
}
