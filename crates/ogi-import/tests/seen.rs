//! Ways in which files show something else than they store, one small file for each: the value that is seen is read, or
//! none is.

#[path = "support/package.rs"]
mod package;

use package::package;
use serde_json::{Value, json};

/// Where the number stands that each file shows in its own way.
const ISSUED: &str = "/proactive_disclosure/normative_documents/issued";
const TITLE: &str = "某市水务局2022年政府信息公开工作年度报告";
const SECTION: &str = "二、主动公开政府信息情况";
const HEADS: [&str; 4] = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"];

fn check(name: &str, file: &[u8], seen: Option<u64>) {
    let imported = ogi_import::read(file, None).unwrap_or_else(|error| panic!("{name}: {error}"));
    let document = imported.document();
    let read = document.pointer(ISSUED).cloned().unwrap_or(Value::Null);
    assert_eq!(read, json!(seen), "{name}");
    let rules = document.pointer("/proactive_disclosure/rules/issued");
    assert_eq!(rules, Some(&json!(1)), "{name}: another cell");
}

/// A workbook with a cell, in the second look of its styles, and what stands before and after the cells of its sheet.
fn workbook(cell: &str, styles: &str, before: &str, after: &str) -> Vec<u8> {
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let heads: String = HEADS.iter().map(|head| text(head)).collect();
    let number = |number: u32| format!("<c><v>{number}</v></c>");
    let sheet = format!(
        "<worksheet>{before}<sheetData><row>{}</row><row>{}</row><row>{heads}</row>\
         <row>{}{}{}{}</row><row>{}{cell}{}{}</row></sheetData>{after}</worksheet>",
        text(TITLE),
        text(SECTION),
        text("规章"),
        number(1),
        number(2),
        number(3),
        text("行政规范性文件"),
        number(5),
        number(6),
    );
    let styles = format!("<styleSheet>{styles}</styleSheet>");
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let root = relation("a", "officeDocument", "xl/workbook.xml");
    let own = relation("a", "worksheet", "worksheets/sheet1.xml")
        + &relation("b", "styles", "styles.xml");
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            &format!("<Relationships>{root}</Relationships>"),
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!("<Relationships>{own}</Relationships>"),
        ),
        ("xl/styles.xml", &styles),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// A name, the cell, the styles, what stands before and after the cells, and what is seen.
type Shown<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, Option<u64>);

const NUMBER: &str = "<c><v>933</v></c>";
const ZERO: &str = "<c><v>0</v></c>";
const STYLED: &str = "<c s=\"1\"><v>933</v></c>";

