//! Every way in which a page hides, strikes or raises text that we know of, and what looks like it and is none.

use super::super::read;
use crate::grid::seen::{Cause, Look};
use crate::grid::{Cell, Page};
use crate::limits::Limits;

fn page(html: &str) -> Page {
    read(html, &Limits::default()).unwrap_or_else(|error| panic!("{html}: {error}"))
}

/// What a cell says and what is set aside in it, as `133 [hidden 7]`.
fn said(cell: &Cell) -> String {
    let mut said = cell.text.replace('\n', "/");
    for aside in cell.asides.iter() {
        let look = match aside.look {
            Look::Hidden => "hidden",
            Look::Struck => "struck",
            Look::Raised => "raised",
            Look::Annotation => "note",
            Look::NotText => "not-text",
            Look::Plain => "plain",
        };
        said += &format!(" [{look} {}]", aside.text);
    }
    if cell.doubtful {
        said.push('?');
    }
    said
}

/// Checks the second cell of a row, with a style sheet before it.
fn check_with(sheet: &str, cases: &[(&str, &str)]) {
    for (markup, expected) in cases {
        let html = format!(
            "<!DOCTYPE html><style>{sheet}</style><table><tr><td>规章</td><td>{markup}</td></tr></table>"
        );
        let page = page(&html);
        let cell = &page.strips[0].cells[1];
        assert_eq!(said(cell).trim(), *expected, "{sheet} {markup}");
    }
}

fn check(cases: &[(&str, &str)]) {
    check_with("", cases);
}

/// Checks ways to hide a part of a cell, each a `style` attribute; all of them also as a rule of a sheet.
fn check_hiding(styles: &[&str], hides: bool) {
    for style in styles {
        let expected = if hides { "133 [hidden 7]" } else { "1337" };
        let inline = format!("133<span style='{style}'>7</span>");
        check(&[(&inline, expected)]);
        let sheet = format!("td .x {{ {style} }}");
        check_with(&sheet, &[("133<i class='a x'>7</i>", expected)]);
        let important = format!("span {{ {} !important }}", style.trim_end_matches(';'));
        if !style.contains(';') {
            let undone = "133<span style='display:inline;visibility:visible;color:black;opacity:1;font-size:12px;\
                          mso-hide:none;transform:none;text-indent:0'>7</span>";
            check_with(&important, &[(undone, expected)]);
        }
    }
}

#[test]
fn text_is_hidden_in_many_ways() {
    check_hiding(
        &[
            "display:none",
            "DISPLAY: NONE",
            "display : none ;",
            "visibility:hidden",
            "visibility:collapse",
            "opacity:0",
            "opacity:0.0",
            "opacity:0%",
            "opacity:.01",
            "filter:opacity(0)",
            "filter:alpha(opacity=0)",
            "font-size:0",
            "font-size:0px",
            "font-size:0em",
            "font-size:0%",
            "font-size:1px",
            "font-size:.1em",
            "font-size:2pt",
            "font:0/0 a",
            "font: 0px/1 Arial",
            "color:#fff",
            "color:white",
            "color:#FFFFFF",
            "color:#fefefe",
            "color:rgb(255,255,255)",
            "color:rgb(255 255 255)",
            "color:rgb(100%,100%,100%)",
            "color:hsl(0,0%,100%)",
            "color:transparent",
            "color:rgba(0,0,0,0)",
            "color:#00000000",
            "-webkit-text-fill-color:transparent",
            "background:#000;color:#000",
            "background-color:black;color:rgb(0,0,0)",
            "color:red;background:#f00",
            "position:absolute;left:-9999px",
            "position:absolute;top:-1000em",
            "position:fixed;left:-100vw",
            "position:relative;left:-9999px",
            "position:absolute;right:-9999px",
            "position:absolute;inset:-9999px auto auto 0",
            "position:absolute;left:99999px",
            "margin-left:-9999px",
            "margin:0 0 0 -9999px",
            "display:inline-block;text-indent:-9999px",
            "display:block;text-indent:-999em;overflow:hidden",
            "transform:scale(0)",
            "transform:translateX(-9999px)",
            "transform:rotate(180deg)",
            "transform:rotateY(90deg)",
            "zoom:0",
            "display:inline-block;width:0;overflow:hidden",
            "display:inline-block;max-width:0;overflow:hidden",
            "display:block;height:0;overflow:hidden",
            "display:block;max-height:0px;overflow:clip",
            "float:left;width:0;overflow-x:hidden",
            "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)",
            "position:absolute;clip:rect(1px,1px,1px,1px)",
            "position:absolute;clip:rect(0 0 0 0)",
            "clip-path:inset(100%)",
            "clip-path:inset(50%)",
            "clip-path:circle(0)",
            "clip-path:polygon(0 0,0 0,0 0)",
            "mso-hide:all",
            "content-visibility:hidden",
            "display:none;display:none!important",
            "color:black;color:white",
        ],
        true,
    );
}

