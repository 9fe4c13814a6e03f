//! Hostile files end in an error or in a document, soon, and never in a panic.

#[path = "support/distinct.rs"]
mod distinct;
#[path = "support/package.rs"]
mod package;
#[path = "support/raw_pdf.rs"]
mod raw_pdf;

use std::time::{Duration, Instant};

use distinct::distinct;
use ogi_import::{Bound, ImportError, Limits};

fn check(name: &str, page: &str, expected: impl Fn(&ImportError) -> bool) {
    let start = Instant::now();
    let error = ogi_import::read(page.as_bytes(), None).expect_err(name);
    assert!(expected(&error), "{name}: {error}");
    assert!(
        start.elapsed() < Duration::from_mins(1),
        "{name} took {:?}",
        start.elapsed()
    );
}

#[test]
fn bounds_hold() {
    let limits = Limits::default();
    check("depth", &"<div>".repeat(100_000), |error| {
        matches!(error, ImportError::TooDeep { .. })
    });
    check(
        "nested tables",
        &"<table><tr><td>".repeat(100_000),
        |error| matches!(error, ImportError::TooDeep { .. }),
    );
    let wide = "<td colspan=1000000>0</td>".repeat(4);
    check(
        "columns",
        &format!("<table><tr>{wide}</tr></table>"),
        |error| {
            *error
                == ImportError::TooManyColumns {
                    limit: limits.columns,
                    line: 1,
                }
        },
    );
    let tall = "<tr><td rowspan=65000>0</td><td>规章</td></tr>".repeat(1_000);
    check("rows", &format!("<table>{tall}</table>"), |error| {
        matches!(error, ImportError::TooManyCells { .. })
    });
    let cells = "<tr><td>规章</td><td>0</td></tr>".repeat(110_000);
    check("cells", &format!("<table>{cells}</table>"), |error| {
        matches!(error, ImportError::TooManyCells { .. })
    });
    check("bars", &"|".repeat(1_000_000), |error| {
        matches!(error, ImportError::TooManyCells { .. })
    });
    check("bytes", &" ".repeat(limits.bytes + 1), |error| {
        matches!(error, ImportError::TooLarge { .. })
    });
}

#[test]
fn misnested_markup_is_read_or_refused() {
    for piece in [
        "<b><i><p></b></i>",
        "<table>a<b>x</b>",
        "<a><div>",
        "</p></td></table>",
        "<td><tr><th>",
        "<svg><title>",
        "<!--",
        "<template><td>",
    ] {
        let page = piece.repeat(2_000);
        drop(ogi_import::read(page.as_bytes(), Some("page.html")));
    }
}

#[test]
fn every_beginning_of_a_page_is_read_or_refused() {
    let page = "某市水务局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容 | 本年制发件数 |\n规章 | 0 | (1) | ① |\n1.\n- 4 -\n三、收到和处理政府信息公开申请情况\n(七)总计 1 2 3 4 5 6 7\n某局 2022年1月1日";
    for (end, _) in page.char_indices() {
        drop(ogi_import::read(&page.as_bytes()[..end], None));
        drop(ogi_import::read(
            format!("<table><tr><td>{}", &page[..end]).as_bytes(),
            None,
        ));
    }
}

