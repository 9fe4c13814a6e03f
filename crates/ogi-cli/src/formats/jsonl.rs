//! One object a line, as files and documents come: `ogi schema --of check-lines` describes it. Nothing is held back.

use std::io;

use serde::Serialize;

use super::Sink;
use crate::run::{Entry, StandardVersions, Summary, Tool};
use crate::terminal::Console;

/// The last line.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Closing {
    /// The program.
    tool: Tool,
    /// The standard that was checked against.
    standard: StandardVersions,
    /// Language of labels and messages, as a tag of BCP 47: `zh-CN` or `en`. No verdict depends on it.
    language: &'static str,
    /// Totals over all files.
    summary: Summary,
}

/// Prints each entry as it comes.
pub(crate) struct Printer;

impl Sink for Printer {
    fn entry(&mut self, entry: Entry, console: &mut Console) -> io::Result<()> {
        print(&entry, console)
    }

    fn finish(self: Box<Self>, summary: Summary, console: &mut Console) -> io::Result<()> {
        let language = console.language.tag();
        print(
            &Closing {
                tool: Tool::this(),
                standard: StandardVersions::embedded(),
                language,
                summary,
            },
            console,
        )
    }
}

fn print(record: &impl Serialize, console: &mut Console) -> io::Result<()> {
    let text = serde_json::to_string(record)
        .unwrap_or_else(|error| unreachable!("a record is JSON: {error}"));
    console.print(&(text + "\n"))
}

#[cfg(test)]
mod tests {
    use crate::run::Entry;

    /// A line of the output.
    #[derive(serde::Serialize, schemars::JsonSchema)]
    #[serde(untagged)]
    #[expect(dead_code, reason = "only its schema is wanted")]
    enum Line {
        /// A file, or a document of a file of one document a line in which something was found.
        Entry(Entry),
        /// The last line.
        Closing(super::Closing),
    }

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        let schema = schemars::schema_for!(Line);
        crate::schema::is_fresh(
            schema,
            "check-lines",
            "A line of what ogi check --format jsonl prints",
        );
    }
}
