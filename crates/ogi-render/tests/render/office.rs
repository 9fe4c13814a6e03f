//! DOCX and XLSX: the same cells at the same places as in HTML, and numbers as numbers.

use std::io::{Cursor, Read as _};

use crate::bases::{Base, bases, changed};
use crate::page::{Page, Table, TableCell};
use calamine::{Data, DataType as _, Reader as _, Xlsx};
use ogi_render::{Format, Mark, Options, render};
use ogi_report::Severity;
use roxmltree::{Document, Node};
use serde_json::json;

fn page(base: &Base, options: &Options) -> Page {
    let bytes = render(&base.report, Format::Html, options).expect("renders");
    Page::read(std::str::from_utf8(&bytes).expect("UTF-8"))
}

fn part(docx: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut text = String::new();
    package
        .by_name(name)
        .expect("a part")
        .read_to_string(&mut text)
        .expect("UTF-8");
    text
}

fn children<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children()
        .filter(move |child| child.tag_name().name() == name)
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(|below| below.tag_name().name() == "t")
        .filter_map(|run| run.text())
        .collect()
}

/// The cells of a Word table; those that go on from the row above add to its height.
fn cells(table: Node<'_, '_>) -> Vec<TableCell> {
    let mut cells: Vec<TableCell> = Vec::new();
    for (row, line) in children(table, "tr").enumerate() {
        let mut column = 0;
        for cell in children(line, "tc") {
            let value = |name: &'static str| {
                let property = children(cell, "tcPr")
                    .next()
                    .and_then(|properties| children(properties, name).next());
                property.map(|property| {
                    property
                        .attributes()
                        .next()
                        .map_or("", |value| value.value())
                        .to_owned()
                })
            };
            let colspan = value("gridSpan").map_or(1, |span| span.parse().expect("a number"));
            if value("vMerge").is_some_and(|merge| merge.is_empty()) {
                let above = cells
                    .iter_mut()
                    .find(|above| above.column == column && above.row + above.rowspan == row);
                above.expect("a cell to go on").rowspan += 1;
            } else {
                cells.push(TableCell {
                    row,
                    column,
                    colspan,
                    rowspan: 1,
                    text: text(cell),
                    pointer: None,
                });
            }
            column += colspan;
        }
    }
    cells
}

fn without_pointers(table: &Table) -> Vec<TableCell> {
    table
        .cells
        .iter()
        .map(|cell| TableCell {
            pointer: None,
            ..cell.clone()
        })
        .collect()
}

#[test]
fn word_tables_have_the_same_cells() {
    for base in bases() {
        let page = page(&base, &Options::default());
        let docx = render(&base.report, Format::Docx, &Options::default()).expect("renders");
        let body = part(&docx, "word/document.xml");
        let document = Document::parse(&body).expect("well-formed");
        let tables: Vec<_> = document
            .descendants()
            .filter(|node| node.tag_name().name() == "tbl")
            .map(cells)
            .collect();
        let expected: Vec<_> = page.tables.iter().map(without_pointers).collect();
        assert_eq!(tables, expected, "{}", base.name);
        for name in [
            "[Content_Types].xml",
            "word/styles.xml",
            "word/comments.xml",
            "docProps/core.xml",
        ] {
            Document::parse(&part(&docx, name)).expect(name);
        }
        let words = text(document.root());
        for name in [
            "/preamble",
            "/problems_and_improvements",
            "/overview/text",
            "/other_matters/text",
        ] {
            let stated = base
                .document
                .pointer(name)
                .and_then(|text| text.as_str())
                .unwrap_or_default();
            assert!(
                words.contains(&stated.replace('\n', "")),
                "{} {name}",
                base.name
            );
        }
    }
}

#[test]
fn comments_stand_at_their_cells() {
    let base = changed("2021-30", |_| {});
    let mark = |pointer: &str| Mark {
        pointer: pointer.into(),
        severity: Severity::Warning,
        message: "<不符>".into(),
    };
    let marks = vec![
        mark("/requests/new_received"),
        mark("/review_and_litigation"),
        mark("/year"),
    ];
    let docx = render(
        &base.report,
        Format::Docx,
        &Options {
            marks,
            ..Options::default()
        },
    )
    .expect("renders");
    let (body, comments) = (
        part(&docx, "word/document.xml"),
        part(&docx, "word/comments.xml"),
    );
    let (body, comments) = (
        Document::parse(&body).expect("XML"),
        Document::parse(&comments).expect("XML"),
    );
    let ids = |document: &Document<'_>, name: &str| -> Vec<String> {
        let elements = document
            .descendants()
            .filter(|node| node.tag_name().name() == name);
        elements
            .map(|node| node.attributes().next().expect("an id").value().to_owned())
            .collect()
    };
    let known = ids(&comments, "comment");
    assert_eq!(known.len(), 9);
    for name in ["commentRangeStart", "commentRangeEnd", "commentReference"] {
        assert_eq!(ids(&body, name), known, "{name}");
    }
    assert!(
        comments
            .descendants()
            .filter_map(|node| node.text())
            .all(|text| text.contains("警告：<不符>"))
    );
}

type Sheets = Vec<(String, Vec<(u32, u32, Data)>)>;

