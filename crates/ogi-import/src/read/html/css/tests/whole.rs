//! Rows, columns, tables and pages that are hidden as a whole.

use super::{page, said};

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
    check_rows(
        "<!DOCTYPE html><table><tr><td>0</td><td class=m>0</td><td class=xs>0</td></tr></table>",
        &["0|0|0"],
        0,
    );
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
fn tables_are_made_by_style_sheets_or_wrapped_around_a_number() {
    let sheet = ".t{display:table}.r{display:table-row}.c{display:table-cell}";
    check_rows(
        &format!(
            "<!DOCTYPE html><style>{sheet}</style><div class=t><div class=r><div class=c>甲</div>\
             <div class=c>1</div></div><p class=r><b class=c>乙</b><i class=c>2</i></p></div>"
        ),
        &["甲|1", "乙|2"],
        0,
    );
    check_rows(
        "<table><tr><td>甲</td><td><table><tr><td>1</td></tr></table></td></tr></table>",
        &["甲|1"],
        0,
    );
    // Boxes side by side are lines of their own: their numbers are never joined.
    check_rows(
        "<div style='display:flex'><div>甲</div><div>1</div><span>2</span></div>",
        &["甲", "1", "2"],
        0,
    );
    check_rows(
        "<table><caption>二</caption><tfoot><tr><td>乙</td><td>2</td></tr></tfoot><tr><td>甲</td><td>1</td></tr></table>",
        &["二", "甲|1", "乙|2"],
        0,
    );
}

#[test]
fn frames_are_read_where_they_are_seen() {
    let frame = |attribute: &str| {
        let table = "&lt;table>&lt;tr>&lt;td>甲&lt;/td>&lt;td>1&lt;/td>&lt;/tr>&lt;/table>";
        page(&format!(
            "<!DOCTYPE html><p>一</p><iframe {attribute} srcdoc='{table}'></iframe>"
        ))
        .strips
        .len()
    };
    assert_eq!(frame(""), 2);
    assert_eq!(frame("hidden"), 1);
    assert_eq!(frame("style='display:none'"), 1);
}

#[test]
fn a_page_that_a_script_will_show_is_read() {
    let rows = "<tr><td>甲</td><td>1</td></tr>".repeat(12);
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
