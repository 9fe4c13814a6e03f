//! `OpenDocument`: runs that their style hides, strikes, raises or whitens; rows, columns and sheets that are not shown.

use std::fmt::Write as _;

use super::file::{File, Packing};
use super::printed::{Piece, Printed};
use super::{Container, Marks, covering};

/// A text document.
pub(super) struct Text;
/// A workbook.
pub(super) struct Sheets;
/// A text document in one XML file.
pub(super) struct Flat;

/// Where something unseen stands.
#[derive(Clone, Copy)]
enum Where {
    /// Beside the text of a cell, in a run of this style.
    Run(&'static str),
    /// Beside the text of a cell, in a paragraph of this style.
    Paragraph(&'static str),
    /// A row of its own before the row, with these attributes.
    Row(&'static str),
    /// A column of its own, with these attributes.
    Column(&'static str),
    /// A table of its own before the table, within this tag and its end.
    Table(&'static str, &'static str),
}

use Where::{Column, Paragraph, Row, Run, Table};

/// The name of a way, and where it puts what is not seen.
const WAYS: &[(&str, Where)] = &[
    ("hidden", Run("H")),
    ("hidden by its parent", Run("I")),
    ("struck", Run("S")),
    ("raised", Run("R")),
    ("lowered", Run("L")),
    ("white", Run("W")),
    ("same colour", Run("C")),
    ("tiny", Run("Z")),
    ("hidden paragraph", Paragraph("P")),
    ("collapsed row", Row("table:visibility=\"collapse\"")),
    ("filtered row", Row("table:visibility=\"filter\"")),
    ("collapsed column", Column("table:visibility=\"collapse\"")),
    ("filtered column", Column("table:visibility=\"filter\"")),
    (
        "hidden table",
        Table("<table:table table:style-name=\"N\">", "</table:table>"),
    ),
    (
        "hidden section",
        Table(
            "<text:section text:display=\"none\"><table:table>",
            "</table:table></text:section>",
        ),
    ),
];

const STYLES: &str = "<office:automatic-styles>\
    <style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
    <style:style style:name=\"I\" style:family=\"text\" style:parent-style-name=\"H\"/>\
    <style:style style:name=\"S\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
    <style:style style:name=\"R\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
    <style:style style:name=\"L\" style:family=\"text\"><style:text-properties style:text-position=\"-33% 58%\"/></style:style>\
    <style:style style:name=\"W\" style:family=\"text\"><style:text-properties fo:color=\"#ffffff\"/></style:style>\
    <style:style style:name=\"C\" style:family=\"text\"><style:text-properties fo:color=\"#336699\" fo:background-color=\"#336699\"/></style:style>\
    <style:style style:name=\"Z\" style:family=\"text\"><style:text-properties fo:font-size=\"1pt\"/></style:style>\
    <style:style style:name=\"P\" style:family=\"paragraph\"><style:text-properties text:display=\"none\"/></style:style>\
    <style:style style:name=\"N\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>\
    </office:automatic-styles>";

/// The column that is hidden, from 0.
const HIDDEN: u32 = 3;

impl Container for Text {
    fn name(&self) -> &'static str {
        "ODT"
    }

    fn ways(&self) -> Vec<&'static str> {
        WAYS.iter().map(|(name, _)| *name).collect()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        archive("text", document("text", "document-content", tables, marks))
    }
}

impl Container for Sheets {
    fn name(&self) -> &'static str {
        "ODS"
    }

    fn ways(&self) -> Vec<&'static str> {
        Text.ways()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        archive(
            "spreadsheet",
            document("spreadsheet", "document-content", tables, marks),
        )
    }
}

impl Container for Flat {
    fn name(&self) -> &'static str {
        "flat ODT"
    }

    fn ways(&self) -> Vec<&'static str> {
        Text.ways()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        let text = document("text", "document", tables, marks);
        File::new(Packing::Alone, vec![("text", text)])
    }
}

fn archive(media: &str, content: String) -> File {
    let media = format!("application/vnd.oasis.opendocument.{media}");
    let mut parts = vec![("content.xml", content), ("mimetype", media)];
    parts.reverse();
    File::new(Packing::Zip, parts)
}

