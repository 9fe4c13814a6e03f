//! Places in a text: from offsets in bytes to lines and characters.

use crate::grid::Origin;

/// Where the lines of a text begin.
pub(super) struct Places {
    starts: Vec<usize>,
}

impl Places {
    pub(super) fn new(text: &str) -> Self {
        Self {
            starts: std::iter::once(0)
                .chain(text.match_indices('\n').map(|(at, _)| at + 1))
                .collect(),
        }
    }

    /// Line of an offset, from 1.
    pub(super) fn line(&self, offset: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
    }

    /// Line and byte of an offset.
    pub(super) fn origin(&self, offset: usize) -> Origin {
        let line = self.line(offset);
        let start = self.starts.get(line as usize - 1).copied().unwrap_or(0);
        Origin::Byte {
            line,
            byte: u32::try_from(offset - start + 1).unwrap_or(u32::MAX),
        }
    }
}