#[test]
fn the_worst_pages_are_read_or_refused_soon() {
    let cells = |count: usize, length: usize, begin: &str, end: &str| {
        (0..count)
            .map(|number| [begin, &distinct(number, length), end].concat())
            .collect::<String>()
    };
    let most = Limits::default().texts - 20;
    let head = "某局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n现行有效件数\n规章 | 1 | 2 | 3\n";
    let pages = [
        ("lines", head.to_owned() + &cells(most, 30, "", "\n")),
        ("long lines", head.to_owned() + &cells(most, 100, "", "\n")),
        (
            "rows",
            head.to_owned() + &cells(most / 3, 30, "", " | 1 | 2 |\n"),
        ),
        ("gaps", head.to_owned() + &cells(most, 12, "  ", " ")),
        (
            "records",
            head.to_owned() + &cells(most / 4 - 10, 20, "", ",1,2,3\n"),
        ),
        (
            "table",
            format!(
                "<p>{head}</p><table>{}",
                cells(most / 2, 20, "<tr><td>", "</td><td>1")
            ),
        ),
        (
            "headers",
            format!(
                "<p>{head}</p><table>{}",
                "<tr><td>本年制发件数<td>x<td>规章".repeat(most / 3)
            ),
        ),
        (
            "spans",
            format!(
                "<table>{}",
                "<tr><td colspan=900>规章<td>1<td>2".repeat(most / 3)
            ),
        ),
        ("nested", format!("{}x", "<table><tr><td>1<td>".repeat(120))),
        (
            "strings",
            format!("[{}\"x\"]", cells(7_000, 10, "\"<p>", "</p>\",")),
        ),
        ("titles", cells(most / 2, 8, "二、主动公开", "信息情况\n")),
        (
            "years",
            format!("{head}{}", "2022年政府信息公开工作年度报告".repeat(300_000)),
        ),
        ("spaces", head.to_owned() + &" ".repeat(20 << 20)),
        ("quotes", "\"".repeat(4 << 20)),
        (
            "quotes in a page",
            format!("<p>{}", "'\\u4e00".repeat(1 << 20)),
        ),
        ("brackets", "（a".repeat(2 << 20)),
        (
            "comments",
            format!("{head}{}", "规章 | 1\n（含 1 件）".repeat(most / 4)),
        ),
        ("json", "[".repeat(1 << 20)),
        ("keys", "{\"activeDisclosureData\":".repeat(200_000)),
    ];
    for (name, page) in pages {
        let start = Instant::now();
        let read = ogi_import::read(page.as_bytes(), None);
        let limit = if cfg!(debug_assertions) { 60 } else { 3 };
        println!(
            "{name}: {:?} {:?}",
            start.elapsed(),
            read.err().map(|error| error.to_string())
        );
        assert!(
            start.elapsed() < Duration::from_secs(limit),
            "{name} took {:?}",
            start.elapsed()
        );
    }
}

/// How large the texts of the next tests are: as large as a file may be where the build is one that is used.
const SIZE: usize = if cfg!(debug_assertions) {
    256 << 10
} else {
    32 << 20
};

/// How many cells their tables have, of 200,000 that a file may have.
const CELLS: usize = if cfg!(debug_assertions) {
    30_000
} else {
    150_000
};

/// Reads hostile bytes; the result, which must be there soon.
fn soon(name: &str, bytes: &[u8]) -> Option<ImportError> {
    let start = Instant::now();
    let error = ogi_import::read(bytes, None).err();
    let limit = if cfg!(debug_assertions) { 60 } else { 5 };
    assert!(
        start.elapsed() < Duration::from_secs(limit),
        "{name} took {:?}",
        start.elapsed()
    );
    error
}

/// A piece as often as it fits after the beginning of a page.
fn filled(head: &str, piece: &str) -> String {
    head.to_owned() + &piece.repeat((SIZE - head.len()) / piece.len())
}

#[test]
fn one_text_as_large_as_a_file_ends_soon() {
    let head = "某局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n现行有效件数\n规章 | 1 | 2 | 3\n";
    let cell =
        "<p>某局2022年政府信息公开工作年度报告</p><table><tr><td>现行有效件数<tr><td>规章<td>";
    for piece in [
        "\u{202e}1",
        "e\u{301}",
        "<",
        "<a ",
        "&#x4e00;",
        "&",
        "2022年政府信息公开工作年度报告",
        "2022 年",
        "2022                                ",
        "由某局编制",
        "年度报告由",
        "发布机构 某局 ",
        "首页>某局>",
        "(shu)数",
        "（a",
        "规章 1 2 3 ",
        "规章 | 1 | 2 | 3\n",
        "规章,1,2,3\n",
        "\"规\"\"章\",1,2,3\n",
        "'\\u4e00",
        "|",
        "+-",
        "-",
        "1",
        "\n",
    ] {
        soon(piece, filled(head, piece).as_bytes());
        soon(piece, filled(cell, piece).as_bytes());
    }
    let spaces = " ".repeat(SIZE - 200);
    soon("spaces", format!("{head}a{spaces}a").as_bytes());
}

#[test]
fn tags_with_many_attributes_are_refused() {
    let many = |pattern: &str| {
        let length = pattern.len() + 6;
        let all = (0..(1 << 20) / length).map(|at| pattern.replace('#', &at.to_string()));
        all.collect::<String>()
    };
    for (name, page) in [
        ("attributes", format!("<p {}>x", many("a#=1 "))),
        ("of an end", format!("<p>x</p {}>", many("a#=1 "))),
        ("without values", format!("<p {}", many("a# "))),
        ("in quotation marks", format!("<p {}>x", many("a#=\">\" "))),
        ("begun with a sign", format!("<p {}>x", many("=\"a# "))),
        ("after a slash", format!("<p {}>x", many("a#/"))),
        (
            "after a script",
            format!("<script>\"<x a=\"</script><p {}>x", many("a# ")),
        ),
    ] {
        let error = soon(name, page.as_bytes());
        let is_bound = |error| {
            matches!(
                error,
                ImportError::Beyond {
                    bound: Bound::Attributes,
                    ..
                }
            )
        };
        assert!(error.is_some_and(is_bound), "{name}");
    }
    // What is long and no tag, or no name in a tag, is none of that.
    let long = "<td width=5>长</td> ".repeat(20_000);
    for page in [
        format!("<!-- {long} --><table><tr><td>规章<td>1<td>2<td>3</table>"),
        format!("<iframe srcdoc=\"{long}\"></iframe><table><tr><td>规章<td>1<td>2<td>3</table>"),
    ] {
        let error = soon("long", page.as_bytes());
        let is_bound = |error| matches!(error, ImportError::Beyond { .. });
        assert!(!error.is_some_and(is_bound));
    }
}

