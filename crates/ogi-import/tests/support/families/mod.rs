//! Families of hostile files. A file of a family is made for a number of bytes, and asks one reader, or one step of
//! recognising a report, for as much work as so many bytes can.
//!
//! The test `growth` holds how their cost grows, and the test `hostile` of `ogi-cli` puts each into the middle of a folder.
//! A new reader, and a new bound, gets its families here.

mod archives;
#[path = "../distinct.rs"]
mod distinct;
mod markup;
#[path = "../package.rs"]
mod package;
mod paper;
#[path = "../raw_pdf.rs"]
mod raw_pdf;
mod text;

use distinct::distinct;

/// Files of one kind in any size.
pub(crate) struct Family {
    /// The container and what there is too much of.
    pub(crate) name: String,
    make: Box<dyn Fn(usize) -> Vec<u8>>,
}

impl Family {
    fn new(name: impl Into<String>, make: impl Fn(usize) -> Vec<u8> + 'static) -> Self {
        Self {
            name: name.into(),
            make: Box::new(make),
        }
    }

    /// A family of texts.
    fn of_text(name: impl Into<String>, make: impl Fn(usize) -> String + 'static) -> Self {
        Self::new(name, move |size| make(size).into_bytes())
    }

    /// What a file of the family is called at its end.
    pub(crate) fn extension(&self) -> &'static str {
        const EXTENSIONS: &[(&str, &str)] = &[
            ("html", "html"),
            ("json", "json"),
            ("rtf", "rtf"),
            ("mail", "eml"),
            ("xlsx", "xlsx"),
            ("docx", "docx"),
            ("zip", "docx"),
            ("xml", "docx"),
            ("text of Open", "odt"),
            ("spreadsheet", "ods"),
            ("ofd", "ofd"),
            ("flat", "xml"),
            ("pdf", "pdf"),
        ];
        let known = EXTENSIONS
            .iter()
            .find(|(begin, _)| self.name.starts_with(begin));
        known.map_or("txt", |(_, extension)| extension)
    }

    /// A file with about so many bytes in it, before it is packed.
    pub(crate) fn file(&self, size: usize) -> Vec<u8> {
        (self.make)(size)
    }
}

/// Every family.
pub(crate) fn all() -> Vec<Family> {
    let mut families = text::families();
    families.extend(markup::families());
    families.extend(archives::families());
    families.extend(paper::families());
    families
}

/// What a page begins with, so that it is looked at as a report.
const HEAD: &str = "某局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n现行有效件数\n规章 | 1 | 2 | 3\n";

/// What there is too much of, what stands before it, the piece that is repeated, and what stands after it.
type Repeated = (&'static str, &'static str, &'static str, &'static str);

/// A family for each piece that is repeated, packed in the same way.
fn repeated(
    container: &str,
    pieces: &[Repeated],
    pack: impl Fn(&str) -> Vec<u8> + Copy + 'static,
) -> Vec<Family> {
    let families = pieces.iter().map(|&(name, before, piece, after)| {
        Family::new(format!("{container}: {name}"), move |size| {
            pack(&filled(before, piece, after, size))
        })
    });
    families.collect()
}

/// A piece as often as it fits between a beginning and an end.
fn filled(head: &str, piece: &str, end: &str, size: usize) -> String {
    let room = size.saturating_sub(head.len() + end.len());
    [head, &piece.repeat(room / piece.len()), end].concat()
}

/// Pieces that are all different, from their number, as many as fit.
fn numbered(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut all = String::with_capacity(size);
    for number in 0.. {
        let piece = piece(number);
        if all.len() + piece.len() > size {
            break;
        }
        all += &piece;
    }
    all
}
