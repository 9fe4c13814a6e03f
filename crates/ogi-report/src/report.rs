//! Reading, writing and reconciling whole reports.

use std::fmt;

use serde_core::de::{Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor};
use serde_core::{Deserialize, Serialize};

use crate::evaluate::{Document, Finding, Others, evaluate};
use crate::leaf::{Leaf, Leaves};
use crate::scan::{Scan, explain};
use crate::{BlankCells, CellNote, Conform, Defined, Edition, Exact, MissingReason, Report};

/// Why bytes are not a valid report: the place, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    pointer: String,
    message: String,
    line: usize,
    column: usize,
}

impl ReadError {
    pub(crate) fn new(bytes: &[u8], at: usize, pointer: String, message: String) -> Self {
        let before = bytes.get(..at).unwrap_or(bytes);
        let line = before.split(|byte| *byte == b'\n').count();
        let column = 1 + before
            .iter()
            .rev()
            .take_while(|byte| **byte != b'\n')
            .count();
        Self {
            pointer,
            message,
            line,
            column,
        }
    }

    /// JSON Pointer of the place, as far as it is known; empty for the whole document.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Line of the bytes, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Column in bytes, from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() {
            "the document"
        } else {
            &self.pointer
        };
        write!(
            f,
            "{place}: {} at line {} column {}",
            self.message, self.line, self.column
        )
    }
}

impl std::error::Error for ReadError {}

/// Reads a report from JSON. The edition that it states decides its type.
///
/// ```
/// let error = ogi_report::read(br#"{"schema_version": "0.1", "edition": "2021-30", "year": "2023"}"#).unwrap_err();
/// assert_eq!(error.pointer(), "/year");
/// ```
///
/// # Errors
/// The first place at which the bytes are not JSON, or not a report of their edition. For all faults at once, use
/// `ogi-conformance`.
pub fn read(bytes: &[u8]) -> Result<Report, ReadError> {
    match Scan::read(bytes) {
        Some(scan) => Ok(scan.report()),
        None => Err(explain(bytes)),
    }
}

/// Writes a report as one line of JSON in form order: equal reports give equal bytes.
#[must_use]
pub fn write(report: &Report) -> String {
    serde_json::to_string(report).unwrap_or_else(|error| unreachable!("a report is JSON: {error}"))
}

/// Writes a report as indented JSON in form order, with a line feed at the end.
#[must_use]
pub fn write_pretty(report: &Report) -> String {
    let text = serde_json::to_string_pretty(report)
        .unwrap_or_else(|error| unreachable!("a report is JSON: {error}"));
    text + "\n"
}

impl Edition {
    /// The edition of a code such as `2021-30`.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|edition| edition.as_str() == code)
    }

    pub(crate) fn expected() -> String {
        let codes: Vec<_> = Self::ALL.iter().map(|edition| edition.as_str()).collect();
        format!("an edition of the form: {}", codes.join(" or "))
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Edition {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Edition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let unknown = || {
            D::Error::custom(format_args!(
                "expected {}, found {code:?}",
                Self::expected()
            ))
        };
        Self::parse(&code).ok_or_else(unknown)
    }
}

/// Reads members up to `edition`, then all of them again as the report of that edition.
impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Report;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object (Report)")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Report, A::Error> {
                let mut before: Vec<(String, serde_json::Value)> = Vec::new();
                let edition = loop {
                    match members.next_key::<String>()? {
                        None => return Err(A::Error::missing_field("edition")),
                        Some(key) if key == "edition" => break members.next_value::<Edition>()?,
                        Some(key) => before.push((key, members.next_value()?)),
                    }
                };
                before.push(("edition".to_owned(), edition.as_str().into()));
                let replay = Replay {
                    before: before.into_iter(),
                    held: None,
                    after: members,
                };
                edition.read(serde_core::de::value::MapAccessDeserializer::new(replay))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// Members already read, followed by those still to be read.
