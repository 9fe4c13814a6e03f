//! What of a PDF is read: every way in which a page hides, strikes, raises or turns text, on a page that is made here.

#[path = "support/raw_pdf.rs"]
mod raw_pdf;

use std::fmt::Write;

use ogi_import::{Cause, Hints, ImportError, Imported, Look, Note};
use ogi_report::Edition;
use serde_json::Value;

/// Where the number under test stands: in the cell of the second row and the second column.
const X: u32 = 160;
const Y: u32 = 700;

/// One way to draw the number 133 into its cell, or something beside it.
struct Case {
    name: &'static str,
    /// Drawn after the rest of the page.
    after: String,
    /// What is read.
    value: Option<i64>,
    /// What is noted.
    note: Option<(Look, Cause)>,
}

fn text_at(map: &str, size: &str, text: &str) -> String {
    let mut hex = String::new();
    for unit in text.encode_utf16() {
        write!(hex, "{unit:04X}").expect("a string");
    }
    format!("BT /F1 {size} Tf {map} Tm <{hex}> Tj ET\n")
}

fn text(x: u32, y: u32, text: &str) -> String {
    text_at(&format!("1 0 0 1 {x} {y}"), "10", text)
}

fn number() -> String {
    text(X, Y, "133")
}

/// A `9` right after the number.
fn nine() -> String {
    text(X + 15, Y, "9")
}

fn page(case: &Case) -> Vec<u8> {
    raw_pdf::page(&plain_page(&case.after))
}

/// The first table of the form, without the number under test, and what is drawn after it.
fn plain_page(after: &str) -> String {
    let mut content = text(120, 800, "某市民政局2022年政府信息公开工作年度报告");
    content += &text(56, 780, "二、主动公开政府信息情况");
    content += &text(42, 745, "第二十条第（一）项");
    let rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "", "2", "3"],
        ["行政规范性文件", "4", "5", "6"],
    ];
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u32..).zip(cells) {
            let (x, y) = (40 + column * 115, 715 - row * 20);
            writeln!(content, "0.5 w {x} {} 115 20 re S", y - 5).expect("a string");
            content += &text(x + 5, y, cell);
        }
    }
    content += after;
    content
}

fn read(bytes: &[u8]) -> Imported {
    let hints = Hints {
        edition: Some(Edition::V2021),
        ..Hints::default()
    };
    ogi_import::read_with(bytes, &hints).expect("reads")
}

fn check(case: &Case) {
    let imported = read(&page(case));
    let document = imported.document();
    let table = &document["proactive_disclosure"];
    let name = case.name;
    assert_eq!(
        table["rules"]["issued"],
        Value::from(case.value),
        "{name}: {:?}",
        imported.notes
    );
    let others = [
        ("rules", "repealed", 2),
        ("rules", "in_force", 3),
        ("normative_documents", "issued", 4),
    ];
    for (row, cell, value) in others {
        assert_eq!(table[row][cell], value, "{name}: {row}/{cell}");
    }
    let noted = |note: &Note| match note {
        Note::SetAside { look, cause, .. } | Note::NotRead { look, cause, .. } => {
            Some((*look, *cause))
        }
        _ => None,
    };
    let notes: Vec<(Look, Cause)> = imported.notes.iter().filter_map(noted).collect();
    match case.note {
        Some(expected) => assert!(notes.contains(&expected), "{name}: {notes:?}"),
        None => assert_eq!(notes, [], "{name}"),
    }
}

fn case(
    name: &'static str,
    after: String,
    value: Option<i64>,
    note: Option<(Look, Cause)>,
) -> Case {
    Case {
        name,
        after,
        value,
        note,
    }
}

