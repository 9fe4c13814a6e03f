//! The printed forms themselves, filled with numbers that are all different, in every layout and with every label broken:
//! what is read is what was filled in, or nothing.

#[path = "support/legal.rs"]
mod legal;

use std::collections::BTreeMap;

use ogi_import::{Hints, Imported};
use ogi_schema::{CellContent, Form, FormRow, PlacedCell};

/// Numbers by pointer.
type Numbers = BTreeMap<String, u32>;

/// How a page is printed.
#[derive(Debug, Clone, Copy)]
enum Layout {
    Html,
    /// Cells of a row between bars, padding for spans at the end.
    Bars,
    /// Cells of a row between bars, padding for spans beside the wide cell.
    BarsInside,
    /// As `Bars`, and blank cells are moved to the padding, as some crawlers do.
    BarsBlanksMoved,
    OneCellALine,
}

const LAYOUTS: [Layout; 4] = [
    Layout::Html,
    Layout::Bars,
    Layout::BarsInside,
    Layout::OneCellALine,
];

#[test]
fn every_layout_of_every_form_is_read_whole() {
    for form in &ogi_schema::standard().forms {
        for variant in [false, true] {
            let numbers = numbers(form, variant);
            for layout in LAYOUTS {
                let imported = import(&print(form, variant, layout, &numbers, &|label| {
                    label.to_owned()
                }));
                let place = format!("{} {layout:?}", form.edition);
                assert_eq!(
                    read(&imported, &numbers),
                    (numbers.len(), Vec::new()),
                    "{place}"
                );
                let repaired: Vec<_> = imported
                    .evidence
                    .iter()
                    .filter(|evidence| evidence.repaired)
                    .collect();
                assert!(repaired.is_empty(), "{place} {:?}", repaired.first());
                legal::check(&imported);
            }
        }
    }
}

#[test]
fn traditional_script_is_read_whole() {
    for form in &ogi_schema::standard().forms {
        let numbers = numbers(form, false);
        let page = print(form, false, Layout::Bars, &numbers, &traditional);
        assert_ne!(
            page,
            print(form, false, Layout::Bars, &numbers, &|label| label
                .to_owned())
        );
        assert_eq!(
            read(&import(&page), &numbers),
            (numbers.len(), Vec::new()),
            "{}",
            form.edition
        );
    }
}

#[test]
fn a_lost_character_in_every_label_is_never_a_misread() {
    for form in &ogi_schema::standard().forms {
        let numbers = numbers(form, false);
        for layout in LAYOUTS {
            let mut right = 0;
            for lost in 0..10 {
                let broken = |label: &str| without(label, lost);
                let (read, wrong) = read(
                    &import(&print(form, false, layout, &numbers, &broken)),
                    &numbers,
                );
                assert!(
                    wrong.is_empty(),
                    "{} {layout:?} without character {lost}: {wrong:?}",
                    form.edition
                );
                right += read;
            }
            assert!(
                right * 10 >= numbers.len() * 10 * 7,
                "{} {layout:?}: {right} read",
                form.edition
            );
        }
    }
}

#[test]
fn a_lost_line_is_never_a_misread() {
    for form in &ogi_schema::standard().forms {
        let numbers = numbers(form, false);
        for layout in [Layout::Bars, Layout::OneCellALine] {
            let page = print(form, false, layout, &numbers, &|label| label.to_owned());
            let lines: Vec<&str> = page.lines().collect();
            for lost in (0..lines.len()).step_by(3) {
                let rest: Vec<&str> = [&lines[..lost], &lines[lost + 1..]].concat();
                let (_, wrong) = read(&import(&rest.join("\n")), &numbers);
                assert!(
                    wrong.is_empty(),
                    "{} {layout:?} without line {lost} `{}`: {wrong:?}",
                    form.edition,
                    lines[lost]
                );
            }
        }
    }
}

#[test]
fn blank_cells_are_never_a_misread() {
    for form in &ogi_schema::standard().forms {
        let all = numbers(form, false);
        for layout in [
            Layout::Html,
            Layout::Bars,
            Layout::BarsInside,
            Layout::BarsBlanksMoved,
            Layout::OneCellALine,
        ] {
            for (seed, share) in [(1, 2), (2, 3), (3, 5), (4, 9), (5, 30), (6, 100)] {
                let mut random: u64 = seed;
                let mut keep = |_: &String, _: &mut u32| {
                    random = random * 1_103_515_245 % 2_147_483_647 + 12_345;
                    !(random / 7).is_multiple_of(share)
                };
                let mut numbers = all.clone();
                numbers.retain(&mut keep);
                let (right, wrong) = read(
                    &import(&print(form, false, layout, &numbers, &|label| {
                        label.to_owned()
                    })),
                    &numbers,
                );
                assert!(
                    wrong.is_empty(),
                    "{} {layout:?} one in {share} blank: {wrong:?}",
                    form.edition
                );
                assert!(
                    !matches!(layout, Layout::Html) || right == numbers.len(),
                    "{} {layout:?} {right}",
                    form.edition
                );
            }
        }
    }
}

