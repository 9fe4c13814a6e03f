//! Which of several rules holds.

use super::{check_with, page, said};

const HIDDEN: &str = "133 [hidden 7]";
/// Sheets, the cell below them, and what it says.
const CASES: &[(&str, &str, &str)] = &[
    (".x{display:none}", "133<b class=x>7</b>", HIDDEN),
    (
        ".x{display:none} .x{display:inline}",
        "133<b class=x>7</b>",
        "1337",
    ),
    (
        ".x{display:none!important} .x{display:inline}",
        "133<b class=x>7</b>",
        HIDDEN,
    ),
    (
        "#a{display:none} b.x{display:inline}",
        "133<b class=x id=a>7</b>",
        HIDDEN,
    ),
    (
        ".x{display:none}",
        "133<b class=x style='display:inline'>7</b>",
        "1337",
    ),
    ("b{display:none}", "133<b>7</b>", HIDDEN),
    (
        ":root{--gone:none} b{display:var(--gone)}",
        "133<b>7</b>",
        HIDDEN,
    ),
    ("b{color:var(--paper,#fff)}", "133<b>7</b>", HIDDEN),
    (
        ":root{--a:var(--b);--b:0}",
        "133<b style='opacity:var(--a)'>7</b>",
        HIDDEN,
    ),
    (
        ":root{--a:var(--a)} b{display:var(--a)}",
        "133<b>7</b>",
        "1337",
    ),
    ("b{display:var(--unknown)}", "133<b>7</b>", "1337"),
    ("b{display:var(", "133<b>7</b>", "1337"),
    ("td>b{display:none}", "133<b>7</b>", HIDDEN),
    ("td>b{display:none}", "133<i><b>7</b></i>", "1337"),
    ("i+b{display:none}", "133<i></i><b>7</b>", HIDDEN),
    ("i~b{display:none}", "133<i></i><u></u><b>7</b>", HIDDEN),
    ("b:nth-child(2){display:none}", "<b>133</b><b>7</b>", HIDDEN),
    ("b:last-child{display:none}", "<b>133</b><b>7</b>", HIDDEN),
    (
        "b:not(.y){display:none}",
        "<b class=y>133</b><b>7</b>",
        HIDDEN,
    ),
    ("b:is(.x,.y){display:none}", "133<b class=y>7</b>", HIDDEN),
    ("td:has(i) b{display:none}", "133<i></i><b>7</b>", HIDDEN),
    (
        "[data-n=old]{display:none}",
        "133<b data-n=old>7</b>",
        HIDDEN,
    ),
    ("b[class^=o]{display:none}", "133<b class=old>7</b>", HIDDEN),
    ("b:hover{display:none}", "133<b>7</b>", "1337"),
    (
        "input:checked~b{display:none}",
        "133<input type=checkbox checked><b>7</b>",
        HIDDEN,
    ),
    (
        "b{display:none} :target{display:inline}",
        "133<b id=t>7</b>",
        HIDDEN,
    ),
    ("td{ & b{display:none} }", "133<b>7</b>", HIDDEN),
    ("td{ b{display:none} }", "133<b>7</b>", HIDDEN),
    ("@media screen{b{display:none}}", "133<b>7</b>", HIDDEN),
    ("@media print{b{display:none}}", "133<b>7</b>", "1337"),
    (
        "@media (max-width:767px){b{display:none}}",
        "133<b>7</b>",
        "1337",
    ),
    (
        "@media (min-width:768px){b{display:none}}",
        "133<b>7</b>",
        HIDDEN,
    ),
    (
        "@media screen{@media (min-width:1px){b{display:none}}}",
        "133<b>7</b>",
        HIDDEN,
    ),
    (
        "@supports (display:grid){b{display:none}}",
        "133<b>7</b>",
        HIDDEN,
    ),
    (
        "@layer a{b{display:none}} b{display:inline}",
        "133<b>7</b>",
        "1337",
    ),
    (
        "b{display:none} @font-face{src:url(a)} u{",
        "133<b>7</b>",
        HIDDEN,
    ),
    ("<!-- b{display:none} -->", "133<b>7</b>", HIDDEN),
    ("/* x{ */ b{display:none}", "133<b>7</b>", HIDDEN),
    ("??? {} b{display:none}", "133<b>7</b>", HIDDEN),
    ("b::first-line{display:none}", "133<b>7</b>", "1337"),
    (
        "*{color:#fff}td{background:#fff}",
        "<b style='color:#000'>133</b><u>7</u>",
        HIDDEN,
    ),
];

#[test]
fn the_rule_that_wins_decides() {
    for (sheet, markup, expected) in CASES {
        check_with(sheet, &[(markup, expected)]);
    }
    let printed =
        "<style media=print>b{display:none}</style><style media=screen>i{display:none}</style>";
    let page = page(&format!(
        "{printed}<table><tr><td>规章</td><td><b>133</b><i>7</i></td></tr></table>"
    ));
    assert_eq!(said(&page.strips[0].cells[1]), HIDDEN);
}
