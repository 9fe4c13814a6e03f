//! Tables in a layout that was seen before. Tables of one producer differ only in their numbers.
//!
//! A table is an object that holds only whole numbers, at any depth. When one has been read, its text is kept with every
//! number replaced by 0. A later table that differs from it only in numbers has the same members in the same order, and
//! so is valid: comparing the text between the numbers is enough. Where the machine can take the digits out of many
//! bytes at once, the text without numbers is compared instead. Any other difference, in order, white space or the
//! spelling of a number, decides nothing: the table is then read member by member.

#[cfg_attr(
    any(not(target_arch = "x86_64"), ogi_portable),
    expect(
        dead_code,
        reason = "skeletons are followed only where there are instructions for it"
    )
)]
mod layout;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use layout::{Alike, MOST, same};
#[cfg(all(target_arch = "x86_64", not(ogi_portable)))]
pub(super) use layout::{BLOCK, block};
pub(super) use layout::{Layout, Numbers, Progress, Skeleton, Track};

use super::ABSENT;
use super::cursor::Cursor;
use super::simd::Level;
use crate::generated::scan::TABLES;

/// Reads the members of a table one by one.
type Members<const N: usize> = fn(&mut Cursor<'_>, &mut [i64; N]) -> Option<()>;

/// Layouts that are kept of each table, for documents of several producers in turn.
const KEPT: usize = 4;

thread_local! {
    /// The layouts that this thread has learned. They make reading faster and never change what is read.
    static MEMORY: RefCell<Memory> = const { RefCell::new(Memory::new()) };
}

/// What is kept from one table to the next.
struct Memory {
    learned: [Learned; TABLES],
    numbers: Numbers,
}

/// The layouts of one table that were seen.
struct Learned {
    layouts: Vec<Layout>,
    /// The number of bytes that two layouts have in common at the start.
    alike: [[Alike; KEPT]; KEPT],
    /// The layout that was used last.
    last: usize,
    reads: u64,
    misses: u64,
}

impl Cursor<'_> {
    /// Reads a table, in a layout that was seen before or member by member.
    pub(crate) fn table<const N: usize>(
        &mut self,
        table: usize,
        slots: &mut [i64; N],
        members: Members<N>,
    ) -> Option<()> {
        self.space();
        let known = with_memory(|memory| memory.read(Level::best(), table, self.rest, slots));
        if let Some((rest, blanks)) = known.flatten() {
            self.rest = rest;
            self.blanks += blanks;
            return Some(());
        }
        slots.fill(ABSENT);
        let text = self.rest;
        members(self, slots)?;
        let text = text.get(..text.len() - self.rest.len())?;
        with_memory(|memory| memory.learn(table, text, slots, members));
        Some(())
    }
}

/// Calls a function with the layouts of this thread. While the thread ends they are gone, and nothing is called.
fn with_memory<T>(act: impl FnOnce(&mut Memory) -> T) -> Option<T> {
    MEMORY
        .try_with(|memory| {
            memory
                .try_borrow_mut()
                .ok()
                .map(|mut memory| act(&mut memory))
        })
        .ok()
        .flatten()
}

impl Memory {
    const fn new() -> Self {
        Self {
            learned: [const { Learned::new() }; TABLES],
            numbers: Numbers {
                values: [0; MOST],
                count: 0,
            },
        }
    }

    /// Reads a table in a known layout; returns the text after it and its count of nulls. All slots must be absent before.
    /// If no known layout fits, some slots may have been written.
    fn read<'a>(
        &mut self,
        level: Option<Level>,
        table: usize,
        text: &'a [u8],
        slots: &mut [i64],
    ) -> Option<(&'a [u8], u32)> {
        let learned = self.learned.get_mut(table)?;
        let read = match level.filter(|level| level.follows_skeletons()) {
            Some(level) => learned.follow(level, text, slots, &mut self.numbers),
            None => learned.compare(level, text, slots),
        };
        learned.reads += 1;
        let Some((index, rest)) = read else {
            learned.misses += 1;
            return None;
        };
        learned.last = index;
        let layout = learned.layouts.get_mut(index)?;
        layout.met = learned.reads;
        Some((rest, layout.blanks))
    }

    /// Keeps the layout of a table that was read member by member.
    fn learn<const N: usize>(
        &mut self,
        table: usize,
        text: &[u8],
        slots: &[i64; N],
        members: Members<N>,
    ) {
        if let Some(learned) = self
            .learned
            .get_mut(table)
            .filter(|learned| learned.is_to_learn())
        {
            let members = |cursor: &mut Cursor<'_>, slots: &mut [i64]| {
                members(cursor, slots.first_chunk_mut()?)
            };
            learned.keep(Layout::of(text, slots, &members));
        }
    }
}

