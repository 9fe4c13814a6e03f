//! The printed forms as models of pages, to be changed and printed in many ways.

use std::collections::BTreeMap;

use ogi_import::{Hints, Imported};
use ogi_report::Edition;
use ogi_schema::{CellContent, Form, FormRow};
use serde_json::Value;

/// Numbers by pointer.
pub(crate) type Numbers = BTreeMap<String, String>;

/// A printed cell.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) colspan: u32,
    pub(crate) rowspan: u32,
    pub(crate) column: u32,
    /// Pointer of the number in it; empty for labels.
    pub(crate) pointer: String,
}

/// A printed table with the heading above it.
#[derive(Debug, Clone)]
pub(crate) struct Printed {
    pub(crate) title: String,
    pub(crate) columns: u32,
    pub(crate) rows: Vec<Vec<Piece>>,
}

/// How a page is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    Html,
    /// All tables in one, headings in rows of their own.
    HtmlOneTable,
    /// Cells of a row between bars, padding for spans at the end.
    Bars,
    /// Cells of a row between bars, padding for spans beside the wide cell.
    BarsInside,
    /// Markdown with outer bars; covered places are blank.
    Markdown,
    /// Covered places are tabs.
    Tabs,
    Csv,
    Spaces,
    OneCellALine,
    /// Cells of a row with one space between them, as the text of a PDF comes.
    Words,
    /// One cell a line, with an empty line after each.
    SparseLines,
    /// Markdown as converters make it of a PDF: every few rows are a table of their own, covered places are blank.
    Shattered,
}

pub(crate) const LAYOUTS: [Layout; 9] = [
    Layout::Html,
    Layout::HtmlOneTable,
    Layout::Bars,
    Layout::BarsInside,
    Layout::Markdown,
    Layout::Tabs,
    Layout::Csv,
    Layout::Spaces,
    Layout::OneCellALine,
];

impl Piece {
    pub(crate) fn is_label(&self) -> bool {
        self.pointer.is_empty()
    }

    pub(crate) fn label(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            colspan: 1,
            rowspan: 1,
            column: 0,
            pointer: String::new(),
        }
    }
}

/// The tables of a form with a different number in every cell.
pub(crate) fn tables(form: &Form) -> Vec<Printed> {
    let mut number = 7u32;
    let show = |_: &str| {
        number += 13;
        number.to_string()
    };
    print_form(form, false, show)
}

/// The tables of a report; what has no number is printed as `nothing`.
pub(crate) fn tables_of(form: &Form, report: &Value, nothing: &str) -> Vec<Printed> {
    let show = |pointer: &str| match report.pointer(pointer) {
        None | Some(Value::Null) => nothing.to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(number) => number.to_string(),
    };
    let variant = "/requests/outcomes/other_handling/undivided";
    print_form(
        form,
        report.pointer(variant).is_some_and(Value::is_object),
        show,
    )
}

/// The tables of a form, filled; `variant` prints the rows of variants instead of those that they stand for.
fn print_form(form: &Form, variant: bool, mut show: impl FnMut(&str) -> String) -> Vec<Printed> {
    let standard = ogi_schema::standard();
    let report = form.report(&standard.schema);
    let mut tables = Vec::new();
    for (table, section) in form.tables.iter().zip(["二", "三", "四"]) {
        let title = report
            .property(&table.section)
            .map_or("", |property| &property.label);
        let title = if title.starts_with(section) {
            title.to_owned()
        } else {
            format!("{section}、{title}")
        };
        let printed = rows(table, variant);
        let placed = form.place(&standard.schema, &printed);
        let mut rows: Vec<Vec<Piece>> = vec![Vec::new(); printed.len()];
        for cell in placed {
            let (text, pointer) = match &cell.content {
                CellContent::Text(text) | CellContent::Label { text, .. } => {
                    ((*text).to_string(), String::new())
                }
                CellContent::Value { pointer } => (show(pointer), pointer.clone()),
            };
            let (colspan, rowspan, column) = (cell.colspan, cell.rowspan, cell.column);
            rows[cell.row as usize].push(Piece {
                text,
                colspan,
                rowspan,
                column,
                pointer,
            });
        }
        for row in &mut rows {
            row.sort_by_key(|piece| piece.column);
        }
        tables.push(Printed {
            title,
            columns: table.columns,
            rows,
        });
    }
    tables
}

/// The rows of a table, with its variant in the place of what it stands instead of.
fn rows(table: &ogi_schema::FormTable, variant: bool) -> Vec<FormRow> {
    let Some(replacement) = table.variants.first().filter(|_| variant) else {
        return table.rows.clone();
    };
    let mut rows: Vec<FormRow> = Vec::new();
    let mut height = 0;
    for row in &table.rows {
        let at = row.iter().find_map(|cell| cell.values_of.as_ref());
        if at.is_some_and(|at| replacement.instead_of.contains(at)) {
            if height == 0 {
                rows.extend(replacement.rows.iter().cloned());
            }
            height += 1;
        } else {
            rows.push(row.clone());
        }
    }
    for cell in rows.iter_mut().flatten() {
        if cell.rowspan > height && cell.rowspan > 10 {
            cell.rowspan -= height - 1;
        }
    }
    rows
}

/// The numbers in tables.
pub(crate) fn numbers(tables: &[Printed]) -> Numbers {
    let pieces = tables.iter().flat_map(|table| table.rows.iter().flatten());
    pieces
        .filter(|piece| !piece.is_label() && !matches!(piece.text.as_str(), "" | "-" | "/" | "无"))
        .map(|piece| (piece.pointer.clone(), piece.text.clone()))
        .collect()
}

