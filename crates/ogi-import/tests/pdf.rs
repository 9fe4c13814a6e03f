//! Reports as PDF: tables with lines and without, on pages that are made here, and files that want to exhaust the machine.

#[path = "support/legal.rs"]
mod legal;
mod support;

use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use ogi_import::{Fact, Hints, ImportError, Imported, Note, Origin};
use ogi_schema::CellContent;
use support::{cell_note, check, has_note};

/// Width of every table and height of its rows, in points.
const WIDTH: u32 = 510;
const HEIGHT: u32 = 38;

/// A page in the making.
#[derive(Default)]
struct Drawn(String);

/// How a file is printed.
#[derive(Clone, Copy, Default)]
struct Print {
    /// Degrees by which its pages are turned.
    turned: i64,
    /// Whether its font has glyphs instead of characters, and radicals for some of them.
    has_glyphs: bool,
    /// Whether its tables have no lines.
    unruled: bool,
}

impl Print {
    /// The map from a page as shown to one that lies turned.
    fn matrix(self) -> &'static str {
        match self.turned {
            90 => "0 1 -1 0 842 0",
            180 => "-1 0 0 -1 595 842",
            270 => "0 -1 1 0 0 595",
            _ => "1 0 0 1 0 0",
        }
    }
}

/// A map of glyphs to characters that has radicals for two.
const GLYPHS: &str = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
    3 beginbfrange <0000> <6236> <0000> <6238> <6C10> <6238> <6C12> <FFFF> <6C12> endbfrange\n\
    2 beginbfchar <6C11> <2EA0> <6237> <2F3E> endbfchar\n";

impl Drawn {
    /// Writes a text with its first character at a place, in points from the left and lower edge.
    fn text(&mut self, x: u32, y: u32, size: u32, text: &str) {
        write!(self.0, "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <").expect("a string");
        for unit in text.encode_utf16() {
            write!(self.0, "{unit:04X}").expect("a string");
        }
        self.0.push_str("> Tj ET\n");
    }

    fn frame(&mut self, [x, y, width, height]: [u32; 4]) {
        writeln!(self.0, "0.5 w {x} {y} {width} {height} re S").expect("a string");
    }
}

fn pdf(pages: &[Drawn]) -> Vec<u8> {
    printed(pages, Print::default())
}

fn printed(pages: &[Drawn], print: Print) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let descendant =
        dictionary! { "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light" };
    let descendant = document.add_object(descendant);
    let mut font = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light", "Encoding" => "UniGB-UCS2-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
    };
    if print.has_glyphs {
        font.set("Encoding", "Identity-H");
        font.set(
            "ToUnicode",
            document.add_object(Stream::new(Dictionary::new(), GLYPHS.as_bytes().to_vec())),
        );
    }
    let font = document.add_object(font);
    let [width, height] = if print.turned % 180 == 0 {
        [595, 842]
    } else {
        [842, 595]
    };
    let kids: Vec<Object> = pages
        .iter()
        .map(|page| {
            let turned = format!("{} cm\n{}", print.matrix(), page.0);
            let content = document.add_object(Stream::new(Dictionary::new(), turned.into_bytes()));
            let page = document.add_object(dictionary! {
                "Type" => "Page", "Contents" => content, "Rotate" => print.turned,
                "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
                "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
            });
            Object::Reference(page)
        })
        .collect();
    save(document, kids)
}

fn save(mut document: Document, kids: Vec<Object>) -> Vec<u8> {
    let count = i64::try_from(kids.len()).expect("few pages");
    let tree = document
        .add_object(dictionary! { "Type" => "Pages", "Kids" => kids.clone(), "Count" => count });
    for kid in kids {
        if let Ok(page) = kid
            .as_reference()
            .and_then(|id| document.get_object_mut(id))
            .and_then(Object::as_dict_mut)
        {
            page.set("Parent", tree);
        }
    }
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory");
    bytes
}

