//! Reports as Word and Excel files that are made here, and archives that want to exhaust the machine.

#[path = "support/legal.rs"]
mod legal;
mod support;

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use ogi_import::{Hints, ImportError, Imported, Note, Origin};
use ogi_schema::{CellContent, PlacedCell};
use support::{cell_note, check, has_note};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TITLES: [&str; 3] = [
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
];

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("memory");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// The cells of a table of the form; every number is that of its place in the table.
fn cells(edition: &str, table: usize) -> Vec<(PlacedCell<'static>, String)> {
    let standard = ogi_schema::standard();
    let form = standard.form(edition).expect("an edition");
    let mut number = 0;
    let text = |placed: &PlacedCell| match &placed.content {
        CellContent::Text(text) | CellContent::Label { text, .. } => (*text).to_owned(),
        CellContent::Value { .. } => {
            number += 1;
            number.to_string()
        }
    };
    let placed = form.place(&standard.schema, &form.tables[table].rows);
    let texts: Vec<String> = placed.iter().map(text).collect();
    placed.into_iter().zip(texts).collect()
}

fn docx(edition: &str) -> Vec<u8> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let mut body =
        paragraph("某市水务局2022年政府信息公开工作年度报告") + &paragraph("一、总体情况");
    body += "<w:p><w:r><w:t>全年</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del><w:r><w:t>平稳 &amp; 有序。</w:t></w:r></w:p>";
    for (table, title) in TITLES.iter().enumerate() {
        body += &paragraph(title);
        let cells = cells(edition, table);
        body += "<w:tbl>";
        for row in 0..cells
            .iter()
            .map(|(placed, _)| placed.row + 1)
            .max()
            .unwrap_or(0)
        {
            body += "<w:tr>";
            let mut covering: Vec<_> = cells
                .iter()
                .filter(|(placed, _)| placed.row <= row && row < placed.row + placed.rowspan)
                .collect();
            covering.sort_by_key(|(placed, _)| placed.column);
            for (placed, text) in covering {
                let merge = match (placed.rowspan, placed.row == row) {
                    (1, _) => "",
                    (_, true) => "<w:vMerge w:val=\"restart\"/>",
                    (_, false) => "<w:vMerge/>",
                };
                let shown = if placed.row == row {
                    paragraph(text)
                } else {
                    "<w:p/>".to_owned()
                };
                write!(
                    body,
                    "<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr>{shown}</w:tc>",
                    placed.colspan
                )
                .expect("a string");
            }
            body += "</w:tr>";
        }
        body += "</w:tbl>";
    }
    body += &paragraph("五、存在的主要问题及改进情况");
    body += &paragraph("人手不足。");
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>"
    );
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
    ])
}

