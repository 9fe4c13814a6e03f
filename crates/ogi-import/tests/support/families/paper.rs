//! PDF files.

use std::fmt::Write as _;

use super::raw_pdf::{file, page, page_with, stream};
use super::{Family, filled, repeated};

const TEXT: &str = "BT /F1 10 Tf 50 700 Td <0031> Tj ET ";

pub(super) fn families() -> Vec<Family> {
    let mut families = contents();
    families.extend(files());
    families
}

/// Pages with much of one thing.
fn contents() -> Vec<Family> {
    let pieces = [
        ("states that are kept", "", "q ", ""),
        ("states that come back", "", "q Q ", ""),
        ("texts", "", TEXT, ""),
        ("characters", "BT /F1 10 Tf 50 700 Td <", "0031", "> Tj ET"),
        (
            "pieces of a text",
            "BT /F1 10 Tf 50 700 Td [",
            "<0031> 9 ",
            "] TJ ET",
        ),
        ("covers", "", "0.9 g 0 0 595 842 re f ", TEXT),
        ("rectangles of one path", "", "9 9 9 9 re ", "f "),
        ("lines", "", "0 0 m 9 9 l S ", TEXT),
        ("curves", "0 0 m ", "1 1 2 2 3 3 c ", "S "),
        (
            "dashes",
            "[0.0001 0.0001] 0 d ",
            "0 0 m 9999 9999 l S ",
            TEXT,
        ),
        ("clips", "", "0 0 595 842 re W n ", TEXT),
        ("forms", "", "/X Do ", ""),
        (
            "pictures within",
            "",
            "BI /W 1 /H 1 /CS /G /BPC 8 ID x EI ",
            TEXT,
        ),
        ("lists in lists", "", "[", ""),
        ("dictionaries in dictionaries", "", "<</A ", ""),
        ("numbers", "", "1 ", ""),
        ("marked content", "", "/Span <</ActualText (1)>> BDC ", TEXT),
        ("modes", "", "/M gs ", TEXT),
        ("transforms", "", "1 0 0 1 1 1 cm ", TEXT),
    ];
    repeated("pdf", &pieces, page)
}

/// Files that are hard to go through.
fn files() -> Vec<Family> {
    vec![
        Family::new("pdf: pages", |size| {
            let count = size / 120;
            let kids: String = (0..count).fold(String::new(), |mut kids, at| {
                write!(kids, "{} 0 R ", at + 4).expect("a string");
                kids
            });
            let mut objects = vec![
                "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                format!("<< /Type /Pages /Kids [{kids}] /Count {count} /MediaBox [0 0 595 842] >>"),
                stream("", TEXT),
            ];
            objects.extend(
                (0..count).map(|_| "<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>".to_owned()),
            );
            file(&objects)
        }),
        Family::new("pdf: one content of many pages", |size| {
            let kids = "3 0 R ".repeat(size / 100);
            let count = size / 100;
            file(&[
                "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                format!("<< /Type /Pages /Kids [{kids}] /Count {count} /MediaBox [0 0 595 842] >>"),
                "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_owned(),
                stream("", &filled("", TEXT, "", size / 2)),
            ])
        }),
        Family::new("pdf: forms that double", |size| {
            let levels = size.ilog2() as usize + 4;
            let mut objects = vec![
                "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>".to_owned(),
                stream("", "/A Do"),
            ];
            for level in 0..levels {
                let next = format!(
                    "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A {} 0 R >> >>",
                    level + 6
                );
                objects.push(stream(&next, "/A Do /A Do"));
            }
            objects.push(stream(
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
                "0 0 9 9 re f",
            ));
            file(&objects)
        }),
        Family::new("pdf: tiles", |size| {
            let fills = filled("/Pattern cs /P scn ", "0 0 595 842 re f ", TEXT, size);
            page_with(
                "/Resources << /Pattern << /P << /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001 /Resources << >> >> >> >>",
                &fills,
            )
        }),
        Family::new("pdf: arrays in an object", |size| {
            file(&[
                "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                "[".repeat(size),
            ])
        }),
        Family::new("pdf: objects", |size| {
            let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
            objects.extend((0..size / 30).map(|at| format!("[{} 0 R]", at + 3)));
            file(&objects)
        }),
        Family::new("pdf: ranges of a map", |size| {
            let ranges = filled(
                "1 beginbfrange ",
                "<0000> <ffff> <0000> ",
                "endbfrange",
                size,
            );
            let mut objects = vec![
                "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
                stream("", TEXT),
                "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts [6 0 R] >>".to_owned(),
                "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>".to_owned(),
            ];
            objects.push(stream("", &format!("begincmap {ranges} endcmap")));
            file(&objects)
        }),
        Family::new("pdf: filters", |size| {
            let filters = "/ASCIIHexDecode ".repeat(size / 32);
            file(&[
                "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
                    .to_owned(),
                stream(&format!("/Filter [{filters}]"), &"3".repeat(size / 2)),
            ])
        }),
    ]
}