#[test]
fn what_is_not_seen_is_not_read() {
    let with = |what: &str| number() + what;
    let hidden = |cause| Some((Look::Hidden, cause));
    let cases = [
        ("mode 3", format!("3 Tr {} 0 Tr", nine()), Cause::Marked),
        ("mode 7", format!("q 7 Tr {} Q", nine()), Cause::Marked),
        ("white", format!("1 g {} 0 g", nine()), Cause::Colour),
        (
            "nearly white",
            format!("0.97 0.98 0.97 rg {}", nine()),
            Cause::Colour,
        ),
        (
            "white by ink",
            format!("0 0 0 0 k {}", nine()),
            Cause::Colour,
        ),
        (
            "grey on grey",
            format!("0.7 g {} {} 30 14 re f {}", X + 14, Y - 3, nine()),
            Cause::Colour,
        ),
        (
            "transparent",
            format!("q /A0 gs {} Q", nine()),
            Cause::Transparent,
        ),
        (
            "clipped",
            format!("q 0 0 50 50 re W n {} Q", nine()),
            Cause::Outside,
        ),
        (
            "clipped by a shape",
            format!("q 0 0 m 50 0 l 25 50 l h W n {} Q", nine()),
            Cause::Outside,
        ),
        ("off the page", text(700, Y, "9"), Cause::Outside),
        (
            "covered",
            format!("{} 1 g {} {} 9 12 re f", nine(), X + 15, Y - 2),
            Cause::Covered,
        ),
        (
            "covered by black",
            format!("{} 0 g {} {} 9 12 re f", nine(), X + 15, Y - 2),
            Cause::Covered,
        ),
        (
            "covered by a picture",
            format!("{} {}", nine(), picture(X + 15, Y - 2, 9, 12)),
            Cause::Covered,
        ),
        (
            "tiny",
            text_at(&format!("1 0 0 1 {} {Y}", X + 16), "0.5", "9"),
            Cause::Size,
        ),
        (
            "in a layer that is off",
            format!("/OC /L BDC {} EMC", nine()),
            Cause::Container,
        ),
        (
            "in a layer for paper",
            format!("/OC /P BDC {} {}EMC", nine(), picture(X, Y, 20, 12)),
            Cause::Container,
        ),
    ];
    for (name, what, cause) in cases {
        check(&case(name, with(&what), Some(133), hidden(cause)));
    }
    let new = format!(
        "{} 1 g {X} {} 30 12 re f 0 g {}",
        text(X, Y, "778"),
        Y - 2,
        number()
    );
    check(&case(
        "a new number on a cover",
        new,
        Some(133),
        hidden(Cause::Covered),
    ));
}

/// A picture of one dark pixel.
fn picture(x: u32, y: u32, width: u32, height: u32) -> String {
    format!("q {width} 0 0 {height} {x} {y} cm BI /W 1 /H 1 /CS /G /BPC 8 ID 0 EI Q\n")
}

/// A wave over the number, from a height above its base, as high as it is said; of lines or of curves.
fn wave(from: i32, height: i32, kind: &str) -> String {
    let base = i32::try_from(Y).expect("small") + from;
    let mut drawn = format!("{X} {base} m ");
    for step in 1..9 {
        let x = X + 2 * step;
        let y = base + if step % 2 == 0 { 0 } else { height };
        drawn += &match kind {
            "c" => format!("{} {base} {} {y} {x} {y} c ", x - 2, x - 1),
            _ => format!("{x} {y} l "),
        };
    }
    drawn + "S"
}

#[test]
fn a_drawing_for_paper_only_is_refused() {
    let error = ogi_import::read(&raw_pdf::page(&plain_page("/Y Do")), None).expect_err("refused");
    assert!(matches!(error, ImportError::Unsupported { .. }), "{error}");
    check(&case("shown", "/X Do".to_owned(), Some(133), None));
}

