//! PDF: text in modes and colours that paint nothing, clipped, covered, tiny, in layers that are off; struck, raised and
//! turned.

use std::fmt::Write as _;

use super::file::{File, Packing, Part};
use super::paper::{self, Line, SIZE, Sheet};
use super::printed::Printed;
use super::{Container, Marks};

pub(super) struct Pdf;

/// Where something unseen stands: its left end and base, in points from the left and lower edges of the page.
#[derive(Clone, Copy)]
struct Pen {
    x: f64,
    y: f64,
}

impl Pen {
    fn text(self, text: &str) -> String {
        written("1 0 0 1", self, SIZE, text)
    }

    /// A box around a text.
    fn around(self, text: &str) -> String {
        let (x, y) = (self.x, self.y - 2.0);
        format!("{x} {y} {} {} re f", paper::width(text), SIZE + 2.0)
    }
}

/// The name of a way, and how it paints what is not seen.
type Way = (&'static str, fn(Pen, &str) -> String);

const WAYS: &[Way] = &[
    ("mode 3", |pen, text| {
        format!("3 Tr {} 0 Tr", pen.text(text))
    }),
    ("mode 7", |pen, text| format!("q 7 Tr {} Q", pen.text(text))),
    ("white", |pen, text| format!("1 g {} 0 g", pen.text(text))),
    ("white by ink", |pen, text| {
        format!("0 0 0 0 k {} 0 g", pen.text(text))
    }),
    ("grey on grey", |pen, text| {
        format!("0.7 g {} {} 0 g", pen.around(text), pen.text(text))
    }),
    ("transparent", |pen, text| {
        format!("q /A0 gs {} Q", pen.text(text))
    }),
    ("clipped", |pen, text| {
        format!("q 0 0 9 9 re W n {} Q", pen.text(text))
    }),
    ("off the page", |pen, text| {
        Pen { x: 5000.0, ..pen }.text(text)
    }),
    ("covered", |pen, text| {
        format!("{} 1 g {} 0 g", pen.text(text), pen.around(text))
    }),
    ("tiny", |pen, text| written("1 0 0 1", pen, 0.5, text)),
    ("in a layer that is off", |pen, text| {
        format!("/OC /L BDC {} EMC", pen.text(text))
    }),
    ("struck", |pen, text| {
        let (y, right) = (pen.y + 2.2, pen.x + paper::width(text));
        format!("{} 0.4 w {} {y} m {right} {y} l S", pen.text(text), pen.x)
    }),
    ("raised", |pen, text| {
        let raised = Pen {
            y: pen.y + 2.8,
            ..pen
        };
        written("1 0 0 1", raised, 3.0, text)
    }),
    ("lowered", |pen, text| {
        let lowered = Pen {
            y: pen.y - 1.4,
            ..pen
        };
        written("1 0 0 1", lowered, 3.0, text)
    }),
    ("turned", |pen, text| {
        written("0.7 0.7 -0.7 0.7", pen, 4.0, text)
    }),
];

fn written(turn: &str, pen: Pen, size: f64, text: &str) -> String {
    let mut hex = String::new();
    for unit in text.encode_utf16() {
        write!(hex, "{unit:04X}").expect("a string");
    }
    let Pen { x, y } = pen;
    format!("BT /F1 {size} Tf {turn} {x:.2} {y:.2} Tm <{hex}> Tj ET\n")
}

/// Objects before those of the pages: catalog, pages, resources, font and its descendant, a layer that is off.
fn objects(pages: usize) -> Vec<Part> {
    let kids: String = (0..pages)
        .map(|page| format!("{} 0 R ", 7 + 2 * page))
        .collect();
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>"),
        "<< /Font << /F1 4 0 R >> /ExtGState << /A0 << /ca 0 >> >> /Properties << /L 6 0 R >> >>".to_owned(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /W [1 95 500 814 939 500] \
            /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
            .to_owned(),
        "<< /Type /OCG /Name (off) >>".to_owned(),
    ];
    objects.map(|content| part("", content)).into()
}

fn part(name: &str, content: String) -> Part {
    Part {
        name: name.to_owned(),
        content: content.into_bytes(),
    }
}

impl Container for Pdf {
    fn name(&self) -> &'static str {
        "PDF"
    }

    fn ways(&self) -> Vec<&'static str> {
        WAYS.iter().map(|(name, _)| *name).collect()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        let sheets = paper::sheets(tables);
        let mut parts = objects(sheets.len());
        for sheet in sheets {
            let page = format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents {} 0 R /Resources 3 0 R >>",
                paper::WIDTH,
                sheet.height,
                parts.len() + 2
            );
            parts.push(part("", page));
            parts.push(part("/Filter /FlateDecode", content(&sheet, marks)));
        }
        File::of(Packing::Pdf, parts)
    }
}

fn content(sheet: &Sheet, marks: &Marks) -> String {
    let up = |y: f64| sheet.height - y;
    let pen = |line: &Line| Pen {
        x: line.left,
        y: up(line.base),
    };
    let mut content = pen(&sheet.title).text(&sheet.title.text);
    for frame in &sheet.frames {
        let (x, y) = (frame.left, up(frame.top + frame.height));
        writeln!(
            content,
            "0.5 w {x:.2} {y:.2} {:.2} {:.2} re S",
            frame.width, frame.height
        )
        .expect("a string");
        for line in &frame.lines {
            content += &pen(line).text(&line.text);
        }
        if let Some(mark) = marks.get(&frame.spot) {
            let (x, base) = frame.beside();
            let (_, paint) = WAYS[mark.way];
            content += &paint(Pen { x, y: up(base) }, &mark.text);
            content.push('\n');
        }
    }
    content
}
