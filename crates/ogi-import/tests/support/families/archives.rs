//! Archives of markup: Excel, Word, ODF, OFD.

use super::package::package;
use super::{Family, HEAD, distinct, filled, numbered, repeated};

const WORKBOOK: &str = "xl/workbook.xml";
const SHEET: &str = "xl/worksheets/sheet1.xml";
const DOCUMENT: &str = "word/document.xml";
/// A run of Word.
const RUN: &str = "<w:r><w:t>1</w:t></w:r>";
/// A text on a page of OFD.
const TEXT: &str = "<ofd:TextObject Boundary=\"20 20 50 5\" Size=\"3\"><ofd:TextCode X=\"0\" Y=\"3\" DeltaX=\"g 9 3\">规章12</ofd:TextCode></ofd:TextObject>";

pub(super) fn families() -> Vec<Family> {
    [excel(), word(), open_document(), fixed_pages(), packed()]
        .into_iter()
        .flatten()
        .collect()
}

fn workbook(others: &[(&str, &str)], cells: &str) -> Vec<u8> {
    let sheet = format!("<worksheet>{cells}</worksheet>");
    let mut parts = vec![(WORKBOOK, "<workbook/>")];
    parts.extend(others);
    parts.push((SHEET, &sheet));
    package(&parts)
}

fn rows(size: usize, row: impl Fn(usize) -> String) -> String {
    let rows = numbered(size, |number| row(number + 1));
    format!("<sheetData>{rows}</sheetData>")
}

fn excel() -> Vec<Family> {
    let shared =
        |number| format!("<row r=\"{number}\"><c r=\"A{number}\" t=\"s\"><v>0</v></c></row>");
    vec![
        Family::new("xlsx: one long text in many cells", move |size| {
            let text = format!("<sst><si><t>{}</t></si></sst>", "甲".repeat(size / 6));
            workbook(&[("xl/sharedStrings.xml", &text)], &rows(size / 2, shared))
        }),
        Family::new("xlsx: one text of lines in many cells", move |size| {
            let text = format!("<sst><si><t>{}</t></si></sst>", "甲\n".repeat(size / 8));
            workbook(&[("xl/sharedStrings.xml", &text)], &rows(size / 2, shared))
        }),
        Family::new("xlsx: runs of a text", |size| {
            let runs = filled("", "<r><rPr><strike/></rPr><t>1</t></r>", "", size);
            let text = format!("<sst><si>{runs}</si></sst>");
            workbook(
                &[("xl/sharedStrings.xml", &text)],
                "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>",
            )
        }),
        Family::new("xlsx: cells far apart", |size| {
            workbook(
                &[],
                &rows(size, |number| {
                    format!(
                        "<row r=\"{}\"><c r=\"XFD{0}\"><v>1</v></c></row>",
                        number * 7
                    )
                }),
            )
        }),
        Family::new("xlsx: cells of a row", |size| {
            let cells = filled("", "<c><v>1</v></c>", "", size);
            workbook(
                &[],
                &format!("<sheetData><row r=\"1\">{cells}</row></sheetData>"),
            )
        }),
        Family::new("xlsx: merged cells", |size| {
            let merged = numbered(size, |number| {
                format!("<mergeCell ref=\"A{0}:XFD{0}\"/>", number + 1)
            });
            workbook(
                &[],
                &format!(
                    "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells>{merged}</mergeCells>"
                ),
            )
        }),
        Family::new("xlsx: merged over each other", |size| {
            let merged = filled("", "<mergeCell ref=\"A1:XFD1048576\"/>", "", size);
            workbook(
                &[],
                &format!(
                    "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells>{merged}</mergeCells>"
                ),
            )
        }),
        Family::new("xlsx: conditions on all cells", |size| {
            let cells = rows(size / 2, |number| {
                format!("<row r=\"{number}\"><c r=\"A{number}\"><v>{number}</v></c></row>")
            });
            let conditions = numbered(size / 2, |number| {
                format!(
                    "<conditionalFormatting sqref=\"A1:A1048576\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"{number}\" operator=\"equal\"><formula>{number}</formula></cfRule></conditionalFormatting>"
                )
            });
            let styles = "<styleSheet><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>";
            workbook(&[("xl/styles.xml", styles)], &(cells + &conditions))
        }),
        Family::new("xlsx: formats of numbers", |size| {
            let format = filled("", "#,##0.00;", "", size / 2);
            let styles = format!(
                "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{format}\"/></numFmts><cellXfs><xf numFmtId=\"200\"/></cellXfs></styleSheet>"
            );
            workbook(
                &[("xl/styles.xml", &styles)],
                &rows(size / 2, |number| {
                    format!(
                        "<row r=\"{number}\"><c r=\"A{number}\" s=\"0\"><v>{number}</v></c></row>"
                    )
                }),
            )
        }),
        Family::new("xlsx: columns", |size| {
            let columns = filled(
                "<cols>",
                "<col min=\"1\" max=\"16384\" hidden=\"1\"/>",
                "</cols>",
                size / 2,
            );
            workbook(
                &[],
                &(columns
                    + &rows(size / 2, |number| {
                        format!("<row r=\"{number}\"><c r=\"A{number}\"><v>1</v></c></row>")
                    })),
            )
        }),
        Family::new("xlsx: sheets", |size| {
            let names: Vec<String> = (0..size / 400)
                .map(|at| format!("xl/worksheets/sheet{at}.xml"))
                .collect();
            let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>规章</t></is></c><c r=\"B1\"><v>1</v></c></row></sheetData></worksheet>";
            let mut parts = vec![(WORKBOOK, "<workbook/>")];
            parts.extend(names.iter().map(|name| (name.as_str(), sheet)));
            package(&parts)
        }),
    ]
}

