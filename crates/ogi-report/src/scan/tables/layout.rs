//! The layout of a table: its text with every number replaced by 0, and its text without numbers.

use std::ops::Range;

use super::super::cursor::{Cursor, Encoding};
use super::super::number::short;
use super::super::{ABSENT, BLANK};

/// Longest text of a table whose layout is kept, so that hostile white space takes no memory.
const LONGEST: usize = 1 << 16;

/// Bytes that are compared together: a vector of AVX-512.
pub(in super::super) const BLOCK: usize = 64;

/// The layout of a table.
pub(in super::super) struct Layout {
    /// The text with 0 for every number, and a block of zero bytes after it.
    zeros: Vec<u8>,
    /// For each byte of `zeros`, the slot of the number there, or [`NONE`].
    slots: Vec<u16>,
    /// The slots of a table of zeros.
    initial: Vec<i64>,
    pub(super) blanks: u32,
    /// The running number of the last table that had this layout.
    pub(super) met: u64,
    pub(super) skeleton: Option<Skeleton>,
}

/// The text of a layout without its numbers.
pub(in super::super) struct Skeleton {
    /// The byte after each number has its top bit set. A block of zero bytes follows the text.
    pub(in super::super) text: Vec<u8>,
    order: Order,
    /// The slots of nulls.
    blanks: Vec<u16>,
}

/// The slots of the numbers of a table, in the order of the text.
enum Order {
    /// Runs of slots: the first slot and the count of each.
    Stretches(Vec<(u16, u16)>),
    Each(Vec<u16>),
}

/// How far a table agrees with a skeleton.
#[derive(Debug, Default, Clone, Copy)]
pub(in super::super) struct Track {
    /// Bytes of the table, in whole blocks.
    pub(in super::super) at: usize,
    /// Bytes of the skeleton.
    pub(in super::super) passed: usize,
    /// Whether the byte before is a digit.
    pub(in super::super) after_digit: bool,
}

/// How far two layouts agree at the start.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Alike {
    pub(super) zeros: usize,
    pub(super) skeleton: usize,
}

/// Stands for a byte without a number.
const NONE: u16 = u16::MAX;

/// How far a table has been read in a layout.
pub(in super::super) struct Progress<'a> {
    /// Bytes of the layout that agree so far.
    pub(super) at: usize,
    /// The rest of the document after them.
    pub(super) rest: &'a [u8],
}

/// The numbers of a table in the order of the text: the first `count` values.
pub(in super::super) struct Numbers {
    pub(in super::super) values: [i64; MOST],
    pub(in super::super) count: usize,
}

/// Room for the numbers of a table. Tables with more numbers are not kept.
pub(super) const MOST: usize = 512;

impl Skeleton {
    /// The skeleton of a table of zeros, given the slot of each number and the slots of that table. `None` if a name has
    /// digits or is not ASCII.
    fn of(zeros: &[u8], slots: &[u16], initial: &[i64]) -> Option<Self> {
        let (mut text, mut mark) = (Vec::new(), 0);
        for (byte, slot) in zeros.iter().zip(slots) {
            if *slot != NONE {
                mark = 0x80;
            } else if byte.is_ascii_digit() || !byte.is_ascii() {
                return None;
            } else {
                text.push(byte | mark);
                mark = 0;
            }
        }
        text.extend([0; BLOCK]);
        let order = Order::of(slots.iter().copied().filter(|slot| *slot != NONE).collect());
        let blanks = (0..)
            .zip(initial)
            .filter(|(_, value)| **value == BLANK)
            .map(|(slot, _)| slot)
            .collect();
        Some(Self {
            text,
            order,
            blanks,
        })
    }

    /// Puts the numbers and nulls of a table into their slots.
    pub(super) fn place(&self, numbers: &Numbers, slots: &mut [i64]) -> Option<()> {
        let mut values = numbers.values.get(..numbers.count)?;
        match &self.order {
            Order::Stretches(stretches) => {
                for (first, length) in stretches {
                    let (these, after) = values.split_at_checked(usize::from(*length))?;
                    slots
                        .get_mut(usize::from(*first)..)?
                        .get_mut(..these.len())?
                        .copy_from_slice(these);
                    values = after;
                }
            }
            Order::Each(order) => {
                for (slot, value) in order.iter().zip(values) {
                    *slots.get_mut(usize::from(*slot))? = *value;
                }
            }
        }
        for blank in &self.blanks {
            *slots.get_mut(usize::from(*blank))? = BLANK;
        }
        Some(())
    }

    pub(in super::super) fn length(&self) -> usize {
        self.text.len() - BLOCK
    }
}

impl Order {
    /// Slots one by one, or as runs where the runs are long.
    fn of(slots: Vec<u16>) -> Self {
        const LONG: usize = 16;
        let mut stretches: Vec<(u16, u16)> = Vec::new();
        for slot in &slots {
            match stretches
                .last_mut()
                .filter(|(first, length)| first + length == *slot)
            {
                Some((_, length)) => *length += 1,
                None => stretches.push((*slot, 1)),
            }
        }
        if stretches.len() * LONG <= slots.len() {
            Self::Stretches(stretches)
        } else {
            Self::Each(slots)
        }
    }
}