#[test]
fn much_looks_like_hiding_and_is_none() {
    check_hiding(
        &[
            "display:inline",
            "display:inline-block",
            "display:nonee",
            "display:none none",
            "visibility:visible",
            "opacity:1",
            "opacity:.5",
            "font-size:10px",
            "font-size:60%",
            "color:#333",
            "color:red",
            "color:#eee",
            "color:var(--text)",
            "background:#000;color:#fff",
            "background:url(a.png);color:#fff",
            "background:linear-gradient(red,blue);color:#fff",
            "background-image:linear-gradient(red,blue);background-clip:text;color:transparent",
            "color:transparent;text-shadow:0 0 0 #000",
            "left:-9999px",
            "width:0",
            "width:0;overflow:hidden",
            "height:0;overflow:hidden",
            "display:inline-block;width:0",
            "clip:rect(0,0,0,0)",
            "clip-path:none",
            "transform:none",
            "transform:translate(-50%,-50%)",
            "position:relative;top:1px",
            "margin-left:-2px",
            "text-indent:-9999px",
            "opacity:0;animation:fade 1s forwards",
            "_display:none",
            "x-display:none",
        ],
        false,
    );
}

#[test]
fn text_is_hidden_by_attributes_and_well_known_names() {
    check(&[
        ("133<span hidden>7</span>", "133 [hidden 7]"),
        ("133<span hidden='until-found'>7</span>", "133 [hidden 7]"),
        ("133<font color=#ffffff>7</font>", "133 [hidden 7]"),
        ("133<font color='white'>7</font>", "133 [hidden 7]"),
        ("133<font color=FFFFFF>7</font>", "133 [hidden 7]"),
        ("133<font color=red>7</font>", "1337"),
        ("133<span class='sr-only'>7</span>", "133 [hidden 7]"),
        (
            "133<span class='visually-hidden'>7</span>",
            "133 [hidden 7]",
        ),
        ("133<span class='d-none'>7</span>", "133 [hidden 7]"),
        ("133<span class='d-none d-md-inline'>7</span>", "1337"),
        ("133<span class='d-lg-none'>7</span>", "133 [hidden 7]"),
        ("133<span class='md:hidden'>7</span>", "133 [hidden 7]"),
        ("133<span class='hidden md:inline'>7</span>", "1337"),
        ("133<span class='visible-xs visible-lg'>7</span>", "1337"),
        (
            "<b class=hidden-xs>133</b><b class=visible-xs>133</b>",
            "133 [hidden 133]",
        ),
        (
            "<b class=pc>133</b><b class=mobile>133</b>",
            "133 [hidden 133]",
        ),
        (
            "<b class=pc>133</b><b class=m-show>133</b>",
            "133 [hidden 133]",
        ),
        ("<b class=a>13</b><b class=b>13</b>", "1313"),
        ("133<template>7</template><!--8-->", "133"),
        ("133<noscript>7</noscript>", "133"),
        ("133<dialog>7</dialog>", "133 [hidden 7]"),
        ("133<datalist><option>7</datalist>", "133 [hidden 7]"),
        ("133<input type=hidden value=7>", "133 [hidden 7]"),
        ("<details><summary>数</summary>133</details>", "数/133"),
        ("<span aria-hidden=true>133</span>", "133"),
        (
            "<span style='visibility:hidden'>7<b style='visibility:visible'>133</b></span>",
            "133 [hidden 7]",
        ),
        (
            "<span style='font-size:0'>7<b style='font-size:12px'>133</b></span>",
            "133 [hidden 7]",
        ),
        (
            "<span style='color:#fff'>7<b style='color:#000'>133</b></span>",
            "133 [hidden 7]",
        ),
        (
            "<span style='display:none'>7<b style='display:block'>8</b></span>133",
            "133 [hidden 78]",
        ),
        ("<p style='display:none'>7</p><p>133</p>", "133 [hidden 7]"),
        (
            "133<div style='display:none'><table><tr><td>7<td>8</table></div>",
            "133 [hidden 78]",
        ),
    ]);
    // A page with rules of its own for a class means what they say.
    check_with(
        ".hidden { color: red }",
        &[("133<b class=hidden>7</b>", "1337")],
    );
}

