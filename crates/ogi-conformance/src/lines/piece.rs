//! A run of whole lines in memory.

/// One line of the input, without its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// Number of lines before it in its piece.
    pub index: u64,
    /// Bytes of the input before it.
    pub offset: u64,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A piece whose lines were not folded yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    /// Bytes of the input before it.
    pub(super) offset: u64,
    /// Bytes of the input that it stands for. It holds fewer of them where a line was too long.
    pub(super) bytes: u64,
    /// Its lines.
    pub(super) held: &'a [u8],
}

/// Memory for a piece, reused for the next one.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
    start: usize,
    end: usize,
}

impl Buffer {
    /// The lines of the piece, from bytes that are in the buffer.
    pub(super) fn filled(&self) -> &[u8] {
        self.bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// Replaces its content with some bytes.
    pub(super) fn begin_with(&mut self, bytes: &[u8]) {
        (self.start, self.end) = (0, 0);
        self.room(bytes.len()).copy_from_slice(bytes);
        self.end = bytes.len();
    }

    /// Room for `bytes` more after its content.
    pub(super) fn room(&mut self, bytes: usize) -> &mut [u8] {
        let end = self.end + bytes;
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes.get_mut(self.end..end).unwrap_or_default()
    }

    /// Adds `bytes` of the room, which have been written, to its content.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.end = (self.end + bytes).min(self.bytes.len());
    }

    /// Drops bytes at the front.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.start = (self.start + bytes).min(self.end);
    }

    /// Keeps `bytes` at the front.
    pub(super) fn truncate(&mut self, bytes: usize) {
        self.end = self.end.min(self.start + bytes);
    }
}

impl Part<'_> {
    /// Calls `each` with every line that is not blank, and with every line that is too long, cut after `limit` + 1 bytes;
    /// returns the number of lines.
    pub(super) fn lines(&self, limit: usize, mut each: impl FnMut(Line<'_>)) -> u64 {
        let (mut index, mut begin) = (0, 0);
        let Self { offset, held, .. } = *self;
        let ends = memchr::memchr_iter(b'\n', held).chain(Some(held.len()));
        for end in ends {
            let bytes = held.get(begin..end).unwrap_or_default();
            if begin == held.len() {
                break;
            }
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            if bytes.len() > limit || !bytes.trim_ascii_start().is_empty() {
                let bytes = bytes.get(..=limit).unwrap_or(bytes);
                each(Line {
                    index,
                    offset: offset + begin as u64,
                    bytes,
                });
            }
            index += 1;
            begin = end + 1;
        }
        index
    }
}
