//! PDF files written byte by byte, so that tests need no program for it.

use std::fmt::Write;

/// A file of objects, numbered from 1; the first is the catalog.
pub(crate) fn file(objects: &[String]) -> Vec<u8> {
    let mut bytes = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        writeln!(bytes, "{number} 0 obj\n{object}\nendobj").expect("a string");
    }
    let table = bytes.len();
    writeln!(bytes, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1).expect("a string");
    for place in places {
        writeln!(bytes, "{place:010} 00000 n ").expect("a string");
    }
    let size = objects.len() + 1;
    writeln!(
        bytes,
        "trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF"
    )
    .expect("a string");
    bytes.into_bytes()
}

/// A stream with entries of its dictionary.
pub(crate) fn stream(entries: &str, content: &str) -> String {
    format!(
        "<< {entries} /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// What the content of a page may use: a font of UTF-16, opacities 0 and 0.5, a mode that mixes, a layer that is off,
/// one that is on and one for paper only, and forms that draw 133, of which the second is in the layer for paper.
const RESOURCES: &str = "<< /Font << /F1 5 0 R >> /ExtGState << /A0 << /ca 0 >> /A5 << /ca 0.5 >> /M << /BM /Multiply >> >> \
    /Properties << /L 7 0 R /K 8 0 R /P 10 0 R >> /XObject << /X 9 0 R /Y 11 0 R >> >>";

/// What the forms draw.
const DRAWN: &str = "BT /F1 10 Tf 1 0 0 1 160 700 Tm <003100330033> Tj ET";

/// A file of one page of 595 by 842 points.
pub(crate) fn page(content: &str) -> Vec<u8> {
    page_with("", content)
}

/// The same with entries of the page, which count before ours.
pub(crate) fn page_with(entries: &str, content: &str) -> Vec<u8> {
    let area = if entries.contains("/MediaBox") {
        ""
    } else {
        "/MediaBox [0 0 595 842]"
    };
    let form = format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources {RESOURCES}");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [7 0 R 8 0 R 10 0 R] /D << /OFF [7 0 R] \
            /AS [<< /Event /View /Category [/View] /OCGs [7 0 R 8 0 R 10 0 R] >>] >> >> >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R {area} {entries} /Contents 4 0 R /Resources {RESOURCES} >>"),
        stream("", content),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /W [1 95 500 814 939 500] \
            /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>".to_owned(),
        "<< /Type /OCG /Name (off) >>".to_owned(),
        "<< /Type /OCG /Name (on) >>".to_owned(),
        stream(&form, DRAWN),
        "<< /Type /OCG /Name (paper) /Usage << /View << /ViewState /OFF >> >> >>".to_owned(),
        stream(&format!("{form} /OC 10 0 R"), DRAWN),
    ];
    file(&objects)
}