#[test]
fn the_rule_that_wins_decides() {
    let hidden = "133 [hidden 7]";
    let cases: &[(&str, &str, &str)] = &[
        (".x{display:none}", "133<b class=x>7</b>", hidden),
        (
            ".x{display:none} .x{display:inline}",
            "133<b class=x>7</b>",
            "1337",
        ),
        (
            ".x{display:none!important} .x{display:inline}",
            "133<b class=x>7</b>",
            hidden,
        ),
        (
            "#a{display:none} b.x{display:inline}",
            "133<b class=x id=a>7</b>",
            hidden,
        ),
        (
            ".x{display:none}",
            "133<b class=x style='display:inline'>7</b>",
            "1337",
        ),
        ("b{display:none}", "133<b>7</b>", hidden),
        ("td>b{display:none}", "133<b>7</b>", hidden),
        ("td>b{display:none}", "133<i><b>7</b></i>", "1337"),
        ("i+b{display:none}", "133<i></i><b>7</b>", hidden),
        ("i~b{display:none}", "133<i></i><u></u><b>7</b>", hidden),
        ("b:nth-child(2){display:none}", "<b>133</b><b>7</b>", hidden),
        ("b:last-child{display:none}", "<b>133</b><b>7</b>", hidden),
        (
            "b:not(.y){display:none}",
            "<b class=y>133</b><b>7</b>",
            hidden,
        ),
        ("b:is(.x,.y){display:none}", "133<b class=y>7</b>", hidden),
        ("td:has(i) b{display:none}", "133<i></i><b>7</b>", hidden),
        (
            "[data-n=old]{display:none}",
            "133<b data-n=old>7</b>",
            hidden,
        ),
        ("b[class^=o]{display:none}", "133<b class=old>7</b>", hidden),
        ("b:hover{display:none}", "133<b>7</b>", "1337"),
        (
            "input:checked~b{display:none}",
            "133<input type=checkbox checked><b>7</b>",
            hidden,
        ),
        (
            "b{display:none} :target{display:inline}",
            "133<b id=t>7</b>",
            hidden,
        ),
        ("td{ & b{display:none} }", "133<b>7</b>", hidden),
        ("td{ b{display:none} }", "133<b>7</b>", hidden),
        ("@media screen{b{display:none}}", "133<b>7</b>", hidden),
        ("@media print{b{display:none}}", "133<b>7</b>", "1337"),
        (
            "@media (max-width:767px){b{display:none}}",
            "133<b>7</b>",
            "1337",
        ),
        (
            "@media (min-width:768px){b{display:none}}",
            "133<b>7</b>",
            hidden,
        ),
        (
            "@media screen{@media (min-width:1px){b{display:none}}}",
            "133<b>7</b>",
            hidden,
        ),
        (
            "@supports (display:grid){b{display:none}}",
            "133<b>7</b>",
            hidden,
        ),
        (
            "@layer a{b{display:none}} b{display:inline}",
            "133<b>7</b>",
            "1337",
        ),
        (
            "b{display:none} @font-face{src:url(a)} u{",
            "133<b>7</b>",
            hidden,
        ),
        ("<!-- b{display:none} -->", "133<b>7</b>", hidden),
        ("/* x{ */ b{display:none}", "133<b>7</b>", hidden),
        ("??? {} b{display:none}", "133<b>7</b>", hidden),
        ("b::first-line{display:none}", "133<b>7</b>", "1337"),
        (
            "*{color:#fff}td{background:#fff}",
            "<b style='color:#000'>133</b><u>7</u>",
            hidden,
        ),
    ];
    for (sheet, markup, expected) in cases {
        check_with(sheet, &[(markup, expected)]);
    }
    let printed =
        "<style media=print>b{display:none}</style><style media=screen>i{display:none}</style>";
    let page = page(&format!(
        "{printed}<table><tr><td>规章</td><td><b>133</b><i>7</i></td></tr></table>"
    ));
    assert_eq!(said(&page.strips[0].cells[1]), hidden);
}

