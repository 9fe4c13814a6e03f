//! Tables in a layout that was seen before: those of one producer differ in nothing but their numbers.
//!
//! A table is an object that holds nothing but whole numbers, at any depth. When one has been read, its text with
//! every number replaced by 0 is kept. Where the next one differs from it only in that other numbers stand in the
//! places of numbers, it has the same members in the same order, and so is valid: what lies between two differences
//! need only be compared. Whatever else differs, in order, white space or a number that is not plainly written, is no
//! verdict, and the table is read member by member.

use std::cell::RefCell;

use super::cursor::Cursor;
use super::number::short;
use super::simd::Level;
use super::{ABSENT, BLANK};
use crate::generated::scan::TABLES;

/// Reads the members of a table one by one.
type Members<const N: usize> = fn(&mut Cursor<'_>, &mut [i64; N]) -> Option<()>;

/// Layouts that are kept of each table.
const KEPT: usize = 4;

/// Longest text of a table that is kept.
const LONGEST: usize = 1 << 16;

/// Bytes that are compared together.
pub(super) const BLOCK: usize = 64;

thread_local! {
    /// What this thread has learned of each table. It makes reading faster and never changes what is read.
    static MEMORY: RefCell<Memory> = const { RefCell::new(Memory::new()) };
}

/// What is kept from one table to the next.
struct Memory {
    learned: [Learned; TABLES],
    numbers: Numbers,
}

/// Where the numbers of a table start and end; each list goes on with what was left in it before.
pub(super) struct Numbers {
    pub(super) starts: Places,
    pub(super) ends: Places,
}

/// Places in a table.
pub(super) struct Places {
    pub(super) places: [u16; MOST],
    pub(super) count: usize,
}

/// Most numbers of a table, and room for those of a block after it.
const MOST: usize = 512;

/// The layouts of one table that were seen.
struct Learned {
    layouts: Vec<Layout>,
    /// How many bytes at the start two layouts have in common.
    alike: [[Alike; KEPT]; KEPT],
    /// The one that was met last.
    last: usize,
    misses: u32,
}

/// The layout of a table.
pub(super) struct Layout {
    /// The text with 0 for every number, and a block of zero bytes after it.
    zeros: Vec<u8>,
    /// For each byte of `zeros` the slot of the number that stands there, if one does.
    slots: Vec<u16>,
    /// The slots of a table of zeros.
    initial: Vec<i64>,
    blanks: u32,
    skeleton: Option<Skeleton>,
}

/// The text of a layout without its numbers.
pub(super) struct Skeleton {
    /// The byte after a number has its top bit set; a block of zero bytes after all.
    pub(super) text: Vec<u8>,
    /// The slot of each number, in order.
    order: Vec<u16>,
}

/// How far a table was found to be that of a skeleton.
#[derive(Default)]
pub(super) struct Track {
    /// Bytes of the table, whole blocks of them.
    pub(super) at: usize,
    /// Bytes of the skeleton.
    pub(super) passed: usize,
    /// Whether the byte before is a digit.
    pub(super) after_digit: bool,
}

/// How many bytes at the start of two layouts are the same.
#[derive(Debug, Default, Clone, Copy)]
struct Alike {
    zeros: usize,
    skeleton: usize,
}

/// No number stands there.
const NONE: u16 = u16::MAX;

/// How far a table has been read in a layout.
pub(super) struct Progress<'a> {
    /// Bytes of the layout that were passed.
    at: usize,
    /// What comes after them in the document.
    rest: &'a [u8],
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
        let known = MEMORY.with_borrow_mut(|memory| memory.read(table, self.rest, slots));
        if let Some((rest, blanks)) = known {
            self.rest = rest;
            self.blanks += blanks;
            return Some(());
        }
        slots.fill(ABSENT);
        let text = self.rest;
        members(self, slots)?;
        let text = text.get(..text.len() - self.rest.len())?;
        MEMORY.with_borrow_mut(|memory| {
            if let Some(learned) = memory.learned.get_mut(table).filter(|learned| learned.is_to_learn()) {
                learned.keep(Layout::of(text, slots, members));
            }
        });
        Some(())
    }
}

impl Memory {
    const fn new() -> Self {
        const NOWHERE: Places = Places { places: [0; MOST], count: 0 };
        Self { learned: [const { Learned::new() }; TABLES], numbers: Numbers { starts: NOWHERE, ends: NOWHERE } }
    }

