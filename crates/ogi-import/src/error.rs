//! Why a file gives no document.

use std::fmt;

use ogi_report::Language;
use ogi_schema::Texts;
use ogi_schema::texts::{self, fill};
use serde::Serialize;

use crate::grid::Origin;
use crate::limits::{self, Limits};

/// Most reports that one message lists.
const LISTED: usize = 12;

/// Why a file could not be made into a document. Its sentences stand in `schema/texts/import.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// The file exceeds [`crate::Limits::bytes`].
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The tables exceed [`crate::Limits::cells`].
    TooManyCells {
        /// The limit.
        limit: usize,
    },
    /// A table exceeds [`crate::Limits::columns`].
    TooManyColumns {
        /// The limit.
        limit: usize,
        /// Line of the file.
        line: u32,
    },
    /// Elements nest deeper than [`crate::Limits::depth`].
    TooDeep {
        /// The limit.
        limit: usize,
        /// Line of the file.
        line: u32,
    },
    /// The file is of a kind that cannot be read yet.
    Unsupported {
        /// Name of the kind, such as `image`.
        kind: &'static str,
    },
    /// The container of a kind that can be read is broken.
    Broken {
        /// Name of the kind, such as `PDF`.
        kind: &'static str,
        /// What is broken.
        why: String,
    },
    /// What a container holds is larger than any report.
    Inflated {
        /// Name of the kind, such as `Word`.
        kind: &'static str,
        /// The limit in bytes.
        limit: usize,
    },
    /// What a container draws takes more steps than any report.
    Overdrawn {
        /// Name of the kind, such as `PDF`.
        kind: &'static str,
        /// The limit in steps.
        limit: usize,
    },
    /// The file asks for more work of another kind than any report.
    Beyond {
        /// Which bound it exceeds.
        bound: Bound,
        /// The limit.
        limit: usize,
    },
    /// The bytes are no text in UTF-8, UTF-16, GB18030 or the character set that the file declares.
    UnknownText {
        /// Offset of the first byte that cannot be read.
        at: usize,
    },
    /// No row of the tables of a report was found.
    NoReport,
    /// The text was decoded in another character set than it was written in before it came into the file.
    Garbled,
    /// The text of the page was taken without the borders of its cells: labels and numbers stand in one line.
    Glued,
    /// The page does not say what a document must state.
    Unstated {
        /// What is missing.
        missing: Vec<Fact>,
    },
    /// The file holds several reports, and nothing chooses one.
    Several {
        /// The reports in their order.
        found: Vec<FoundReport>,
    },
}

/// A bound on the work for one file, besides those on its size, its cells and its depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Bound {
    /// Texts that differ from each other: [`crate::Limits::texts`].
    Texts,
    /// Bytes of the texts of all cells, where a text that several cells share counts for each: [`crate::Limits::bytes`].
    TextBytes,
    /// Tags of a page and texts between them.
    Tokens,
    /// Comparisons of the attributes of tags with each other.
    Attributes,
    /// Looks at elements while selectors are matched: [`crate::Limits::comparisons`].
    Comparisons,
    /// Characters, shapes and lines that are painted on one page.
    Painted,
    /// Looks at what is painted on one page, to find out what lies on top of what.
    Overlaps,
}

impl Bound {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Texts,
        Self::TextBytes,
        Self::Tokens,
        Self::Attributes,
        Self::Comparisons,
        Self::Painted,
        Self::Overlaps,
    ];

    /// How much of it a file may ask for.
    #[must_use]
    pub fn limit(self, limits: &Limits) -> usize {
        match self {
            Self::Texts => limits.texts,
            Self::TextBytes => limits.bytes,
            Self::Tokens => limits::TOKENS,
            Self::Attributes => limits::ATTRIBUTES,
            Self::Comparisons => limits.comparisons,
            Self::Painted => limits::PAINTED,
            Self::Overlaps => limits::OVERLAPS,
        }
    }

    /// The key of its text among the texts.
    fn key(self) -> &'static str {
        match self {
            Self::Texts => "texts",
            Self::TextBytes => "text_bytes",
            Self::Tokens => "tokens",
            Self::Attributes => "attributes",
            Self::Comparisons => "comparisons",
            Self::Painted => "painted",
            Self::Overlaps => "overlaps",
        }
    }
}

