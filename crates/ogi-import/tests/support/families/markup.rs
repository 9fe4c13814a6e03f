//! Web pages: what text repeats, within a table; and what only markup has.

use super::text::PIECES;
use super::{Family, HEAD, distinct, filled, numbered};

const CELL: &str =
    "<p>某局2022年政府信息公开工作年度报告</p><table><tr><td>现行有效件数<tr><td>规章<td>";

/// What markup repeats.
const TAGS: &[(&str, &str)] = &[
    ("elements in elements", "<div>"),
    ("tables in tables", "<table><tr><td>1<td>"),
    ("inline elements", "<b><i><s>"),
    ("misnested elements", "<b><p></b></p>"),
    ("cells", "<td>1"),
    ("rows", "<tr><td>规章<td>1<td>2"),
    ("wide cells", "<tr><td colspan=900>规章<td>1<td>2"),
    ("tall cells", "<tr><td rowspan=65000>0<td>规章"),
    ("heads of columns", "<tr><td>本年制发件数<td>x<td>规章"),
    ("line breaks", "1<br>"),
    ("comments", "<!-- 1 -->"),
    ("frames", "<iframe srcdoc=\"<p>1\"></iframe>"),
    ("templates", "<template><p>1</template>"),
    ("scripts", "<script>a='<td>1'</script>"),
    (
        "forms",
        "<select><option selected>1</select><input value=1>",
    ),
    (
        "styles of elements",
        "<span style=\"color:red;display:inline;font-size:9pt\">1</span>",
    ),
    ("readings", "<ruby>数<rt>shu</ruby>"),
    ("raised text", "<sup>1</sup>2"),
];

pub(super) fn families() -> Vec<Family> {
    let in_a_cell = PIECES.iter().map(|&(name, piece)| {
        Family::of_text(format!("html: {name}"), move |size| {
            filled(CELL, piece, "", size)
        })
    });
    let of_markup = TAGS.iter().map(|&(name, piece)| {
        Family::of_text(format!("html: {name}, marked up"), move |size| {
            filled(CELL, piece, "", size)
        })
    });
    let mut families: Vec<Family> = in_a_cell.chain(of_markup).collect();
    for (name, before, pattern, after) in [
        ("of a tag", "<p ", "a#=1 ", ">x"),
        ("of an end", "<p>x</p ", "a#=1 ", ">"),
        ("without values", "<p ", "a# ", ""),
        ("in quotation marks", "<p ", "a#=\">\" ", ">x"),
        ("begun with a sign", "<p ", "=\"a# ", ">x"),
        ("after a slash", "<p ", "a#/", ">x"),
        (
            "after a script",
            "<script>\"<x a=\"</script><p ",
            "a# ",
            ">x",
        ),
    ] {
        families.push(Family::of_text(
            format!("html: attributes {name}"),
            move |size| {
                let all = numbered(size, |number| pattern.replace('#', &number.to_string()));
                [before, &all, after].concat()
            },
        ));
    }
    families.extend([
        Family::of_text("html: different cells", |size| {
            let cells = numbered(size, |number| {
                format!("<tr><td>{}<td>1", distinct(number, 20))
            });
            format!("<p>{HEAD}</p><table>{cells}")
        }),
        Family::of_text("html: one text in many cells", |size| {
            let text = "甲".repeat(size / 6);
            filled(
                &format!("<table><tr><td rowspan=9999>{text}<td>1"),
                "<tr><td>1",
                "",
                size,
            )
        }),
        Family::of_text("html: rules of style", |size| {
            let rules = numbered(size / 2, |number| format!(".a{number} td{{display:none}}"));
            filled(
                &format!("<style>{rules}</style>{CELL}"),
                "<tr class=a1><td>1",
                "",
                size,
            )
        }),
        Family::of_text("html: selectors of descent", |size| {
            let selector = "div ".repeat(200);
            let rules = filled("", &format!("{selector}b{{display:none}}"), "", size / 4);
            let nested = "<div>".repeat(200);
            filled(
                &format!("<style>{rules}</style>{nested}{CELL}"),
                "<b>1</b>",
                "",
                size,
            )
        }),
        Family::of_text("html: selectors that look around", |size| {
            let rules = filled(
                "",
                ":has(~ b) :nth-last-child(2n+1 of td) ~ td{color:red}",
                "",
                size / 8,
            );
            filled(&format!("<style>{rules}</style>{CELL}"), "<td>1", "", size)
        }),
        Family::of_text("html: styles in styles", |size| {
            filled(
                "<style>",
                "@media all{@supports(a:b){",
                "</style><p>1",
                size,
            )
        }),
        Family::of_text("html: names of variables", |size| {
            let all = numbered(size, |number| {
                format!("--a{number}:var(--a{});", number + 1)
            });
            format!("<style>:root{{{all}}}td{{display:var(--a0)}}</style>{CELL}1")
        }),
        Family::of_text("html: columns", |size| {
            filled(
                "<table>",
                "<col span=1000 style=\"visibility:collapse\">",
                "<tr><td>1</table>",
                size,
            )
        }),
    ]);
    families
}