    /// What comes after the table that stands here, if it is in a layout that was seen, and how many nulls are in it.
    fn read<'a>(&mut self, table: usize, text: &'a [u8], slots: &mut [i64]) -> Option<(&'a [u8], u32)> {
        let learned = self.learned.get_mut(table)?;
        let level = Level::best();
        let read = match level.filter(|level| level.follows_skeletons()) {
            Some(level) => learned.follow(level, text, slots, &mut self.numbers),
            None => learned.compare(level, text, slots),
        };
        let Some((index, rest)) = read else {
            learned.misses = learned.misses.saturating_add(1);
            return None;
        };
        learned.last = index;
        Some((rest, learned.layouts.get(index)?.blanks))
    }
}

impl Learned {
    const fn new() -> Self {
        const NOTHING: Alike = Alike { zeros: 0, skeleton: 0 };
        Self { layouts: Vec::new(), alike: [[NOTHING; KEPT]; KEPT], last: 0, misses: 0 }
    }

    /// The layouts with their indices; the one that was met last comes first.
    fn layouts(&self) -> impl Iterator<Item = (usize, &Layout)> {
        let (before, after) = self.layouts.split_at_checked(self.last).unwrap_or_default();
        (self.last..).zip(after).chain((0..).zip(before))
    }

    fn alike(&self, one: Option<usize>, other: usize) -> Alike {
        one.and_then(|one| self.alike.get(one)?.get(other)).copied().unwrap_or_default()
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
        (numbers.starts.count, numbers.ends.count) = (0, 0);
        for (index, layout) in self.layouts() {
            let Some(skeleton) = &layout.skeleton else { continue };
            if track.passed > self.alike(previous, index).skeleton {
                track = Track::default();
                (numbers.starts.count, numbers.ends.count) = (0, 0);
            }
            if let Some(end) = level.follow(skeleton, text, &mut track, numbers) {
                layout.start(slots)?;
                level.read_numbers(text, numbers, &skeleton.order, slots)?;
                return Some((index, text.get(end..)?));
            }
            previous = Some(index);
        }
        None
    }