#[test]
fn text_is_struck_or_raised_in_many_ways() {
    let (struck, raised) = ("133 [struck 9]", "133 [raised 1]");
    for markup in [
        "<s>9</s>133",
        "<strike>9</strike>133",
        "<del>9</del>133",
        "<del><ins>9</ins></del>133",
        "<span style='text-decoration:line-through'>9</span>133",
        "<span style='text-decoration: red wavy line-through'>9</span>133",
        "<span style='text-decoration-line:underline line-through'>9</span>133",
        "<span style='text-decoration:line-through'><b style='text-decoration:none'>9</b></span>133",
        "<p style='text-decoration:line-through'>9</p><p>133</p>",
    ] {
        check(&[(markup, struck)]);
    }
    for markup in [
        "133<sup>1</sup>",
        "133<sub>1</sub>",
        "133<sup><a href='#n1'>1</a></sup>",
        "133<a href='#_ftn1'>1</a>",
        "133<a href='page.html#fn:1'>1</a>",
        "133<a role=doc-noteref href='#x'>1</a>",
        "133<span class=MsoFootnoteReference>1</span>",
        "133<a class='footnote-ref'>1</a>",
        "133<span style='vertical-align:super'>1</span>",
        "133<span style='vertical-align:sub;font-size:smaller'>1</span>",
        "133<span style='vertical-align:6px'>1</span>",
        "133<span style='vertical-align:50%;font-size:70%'>1</span>",
        "133<small style='font-size:10px;vertical-align:top'>1</small>",
        "133<span style='position:relative;top:-5px;font-size:10px'>1</span>",
        "133<span style='font-variant-position:super'>1</span>",
        "133<span style='mso-text-raise:4pt;font-size:8pt'>1</span>",
    ] {
        check(&[(markup, raised)]);
    }
    check(&[
        ("<ins>133</ins>", "133"),
        ("<u>133</u>", "133"),
        ("<sup>133</sup>", "133"),
        ("<s>133</s>", "[struck 133]"),
        ("<a href='#top'>133</a>", "133"),
        ("<a href='#note1'>133</a>", "133"),
        ("<span style='vertical-align:middle'>133</span>", "133"),
        ("<span style='vertical-align:top'>133</span>", "133"),
        ("<small>133</small>", "133"),
        ("<span style='text-decoration:underline'>133</span>", "133"),
        ("<ruby>133<rt>7</rt></ruby>", "133 [note 7]"),
        (
            "<ruby>133<rp>(</rp><rt>7</rt><rp>)</rp></ruby>",
            "133 [hidden (] [note 7] [hidden )]",
        ),
    ]);
}