/// One of several reports in a file, as far as its title and signature say what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FoundReport {
    /// The year that it covers.
    pub year: Option<u16>,
    /// The name of the agency.
    pub agency: Option<String>,
    /// Where it begins.
    pub origin: Origin,
}

impl FoundReport {
    /// Agency, year and place, in words.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        let facts = &texts::import().several;
        let name = match (&self.agency, self.year) {
            (Some(_), Some(_)) => "report",
            (Some(_), None) => "report/undated",
            (None, Some(_)) => "report/unsigned",
            (None, None) => "report/unnamed",
        };
        let template = facts
            .get(name)
            .map_or(name, |texts| in_language(texts, language));
        fill(template, |name| match name {
            "agency" => self.agency.clone(),
            "year" => self.year.map(|year| year.to_string()),
            "place" => Some(self.place(language)),
            _ => None,
        })
    }

    fn place(&self, language: Language) -> String {
        let (name, number) = match self.origin {
            Origin::Page { page, .. } => ("place/page", page),
            Origin::Sheet { sheet, .. } => ("place/sheet", sheet),
            Origin::Line { line } | Origin::Cell { line, .. } | Origin::Byte { line, .. } => {
                ("place/line", line)
            }
        };
        let texts = texts::import().several.get(name);
        let template = texts.map_or(name, |texts| in_language(texts, language));
        fill(template, |_| Some(number.to_string()))
    }
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

impl ImportError {
    /// The kind for programs, such as `too_large`, which is also its key among the texts.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too_large",
            Self::TooManyCells { .. } => "too_many_cells",
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::TooDeep { .. } => "too_deep",
            Self::Unsupported { .. } => "unsupported",
            Self::Broken { .. } => "broken",
            Self::Inflated { .. } => "inflated",
            Self::Overdrawn { .. } => "overdrawn",
            Self::Beyond { .. } => "beyond",
            Self::UnknownText { .. } => "unknown_text",
            Self::NoReport => "no_report",
            Self::Garbled => "garbled",
            Self::Glued => "glued",
            Self::Unstated { .. } => "unstated",
            Self::Several { .. } => "several",
        }
    }

    /// What is wrong and what to do, as a sentence without a full stop.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        let errors = &texts::import().errors;
        // Some kinds of file have advice of their own, and each bound has its text.
        let own = match self {
            Self::Beyond { bound, .. } => Some(bound.key()),
            _ => self.file_kind(),
        };
        let own = own.and_then(|own| errors.get(&format!("{}/{own}", self.kind())));
        match own.or_else(|| errors.get(self.kind())) {
            Some(texts) => fill(in_language(texts, language), |name| {
                self.value(name, language)
            }),
            None => self.kind().to_owned(),
        }
    }

    fn file_kind(&self) -> Option<&'static str> {
        match self {
            Self::Unsupported { kind }
            | Self::Broken { kind, .. }
            | Self::Inflated { kind, .. }
            | Self::Overdrawn { kind, .. } => Some(kind),
            _ => None,
        }
    }

    /// The value of a name in its text.
    fn value(&self, name: &str, language: Language) -> Option<String> {
        match (name, self) {
            ("kind", _) => self.file_kind().map(str::to_owned),
            ("size", Self::TooLarge { size, .. }) => Some(size.to_string()),
            ("line", Self::TooManyColumns { line, .. } | Self::TooDeep { line, .. }) => {
                Some(line.to_string())
            }
            (
                "limit",
                Self::TooLarge { limit, .. }
                | Self::TooManyCells { limit }
                | Self::TooManyColumns { limit, .. }
                | Self::TooDeep { limit, .. }
                | Self::Inflated { limit, .. }
                | Self::Overdrawn { limit, .. }
                | Self::Beyond { limit, .. },
            ) => Some(limit.to_string()),
            ("at", Self::UnknownText { at }) => Some(at.to_string()),
            ("count", Self::Several { found }) => Some(found.len().to_string()),
            ("reports", Self::Several { found }) => {
                let reports = found.iter().take(LISTED).map(|report| report.say(language));
                let more = (found.len() > LISTED).then(|| "…".to_owned());
                let reports: Vec<String> = reports.chain(more).collect();
                let semicolon = &texts::phrases().words.semicolon;
                Some(reports.join(in_language(semicolon, language)))
            }
            ("missing", Self::Unstated { missing }) => {
                let words: Vec<&str> = missing.iter().map(|fact| fact.say(language)).collect();
                Some(enumeration(&words, language))
            }
            _ => None,
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}

impl std::error::Error for ImportError {}

impl Fact {
    /// The name for programs, which is also its key among the texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Edition => "edition",
            Self::Year => "year",
            Self::Agency => "agency",
        }
    }

    /// What it is, in words.
    #[must_use]
    pub fn say(self, language: Language) -> &'static str {
        let texts = texts::import().facts.get(self.as_str());
        texts.map_or(self.as_str(), |texts| in_language(texts, language))
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.say(Language::English))
    }
}

