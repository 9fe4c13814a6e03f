//! The command line.

mod chinese;
mod mistakes;
mod printing;
mod values;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use ogi_import::Hints;
use ogi_report::{Edition, Language};

use crate::error::Error;
use crate::terminal::Console;
use values::editions;

pub(crate) use printing::{Convert, New, OutputArguments, Render, Table};
pub(crate) use values::{Color, ConvertTo, FailOn, Format, Lang, NewFormat, SchemaOf};

/// Check, import, print and tabulate annual reports on open government information (政府信息公开工作年度报告).
#[derive(Debug, Parser)]
#[command(
    name = "ogi",
    version,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "\
Examples:
  ogi check report.json               check a document of the standard
  ogi check page.html                 check a published report, read from its page
  ogi import page.html -o report.json write it as a document
  ogi render report.json --to docx -o report.docx
                                      print it as the official form
  ogi table documents/ --to csv -o cells.csv
                                      the numbers of many reports, one row each
  ogi explain requests-balance        what a rule says, and what to do about a violation"
)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Language of what is said: zh or en; that of the locale by default.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "LANG",
        hide_possible_values = true
    )]
    pub(crate) lang: Option<Lang>,
    /// When to use colours: auto (on a terminal, unless `NO_COLOR` is set), always, never.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value_t,
        hide_possible_values = true
    )]
    pub(crate) color: Color,
}

impl Arguments {
    /// Reads the command line; ends the program where it is wrong or asks for help, in the language that it chooses
    /// or that is given.
    pub(crate) fn read(otherwise: Language) -> Self {
        let words: Vec<OsString> = std::env::args_os().collect();
        let language = chosen(&words).unwrap_or(otherwise);
        let command = match language {
            Language::Chinese => chinese::translated(Self::command()),
            Language::English => Self::command(),
        };
        let read = command
            .try_get_matches_from(words)
            .and_then(|matches| Self::from_arg_matches(&matches));
        read.unwrap_or_else(|error| {
            if !error.use_stderr() {
                print(&error, language);
            }
            match language {
                Language::Chinese => mistakes::exit(&error),
                Language::English => error.exit(),
            }
        })
    }
}

/// Prints help or the version, and ends the program.
fn print(help: &clap::Error, language: Language) -> ! {
    let mut console = Console::new(language);
    let printed = console
        .print(&help.render().ansi().to_string())
        .and_then(|()| console.flush());
    let status = printed.map_or_else(
        |source| crate::could_not_run(&Error::Output { source }, language),
        |()| 0,
    );
    std::process::exit(status.into())
}

/// The language that `--lang` chooses, before the rest is understood.
fn chosen(words: &[OsString]) -> Option<Language> {
    let mut words = words.iter().filter_map(|word| word.to_str());
    let word = words.find_map(|word| {
        if word == "--lang" {
            Some("")
        } else {
            word.strip_prefix("--lang=")
        }
    })?;
    match if word.is_empty() { words.next()? } else { word } {
        "zh" => Some(Language::Chinese),
        "en" => Some(Language::English),
        _ => None,
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check reports: well-formed, of the shape of their edition, and whether the numbers add up.
    Check(Check),
    /// Read published reports into documents of the standard.
    Import(Import),
    /// Print a report as the official form of its edition: HTML, Markdown, DOCX, XLSX or plain text.
    Render(Render),
    /// Convert a valid report from JSON to XML, or from XML to JSON.
    Convert(Convert),
    /// Give the numbers of reports as flat data: one row a cell, or one row a report.
    Table(Table),
    /// Explain a rule: what it says, why, and what to do about a violation.
    Explain(Explain),
    /// List the rules.
    #[command(after_help = "Examples:\n  ogi rules\n  ogi rules --edition 2019-60 --lang en")]
    Rules(Rules),
    /// Print the canonical schema, that of one edition, or that of our own output.
    Schema(Schema),
    /// Give an empty document or form to fill in.
    New(New),
}

/// Arguments of `ogi check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ogi check report.json
  ogi check 2025.json --previous 2024.json
  ogi check city.json --children district-a.json district-b.json
  ogi check reports/ --format json > findings.json
  ogi check national.ndjson           a document a line, on every core
  curl -s https://example.gov.cn/report.html | ogi check -

In a folder, README and LICENSE files and text in which nothing of a report is found are skipped.

Exit status:
  0  nothing at or above --fail-on
  1  something was found
  2  a file could not be read, or the arguments are wrong")]
pub(crate) struct Check {
    /// Documents (JSON) and published reports (HTML, PDF, DOCX, XLSX, text), told apart by content; folders; - for
    /// standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The same agency's report of the prior year, for rules across years.
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<PathBuf>,
    /// The reports of all parts, for a roll-up.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) children: Vec<PathBuf>,
    /// How findings are printed: text (for people), json (for programs: ogi schema --of check), jsonl (an entry a
    /// line, as they come: ogi schema --of check-lines), sarif, github, junit.
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    pub(crate) format: Format,
    /// What makes the exit status 1: error (faults of shape are errors too), warning, never.
    #[arg(
        long,
        value_enum,
        value_name = "SEVERITY",
        default_value_t,
        hide_possible_values = true
    )]
    pub(crate) fail_on: FailOn,
    /// Also list what could not be assessed, and every fault.
    #[arg(long, short)]
    pub(crate) verbose: bool,
    /// Stop at the first file or line that makes the exit status other than 0.
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Threads that check; as many as there are processors by default.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// How files of one document a line are read.
    #[command(flatten)]
    pub(crate) lines: LineArguments,
    /// What published reports may not say themselves.
    #[command(flatten)]
    pub(crate) hints: HintArguments,
}

