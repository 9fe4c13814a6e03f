//! Why the program could not do its job. What is wrong with a report is never one of these.

use std::fmt::Display;
use std::io;

use ogi_render::RenderError;
use ogi_report::Language;
use ogi_schema::texts::Texts;
use ogi_xml::XmlError;

use crate::source::SourceError;
use crate::words::{filled, words};

/// Why the program could not do its job.
#[derive(Debug)]
pub(crate) enum Error {
    /// A file could not be read.
    Source { path: String, source: SourceError },
    /// A file to compare with is no document of the standard.
    NoReport { path: String },
    /// Reports to compare with go with one document.
    OneFile,
    /// A first line goes with one file.
    OneFileOfLines,
    /// There is one report of the prior year.
    OnePrevious { found: usize },
    /// There is no rule of this id.
    NoRule {
        id: String,
        nearest: Option<&'static str>,
    },
    /// Several files would go to one place.
    NeedsFolder { output: String },
    /// Two files would go to one place in a folder.
    SameOutput {
        first: String,
        second: String,
        output: String,
    },
    /// Several outputs would go to one place.
    BothOutputs { output: String },
    /// A file would be written over itself.
    OverInput { output: String },
    /// A file stands there already, and perhaps others.
    Exists { output: String, others: usize },
    /// Bytes that are no text would go to a terminal.
    ToTerminal { format: String },
    /// A form cannot be made of a report.
    Render { path: String, source: RenderError },
    /// A report cannot be converted.
    Convert { path: String, source: ConvertError },
    /// A file cannot be written.
    Write { path: String, source: io::Error },
    /// Standard output cannot be written.
    Output { source: io::Error },
    /// The name is too short or too long for an agency.
    NoName { name: String },
}

impl Error {
    /// What went wrong and why, on one line in the language.
    pub(crate) fn say(&self, language: Language) -> String {
        let words = &words().errors;
        let say = |texts: &Texts, values: &[(&str, &dyn Display)]| filled(texts, language, values);
        match self {
            Self::Source { path, source } => {
                format!("{path}: {}", source.say(language).join(": "))
            }
            Self::NoReport { path } => say(&words.no_report, &[("path", path)]),
            Self::OneFile => say(&words.one_file, &[]),
            Self::OneFileOfLines => say(&words.one_file_of_lines, &[]),
            Self::OnePrevious { found } => say(&words.one_previous, &[("found", found)]),
            Self::NoRule { id, nearest: None } => say(&words.no_rule, &[("id", id)]),
            Self::NoRule {
                id,
                nearest: Some(nearest),
            } => say(&words.no_rule_but, &[("id", id), ("nearest", nearest)]),
            Self::NeedsFolder { output } => say(&words.needs_folder, &[("output", output)]),
            Self::SameOutput {
                first,
                second,
                output,
            } => {
                let values: [(&str, &dyn Display); 3] =
                    [("first", first), ("second", second), ("output", output)];
                say(&words.same_output, &values)
            }
            Self::BothOutputs { output } => say(&words.both_outputs, &[("output", output)]),
            Self::OverInput { output } => say(&words.over_input, &[("output", output)]),
            Self::Exists { output, others: 0 } => say(&words.exists, &[("output", output)]),
            Self::Exists { output, others } => {
                words
                    .several_exist
                    .filled(*others, language, &[("output", output)])
            }
            Self::ToTerminal { format } => say(&words.to_terminal, &[("format", format)]),
            Self::Convert { path, source } => {
                let reason = source.say(language);
                say(&words.convert, &[("path", path), ("reason", &reason)])
            }
            Self::Render { path, source } => {
                let reason = source.say(language);
                format!("{}: {reason}", say(&words.render, &[("path", path)]))
            }
            Self::Write { path, source } => {
                format!("{}: {source}", say(&words.write, &[("path", path)]))
            }
            Self::Output { source } => format!("{}: {source}", say(&words.output, &[])),
            Self::NoName { name } => say(&words.no_name, &[("name", name)]),
        }
    }
}

/// Why a report could not be converted.
#[derive(Debug)]
pub(crate) enum ConvertError {
    /// It is not XML of the standard, or has no form in XML.
    Xml(XmlError),
    /// The text is not UTF-8.
    NotUtf8,
    /// The report is not valid.
    Invalid { pointer: String },
}

impl From<XmlError> for ConvertError {
    fn from(error: XmlError) -> Self {
        Self::Xml(error)
    }
}

impl ConvertError {
    /// Why, in the language.
    pub(crate) fn say(&self, language: Language) -> String {
        let words = &words().errors;
        match self {
            Self::Xml(error) => error.say(language),
            Self::NotUtf8 => filled(&words.not_utf8, language, &[]),
            Self::Invalid { pointer } => {
                filled(&words.not_valid_at, language, &[("pointer", pointer)])
            }
        }
    }
}
