//! Changes that offices, converters and crawlers make to printed forms.

use crate::printed::{Piece, Printed};

pub(crate) fn wrapped(text: &str, at: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters
        .chunks(at)
        .map(|line| line.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("\n")
}

pub(crate) fn wrap(table: &mut Printed, at: usize, headers: bool) {
    let rows = table
        .rows
        .iter_mut()
        .filter(|row| !headers || row.iter().all(Piece::is_label));
    rows.flatten()
        .filter(|piece| piece.is_label())
        .for_each(|piece| piece.text = wrapped(&piece.text, at));
}

pub(crate) fn relabel(tables: &mut [Printed], change: impl Fn(&str) -> String) {
    for table in tables {
        table.title = change(&table.title);
        let labels = table
            .rows
            .iter_mut()
            .flatten()
            .filter(|piece| piece.is_label());
        labels.for_each(|piece| piece.text = change(&piece.text));
    }
}

pub(crate) fn revalue(tables: &mut [Printed], change: impl Fn(&str) -> String) {
    let pieces = tables
        .iter_mut()
        .flat_map(|table| table.rows.iter_mut().flatten());
    pieces
        .filter(|piece| !piece.is_label())
        .for_each(|piece| piece.text = change(&piece.text));
}

pub(crate) fn traditional(label: &str) -> String {
    let table = include_str!("../../data/traditional.txt");
    let convert = |c: char| {
        let line = table.lines().find(|line| line.starts_with(c));
        line.and_then(|line| line.chars().nth(2)).unwrap_or(c)
    };
    label.chars().map(convert).collect()
}

pub(crate) fn spaced(label: &str) -> String {
    label
        .chars()
        .map(String::from)
        .collect::<Vec<_>>()
        .join(" ")
}

pub(crate) fn full_width(digit: char) -> Option<char> {
    char::from_u32(u32::from(digit) + 0xfee0)
}

pub(crate) fn separated(number: &str) -> String {
    let (thousands, rest) = number.split_at(number.len().saturating_sub(3));
    if thousands.is_empty() {
        rest.to_owned()
    } else {
        format!("{thousands},{rest}")
    }
}

pub(crate) fn add_row(tables: &mut [Printed], text: &str) {
    for table in tables {
        table.rows.push(vec![Piece {
            colspan: table.columns,
            ..Piece::label(text)
        }]);
    }
}

pub(crate) fn heading_in_first_row(tables: &mut [Printed]) {
    for table in tables {
        let title = std::mem::replace(&mut table.title, " ".to_owned());
        table.rows.insert(
            0,
            vec![Piece {
                colspan: table.columns,
                ..Piece::label(&title)
            }],
        );
    }
}

pub(crate) fn page_marks(tables: &mut [Printed]) {
    for table in tables {
        let at = table.rows.len() / 2;
        table.rows.insert(
            at,
            vec![Piece {
                colspan: table.columns,
                ..Piece::label("— 5 —")
            }],
        );
    }
}

/// Changes the numbers of each row of table three.
pub(crate) fn each_row(tables: &mut [Printed], change: impl Fn(&mut Vec<Piece>)) {
    for row in &mut tables[1].rows {
        if let Some(first) = row.iter().position(|piece| !piece.is_label()) {
            let mut cells = row.split_off(first);
            change(&mut cells);
            row.append(&mut cells);
        }
    }
}

pub(crate) fn values_first(tables: &mut [Printed]) {
    for row in tables
        .iter_mut()
        .flat_map(|table| &mut table.rows)
        .filter(|row| !row.iter().all(Piece::is_label))
    {
        row.sort_by_key(Piece::is_label);
    }
}

pub(crate) fn is_group(row: &[Piece], piece: &Piece) -> bool {
    piece.is_label() && piece.rowspan > 1 && !row.iter().all(Piece::is_label)
}

pub(crate) fn group_rows(tables: &mut [Printed]) {
    let table = &mut tables[1];
    for row in std::mem::take(&mut table.rows) {
        let (groups, rest): (Vec<Piece>, Vec<Piece>) =
            row.iter().cloned().partition(|piece| is_group(&row, piece));
        let alone = groups.into_iter().map(|group| {
            vec![Piece {
                colspan: table.columns,
                rowspan: 1,
                ..group
            }]
        });
        table.rows.extend(alone);
        table.rows.push(rest);
    }
}

pub(crate) fn groups_lost(tables: &mut [Printed]) {
    for row in &mut tables[1].rows {
        let whole = row.clone();
        row.retain(|piece| !is_group(&whole, piece));
    }
}

/// Every place that a cell takes down holds its text.
pub(crate) fn groups_repeated(tables: &mut [Printed]) {
    let mut above: Vec<(Piece, u32)> = Vec::new();
    for row in &mut tables[1].rows {
        let own: Vec<Piece> = row
            .iter()
            .filter(|piece| piece.rowspan > 1)
            .cloned()
            .collect();
        row.extend(above.iter().map(|(piece, _)| piece.clone()));
        row.sort_by_key(|piece| piece.column);
        for piece in row.iter_mut() {
            piece.rowspan = 1;
        }
        for (_, left) in &mut above {
            *left -= 1;
        }
        above.extend(
            own.into_iter()
                .map(|piece| (piece.clone(), piece.rowspan - 1)),
        );
        above.retain(|(_, left)| *left > 0);
    }
}

pub(crate) fn numbered(tables: &mut [Printed]) {
    for table in tables {
        table.columns += 1;
        let mut number = 0;
        for row in &mut table.rows {
            let is_row = !row.iter().all(Piece::is_label);
            number += u32::from(is_row);
            let text = if is_row {
                number.to_string()
            } else {
                String::new()
            };
            row.insert(0, Piece::label(&text));
        }
    }
}

/// Adds a column of numbers before one with a header.
pub(crate) fn add_column(table: &mut Printed, before: &str, header: &str) {
    table.columns += 1;
    let under_group = before == "其他";
    for row in &mut table.rows {
        let is_row = !row.iter().all(Piece::is_label);
        let at = row.iter().position(|piece| piece.text == before);
        if is_row {
            let last = row.len() - if under_group { 2 } else { 1 };
            row.insert(last, Piece::label("99999"));
        } else if let Some(at) = at {
            let rowspan = row[at].rowspan;
            row.insert(
                at,
                Piece {
                    rowspan,
                    ..Piece::label(header)
                },
            );
        }
        for piece in row.iter_mut().filter(|piece| piece.is_label() && !is_row) {
            let is_over =
                piece.text == "申请人情况" || (under_group && piece.text == "法人或其他组织");
            piece.colspan += u32::from(is_over);
        }
    }
}

pub(crate) fn reverse(tables: &mut [Printed]) {
    for row in &mut tables[1].rows {
        let begins = ["自然人", "商业企业"];
        let first = row
            .iter()
            .position(|piece| !piece.is_label() || begins.contains(&piece.text.as_str()));
        if let Some(first) = first {
            row[first..].reverse();
        }
    }
}