pub(crate) fn print(tables: &[Printed], layout: Layout) -> String {
    let one_table = layout == Layout::HtmlOneTable;
    let pages = tables.iter().map(|table| {
        let mut covers: Vec<u32> = vec![0; 64];
        let lines = table.rows.iter();
        let lines: Vec<String> = lines
            .map(|row| line(table, row, layout, &mut covers))
            .collect();
        let rows = if layout == Layout::Shattered {
            shattered(table, &lines)
        } else {
            lines.concat()
        };
        match layout {
            Layout::Html => format!("<p>{}</p>\n<table>\n{rows}</table>\n", table.title),
            Layout::HtmlOneTable => {
                format!("<tr><td colspan=\"10\">{}</td></tr>\n{rows}", table.title)
            }
            _ => format!("{}\n{rows}", table.title),
        }
    });
    let page: String = pages.collect();
    if one_table {
        format!("<table>\n{page}</table>\n")
    } else {
        page
    }
}

fn line(table: &Printed, row: &[Piece], layout: Layout, covers: &mut [u32]) -> String {
    let mut cells = || grid(row, table.columns, covers);
    match layout {
        Layout::Html | Layout::HtmlOneTable => html(row),
        Layout::Bars | Layout::BarsInside => bars(row, table.columns, layout == Layout::BarsInside),
        Layout::OneCellALine => texts(row).join("\n") + "\n",
        Layout::Spaces => texts(row).join("  ") + "\n",
        Layout::Words => texts(row).join(" ") + "\n",
        Layout::SparseLines => texts(row).join("\n\n") + "\n\n",
        Layout::Markdown | Layout::Shattered => {
            format!("| {} |\n", cells().join(" | ").replace('\n', "<br>"))
        }
        Layout::Tabs => cells().join("\t").replace('\n', "") + "\n",
        Layout::Csv => {
            cells()
                .iter()
                .map(|cell| csv(cell))
                .collect::<Vec<_>>()
                .join(",")
                + "\n"
        }
    }
}

/// Rows of Markdown in tables of nine, each with a line under its first row, and blank lines between.
fn shattered(table: &Printed, lines: &[String]) -> String {
    let rule = format!("|{}\n", "---|".repeat(table.columns as usize));
    let part = |lines: &[String]| format!("{}{rule}{}\n", lines[0], lines[1..].concat());
    lines.chunks(9).map(part).collect()
}

fn texts(row: &[Piece]) -> Vec<&str> {
    row.iter().map(|piece| piece.text.as_str()).collect()
}

fn csv(cell: &str) -> String {
    if cell.contains([',', '\n', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// A row on the grid, with blanks in covered places.
fn grid(row: &[Piece], columns: u32, covers: &mut [u32]) -> Vec<String> {
    let mut cells = Vec::new();
    let mut pieces = row.iter();
    let mut column = 0usize;
    while column < columns as usize || pieces.len() > 0 {
        if covers.get(column).copied().unwrap_or(0) > 0 {
            covers[column] -= 1;
            cells.push(String::new());
            column += 1;
            continue;
        }
        let Some(piece) = pieces.next() else { break };
        cells.push(piece.text.clone());
        cells.extend(std::iter::repeat_n(
            String::new(),
            piece.colspan as usize - 1,
        ));
        for cover in covers.iter_mut().skip(column).take(piece.colspan as usize) {
            *cover = piece.rowspan - 1;
        }
        column += piece.colspan as usize;
    }
    cells
}

fn html(row: &[Piece]) -> String {
    let cell = |piece: &Piece| {
        let text = piece.text.replace('\n', "<br>");
        format!(
            "<td colspan=\"{}\" rowspan=\"{}\">{text}</td>",
            piece.colspan, piece.rowspan
        )
    };
    format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>())
}

fn bars(row: &[Piece], columns: u32, inside: bool) -> String {
    let mut line = String::new();
    let mut taken = 0;
    for piece in row {
        let width = if inside { piece.colspan } else { 1 };
        line += &[piece.text.as_str(), " | ", &"| ".repeat(width as usize - 1)].concat();
        taken += width;
    }
    line + &"|".repeat(columns.saturating_sub(taken) as usize) + "\n"
}

/// Imports a page that may say nothing of its edition.
pub(crate) fn import_as(page: &str, edition: &str) -> Result<Imported, ogi_import::ImportError> {
    let hints = Hints {
        edition: Edition::parse(edition),
        agency: Some("某局".to_owned()),
        year: Some(2022),
        ..Hints::default()
    };
    ogi_import::read_with(page.as_bytes(), &hints)
}

/// How many numbers were read right, and which were read wrong or invented.
pub(crate) fn score(imported: &Imported, numbers: &Numbers) -> (usize, Vec<String>) {
    let cells = imported
        .evidence
        .iter()
        .filter(|evidence| evidence.how != ogi_import::How::Text);
    let document = imported.document();
    let mut right = 0;
    let mut wrong = Vec::new();
    for pointer in cells.map(|evidence| &evidence.pointer) {
        let stated = document.pointer(pointer).filter(|value| !value.is_null());
        let stated = stated.map(|value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        });
        match (stated, numbers.get(pointer)) {
            (None, _) => {}
            (Some(stated), Some(expected)) if stated == *expected => right += 1,
            (stated, expected) => wrong.push(format!("{pointer}: {stated:?}, not {expected:?}")),
        }
    }
    (right, wrong)
}
