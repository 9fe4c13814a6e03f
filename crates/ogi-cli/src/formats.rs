//! The ways in which findings are printed.

mod github;
mod json;
mod jsonl;
mod junit;
mod sarif;
mod text;
mod xml;

use std::io;

use ogi_report::Language;

use crate::arguments::{Check, Format};
use crate::run::{Entry, Output, StandardVersions, Summary, Tool};
use crate::terminal::Console;

pub(crate) use text::{counted, identity, reading_in_words};

/// Prints findings file by file, or all at the end.
pub(crate) trait Sink {
    /// Takes the next file.
    fn entry(&mut self, entry: Entry, console: &mut Console) -> io::Result<()>;

    /// Takes the totals, after the last file.
    fn finish(self: Box<Self>, summary: Summary, console: &mut Console) -> io::Result<()>;
}

/// Whether no more is told of a sound document, one of so many files, than who made it and what was counted.
pub(crate) fn is_brief(arguments: &Check, files: usize) -> bool {
    match arguments.format {
        Format::Text => files > 1 && !arguments.verbose,
        Format::Sarif | Format::Github | Format::Junit => true,
        Format::Json | Format::Jsonl => false,
    }
}

/// The format that the arguments choose, for files of these names.
pub(crate) fn sink(arguments: &Check, names: &[&str]) -> Box<dyn Sink> {
    let render = match arguments.format {
        Format::Text => {
            let lines = names.iter().any(|name| arguments.lines.are_in(name));
            return Box::new(text::Printer::new(names, lines, arguments.verbose));
        }
        Format::Jsonl => return Box::new(jsonl::Printer),
        Format::Json => json::render,
        Format::Sarif => sarif::render,
        Format::Github => github::render,
        Format::Junit => junit::render,
    };
    Box::new(Collected {
        entries: Vec::new(),
        render,
    })
}

/// Holds all files back, for formats that are one document.
struct Collected {
    entries: Vec<Entry>,
    render: fn(&Output, Language) -> String,
}

impl Sink for Collected {
    fn entry(&mut self, entry: Entry, _: &mut Console) -> io::Result<()> {
        self.entries.push(entry);
        Ok(())
    }

    fn finish(self: Box<Self>, summary: Summary, console: &mut Console) -> io::Result<()> {
        let output = Output {
            tool: Tool::this(),
            standard: StandardVersions::embedded(),
            language: console.language.tag(),
            files: self.entries,
            summary,
        };
        console.print(&(self.render)(&output, console.language))
    }
}
