//! Ways in which web pages, mails and saved pages show something else than they store: the value that is seen is read, or
//! none is.

#[path = "support/seen.rs"]
mod seen;

use seen::{HEADS, SECTION, TITLE, check};

fn page(style: &str, cell: &str) -> String {
    let heads: String = HEADS
        .iter()
        .map(|head| format!("<td>{head}</td>"))
        .collect();
    format!(
        "<html><head><style>{style}</style></head><body><p>{TITLE}</p><p>{SECTION}</p><table><tr>{heads}</tr>\
         <tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr>\
         <tr><td>行政规范性文件</td><td>{cell}</td><td>5</td><td>6</td></tr></table></body></html>"
    )
}

#[test]
fn what_a_page_shows() {
    let cases = [
        (
            "raised by a style sheet for all pages",
            "sup{font-size:75%;line-height:0;position:relative;vertical-align:baseline;top:-.5em}",
            "933<sup>1</sup>",
            Some(933),
        ),
        (
            "not raised by a style sheet",
            "sup{vertical-align:baseline;font-size:100%}",
            "93<sup>3</sup>",
            None,
        ),
        (
            "not struck by a style sheet",
            "del{text-decoration:none}",
            "<del>9</del>33",
            None,
        ),
        (
            "counted",
            ".b::before{content:counter(c)}",
            "<i class=b>933</i>",
            None,
        ),
        (
            "a picture instead",
            ".b{content:url(a.png)}",
            "<i class=b>9</i>33",
            None,
        ),
        (
            "dots instead",
            "td i{-webkit-text-security:disc}",
            "<i>933</i>",
            None,
        ),
        (
            "set on one another",
            "td i{letter-spacing:-1em}",
            "<i>933</i>",
            None,
        ),
        (
            "a box narrower than a digit",
            "td div{width:6px;overflow:hidden}",
            "<div>933</div>",
            None,
        ),
        (
            "white by lightness",
            "",
            "<i style=\"color:oklch(1 0 0)\">7</i>933",
            Some(933),
        ),
        (
            "white in a light scheme",
            "",
            "<i style=\"color:light-dark(#fff,#000)\">7</i>933",
            Some(933),
        ),
        ("a popover", "", "<div popover>7</div>933", Some(933)),
        ("digits raised by themselves", "", "933¹", Some(933)),
        ("a circled mark", "", "933①", Some(933)),
        ("a circled digit alone", "", "①", None),
    ];
    for (name, style, cell, seen) in cases {
        check(name, page(style, cell).as_bytes(), seen);
    }
}

/// A name, a style sheet, what stands in the cell, and what is seen.
type Shown = (&'static str, &'static str, &'static str, Option<u64>);

/// Rules by which browsers take back what others say, or that are for a part of a page or of a text.
const WIDE: &[Shown] = &[
    (
        "all taken back to what browsers hide",
        "td i{display:inline} td .q{all:revert}",
        "<i class=q hidden>7</i>933",
        Some(933),
    ),
    (
        "all taken back, so that it is hidden with what is around",
        "td i{visibility:visible} td .q{all:unset}",
        "<b style='visibility:hidden'><i class=q>7</i></b>933",
        Some(933),
    ),
    (
        "all taken back, so that it is shown",
        "td i{display:none} td .q{all:initial}",
        "<i class=q>933</i>",
        Some(933),
    ),
    (
        "all taken back to a layer that is not known",
        "td .q{all:revert-layer}",
        "<i class=q>7</i>933",
        None,
    ),
    (
        "shown as browsers do, which is not at all",
        "td i{display:inline} td .q{display:revert}",
        "<i class=q hidden>7</i>933",
        Some(933),
    ),
    (
        "shown as browsers do",
        "td i{display:none} td .q{display:revert}",
        "<i class=q>933</i>",
        Some(933),
    ),
    (
        "seen as what is around",
        "td i{visibility:visible} td .q{visibility:revert}",
        "<b style='visibility:hidden'><i class=q>7</i></b>933",
        Some(933),
    ),
    (
        "a first letter too small",
        "td div::first-letter{font-size:0}",
        "<div>7933</div>",
        None,
    ),
    (
        "a white first letter",
        "td div::first-letter{color:#fff}",
        "<div>7933</div>",
        None,
    ),
    (
        "a first letter that is bold",
        "td div::first-letter{font-weight:bold}",
        "<div>933</div>",
        Some(933),
    ),
    (
        "a white first line",
        "td div::first-line{color:#fff}",
        "<div>7<br>933</div>",
        None,
    ),
    (
        "text before it, hidden",
        "td i::before{content:'7';display:none}",
        "<i>933</i>",
        Some(933),
    ),
    (
        "text before it, struck",
        "td i::before{content:'7';text-decoration:line-through}",
        "<i>933</i>",
        Some(933),
    ),
    (
        "text after it, raised",
        "td i::after{content:'7';vertical-align:super;font-size:9px}",
        "<i>933</i>",
        Some(933),
    ),
    (
        "text before it",
        "td i::before{content:'9'}",
        "<i>33</i>",
        Some(933),
    ),
    (
        "another language",
        ":lang(en){display:none}",
        "<i lang=en-US>7</i>933",
        Some(933),
    ),
    (
        "another language than that of the page",
        "i:not(:lang(zh)){display:none}",
        "<b lang=en><i>7</i></b>933",
        Some(933),
    ),
    (
        "the language of the page",
        ":lang(en){display:none}",
        "<i lang=zh>933</i>",
        Some(933),
    ),
    (
        "one of several languages",
        "i:lang(ja,en){display:none}",
        "<i lang=ja>7</i>933",
        Some(933),
    ),
    (
        "in a scope",
        "@scope (table){i{display:none}}",
        "<i>7</i>933",
        Some(933),
    ),
    (
        "the root of a scope",
        "@scope (td i){:scope{display:none}}",
        "<i>7</i>933",
        Some(933),
    ),
    (
        "below the root of a scope",
        "@scope (td){> i{display:none}}",
        "<i>7</i>933<b><i></i></b>",
        Some(933),
    ),
    (
        "beyond the limit of a scope",
        "@scope (td) to (b){i{display:none}}",
        "<b><i>933</i></b>",
        Some(933),
    ),
    (
        "outside of a scope",
        "@scope (p){i{display:none}}",
        "<i>933</i>",
        Some(933),
    ),
    (
        "a scope in a medium",
        "@media screen{@scope (table){td{i{display:none}}}}",
        "<i>7</i>933",
        Some(933),
    ),
    (
        "a tree of its own",
        "",
        "<div><template shadowrootmode=open>944</template>933</div>",
        None,
    ),
    (
        "a template",
        "",
        "<div><template>944</template>933</div>",
        Some(933),
    ),
];

#[test]
fn what_a_page_shows_by_rules_of_wide_reach() {
    for (name, style, cell, seen) in WIDE {
        check(name, page(style, cell).as_bytes(), *seen);
    }
}

/// A mail or saved page of parts: headers and content of each.
fn parts(kind: &str, parts: &[(&str, &str)]) -> String {
    let mut mail =
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary=\"B\"\r\n\r\n");
    for (headers, content) in parts {
        mail += &format!("--B\r\n{headers}\r\n\r\n{content}\r\n");
    }
    mail + "--B--\r\n"
}

