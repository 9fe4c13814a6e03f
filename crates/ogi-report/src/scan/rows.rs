//! Rows of tables: records that hold nothing but numbers of one range.

use super::cursor::{Cursor, Step};
use super::keys::Keys;

/// A record whose members are all required numbers of one range.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) keys: &'static Keys,
    pub(crate) min: i64,
    pub(crate) max: i64,
    pub(crate) nullable: bool,
}

impl Cursor<'_> {
    /// Reads the rest of a row from the first place where it leaves the canonical layout.
    #[inline(never)]
    pub(crate) fn row(
        &mut self,
        row: &'static Row,
        slots: &mut [i64],
        mut seen: u32,
    ) -> Option<()> {
        if seen == 0 {
            self.open(row.keys.definition)?;
        }
        while let Step::Member(member) = self.step(row.keys, &mut seen)? {
            *slots.get_mut(member)? = self.integer(row.min, row.max, row.nullable)?;
        }
        self.finish(row.keys, seen, all(row.keys))
    }
}

/// A bit for every member.
pub(crate) fn all(keys: &Keys) -> u32 {
    (1u32 << (keys.names.len() & 31)) - 1
}