const LINES_HEADING: &str = "For files of one document a line (.ndjson, .jsonl)";

/// How files of one document a line are read.
#[derive(Debug, Args)]
#[command(next_help_heading = LINES_HEADING)]
pub(crate) struct LineArguments {
    /// Take every file, and standard input, for documents one a line.
    #[arg(long)]
    pub(crate) lines: bool,
    /// Go on from this line, such as the one where an earlier run stopped; of one file.
    #[arg(long, value_name = "LINE", default_value_t = 1, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) from_line: u64,
}

/// Arguments of `ogi import`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ogi import page.html                               print the document
  ogi import page.html -o report.json --evidence map.json
  ogi import page.txt --year 2020 --agency 示例市公安局 -o report.json
  ogi import two-years.xlsx --year 2023              one of the reports in a file
  ogi import two-years.xlsx -o documents/            a document for each of them
  ogi import pages/ -o documents/ --summary summary.json
                                                     one document a page, and what became of each

In a folder, README and LICENSE files and text in which nothing of a report is found are skipped.

Exit status:
  0  every report was read, if only partly
  2  a report could not be read or written, or the arguments are wrong")]
pub(crate) struct Import {
    /// Published reports (HTML, PDF, DOCX, XLSX, text), folders, - for standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Where the document goes, whole or not at all: a file, or a folder for several; standard output by default.
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Where to write what was printed where: a file, or a folder for several.
    #[arg(long, value_name = "MAP")]
    pub(crate) evidence: Option<PathBuf>,
    /// Where to write what became of each file, as JSON (ogi schema --of import).
    #[arg(long, value_name = "SUMMARY")]
    pub(crate) summary: Option<PathBuf>,
    /// Replace files that are there already.
    #[arg(long)]
    pub(crate) force: bool,
    /// What published reports may not say themselves.
    #[command(flatten)]
    pub(crate) hints: HintArguments,
}

/// What published reports may not say themselves; what the page says comes first.
#[derive(Debug, Args)]
#[command(next_help_heading = "For published reports that do not say it")]
pub(crate) struct HintArguments {
    /// Name of the agency; of several reports in one file, it chooses one.
    #[arg(long, value_name = "NAME")]
    pub(crate) agency: Option<String>,
    /// Year that the report covers; of several reports in one file, it chooses one.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(2019..=2100))]
    pub(crate) year: Option<u16>,
    /// Edition of the form.
    #[arg(long, value_name = "EDITION", value_parser = editions())]
    pub(crate) edition: Option<Edition>,
}

/// Arguments of `ogi explain`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  ogi explain requests-balance\n  ogi explain items-not-negative --lang en"
)]
pub(crate) struct Explain {
    /// Id of the rule, such as requests-balance; ogi rules lists them.
    pub(crate) rule: String,
}

/// Arguments of `ogi rules`.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// Only the rules of one edition of the form.
    #[arg(long, value_name = "EDITION", value_parser = editions())]
    pub(crate) edition: Option<Edition>,
}

/// Arguments of `ogi schema`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ogi schema > report.schema.json          both editions
  ogi schema --edition 2021-30             one edition alone
  ogi schema --of check                    what `ogi check --format json` prints
  ogi schema --of evidence                 what `ogi import --evidence` writes
  ogi schema --of import                   what `ogi import --summary` writes")]
pub(crate) struct Schema {
    /// Only the reports of one edition of the form.
    #[arg(long, value_name = "EDITION", value_parser = editions())]
    pub(crate) edition: Option<Edition>,
    /// What the schema describes: report, check (what ogi check --format json prints), check-lines (the same for
    /// jsonl), evidence (what ogi import --evidence writes), import (what ogi import --summary writes).
    #[arg(
        long,
        value_enum,
        default_value_t,
        conflicts_with = "edition",
        hide_possible_values = true
    )]
    pub(crate) of: SchemaOf,
}

/// Extensions of files that hold one document a line.
pub(crate) const LINE_EXTENSIONS: [&str; 2] = ["ndjson", "jsonl"];

impl LineArguments {
    /// Whether a file holds documents one a line.
    pub(crate) fn are_in(&self, path: &str) -> bool {
        let extension = Path::new(path).extension();
        let is_known = extension.is_some_and(|extension| {
            LINE_EXTENSIONS
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        });
        self.lines || is_known
    }
}

impl HintArguments {
    /// What the command line states for pages that may not.
    pub(crate) fn hints(&self) -> Hints {
        Hints {
            agency: self.agency.clone(),
            year: self.year,
            edition: self.edition,
            ..Hints::default()
        }
    }
}
