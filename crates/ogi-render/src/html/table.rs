//! Tables in HTML, with the spans of the form and the `headers` of every number.

use super::{id, marked};
use crate::escape::{markup, push};
use crate::layout::{Cell, Content, Page, Table};

pub(super) fn render(out: &mut String, page: &Page, table: &Table) {
    let widths = table.widths();
    let all: usize = widths.iter().sum();
    push(
        out,
        format_args!("<div class=\"table\">\n<table class=\"{}\">\n", table.name),
    );
    let class = if table.title().is_some() {
        " class=\"title\""
    } else {
        ""
    };
    push(
        out,
        format_args!(
            "<caption{class}>{}</caption>\n<colgroup>\n",
            markup(&table.caption)
        ),
    );
    for width in widths {
        let permille = width * 1000 / all;
        push(
            out,
            format_args!(
                "<col style=\"width:{}.{}%\">\n",
                permille / 10,
                permille % 10
            ),
        );
    }
    out.push_str("</colgroup>\n");
    let head = table.head();
    if head > 0 {
        rows(out, page, table, ("thead", 0..head));
        rows(out, page, table, ("tbody", head..table.rows));
    } else {
        for part in table.parts() {
            rows(out, page, table, ("tbody", part));
        }
    }
    out.push_str("</table>\n</div>\n");
}

fn rows(
    out: &mut String,
    page: &Page,
    table: &Table,
    (group, rows): (&str, std::ops::Range<usize>),
) {
    push(out, format_args!("<{group}>\n"));
    for row in rows {
        out.push_str("<tr>\n");
        for cell in table.row(row) {
            out.push_str(&self::cell(page, table, cell));
        }
        out.push_str("</tr>\n");
    }
    push(out, format_args!("</{group}>\n"));
}

fn cell(page: &Page, table: &Table, cell: &Cell) -> String {
    let spans = span("colspan", cell.colspan) + &span("rowspan", cell.rowspan);
    let text = markup(cell.text());
    match &cell.content {
        Content::Figure(figure) => {
            let mut over = table.column_headers(cell);
            over.extend(table.row_headers(cell));
            over.retain(|header| scope(table, header).is_some());
            let headers: Vec<_> = over.iter().map(|header| header_id(table, header)).collect();
            let (pointer, headers) = (&figure.pointer, headers.join(" "));
            let marks = marked(page, &figure.marks);
            let id = id(pointer);
            format!(
                "<td id=\"{id}\" data-pointer=\"{pointer}\" headers=\"{headers}\"{spans}{marks}>{text}</td>\n"
            )
        }
        Content::Words(_) => match scope(table, cell) {
            Some(scope) => {
                format!(
                    "<th id=\"{}\" scope=\"{scope}\"{spans}>{text}</th>\n",
                    header_id(table, cell)
                )
            }
            None => format!("<td{spans}>{text}</td>\n"),
        },
    }
}

/// The attribute of a span, which is left out for one row or column.
fn span(name: &str, count: usize) -> String {
    if count > 1 {
        format!(" {name}=\"{count}\"")
    } else {
        String::new()
    }
}

/// The scope of a label as a header. Remarks have none: they stand where the labels of rows and columns meet.
fn scope(table: &Table, cell: &Cell) -> Option<&'static str> {
    match (table.is_row_header(cell), cell.rowspan, cell.colspan) {
        (true, 1, _) => Some("row"),
        (true, ..) => Some("rowgroup"),
        (false, 2.., 2..) => None,
        (false, _, 1) => Some("col"),
        (false, ..) => Some("colgroup"),
    }
}

fn header_id(table: &Table, cell: &Cell) -> String {
    format!("{}-r{}c{}", table.name, cell.row, cell.column)
}
