//! Ways in which files show something else than they store, one small file for each: the value that is seen is read, or
//! none is.

#[path = "support/package.rs"]
mod package;
#[path = "support/seen.rs"]
mod seen;

use package::package;
use seen::{HEADS, SECTION, TITLE, check};

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

/// A workbook of `OpenDocument` with a cell.
fn open_sheet(cell: &str) -> Vec<u8> {
    let text = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let heads: String = HEADS.iter().map(|head| text(head)).collect();
    let first = text("规章") + &text("1") + &text("2") + &text("3");
    let second = text("行政规范性文件") + cell + &text("5") + &text("6");
    let styles = "<office:automatic-styles><style:style style:name=\"R\" style:family=\"table-cell\">\
        <style:table-cell-properties style:repeat-content=\"true\"/></style:style>\
        <style:style style:name=\"S\" style:family=\"table-cell\" style:parent-style-name=\"R\">\
        <style:table-cell-properties style:repeat-content=\"false\"/></style:style></office:automatic-styles>";
    let content = format!(
        "<office:document-content>{styles}<office:body><office:spreadsheet><table:table>{}{}{}{}{}</table:table>\
         </office:spreadsheet></office:body></office:document-content>",
        row(text(TITLE)),
        row(text(SECTION)),
        row(heads),
        row(first),
        row(second),
    );
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ])
}

#[test]
fn what_an_open_workbook_shows() {
    let cell = |style: &str| {
        format!(
            "<table:table-cell table:style-name=\"{style}\"><text:p>9</text:p></table:table-cell>"
        )
    };
    check("plain", &open_sheet(&cell("")), Some(9));
    check("repeated", &open_sheet(&cell("R")), None);
    check("repeated no longer", &open_sheet(&cell("S")), Some(9));
}

/// What is done to a part, where its last elements end with these tags.
type Damage = fn(&str, &str) -> String;

/// Parts that end before their elements do, or that no program could read: nothing in them is read.
#[test]
fn a_part_that_breaks_off_is_refused() {
    let whole = [
        (
            "Word",
            word("<w:r><w:t>933</w:t></w:r>"),
            "word/document.xml",
            "</w:tr></w:tbl>",
        ),
        (
            "Excel",
            workbook(NUMBER, "", "", ""),
            "xl/worksheets/sheet1.xml",
            "</row></sheetData>",
        ),
        (
            "OpenDocument",
            open_sheet("<table:table-cell/>"),
            "content.xml",
            "</table:table-row></table:table>",
        ),
    ];
    for (name, file, part, end) in whole {
        assert!(ogi_import::read(&file, None).is_ok(), "{name} as a whole");
        let damages: [(&str, Damage); 3] = [
            ("without its end", |text, end| {
                let at = text.rfind(end).expect("its end");
                text[..at].to_owned()
            }),
            ("within a tag", |text, end| {
                let at = text.rfind(end).expect("its end");
                text[..at + 3].to_owned()
            }),
            ("within a comment", |text, end| {
                text.replacen(end, &format!("<!-- {end}"), 1)
            }),
        ];
        for (damage, how) in damages {
            let parts = unpacked(&file, part, |text| how(text, end));
            let parts: Vec<(&str, &str)> = parts
                .iter()
                .map(|(name, text)| (&**name, &**text))
                .collect();
            let error = ogi_import::read(&package(&parts), None);
            let is_broken = matches!(error, Err(ogi_import::ImportError::Broken { .. }));
            assert!(is_broken, "{name} {damage}: {error:?}");
        }
    }
}

/// The parts of an archive, one of them changed.
fn unpacked(file: &[u8], changed: &str, how: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("an archive");
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").to_string();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).expect("text");
        let text = if name == changed { how(&text) } else { text };
        parts.push((name, text));
    }
    parts
}
