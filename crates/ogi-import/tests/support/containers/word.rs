//! Word: hidden, struck, raised and moved runs, by properties and styles; reading aids, fields, hidden rows.

use std::collections::BTreeSet;

use super::file::{File, Packing};
use super::printed::{Piece, Printed};
use super::{Container, Marks, covering};

pub(super) struct Word;

/// Where something unseen stands.
#[derive(Clone, Copy)]
enum Where {
    /// Beside the text of a cell: `T` is a run with the text, `U` what is not seen.
    Cell(&'static str),
    /// A row of its own before the row, with these properties.
    Row(&'static str),
}

use Where::{Cell, Row};

/// The name of a way, the styles it needs, and where it puts what is not seen.
const WAYS: &[(&str, &str, Where)] = &[
    (
        "vanish",
        "",
        Cell("T<w:r><w:rPr><w:vanish/></w:rPr><w:t>U</w:t></w:r>"),
    ),
    (
        "vanish before",
        "",
        Cell("<w:r><w:rPr><w:vanish w:val='on'/></w:rPr><w:t>U</w:t></w:r>T"),
    ),
    (
        "strike",
        "",
        Cell("<w:r><w:rPr><w:strike/></w:rPr><w:t>U</w:t></w:r>T"),
    ),
    (
        "two lines",
        "",
        Cell("<w:r><w:rPr><w:dstrike/></w:rPr><w:t>U</w:t></w:r>T"),
    ),
    (
        "raised",
        "",
        Cell("T<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>U</w:t></w:r>"),
    ),
    (
        "position",
        "",
        Cell("T<w:r><w:rPr><w:position w:val='6'/><w:sz w:val='12'/></w:rPr><w:t>U</w:t></w:r>"),
    ),
    (
        "white",
        "",
        Cell("T<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>U</w:t></w:r>"),
    ),
    (
        "same colour",
        "",
        Cell(
            "T<w:r><w:rPr><w:shd w:val='clear' w:fill='336699'/><w:color w:val='336699'/></w:rPr><w:t>U</w:t></w:r>",
        ),
    ),
    (
        "size",
        "",
        Cell("T<w:r><w:rPr><w:sz w:val='2'/></w:rPr><w:t>U</w:t></w:r>"),
    ),
    (
        "deleted",
        "",
        Cell("T<w:del><w:r><w:delText>U</w:delText></w:r></w:del>"),
    ),
    (
        "deleted as text",
        "",
        Cell("T<w:del><w:r><w:t>U</w:t></w:r></w:del>"),
    ),
    (
        "moved",
        "",
        Cell("<w:moveFrom><w:r><w:t>U</w:t></w:r></w:moveFrom>T"),
    ),
    (
        "aid",
        "",
        Cell(
            "<w:r><w:ruby><w:rt><w:r><w:t>U</w:t></w:r></w:rt><w:rubyBase>T</w:rubyBase></w:ruby></w:r>",
        ),
    ),
    (
        "character style",
        "<w:style w:type='character' w:styleId='x'><w:rPr><w:vanish/></w:rPr></w:style>",
        Cell("T<w:r><w:rPr><w:rStyle w:val='x'/></w:rPr><w:t>U</w:t></w:r>"),
    ),
    (
        "style based on another",
        "<w:style w:type='character' w:styleId='x'><w:rPr><w:strike/></w:rPr></w:style>\
         <w:style w:type='character' w:styleId='y'><w:basedOn w:val='x'/></w:style>",
        Cell("T<w:r><w:rPr><w:rStyle w:val='y'/></w:rPr><w:t>U</w:t></w:r>"),
    ),
    (
        "paragraph style",
        "<w:style w:type='paragraph' w:styleId='x'><w:rPr><w:vanish/></w:rPr></w:style>",
        Cell("T</w:p><w:p><w:pPr><w:pStyle w:val='x'/></w:pPr><w:r><w:t>U</w:t></w:r>"),
    ),
    (
        "fallback",
        "",
        Cell(
            "<mc:AlternateContent><mc:Choice>T</mc:Choice><mc:Fallback><w:r><w:rPr><w:vanish/></w:rPr><w:t>U</w:t></w:r></mc:Fallback></mc:AlternateContent><w:r><w:rPr><w:vanish/></w:rPr><w:t>U</w:t></w:r>",
        ),
    ),
    ("hidden row", "", Row("<w:hidden/>")),
    ("deleted row", "", Row("<w:del/>")),
    (
        "low row",
        "",
        Row("<w:trHeight w:val='1' w:hRule='exact'/>"),
    ),
];

impl Container for Word {
    fn name(&self) -> &'static str {
        "Word"
    }

    fn ways(&self) -> Vec<&'static str> {
        WAYS.iter().map(|(name, ..)| *name).collect()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        let styles: BTreeSet<&str> = marks.values().map(|mark| WAYS[mark.way].1).collect();
        let styles: String = styles.into_iter().collect();
        let mut body = String::new();
        for (at, table) in tables.iter().enumerate() {
            let rows: String = (0..table.rows.len())
                .map(|row| row_of(table, at, row, marks))
                .collect();
            body += &format!("<w:p>{}</w:p><w:tbl>{rows}</w:tbl>", run(&table.title));
        }
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relations = |kind: &str, target: &str| {
            format!(
                "<Relationships><Relationship Id='a' Type='{relation}/{kind}' Target='{target}'/></Relationships>"
            )
        };
        let parts = vec![
            (
                "word/document.xml",
                format!("<w:document><w:body>{body}</w:body></w:document>"),
            ),
            ("word/styles.xml", format!("<w:styles>{styles}</w:styles>")),
            (
                "word/_rels/document.xml.rels",
                relations("styles", "styles.xml"),
            ),
            (
                "_rels/.rels",
                relations("officeDocument", "word/document.xml"),
            ),
        ];
        File::new(Packing::Zip, parts)
    }
}

