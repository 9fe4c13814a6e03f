//! A file as the parts that its container packs, so that a part can be damaged before sums and offsets are reckoned.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file before it is packed.
#[derive(Debug, Clone)]
pub(crate) struct File {
    packing: Packing,
    parts: Vec<Part>,
}

/// A part of a file.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// What the container calls it: the path in an archive, the entries of the dictionary of a stream, the kind of a
    /// record.
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
}

/// How parts become a file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Packing {
    /// The only part is the file.
    Alone,
    /// An archive.
    Zip,
    /// One XML file of parts that are XML.
    FlatPackage,
    /// A web page saved as one file.
    Saved,
    /// A mail with the page beside a plain text.
    Mail,
    /// Objects of a PDF; those with a name are streams.
    Pdf,
    /// Records of an old workbook.
    Workbook,
}

impl File {
    pub(crate) fn new(packing: Packing, parts: Vec<(&str, String)>) -> Self {
        let parts = parts.into_iter().map(|(name, content)| Part {
            name: name.to_owned(),
            content: content.into_bytes(),
        });
        Self::of(packing, parts.collect())
    }

    pub(crate) fn of(packing: Packing, parts: Vec<Part>) -> Self {
        Self { packing, parts }
    }

    /// The same parts, packed otherwise.
    pub(crate) fn packed_as(self, packing: Packing) -> Self {
        Self { packing, ..self }
    }

    pub(crate) fn parts(&mut self) -> &mut [Part] {
        &mut self.parts
    }

    /// The bytes of the file.
    pub(crate) fn pack(&self) -> Vec<u8> {
        let first = || self.parts.first().map_or(&[][..], |part| &part.content);
        match self.packing {
            Packing::Alone => first().to_vec(),
            Packing::Zip => zip(&self.parts),
            Packing::FlatPackage => flat_package(&self.parts),
            Packing::Saved => saved(first()),
            Packing::Mail => mail(first()),
            Packing::Pdf => pdf(&self.parts),
            Packing::Workbook => compound(&stream(&self.parts)),
        }
    }
}

fn zip(parts: &[Part]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        writer
            .start_file(part.name.as_str(), SimpleFileOptions::default())
            .expect("memory");
        writer.write_all(&part.content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn flat_package(parts: &[Part]) -> Vec<u8> {
    let mut file =
        b"<?xml version=\"1.0\" standalone=\"yes\"?><?mso-application progid=\"Word.Document\"?>\
        <pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">"
            .to_vec();
    for part in parts {
        file.extend(format!("<pkg:part pkg:name=\"/{}\"><pkg:xmlData>", part.name).into_bytes());
        file.extend(&part.content);
        file.extend(b"</pkg:xmlData></pkg:part>");
    }
    file.extend(b"</pkg:package>");
    file
}

fn saved(page: &[u8]) -> Vec<u8> {
    let head = "From: <Saved by WPS>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"B\"\r\n\r\n\
        --B\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    let mut text = head.to_owned();
    for line in page.chunks(24) {
        for byte in line {
            write!(text, "={byte:02X}").expect("a string");
        }
        text += "=\r\n";
    }
    text += "\r\n--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B--\r\n";
    text.into_bytes()
}

fn mail(page: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let head = "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=B\r\n\r\n\
        --B\r\nContent-Type: text/plain\r\n\r\nx\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\n\
        Content-Transfer-Encoding: base64\r\n\r\n";
    let mut file = head.as_bytes().to_vec();
    for (at, three) in page.chunks(3).enumerate() {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let is_filler = digit > three.len();
            let index = (bits >> (18 - 6 * digit)) & 63;
            file.push(if is_filler {
                b'='
            } else {
                DIGITS[index as usize]
            });
        }
        if at % 18 == 17 {
            file.extend(b"\r\n");
        }
    }
    file.extend(b"\r\n--B--\r\n");
    file
}

fn pdf(objects: &[Part]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n").into_bytes());
        if object.name.is_empty() {
            file.extend(&object.content);
        } else {
            let content = if object.name.contains("FlateDecode") {
                deflated(&object.content)
            } else {
                object.content.clone()
            };
            let (name, length) = (&object.name, content.len());
            file.extend(format!("<< {name} /Length {length} >>\nstream\n").into_bytes());
            file.extend(content);
            file.extend(b"\nendstream");
        }
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    let size = objects.len() + 1;
    let mut end = format!("xref\n0 {size}\n0000000000 65535 f \n");
    for place in places {
        writeln!(end, "{place:010} 00000 n ").expect("a string");
    }
    write!(
        end,
        "trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF"
    )
    .expect("a string");
    file.extend(end.into_bytes());
    file
}

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut writer = ZlibEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(content).expect("memory");
    writer.finish().expect("memory")
}