/// Draws rows of a table of the form from a height downwards; every number is that of its place in the table.
fn draw(page: &mut Drawn, edition: &str, table: usize, rows: std::ops::Range<u32>, top: u32) {
    let standard = ogi_schema::standard();
    let form = standard.form(edition).expect("an edition");
    let width = WIDTH / form.tables[table].columns;
    let mut number = 0;
    for cell in form.place(&standard.schema, &form.tables[table].rows) {
        let is_value = matches!(cell.content, CellContent::Value { .. });
        number += u32::from(is_value);
        let (from, to) = (
            cell.row.max(rows.start),
            (cell.row + cell.rowspan).min(rows.end),
        );
        if from >= to {
            continue;
        }
        let (x, height) = (40 + cell.column * width, (to - from) * HEIGHT);
        let y = top - (from - rows.start) * HEIGHT - height;
        page.frame([x, y, cell.colspan * width, height]);
        let text = match &cell.content {
            CellContent::Text(text) | CellContent::Label { text, .. } => (*text).to_owned(),
            CellContent::Value { .. } => number.to_string(),
        };
        let wraps = usize::try_from(cell.colspan * width / 6 - 1).expect("small");
        let characters: Vec<char> = text.chars().collect();
        for (line, part) in (0u32..).zip(characters.chunks(wraps)) {
            let part: String = part.iter().collect();
            if cell.row >= rows.start || !is_value {
                page.text(x + 2, (y + height).saturating_sub(7 + line * 6), 6, &part);
            }
        }
    }
}

fn report() -> Vec<u8> {
    report_as(Print::default())
}

fn report_as(print: Print) -> Vec<u8> {
    let mut pages = [Drawn::default(), Drawn::default(), Drawn::default()];
    pages[0].text(120, 780, 16, "某市民政局2022年政府信息公开工作年度报告");
    pages[0].text(56, 740, 12, "一、总体情况");
    pages[0].text(56, 715, 12, &"水".repeat(40));
    pages[0].text(32, 695, 12, "到下一行为止。");
    pages[0].text(56, 670, 12, "二、主动公开政府信息情况");
    draw(&mut pages[0], "2021-30", 0, 0..16, 650);
    pages[0].text(290, 30, 9, "- 1 -");
    pages[1].text(56, 800, 12, "三、收到和处理政府信息公开申请情况");
    draw(&mut pages[1], "2021-30", 1, 0..18, 780);
    pages[1].text(290, 30, 9, "2");
    draw(&mut pages[2], "2021-30", 1, 18..29, 800);
    pages[2].text(56, 350, 12, "四、政府信息公开行政复议、行政诉讼情况");
    draw(&mut pages[2], "2021-30", 2, 0..4, 340);
    pages[2].text(56, 150, 12, "五、存在的主要问题及改进情况");
    pages[2].text(56, 130, 12, "窗户不足。");
    if print.unruled {
        for page in &mut pages {
            let texts = page
                .0
                .lines()
                .filter(|line| !line.ends_with("re S"))
                .collect::<Vec<_>>();
            page.0 = texts.join("\n");
        }
    }
    printed(&pages, print)
}

/// Checks that every cell has the number of its place in its table.
fn check_numbers(imported: &Imported) {
    let standard = ogi_schema::standard();
    let form = standard.form("2021-30").expect("an edition");
    let document = imported.document();
    for table in &form.tables {
        let values: Vec<String> = form
            .values(&standard.schema)
            .filter(|at| at.starts_with(&format!("/{}/", table.section)))
            .collect();
        let printed = values.iter().filter(|at| !at.contains("undivided"));
        for (number, at) in (1..).zip(printed) {
            let value = document.pointer(at).expect("a cell");
            let value = value
                .as_str()
                .map_or_else(|| value.as_i64(), |text| text.parse().ok());
            assert_eq!(value, Some(number), "{at}");
        }
    }
}

