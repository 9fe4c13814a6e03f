//! Tables in a layout that was seen before: those of one producer differ in nothing but their numbers.
//!
//! A table is an object that holds nothing but whole numbers, at any depth. When one has been read, its text with
//! every number replaced by 0 is kept. Where the next one differs from it only in that other numbers stand in the
//! places of numbers, it has the same members in the same order, and so is valid: what lies between two differences
//! need only be compared. Where the machine can take the digits out of many bytes at once, the same is done with the text
//! that is left without numbers. Whatever else differs, in order, white space or a number that is not plainly written, is
//! no verdict, and the table is read member by member.

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

/// Layouts that are kept of each table.
const KEPT: usize = 4;

thread_local! {
    /// What this thread has learned of each table. It makes reading faster and never changes what is read.
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
    /// How many bytes at the start two layouts have in common.
    alike: [[Alike; KEPT]; KEPT],
    /// The one that was met last.
    last: usize,
    reads: u64,
    misses: u64,
}

impl Cursor<'_> {
    /// A table, in a layout that was seen before or member by member.
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

/// Does something with what this thread has learned; nothing while the thread ends.
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

    /// What comes after the table that stands here, if it is in a layout that was seen, and how many nulls are in it.
    /// Slots must be absent; where it is not in such a layout, some may have been written.
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

    /// The layouts with their indices; the one that was met last comes first.
    fn layouts(&self) -> impl Iterator<Item = (usize, &Layout)> {
        let (before, after) = self.layouts.split_at_checked(self.last).unwrap_or_default();
        (self.last..).zip(after).chain((0..).zip(before))
    }

    fn alike(&self, one: Option<usize>, other: usize) -> Alike {
        one.and_then(|one| self.alike.get(one)?.get(other))
            .copied()
            .unwrap_or_default()
    }

    /// Reads a table by its skeleton: which layout it has, and what comes after it.
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

    /// Reads a table by comparing it with one of zeros: which layout it has, and what comes after it.
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

    /// Whether a layout is to be kept: not of a table that may be the only one, and where every table has one of its
    /// own, only now and then.
    fn is_to_learn(&self) -> bool {
        (2..=8).contains(&self.misses) || self.misses.is_multiple_of(64)
    }

    fn keep(&mut self, layout: Option<Layout>) {
        let Some(mut layout) = layout else { return };
        layout.met = self.reads;
        // In the place of the one that was not met for longest.
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
