//! Compound files (MS-CFB), in which old Office programs kept their streams; each is read within bounds.

mod biff;

use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;

/// The bytes that a compound file begins with.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Sectors with numbers from here on end a chain.
const LAST: u32 = 0xffff_fffa;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;

/// Reads a compound file by what it holds: a workbook of Excel 5 to 2003.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    let file = Compound::open(bytes).ok_or_else(|| broken("its directory cannot be followed"))?;
    if let Some(book) = file.stream("Workbook").or_else(|| file.stream("Book")) {
        return biff::read(&book, limits);
    }
    let kind = if file.has("WordDocument") {
        "old Word"
    } else if file.has("EncryptedPackage") {
        "encrypted Office"
    } else {
        "old Office"
    };
    Err(ImportError::Unsupported { kind })
}

fn broken(why: &str) -> ImportError {
    ImportError::Broken {
        kind: "Excel",
        why: why.to_owned(),
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes
        .get(at..at + 2)
        .and_then(|two| two.try_into().ok())
        .map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..at + 4)
        .and_then(|four| four.try_into().ok())
        .map(u32::from_le_bytes)
}

/// A compound file: sectors, the table of which follows which, and the streams by name.
struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    /// Name, first sector and size.
    entries: Vec<(String, u32, usize)>,
    /// Streams smaller than this stand in the stream of small sectors.
    small: usize,
    small_first: u32,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let small = u32_at(bytes, 56)? as usize;
        let mut file = Self {
            bytes,
            sector,
            next: Vec::new(),
            entries: Vec::new(),
            small,
            small_first: u32_at(bytes, 60)?,
        };
        for table in file.tables()? {
            let part = file.at(table)?;
            file.next
                .extend((0..part.len() / 4).filter_map(|at| u32_at(part, at * 4)));
        }
        let directory = file.chain(u32_at(bytes, 48)?)?;
        file.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        Some(file)
    }

    /// The sectors that hold the table of which sector follows which.
    fn tables(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len() / self.sector + 1;
        let mut tables: Vec<u32> = (0..109)
            .filter_map(|at| u32_at(self.bytes, 76 + at * 4))
            .collect();
        let mut more = u32_at(self.bytes, 68)?;
        let per_sector = self.sector / 4 - 1;
        while more < LAST && tables.len() <= most {
            let part = self.at(more)?;
            tables.extend((0..per_sector).filter_map(|at| u32_at(part, at * 4)));
            more = u32_at(part, per_sector * 4)?;
        }
        tables.retain(|table| *table < LAST);
        (tables.len() <= most).then_some(tables)
    }

    /// A sector; the last of the file may be cut.
    fn at(&self, number: u32) -> Option<&'a [u8]> {
        let begins = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        self.bytes
            .get(begins..self.bytes.len().min(begins + self.sector))
            .filter(|sector| !sector.is_empty())
    }

    /// The bytes of a chain of sectors.
    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let (mut chain, mut at) = (Vec::new(), first);
        while at < LAST {
            chain.extend_from_slice(self.at(at)?);
            if chain.len() > self.bytes.len() {
                return None;
            }
            at = *self.next.get(at as usize)?;
        }
        Some(chain)
    }

    fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(known, ..)| known == name)
    }

    /// The bytes of a stream, as far as they are there.
    fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let (_, first, size) = self.entries.iter().find(|(known, ..)| known == name)?;
        let mut stream = if *size < self.small {
            self.small_chain(*first)?
        } else {
            self.chain(*first)?
        };
        stream.truncate(*size);
        Some(stream)
    }

    fn small_chain(&self, first: u32) -> Option<Vec<u8>> {
        const SMALL: usize = 64;
        let (_, root, _) = self.entries.first()?;
        let (sectors, table) = (self.chain(*root)?, self.chain(self.small_first)?);
        let (mut chain, mut at) = (Vec::new(), first);
        while at < LAST {
            let begins = at as usize * SMALL;
            chain.extend_from_slice(sectors.get(begins..begins + SMALL)?);
            if chain.len() > self.small + SMALL {
                return None;
            }
            at = u32_at(&table, at as usize * 4)?;
        }
        Some(chain)
    }
}

fn entry(bytes: &[u8]) -> Option<(String, u32, usize)> {
    let length = (u16_at(bytes, 64)? as usize)
        .checked_sub(2)
        .filter(|length| *length <= 62)?;
    let units: Vec<u16> = (0..length / 2)
        .filter_map(|at| u16_at(bytes, at * 2))
        .collect();
    Some((
        String::from_utf16_lossy(&units),
        u32_at(bytes, 116)?,
        u32_at(bytes, 120)? as usize,
    ))
}
