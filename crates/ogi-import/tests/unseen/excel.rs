//! Excel: hidden, struck and raised runs, reading aids; hidden rows, columns and sheets.

use std::fmt::Write as _;

use super::package::package;
use super::printed::Printed;
use super::{Container, Unseen};

pub(super) struct Excel;

/// Where something unseen stands.
#[derive(Clone, Copy)]
enum Where {
    /// Beside the text of a cell: `T` is a run with the text, `U` what is not seen.
    Cell(&'static str),
    /// A row of its own before the row, with these attributes.
    Row(&'static str),
    /// A column of its own, with these attributes.
    Column(&'static str),
    /// A sheet of its own before the sheet, in this state.
    Sheet(&'static str),
}

use Where::{Cell, Column, Row, Sheet};

/// The name of a way, and where it puts what is not seen.
const WAYS: &[(&str, Where)] = &[
    ("strike", Cell("T<r><rPr><strike/></rPr><t>U</t></r>")),
    (
        "raised",
        Cell("T<r><rPr><vertAlign val='superscript'/></rPr><t>U</t></r>"),
    ),
    (
        "lowered",
        Cell("T<r><rPr><vertAlign val='subscript'/></rPr><t>U</t></r>"),
    ),
    (
        "white",
        Cell("<r><rPr><color rgb='FFFFFFFF'/></rPr><t>U</t></r>T"),
    ),
    (
        "white of the theme",
        Cell("T<r><rPr><color theme='0'/></rPr><t>U</t></r>"),
    ),
    (
        "white by number",
        Cell("T<r><rPr><color indexed='9'/></rPr><t>U</t></r>"),
    ),
    ("size", Cell("T<r><rPr><sz val='1'/></rPr><t>U</t></r>")),
    ("hidden row", Row("hidden='1'")),
    ("row without height", Row("ht='0' customHeight='1'")),
    ("hidden column", Column("hidden='1' width='9'")),
    ("column without width", Column("width='0' customWidth='1'")),
    ("hidden sheet", Sheet("hidden")),
    ("very hidden sheet", Sheet("veryHidden")),
];

/// The column that is hidden, from 0.
const HIDDEN: u32 = 3;

impl Container for Excel {
    fn name(&self) -> &'static str {
        "Excel"
    }

    fn ways(&self) -> Vec<&'static str> {
        WAYS.iter().map(|(name, _)| *name).collect()
    }

    fn print(&self, tables: &[Printed], unseen: &Unseen, way: usize) -> Vec<u8> {
        let (_, place) = WAYS[way];
        let sheet = sheet(tables, unseen, place);
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let (old, state) = match place {
            Sheet(state) => (changed(&sheet), state),
            _ => ("<worksheet/>".to_owned(), "visible"),
        };
        package(&[
            (
                "_rels/.rels",
                &format!(
                    "<Relationships><Relationship Id='a' Type='{relation}/officeDocument' Target='/xl/book.xml'/></Relationships>"
                ),
            ),
            (
                "xl/book.xml",
                &format!(
                    "<workbook><sheets><sheet name='旧' state='{state}' r:id='b'/><sheet name='表' r:id='a'/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/book.xml.rels",
                &format!(
                    "<Relationships><Relationship Id='a' Type='{relation}/worksheet' Target='worksheets/Sheet.xml'/><Relationship Id='b' Type='{relation}/worksheet' Target='/xl/worksheets/old.xml'/></Relationships>"
                ),
            ),
            ("xl/worksheets/Sheet.xml", &sheet),
            ("xl/worksheets/old.xml", &old),
        ])
    }
}

/// The sheet with other numbers.
fn changed(sheet: &str) -> String {
    sheet.replace("<t>1", "<t>4").replace("<t>2", "<t>5")
}

fn sheet(tables: &[Printed], unseen: &Unseen, place: Where) -> String {
    let (mut rows, mut merges, mut number) = (String::new(), String::new(), 1);
    for (at, table) in tables.iter().enumerate() {
        write!(
            rows,
            "<row r='{number}'><c r='A{number}' t='inlineStr'><is><r><t>{}</t></r></is></c></row>",
            table.title
        )
        .expect("a string");
        number += 1;
        let mut after: Vec<(usize, String)> = Vec::new();
        for (row, pieces) in table.rows.iter().enumerate() {
            let text = |piece: usize| unseen.get(&(at, row, piece));
            let any = (0..pieces.len()).any(|piece| text(piece).is_some());
            if let (Row(attributes), true) = (place, any) {
                let cells: String = pieces
                    .iter()
                    .enumerate()
                    .map(|(index, piece)| {
                        let shown = text(index).unwrap_or(&piece.text);
                        written(&name(piece.column, number, place), &run(shown))
                    })
                    .collect();
                write!(rows, "<row r='{number}' {attributes}>{cells}</row>").expect("a string");
                number += 1;
            }
            write!(rows, "<row r='{number}'>").expect("a string");
            for (index, piece) in pieces.iter().enumerate() {
                let own = run(&piece.text);
                let runs = match (place, text(index)) {
                    (Cell(template), Some(text)) => {
                        template.replace('U', text).replacen('T', &own, 1)
                    }
                    _ => own,
                };
                let begin = name(piece.column, number, place);
                rows += &written(&begin, &runs);
                if let (Column(_), Some(text), HIDDEN) = (place, text(index), piece.column) {
                    rows += &written(&format!("D{number}"), &run(text));
                }
                if piece.colspan * piece.rowspan > 1 {
                    after.push((
                        row + piece.rowspan as usize - 1,
                        format!(
                            "{begin}:{}",
                            column(piece.column + piece.colspan - 1, place)
                        ),
                    ));
                }
            }
            rows += "</row>";
            for (_, merge) in after.iter().filter(|(last, _)| *last == row) {
                write!(merges, "<mergeCell ref='{merge}{number}'/>").expect("a string");
            }
            number += 1;
        }
        number += 1;
    }
    // A note is due even where none of the chosen cells stands in the hidden column.
    let columns = match place {
        Column(attributes) => {
            write!(rows, "<row r='1'>{}</row>", written("D1", &run("7"))).expect("a string");
            format!("<cols><col min='4' max='4' {attributes}/></cols>")
        }
        _ => String::new(),
    };
    format!(
        "<worksheet>{columns}<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    )
}

fn run(text: &str) -> String {
    format!("<r><t>{text}</t></r>")
}

fn written(name: &str, runs: &str) -> String {
    format!("<c r='{name}' t='inlineStr'><is>{runs}<rPh sb='0' eb='1'><t>9</t></rPh></is></c>")
}

fn name(at: u32, row: usize, place: Where) -> String {
    format!("{}{row}", column(at, place))
}

/// The letter of a column, behind the hidden one if there is one.
fn column(at: u32, place: Where) -> char {
    let behind = u8::from(matches!(place, Column(_)) && at >= HIDDEN);
    char::from(b'A' + u8::try_from(at).expect("narrow") + behind)
}
