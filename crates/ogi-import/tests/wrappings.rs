//! One table in every container that holds text and tables of its own, with text in its cells that is not to be seen.

use std::io::{Cursor, Write};

use ogi_import::{Hints, ImportError, Imported};
use ogi_report::Edition;
use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ROWS: [&[&str]; 5] = [
    &["第二十条第（一）项"],
    &["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    &["规章", "1", "2", "30"],
    &["行政规范性文件", "4", "5", "6789"],
    &["第二十条第（五）项"],
];
const TITLE: &str = "某市水务局2022年政府信息公开工作年度报告";
const HEAD: &str = "二、主动公开政府信息情况";

/// How a number is written in a cell, with something beside it that is not to be read.
type Mark = fn(&str) -> String;

#[expect(clippy::field_reassign_with_default, reason = "hints may gain fields")]
fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    let mut hints = Hints::default();
    hints.edition = Some(Edition::V2021);
    ogi_import::read_with(bytes, &hints)
}

fn check(bytes: &[u8], what: &str) {
    let imported = read(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    let document = imported.document();
    let disclosure = &document["proactive_disclosure"];
    let rules = json!({"issued": 1, "repealed": 2, "in_force": 30});
    let documents = json!({"issued": 4, "repealed": 5, "in_force": 6789});
    let read = json!([disclosure["rules"], disclosure["normative_documents"]]);
    assert_eq!(read, json!([rules, documents]), "{what}");
    assert_eq!(document["year"], json!(2022), "{what}");
}

fn is_number(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_digit())
}

fn html() -> String {
    let cell = |cell: &&str| format!("<td>{cell}</td>");
    let row = |row: &&[&str]| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>());
    let rows: String = ROWS.iter().map(row).collect();
    format!("<html><body><p>{TITLE}</p><p>{HEAD}</p><table>{rows}</table></body></html>")
}

fn quoted_printable(text: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("={byte:02X}")
        }
    };
    let encoded: Vec<String> = text.bytes().map(byte).collect();
    encoded
        .chunks(20)
        .map(<[String]>::concat)
        .collect::<Vec<_>>()
        .join("=\r\n")
}

#[test]
fn saved_pages_and_mails() {
    let part = |kind: &str, body: &str| {
        format!(
            "Content-Type: {kind}; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{body}\r\n"
        )
    };
    let page = part("text/html", &quoted_printable(&html()));
    let note = part("text/plain", &quoted_printable("请见附件。"));
    let head = "MIME-Version: 1.0\r\nContent-Type: ";
    let related = format!(
        "From: <Saved by WPS>\r\n{head}multipart/related; boundary=\"B\"\r\n\r\n--B\r\n{page}--B\r\n\
         Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B--\r\n"
    );
    let alternative = format!(
        "Subject: x\r\n{head}multipart/alternative; boundary=B\r\n\r\n--B\r\n{note}--B\r\n{page}--B--\r\n"
    );
    let nested = format!(
        "Subject: x\r\n{head}multipart/mixed; boundary=M\r\n\r\n--M\r\n\
         Content-Type: multipart/related; boundary=B\r\n\r\n--B\r\n{page}--B--\r\n--M--\r\n"
    );
    for mail in [
        &related,
        &alternative,
        &nested,
        &format!("From a@b Mon\r\n{alternative}"),
    ] {
        check(mail.as_bytes(), mail);
    }
    let gbk = encoding_rs::GBK.encode(&html()).0.into_owned();
    let plain = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r\n\r\n".as_slice();
    check(&[plain, &gbk].concat(), "GBK");
    for (name, kind) in [
        ("a.pdf", "mail with a PDF"),
        ("a.docx", "mail with a Word file"),
        ("a.xls", "mail with an Excel file"),
        ("a.zip", "mail with attachments"),
    ] {
        let mail = format!(
            "Subject: x\r\n{head}multipart/mixed; boundary=M\r\n\r\n--M\r\n{note}--M\r\nContent-Type: \
             application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\nx\r\n--M--\r\n"
        );
        assert_eq!(
            read(mail.as_bytes()).expect_err("attached"),
            ImportError::Unsupported { kind }
        );
    }
}

fn rtf(mark: Mark, encode: fn(&str) -> String) -> String {
    let mut out = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}{\\colortbl;\\red0\\green0\\blue0;\
                   \\red255\\green255\\blue255;}{\\info{\\title 9}}\n"
        .to_owned();
    for line in [TITLE, HEAD] {
        out += &format!("\\pard {}\\par\n", encode(line));
    }
    for row in ROWS {
        out += "\\trowd\\trleft-108";
        for at in 1..=row.len() {
            let right = if row.len() == 1 { 8000 } else { 2000 * at };
            out += &format!("\\cellx{right}");
        }
        for cell in row {
            let cell = if is_number(cell) {
                mark(cell)
            } else {
                encode(cell)
            };
            out += &format!("\\pard\\intbl {cell}\\cell ");
        }
        out += "\\row\n";
    }
    out + "}"
}