fn document(others: &[(&str, &str)], body: &str) -> Vec<u8> {
    let text = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut parts = vec![(DOCUMENT, text.as_str())];
    parts.extend(others);
    package(&parts)
}

fn word() -> Vec<Family> {
    let pieces = [
        ("runs", "<w:p>", RUN, "</w:p>"),
        (
            "struck runs",
            "<w:p>",
            "<w:r><w:rPr><w:strike/></w:rPr><w:t>1</w:t></w:r>",
            "</w:p>",
        ),
        (
            "paragraphs",
            "",
            "<w:p><w:r><w:t>规章</w:t></w:r></w:p>",
            "",
        ),
        (
            "cells",
            "<w:tbl><w:tr>",
            "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>",
            "</w:tr></w:tbl>",
        ),
        (
            "rows",
            "<w:tbl>",
            "<w:tr><w:tc><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc></w:tr>",
            "</w:tbl>",
        ),
        (
            "wide cells",
            "<w:tbl>",
            "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"900\"/></w:tcPr><w:p/></w:tc></w:tr>",
            "</w:tbl>",
        ),
        (
            "merged cells",
            "<w:tbl>",
            "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>",
            "</w:tbl>",
        ),
        ("tables in tables", "", "<w:tbl><w:tr><w:tc>", ""),
        ("controls in controls", "", "<w:sdt><w:sdtContent>", ""),
        (
            "fields",
            "<w:p>",
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
            "</w:p>",
        ),
        ("pages within", "", "<w:altChunk r:id=\"a\"/>", ""),
    ];
    let mut families = repeated("docx", &pieces, |body| document(&[], body));
    families.extend([
        Family::new("docx: styles that stand on each other", |size| {
            let styles = numbered(size / 2, |number| {
                format!(
                    "<w:style w:styleId=\"s{}\"><w:basedOn w:val=\"s{number}\"/></w:style>",
                    number + 1
                )
            });
            let last = styles.matches("<w:style ").count();
            let styles = format!("<w:styles>{styles}</w:styles>");
            let run =
                format!("<w:r><w:rPr><w:rStyle w:val=\"s{last}\"/></w:rPr><w:t>1</w:t></w:r>");
            document(
                &[("word/styles.xml", &styles)],
                &filled("<w:p>", &run, "</w:p>", size / 2),
            )
        }),
        Family::new("docx: relations", |size| {
            let all = numbered(size, |number| {
                format!("<Relationship Id=\"r{number}\" Target=\"a{number}\"/>")
            });
            let all = format!("<Relationships>{all}</Relationships>");
            document(
                &[("word/_rels/document.xml.rels", &all)],
                &filled("", "<w:p><w:r><w:t>规章</w:t></w:r></w:p>", "", size / 4),
            )
        }),
    ]);
    families
}

fn open_document() -> Vec<Family> {
    let media = |kind: &str| format!("application/vnd.oasis.opendocument.{kind}");
    let file = move |kind: &str, content: &str| {
        package(&[
            ("mimetype", &media(kind)),
            (
                "content.xml",
                &format!("<office:document-content>{content}</office:document-content>"),
            ),
        ])
    };
    let pieces = [
        (
            "repeated cells",
            "<table:table><table:table-row>",
            "<table:table-cell table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell>",
            "</table:table-row></table:table>",
        ),
        (
            "repeated rows",
            "<table:table>",
            "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>",
            "</table:table>",
        ),
        (
            "covered cells",
            "<table:table><table:table-row>",
            "<table:covered-table-cell table:number-columns-repeated=\"999\"/>",
            "</table:table-row></table:table>",
        ),
        (
            "spaces",
            "<text:p>",
            "<text:s text:c=\"2147483647\"/>1",
            "</text:p>",
        ),
        ("spans", "<text:p>", "<text:span>1", ""),
        (
            "tables in tables",
            "",
            "<table:table><table:table-row><table:table-cell>",
            "",
        ),
        (
            "rows",
            "<table:table>",
            "<table:table-row><table:table-cell><text:p>规章</text:p></table:table-cell></table:table-row>",
            "</table:table>",
        ),
        (
            "styles",
            "<office:automatic-styles>",
            "<style:style style:name=\"a\" style:parent-style-name=\"a\"/>",
            "</office:automatic-styles>",
        ),
    ];
    let mut families = repeated("text of OpenDocument", &pieces, move |content| {
        file("text", content)
    });
    families.extend(repeated(
        "spreadsheet of OpenDocument",
        &pieces,
        move |content| file("spreadsheet", content),
    ));
    families
}