/// The same parts in one XML file.
pub(super) struct Flat;

impl Container for Flat {
    fn name(&self) -> &'static str {
        "flat Word"
    }

    fn ways(&self) -> Vec<&'static str> {
        Word.ways()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        Word.print(tables, marks).packed_as(Packing::FlatPackage)
    }
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// A row, and before it the one that is not seen, if any of its cells gets one.
fn row_of(table: &Printed, at: usize, row: usize, marks: &Marks) -> String {
    let mark = |piece: usize| marks.get(&(at, row, piece));
    let way = |piece: usize| mark(piece).map(|mark| WAYS[mark.way].2);
    let mut cells = String::new();
    for (begins, index, piece) in covering(table, row) {
        if begins < row {
            cells += &cell(piece, "<w:vMerge/>", "");
            continue;
        }
        let merge = if piece.rowspan > 1 {
            "<w:vMerge w:val='restart'/>"
        } else {
            ""
        };
        let shown = lines(&piece.text);
        cells += &match (way(index), mark(index)) {
            (Some(Cell(template)), Some(mark)) => {
                let mixed = template.replace('U', &mark.text).replacen('T', &shown, 1);
                cell(piece, merge, &mixed)
            }
            _ => cell(piece, merge, &shown),
        };
    }
    let own = format!("<w:tr>{cells}</w:tr>");
    let properties = (0..table.rows[row].len()).find_map(|piece| match way(piece) {
        Some(Row(properties)) => Some(properties),
        _ => None,
    });
    let Some(properties) = properties else {
        return own;
    };
    let hidden: String = covering(table, row)
        .into_iter()
        .map(|(begins, index, piece)| {
            let merge = if begins < row { "<w:vMerge/>" } else { "" };
            let other = mark(index).filter(|_| begins == row && !piece.is_label());
            cell(
                piece,
                merge,
                &run(other.map_or(&piece.text, |mark| &mark.text)),
            )
        })
        .collect();
    format!("<w:tr><w:trPr>{properties}</w:trPr>{hidden}</w:tr>{own}")
}

/// Runs with breaks between the lines of a text.
fn lines(text: &str) -> String {
    text.split('\n')
        .map(run)
        .collect::<Vec<_>>()
        .join("<w:r><w:br/></w:r>")
}

fn cell(piece: &Piece, merge: &str, content: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:gridSpan w:val='{}'/>{merge}</w:tcPr><w:p>{content}</w:p></w:tc>",
        piece.colspan
    )
}
