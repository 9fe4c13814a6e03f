//! Reads published annual reports on open government information (政府信息公开工作年度报告) into documents of the standard.
//!
//! A reader for each kind of file makes a neutral grid of printed cells with their places; one recogniser, driven by the
//! printed forms of `ogi-schema`, finds the rows of the form in it by group, ordinal and words, and reads the numbers
//! beside them. What cannot be known stays `null` and is noted: a misread is worse than a miss, and nothing is invented.
//!
//! ```
//! let page = "某市水务局2022年政府信息公开工作年度报告
//! 二、主动公开政府信息情况
//! 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
//! 行政规范性文件 | 2 | / | 19 |";
//! let imported = ogi_import::read(page.as_bytes(), None)?;
//! let row = &imported.document["proactive_disclosure"]["normative_documents"];
//! assert_eq!(*row, serde_json::json!({"issued": 2, "repealed": null, "in_force": 19}));
//! assert_eq!(imported.document["year"], 2022);
//! assert_eq!(imported.evidence[0].origin.line(), 4);
//! # Ok::<(), ogi_import::ImportError>(())
//! ```
//!
//! A further format is a further module of `reader` that fills the grid; nothing after it knows where a page came from.
//!
//! # Libraries
//! HTML is parsed by `html5ever` (Servo, MIT or Apache-2.0), which mends markup as browsers do; it builds the small tree
//! of `reader::html::dom` directly, because the ready-made trees bring CSS engines under MPL-2.0, or are published as
//! unsupported. Traditional characters are folded by a table of our own that covers the characters of the form's labels
//! (`data/traditional.txt`): the libraries for it are unmaintained, GPL, or carry dictionaries of several megabytes for
//! a task that labels do not pose.

mod dates;
mod decimal;
mod document;
mod edition;
mod error;
mod facts;
mod fold;
mod form;
mod grid;
mod hints;
mod imported;
mod label;
mod limits;
mod merge;
mod narrative;
mod reader;
mod recognise;
mod sections;
mod table;
mod value;

pub use error::{Fact, ImportError};
pub use grid::Origin;
pub use hints::Hints;
pub use imported::{Evidence, How, Imported, Note, Refusal};
pub use limits::Limits;

/// Reads a published report: HTML or text in UTF-8. The name of the file helps where the content does not tell the kind.
///
/// # Errors
/// The file is of another kind, exceeds [`Limits`], holds no table of a report, or does not say its edition, year or
/// agency; [`read_with`] takes what the page does not say from the caller.
pub fn read(bytes: &[u8], file_name: Option<&str>) -> Result<Imported, ImportError> {
    read_with(bytes, &Hints { file_name: file_name.map(str::to_owned), ..Hints::default() })
}

/// Reads a published report with what the caller knows beside it.
///
/// # Errors
/// As [`read`], for what neither the page nor the hints say.
pub fn read_with(bytes: &[u8], hints: &Hints) -> Result<Imported, ImportError> {
    let page = reader::read(bytes, hints.file_name.as_deref(), &hints.limits)?;
    recognise::recognise(&page, hints)
}