/// Kinds of records that tell where others begin.
const SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;

/// The records one after the other; those of the sheets get the places where these begin.
fn stream(records: &[Part]) -> Vec<u8> {
    let kind = |record: &Part| u16::from_str_radix(&record.name, 16).expect("a kind");
    let length = |record: &Part| record.content.len().min(MOST);
    let mut begins = Vec::new();
    let mut at = 0;
    for record in records {
        if kind(record) == BEGIN {
            begins.push(at);
        }
        at += 4 + length(record);
    }
    let mut sheets = begins.into_iter().skip(1);
    let mut stream = Vec::new();
    for record in records {
        stream.extend(kind(record).to_le_bytes());
        stream.extend(
            u16::try_from(length(record))
                .expect("a record")
                .to_le_bytes(),
        );
        let data = stream.len();
        stream.extend(&record.content[..length(record)]);
        if kind(record) == SHEET
            && length(record) >= 4
            && let Some(begin) = sheets.next()
        {
            let begin = u32::try_from(begin).expect("a short stream");
            stream[data..data + 4].copy_from_slice(&begin.to_le_bytes());
        }
    }
    stream
}

/// Most bytes of a record.
const MOST: usize = 8_224;
/// Bytes of a sector, and marks in the table of sectors.
const SECTOR: usize = 512;
const END: u32 = 0xffff_fffe;
const TABLE: u32 = 0xffff_fffd;
const FREE: u32 = 0xffff_ffff;

/// A compound file with one stream, `Workbook`: the table of sectors first, then the directory, then the stream.
fn compound(stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    let size = stream.len().max(4096);
    stream.resize(size.next_multiple_of(SECTOR), 0);
    let sectors = stream.len() / SECTOR;
    let mut tables = 1;
    while tables * (SECTOR / 4) < tables + 1 + sectors {
        tables += 1;
    }
    let number = |at: usize| u32::try_from(at).expect("a short stream");
    let mut next = vec![TABLE; tables];
    next.push(END);
    next.extend((1..sectors).map(|at| number(tables + 1 + at)));
    next.push(END);
    next.resize(tables * (SECTOR / 4), FREE);

    let mut head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    head.resize(24, 0);
    for half in [0x3e_u16, 3, 0xfffe, 9, 6, 0, 0, 0] {
        head.extend(half.to_le_bytes());
    }
    let words = [0, number(tables), number(tables), 0, 4096, END, 0, END, 0];
    head.extend(words.iter().flat_map(|word| word.to_le_bytes()));
    head.extend((0..tables.min(109)).flat_map(|at| number(at).to_le_bytes()));
    head.resize(SECTOR, 0xff);

    let mut file = head;
    file.extend(next.iter().flat_map(|word| word.to_le_bytes()));
    file.extend(entry("Root Entry", 5, END, 0));
    file.extend(entry("Workbook", 2, number(tables + 1), number(size)));
    file.resize((tables + 2) * SECTOR, 0);
    file.extend(stream);
    file
}

/// An entry of the directory.
fn entry(name: &str, kind: u8, first: u32, size: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(entry.len() + 2).expect("a short name");
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    let child = if kind == 5 { 1 } else { FREE };
    entry.extend(
        [FREE, FREE, child]
            .iter()
            .flat_map(|link| link.to_le_bytes()),
    );
    entry.resize(116, 0);
    entry.extend(first.to_le_bytes());
    entry.extend(size.to_le_bytes());
    entry.resize(128, 0);
    entry
}