fn xlsx(edition: &str) -> Vec<u8> {
    let (mut rows, mut merges, mut strings) = (String::new(), String::new(), String::new());
    let (mut at, mut count) = (1, 0);
    let name = |row: u32, column: u32| {
        format!(
            "{}{row}",
            char::from(b'A' + u8::try_from(column).expect("narrow"))
        )
    };
    let mut text = |row: u32, column: u32, text: &str| {
        write!(strings, "<si><r><t>{text}</t></r><rPh><t>x</t></rPh></si>").expect("a string");
        count += 1;
        format!(
            "<c r=\"{}\" t=\"s\"><v>{}</v></c>",
            name(row, column),
            count - 1
        )
    };
    let title = text(1, 0, "某市水务局2022年政府信息公开工作年度报告");
    write!(rows, "<row r=\"1\">{title}</row>").expect("a string");
    for (table, title) in TITLES.iter().enumerate() {
        at += 2;
        write!(rows, "<row r=\"{at}\">{}</row>", text(at, 0, title)).expect("a string");
        let cells = cells(edition, table);
        let height = cells
            .iter()
            .map(|(placed, _)| placed.row + 1)
            .max()
            .unwrap_or(0);
        for row in 0..height {
            write!(rows, "<row r=\"{}\">", at + 1 + row).expect("a string");
            let mut begun: Vec<_> = cells
                .iter()
                .filter(|(placed, _)| placed.row == row)
                .collect();
            begun.sort_by_key(|(placed, _)| placed.column);
            for (placed, shown) in begun {
                let place = name(at + 1 + row, placed.column);
                match placed.content {
                    CellContent::Value { .. } => {
                        write!(rows, "<c r=\"{place}\"><v>{shown}</v></c>").expect("a string");
                    }
                    _ => rows.push_str(&text(at + 1 + row, placed.column, shown)),
                }
                if placed.colspan * placed.rowspan > 1 {
                    let last = name(
                        at + row + placed.rowspan,
                        placed.column + placed.colspan - 1,
                    );
                    write!(merges, "<mergeCell ref=\"{place}:{last}\"/>").expect("a string");
                }
            }
            rows += "</row>";
        }
        at += height;
    }
    let sheet = format!(
        "<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    );
    archive(&[
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>")),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// Checks that every number stands in its cell.
fn check_numbers(imported: &Imported, edition: &str) {
    let standard = ogi_schema::standard();
    let form = standard.form(edition).expect("an edition");
    let document = imported.document();
    for (table, source) in form.tables.iter().enumerate() {
        for (placed, number) in cells(edition, table) {
            let CellContent::Value { pointer } = placed.content else {
                continue;
            };
            let value = document.pointer(&pointer).expect("a cell");
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            assert_eq!(value, number, "{} {pointer}", source.section);
        }
    }
    assert!(!has_note(imported, |note| matches!(
        note,
        Note::UnmatchedRow { .. } | Note::RowRefused { .. }
    )));
}

#[test]
fn word_files_are_read_whole() {
    for edition in ["2019-60", "2021-30"] {
        let imported = ogi_import::read(&docx(edition), None).expect("reads");
        legal::check(&imported);
        check_numbers(&imported, edition);
        check(
            &imported,
            &[
                ("/agency/name", r#""某市水务局""#),
                ("/overview/text", r#""全年平稳 & 有序。""#),
                ("/problems_and_improvements", r#""人手不足。""#),
            ],
        );
        assert_eq!(
            cell_note(&imported, "/other_matters").as_deref(),
            Some("not_printed -")
        );
        let total = imported
            .evidence
            .iter()
            .find(|evidence| evidence.pointer == "/requests/outcomes/total/total");
        assert!(
            matches!(
                total.map(|total| total.origin),
                Some(Origin::Cell {
                    table: 2,
                    column: 10,
                    ..
                })
            ),
            "{total:?}"
        );
        assert!(imported.evidence.iter().all(|evidence| !evidence.repaired));
    }
}

#[test]
fn workbooks_are_read_whole() {
    for edition in ["2019-60", "2021-30"] {
        let imported = ogi_import::read(&xlsx(edition), None).expect("reads");
        legal::check(&imported);
        check_numbers(&imported, edition);
        check(
            &imported,
            &[("/agency/name", r#""某市水务局""#), ("/year", "2022")],
        );
        let first = imported
            .evidence
            .iter()
            .find(|evidence| evidence.pointer == "/requests/new_received/total");
        assert!(matches!(
            first.map(|first| first.origin),
            Some(Origin::Sheet {
                sheet: 1,
                column: 10,
                ..
            })
        ));
        assert!(imported.evidence.iter().all(|evidence| !evidence.repaired));
    }
}

#[test]
fn numbers_of_a_workbook_are_shown_as_they_look() {
    let row = |value: &str| {
        format!(
            "<row><c t=\"inlineStr\"><is><t>行政事业性收费</t></is></c><c><v>{value}</v></c></row>"
        )
    };
    let head = "<row><c t=\"str\"><v>信息内容</v></c><c t=\"str\"><v>本年收费金额（单位：万元）</v></c></row>";
    let hints = Hints {
        agency: Some("某局".to_owned()),
        year: Some(2022),
        ..Hints::default()
    };
    for (value, read) in [
        ("7730.2799999999997", "\"7730.28\""),
        ("1.2E2", "\"120\""),
        ("0", "\"0\""),
    ] {
        let sheet = format!(
            "<worksheet><sheetData>{head}{}</sheetData></worksheet>",
            row(value)
        );
        let bytes = archive(&[
            ("xl/workbook.xml", ""),
            ("xl/worksheets/sheet1.xml", &sheet),
        ]);
        let imported = ogi_import::read_with(&bytes, &hints).expect("reads");
        check(
            &imported,
            &[(
                "/proactive_disclosure/administrative_fees/amount_10k_yuan",
                read,
            )],
        );
    }
}

#[test]
fn hostile_archives_end() {
    let refused = |bytes: &[u8], is: fn(&ImportError) -> bool| {
        let error = ogi_import::read(bytes, None).expect_err("hostile");
        assert!(is(&error), "{error}");
    };
    let bomb = " ".repeat(33 << 20);
    refused(&archive(&[("word/document.xml", &bomb)]), |error| {
        matches!(error, ImportError::Inflated { .. })
    });
    let deep = "<w:tbl><w:tr><w:tc>".repeat(100_000);
    refused(&archive(&[("word/document.xml", &deep)]), |error| {
        matches!(error, ImportError::TooDeep { .. })
    });
    let wide = "<w:tbl><w:tr>".to_owned()
        + &"<w:tc><w:tcPr><w:gridSpan w:val=\"999999\"/></w:tcPr></w:tc>".repeat(9)
        + "</w:tr></w:tbl>";
    refused(&archive(&[("word/document.xml", &wide)]), |error| {
        matches!(error, ImportError::TooManyColumns { .. })
    });
    let cells = "<w:tbl><w:tr>".to_owned() + &"<w:tc/>".repeat(300_000);
    refused(&archive(&[("word/document.xml", &cells)]), |error| {
        matches!(error, ImportError::TooManyCells { .. })
    });
    let far = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    let parts = [("xl/workbook.xml", ""), ("xl/worksheets/sheet1.xml", far)];
    refused(&archive(&parts), |error| {
        matches!(error, ImportError::TooManyColumns { .. })
    });
    let row = |at: usize| {
        format!("<row r=\"{at}\"><c r=\"A{at}\"><v>1</v></c><c r=\"BXX{at}\"><v>1</v></c></row>")
    };
    let rows: String = (1..400).map(row).collect();
    let merge = "<mergeCell ref=\"A1:A1048576\"/>".repeat(19_000);
    for sheet in [rows.clone() + &merge, rows] {
        let parts = [
            ("xl/workbook.xml", ""),
            ("xl/worksheets/sheet1.xml", sheet.as_str()),
        ];
        refused(&archive(&parts), |error| {
            matches!(error, ImportError::TooManyCells { .. })
        });
    }
    refused(&archive(&[("a.txt", "x")]), |error| {
        matches!(error, ImportError::Unsupported { kind: "archive" })
    });
    refused(b"PK\x03\x04nothing", |error| {
        matches!(error, ImportError::Broken { .. })
    });
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", |error| {
        matches!(error, ImportError::Broken { .. })
    });
}
