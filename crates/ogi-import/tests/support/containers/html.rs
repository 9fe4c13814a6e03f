//! HTML: hidden by style sheets, attributes and elements; struck, raised; as cells, rows, columns and tables.

use std::collections::BTreeSet;

use super::file::{File, Packing};
use super::printed::{Piece, Printed};
use super::{Container, Marks};

pub(super) struct Html;

/// Where something unseen stands.
#[derive(Clone, Copy)]
enum Where {
    /// Beside the text of a cell: `T` is the text, `U` what is not seen.
    Cell(&'static str),
    /// A cell of its own before the cell, opened by this tag.
    OwnCell(&'static str),
    /// A row of its own before the row, opened by this tag.
    Row(&'static str),
    /// A second table with other numbers before the table, within this tag and its end.
    Table(&'static str, &'static str),
}

use Where::{Cell, OwnCell, Row, Table};

/// The name of a way, the style sheet it needs, and where it puts what is not seen.
const WAYS: &[(&str, &str, Where)] = &[
    ("display", "", Cell("T<span style='display:none'>U</span>")),
    ("display before", "", Cell("<b style='display:none'>U</b>T")),
    (
        "visibility",
        "",
        Cell("T<span style='visibility:hidden'>U</span>"),
    ),
    ("hidden", "", Cell("<span hidden>U</span>T")),
    ("opacity", "", Cell("T<span style='opacity:0'>U</span>")),
    ("font size", "", Cell("T<span style='font-size:0'>U</span>")),
    ("white", "", Cell("T<font color='#ffffff'>U</font>")),
    (
        "same colour",
        "",
        Cell("T<span style='background:#333;color:#333'>U</span>"),
    ),
    (
        "transparent",
        "",
        Cell("T<span style='color:transparent'>U</span>"),
    ),
    (
        "off the page",
        "",
        Cell("<span style='position:absolute;left:-9999px'>U</span>T"),
    ),
    (
        "indented",
        "",
        Cell("T<span style='display:inline-block;text-indent:-9999px'>U</span>"),
    ),
    (
        "no room",
        "",
        Cell("T<span style='display:inline-block;width:0;overflow:hidden'>U</span>"),
    ),
    (
        "clipped",
        "",
        Cell("T<span style='position:absolute;clip:rect(0,0,0,0)'>U</span>"),
    ),
    (
        "clipped by a path",
        "",
        Cell("T<span style='clip-path:inset(50%)'>U</span>"),
    ),
    (
        "scaled",
        "",
        Cell("T<span style='transform:scale(0)'>U</span>"),
    ),
    ("for Word", "", Cell("T<span style='mso-hide:all'>U</span>")),
    (
        "by class",
        ".x{display:none}",
        Cell("T<span class=x>U</span>"),
    ),
    (
        "by id",
        "td > #x{visibility:hidden!important}",
        Cell("T<span id=x>U</span>"),
    ),
    (
        "by attribute",
        "[data-old]{font-size:0}",
        Cell("T<span data-old>U</span>"),
    ),
    (
        "by a medium",
        "@media screen{i{display:none}}",
        Cell("T<i>U</i>"),
    ),
    (
        "by position",
        "u:nth-child(2){opacity:0}",
        Cell("<u>T</u><u>U</u>"),
    ),
    ("for readers", "", Cell("T<span class='sr-only'>U</span>")),
    (
        "for telephones",
        "",
        Cell("T<span class='visible-xs'>U</span>"),
    ),
    (
        "for print",
        "@media not print{.p{display:none}}",
        Cell("T<span class=p>U</span>"),
    ),
    ("hidden input", "", Cell("T<input type=hidden value='U'>")),
    ("dialog", "", Cell("T<dialog>U</dialog>")),
    (
        "nested",
        "",
        Cell("T<span style='display:none'><b style='display:block'>U</b></span>"),
    ),
    (
        "hidden paragraph",
        "",
        Cell("<p>T</p><p style='display:none'>U</p>"),
    ),
    (
        "hidden table",
        "",
        Cell("T<table hidden><tr><td>U</td><td>U</td></tr></table>"),
    ),
    ("struck", "", Cell("<s>U</s>T")),
    ("deleted", "", Cell("<del>U</del>T")),
    (
        "line through",
        ".l{text-decoration:line-through}",
        Cell("<span class=l>U</span>T"),
    ),
    ("raised", "", Cell("T<sup>U</sup>")),
    (
        "note",
        "",
        Cell("T<a href='#_ftn1'><span class=MsoFootnoteReference>U</span></a>"),
    ),
    (
        "super",
        "",
        Cell("T<span style='vertical-align:super;font-size:9px'>U</span>"),
    ),
    ("ruby", "", Cell("<ruby>T<rt>U</rt></ruby>")),
    ("cell", "", OwnCell("<td style='display:none'>")),
    ("cell by class", ".x{display:none}", OwnCell("<td class=x>")),
    ("cell by attribute", "", OwnCell("<th hidden>")),
    ("row", "", Row("<tr style='display:none'>")),
    ("row by attribute", "", Row("<tr hidden>")),
    ("row by class", "tr.x{display:none}", Row("<tr class=x>")),
    ("table", "", Table("<div style='display:none'>", "</div>")),
    ("tab", "", Table("<div role=tabpanel hidden>", "</div>")),
    (
        "table for print",
        "@media screen{.p{display:none}}",
        Table("<div class=p>", "</div>"),
    ),
    (
        "table off the page",
        ".o{position:absolute;top:-9999px}",
        Table("<div class=o>", "</div>"),
    ),
];

impl Container for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn ways(&self) -> Vec<&'static str> {
        WAYS.iter().map(|(name, ..)| *name).collect()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        let sheets: BTreeSet<&str> = marks.values().map(|mark| WAYS[mark.way].1).collect();
        let sheets: String = sheets.into_iter().collect();
        let mut page = format!("<!DOCTYPE html><style>{sheets}</style><body>\n");
        for (index, table) in tables.iter().enumerate() {
            page += &format!("<p>{}</p>\n", table.title);
            let own = |row: usize, cell: usize| {
                let mark = marks.get(&(index, row, cell))?;
                Some((WAYS[mark.way].2, mark.text.as_str()))
            };
            let around = marks.range((index, 0, 0)..(index + 1, 0, 0));
            let other = around.map(|(_, mark)| WAYS[mark.way].2);
            for (open, close) in other.filter_map(Where::around).take(1) {
                page += &[
                    open,
                    &grid(table, |_, _| Some((Table(open, close), "5"))),
                    close,
                ]
                .concat();
            }
            page += &grid(table, own);
        }
        File::new(Packing::Alone, vec![("page", page)])
    }
}

impl Where {
    /// The tags around a second table.
    fn around(self) -> Option<(&'static str, &'static str)> {
        match self {
            Table(open, close) => Some((open, close)),
            _ => None,
        }
    }
}

/// A page on which the text beside the numbers is seen.
pub(crate) struct Seen;

impl Container for Seen {
    fn name(&self) -> &'static str {
        "HTML with seen text"
    }

