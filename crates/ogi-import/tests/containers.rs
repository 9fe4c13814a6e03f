//! The same page in every wrapping that publishes it: what is read is the same, or the refusal says why.

mod support;

use ogi_import::{ImportError, Note};
use serde_json::json;
use support::{cell_note, check, has_note};

const PAGE: &str = include_str!("fixtures/report-2021.html");

const CELLS: [(&str, &str); 3] = [
    ("/year", "2022"),
    ("/requests/outcomes/denied/state_secret/total", "1"),
    (
        "/review_and_litigation/litigation_after_reconsideration/total",
        "50",
    ),
];

fn table(page: &str) -> &str {
    let begins = page.find("<body").unwrap_or(0);
    &page[begins..]
}

#[test]
fn pages_within_pages() {
    let string = serde_json::to_string(PAGE)
        .expect("JSON")
        .replace("</", "<\\/");
    let escaped = PAGE.replace('&', "&amp;").replace('"', "&quot;");
    let pages = [
        format!(
            "<html><body><div id=a></div><script>document.getElementById('a').innerHTML = {string};</script>"
        ),
        format!("<!doctype html><html><body><iframe srcdoc=\"{escaped}\"></iframe></body></html>"),
        format!("<html><body><noframes>赌博</noframes>{}", table(PAGE)),
        PAGE.replace("<table", "<table><tr><td><table")
            .replace("</table>", "</table></td></tr></table>"),
        PAGE.replace("<td>", "<td colspan=0>")
            .replace("<tr>", "<tr rowspan=0>"),
        PAGE.replace("<td>", "<td colspan=\"1\" rowspan=\"1 \">"),
        json!([{"data": {"list": [{"html": PAGE}]}}]).to_string(),
    ];
    for page in pages {
        let name: String = page.chars().take(60).collect();
        let imported = ogi_import::read(page.as_bytes(), None)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        check(&imported, &CELLS);
        assert_eq!(cell_note(&imported, "/requests"), None, "{name}");
        assert!(
            !has_note(&imported, |note| matches!(note, Note::RowRefused { .. })),
            "{name}"
        );
    }
    let hidden = format!(
        "<html><body><!-- {} --></body></html>",
        PAGE.replace("--", "")
    );
    assert_eq!(
        ogi_import::read(hidden.as_bytes(), None).expect_err("not shown"),
        ImportError::NoReport
    );
}

#[test]
fn character_sets() {
    let gbk = encoding_rs::GBK.encode(PAGE).0.into_owned();
    let undeclared: Vec<u8> = encoding_rs::GBK
        .encode(&PAGE.replace("charset", "x"))
        .0
        .into_owned();
    let wide: Vec<u8> = PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe".as_slice(), &wide].concat();
    let bom = [b"\xef\xbb\xbf".as_slice(), PAGE.as_bytes()].concat();
    for bytes in [gbk, undeclared, wide, marked, bom] {
        check(&ogi_import::read(&bytes, None).expect("reads"), &CELLS);
    }
}

#[test]
fn characters_read_in_the_wrong_set_are_refused_by_name() {
    let latin: String = PAGE.bytes().map(char::from).collect();
    let gbk = encoding_rs::GBK.decode(PAGE.as_bytes()).0.into_owned();
    for page in [latin, gbk] {
        let error = ogi_import::read(page.as_bytes(), None).expect_err("no words");
        assert_eq!(error, ImportError::Garbled);
    }
}