#[test]
fn numbers_are_put_together_as_they_are_seen() {
    check(&[
        ("1<o-num>3</o-num>3", "133"),
        ("1<wbr>33", "133"),
        ("1&#8203;3&shy;3&zwnj;&zwj;&#xfeff;&#x2060;", "133"),
        ("1<span>3</span><font>3</font>", "133"),
        ("<bdo dir=rtl>331</bdo>", "133?"),
        ("<bdo dir=rtl>3<b>31</b></bdo>", "133?"),
        ("<bdo dir=ltr>133</bdo>", "133"),
        (
            "<span style='direction:rtl;unicode-bidi:bidi-override'>331</span>",
            "133?",
        ),
        ("<span dir=rtl>133</span>", "133"),
        ("&#x202e;331&#x202c;", "133?"),
        ("133<span style='float:right'>7</span>", "133/7"),
        ("133<span style='position:absolute'>7</span>", "133/7"),
        (
            "<div style='display:flex'><div>13</div><div>3</div></div>",
            "133",
        ),
        (
            "<div style='display:flex;flex-direction:row-reverse'><b>3</b><b>13</b></div>",
            "3/13",
        ),
        ("13<span style='display:block'>3</span>", "13/3"),
        ("13<div style='display:inline'>3</div>", "133"),
    ]);
    check_with("b::before{content:'13'}", &[("<b>3</b>", "133?")]);
    check_with(
        "b:after{content:attr(data-n)}",
        &[("<b data-n=33>1</b>", "133?")],
    );
    check_with(
        "b:after{content:'7';display:none}",
        &[("<b>133</b>", "133")],
    );
    check_with("b:before{content:'\\e601'}", &[("<b>133</b>", "133")]);
    check_with(
        "b:before{content:url(a.png)}",
        &[("<b></b>", "[not-text ]"), ("<b>133</b>", "133")],
    );
}

#[test]
fn controls_say_what_they_show() {
    check(&[
        ("<input value=133>", "133"),
        ("<input type=number value=133 readonly>", "133"),
        ("<input type=number value='1,33'>", "[not-text ]"),
        ("<input type=text placeholder=133>", "[not-text 133]"),
        ("<input type=password value=133>", "[not-text ]"),
        ("<input type=checkbox value=7>133", "133"),
        ("<input type=radio value=7>", "[not-text ]"),
        ("<input type=button value=133>", "[not-text 133]"),
        ("133<button>详情</button>", "133"),
        ("<input value=7 style='display:none'>133", "133 [hidden 7]"),
        ("<select><option>133<option>7</select>", "133"),
        ("<select><option>7<option selected>133</select>", "133"),
        (
            "<select><optgroup label=a><option label=133>x</optgroup></select>",
            "133",
        ),
        (
            "<select multiple><option>7<option>8</select>",
            "[not-text ]",
        ),
        ("<textarea>133</textarea>", "133"),
        (
            "<textarea style='display:none'>7</textarea>133",
            "133 [hidden 7]",
        ),
        ("<img alt=133 src=a.png>", "[not-text 133]"),
        ("133<img src=spacer.gif width=1 height=1>", "133"),
        ("133<img>", "133"),
        ("133<img src=9.png style='display:none'>", "133"),
        ("<svg><text>133</text></svg>", "[not-text 133]"),
        ("<canvas></canvas>", "[not-text ]"),
        ("<object data=a.swf></object>", "[not-text ]"),
        ("<iframe src=a.html></iframe>", "[not-text ]"),
        ("133<iframe></iframe>", "133"),
        ("<script>document.write('133')</script>", "[not-text ]"),
        ("133<script>count()</script>", "133"),
        (
            "<b id=n>0</b><script>document.getElementById('n').innerHTML = '133'</script>",
            "0 [not-text ]",
        ),
        (
            "<b id=n>133</b><script>show(document.getElementById('n').innerHTML)</script>",
            "133 [not-text ]",
        ),
        ("<math><mn>133</mn></math>", "133"),
        (
            "<math><msup><mn>10</mn><mn>3</mn></msup></math>",
            "[not-text 103]",
        ),
    ]);
}