fn fixed_pages() -> Vec<Family> {
    let file = |pages: usize, content: &str| {
        let names: Vec<String> = (0..pages)
            .map(|at| format!("Doc_0/Pages/{at}.xml"))
            .collect();
        let list: String = (0..pages)
            .map(|at| format!("<ofd:Page ID=\"{at}\" BaseLoc=\"Pages/{at}.xml\"/>"))
            .collect();
        let document = format!("<ofd:Document><ofd:Pages>{list}</ofd:Pages></ofd:Document>");
        let page = format!(
            "<ofd:Page><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
        );
        let mut parts = vec![
            (
                "OFD.xml",
                "<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            ),
            ("Doc_0/Document.xml", &document),
        ];
        parts.extend(names.iter().map(|name| (name.as_str(), page.as_str())));
        package(&parts)
    };
    let pieces = [
        ("texts", "", TEXT, ""),
        (
            "steps",
            "<ofd:TextObject Boundary=\"20 20 50 5\" Size=\"3\"><ofd:TextCode X=\"0\" Y=\"3\" DeltaX=\"",
            "g 999999999 1 ",
            "\">1</ofd:TextCode></ofd:TextObject>",
        ),
        (
            "characters",
            "<ofd:TextObject Boundary=\"20 20 50 5\" Size=\"3\"><ofd:TextCode X=\"0\" Y=\"3\">",
            "1",
            "</ofd:TextCode></ofd:TextObject>",
        ),
        (
            "covers",
            "",
            "<ofd:PathObject Boundary=\"0 0 210 297\" Fill=\"true\"><ofd:AbbreviatedData>M 0 0 L 210 0 L 210 297 L 0 297 C</ofd:AbbreviatedData></ofd:PathObject>",
            TEXT,
        ),
        (
            "lines",
            "<ofd:PathObject Boundary=\"0 0 210 297\"><ofd:AbbreviatedData>",
            "M 0 0 L 9 9 ",
            "</ofd:AbbreviatedData></ofd:PathObject>",
        ),
        (
            "clips",
            "<ofd:TextObject Boundary=\"20 20 50 5\" Size=\"3\"><ofd:Clips>",
            "<ofd:Clip><ofd:Area><ofd:Path Boundary=\"0 0 9 9\"/></ofd:Area></ofd:Clip>",
            "</ofd:Clips></ofd:TextObject>",
        ),
        ("blocks in blocks", "", "<ofd:PageBlock>", ""),
    ];
    let mut families = repeated("ofd", &pieces, move |content| file(1, content));
    families.push(Family::new("ofd: pages", move |size| {
        file(size / 500, TEXT)
    }));
    families
}

fn packed() -> Vec<Family> {
    vec![
        Family::new("zip: spaces that pack well", |size| {
            package(&[(DOCUMENT, &" ".repeat(size * 8))])
        }),
        Family::new("zip: many parts", |size| {
            let names: Vec<String> = (0..size / 100)
                .map(|at| format!("word/a{at}.xml"))
                .collect();
            let mut parts = vec![(
                DOCUMENT,
                "<w:document><w:body><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:body></w:document>",
            )];
            parts.extend(names.iter().map(|name| (name.as_str(), "<a/>")));
            package(&parts)
        }),
        Family::new("xml: entities of entities", |size| {
            let entities = numbered(size, |number| {
                format!("<!ENTITY e{} \"&e{number};&e{number};\">", number + 1)
            });
            package(&[(
                DOCUMENT,
                &format!(
                    "<!DOCTYPE a [<!ENTITY e0 \"1\">{entities}]><w:document><w:body><w:p><w:r><w:t>&e30;</w:t></w:r></w:p></w:body></w:document>"
                ),
            )])
        }),
        Family::new("xml: attributes of an element", |size| {
            let all = numbered(size, |number| format!(" a{number}=\"1\""));
            document(&[], &format!("<w:p{all}><w:r><w:t>1</w:t></w:r></w:p>"))
        }),
        Family::new("xml: one long name", |size| {
            let name = "a".repeat(size / 2);
            document(&[], &format!("<w:p><{name}></{name}></w:p>"))
        }),
        Family::new("flat package: parts", |size| {
            let head = "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">";
            filled(head, &format!("<pkg:part pkg:name=\"/word/document.xml\"><pkg:xmlData><w:document><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part>", distinct(1, 5)), "</pkg:package>", size).into_bytes()
        }),
        Family::new("text in an archive", |size| {
            package(&[("a.txt", &filled(HEAD, "规章 | 1 | 2 | 3\n", "", size))])
        }),
    ]
}