impl Layout {
    /// The layout of a table that was read member by member. `None` if a number is not written in plain digits.
    pub(super) fn of(
        text: &[u8],
        read: &[i64],
        members: &dyn Fn(&mut Cursor<'_>, &mut [i64]) -> Option<()>,
    ) -> Option<Self> {
        let pieces = Pieces::of(text).filter(|_| text.len() <= LONGEST)?;
        // Reading a table in which every number is its own index tells which number belongs to which slot.
        let mut index = 0;
        let (indices, _) = pieces.render(text, || {
            index += 1;
            (index - 1).to_string()
        });
        let mut initial = vec![ABSENT; read.len()];
        let mut cursor = Cursor::new(&indices, Encoding::Known);
        members(&mut cursor, &mut initial)?;
        let (mut zeros, places) = pieces.render(text, || "0".to_owned());
        let mut slots = vec![NONE; zeros.len()];
        for (slot, value) in initial
            .iter_mut()
            .enumerate()
            .filter(|(_, value)| **value >= 0)
        {
            let place = *places.get(usize::try_from(*value).ok()?)?;
            *slots.get_mut(place)? = u16::try_from(slot).ok()?;
            *value = 0;
        }
        let skeleton = Skeleton::of(&zeros, &slots, &initial);
        zeros.extend([0; BLOCK]);
        let layout = Self {
            zeros,
            slots,
            initial,
            blanks: cursor.blanks,
            met: 0,
            skeleton,
        };
        // Proof: with the layout, the table has to read as it did member by member. A short number is read together with the
        // byte after it, so the text goes on behind the table.
        let mut again = vec![ABSENT; read.len()];
        let text = [text, &[b' '; 8]].concat();
        let mut progress = Progress { at: 0, rest: &text };
        layout.start(&mut again)?;
        layout.read(&mut progress, &mut again, same)?;
        (progress.rest == [b' '; 8] && again == *read).then_some(layout)
    }

    /// How far the layout agrees with another one: the bytes at the start, and the numbers in them.
    pub(super) fn alike(&self, other: &Self) -> Alike {
        let pairs = |layout: &Self| {
            layout
                .zeros
                .iter()
                .copied()
                .zip(layout.slots.iter().copied())
                .collect::<Vec<_>>()
        };
        let zeros = pairs(self)
            .iter()
            .zip(&pairs(other))
            .take_while(|(one, other)| one == other)
            .count();
        let numbers = self
            .slots
            .iter()
            .take(zeros)
            .filter(|slot| **slot != NONE)
            .count();
        Alike {
            zeros,
            skeleton: zeros - numbers,
        }
    }

    /// The slots before anything has been read.
    pub(super) fn start(&self, slots: &mut [i64]) -> Option<()> {
        slots
            .get_mut(..self.initial.len())?
            .copy_from_slice(&self.initial);
        Some(())
    }

    /// Goes on at the place where another layout failed, up to which both are alike.
    pub(super) fn take_over(&self, previous: &Self, slots: &mut [i64]) {
        for ((slot, initial), previous) in
            slots.iter_mut().zip(&self.initial).zip(&previous.initial)
        {
            if initial != previous {
                *slot = *initial;
            }
        }
    }

    /// Reads on in a table of this layout with short numbers. `same` counts the equal bytes at the start of two blocks. At
    /// the first difference, the progress says how far the table agrees.
    #[expect(
        clippy::inline_always,
        reason = "only so does it become part of the function with the instructions"
    )]
    #[inline(always)]
    pub(in super::super) fn read(
        &self,
        progress: &mut Progress<'_>,
        slots: &mut [i64],
        same: impl Fn(&[u8; BLOCK], &[u8; BLOCK]) -> usize,
    ) -> Option<()> {
        let Progress { mut at, mut rest } = *progress;
        let mut edge = [0; BLOCK];
        loop {
            let equal = same(block(rest, &mut edge), self.zeros.get(at..)?.first_chunk()?)
                .min(self.slots.len() - at);
            at += equal;
            rest = rest.get(equal..)?;
            if equal == BLOCK {
                continue;
            }
            *progress = Progress { at, rest };
            if at == self.slots.len() {
                return Some(());
            }
            // `NONE` is larger than any slot, so `get_mut` refuses it.
            let slot = slots.get_mut(usize::from(*self.slots.get(at)?))?;
            (*slot, rest) = short(rest)?;
            at += 1;
        }
    }
}

/// The block at the start of a text; a copy filled up with zero bytes if the text is shorter.
#[inline]
pub(in super::super) fn block<'a>(text: &'a [u8], copy: &'a mut [u8; BLOCK]) -> &'a [u8; BLOCK] {
    text.first_chunk().unwrap_or_else(|| {
        *copy = std::array::from_fn(|offset| text.get(offset).copied().unwrap_or_default());
        copy
    })
}

const WORD: usize = 8;

/// How many bytes at the start of two blocks are equal.
pub(super) fn same(left: &[u8; BLOCK], right: &[u8; BLOCK]) -> usize {
    let (left, right) = (left.as_chunks::<WORD>().0, right.as_chunks::<WORD>().0);
    let different = left
        .iter()
        .zip(right)
        .map(|(left, right)| u64::from_le_bytes(*left) ^ u64::from_le_bytes(*right));
    let first = different.enumerate().find(|(_, different)| *different != 0);
    first.map_or(BLOCK, |(word, different)| {
        word * WORD + different.trailing_zeros() as usize / 8
    })
}

/// The places of the numbers in the text of a table.
struct Pieces(Vec<Range<usize>>);

impl Pieces {
    /// The numbers of a text; `None` if it has signs, fractions, exponents or escapes.
    fn of(text: &[u8]) -> Option<Self> {
        let mut numbers: Vec<Range<usize>> = Vec::new();
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

    /// The text with other numbers, and the start of each.
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
