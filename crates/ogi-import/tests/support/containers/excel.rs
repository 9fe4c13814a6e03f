//! Excel: hidden, struck and raised runs, reading aids; hidden rows, columns and sheets.

use std::fmt::Write as _;

use super::file::{File, Packing};
use super::printed::{Piece, Printed};
use super::{Container, Marks, Spot};

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

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        let sheet = Drawn::new(tables, marks);
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let state = marks.values().find_map(|mark| match WAYS[mark.way].1 {
            Sheet(state) => Some(state),
            _ => None,
        });
        let old = state.map_or_else(|| "<worksheet/>".to_owned(), |_| changed(&sheet.text));
        let state = state.unwrap_or("visible");
        let parts = vec![
            ("xl/worksheets/Sheet.xml", sheet.text),
            ("xl/worksheets/old.xml", old),
            (
                "xl/book.xml",
                format!(
                    "<workbook><sheets><sheet name='旧' state='{state}' r:id='b'/><sheet name='表' r:id='a'/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/book.xml.rels",
                format!(
                    "<Relationships><Relationship Id='a' Type='{relation}/worksheet' Target='worksheets/Sheet.xml'/><Relationship Id='b' Type='{relation}/worksheet' Target='/xl/worksheets/old.xml'/></Relationships>"
                ),
            ),
            (
                "_rels/.rels",
                format!(
                    "<Relationships><Relationship Id='a' Type='{relation}/officeDocument' Target='/xl/book.xml'/></Relationships>"
                ),
            ),
        ];
        File::new(Packing::Zip, parts)
    }
}

/// The sheet with other numbers.
fn changed(sheet: &str) -> String {
    let changes = [
        ("<t>1", "<t>4"),
        ("<t>2", "<t>5"),
        ("<v>1", "<v>4"),
        ("<v>2", "<v>5"),
    ];
    let changed = |sheet: String, (from, to): (&str, &str)| sheet.replace(from, to);
    changes.into_iter().fold(sheet.to_owned(), changed)
}

/// The sheet in the making.
struct Drawn<'a> {
    marks: &'a Marks,
    /// What the hidden column has for attributes, if there is one.
    hidden: Option<&'static str>,
    rows: String,
    merges: String,
    /// The next row.
    number: usize,
    text: String,
}

impl<'a> Drawn<'a> {
    fn new(tables: &[Printed], marks: &'a Marks) -> Self {
        let hidden = marks.values().find_map(|mark| match WAYS[mark.way].1 {
            Column(attributes) => Some(attributes),
            _ => None,
        });
        let mut drawn = Self {
            marks,
            hidden,
            rows: String::new(),
            merges: String::new(),
            number: 1,
            text: String::new(),
        };
        for (at, table) in tables.iter().enumerate() {
            let number = drawn.number;
            let title = written(&format!("A{number}"), &run(&table.title));
            write!(drawn.rows, "<row r='{number}'>{title}</row>").expect("a string");
            drawn.number += 1;
            drawn.table(at, table);
            drawn.number += 1;
        }
        // A note is due even where none of the chosen cells stands in the hidden column.
        let mut columns = String::new();
        if let Some(attributes) = hidden {
            columns = format!("<cols><col min='4' max='4' {attributes}/></cols>");
            drawn.rows += &format!("<row r='1'>{}</row>", written("D1", &run("7")));
        }
        drawn.text = format!(
            "<worksheet>{columns}<sheetData>{}</sheetData><mergeCells>{}</mergeCells></worksheet>",
            drawn.rows, drawn.merges
        );
        drawn
    }

    fn table(&mut self, at: usize, table: &Printed) {
        let mut after: Vec<(usize, String)> = Vec::new();
        for (row, pieces) in table.rows.iter().enumerate() {
            self.row_before(at, row, pieces);
            let number = self.number;
            let mut cells = String::new();
            for (index, piece) in pieces.iter().enumerate() {
                let begin = self.name(piece.column);
                cells += &self.cell(&begin, (at, row, index), piece);
                if piece.colspan * piece.rowspan > 1 {
                    let last = self.column(piece.column + piece.colspan - 1);
                    after.push((row + piece.rowspan as usize - 1, format!("{begin}:{last}")));
                }
            }
            write!(self.rows, "<row r='{number}'>{cells}</row>").expect("a string");
            for (_, merge) in after.iter().filter(|(last, _)| *last == row) {
                write!(self.merges, "<mergeCell ref='{merge}{number}'/>").expect("a string");
            }
            self.number += 1;
        }
    }

    /// The row before one that is not seen, if any of its cells gets one.
    fn row_before(&mut self, at: usize, row: usize, pieces: &[Piece]) {
        let mark = |index: usize| self.marks.get(&(at, row, index));
        let attributes = (0..pieces.len()).find_map(|index| match WAYS[mark(index)?.way].1 {
            Row(attributes) => Some(attributes),
            _ => None,
        });
        let Some(attributes) = attributes else { return };
        let mut cells = String::new();
        for (index, piece) in pieces.iter().enumerate() {
            let shown = mark(index).map_or(&piece.text, |mark| &mark.text);
            cells += &written(&self.name(piece.column), &run(shown));
        }
        let number = self.number;
        write!(self.rows, "<row r='{number}' {attributes}>{cells}</row>").expect("a string");
        self.number += 1;
    }

    fn cell(&self, name: &str, spot: Spot, piece: &Piece) -> String {
        let own = run(&piece.text);
        let Some(mark) = self.marks.get(&spot) else {
            let is_number = piece.text.parse::<u32>().is_ok() && spot.2.is_multiple_of(2);
            return if is_number {
                format!("<c r='{name}'><v>{}</v></c>", piece.text)
            } else {
                written(name, &own)
            };
        };
        match WAYS[mark.way].1 {
            Cell(template) => {
                let runs = template.replace('U', &mark.text).replacen('T', &own, 1);
                written(name, &runs)
            }
            Column(_) if piece.column == HIDDEN => {
                let hidden = format!("D{}", self.number);
                written(name, &own) + &written(&hidden, &run(&mark.text))
            }
            _ => written(name, &own),
        }
    }

    fn name(&self, at: u32) -> String {
        format!("{}{}", self.column(at), self.number)
    }

    /// The letter of a column, behind the hidden one if there is one.
    fn column(&self, at: u32) -> char {
        let behind = u8::from(self.hidden.is_some() && at >= HIDDEN);
        char::from(b'A' + u8::try_from(at).expect("narrow") + behind)
    }
}

fn run(text: &str) -> String {
    format!("<r><t>{text}</t></r>")
}

fn written(name: &str, runs: &str) -> String {
    format!("<c r='{name}' t='inlineStr'><is>{runs}<rPh sb='0' eb='1'><t>9</t></rPh></is></c>")
}
