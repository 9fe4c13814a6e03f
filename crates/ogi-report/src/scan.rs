//! The fast way: reads a report in one pass without allocating, and accepts exactly the valid documents.
//!
//! One function for each object is generated from the schema (`generated/scan.rs`). It expects the members in form
//! order, letter by letter as [`write`](crate::write) writes them. At the first member that stands elsewhere it goes on
//! in any order and with any white space. The functions that generated code calls are here.

mod cursor;
mod explain;
mod keys;
mod number;
mod packed;
mod plain;
mod rows;
mod search;
#[cfg_attr(any(not(target_arch = "x86_64"), ogi_portable), path = "no_simd.rs")]
mod simd;
mod slots;
mod span;
mod tables;
mod text;
mod why;
mod written;

use std::borrow::Cow;

use cursor::Encoding;
pub(crate) use cursor::{Cursor, Step, part};
pub(crate) use explain::explain;
pub(crate) use keys::Keys;
pub(crate) use packed::{LONGEST_TEXT, Packed};
pub(crate) use rows::{Row, all};
pub(crate) use slots::{Build, Slots};
use span::Span;
use why::Why;
pub use written::Written;

use crate::definition::LeafKind;
use crate::evaluate::count_by;
use crate::generated::scan::{READERS, SLOTS};
use crate::generated::{build, sums};
use crate::report::settle_blanks;
use crate::{BlankCells, Definition, Edition, Exact, Leaf, Missing, Outcomes, Place, Report};

/// The slot of a number that is null.
pub(crate) const BLANK: i64 = i64::MIN;

/// The slot of a value that is absent.
pub(crate) const ABSENT: i64 = i64::MIN + 1;

/// How the reports of an edition are read.
pub(crate) struct Reader {
    pub(crate) edition: Edition,
    pub(crate) read: fn(&mut Cursor<'_>, &mut [i64; SLOTS]) -> Option<()>,
}

/// A valid report whose single values are borrowed from the document.
///
/// ```
/// use ogi_report::{Agency, Edition, Missing, Scan, Year, write};
///
/// let agency = Agency::new("示例市政务服务局".parse()?);
/// let text = write(&Edition::V2021.empty(Year::try_from(2025)?, agency));
/// let scan = Scan::read(text.as_bytes()).expect("a valid report");
/// assert_eq!(scan.edition(), Edition::V2021);
/// assert_eq!(scan.text("/agency/name").as_deref(), Some("示例市政务服务局"));
/// assert_eq!(scan.number("/requests/new_received/total"), Err(Missing::Blank));
/// assert_eq!(scan.outcomes().total().failed, 0);
/// # Ok::<_, ogi_report::Refused>(())
/// ```
#[derive(Debug, Clone)]
pub struct Scan<'a> {
    document: &'a [u8],
    edition: Edition,
    blanks: u32,
    slots: [i64; SLOTS],
}

