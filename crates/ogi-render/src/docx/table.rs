//! Tables of a Word document, with the spans of the form.

use super::body::Body;
use crate::escape::{markup, push};
use crate::layout::{Cell, List, Table};

/// Width between the margins, in twentieths of a point.
const WIDTH: usize = 9184;
const BORDERS: [&str; 6] = ["top", "left", "bottom", "right", "insideH", "insideV"];

pub(super) fn render(body: &mut Body<'_>, table: &Table) {
    if let Some(title) = table.title() {
        body.paragraph("TableHead", title, &[]);
    }
    let widths = begin(body, &table.caption, &table.widths());
    for row in 0..table.rows {
        begin_row(body, row < table.head());
        let mut column = 0;
        while column < table.columns {
            let cell = table.at(row, column);
            let width = widths[column..column + cell.colspan].iter().sum();
            self::cell(body, table, (cell, row, width));
            column += cell.colspan;
        }
        body.out += "</w:tr>";
    }
    end(body);
}

/// A list of the appendix.
pub(super) fn list(body: &mut Body<'_>, list: &List) {
    let shares: Vec<usize> = list
        .columns
        .iter()
        .enumerate()
        .map(|(column, _)| if column < 3 { 4 } else { 2 })
        .collect();
    let widths = begin(body, list.title, &shares);
    let head: Vec<String> = list
        .columns
        .iter()
        .map(|&column| column.to_owned())
        .collect();
    for (row, cells) in std::iter::once(&head).chain(&list.rows).enumerate() {
        begin_row(body, row == 0);
        for (width, text) in widths.iter().zip(cells) {
            push(
                &mut body.out,
                format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"),
            );
            body.paragraph("TableLabel", text, &[]);
            body.out += "</w:tc>";
        }
        body.out += "</w:tr>";
    }
    end(body);
}

/// Begins a table across the page; returns the widths of its columns.
fn begin(body: &mut Body<'_>, caption: &str, shares: &[usize]) -> Vec<usize> {
    let all: usize = shares.iter().sum();
    let widths: Vec<usize> = shares.iter().map(|width| width * WIDTH / all).collect();
    let caption = markup(caption);
    body.out += "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:jc w:val=\"center\"/><w:tblBorders>";
    body.out.extend(BORDERS.map(|side| {
        format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>")
    }));
    body.out += "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"40\" w:type=\"dxa\"/>\
        <w:right w:w=\"40\" w:type=\"dxa\"/></w:tblCellMar>";
    push(
        &mut body.out,
        format_args!("<w:tblCaption w:val=\"{caption}\"/></w:tblPr><w:tblGrid>"),
    );
    body.out.extend(
        widths
            .iter()
            .map(|width| format!("<w:gridCol w:w=\"{width}\"/>")),
    );
    body.out += "</w:tblGrid>";
    widths
}

/// Begins a row, which heads the table on every page if it is `repeated`.
fn begin_row(body: &mut Body<'_>, repeated: bool) {
    let repeated = if repeated { "<w:tblHeader/>" } else { "" };
    push(
        &mut body.out,
        format_args!("<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"340\"/>{repeated}</w:trPr>"),
    );
}

fn end(body: &mut Body<'_>) {
    body.out += "</w:tbl>";
    body.paragraph("Aside", "", &[]);
}

/// Writes a cell into a row that it covers: its beginning, or its continuation.
fn cell(body: &mut Body<'_>, table: &Table, (cell, row, width): (&Cell, usize, usize)) {
    push(
        &mut body.out,
        format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"),
    );
    if cell.colspan > 1 {
        push(
            &mut body.out,
            format_args!("<w:gridSpan w:val=\"{}\"/>", cell.colspan),
        );
    }
    if cell.rowspan > 1 {
        body.out += if cell.row == row {
            "<w:vMerge w:val=\"restart\"/>"
        } else {
            "<w:vMerge/>"
        };
    }
    let marks = cell.figure().map_or(&[][..], |figure| &figure.marks);
    if let Some(severity) = body.page.severity(marks) {
        let fill = match severity {
            "error" => "FBDCD9",
            "warning" => "FFF0C2",
            _ => "E2EDFB",
        };
        push(
            &mut body.out,
            format_args!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"),
        );
    }
    body.out += "<w:vAlign w:val=\"center\"/></w:tcPr>";
    let style = match cell.figure() {
        None if !table.has_figures(row) => "TableBand",
        Some(_) => "TableFigure",
        None if table.is_row_header(cell) && cell.rowspan == 1 => "TableLabel",
        None => "TableHead",
    };
    let text = if cell.row == row { cell.text() } else { "" };
    body.paragraph(style, text, if cell.row == row { marks } else { &[] });
    body.out += "</w:tc>";
}
