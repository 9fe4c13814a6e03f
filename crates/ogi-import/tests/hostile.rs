//! Hostile files end in an error or in a document, soon, and never in a panic.

use std::time::{Duration, Instant};

use ogi_import::{ImportError, Limits};

fn check(name: &str, page: &str, expected: impl Fn(&ImportError) -> bool) {
    let start = Instant::now();
    let error = ogi_import::read(page.as_bytes(), None).expect_err(name);
    assert!(expected(&error), "{name}: {error}");
    assert!(start.elapsed() < Duration::from_secs(60), "{name} took {:?}", start.elapsed());
}

#[test]
fn bounds_hold() {
    let limits = Limits::default();
    check("depth", &"<div>".repeat(100_000), |error| matches!(error, ImportError::TooDeep { .. }));
    check("nested tables", &"<table><tr><td>".repeat(100_000), |error| matches!(error, ImportError::TooDeep { .. }));
    let wide = "<td colspan=1000000>0</td>".repeat(4);
    check("columns", &format!("<table><tr>{wide}</tr></table>"), |error| {
        *error == ImportError::TooManyColumns { limit: limits.columns, line: 1 }
    });
    let tall = "<tr><td rowspan=65000>0</td><td>规章</td></tr>".repeat(1_000);
    check("rows", &format!("<table>{tall}</table>"), |error| matches!(error, ImportError::TooManyCells { .. }));
    let cells = "<tr><td>规章</td><td>0</td></tr>".repeat(110_000);
    check("cells", &format!("<table>{cells}</table>"), |error| matches!(error, ImportError::TooManyCells { .. }));
    check("bars", &"|".repeat(1_000_000), |error| matches!(error, ImportError::TooManyCells { .. }));
    check("bytes", &" ".repeat(limits.bytes + 1), |error| matches!(error, ImportError::TooLarge { .. }));
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
        drop(ogi_import::read(format!("<table><tr><td>{}", &page[..end]).as_bytes(), None));
    }
}