fn unicode(text: &str) -> String {
    let code = |unit: u16| format!("\\u{}?", i32::from(unit.cast_signed()));
    text.encode_utf16().map(code).collect()
}

fn gbk(text: &str) -> String {
    let bytes = encoding_rs::GBK.encode(text).0.into_owned();
    bytes.iter().map(|byte| format!("\\'{byte:02x}")).collect()
}

#[test]
fn rich_text() {
    let marks: [(&str, Mark); 11] = [
        ("plain", str::to_owned),
        ("hidden", |n| format!("{n}{{\\v 99}}")),
        ("not hidden", |n| format!("{{\\v0 {n}}}")),
        ("struck", |n| format!("{{\\strike 9}}{n}")),
        ("raised", |n| format!("{n}{{\\super 1}}")),
        ("moved up", |n| format!("{n}{{\\up6 1}}")),
        ("deleted", |n| format!("{{\\deleted 99}}{n}")),
        ("white", |n| format!("{n}{{\\cf2 99}}")),
        ("tiny", |n| format!("{n}{{\\fs2 9}}")),
        ("footnote", |n| {
            format!("{n}{{\\footnote 12}}{{\\*\\annotation 3}}")
        }),
        ("field", |n| {
            format!("{{\\field{{\\*\\fldinst =1}}{{\\fldrslt {n}}}}}")
        }),
    ];
    for (what, mark) in marks {
        check(rtf(mark, unicode).as_bytes(), what);
        check(rtf(mark, gbk).as_bytes(), what);
    }
    let deep = format!("{{\\rtf1 {}", "{".repeat(100_000));
    assert!(matches!(
        read(deep.as_bytes()),
        Err(ImportError::TooDeep { .. })
    ));
}

fn archive(entries: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("starts");
        writer.write_all(content.as_bytes()).expect("writes");
    }
    writer.finish().expect("finishes").into_inner()
}

const STYLES: &str = "<office:automatic-styles>\
    <style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
    <style:style style:name=\"I\" style:family=\"text\" style:parent-style-name=\"H\"/>\
    <style:style style:name=\"S\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
    <style:style style:name=\"U\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
    <style:style style:name=\"W\" style:family=\"text\"><style:text-properties fo:color=\"#ffffff\"/></style:style>\
    <style:style style:name=\"N\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>\
    </office:automatic-styles>";

fn cell(cell: &str, mark: Mark) -> String {
    let text = if is_number(cell) {
        mark(cell)
    } else {
        cell.to_owned()
    };
    format!("<table:table-cell office:value=\"7\"><text:p>{text}</text:p></table:table-cell>")
}

fn table(mark: Mark, end_of_row: &str) -> String {
    let row = |row: &&[&str]| {
        let cells: String = row.iter().map(|text| cell(text, mark)).collect();
        format!("<table:table-row>{cells}{end_of_row}</table:table-row>\n")
    };
    ROWS.iter().map(row).collect()
}

fn content(kind: &str, before: &str, table: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><office:document-content>{STYLES}<office:body><office:{kind}>{before}\
         <table:table table:name=\"1\">{table}</table:table></office:{kind}></office:body></office:document-content>"
    )
}

fn odt(mark: Mark) -> String {
    let before = format!("<text:p>{TITLE}</text:p><text:h>{HEAD}</text:h>");
    content("text", &before, &table(mark, ""))
}

fn ods(mark: Mark, before: &str, first: &str) -> String {
    let line = |text: &str| format!("<table:table-row>{}</table:table-row>", cell(text, mark));
    let end = "<table:table-cell table:number-columns-repeated=\"1020\"/>";
    let rows = format!(
        "{first}{}{}{}<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>",
        line(TITLE),
        line(HEAD),
        table(mark, end)
    );
    content("spreadsheet", before, &rows)
}

fn odf(media: &str, content: String) -> Vec<u8> {
    archive(&[
        (
            "mimetype",
            format!("application/vnd.oasis.opendocument.{media}"),
        ),
        ("META-INF/manifest.xml", "<manifest/>".to_owned()),
        ("content.xml", content),
    ])
}

