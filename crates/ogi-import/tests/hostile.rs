//! Hostile files end in an error or in a document, soon, and never in a panic.

use std::time::{Duration, Instant};

use ogi_import::{ImportError, Limits};

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

/// Texts that are all different, made of the characters of labels.
fn distinct(count: usize, length: usize) -> impl Iterator<Item = String> {
    let letters: Vec<char> =
        "本年新收政府信息公开申请数量上年结转度办理结果予以公开部分区处的只计这一情形不其他法律行规禁止属于"
            .chars()
            .collect();
    let mut random = 7u64;
    (0..count).map(move |_| {
        let mut letter = || {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            letters[(random >> 33) as usize % letters.len()]
        };
        (0..length).map(|_| letter()).collect()
    })
}

#[test]
fn the_worst_pages_are_read_or_refused_soon() {
    let cells = |count: usize, length: usize, begin: &str, end: &str| {
        distinct(count, length)
            .map(|text| [begin, &text, end].concat())
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
