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
//! assert_eq!(imported.report.year().get(), 2022);
//! assert_eq!(imported.evidence[0].origin.line(), 4);
//! let document = imported.document();
//! let row = &document["proactive_disclosure"]["normative_documents"];
//! assert_eq!(*row, serde_json::json!({"issued": 2, "repealed": null, "in_force": 19}));
//! # Ok::<(), ogi_import::ImportError>(())
//! ```
//!
//! A page goes through the modules in this order: `read` makes the `grid`, `find` looks in it for what the `form` has,
//! `judge` tells which number stands in which cell, and `fill` makes the report and the evidence; `recognise` calls them.
//! All of them build on `printed`: labels, numbers and units as text. None imports one that comes later.
//!
//! A further format is a further module of `read` that fills the grid; nothing after it knows where a page came from.
//! What another program has read already and hands on as JSON is laid out on the form by its keys (`data/keys.json`), and
//! every cell of it keeps the doubt of a second hand.
//!
//! # Libraries
//! HTML is parsed by `html5ever` (Servo, MIT or Apache-2.0), which mends markup as browsers do; it builds the small tree
//! of `read::html::dom` directly, because the ready-made trees lay whole pages out, or are published as unsupported.
//! What a page hides, strikes or raises is decided by its style sheets: `cssparser` and `cssparser-color` read them,
//! `selectors` finds the elements that a rule is for (Servo, the parts that Firefox is made of; MPL-2.0, used unchanged),
//! and the cascade over the few properties that bear on it is our own (`read::html::css`).
//!
//! Character sets are decoded by `encoding_rs` (Mozilla, the one of Firefox; Apache-2.0 or MIT, and BSD-3-Clause for its
//! data). Which one it is is told here, by what the bytes allow: detectors guess, and a guess may turn into a misread.
//!
//! PDF is painted by `hayro-interpret` (MIT or Apache-2.0), which calls us for every glyph, shape and picture with its
//! place, colour and clip; what a person sees of them is worked out here (`read::page_geometry::canvas`). It has no
//! bound of its own, so the bytes and steps of a file are counted before it is painted (`read::pdf::work`); `flate2`
//! unpacks within a bound, `memchr` finds the streams. `pdf-extract` gives text without lines, `pdfium` is a C++
//! library to be shipped along, and `lopdf` takes a file apart without painting it; only tests make files with it.
//!
//! Word and Excel files are archives of markup, opened by `zip` (MIT, with deflate only) and read by `quick-xml` (MIT),
//! both well kept and streaming, so that bounds hold while a file is read. `calamine` reads Excel, too, and its old binary
//! format, but makes room for every place between the first and the last cell of a sheet, so that two cells in opposite
//! corners exhaust the machine. The few records of old workbooks that hold cells are therefore read here
//! (`read::ole`); old Word files are refused with the advice to save them anew.
//!
//! Pages saved as one file and mails are taken apart by `mailparse` (0BSD, nothing but parsing, its depth bounded). Rich
//! text is read here: `rtf-parser` knows neither tables nor character sets. What it holds, tables and looks of characters, is
//! written as markup for the reader of HTML.
//!
//! Traditional characters are folded by a table of our own that covers the characters of the form's labels
//! (`data/traditional.txt`): the libraries for it are unmaintained, GPL, or carry dictionaries of several megabytes for
//! a task that labels do not pose.

mod error;
mod fill;
mod find;
mod form;
mod grid;
mod hints;
mod judge;
mod limits;
mod note;
mod printed;
mod read;
mod recognise;

pub use error::{Bound, Fact, FoundReport, ImportError};
pub use fill::evidence::{EVIDENCE_SCHEMA, Evidence, Imported, evidence_map};
pub use fill::misreading::{Misreading, Operand, Why, misreadings};
pub use grid::Origin;
pub use grid::seen::{Cause, Look};
pub use hints::Hints;
pub use limits::Limits;
pub use note::{Note, Refusal};
pub use printed::reading::How;

/// How the names of files end that may hold a published report, in lower case and without the dot. What a file is, its
/// content decides; those of `doc`, `wps`, `et` and `xlsb` are refused with advice unless they hold something else.
pub const EXTENSIONS: &[&str] = &[
    "csv", "doc", "docm", "docx", "eml", "et", "fods", "fodt", "htm", "html", "json", "md", "mht",
    "mhtml", "ods", "odt", "ofd", "pdf", "rtf", "shtml", "tsv", "txt", "wps", "xhtml", "xls",
    "xlsb", "xlsm", "xlsx", "xml",
];

/// Reads a published report from any container that `docs/import.md` lists, in UTF-8, UTF-16, GB18030 or the character set
/// that it declares. The name of the file helps where the content does not tell the kind.
///
/// # Errors
/// The file is of another kind, exceeds [`Limits`], holds no table of a report, or does not say its edition, year or
/// agency; [`read_with`] takes what the page does not say from the caller.
pub fn read(bytes: &[u8], file_name: Option<&str>) -> Result<Imported, ImportError> {
    read_with(
        bytes,
        &Hints {
            file_name: file_name.map(str::to_owned),
            ..Hints::default()
        },
    )
}

/// Reads a published report with what the caller knows about the file. Of several reports in one file, the year or the
/// agency of the hints chooses one.
///
/// # Errors
/// As [`read`], for what neither the page nor the hints say; [`ImportError::Several`] where nothing chooses.
pub fn read_with(bytes: &[u8], hints: &Hints) -> Result<Imported, ImportError> {
    let page = read::read(bytes, hints.file_name.as_deref(), &hints.limits)?;
    recognise::one(page, hints)
}

/// Reads every report that a file holds, in their order: one for most files, several where a page, workbook or PDF prints
/// the reports of several years or agencies. Each is read or refused on its own.
///
/// # Errors
/// The file cannot be read at all; within the list, as [`read_with`].
pub fn read_all(
    bytes: &[u8],
    hints: &Hints,
) -> Result<Vec<Result<Imported, ImportError>>, ImportError> {
    let page = read::read(bytes, hints.file_name.as_deref(), &hints.limits)?;
    recognise::all(page, hints)
}