#[test]
fn open_document() {
    let marks: [(&str, Mark); 9] = [
        ("plain", str::to_owned),
        ("hidden", |n| {
            format!("{n}<text:span text:style-name=\"H\">99</text:span>")
        }),
        ("hidden by its parent", |n| {
            format!("{n}<text:span text:style-name=\"I\">99</text:span>")
        }),
        ("struck", |n| {
            format!("<text:span text:style-name=\"S\">9</text:span>{n}")
        }),
        ("raised", |n| {
            format!("{n}<text:span text:style-name=\"U\">1</text:span>")
        }),
        ("white", |n| {
            format!("{n}<text:span text:style-name=\"W\">9</text:span>")
        }),
        ("comment", |n| {
            format!("{n}<office:annotation><text:p>9</text:p></office:annotation>")
        }),
        ("note", |n| {
            format!(
                "{n}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>9</text:p></text:note-body></text:note>"
            )
        }),
        ("reading", |n| {
            format!(
                "<text:ruby><text:ruby-base>{n}</text:ruby-base><text:ruby-text>9</text:ruby-text></text:ruby>"
            )
        }),
    ];
    for (what, mark) in marks {
        check(&odf("text", odt(mark)), what);
        check(&odf("spreadsheet", ods(mark, "", "")), what);
    }
    let flat = odt(str::to_owned).replace("<office:document-content>", "<office:document >");
    check(flat.as_bytes(), "flat");
    let deleted = "<text:tracked-changes><text:p>规章 9</text:p></text:tracked-changes>";
    check(
        &odf(
            "text",
            odt(str::to_owned).replace("<office:text>", &format!("<office:text>{deleted}")),
        ),
        "deleted",
    );
    let last_year = table(|_| "9".to_owned(), "");
    let sheet = format!("<table:table table:style-name=\"N\">{last_year}</table:table>");
    check(
        &odf("spreadsheet", ods(str::to_owned, &sheet, "")),
        "hidden sheet",
    );
    let row = last_year.lines().nth(2).expect("a row");
    let hidden = row.replace(
        "<table:table-row>",
        "<table:table-row table:visibility=\"collapse\">",
    );
    check(
        &odf("spreadsheet", ods(str::to_owned, "", &hidden)),
        "hidden row",
    );
    let wide = ods(str::to_owned, "", "").replacen(
        "<table:table-cell ",
        "<table:table-cell table:number-columns-repeated=\"1000000\" ",
        1,
    );
    assert!(matches!(
        read(&odf("spreadsheet", wide)),
        Err(ImportError::TooManyColumns { .. })
    ));
}

/// A page of OFD: each cell in its frame, and more objects after them.
fn ofd(more: &str, attributes: &str) -> Vec<u8> {
    let text = |text: &str, x: f64, y: f64, attributes: &str| {
        let steps: Vec<&str> = text
            .chars()
            .map(|c| if c.is_ascii() { "1.6" } else { "3.2" })
            .collect();
        format!(
            "<ofd:TextObject Boundary=\"{x} {y} 180 5\" Size=\"3.2\"{attributes}><ofd:TextCode X=\"0\" Y=\"3\" DeltaX=\"{}\">{text}</ofd:TextCode></ofd:TextObject>",
            steps.join(" ")
        )
    };
    let mut objects = text(TITLE, 10.0, 10.0, "") + &text(HEAD, 10.0, 20.0, "");
    for (row, y) in ROWS.iter().zip([30.0, 38.0, 46.0, 54.0, 62.0]) {
        let width = if row.len() == 1 { 160.0 } else { 40.0 };
        for (cell, x) in row.iter().zip([10.0, 50.0, 90.0, 130.0]) {
            objects += &format!(
                "<ofd:PathObject Boundary=\"{x} {y} {width} 8\"><ofd:AbbreviatedData>M 0 0 L {width} 0 L {width} 8 L 0 8 C</ofd:AbbreviatedData></ofd:PathObject>"
            );
            objects += &text(cell, x + 2.0, y + 2.0, "");
            if is_number(cell) && !attributes.is_empty() {
                objects += &text("99", x + 9.0, y + 2.0, attributes);
            }
        }
    }
    archive(&[
        ("OFD.xml", "<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>".to_owned()),
        (
            "Doc_0/Document.xml",
            "<ofd:Document><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages></ofd:Document>".to_owned(),
        ),
        (
            "Doc_0/Pages/Page_0/Content.xml",
            format!("<ofd:Page><ofd:Content><ofd:Layer>{objects}{more}</ofd:Layer></ofd:Content></ofd:Page>"),
        ),
    ])
}

#[test]
fn ofd_pages() {
    let mark = "<ofd:TextObject Boundary=\"20 20 150 150\" Size=\"12\" CTM=\"0.7 -0.7 0.7 0.7 0 90\"><ofd:TextCode X=\"0\" Y=\"0\" DeltaX=\"g 9 6\">0123456789</ofd:TextCode></ofd:TextObject>";
    check(&ofd("", ""), "plain");
    check(&ofd(mark, ""), "watermark");
    check(&ofd("", " Visible=\"false\""), "not visible");
    check(&ofd("", " Alpha=\"0\""), "transparent");
    let blank = archive(&[("OFD.xml", "<ofd:OFD/>".to_owned())]);
    assert_eq!(
        read(&blank).expect_err("no text"),
        ImportError::Unsupported {
            kind: "scanned OFD"
        }
    );
}

#[test]
fn markup_that_is_not_read_is_named() {
    for (text, kind) in [
        (
            "<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"x\"/>",
            "flat OPC",
        ),
        (
            "<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"/>",
            "Word 2003 XML",
        ),
        (
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
            "Excel 2003 XML",
        ),
    ] {
        assert_eq!(
            read(text.as_bytes()).expect_err("named"),
            ImportError::Unsupported { kind },
            "{text}"
        );
    }
}
