//! Reports printed into files of every container, with text in them that a person does not see; also used by the fuzz
//! target `container`.

mod excel;
mod excel97;
mod file;
mod html;
mod lines;
mod mail;
mod odf;
mod ofd;
mod paper;
mod pdf;
pub(crate) mod recipe;
mod rtf;
mod word;

#[path = "../printed.rs"]
#[expect(dead_code, reason = "other tests print more")]
pub(crate) mod printed;
#[path = "../row_shapes.rs"]
mod row_shapes;
#[path = "../shapes.rs"]
pub(crate) mod shapes;

use std::collections::BTreeMap;

pub(crate) use file::File;
use printed::{Layout, Piece, Printed};

/// A place in the tables: table, row and cell of the row, each from 0.
pub(crate) type Spot = (usize, usize, usize);

/// Something that is not seen, in or beside a cell.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// The way in which it is not seen, as an index into those of the container.
    pub(crate) way: usize,
    /// What it says.
    pub(crate) text: String,
}

/// What is not seen, by the cell that it is put into.
pub(crate) type Marks = BTreeMap<Spot, Mark>;

/// A kind of file in which a report can be printed with something in it that is not seen.
pub(crate) trait Container: Sync {
    /// Its name, for messages.
    fn name(&self) -> &'static str;

    /// The ways in which it can hold what is not seen, by name.
    fn ways(&self) -> Vec<&'static str>;

    /// The file of a report, with what is not seen in some of its cells.
    fn print(&self, tables: &[Printed], marks: &Marks) -> File;
}

/// Every container, in the order in which recipes number them.
pub(crate) const ALL: &[&dyn Container] = &[
    &mail::Saved,
    &mail::Mail,
    &rtf::Rtf,
    &odf::Text,
    &odf::Sheets,
    &odf::Flat,
    &ofd::Ofd,
    &word::Flat,
    &pdf::Pdf,
    &word::Word,
    &excel::Excel,
    &html::Html,
    &excel97::Excel97,
    &lines::Lines(Layout::Csv),
    &lines::Lines(Layout::Tabs),
    &lines::Lines(Layout::Markdown),
    &lines::Lines(Layout::Words),
];

/// A page on which the text beside the numbers is seen, to try the law on.
pub(crate) use html::Seen;

/// The container of a name.
pub(crate) fn named(name: &str) -> &'static dyn Container {
    let found = ALL.iter().find(|container| container.name() == name);
    *found.expect("a container of this name")
}

/// The cells of a row from left to right, each with the row it begins in and its number there.
fn covering(table: &Printed, row: usize) -> Vec<(usize, usize, &Piece)> {
    let mut cells: Vec<(usize, usize, &Piece)> = Vec::new();
    for (begins, pieces) in table.rows.iter().enumerate().take(row + 1) {
        for (index, piece) in pieces.iter().enumerate() {
            if row < begins + piece.rowspan as usize {
                cells.push((begins, index, piece));
            }
        }
    }
    cells.sort_by_key(|(_, _, piece)| piece.column);
    cells
}
