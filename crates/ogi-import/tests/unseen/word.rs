//! Word: hidden, struck, raised and moved runs, by properties and styles; reading aids, fields, hidden rows.

use super::package::package;
use super::printed::{Piece, Printed};
use super::{Container, Unseen};

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

    fn print(&self, tables: &[Printed], unseen: &Unseen, way: usize) -> Vec<u8> {
        let (_, styles, place) = WAYS[way];
        let body: String = tables
            .iter()
            .enumerate()
            .map(|(at, table)| {
                let rows: String = (0..table.rows.len())
                    .map(|row| row_of(table, at, row, unseen, place))
                    .collect();
                format!("<w:p>{}</w:p><w:tbl>{rows}</w:tbl>", run(&table.title))
            })
            .collect();
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        package(&[
            (
                "_rels/.rels",
                &format!(
                    "<Relationships><Relationship Id='a' Type='{relation}/officeDocument' Target='word/document.xml'/></Relationships>"
                ),
            ),
            (
                "word/_rels/document.xml.rels",
                &format!(
                    "<Relationships><Relationship Id='a' Type='{relation}/styles' Target='styles.xml'/></Relationships>"
                ),
            ),
            ("word/styles.xml", &format!("<w:styles>{styles}</w:styles>")),
            (
                "word/document.xml",
                &format!("<w:document><w:body>{body}</w:body></w:document>"),
            ),
        ])
    }
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// A row, and before it the one that is not seen, if any of its cells gets one.
fn row_of(table: &Printed, at: usize, row: usize, unseen: &Unseen, place: Where) -> String {
    let text = |piece: usize| unseen.get(&(at, row, piece));
    let cells: String = covering(table, row)
        .into_iter()
        .map(|(begins, index, piece)| {
            if begins < row {
                return cell(piece, "<w:vMerge/>", "");
            }
            let merge = if piece.rowspan > 1 {
                "<w:vMerge w:val='restart'/>"
            } else {
                ""
            };
            let shown = run(&piece.text);
            match (place, text(index)) {
                (Cell(template), Some(text)) => cell(
                    piece,
                    merge,
                    &template.replace('U', text).replacen('T', &shown, 1),
                ),
                _ => cell(piece, merge, &shown),
            }
        })
        .collect();
    let own = format!("<w:tr>{cells}</w:tr>");
    let Row(properties) = place else {
        return own;
    };
    let hidden: String = covering(table, row)
        .into_iter()
        .map(|(begins, index, piece)| {
            let merge = if begins < row { "<w:vMerge/>" } else { "" };
            let text = text(index).filter(|_| begins == row && !piece.is_label());
            cell(piece, merge, &run(text.map_or(&piece.text, |text| text)))
        })
        .collect();
    let any = (0..table.rows[row].len()).any(|piece| text(piece).is_some());
    if any {
        format!("<w:tr><w:trPr>{properties}</w:trPr>{hidden}</w:tr>{own}")
    } else {
        own
    }
}

fn cell(piece: &Piece, merge: &str, content: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:gridSpan w:val='{}'/>{merge}</w:tcPr><w:p>{content}</w:p></w:tc>",
        piece.colspan
    )
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