#[test]
fn a_text_in_many_cells_counts_for_each() {
    let text = "甲".repeat(100_000);
    let rows = "<tr><td>1".repeat(3_000);
    let page = format!("<table><tr><td rowspan=9999>{text}<td>1{rows}</table>");
    let error = soon("a text over many rows", page.as_bytes());
    let is_bound = |error| {
        matches!(
            error,
            ImportError::Beyond {
                bound: Bound::TextBytes,
                ..
            }
        )
    };
    assert!(error.is_some_and(is_bound));

    let rows: String = (1..=30_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let sheet = format!("<sheetData>{rows}</sheetData>");
    for (name, shared) in [("long", text), ("lines", "甲\n".repeat(100_000))] {
        let strings = format!("<sst><si><t>{shared}</t></si></sst>");
        let book = package::package(&[
            ("xl/workbook.xml", ""),
            ("xl/sharedStrings.xml", &strings),
            ("xl/worksheets/sheet1.xml", &sheet),
        ]);
        assert!(soon(name, &book).is_some());
    }
}

#[test]
fn rows_of_many_labels_share_their_strip() {
    let head = "某局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n";
    for piece in [
        "规章|",
        "规章|0|",
        "本年制发件数|现行有效件数|规章|0|",
        "规章|\n",
        "规章 | 1 |  | 3 |\n",
        "1 | 2 | 3\n",
        "单位：万元\n规章 | 1 | 2 | 3\n",
        "二、主动公开政府信息情况\n六、其他需要报告的事项\n",
    ] {
        let bars = piece.matches(['|', '\n']).count();
        soon(
            piece,
            (head.to_owned() + &piece.repeat(CELLS / bars)).as_bytes(),
        );
    }
    let long = "甲".repeat(SIZE / 4);
    let sections = "六、其他需要报告的事项\n二、主动公开政府信息情况\n".repeat(20_000);
    soon("sections", format!("{long}\n{sections}").as_bytes());
}

#[test]
fn crowded_pages_of_a_pdf_are_refused_by_their_bound() {
    let text = "BT /F1 10 Tf 50 700 Td <0031> Tj ET ";
    let fills = "0.9 g 0 0 595 842 re f ".repeat(25_000) + &text.repeat(100);
    let error = soon("fills", &raw_pdf::page(&fills));
    let overlaps = |error| {
        matches!(
            error,
            ImportError::Beyond {
                bound: Bound::Overlaps,
                ..
            }
        )
    };
    assert!(error.is_some_and(overlaps));

    let glyphs = format!("BT /F1 10 Tf 50 700 Td <{}> Tj ET", "0031".repeat(510_000));
    let error = soon("glyphs", &raw_pdf::page(&glyphs));
    let painted = |error| {
        matches!(
            error,
            ImportError::Beyond {
                bound: Bound::Painted,
                ..
            }
        )
    };
    assert!(error.is_some_and(painted));
}

#[test]
fn a_page_of_a_megabyte_is_read_in_well_under_a_second() {
    let report = include_str!("fixtures/report-2021.html");
    let filler = "<p class=\"MsoNormal\" style=\"text-indent:32pt\"><span style=\"font-family:仿宋\">全年主动公开信息30条，其中政策类4条。</span></p>\n";
    let page = report.replacen(
        "<p>",
        &[&filler.repeat((1 << 20) / filler.len()), "<p>"].concat(),
        1,
    );
    let start = Instant::now();
    let imported = ogi_import::read(page.as_bytes(), None).expect("reads");
    println!("one megabyte: {:?}", start.elapsed());
    assert_eq!(imported.document()["requests"]["new_received"]["total"], 5);
    let limit = if cfg!(debug_assertions) { 20_000 } else { 700 };
    assert!(
        start.elapsed() < Duration::from_millis(limit),
        "{:?}",
        start.elapsed()
    );
}