impl<'a> Scan<'a> {
    /// Reads a report; `None` when the bytes are not a valid report of an edition.
    ///
    /// [`read`](crate::read) says why; `ogi-conformance` lists every fault.
    #[must_use]
    #[inline]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        Self::of_document(bytes, Encoding::unknown())
    }

    /// Reads a report from a text, whose encoding need not be checked.
    #[must_use]
    pub fn of_text(text: &'a str) -> Option<Self> {
        Self::of_document(text.as_bytes(), Encoding::Known)
    }

    #[inline]
    fn of_document(document: &'a [u8], encoding: Encoding) -> Option<Self> {
        if document.len() > span::LONGEST {
            return None;
        }
        // One variable of the returned type, so that this large value is built in place and not moved.
        let mut scan = Some(Self {
            document,
            edition: Edition::ALL[0],
            blanks: 0,
            slots: [ABSENT; SLOTS],
        });
        if !scan.as_mut().is_some_and(|scan| scan.fill(encoding)) {
            scan = None;
        }
        scan
    }

    /// Reads the document; false where it is not valid.
    fn fill(&mut self, encoding: Encoding) -> bool {
        for reader in READERS.iter().rev() {
            let mut cursor = Cursor::new(self.document, encoding);
            let read = (reader.read)(&mut cursor, &mut self.slots).and_then(|()| cursor.end());
            if read.is_some() || cursor.edition_agrees {
                self.edition = reader.edition;
                self.blanks = cursor.blanks;
                return read.is_some();
            }
            self.slots.fill(ABSENT);
        }
        false
    }

    /// The edition of the form that the report follows.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The definition of the report.
    #[must_use]
    pub fn definition(&self) -> &'static Definition {
        self.edition.definition()
    }

    /// The number at an index into the [`leaves`](Definition::leaves) of its definition. Blanks are not settled.
    ///
    /// # Errors
    /// Why there is none.
    pub fn number_at(&self, index: usize) -> Result<Exact, Missing> {
        let slot = self.slots.get(index).copied().unwrap_or(ABSENT);
        match self.missing_at(index) {
            Some(missing) => Err(missing),
            None if self.definition().leaves.kind(index) == Some(LeafKind::Integer) => {
                Ok(Exact::from(slot))
            }
            None => self
                .written_at(index)
                .and_then(|text| Exact::of_bytes(&text.bytes()))
                .ok_or(Missing::Invalid),
        }
    }

    /// The text at an index into the [`leaves`](Definition::leaves) of its definition, with its escapes resolved.
    #[must_use]
    pub fn text_at(&self, index: usize) -> Option<Cow<'a, str>> {
        Span::unpacked(*self.slots.get(index)?).map(|span| span.text(self.document))
    }

    /// The text at an index into the [`leaves`](Definition::leaves) of its definition, as it is written.
    #[must_use]
    pub fn written_at(&self, index: usize) -> Option<Written<'a>> {
        Span::unpacked(*self.slots.get(index)?).map(|span| span.written(self.document))
    }

    /// Why nothing is stated at an index into the [`leaves`](Definition::leaves) of its definition; `None` where
    /// something is.
    #[must_use]
    #[inline]
    pub fn missing_at(&self, index: usize) -> Option<Missing> {
        match self.slots.get(index).copied().unwrap_or(ABSENT) {
            ABSENT => Some(Missing::Absent),
            BLANK => Some(Missing::Blank),
            _ => None,
        }
    }

    /// The number at a JSON Pointer. Blanks are not settled.
    ///
    /// # Errors
    /// Why there is none.
    pub fn number(&self, pointer: &str) -> Result<Exact, Missing> {
        self.definition()
            .leaf(pointer)
            .map_or(Err(Missing::Absent), |index| self.number_at(index))
    }

    /// The text, code, date or word at a JSON Pointer, with its escapes resolved.
    #[must_use]
    pub fn text(&self, pointer: &str) -> Option<Cow<'a, str>> {
        self.text_at(self.definition().leaf(pointer)?)
    }

    /// How many numbers are null.
    #[must_use]
    pub fn blanks(&self) -> usize {
        self.blanks as usize
    }

    /// The report as a value of its own.
    #[must_use]
    pub fn report(&self) -> Report {
        build::report(self.edition, &self.slots())
    }

    /// The outcomes of every linear rule over this report alone. Blanks count as zero where the report says so.
    #[must_use]
    pub fn outcomes(&self) -> Outcomes {
        let settled = self.settled();
        let slots = settled.as_deref().unwrap_or(&self.slots);
        let mut outcomes = Outcomes::default();
        let none_violated = match self.blanks {
            0 => sums::sums::<false>(self.edition, slots, &mut outcomes),
            _ => sums::sums::<true>(self.edition, slots, &mut outcomes),
        };
        if !none_violated {
            outcomes = self.counted(slots);
        }
        outcomes
    }

    /// The outcomes of every linear rule, evaluated place by place.
    #[cold]
    fn counted(&self, slots: &[i64]) -> Outcomes {
        let there = |index: usize| slots.get(index).is_some_and(|slot| !is_absent(*slot));
        let number = |index: usize| {
            let slot = *slots.get(index).filter(|slot| is_stated(**slot))?;
            match self.definition().leaves.get(index)?.kind {
                LeafKind::Integer => Some(Exact::from(slot)),
                _ => self.number_at(index).ok(),
            }
        };
        count_by(self.definition(), there, number)
    }

    /// Whether null counts as zero, except in cells with a note.
    #[must_use]
    pub fn blank_is_zero(&self) -> bool {
        const BLANK_CELLS: Place = Place::new("/blank_cells");
        let stated = BLANK_CELLS
            .index(self.edition)
            .and_then(|index| self.text_at(index));
        self.blanks > 0 && stated.is_some_and(|word| word == BlankCells::Zero.as_str())
    }

    /// The slots with blanks as zero, where the report says so.
    fn settled(&self) -> Option<Vec<i64>> {
        if !self.blank_is_zero() {
            return None;
        }
        let blank = |slot: &i64| {
            if *slot == BLANK {
                Leaf::Blank
            } else {
                Leaf::Absent
            }
        };
        let mut leaves: Vec<_> = self.slots.iter().map(blank).collect();
        settle_blanks(
            self.definition(),
            &mut leaves,
            &self.report().missing_elsewise(),
        );
        let settled = |(slot, leaf): (&i64, &Leaf<'_>)| leaf.number().map_or(*slot, |_| 0);
        Some(self.slots.iter().zip(&leaves).map(settled).collect())
    }

    fn slots(&self) -> Slots<'_> {
        Slots {
            document: self.document,
            slots: &self.slots,
        }
    }
}

/// Whether a slot holds a value, and not null.
#[inline]
pub(crate) fn is_stated(slot: i64) -> bool {
    slot > ABSENT
}

/// Whether a slot holds nothing, not even null.
#[inline]
pub(crate) fn is_absent(slot: i64) -> bool {
    slot == ABSENT
}