/// What rows say, cells joined by `|`, and what is set aside elsewhere.
fn check_rows(html: &str, rows: &[&str], elsewhere: usize) {
    let page = page(html);
    let said: Vec<String> = page
        .strips
        .iter()
        .map(|strip| strip.cells.iter().map(said).collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(said, rows, "{html}");
    let count: usize = page.elsewhere.iter().map(|unread| unread.count).sum();
    assert_eq!(count, elsewhere, "{html}");
}

#[test]
fn the_grid_closes_up_over_what_is_not_displayed() {
    let rows = ["甲|1", "乙|2"];
    for (head, hide) in [
        ("", "style='display:none'"),
        ("", "hidden"),
        ("<style>.x{display:none}</style>", "class=x"),
        ("<style>td:nth-child(2){display:none}</style>", ""),
    ] {
        let html = format!(
            "<!DOCTYPE html>{head}<table><tr><td>甲</td><td {hide}>8</td><td>1</td></tr>\
             <tr><td>乙</td><td {hide}>9</td><td>2</td></tr></table>"
        );
        check_rows(&html, &rows, 2);
    }
    for columns in [
        "<col><col style='visibility:collapse'>",
        "<col><col style='display:none'>",
        "<col><col hidden>",
        "<colgroup><col></colgroup><colgroup hidden>",
        "<colgroup span=1></colgroup><colgroup span=1 style='visibility:collapse'></colgroup>",
    ] {
        let html = format!(
            "<!DOCTYPE html><table>{columns}<tr><td>甲</td><td>8</td><td>1</td></tr>\
             <tr><td>乙</td><td>9</td><td>2</td></tr></table>"
        );
        check_rows(&html, &rows, 2);
    }
    for hide in [
        "style='display:none'",
        "hidden",
        "style='visibility:collapse'",
    ] {
        let html = format!(
            "<!DOCTYPE html><table><tr><td>甲</td><td>1</td></tr><tr {hide}><td>丙</td><td>9</td></tr>\
             <tr><td>乙</td><td>2</td></tr></table>"
        );
        let notes = if hide.contains("collapse") { 2 } else { 1 };
        check_rows(&html, &rows, notes);
        let html = format!(
            "<!DOCTYPE html><table><tbody {hide}><tr><td>丙</td><td>9</td></tr></tbody>\
             <tbody><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></tbody></table>"
        );
        check_rows(&html, &rows, notes);
    }
    // What is not visible keeps its place.
    check_rows(
        "<!DOCTYPE html><table><tr><td>甲</td><td style='visibility:hidden'>8</td><td>1</td></tr></table>",
        &["甲| [hidden 8]|1"],
        0,
    );
    check_rows(
        "<!DOCTYPE html><table><tr style='visibility:hidden'><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>",
        &[" [hidden 甲]| [hidden 1]", "乙|2"],
        0,
    );
}

#[test]
fn tables_and_text_are_hidden_as_a_whole() {
    let table = "<table><tr><td>乙</td><td>2</td></tr></table>";
    for hidden in [
        "<div style='display:none'>T</div>",
        "<div hidden>T</div>",
        "<section style='visibility:hidden'>T</section>",
        "<div style='position:absolute;left:-9999px'>T</div>",
        "<div style='height:0;overflow:hidden'>T</div>",
        "<div role=tabpanel hidden>T</div>",
        "<div class=visible-print>T</div>",
        "<dialog>T</dialog>",
    ] {
        let old = hidden.replace(
            'T',
            "<p>旧表</p><table><tr><td>甲</td><td>1</td></tr></table>",
        );
        let seen: Vec<String> = page(&format!("<!DOCTYPE html><p>一</p>{old}{table}"))
            .strips
            .iter()
            .map(|strip| {
                strip
                    .cells
                    .iter()
                    .map(|cell| &*cell.text)
                    .collect::<Vec<_>>()
                    .join("|")
            })
            .filter(|text| !text.replace('|', "").is_empty())
            .collect();
        assert_eq!(seen, ["一", "乙|2"], "{hidden}");
    }
    check_rows(
        "<p>收取<span hidden>9</span>费用<sup>1</sup>无</p>",
        &["收取费用无 [hidden 9] [raised 1]"],
        0,
    );
}

#[test]
fn a_page_that_a_script_will_show_is_read() {
    let rows: String = (0..12)
        .map(|n| format!("<tr><td>甲{n}</td><td>{n}</td></tr>"))
        .collect();
    for (open, reads) in [
        (
            "<script src=a.js></script><body style='display:none'>",
            true,
        ),
        (
            "<script>ready()</script><div id=app style='visibility:hidden'>",
            true,
        ),
        (
            "<script>ready()</script><style>[v-cloak]{display:none}</style><div v-cloak>",
            true,
        ),
        (
            "<script>ready()</script><div style='opacity:0'><div style='display:none'>",
            true,
        ),
        ("<body onload='show()' hidden>", true),
        // Without a script, nobody ever sees it.
        ("<div style='display:none'>", false),
    ] {
        let page = page(&format!("<!DOCTYPE html>{open}<table>{rows}</table>"));
        assert_eq!(page.strips.len(), if reads { 12 } else { 0 }, "{open}");
    }
}

#[test]
fn white_text_may_stand_on_what_a_linked_sheet_paints() {
    let row = |head: &str, cell: &str| {
        let page = page(&format!(
            "<!DOCTYPE html>{head}<table><tr><td>甲</td><td{cell}</td></tr></table>"
        ));
        said(&page.strips[0].cells[1])
    };
    let linked = "<link rel=stylesheet href=a.css>";
    assert_eq!(row("", " style='color:#fff'>133"), " [hidden 133]");
    assert_eq!(row(linked, " style='color:#fff'>133"), "133?");
    assert_eq!(
        row(linked, ">133<b style='color:#fff'>7</b>"),
        "133 [hidden 7]"
    );
    assert_eq!(
        row(linked, " bgcolor=white style='color:#fff'>133"),
        " [hidden 133]"
    );
    assert_eq!(row("", " bgcolor=navy><font color=white>133</font>"), "133");
    assert_eq!(
        row("", " bgcolor=navy><font color=navy>133</font>"),
        " [hidden 133]"
    );
}

#[test]
fn style_sheets_are_bounded() {
    let limits = Limits {
        comparisons: 200_000,
        ..Limits::default()
    };
    let cells = "<tr><td class=a>1</td><td>2</td></tr>".repeat(1_000);
    for sheet in [
        "td{color:red}".repeat(1_000),
        ".a:not(.b):not(.c) ~ td{color:red}".repeat(1_000),
        "* * * * * *{display:none}".repeat(2_000),
        ":nth-last-child(2n+1 of td td){color:red}".repeat(500),
        "tr:has(td ~ td ~ td){color:red}".repeat(500),
        format!("{}{{color:red}}", vec!["td"; 60_000].join(",")),
        format!("{}{{color:red}}", "a ".repeat(1_000)),
        format!("{}{{ b{{color:red}} }}", vec!["td"; 40_000].join(",")).repeat(2),
    ] {
        let html = format!("<!DOCTYPE html><style>{sheet}</style><table>{cells}</table>");
        assert!(read(&html, &limits).is_err(), "{}", &sheet[..40]);
    }
    for sheet in [
        "@media screen{".repeat(50_000),
        "a{".repeat(50_000),
        ":not(".repeat(50_000),
        "[".repeat(50_000),
        "a{color:rgb(".repeat(50_000),
        "td{width:calc(".repeat(10) + &"(".repeat(50_000),
        "@media not (not (".repeat(10_000),
    ] {
        let html = format!("<!DOCTYPE html><style>{sheet}</style><table>{cells}</table>");
        let inline = format!("<table><tr><td>甲</td><td style='{sheet}'>1</td></tr></table>");
        assert!(read(&html, &limits).is_ok(), "{}", &sheet[..10]);
        assert!(read(&inline, &limits).is_ok(), "{}", &sheet[..10]);
    }
}