impl Learned {
    const fn new() -> Self {
        const NOTHING: Alike = Alike {
            zeros: 0,
            skeleton: 0,
        };
        Self {
            layouts: Vec::new(),
            alike: [[NOTHING; KEPT]; KEPT],
            last: 0,
            reads: 0,
            misses: 0,
        }
    }

    /// The layouts with their indices, the one that was used last first.
    fn layouts(&self) -> impl Iterator<Item = (usize, &Layout)> {
        let (before, after) = self.layouts.split_at_checked(self.last).unwrap_or_default();
        (self.last..).zip(after).chain((0..).zip(before))
    }

    fn alike(&self, one: Option<usize>, other: usize) -> Alike {
        one.and_then(|one| self.alike.get(one)?.get(other))
            .copied()
            .unwrap_or_default()
    }

    /// Reads a table by its skeleton; returns its layout and the text after it.
    fn follow<'a>(
        &self,
        level: Level,
        text: &'a [u8],
        slots: &mut [i64],
        numbers: &mut Numbers,
    ) -> Option<(usize, &'a [u8])> {
        let mut track = Track::default();
        let mut previous = None;
        numbers.count = 0;
        for (index, layout) in self.layouts() {
            let Some(skeleton) = &layout.skeleton else {
                continue;
            };
            if track.passed > self.alike(previous, index).skeleton {
                track = Track::default();
                numbers.count = 0;
            }
            if let Some(end) = level.follow(skeleton, text, &mut track, numbers) {
                skeleton.place(numbers, slots)?;
                return Some((index, text.get(end..)?));
            }
            previous = Some(index);
        }
        None
    }

    /// Reads a table by comparing it with one of zeros; returns its layout and the text after it.
    fn compare<'a>(
        &self,
        level: Option<Level>,
        text: &'a [u8],
        slots: &mut [i64],
    ) -> Option<(usize, &'a [u8])> {
        let mut progress = Progress { at: 0, rest: text };
        let mut previous = None;
        for (index, layout) in self.layouts() {
            if progress.at > 0 && progress.at <= self.alike(previous, index).zeros {
                layout.take_over(
                    previous.and_then(|previous| self.layouts.get(previous))?,
                    slots,
                );
            } else {
                layout.start(slots)?;
                progress = Progress { at: 0, rest: text };
            }
            let is_read = match level {
                Some(level) => level.read_table(layout, &mut progress, slots),
                None => layout.read(&mut progress, slots, same),
            };
            if is_read.is_some() {
                return Some((index, progress.rest));
            }
            previous = Some(index);
        }
        None
    }

    /// Whether to keep a layout. Not that of the first table, which may be the only one; and where every table has another
    /// layout, only now and then, because keeping one costs more than reading a table.
    fn is_to_learn(&self) -> bool {
        (2..=8).contains(&self.misses) || self.misses.is_multiple_of(64)
    }

    fn keep(&mut self, layout: Option<Layout>) {
        let Some(mut layout) = layout else { return };
        layout.met = self.reads;
        // Replaces the layout that was not used for longest.
        let oldest = (0..self.layouts.len()).min_by_key(|index| self.layouts[*index].met);
        if let Some(oldest) = oldest.filter(|_| self.layouts.len() == KEPT) {
            self.layouts.remove(oldest);
        }
        self.layouts.push(layout);
        self.last = self.layouts.len() - 1;
        for (row, one) in self.alike.iter_mut().zip(&self.layouts) {
            for (alike, other) in row.iter_mut().zip(&self.layouts) {
                *alike = one.alike(other);
            }
        }
    }
}
