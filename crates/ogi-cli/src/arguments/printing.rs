//! Arguments of the commands that print reports: `ogi render`, `ogi convert`, `ogi table`, `ogi new`.

use std::path::PathBuf;

use clap::Args;
use ogi_report::Edition;

use super::HintArguments;
use super::values::{ConvertTo, NewFormat, Rows, data_formats, editions, forms};

/// Arguments of `ogi render`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ogi render report.json --to html -o report.html
  ogi render report.json --to docx --findings -o marked.docx
                                              faulty cells marked and explained
  ogi render page.pdf --to xlsx -o report.xlsx   a published report, printed anew")]
pub(crate) struct Render {
    /// A document (JSON) or a published report, told apart by content; - for standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Kind of file: html, md, docx, xlsx, txt.
    #[arg(long, value_name = "FORMAT", value_parser = forms(), hide_possible_values = true)]
    pub(crate) to: ogi_render::Format,
    /// Mark the cells where something was found, and explain it there.
    #[arg(long)]
    pub(crate) findings: bool,
    /// Where the form goes.
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// What published reports may not say themselves.
    #[command(flatten)]
    pub(crate) hints: HintArguments,
}

/// Arguments of `ogi convert`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ogi convert report.json --to xml -o report.xml
  ogi convert page.html --to xml          a published report, read and converted
  ogi convert report.xml --to json        the document again

Only valid reports are converted; ogi check says what is wrong with a document.")]
pub(crate) struct Convert {
    /// To XML: a document (JSON) or a published report, told apart by content. To JSON: the XML form of a report.
    /// - for standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What it becomes: xml, json.
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) to: ConvertTo,
    /// Where it goes.
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// What published reports may not say themselves.
    #[command(flatten)]
    pub(crate) hints: HintArguments,
}

/// Arguments of `ogi table`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ogi table documents/ --to csv -o cells.csv            one row a cell; opens in Excel
  ogi table documents/ --to csv --rows reports -o reports.csv
  ogi table pages/*.html --to jsonl | head
  ogi table --columns                                   what the columns mean

Files that cannot be read are named on standard error, and the others go on.

Exit status:
  0  every report is in the table
  2  a file could not be read, or the arguments are wrong")]
pub(crate) struct Table {
    /// Documents (JSON) and published reports, told apart by content; folders; - for standard input.
    #[arg(required_unless_present = "columns", value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Kind of file: csv (with the mark by which Excel knows UTF-8), jsonl, parquet.
    #[arg(long, value_name = "FORMAT", value_parser = data_formats(), hide_possible_values = true, required_unless_present = "columns")]
    pub(crate) to: Option<ogi_render::flat::DataFormat>,
    /// What a row stands for: cells (a number, or the place where one is missing), reports.
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    pub(crate) rows: Rows,
    /// List the columns with what they mean, and do nothing else.
    #[arg(long, conflicts_with_all = ["files", "to"])]
    pub(crate) columns: bool,
    /// Where the table goes.
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// What published reports may not say themselves.
    #[command(flatten)]
    pub(crate) hints: HintArguments,
}

/// Where one file goes.
#[derive(Debug, Args)]
pub(crate) struct OutputArguments {
    /// The file to write, whole or not at all; standard output by default.
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Replace a file that is there already.
    #[arg(long)]
    pub(crate) force: bool,
}

/// Arguments of `ogi new`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ogi new --edition 2021-30 --year 2025 --agency 示例市水务局 > report.json
  ogi new --edition 2021-30 --to docx -o form.docx   a form for Word; ogi import reads it back
  ogi new --edition 2021-30 --to xlsx -o form.xlsx   the same for Excel")]
pub(crate) struct New {
    /// Edition of the form.
    #[arg(long, value_name = "EDITION", value_parser = editions())]
    pub(crate) edition: Edition,
    /// Kind of file: json (a document), docx or xlsx (the form, which ogi import reads back).
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value_t,
        hide_possible_values = true
    )]
    pub(crate) to: NewFormat,
    /// Year that the report covers; a placeholder when not given.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(2019..=2100))]
    pub(crate) year: Option<u16>,
    /// Name of the agency; a placeholder when not given.
    #[arg(long, value_name = "NAME")]
    pub(crate) agency: Option<String>,
    /// Where it goes.
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}
