//! Rows of numbers, such as one line of table three: most of a report, and mostly laid out as the row before.

use std::ops::Range;

use super::cursor::{Cursor, Step};
use super::keys::Keys;
use super::number::short;

/// A record whose members are all required numbers of one range.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) keys: &'static Keys,
    pub(crate) min: i64,
    pub(crate) max: i64,
    pub(crate) nullable: bool,
}

/// Most members of a row whose layout is kept.
const MEMBERS: usize = 8;

/// Layouts that are kept: the depths at which a report has rows, and one to spare.
const LAYOUTS: usize = 5;

/// How rows of this document were laid out so far. Places in the document, compared anew for each row.
#[derive(Debug, Default)]
pub(super) struct Layouts {
    kept: Vec<Layout>,
    /// The one that the last row had.
    last: usize,
    misses: u32,
}

/// What stood between the numbers of one row.
#[derive(Debug, Default, Clone)]
struct Layout {
    definition: &'static str,
    /// Before each number.
    gaps: [Range<u32>; MEMBERS],
    /// The member of each number.
    members: [u8; MEMBERS],
    count: usize,
    /// After the last number.
    end: Range<u32>,
    /// A whole row of zeros.
    zeros: Option<Range<u32>>,
}

#[expect(clippy::cast_possible_truncation, reason = "documents are no longer than LONGEST")]
fn range(from: usize, to: usize) -> Range<u32> {
    from as u32..to as u32
}

fn text<'a>(document: &'a [u8], range: &Range<u32>) -> &'a [u8] {
    document.get(range.start as usize..range.end as usize).unwrap_or_default()
}

impl Layout {
    fn push(&mut self, gap: Range<u32>, member: usize) {
        if let (Some(place), Ok(member)) = (self.gaps.get_mut(self.count), u8::try_from(member)) {
            *place = gap;
            self.members[self.count] = member;
        }
        self.count += 1;
    }

    /// Reads a row of this very layout with short numbers, and what comes after it; `None` is no verdict.
    fn read<'a>(&self, document: &[u8], from: &'a [u8], row: &Row, slots: &mut [i64]) -> Option<&'a [u8]> {
        if let Some(zeros) = &self.zeros
            && let Some(rest) = from.strip_prefix(text(document, zeros))
        {
            slots.fill(0);
            return Some(rest);
        }
        let mut rest = from;
        for (gap, member) in self.gaps.iter().zip(self.members).take(self.count) {
            let (number, after) = short(rest.strip_prefix(text(document, gap))?)?;
            if number < row.min || number > row.max {
                return None;
            }
            *slots.get_mut(usize::from(member))? = number;
            rest = after;
        }
        rest.strip_prefix(text(document, &self.end))
    }
}

impl Cursor<'_> {
    /// The rest of a row that is not, or no longer, in canonical layout.
    #[inline(never)]
    pub(crate) fn row(&mut self, row: &'static Row, slots: &mut [i64], seen: u32) -> Option<()> {
        if seen == 0 {
            self.space();
            if let Some(rest) = self.layouts.read(self.document, self.rest, row, slots) {
                self.rest = rest;
                return Some(());
            }
        }
        self.members_of_row(row, slots, seen)
    }

    fn members_of_row(&mut self, row: &'static Row, slots: &mut [i64], mut seen: u32) -> Option<()> {
        let from_the_start = seen == 0;
        let mut layout = Layout { definition: row.keys.definition, ..Layout::default() };
        let start = self.at();
        let mut from = start;
        if from_the_start {
            self.open(row.keys.definition)?;
        }
        while let Step::Member(member) = self.step(row.keys, &mut seen)? {
            self.space();
            layout.push(range(from, self.at()), member);
            *slots.get_mut(member)? = self.integer(row.min, row.max, row.nullable)?;
            from = self.at();
        }
        self.finish(row.keys, seen, all(row.keys))?;
        if from_the_start && layout.count <= MEMBERS {
            layout.end = range(from, self.at());
            layout.zeros = slots.iter().all(|number| *number == 0).then(|| range(start, self.at()));
            self.layouts.keep(layout, self.document);
        }
        Some(())
    }
}

/// A bit for every member.
pub(crate) fn all(keys: &Keys) -> u32 {
    (1u32 << (keys.names.len() & 31)) - 1
}

impl Layouts {
    fn read<'a>(&mut self, document: &[u8], from: &'a [u8], row: &Row, slots: &mut [i64]) -> Option<&'a [u8]> {
        // The layout of the row before comes first.
        let (before, after) = self.kept.split_at_checked(self.last)?;
        for (index, layout) in (self.last..).zip(after).chain((0..).zip(before)) {
            if layout.definition == row.keys.definition
                && let Some(rest) = layout.read(document, from, row, slots)
            {
                self.last = index;
                return Some(rest);
            }
        }
        self.misses += 1;
        None
    }

    /// Keeps a layout, in the place of the one with the same text before its first number.
    fn keep(&mut self, layout: Layout, document: &[u8]) {
        // Where every row is laid out in its own way there is nothing to learn.
        if self.misses > 12 {
            *self = Self { misses: self.misses, ..Self::default() };
            return;
        }
        let start = |layout: &Layout| text(document, &layout.gaps[0]);
        let same = |kept: &&mut Layout| kept.definition == layout.definition && start(kept) == start(&layout);
        if let Some(kept) = self.kept.iter_mut().find(same) {
            let zeros = layout.zeros.clone().or(kept.zeros.take());
            *kept = Layout { zeros, ..layout };
        } else if self.kept.len() < LAYOUTS {
            self.kept.push(layout);
        }
    }
}