#[test]
fn what_a_workbook_shows() {
    let format = |code: &str| {
        format!(
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"{code}\"/></numFmts><cellXfs><xf/><xf numFmtId=\"164\"/></cellXfs>"
        )
    };
    let aligned = |how: &str| format!("<cellXfs><xf/><xf><alignment {how}/></xf></cellXfs>");
    let rule =
        |rule: &str| format!("<conditionalFormatting sqref=\"B5\">{rule}</conditionalFormatting>");
    let changed = |what: &str| format!("<cellXfs><xf/></cellXfs><dxfs><dxf>{what}</dxf></dxfs>");
    let hides = changed("<numFmt numFmtId=\"170\" formatCode=\";;;\"/>");
    let white = changed("<font><color rgb=\"FFFFFFFF\"/></font>");
    let always = rule(
        "<cfRule type=\"expression\" dxfId=\"0\" priority=\"1\"><formula>TRUE</formula></cfRule>",
    );
    let is_zero = rule(
        "<cfRule type=\"cellIs\" operator=\"equal\" dxfId=\"0\" priority=\"1\"><formula>0</formula></cfRule>",
    );
    let computed = rule(
        "<cfRule type=\"expression\" dxfId=\"0\" priority=\"1\"><formula>B4&gt;C4</formula></cfRule>",
    );
    let bar = rule("<cfRule type=\"dataBar\" priority=\"1\"><dataBar showValue=\"0\"/></cfRule>");
    let narrow = "<cols><col min=\"2\" max=\"2\" width=\"1.2\" customWidth=\"1\"/></cols>";
    let no_zeros = "<sheetViews><sheetView showZeros=\"0\"/></sheetViews>";
    let cases: [Shown; 15] = [
        ("plain", NUMBER, "", "", "", Some(933)),
        (
            "a digit fills the cell",
            STYLED,
            &format("0*9"),
            "",
            "",
            None,
        ),
        ("a zero, shown", ZERO, "", "", "", Some(0)),
        (
            "a zero on a sheet that shows none",
            ZERO,
            "",
            no_zeros,
            "",
            None,
        ),
        (
            "a number on such a sheet",
            NUMBER,
            "",
            no_zeros,
            "",
            Some(933),
        ),
        ("a column too narrow", NUMBER, "", narrow, "", None),
        (
            "made smaller for it",
            STYLED,
            &aligned("shrinkToFit=\"1\""),
            narrow,
            "",
            Some(933),
        ),
        (
            "repeated",
            STYLED,
            &aligned("horizontal=\"fill\""),
            "",
            "",
            None,
        ),
        (
            "hidden by a condition that holds",
            NUMBER,
            &hides,
            "",
            &always,
            None,
        ),
        (
            "white by a condition that holds",
            NUMBER,
            &white,
            "",
            &always,
            None,
        ),
        (
            "white by one that does not",
            NUMBER,
            &white,
            "",
            &is_zero,
            Some(933),
        ),
        (
            "white by one that holds for it",
            ZERO,
            &white,
            "",
            &is_zero,
            None,
        ),
        (
            "white by one that is computed",
            NUMBER,
            &white,
            "",
            &computed,
            None,
        ),
        ("a bar instead", NUMBER, "", "", &bar, None),
        (
            "red by a condition",
            NUMBER,
            &changed("<font><color rgb=\"FFFF0000\"/></font>"),
            "",
            &computed,
            Some(933),
        ),
    ];
    for (name, cell, styles, before, after, seen) in cases {
        check(name, &workbook(cell, styles, before, after), seen);
    }
}

/// A Word file with a cell.
fn word(paragraph: &str) -> Vec<u8> {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let line = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let row = |cells: String| format!("<w:tr>{cells}</w:tr>");
    let heads: String = HEADS.iter().map(|head| cell(head)).collect();
    let first = cell("规章") + &cell("1") + &cell("2") + &cell("3");
    let second = format!(
        "{}<w:tc><w:p>{paragraph}</w:p></w:tc>{}{}",
        cell("行政规范性文件"),
        cell("5"),
        cell("6")
    );
    let body = format!(
        "<w:document><w:body>{}{}<w:tbl>{}{}{}</w:tbl></w:body></w:document>",
        line(TITLE),
        line(SECTION),
        row(heads),
        row(first),
        row(second)
    );
    let relations = "<Relationships><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", relations),
        ("word/document.xml", &body),
    ])
}

#[test]
fn what_a_word_file_shows() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let number = run("", "933");
    let before = |properties: &str| run(properties, "7") + &number;
    let paragraph = |properties: &str| format!("<w:pPr>{properties}</w:pPr>{number}");
    let filled = |fill: &str| before(&format!("<w14:textFill>{fill}</w14:textFill>"));
    let mark = "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>1</w:t></w:r>";
    let choice = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"unheard\">{}</mc:Choice><mc:Fallback>{number}</mc:Fallback></mc:AlternateContent>",
        run("", "7")
    );
    let cases = [
        (
            "white of the theme",
            before("<w:color w:val=\"auto\" w:themeColor=\"background1\"/>"),
            Some(933),
        ),
        (
            "filled with white",
            filled("<w14:solidFill><w14:srgbClr w14:val=\"FFFFFF\"/></w14:solidFill>"),
            Some(933),
        ),
        ("not filled", filled("<w14:noFill/>"), Some(933)),
        (
            "without an outline",
            run("<w14:textOutline><w14:noFill/></w14:textOutline>", "933"),
            Some(933),
        ),
        (
            "set on one another",
            run("<w:spacing w:val=\"-400\"/>", "933"),
            None,
        ),
        ("hidden in a browser only", before("<w:webHidden/>"), None),
        ("a mark of its own", format!("{number}{mark}"), Some(933)),
        ("a choice that needs what is unheard of", choice, Some(933)),
        (
            "off the page",
            paragraph("<w:ind w:left=\"-40000\"/>"),
            None,
        ),
        (
            "a hanging first line",
            paragraph("<w:ind w:left=\"6000\" w:hanging=\"6000\"/>"),
            Some(933),
        ),
        (
            "lines without height",
            paragraph("<w:spacing w:line=\"1\" w:lineRule=\"exact\"/>"),
            None,
        ),
        ("digits raised by themselves", run("", "933²"), Some(933)),
    ];
    for (name, paragraph, seen) in cases {
        check(name, &word(&paragraph), seen);
    }
}