struct Replay<A> {
    before: std::vec::IntoIter<(String, serde_json::Value)>,
    held: Option<serde_json::Value>,
    after: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<A> {
    type Error = A::Error;

    fn next_key_seed<K: serde_core::de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.before.next() {
            Some((key, value)) => {
                self.held = Some(value);
                seed.deserialize(key.into_deserializer()).map(Some)
            }
            None => self.after.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: serde_core::de::DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, A::Error> {
        match self.held.take() {
            Some(value) => seed.deserialize(value).map_err(A::Error::custom),
            None => self.after.next_value_seed(seed),
        }
    }
}

impl Report {
    /// Checks the linear rules of the edition over this report alone; a finding for each place, whatever its outcome.
    ///
    /// Where the report says that a blank cell means zero, blank cells count as zero.
    #[must_use]
    pub fn reconcile(&self) -> Vec<Finding> {
        self.reconcile_with(None, None)
    }

    /// Checks the linear rules of the edition, also those that read the report of the prior year or the reports of all
    /// parts. Rules over documents that are not given are not assessed.
    #[must_use]
    pub fn reconcile_with(
        &self,
        previous: Option<&Self>,
        children: Option<&[Self]>,
    ) -> Vec<Finding> {
        let leaves = self.settled_leaves();
        let previous =
            previous.map(|report| (report.edition().definition(), report.settled_leaves()));
        let children: Option<Vec<_>> = children.map(|reports| {
            reports
                .iter()
                .map(|report| (report.edition().definition(), report.settled_leaves()))
                .collect()
        });
        let documents: Option<Vec<_>> = children.as_ref().map(|children| {
            children
                .iter()
                .map(|(definition, leaves)| Document {
                    definition,
                    leaves: leaves.as_slice(),
                })
                .collect()
        });
        let others = Others {
            previous: previous.as_ref().map(|(definition, leaves)| Document {
                definition,
                leaves: leaves.as_slice(),
            }),
            children: documents.as_deref(),
        };
        evaluate(
            Document {
                definition: self.edition().definition(),
                leaves: leaves.as_slice(),
            },
            others,
        )
    }

    /// Every single value of the report. Blank cells are zero where the report says that blank means zero.
    #[must_use]
    pub fn settled_leaves(&self) -> Leaves<'_> {
        let mut leaves = self.leaves();
        if self.blank_cells() == Some(&BlankCells::Zero) {
            settle_blanks(
                self.edition().definition(),
                leaves.as_mut_slice(),
                &self.missing_elsewise(),
            );
        }
        leaves
    }

    /// Pointers of the cells whose notes say that they are missing for another reason than being blank.
    pub(crate) fn missing_elsewise(&self) -> Vec<&str> {
        self.cell_notes()
            .into_iter()
            .flatten()
            .filter_map(missing_elsewise)
            .collect()
    }
}

fn missing_elsewise(note: &CellNote) -> Option<&str> {
    note.missing
        .filter(|missing| *missing != MissingReason::Blank)
        .map(|_| note.at.as_str())
}

/// Sets blank numbers to zero, for a report that says so, except below the pointers where something else was printed.
pub fn settle_blanks(definition: &crate::Definition, leaves: &mut [Leaf<'_>], not_blank: &[&str]) {
    for (leaf, info) in leaves.iter_mut().zip(definition.leaves.iter()) {
        let covered = |place: &str| {
            info.pointer
                .strip_prefix(place)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if *leaf == Leaf::Blank && !not_blank.iter().any(|place| covered(place)) {
            *leaf = Leaf::Number(Exact::ZERO);
        }
    }
}

/// Checks the linear rules that stand wholly within one part of a report, or within your own type that follows it.
///
/// ```
/// use ogi_report::{ApplicantCounts, Count, Outcome};
///
/// let row = ApplicantCounts { natural_persons: Some(Count::try_from(3).unwrap()), ..Default::default() };
/// let findings = ogi_report::reconcile(&row);
/// assert_eq!(findings[0].outcome, Outcome::NotAssessed);
/// assert_eq!(findings[0].missing().count(), 6);
/// ```
#[must_use]
pub fn reconcile<T: Conform>(part: &T) -> Vec<Finding> {
    let mut leaves = Leaves::default();
    part.leaves(&mut leaves);
    let definition = <T::Definition as Defined>::DEFINITION;
    evaluate(
        Document {
            definition,
            leaves: leaves.as_slice(),
        },
        Others::default(),
    )
}