fn in_language(texts: &Texts, language: Language) -> &str {
    language.choose(&texts.zh_cn, &texts.en)
}

/// `a`, `a and b`, `a, b and c`.
fn enumeration(words: &[&str], language: Language) -> String {
    let join = &texts::phrases().words;
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [front @ .., last] => format!(
            "{}{}{last}",
            front.join(in_language(&join.comma, language)),
            in_language(&join.and, language)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_reads_as_a_sentence() {
        let cases: [(&[&str], &str, &str); 3] = [
            (&["甲"], "甲", "甲"),
            (&["甲", "乙"], "甲和乙", "甲 and 乙"),
            (&["甲", "乙", "丙"], "甲、乙和丙", "甲, 乙 and 丙"),
        ];
        for (words, chinese, english) in cases {
            assert_eq!(enumeration(words, Language::Chinese), chinese);
            assert_eq!(enumeration(words, Language::English), english);
        }
    }

    #[test]
    fn every_error_has_a_text_and_leaves_no_name_unfilled() {
        let bounds = Bound::ALL.map(|bound| ImportError::Beyond { bound, limit: 1 });
        let errors = [
            ImportError::TooLarge { size: 2, limit: 1 },
            ImportError::TooManyCells { limit: 1 },
            ImportError::TooManyColumns { limit: 1, line: 2 },
            ImportError::TooDeep { limit: 1, line: 2 },
            ImportError::Unsupported { kind: "image" },
            ImportError::Broken {
                kind: "PDF",
                why: "no pages".to_owned(),
            },
            ImportError::Inflated {
                kind: "Word",
                limit: 1,
            },
            ImportError::UnknownText { at: 3 },
            ImportError::NoReport,
            ImportError::Garbled,
            ImportError::Glued,
            ImportError::Unstated {
                missing: vec![Fact::Edition, Fact::Year, Fact::Agency],
            },
            ImportError::Several {
                found: vec![
                    FoundReport {
                        year: Some(2023),
                        agency: Some("甲局".to_owned()),
                        origin: Origin::Line { line: 1 },
                    },
                    FoundReport {
                        year: None,
                        agency: None,
                        origin: Origin::Line { line: 9 },
                    },
                ],
            },
        ];
        for error in errors.into_iter().chain(bounds) {
            for said in Language::ALL.map(|language| error.say(language)) {
                assert!(said != error.kind() && !said.contains('{'), "{said}");
            }
        }
        let kinds: Vec<&str> = texts::import()
            .errors
            .keys()
            .filter_map(|key| key.split('/').next())
            .collect();
        assert!(kinds.contains(&"unstated") && texts::import().facts.len() == 3);
    }
}