    fn ways(&self) -> Vec<&'static str> {
        vec!["seen"]
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        let mut page = String::new();
        for (index, table) in tables.iter().enumerate() {
            let seen = grid(table, |row, cell| {
                let mark = marks.get(&(index, row, cell))?;
                Some((
                    Cell("T<span style='display:inline'>U</span>"),
                    mark.text.as_str(),
                ))
            });
            page += &format!("<p>{}</p>\n{seen}", table.title);
        }
        File::new(Packing::Alone, vec![("page", page)])
    }
}

fn grid<'a>(
    table: &'a Printed,
    unseen: impl Fn(usize, usize) -> Option<(Where, &'a str)>,
) -> String {
    let mut rows = String::from("<table>\n");
    for (row, pieces) in table.rows.iter().enumerate() {
        let mut cells = String::new();
        for (cell, piece) in pieces.iter().enumerate() {
            let unseen = unseen(row, cell);
            if let Some((Row(open), text)) = unseen {
                let first = &pieces[0].text;
                rows += &format!(
                    "{open}<td>{first}</td>{}</tr>\n",
                    format!("<td>{text}</td>").repeat(7)
                );
            }
            cells += &print_cell(piece, unseen);
        }
        rows += &format!("<tr>{cells}</tr>\n");
    }
    rows + "</table>\n"
}

fn print_cell(piece: &Piece, unseen: Option<(Where, &str)>) -> String {
    let text = piece.text.replace('\n', "<br>");
    let (colspan, rowspan) = (piece.colspan, piece.rowspan);
    let cell = |inside: &str| format!("<td colspan={colspan} rowspan={rowspan}>{inside}</td>");
    match unseen {
        Some((Cell(mixed), unseen)) => cell(&mixed.replace('T', &text).replace('U', unseen)),
        Some((OwnCell(open), unseen)) => format!("{open}{unseen}</td>{}", cell(&text)),
        // The second table has other numbers.
        Some((Table(..), other)) if !piece.is_label() && other == "5" => cell(other),
        _ => cell(&text),
    }
}
