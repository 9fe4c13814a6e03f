//! Pieces of a file, read by each thread itself. A piece has the lines that begin within its range of bytes.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use super::piece::{Buffer, Part};
use super::{Options, Source};

/// A source whose bytes several threads can read at any offset, such as a file.
pub trait ReadAt: Sync {
    /// Reads bytes from `offset` on, at most as many as fit; returns their number, which is 0 at the end.
    ///
    /// # Errors
    /// It cannot be read.
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize>;
}

#[cfg(unix)]
impl ReadAt for std::fs::File {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(self, into, offset)
    }
}

#[cfg(windows)]
impl ReadAt for std::fs::File {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(self, into, offset)
    }
}

impl ReadAt for [u8] {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        let rest = usize::try_from(offset)
            .ok()
            .and_then(|offset| self.get(offset..))
            .unwrap_or_default();
        let read = rest.len().min(into.len());
        into.get_mut(..read)
            .unwrap_or_default()
            .copy_from_slice(rest.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// Bytes read beyond a piece. A line that crosses its end is rarely longer (a report on one line takes 5 to 16 KiB), so
/// one call reads the whole piece.
const OVERLAP: usize = 16 << 10;

/// A file in ranges.
pub(super) struct Random<'a, R: ?Sized> {
    input: &'a R,
    from: u64,
    options: Options,
    next: AtomicU64,
}

impl<'a, R: ReadAt + ?Sized> Random<'a, R> {
    pub(super) fn new(input: &'a R, from: u64, options: Options) -> Self {
        Self {
            input,
            from,
            options,
            next: AtomicU64::new(0),
        }
    }

    /// The lines that begin in a range; `None` if the range is beyond the file.
    fn piece<'b>(&self, number: u64, buffer: &'b mut Buffer) -> io::Result<Option<Part<'b>>> {
        let range = self.options.piece.max(1);
        let begin = self.from + number * range as u64;
        // The byte before the range tells whether a line begins with it.
        let before = usize::from(number > 0);
        let start = begin - before as u64;
        buffer.begin_with(&[]);
        self.read(buffer, start, before + range + OVERLAP)?;
        if buffer.filled().len() <= before {
            return Ok(None);
        }
        let mut first = 0;
        if number > 0 {
            let within = buffer.filled().get(..range).unwrap_or(buffer.filled());
            let Some(found) = memchr::memchr(b'\n', within) else {
                return Ok(Some(Part {
                    offset: begin,
                    bytes: 0,
                    held: &[],
                }));
            };
            first = found + 1;
        }
        let end = self.end_of_last(buffer, start, before + range)?;
        buffer.truncate(end);
        buffer.skip(first);
        let held = buffer.filled();
        Ok(Some(Part {
            offset: start + first as u64,
            bytes: held.len() as u64,
            held,
        }))
    }

    /// The end of the last line that begins in the range. Reads on until it ends, or until it is too long.
    fn end_of_last(&self, buffer: &mut Buffer, start: u64, range: usize) -> io::Result<usize> {
        let mut searched = range - 1;
        loop {
            let held = buffer.filled();
            if let Some(found) = memchr::memchr(b'\n', held.get(searched..).unwrap_or_default()) {
                return Ok(searched + found + 1);
            }
            searched = held.len().max(searched);
            let line = memchr::memrchr(b'\n', held).map_or(0, |last| last + 1);
            let telling = self.options.telling();
            if held.len() - line >= telling {
                return Ok(line + telling);
            }
            let read = self.read(buffer, start, self.options.piece.max(OVERLAP))?;
            if read == 0 {
                return Ok(buffer.filled().len());
            }
        }
    }

    /// Appends `bytes` of the file to the buffer, whose content begins at `start`; fewer only at the end of the file.
    fn read(&self, buffer: &mut Buffer, start: u64, bytes: usize) -> io::Result<usize> {
        let mut done = 0;
        while done < bytes {
            let at = start + buffer.filled().len() as u64;
            match self.input.read_at(buffer.room(bytes - done), at) {
                Ok(0) => break,
                Ok(read) => {
                    buffer.advance(read);
                    done += read;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }
}

impl<R: ReadAt + ?Sized> Source for Random<'_, R> {
    fn next<'b>(&'b self, buffer: &'b mut Buffer) -> (u64, io::Result<Option<Part<'b>>>) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        (number, self.piece(number, buffer))
    }
}
