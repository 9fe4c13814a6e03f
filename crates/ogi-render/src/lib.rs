//! Prints annual reports on open government information (政府信息公开工作年度报告): the official form, and flat tables.
//!
//! [`render`] prints the form of the report's edition as agencies publish it, with the spans of the national template, in
//! any [`Format`]. [`flat::table`] writes the numbers of many reports as rows, for statistics.
//!
//! ```
//! use ogi_render::{Format, Mark, Options, render};
//! use ogi_report::{Agency, Edition, Name, Severity, Year};
//!
//! let agency = Agency::new(Name::try_from("示例市水务局")?);
//! let report = Edition::V2021.empty(Year::try_from(2025)?, agency);
//! let form = render(&report, Format::Html, &Options { to_fill: true, ..Options::default() })?;
//! assert!(String::from_utf8(form)?.contains("示例市水务局2025年政府信息公开工作年度报告"));
//!
//! let mark = Mark {
//!     pointer: "/requests/new_received/total".to_owned(),
//!     severity: Severity::Error,
//!     message: "总计没有填写。".to_owned(),
//! };
//! let text = render(&report, Format::Text, &Options { marks: vec![mark], ..Options::default() })?;
//! assert!(String::from_utf8(text)?.contains("[注1] 三、收到和处理政府信息公开申请情况 › "));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is printed
//! Equal reports give equal bytes, on every machine and at any time. Nothing is computed. No number passes through binary
//! floating point, except into a spreadsheet cell that shows all of its digits.
//!
//! A cell without a number shows the printed text that its note quotes (`/`, `—`), and is blank otherwise. It is also
//! blank if the quoted text has digits, because they would be read as its number. If a report has one row of 其他处理
//! instead of three, that row is printed; if it states both, both are.
//!
//! # What comes back
//! The appendix lists the values that the form has no place for, each with its JSON Pointer, so that the importer
//! (`ogi-import`) reads the printed form back as the same report: facts about the report, the number of paragraphs of each
//! text, all notes on cells, and extensions. A text with blanks at the ends of lines, empty lines, bars or control
//! characters is repeated there as a JSON string. Set [`Options::appendix`] to false to leave the appendix out.
//!
//! | | HTML | DOCX | XLSX | Markdown | text |
//! |---|---|---|---|---|---|
//! | numbers, blank cells, 其他处理 in one row | yes | yes | yes | yes | yes |
//! | zeros at the end of an amount (`7730.280`) | yes | yes | appendix | yes | yes |
//! | figures on the information processing fee | yes | yes | yes | yes | yes |
//! | agency, year, date of publication | yes | yes | yes | yes | yes |
//! | codes, scope, period, source, version, `blank_cells` | appendix | appendix | appendix | appendix | appendix |
//! | texts in paragraphs, heads of section one | yes | yes | yes | yes | yes |
//! | blanks, empty lines and control characters in texts | appendix | appendix | appendix | appendix | appendix |
//! | notes on cells, extensions | appendix | appendix | appendix | appendix | appendix |
//! | blank cells without an appendix | yes | yes | yes | at times | at times |
//!
//! If somebody has edited the file, the printed form wins over the appendix. The appendix is used where the form agrees
//! with it or is silent, and only if its pointer and its labels name the same place.
//!
//! Limits. No format carries a paragraph that reads like the heading of a section, a note that gives a reason for a number
//! that is present, or a second note on one cell. A workbook splits a paragraph of more than 16 000 characters. A name that
//! begins with `<`, `{` or `[` makes plain text look like another kind of file. Without the appendix, a blank cell at the
//! end of a line of Markdown or text may be padding, so its row is refused. In print, control characters become U+FFFD, or
//! a space where there is no markup.
//!
//! # Finding cells again
//! In HTML, every text and number has its JSON Pointer in `data-pointer`, for programs; the importer itself goes by labels
//! in every format. The text of a cell is the number alone, and marks are attributes. In DOCX and XLSX marks are comments
//! with shading. In Markdown and plain text they are footnote signs within the cell.
//!
//! A spreadsheet shows fifteen digits of a number, so longer numbers are written there as text. A cell shows as many
//! decimal places as the report states: `7730.280` is shown as such, and read back as 7730.28.
//!
//! # Libraries
//! XLSX is written by `rust_xlsxwriter` (MIT or Apache-2.0, by the author of the Perl and Python writers of the same
//! kind; its only dependency is `zip`). The parts of a DOCX are written here, into a `zip` (MIT): a form needs a dozen
//! kinds of element, and no library for them promises the same bytes every time. Parquet is written by `parquet`
//! (Apache-2.0, the Arrow project) without its default features.
//!
//! # Features
//! - `parquet`: flat tables as Parquet. Off by default: it takes longer to compile than all the rest.

mod docx;
mod error;
mod escape;
pub mod flat;
mod html;
mod layout;
mod listing;
mod mark;
mod markdown;
mod plain;
mod source;
mod xlsx;

use ogi_report::Report;

pub use error::RenderError;
pub use mark::Mark;

/// A kind of file that the form is printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// One self-contained HTML page for screen and A4.
    Html,
    /// Markdown with the tables and footnotes of GitHub.
    Markdown,
    /// Plain text in UTF-8 with aligned columns, wide characters counted as two.
    Text,
    /// Word document, A4.
    Docx,
    /// Excel workbook, one sheet a section.
    Xlsx,
}

impl Format {
    /// All formats.
    pub const ALL: &'static [Self] = &[
        Self::Html,
        Self::Markdown,
        Self::Text,
        Self::Docx,
        Self::Xlsx,
    ];

    /// The extension of file names, which is also its name on the command line.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format with an extension such as `docx`, in lower case and without the dot.
    #[must_use]
    pub fn parse(extension: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.extension() == extension)
    }
}

/// What to print in addition to the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Findings to mark and explain at their cells, in the order of their numbers.
    pub marks: Vec<Mark>,
    /// Whether to print headings without text, for a form to fill in.
    pub to_fill: bool,
    /// Whether to list the values that the form has no place for at the end.
    pub appendix: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            marks: Vec::new(),
            to_fill: false,
            appendix: true,
        }
    }
}

/// Prints a report as the form of its edition.
///
/// # Errors
/// The container of a DOCX or XLSX cannot be put together.
pub fn render(report: &Report, format: Format, options: &Options) -> Result<Vec<u8>, RenderError> {
    let page = layout::Page::new(report, options);
    match format {
        Format::Html => Ok(html::render(&page).into_bytes()),
        Format::Markdown => Ok(markdown::render(&page).into_bytes()),
        Format::Text => Ok(plain::render(&page).into_bytes()),
        Format::Docx => docx::render(&page),
        Format::Xlsx => xlsx::render(&page),
    }
}