#[test]
fn what_mails_and_saved_pages_hold() {
    const HTML: &str = "Content-Type: text/html; charset=utf-8";
    let note = (
        "Content-Type: text/plain; charset=utf-8",
        "附件为年报，请查收。",
    );
    let report = page("", "933");
    let attached = format!("{HTML}\r\nContent-Disposition: attachment; filename=\"a.html\"");
    check(
        "an attachment",
        parts("mixed", &[note, (&attached, &report)]).as_bytes(),
        Some(933),
    );
    let linked = page("", "<i class=q>7</i>933").replace(
        "<style></style>",
        "<link rel=\"stylesheet\" href=\"cid:css-1\">",
    );
    let sheet = (
        "Content-Type: text/css\r\nContent-ID: <css-1>",
        ".q{display:none}",
    );
    check(
        "a style sheet of the page",
        parts("related", &[(HTML, &linked), sheet]).as_bytes(),
        Some(933),
    );
    let links = [
        (
            "unquoted",
            "<link rel=stylesheet href=css/a.css>",
            "css/a.css",
        ),
        (
            "to be resolved",
            "<LINK href='../css/a.css' rel='stylesheet'>",
            "http://www.gov.cn/css/a.css",
        ),
        (
            "with signs",
            "<link rel=stylesheet href='/a.css?x=1&amp;y=2'>",
            "http://www.gov.cn/a.css?x=1&y=2",
        ),
        (
            "on a second line",
            "<link\nrel=stylesheet\nhref=\"a.css\">",
            "http://www.gov.cn/report/a.css",
        ),
        (
            "from a base",
            "<base href='http://www.gov.cn/x/'><link rel=stylesheet href=a.css>",
            "http://www.gov.cn/x/a.css",
        ),
    ];
    let located = format!("{HTML}\r\nContent-Location: http://www.gov.cn/report/2022.html");
    for (name, link, address) in links {
        let linked = page("", "<i class=q>7</i>933").replace("<style></style>", link);
        let headers = format!("Content-Type: text/css\r\nContent-Location: {address}");
        let saved = parts(
            "related",
            &[(&located, &linked), (&headers, ".q{display:none}")],
        );
        check(name, saved.as_bytes(), Some(933));
    }
    let other = report.replace("933", "944").replace("水务局", "林业局");
    let both = [note, (&*attached, &*report), (&*attached, &*other)];
    let several = ogi_import::read(parts("mixed", &both).as_bytes(), None);
    assert!(
        matches!(several, Err(ogi_import::ImportError::Several { .. })),
        "{several:?}"
    );
}

/// Letters that text recognition reads for digits: what is read of them is to be checked first.
#[test]
fn letters_that_look_like_digits_are_marked() {
    for (cell, seen, is_marked) in [
        ("9O26", 9026, true),
        ("l326", 1326, true),
        ("926", 926, false),
    ] {
        let page = page("", cell);
        check(cell, page.as_bytes(), Some(seen));
        let imported = ogi_import::read(page.as_bytes(), None).expect("reads");
        let issued = "/proactive_disclosure/normative_documents/issued";
        let evidence = imported
            .evidence
            .iter()
            .find(|evidence| evidence.pointer == issued);
        assert_eq!(
            evidence.map(|evidence| evidence.repaired),
            Some(is_marked),
            "{cell}"
        );
    }
}