fn import(page: &str) -> Imported {
    let hints = Hints {
        agency: Some("某局".to_owned()),
        year: Some(2022),
        ..Hints::default()
    };
    ogi_import::read_with(page.as_bytes(), &hints).expect("reads")
}

/// How many numbers were read right, and which were read wrong or invented.
fn read(imported: &Imported, numbers: &Numbers) -> (usize, Vec<String>) {
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
        match (stated, numbers.get(pointer).map(u32::to_string)) {
            (None, _) => {}
            (stated, expected) if stated == expected => right += 1,
            (stated, expected) => wrong.push(format!("{pointer}: {stated:?}, not {expected:?}")),
        }
    }
    (right, wrong)
}

/// A different number for every cell that is printed.
fn numbers(form: &Form, variant: bool) -> Numbers {
    let standard = ogi_schema::standard();
    let rows = form.tables.iter().map(|table| rows(table, variant));
    let cells = rows.flat_map(|rows| {
        let placed = form.place(&standard.schema, Box::leak(rows.into_boxed_slice()));
        placed.into_iter().filter_map(|cell| match cell.content {
            CellContent::Value { pointer } => Some(pointer),
            CellContent::Text(_) | CellContent::Label { .. } => None,
        })
    });
    cells.zip((7..).step_by(13)).collect()
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
    for cell in rows
        .iter_mut()
        .flatten()
        .filter(|cell| cell.rowspan > height && cell.rowspan > 10)
    {
        cell.rowspan -= height - 1;
    }
    rows
}

fn print(
    form: &Form,
    variant: bool,
    layout: Layout,
    numbers: &Numbers,
    spell: &dyn Fn(&str) -> String,
) -> String {
    let standard = ogi_schema::standard();
    let report = form.report(&standard.schema);
    let mut page = String::new();
    for table in &form.tables {
        let title = report
            .property(&table.section)
            .map_or("", |property| &property.label);
        let rows = rows(table, variant);
        let placed = form.place(&standard.schema, &rows);
        let show = |cell: &PlacedCell| match &cell.content {
            CellContent::Text(text) | CellContent::Label { text, .. } => spell(text),
            CellContent::Value { pointer } => numbers
                .get(pointer)
                .map_or_else(String::new, u32::to_string),
        };
        let begins = |row: u32| placed.iter().filter(move |cell| cell.row == row);
        let rows: Vec<Vec<(String, &PlacedCell)>> = (0..u32::try_from(rows.len())
            .expect("few rows"))
            .map(|row| begins(row).map(|cell| (show(cell), cell)).collect())
            .collect();
        let print = |row: &[(String, &PlacedCell)]| match layout {
            Layout::Html => html_row(row),
            Layout::Bars => bars(row, table.columns, false),
            Layout::BarsInside => bars(row, table.columns, true),
            Layout::BarsBlanksMoved => {
                let filled: Vec<_> = row
                    .iter()
                    .filter(|(text, _)| !text.is_empty())
                    .cloned()
                    .collect();
                bars(&filled, table.columns, false)
            }
            Layout::OneCellALine => lines(row),
        };
        let (open, close) = if matches!(layout, Layout::Html) {
            ("<table>\n", "</table>\n")
        } else {
            ("", "")
        };
        let title = if open.is_empty() {
            format!("{title}\n")
        } else {
            format!("<p>{title}</p>\n")
        };
        page += &[
            &title,
            open,
            &rows.iter().map(|row| print(row)).collect::<String>(),
            close,
        ]
        .concat();
    }
    page
}

fn html_row(row: &[(String, &PlacedCell)]) -> String {
    let cell = |(text, cell): &(String, &PlacedCell)| {
        format!(
            "<td colspan=\"{}\" rowspan=\"{}\">{text}</td>",
            cell.colspan, cell.rowspan
        )
    };
    format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>())
}

fn bars(row: &[(String, &PlacedCell)], columns: u32, inside: bool) -> String {
    let mut line = String::new();
    let mut taken = 0;
    for (text, cell) in row {
        let width = if inside { cell.colspan } else { 1 };
        line += &[text, " | ", &"| ".repeat(width as usize - 1)].concat();
        taken += width;
    }
    line + &"|".repeat(columns.saturating_sub(taken) as usize) + "\n"
}

fn lines(row: &[(String, &PlacedCell)]) -> String {
    row.iter().map(|(text, _)| [text, "\n"].concat()).collect()
}

fn traditional(label: &str) -> String {
    let table = include_str!("../data/traditional.txt");
    let convert = |c: char| {
        let line = table.lines().find(|line| line.starts_with(c));
        line.and_then(|line| line.chars().nth(2)).unwrap_or(c)
    };
    label.chars().map(convert).collect()
}

fn without(label: &str, lost: usize) -> String {
    let length = label.chars().count();
    label
        .chars()
        .enumerate()
        .filter(|(at, _)| length < 3 || *at != lost % length)
        .map(|(_, c)| c)
        .collect()
}