    /// Reads a table by comparing it with one of zeros: which layout it has, and what comes after it.
    fn compare<'a>(&self, level: Option<Level>, text: &'a [u8], slots: &mut [i64]) -> Option<(usize, &'a [u8])> {
        let mut progress = Progress { at: 0, rest: text };
        let mut previous = None;
        for (index, layout) in self.layouts() {
            if progress.at > 0 && progress.at <= self.alike(previous, index).zeros {
                layout.take_over(previous.and_then(|previous| self.layouts.get(previous))?, slots);
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

    /// Whether a layout is worth keeping: where every table has one of its own, less and less often.
    fn is_to_learn(&self) -> bool {
        self.misses <= 8 || self.misses.is_power_of_two()
    }

    fn keep(&mut self, layout: Option<Layout>) {
        let Some(layout) = layout else { return };
        if self.layouts.len() == KEPT {
            // Any but the one that was met last.
            self.layouts.remove((self.last + 1) % KEPT);
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

impl Skeleton {
    /// The skeleton of a table of zeros, given the slot of each number; `None` where names have digits or are not
    /// ASCII.
    fn of(zeros: &[u8], slots: &[u16]) -> Option<Self> {
        let (mut text, mut order, mut mark) = (Vec::new(), Vec::new(), 0);
        for (byte, slot) in zeros.iter().zip(slots) {
            if *slot != NONE {
                order.push(*slot);
                mark = 0x80;
            } else if byte.is_ascii_digit() || !byte.is_ascii() {
                return None;
            } else {
                text.push(byte | mark);
                mark = 0;
            }
        }
        text.extend([0; BLOCK]);
        Some(Self { text, order })
    }

    pub(super) fn length(&self) -> usize {
        self.text.len() - BLOCK
    }
}

impl Layout {
    /// The layout of a table that has been read; `None` where numbers are written in another way than by digits.
    fn of<const N: usize>(text: &[u8], read: &[i64; N], members: Members<N>) -> Option<Self> {
        let pieces = Pieces::of(text).filter(|_| text.len() <= LONGEST)?;
        // Which number belongs to which slot is told by reading a table in which each number is its own index.
        let mut index = 0;
        let (indices, _) = pieces.render(text, || {
            index += 1;
            (index - 1).to_string()
        });
        let mut initial = [ABSENT; N];
        let mut cursor = Cursor::new(&indices, None);
        members(&mut cursor, &mut initial)?;
        let (mut zeros, places) = pieces.render(text, || "0".to_owned());
        let mut slots = vec![NONE; zeros.len()];
        for (slot, value) in initial.iter_mut().enumerate().filter(|(_, value)| **value >= 0) {
            let place = *places.get(usize::try_from(*value).ok()?)?;
            *slots.get_mut(place)? = u16::try_from(slot).ok()?;
            *value = 0;
        }
        let skeleton = Skeleton::of(&zeros, &slots);
        zeros.extend([0; BLOCK]);
        let layout = Self { zeros, slots, initial: initial.to_vec(), blanks: cursor.blanks, skeleton };
        // The table itself must come out as it was read; short numbers are read with what comes after them.
        let mut again = [ABSENT; N];
        let text = [text, &[b' '; 8]].concat();
        let mut progress = Progress { at: 0, rest: &text };
        layout.start(&mut again)?;
        layout.read(&mut progress, &mut again, same)?;
        (progress.rest == [b' '; 8] && again == *read).then_some(layout)
    }

    /// How many bytes at the start are those of another layout, with the same numbers.
    fn alike(&self, other: &Self) -> Alike {
        let pairs = |layout: &Self| layout.zeros.iter().copied().zip(layout.slots.iter().copied()).collect::<Vec<_>>();
        let zeros = pairs(self).iter().zip(&pairs(other)).take_while(|(one, other)| one == other).count();
        let numbers = self.slots.iter().take(zeros).filter(|slot| **slot != NONE).count();
        Alike { zeros, skeleton: zeros - numbers }
    }

    /// The slots before anything has been read.
    fn start(&self, slots: &mut [i64]) -> Option<()> {
        slots.get_mut(..self.initial.len())?.copy_from_slice(&self.initial);
        Some(())
    }

    /// Goes on where another layout went wrong, which is alike so far.
    fn take_over(&self, previous: &Self, slots: &mut [i64]) {
        for ((slot, initial), previous) in slots.iter_mut().zip(&self.initial).zip(&previous.initial) {
            if initial != previous {
                *slot = *initial;
            }
        }
    }

    /// Reads on in a table of this very layout with short numbers, given what counts the equal bytes at the start of
    /// two blocks. Where something else stands, the progress says how far it came.
    #[expect(clippy::inline_always, reason = "only so does it become part of the function with the instructions")]
    #[inline(always)]
    pub(super) fn read(
        &self,
        progress: &mut Progress<'_>,
        slots: &mut [i64],
        same: impl Fn(&[u8; BLOCK], &[u8; BLOCK]) -> usize,
    ) -> Option<()> {
        let Progress { mut at, mut rest } = *progress;
        loop {
            let edge;
            let block = if let Some(block) = rest.first_chunk() {
                block
            } else {
                edge = std::array::from_fn(|offset| rest.get(offset).copied().unwrap_or_default());
                &edge
            };
            let equal = same(block, self.zeros.get(at..)?.first_chunk()?).min(self.slots.len() - at);
            at += equal;
            rest = rest.get(equal..)?;
            if equal == BLOCK {
                continue;
            }
            *progress = Progress { at, rest };
            if at == self.slots.len() {
                return Some(());
            }
            // No slot has the number of `NONE`.
            let slot = slots.get_mut(usize::from(*self.slots.get(at)?))?;
            (*slot, rest) = short(rest)?;
            at += 1;
        }
    }
}

/// How many bytes at the start of two blocks are equal.
fn same(left: &[u8; BLOCK], right: &[u8; BLOCK]) -> usize {
    if left == right {
        return BLOCK;
    }
    left.iter().zip(right).take_while(|(left, right)| left == right).count()
}

/// Where the numbers of a table stand in its text.
struct Pieces(Vec<std::ops::Range<usize>>);

impl Pieces {
    /// `None` where there are signs, fractions, exponents or escapes.
    fn of(text: &[u8]) -> Option<Self> {
        let mut numbers: Vec<std::ops::Range<usize>> = Vec::new();
        let mut in_name = false;
        for (at, byte) in text.iter().enumerate() {
            match byte {
                b'"' => in_name = !in_name,
                b'\\' => return None,
                _ if in_name => {}
                b'-' | b'+' | b'.' | b'e' | b'E' => return None,
                b'0'..=b'9' => match numbers.last_mut().filter(|number| number.end == at) {
                    Some(number) => number.end += 1,
                    None => numbers.push(at..at + 1),
                },
                _ => {}
            }
        }
        Some(Self(numbers))
    }

    /// The text with other numbers, and where each of them starts.
    fn render(&self, text: &[u8], mut number: impl FnMut() -> String) -> (Vec<u8>, Vec<usize>) {
        let (mut rendered, mut places, mut from) = (Vec::new(), Vec::new(), 0);
        for range in &self.0 {
            rendered.extend(text.get(from..range.start).unwrap_or_default());
            places.push(rendered.len());
            rendered.extend(number().bytes());
            from = range.end;
        }
        rendered.extend(text.get(from..).unwrap_or_default());
        (rendered, places)
    }
}

const _: () = assert!(BLANK < 0 && ABSENT < 0, "no index of a number");