#[test]
fn what_is_struck_raised_or_turned_is_set_aside() {
    let struck = Some((Look::Struck, Cause::Line));
    let raised = Some((Look::Raised, Cause::Position));
    let turned = Some((Look::Annotation, Cause::Turned));
    let at =
        |x: u32, y: u32, size: &str, text: &str| text_at(&format!("1 0 0 1 {x} {y}"), size, text);
    let turn = |map: &str| text_at(&format!("{map} {} {}", X + 18, Y - 4), "14", "9");
    let line = |what: String| number() + &what;
    let cases = [
        (
            "struck",
            line(format!("{X} {} m {} {} l S", Y + 3, X + 16, Y + 3)),
            None,
            struck,
        ),
        (
            "struck by a thin box",
            line(format!("{X} {} 16 0.8 re f", Y + 3)),
            None,
            struck,
        ),
        (
            "struck aslant",
            line(format!("{X} {} m {} {} l S", Y - 1, X + 16, Y + 8)),
            None,
            struck,
        ),
        (
            "struck by hand",
            line(format!(
                "{X} {0} m {1} {2} l {3} {0} l {4} {2} l S",
                Y + 3,
                X + 5,
                Y + 4,
                X + 10,
                X + 16
            )),
            None,
            struck,
        ),
        ("struck by a wave", line(wave(4, 3, "l")), None, struck),
        (
            "struck by a wave of curves",
            line(wave(4, 3, "c")),
            None,
            struck,
        ),
        (
            "underlined by a wave",
            line(wave(-1, 1, "l")),
            Some(133),
            None,
        ),
        (
            "partly struck",
            line(
                text(X + 17, Y, "9") + &format!("{} {} m {} {} l S", X + 16, Y + 3, X + 23, Y + 3),
            ),
            Some(133),
            struck,
        ),
        (
            "underlined",
            line(format!("{X} {} m {} {} l S", Y - 1, X + 16, Y - 1)),
            Some(133),
            None,
        ),
        (
            "raised",
            line(at(X + 15, Y + 4, "6", "1")),
            Some(133),
            raised,
        ),
        (
            "raised twice",
            line(at(X + 15, Y + 4, "6", "12")),
            Some(133),
            raised,
        ),
        (
            "raised in brackets",
            line(at(X + 15, Y + 4, "6", "[1]")),
            Some(133),
            raised,
        ),
        (
            "raised, not smaller",
            line(at(X + 15, Y + 4, "10", "1")),
            Some(133),
            raised,
        ),
        (
            "lowered",
            line(at(X + 15, Y - 2, "6", "1")),
            Some(133),
            raised,
        ),
        (
            "turned by 45",
            line(turn("0.7 0.7 -0.7 0.7")),
            Some(133),
            turned,
        ),
        (
            "turned by 30",
            line(turn("0.87 0.5 -0.5 0.87")),
            Some(133),
            turned,
        ),
        ("turned by 90", line(turn("0 1 -1 0")), Some(133), turned),
        ("upside down", line(turn("-1 0 0 -1")), Some(133), turned),
        ("mirrored", line(turn("-1 0 0 1")), Some(133), turned),
    ];
    for (name, after, value, note) in cases {
        check(&case(name, after, value, note));
    }
}

#[test]
fn what_is_seen_is_read() {
    let spread: String = (0u32..)
        .zip("133".chars())
        .map(|(at, c)| text(X + 9 * at, Y, &c.to_string()))
        .collect();
    let backwards: String = [2u32, 1, 0]
        .iter()
        .map(|at| text(X + 5 * at, Y, &"133"[*at as usize..=*at as usize]))
        .collect();
    let bold: String = (0..4)
        .map(|at| text_at(&format!("1 0 0 1 {X}.{at} {Y}.{at}"), "10", "133"))
        .collect();
    let plain = [
        ("plain", number()),
        ("letter-spaced", spread),
        ("painted backwards", backwards),
        ("bold by painting it four times", bold),
        ("outlined", format!("1 Tr {} 0 Tr", number())),
        ("filled and outlined", format!("1 g 2 Tr {} 0 Tr", number())),
        (
            "marked by a pen below",
            format!("1 1 0 rg {X} {} 20 12 re f 0 g {}", Y - 2, number()),
        ),
        (
            "marked by a pen above",
            format!("{} q /A5 gs 1 1 0 rg {X} {} 20 12 re f Q", number(), Y - 2),
        ),
        (
            "marked by a pen that mixes",
            format!("{} q /M gs 1 1 0 rg {X} {} 20 12 re f Q", number(), Y - 2),
        ),
        (
            "white on black",
            format!("0 g {X} {} 20 12 re f 1 g {}", Y - 2, number()),
        ),
        ("grey", format!("0.6 g {}", number())),
        (
            "in a layer that is on",
            format!("/OC /K BDC {} EMC", number()),
        ),
        ("in a form", "/X Do".to_owned()),
        (
            "at an angle that no one sees",
            text_at(&format!("1 0.01 -0.01 1 {X} {Y}"), "10", "133"),
        ),
        (
            "slanted",
            text_at(&format!("1 0 0.3 1 {X} {Y}"), "10", "133"),
        ),
        (
            "on a picture",
            picture(X, Y - 2, 60, 14) + &format!("1 g {}", number()),
        ),
    ];
    for (name, after) in plain {
        check(&case(name, after, Some(133), None));
    }
}