fn document(kind: &str, root: &str, tables: &[Printed], marks: &Marks) -> String {
    let mut body = String::new();
    for (at, table) in tables.iter().enumerate() {
        let around = marks.range((at, 0, 0)..(at + 1, 0, 0));
        let ways: Vec<Where> = around.map(|(_, mark)| WAYS[mark.way].1).collect();
        let hidden = ways.iter().find_map(|way| match way {
            Column(attributes) => Some(*attributes),
            _ => None,
        });
        let other = ways.iter().find_map(|way| match way {
            Table(open, close) => Some((*open, *close)),
            _ => None,
        });
        if let Some((open, close)) = other {
            let rows: String = (0..table.rows.len())
                .map(|row| one_row(table, row, "", None, |piece, _| other_number(piece)))
                .collect();
            body += &[open, &rows, close].concat();
        }
        let rows: String = (0..table.rows.len())
            .map(|row| rows(table, at, row, hidden, marks))
            .collect();
        let title = paragraph(&table.title);
        let columns = hidden.map_or_else(String::new, |attributes| {
            format!(
                "<table:table-column table:number-columns-repeated=\"{HIDDEN}\"/><table:table-column {attributes}/>"
            )
        });
        if kind == "text" {
            write!(body, "{title}<table:table>{columns}{rows}</table:table>").expect("a string");
        } else {
            let title = format!(
                "<table:table-row><table:table-cell>{title}</table:table-cell></table:table-row>"
            );
            write!(body, "<table:table>{columns}{title}{rows}</table:table>").expect("a string");
        }
    }
    format!(
        "<?xml version=\"1.0\"?><office:{root} >{STYLES}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:{root}>"
    )
}

/// The text of a cell in a table that is not shown.
fn other_number(piece: &Piece) -> String {
    paragraph(if piece.is_label() { &piece.text } else { "5" })
}

/// A row, and before it the one that is not seen, if any of its cells gets one.
fn rows(table: &Printed, at: usize, row: usize, hidden: Option<&str>, marks: &Marks) -> String {
    let mark = |piece: usize| marks.get(&(at, row, piece));
    let attributes = (0..table.rows[row].len()).find_map(|piece| match WAYS[mark(piece)?.way].1 {
        Row(attributes) => Some(attributes),
        _ => None,
    });
    let before = attributes.map(|attributes| {
        one_row(table, row, attributes, hidden, |piece, index| {
            match mark(index) {
                Some(mark) => paragraph(&mark.text),
                None => paragraph(&piece.text),
            }
        })
    });
    let own = one_row(table, row, "", hidden, |piece, index| match mark(index) {
        Some(mark) => marked(piece, WAYS[mark.way].1, &mark.text),
        None => paragraph(&piece.text),
    });
    before.unwrap_or_default() + &own
}

fn marked(piece: &Piece, way: Where, unseen: &str) -> String {
    let own = &piece.text;
    match way {
        Run(style) => paragraph(&format!(
            "{own}<text:span text:style-name=\"{style}\">{unseen}</text:span>"
        )),
        Paragraph(style) => {
            paragraph(own) + &format!("<text:p text:style-name=\"{style}\">{unseen}</text:p>")
        }
        _ => paragraph(own),
    }
}

fn paragraph(text: &str) -> String {
    format!(
        "<text:p>{}</text:p>",
        text.replace('\n', "<text:line-break/>")
    )
}

/// A row; with a hidden column, a 7 stands in it.
fn one_row(
    table: &Printed,
    row: usize,
    attributes: &str,
    hidden: Option<&str>,
    text: impl Fn(&Piece, usize) -> String,
) -> String {
    let mut cells = String::new();
    for (begins, index, piece) in covering(table, row) {
        let reaches =
            hidden.is_some() && (piece.column..piece.column + piece.colspan).contains(&HIDDEN);
        if reaches && piece.column == HIDDEN {
            cells += "<table:table-cell><text:p>7</text:p></table:table-cell>";
        }
        let columns = piece.colspan + u32::from(reaches && piece.column < HIDDEN);
        if begins < row {
            cells += &"<table:covered-table-cell/>".repeat(columns as usize);
            continue;
        }
        write!(
            cells,
            "<table:table-cell office:value=\"7\" table:number-columns-spanned=\"{columns}\" table:number-rows-spanned=\"{}\">{}</table:table-cell>",
            piece.rowspan,
            text(piece, index)
        )
        .expect("a string");
        cells += &"<table:covered-table-cell/>".repeat(columns as usize - 1);
    }
    format!("<table:table-row {attributes}>{cells}</table:table-row>\n")
}