fn page(style: &str, cell: &str) -> String {
    let heads: String = HEADS
        .iter()
        .map(|head| format!("<td>{head}</td>"))
        .collect();
    format!(
        "<html><head><style>{style}</style></head><body><p>{TITLE}</p><p>{SECTION}</p><table><tr>{heads}</tr>\
         <tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr>\
         <tr><td>行政规范性文件</td><td>{cell}</td><td>5</td><td>6</td></tr></table></body></html>"
    )
}

#[test]
fn what_a_page_shows() {
    let cases = [
        (
            "raised by a style sheet for all pages",
            "sup{font-size:75%;line-height:0;position:relative;vertical-align:baseline;top:-.5em}",
            "933<sup>1</sup>",
            Some(933),
        ),
        (
            "not raised by a style sheet",
            "sup{vertical-align:baseline;font-size:100%}",
            "93<sup>3</sup>",
            None,
        ),
        (
            "not struck by a style sheet",
            "del{text-decoration:none}",
            "<del>9</del>33",
            None,
        ),
        (
            "counted",
            ".b::before{content:counter(c)}",
            "<i class=b>933</i>",
            None,
        ),
        (
            "a picture instead",
            ".b{content:url(a.png)}",
            "<i class=b>9</i>33",
            None,
        ),
        (
            "dots instead",
            "td i{-webkit-text-security:disc}",
            "<i>933</i>",
            None,
        ),
        (
            "set on one another",
            "td i{letter-spacing:-1em}",
            "<i>933</i>",
            None,
        ),
        (
            "a box narrower than a digit",
            "td div{width:6px;overflow:hidden}",
            "<div>933</div>",
            None,
        ),
        (
            "white by lightness",
            "",
            "<i style=\"color:oklch(1 0 0)\">7</i>933",
            Some(933),
        ),
        (
            "white in a light scheme",
            "",
            "<i style=\"color:light-dark(#fff,#000)\">7</i>933",
            Some(933),
        ),
        ("a popover", "", "<div popover>7</div>933", Some(933)),
        ("digits raised by themselves", "", "933¹", Some(933)),
        ("a circled mark", "", "933①", Some(933)),
        ("a circled digit alone", "", "①", None),
    ];
    for (name, style, cell, seen) in cases {
        check(name, page(style, cell).as_bytes(), seen);
    }
}

/// A mail or saved page of parts: headers and content of each.
fn parts(kind: &str, parts: &[(&str, &str)]) -> String {
    let mut mail =
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary=\"B\"\r\n\r\n");
    for (headers, content) in parts {
        mail += &format!("--B\r\n{headers}\r\n\r\n{content}\r\n");
    }
    mail + "--B--\r\n"
}

#[test]
fn what_mails_and_saved_pages_hold() {
    const HTML: &str = "Content-Type: text/html; charset=utf-8";
    let note = (
        "Content-Type: text/plain; charset=utf-8",
        "附件为年报，请查收。",
    );
    let report = page("", "933");
    let attached = format!("{HTML}\r\nContent-Disposition: attachment; filename=\"a.html\"");
    check(
        "an attachment",
        parts("mixed", &[note, (&attached, &report)]).as_bytes(),
        Some(933),
    );
    let linked = page("", "<i class=q>7</i>933").replace(
        "<style></style>",
        "<link rel=\"stylesheet\" href=\"cid:css-1\">",
    );
    let sheet = (
        "Content-Type: text/css\r\nContent-ID: <css-1>",
        ".q{display:none}",
    );
    check(
        "a style sheet of the page",
        parts("related", &[(HTML, &linked), sheet]).as_bytes(),
        Some(933),
    );
    let other = report.replace("933", "944").replace("水务局", "林业局");
    let both = [note, (&*attached, &*report), (&*attached, &*other)];
    let several = ogi_import::read(parts("mixed", &both).as_bytes(), None);
    assert!(
        matches!(several, Err(ogi_import::ImportError::Several { .. })),
        "{several:?}"
    );
}