fn sheets(bytes: Vec<u8>) -> Sheets {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = workbook.sheet_names();
    let read = |name: &String| {
        let range = workbook.worksheet_range(name).expect("a sheet");
        let (top, left) = range.start().unwrap_or_default();
        let at = |(row, column, value): (usize, usize, &Data)| {
            let index = |place| u32::try_from(place).expect("a place");
            (top + index(row), left + index(column), value.clone())
        };
        (name.clone(), range.used_cells().map(at).collect())
    };
    names.iter().map(read).collect()
}

/// The value that a cell of a sheet is to have for what HTML shows.
fn expected(base: &Base, cell: &TableCell) -> Data {
    let digits = cell
        .pointer
        .as_ref()
        .and_then(|pointer| base.digits(pointer));
    match digits {
        Some(digits) => Data::Float(digits.parse().expect("a number")),
        None if cell.text.is_empty() => Data::Empty,
        None => Data::String(cell.text.clone()),
    }
}

#[test]
fn sheets_have_the_same_cells() {
    for base in bases() {
        let page = page(&base, &Options::default());
        let sheets =
            sheets(render(&base.report, Format::Xlsx, &Options::default()).expect("renders"));
        let has_numbers = |table: &&Table| table.cells.iter().any(|cell| cell.pointer.is_some());
        for table in page.tables.iter().filter(has_numbers) {
            let first = Data::String(table.cells[0].text.clone());
            let top = |(_, cells): &(String, Vec<(u32, u32, Data)>)| {
                cells
                    .iter()
                    .find(|(_, column, value)| *column == 0 && *value == first)
                    .map(|(row, ..)| *row)
            };
            let (sheet, top) = sheets
                .iter()
                .find_map(|sheet| Some((sheet, top(sheet)?)))
                .expect("the table");
            for cell in &table.cells {
                let at = (
                    top + u32::try_from(cell.row).expect("row"),
                    u32::try_from(cell.column).expect("column"),
                );
                let found = sheet
                    .1
                    .iter()
                    .find(|(row, column, _)| (*row, *column) == at)
                    .map(|(.., value)| value.clone());
                assert_eq!(
                    found.unwrap_or(Data::Empty),
                    expected(&base, cell),
                    "{} {:?}",
                    base.name,
                    cell.pointer
                );
            }
        }
    }
}

#[test]
fn numbers_that_binary_cannot_hold_stay_text() {
    let pointer = "/proactive_disclosure/administrative_fees/amount_10k_yuan";
    let cases = [
        ("7730.280", Data::Float(7730.28)),
        (
            "999999999999999.999999",
            Data::String("999999999999999.999999".to_owned()),
        ),
        ("0.1", Data::Float(0.1)),
    ];
    for (digits, expected) in cases {
        let base = changed("2021-30", |document| {
            *document.pointer_mut(pointer).expect("a cell") = json!(digits);
        });
        let sheets =
            sheets(render(&base.report, Format::Xlsx, &Options::default()).expect("renders"));
        assert!(
            sheets[1].1.iter().any(|(.., value)| *value == expected),
            "{digits}"
        );
    }
}

#[test]
fn long_texts_fit_into_a_workbook() {
    let long = "甲".repeat(40_000);
    let base = changed("2021-30", |document| {
        document["overview"]["text"] = json!(long);
    });
    let sheets = sheets(render(&base.report, Format::Xlsx, &Options::default()).expect("renders"));
    let strings = sheets[0]
        .1
        .iter()
        .filter_map(|(.., value)| value.as_string());
    assert_eq!(
        strings
            .map(|text| text.matches('甲').count())
            .sum::<usize>(),
        40_000
    );
}

#[test]
fn any_text_can_be_printed() {
    let nasty = "=1+1<w:t>&amp;]]>\u{1}\u{b}\u{fffe}_x0041_\"😀";
    let base = changed("2021-30", |document| {
        document["agency"]["name"] = json!(nasty.repeat(4));
        document["preamble"] = json!(nasty);
        document["extensions"][0]["value"] = json!(nasty.repeat(100));
    });
    let message = nasty.repeat(3000);
    let marks = vec![Mark {
        pointer: nasty.to_owned(),
        severity: Severity::Note,
        message,
    }];
    let options = Options {
        marks,
        ..Options::default()
    };
    let docx = render(&base.report, Format::Docx, &options).expect("renders");
    for name in [
        "word/document.xml",
        "word/comments.xml",
        "docProps/core.xml",
    ] {
        let part = part(&docx, name);
        let words = text(Document::parse(&part).expect(name).root());
        assert!(
            name.starts_with("docProps")
                || words.contains("=1+1<w:t>&amp;]]>\u{fffd}\u{fffd}\u{fffd}_x0041_\"😀")
        );
    }
    let sheets = sheets(render(&base.report, Format::Xlsx, &options).expect("renders"));
    let formulas = sheets
        .iter()
        .flat_map(|(_, cells)| cells)
        .filter(|(.., value)| value.is_error());
    assert_eq!(formulas.count(), 0);
    let preamble = |(.., value): &(u32, u32, Data)| {
        value
            .as_string()
            .is_some_and(|text| text.starts_with("=1+1<w:t>&amp;"))
    };
    assert!(sheets[0].1.iter().any(preamble));
}
