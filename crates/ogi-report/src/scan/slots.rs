//! The slots of a scanned report, and the typed values built from them.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::span::Span;
use super::{ABSENT, is_absent, is_stated};

/// The slots of a record with the document they were read from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slots<'s> {
    pub(super) document: &'s [u8],
    pub(super) slots: &'s [i64],
}

/// A type that can be built from the slots of a valid report.
pub(crate) trait Build: Sized {
    /// Builds it from the slots that start at `at`.
    fn build(slots: &Slots<'_>, at: usize) -> Self;
}

impl<'s> Slots<'s> {
    pub(crate) fn number(&self, at: usize) -> i64 {
        self.slots.get(at).copied().unwrap_or(ABSENT)
    }

    pub(crate) fn text(&self, at: usize) -> Cow<'s, str> {
        Span::unpacked(self.number(at)).map_or(Cow::Borrowed(""), |span| span.text(self.document))
    }

    /// A single value that may be null or absent.
    pub(crate) fn value<T: Build>(&self, at: usize) -> Option<T> {
        is_stated(self.number(at)).then(|| T::build(self, at))
    }

    pub(crate) fn is_there(&self, at: usize) -> bool {
        !is_absent(self.number(at))
    }

    /// The items of a list. A slot holds only the place of a list, so its items are read again.
    pub(crate) fn list<const N: usize, T: Build>(
        &self,
        at: usize,
        item: fn(&mut Cursor<'_>, &mut [i64; N]) -> Option<()>,
    ) -> Option<Vec<T>> {
        let place = Span::unpacked(self.number(at))?;
        let mut cursor = Cursor::from(self.document, place.start());
        let mut items = Vec::new();
        cursor.items(|cursor| {
            let mut slots = [ABSENT; N];
            item(cursor, &mut slots)?;
            items.push(T::build(
                &Slots {
                    document: self.document,
                    slots: &slots,
                },
                0,
            ));
            Some(())
        })?;
        Some(items)
    }
}