#[test]
fn what_is_no_text_is_not_called_blank() {
    let drawn = format!(
        "{X} {Y} m {} {} l {} {} l h {X} {Y} 2 2 re f",
        X + 8,
        Y + 8,
        X + 3,
        Y + 9
    );
    let cases = [
        ("a picture", picture(X, Y - 2, 30, 12), Cause::Picture),
        ("a drawing", drawn, Cause::Drawing),
    ];
    for (name, after, cause) in cases {
        check(&case(name, after, None, Some((Look::NotText, cause))));
    }
}

/// A page whose table is drawn with a map, and what its page brings along.
fn table_of(page: &str, map: &str) -> Vec<u8> {
    let content = plain_page(&number());
    raw_pdf::page_with(page, &format!("{map} cm\n{content}"))
}

#[test]
fn a_page_whose_text_runs_sideways_is_turned() {
    let pages = [
        ("", "1 0 0 1 0 0"),
        ("/MediaBox [0 0 842 595]", "0 1 -1 0 842 0"),
        ("/MediaBox [0 0 842 595]", "0 -1 1 0 0 595"),
        ("", "-1 0 0 -1 595 842"),
        ("/MediaBox [0 0 842 595] /Rotate 90", "0 1 -1 0 842 0"),
    ];
    for (page, map) in pages {
        let imported = read(&table_of(page, map));
        let document = imported.document();
        let rules = &document["proactive_disclosure"]["rules"];
        assert_eq!(rules["issued"], 133, "{page} {map}");
    }
}

#[test]
fn fields_and_strike_outs_without_a_picture_are_drawn() {
    let field = "<< /Subtype /Widget /FT /Tx /V (133) /Rect [157 697 220 711] >>";
    let page = |annotations: &str, content: &str| {
        raw_pdf::page_with(&format!("/Annots [{annotations}]"), &plain_page(content))
    };
    let issued =
        |bytes: &[u8]| read(bytes).document()["proactive_disclosure"]["rules"]["issued"].clone();
    assert_eq!(issued(&page(field, "")), 133);
    let hidden = field.replace("/FT", "/F 2 /FT");
    assert_eq!(issued(&page(&hidden, "")), Value::Null);
    let struck = "<< /Subtype /StrikeOut /Rect [160 698 176 710] /QuadPoints [160 708 176 708 160 698 176 698] >>";
    assert_eq!(issued(&page(struck, &number())), Value::Null);
}

#[test]
fn forms_that_draw_forms_are_counted_before_they_are_painted() {
    let form = |next: Option<u32>| {
        let draws = next
            .map(|next| format!("/X {next} 0 R"))
            .unwrap_or_default();
        let entries =
            format!("/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << {draws} >> >>");
        raw_pdf::stream(&entries, &"/X Do ".repeat(10))
    };
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
            .to_owned(),
        raw_pdf::stream("", "/X Do"),
    ];
    objects.extend((6..13).map(|next| form(Some(next))));
    objects.push(form(None));
    let error = ogi_import::read(&raw_pdf::file(&objects), None).expect_err("a bomb");
    assert!(
        matches!(error, ImportError::Overdrawn { kind: "PDF", .. }),
        "{error}"
    );
}