#[test]
fn turned_pages_fonts_of_glyphs_and_unruled_tables_are_read() {
    for turned in [0, 90, 180, 270] {
        for (has_glyphs, unruled) in [(false, false), (true, false), (true, true)] {
            let print = Print {
                turned,
                has_glyphs,
                unruled,
            };
            let imported = ogi_import::read(&report_as(print), None).expect("reads");
            check_numbers(&imported);
            let agency = ("/agency/name", r#""某市民政局""#);
            check(
                &imported,
                &[agency, ("/problems_and_improvements", r#""窗户不足。""#)],
            );
        }
    }
}

#[test]
fn a_report_over_three_pages_is_read_whole() {
    let imported = ogi_import::read(&report(), None).expect("reads");
    legal::check(&imported);
    check_numbers(&imported);
    let long = format!("\"{}到下一行为止。\"", "水".repeat(40));
    check(
        &imported,
        &[
            ("/year", "2022"),
            ("/agency/name", r#""某市民政局""#),
            ("/overview/text", &long),
            ("/problems_and_improvements", r#""窗户不足。""#),
            ("/source/media_type", r#""application/pdf""#),
        ],
    );
    assert!(
        imported
            .evidence
            .iter()
            .all(|evidence| matches!(evidence.origin, Origin::Page { .. }))
    );
    let last = imported
        .evidence
        .iter()
        .find(|evidence| evidence.pointer == "/requests/outcomes/total/natural_persons");
    assert!(
        matches!(
            last.map(|last| last.origin),
            Some(Origin::Page {
                page: 3,
                x: 193,
                ..
            })
        ),
        "{last:?}"
    );
    assert!(!has_note(&imported, |note| matches!(
        note,
        Note::UnmatchedRow { .. } | Note::RowRefused { .. }
    )));
    assert_eq!(
        cell_note(&imported, "/other_matters").as_deref(),
        Some("not_printed -")
    );
}

#[test]
fn a_page_without_characters_says_what_to_do() {
    let error = ogi_import::read(&pdf(&[Drawn::default()]), None).expect_err("a scan");
    assert!(error.to_string().contains("text recognition"), "{error}");
    let error = ogi_import::read(b"%PDF-1.7\nnothing", None).expect_err("broken");
    assert!(
        matches!(
            error,
            ImportError::Broken {
                kind: "cut PDF",
                ..
            }
        ),
        "{error}"
    );
    let error = ogi_import::read(b"%PDF-1.7\nnothing\n%%EOF", None).expect_err("broken");
    assert!(
        matches!(error, ImportError::Broken { kind: "PDF", .. }),
        "{error}"
    );
}

#[test]
fn drawings_that_hold_themselves_and_bombs_end() {
    let mut document = Document::with_version("1.7");
    let form = document.new_object_id();
    let resources = dictionary! { "XObject" => dictionary! { "X" => form } };
    let header =
        dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => resources.clone() };
    document
        .objects
        .insert(form, Stream::new(header, b"/X Do ".repeat(40)).into());
    let content = document.add_object(Stream::new(Dictionary::new(), b"/X Do".to_vec()));
    let page = document.add_object(
        dictionary! { "Type" => "Page", "Contents" => content, "Resources" => resources },
    );
    let mut hints = Hints::default();
    hints.limits.cells = 1_000;
    let bytes = save(document, vec![page.into()]);
    assert!(ogi_import::read_with(&bytes, &hints).is_err());

    let bomb = Drawn(" ".repeat(5 << 20));
    let error = ogi_import::read(&pdf(&[bomb]), None).expect_err("a bomb");
    assert!(
        matches!(error, ImportError::Inflated { kind: "PDF", .. }),
        "{error}"
    );
    let lines = Drawn("0 0 m 500 0 l 0 9 m 0 500 l S ".repeat(50_000));
    assert!(ogi_import::read_with(&pdf(&[lines]), &hints).is_err());
}

#[test]
fn cut_files_are_read_or_refused() {
    let bytes = report();
    let hints = Hints {
        agency: Some("某局".to_owned()),
        year: Some(2022),
        ..Hints::default()
    };
    for part in 1..60 {
        match ogi_import::read_with(&bytes[..bytes.len() * part / 60], &hints) {
            Ok(imported) => legal::check(&imported),
            Err(ImportError::Unstated { missing }) => assert_eq!(missing, [Fact::Edition]),
            Err(_) => {}
        }
    }
}
