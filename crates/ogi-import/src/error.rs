//! Why a file gives no document.

use std::fmt;

use serde::Serialize;

/// Why a file could not be made into a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The file exceeds [`crate::Limits::bytes`].
    #[error("the file has {size} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The tables exceed [`crate::Limits::cells`].
    #[error("the page has more than {limit} cells and lines, which no report has")]
    TooManyCells {
        /// The limit.
        limit: usize,
    },
    /// A table exceeds [`crate::Limits::columns`].
    #[error("line {line}: a table has more than {limit} columns, which no report has")]
    TooManyColumns {
        /// The limit.
        limit: usize,
        /// Line of the file.
        line: u32,
    },
    /// Elements nest deeper than [`crate::Limits::depth`].
    #[error("line {line}: elements nest deeper than {limit}, which no report needs")]
    TooDeep {
        /// The limit.
        limit: usize,
        /// Line of the file.
        line: u32,
    },
    /// The file is of a kind that cannot be read yet.
    #[error("{kind} files cannot be read; {instead}")]
    Unsupported {
        /// Name of the kind, such as `image`.
        kind: &'static str,
        /// What to do instead.
        instead: &'static str,
    },
    /// The container of a kind that can be read is broken.
    #[error(
        "the {kind} file cannot be read ({why}); open it in its own program and save it again, or give the report as HTML or text"
    )]
    Broken {
        /// Name of the kind, such as `PDF`.
        kind: &'static str,
        /// What is broken.
        why: String,
    },
    /// What a container holds is larger than any report.
    #[error("the {kind} file unpacks to more than {limit} bytes, which no report has")]
    Inflated {
        /// Name of the kind, such as `Word`.
        kind: &'static str,
        /// The limit in bytes.
        limit: usize,
    },
    /// The bytes are no text in UTF-8, UTF-16, GB18030 or the character set that the file declares.
    #[error(
        "the text is neither UTF-8 (see byte {at}) nor GB18030 nor UTF-16; save it as UTF-8 first"
    )]
    UnknownText {
        /// Offset of the first byte that cannot be read.
        at: usize,
    },
    /// No row of the tables of a report was found.
    #[error("no table of an annual report on open government information was found in the file")]
    NoReport,
    /// The text was decoded in another character set than it was written in before it came into the file.
    #[error(
        "the file holds characters that were read in the wrong character set before they were saved; fetch the page again, or save its source as UTF-8"
    )]
    Garbled,
    /// The page does not say what a document must state.
    #[error("the page does not say {}; give it with the file", list(missing))]
    Unstated {
        /// What is missing.
        missing: Vec<Fact>,
    },
}

/// What a document must state, and the page may not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fact {
    /// Which edition of the form the tables follow.
    Edition,
    /// The year that the report covers.
    Year,
    /// The name of the agency.
    Agency,
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Edition => "which edition of the form it follows",
            Self::Year => "which year it covers",
            Self::Agency => "which agency it is from",
        })
    }
}

fn list(facts: &[Fact]) -> String {
    facts
        .iter()
        .map(Fact::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}
