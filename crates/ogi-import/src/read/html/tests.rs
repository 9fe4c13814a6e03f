//! What becomes of markup as offices publish it.

use super::read;
use crate::grid::{Origin, Ruling};
use crate::limits::Limits;

/// Checks the strips of a page: cells joined by `|`, those reaching down from above in brackets.
fn check(html: &str, expected: &[&str]) {
    let page = read(html, &Limits::default()).expect("reads");
    let strips: Vec<String> = page
        .strips
        .iter()
        .map(|strip| {
            let show = |cell: &crate::grid::Cell| {
                if cell.continued {
                    format!("[{}]", cell.text)
                } else {
                    cell.text.to_string()
                }
            };
            strip.cells.iter().map(show).collect::<Vec<_>>().join("|")
        })
        .collect();
    assert_eq!(strips, expected, "{html}");
}

#[test]
fn spans_are_expanded() {
    check(
        "<table><tr><td rowspan=3>甲</td><td colspan='2'>乙</td></tr><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
        &["甲|乙", "[甲]|1|2", "[甲]|3|4"],
    );
}

#[test]
fn spans_that_exceed_the_table_end_with_it() {
    check(
        "<table><tr><td rowspan=99>甲</td><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>",
        &["甲|1", "[甲]|2|3"],
    );
}

#[test]
fn runs_and_breaks_within_a_cell_make_one_text() {
    check(
        "<table><tr><td><p><span>20</span><font>23</font>年<o:p></o:p></p></td><td>本年新<br>制作数量</td></tr></table>",
        &["2023年|本年新\n制作数量"],
    );
    check(
        "<table><tr><td>0</td><td><p><o:p>&nbsp;</o:p></p></td></tr></table>",
        &["0|"],
    );
}

#[test]
fn tables_that_lay_out_the_page_are_text() {
    check(
        "<table><tr><td><p>甲</p><p>乙</p></td></tr></table>",
        &["甲", "乙"],
    );
    check(
        "<table><tr><td>丙</td><td><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>",
        &["丙", "1|2"],
    );
}

#[test]
fn what_is_not_shown_is_not_read() {
    check(
        "<style>p{}</style><script>var a='规章';</script><p>一、总体<b>情况</b></p><noscript>x</noscript>",
        &["一、总体情况"],
    );
}

#[test]
fn rows_cut_out_of_a_table_are_rows() {
    check(
        "<tr><td>甲</td><td>0</td></tr><tr><td>乙</td><td>1</td></tr>",
        &["甲|0", "乙|1"],
    );
}

#[test]
fn cells_know_their_place() {
    let html = "<p>甲</p>\n<table>\n<tr><td colspan=2>乙</td>\n<td>7</td></tr>\n</table>";
    let page = read(html, &Limits::default()).expect("reads");
    let origin = page.strips[1].cells[1].origin;
    assert_eq!(
        origin,
        Origin::Cell {
            table: 1,
            row: 1,
            column: 3,
            line: 4
        }
    );
    assert_eq!(
        (page.strips[1].ruling, page.strips[0].cells[0].origin),
        (Ruling::Ruled, Origin::Line { line: 1 })
    );
}
