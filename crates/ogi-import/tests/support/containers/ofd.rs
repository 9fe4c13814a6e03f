//! OFD: text that is marked as unseen, transparent, white, covered, outside of its clip; struck, raised and turned.

use super::file::{File, Packing};
use super::paper::{self, SIZE, Sheet};
use super::printed::Printed;
use super::{Container, Marks};

pub(super) struct Ofd;

/// The left end of a text and its base, in points.
type Point = (f64, f64);

/// The name of a way, and the objects that hold what is not seen, from its left end and base and what it says.
type Way = (&'static str, fn(Point, &str) -> String);

const WAYS: &[Way] = &[
    ("not visible", |at, text| {
        object(at, SIZE, " Visible=\"false\"", "", text)
    }),
    ("transparent", |at, text| {
        object(at, SIZE, " Alpha=\"0\"", "", text)
    }),
    ("not filled", |at, text| {
        object(at, SIZE, " Fill=\"false\"", "", text)
    }),
    ("white", |at, text| {
        object(at, SIZE, "", "<ofd:FillColor Value=\"255 255 255\"/>", text)
    }),
    ("transparent colour", |at, text| {
        object(
            at,
            SIZE,
            "",
            "<ofd:FillColor Value=\"0 0 0\" Alpha=\"0\"/>",
            text,
        )
    }),
    ("white by its parameters", |at, text| {
        object(at, SIZE, " DrawParam=\"2\"", "", text)
    }),
    ("covered", |at, text| {
        let area = [at.0, at.1 - SIZE, paper::width(text), SIZE + 1.5];
        let cover = " Fill=\"true\" Stroke=\"false\"";
        plain(at, text) + &path(area, cover, "<ofd:FillColor Value=\"255 255 255\"/>")
    }),
    ("off the page", |(_, base), text| {
        plain((5000.0, base), text)
    }),
    ("outside of its frame", |at, text| {
        let code = "<ofd:TextCode X=\"0\" Y=\"0\">";
        format!(
            "<ofd:TextObject Boundary=\"{} {} 0.1 0.1\" Size=\"{}\">{code}{text}</ofd:TextCode></ofd:TextObject>",
            mm(at.0),
            mm(at.1),
            mm(SIZE)
        )
    }),
    ("clipped", |at, text| {
        let clip = "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary=\"0 0 0.1 0.1\"><ofd:AbbreviatedData>M 0 0 L 0.1 0 L 0.1 0.1 L 0 0.1 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>";
        object(at, SIZE, "", clip, text)
    }),
    ("tiny", |at, text| object(at, 0.3, "", "", text)),
    ("struck", |at, text| {
        let line = [at.0, at.1 - 2.2, paper::width(text), 0.0];
        plain(at, text) + &path(line, " LineWidth=\"0.15\"", "")
    }),
    ("raised", |at, text| {
        object((at.0, at.1 - 2.8), 3.0, "", "", text)
    }),
    ("lowered", |at, text| {
        object((at.0, at.1 + 1.4), 3.0, "", "", text)
    }),
    ("turned", |at, text| {
        object(at, 4.0, " CTM=\"0.7 -0.7 0.7 0.7 0 0\"", "", text)
    }),
];

/// Millimetres, in which the file measures.
fn mm(points: f64) -> f64 {
    (points * 25.4 / 72.0 * 1000.0).round() / 1000.0
}

fn plain(at: Point, text: &str) -> String {
    object(at, SIZE, "", "", text)
}

/// A text with its frame: its left end and base, and its size, in points.
fn object((x, base): Point, size: f64, attributes: &str, inside: &str, text: &str) -> String {
    let letter = |c: char| mm(if c.is_ascii() { size / 2.0 } else { size }).to_string();
    let steps: Vec<String> = text.chars().map(letter).collect();
    let (top, width) = (base - size, paper::width(text) + 2.0);
    format!(
        "<ofd:TextObject Boundary=\"{} {} {} {}\" Size=\"{}\"{attributes}>{inside}<ofd:TextCode X=\"0\" Y=\"{}\" DeltaX=\"{}\">{text}</ofd:TextCode></ofd:TextObject>\n",
        mm(x),
        mm(top),
        mm(width),
        mm(size * 1.5),
        mm(size),
        mm(size),
        steps.join(" ")
    )
}

/// A rectangle: its left and upper edge, width and height, in points.
fn path(area: [f64; 4], attributes: &str, inside: &str) -> String {
    let [x, y, width, height] = area.map(mm);
    format!(
        "<ofd:PathObject Boundary=\"{x} {y} {width} {height}\"{attributes}>{inside}<ofd:AbbreviatedData>M 0 0 L {width} 0 L {width} {height} L 0 {height} C</ofd:AbbreviatedData></ofd:PathObject>\n"
    )
}

impl Container for Ofd {
    fn name(&self) -> &'static str {
        "OFD"
    }

    fn ways(&self) -> Vec<&'static str> {
        WAYS.iter().map(|(name, _)| *name).collect()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        let sheets = paper::sheets(tables);
        let pages: Vec<String> = sheets.iter().map(|sheet| page(sheet, marks)).collect();
        let names: Vec<String> = (0..pages.len())
            .map(|at| format!("Doc_0/Pages/Page_{at}/Content.xml"))
            .collect();
        let list: String = (0..pages.len())
            .map(|at| format!("<ofd:Page ID=\"{at}\" BaseLoc=\"Pages/Page_{at}/Content.xml\"/>"))
            .collect();
        let document = format!(
            "<ofd:Document><ofd:CommonData><ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{list}</ofd:Pages></ofd:Document>"
        );
        let root = "<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
        let mut parts: Vec<(&str, String)> = names.iter().map(String::as_str).zip(pages).collect();
        parts.push(("Doc_0/Document.xml", document));
        let white = "<ofd:Res><ofd:DrawParams><ofd:DrawParam ID=\"1\"><ofd:FillColor Value=\"255 255 255\"/></ofd:DrawParam><ofd:DrawParam ID=\"2\" Relative=\"1\"/></ofd:DrawParams></ofd:Res>";
        parts.push(("Doc_0/Res.xml", white.to_owned()));
        parts.push(("OFD.xml", root.to_owned()));
        File::new(Packing::Zip, parts)
    }
}

fn page(sheet: &Sheet, marks: &Marks) -> String {
    let mut objects = plain((sheet.title.left, sheet.title.base), &sheet.title.text);
    for frame in &sheet.frames {
        objects += &path([frame.left, frame.top, frame.width, frame.height], "", "");
        for line in &frame.lines {
            objects += &plain((line.left, line.base), &line.text);
        }
        if let Some(mark) = marks.get(&frame.spot) {
            let (_, paint) = WAYS[mark.way];
            objects += &paint(frame.beside(), &mark.text);
        }
    }
    format!(
        "<ofd:Page><ofd:Area><ofd:PhysicalBox>0 0 {} {}</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>",
        mm(paper::WIDTH),
        mm(sheet.height)
    )
}
