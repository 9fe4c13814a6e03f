//! The printed forms, changed as offices, converters and crawlers change them, in every layout: nothing is ever misread,
//! and what each change must leave readable is read whole.

#[path = "support/printed.rs"]
mod printed;

use printed::{LAYOUTS, Layout, Piece, Printed, import, numbers, print, score, tables};

/// Layouts in which every place of the grid is there.
const GRID: [Layout; 5] = [
    Layout::Html,
    Layout::HtmlOneTable,
    Layout::Markdown,
    Layout::Tabs,
    Layout::Csv,
];
/// Layouts that say which places a cell takes.
const SPANS: [Layout; 2] = [Layout::Html, Layout::HtmlOneTable];
/// All but lines of text whose cells are set apart by gaps.
const DIVIDED: [Layout; 7] = [
    Layout::Html,
    Layout::HtmlOneTable,
    Layout::Bars,
    Layout::BarsInside,
    Layout::Markdown,
    Layout::Tabs,
    Layout::OneCellALine,
];

/// What happens to the tables of a page.
type Change = fn(&mut Vec<Printed>);

/// Prints both forms with each change in every layout: nothing is misread, and in `whole` nothing is missed.
fn check(changes: &[(&str, Change, &[Layout])]) {
    for (name, change, whole) in changes {
        for form in &ogi_schema::standard().forms {
            let mut page = tables(form);
            let mut expected = numbers(&page);
            change(&mut page);
            let pieces = page.iter().flat_map(|table| table.rows.iter().flatten());
            for piece in pieces.filter(|piece| matches!(piece.text.as_str(), "" | "-" | "无")) {
                expected.remove(&piece.pointer);
            }
            for layout in LAYOUTS {
                let place = format!("{name} {} {layout:?}", form.edition);
                let Ok(imported) = import(&print(&page, layout)) else {
                    assert!(!whole.contains(&layout), "{place}: refused");
                    continue;
                };
                imported.report().expect("a legal report");
                let (right, wrong) = score(&imported, &expected);
                assert!(wrong.is_empty(), "{place}: {wrong:?}");
                assert!(
                    right == expected.len() || !whole.contains(&layout),
                    "{place}: {right} of {}",
                    expected.len()
                );
            }
        }
    }
}

#[test]
fn headings() {
    check(&[
        ("as on the form", |_| {}, &LAYOUTS),
        (
            "without a heading for two",
            |t| t[0].title = "附件".into(),
            &DIVIDED[..6],
        ),
        (
            "without a heading for three",
            |t| t[1].title = "附件".into(),
            &LAYOUTS,
        ),
        (
            "without a heading for four",
            |t| t[2].title = "附件".into(),
            &DIVIDED,
        ),
        (
            "without headings",
            |t| t.iter_mut().for_each(|t| t.title = "表格如下".into()),
            &DIVIDED[..6],
        ),
        (
            "without numbers",
            |t| {
                t.iter_mut()
                    .for_each(|t| t.title = t.title.chars().skip(2).collect());
            },
            &LAYOUTS,
        ),
        (
            "over two lines",
            |t| t.iter_mut().for_each(|t| t.title = wrapped(&t.title, 12)),
            &DIVIDED,
        ),
        ("in the first row", |t| heading_in_first_row(t), &LAYOUTS),
        ("tables in another order", |t| t.swap(1, 2), &LAYOUTS),
        ("printed twice", |t| t.extend(t.clone()), &LAYOUTS),
        (
            "with a sentence below",
            |t| {
                t.iter_mut()
                    .for_each(|t| t.title += "\n本年度共收到申请12件，情况见下表。");
            },
            &LAYOUTS,
        ),
        (
            "with a note below",
            |t| add_row(t, "注：统计期限为2022年1月1日至12月31日，含上年度结转3件。"),
            &LAYOUTS,
        ),
    ]);
}

#[test]
fn labels() {
    let lost: Change = |t| {
        relabel(t, |label| {
            label
                .trim_start_matches(['（', '）'])
                .replace(['“', '”'], "")
        });
    };
    check(&[
        (
            "over lines of twelve",
            |t| t.iter_mut().for_each(|t| wrap(t, 12, false)),
            &GRID,
        ),
        (
            "over lines of six",
            |t| t.iter_mut().for_each(|t| wrap(t, 6, false)),
            &GRID,
        ),
        (
            "headers over lines of two",
            |t| t.iter_mut().for_each(|t| wrap(t, 2, true)),
            &GRID,
        ),
        (
            "in traditional script",
            |t| relabel(t, traditional),
            &LAYOUTS,
        ),
        ("with spaces", |t| relabel(t, spaced), &DIVIDED),
        (
            "with readings",
            |t| {
                relabel(t, |label| {
                    label.replace('政', "政(zhèng)").replace('件', "件(jiàn)")
                });
            },
            &LAYOUTS,
        ),
        (
            "with other points",
            |t| relabel(t, |label| label.replace(['.', '、'], "．")),
            &LAYOUTS,
        ),
        (
            "with other brackets",
            |t| relabel(t, |label| label.replace('（', "(").replace('）', ")")),
            &LAYOUTS,
        ),
        ("without quotation marks", lost, &[]),
        (
            "with typing errors",
            |t| {
                relabel(t, |label| {
                    label.replace("内部", "内容").replace("规范性", "规范")
                });
            },
            &LAYOUTS,
        ),
    ]);
}

#[test]
fn values() {
    check(&[
        (
            "full width",
            |t| revalue(t, |n| n.chars().filter_map(full_width).collect()),
            &LAYOUTS,
        ),
        ("with separators", |t| revalue(t, separated), &DIVIDED),
        (
            "with remarks",
            |t| revalue(t, |number| format!("{number}（含上年3件）")),
            &LAYOUTS,
        ),
        (
            "with remarks on lines of their own",
            |t| revalue(t, |number| format!("{number}\n（其中修订 1 件）")),
            &DIVIDED,
        ),
        (
            "letters for zeros",
            |t| revalue(t, |number| number.replace('0', "O")),
            &LAYOUTS,
        ),
        (
            "letters for ones",
            |t| revalue(t, |number| number.replace('1', "l")),
            &[],
        ),
        (
            "dashes",
            |t| {
                revalue(t, |n| {
                    if n.ends_with('9') {
                        "-".into()
                    } else {
                        n.to_owned()
                    }
                });
            },
            &LAYOUTS,
        ),
        (
            "words for none",
            |t| {
                revalue(t, |n| {
                    if n.ends_with('9') {
                        "无".into()
                    } else {
                        n.to_owned()
                    }
                });
            },
            &LAYOUTS,
        ),
        ("page marks", |t| page_marks(t), &LAYOUTS),
        (
            "a blank cell in each row",
            |t| each_row(t, |cells| cells[3].text.clear()),
            &SPANS,
        ),
        (
            "a cell too few in each row",
            |t| each_row(t, |cells| drop(cells.remove(3))),
            &[],
        ),
        ("before their labels", |t| values_first(t), &[]),
    ]);
}

#[test]
fn columns_and_groups() {
    check(&[
        ("groups in rows of their own", |t| group_rows(t), &LAYOUTS),
        ("groups repeated", |t| groups_repeated(t), &GRID),
        ("groups lost", |t| groups_lost(t), &LAYOUTS),
        (
            "spans lost",
            |t| {
                t.iter_mut()
                    .flat_map(|t| t.rows.iter_mut().flatten())
                    .for_each(|p| p.rowspan = 1);
            },
            &LAYOUTS,
        ),
        ("numbered rows", |t| numbered(t), &GRID),
        (
            "a subtotal among them",
            |t| add_column(&mut t[1], "其他", "小计"),
            &GRID,
        ),
        (
            "a subtotal before the total",
            |t| add_column(&mut t[1], "总计", "法人合计"),
            &GRID,
        ),
        ("in reverse", |t| reverse(t), &GRID),
    ]);
}

fn wrapped(text: &str, at: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters
        .chunks(at)
        .map(|line| line.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("\n")
}

fn wrap(table: &mut Printed, at: usize, headers: bool) {
    let rows = table
        .rows
        .iter_mut()
        .filter(|row| !headers || row.iter().all(Piece::is_label));
    rows.flatten()
        .filter(|piece| piece.is_label())
        .for_each(|piece| piece.text = wrapped(&piece.text, at));
}

fn relabel(tables: &mut [Printed], change: impl Fn(&str) -> String) {
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

fn revalue(tables: &mut [Printed], change: impl Fn(&str) -> String) {
    let pieces = tables
        .iter_mut()
        .flat_map(|table| table.rows.iter_mut().flatten());
    pieces
        .filter(|piece| !piece.is_label())
        .for_each(|piece| piece.text = change(&piece.text));
}

fn traditional(label: &str) -> String {
    let table = include_str!("../data/traditional.txt");
    let convert = |c: char| {
        let line = table.lines().find(|line| line.starts_with(c));
        line.and_then(|line| line.chars().nth(2)).unwrap_or(c)
    };
    label.chars().map(convert).collect()
}

fn spaced(label: &str) -> String {
    label
        .chars()
        .map(String::from)
        .collect::<Vec<_>>()
        .join(" ")
}

fn full_width(digit: char) -> Option<char> {
    char::from_u32(u32::from(digit) + 0xfee0)
}

fn separated(number: &str) -> String {
    let (thousands, rest) = number.split_at(number.len().saturating_sub(3));
    if thousands.is_empty() {
        rest.to_owned()
    } else {
        format!("{thousands},{rest}")
    }
}

fn add_row(tables: &mut [Printed], text: &str) {
    for table in tables {
        table.rows.push(vec![Piece {
            colspan: table.columns,
            ..Piece::label(text)
        }]);
    }
}

fn heading_in_first_row(tables: &mut [Printed]) {
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

fn page_marks(tables: &mut [Printed]) {
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
fn each_row(tables: &mut [Printed], change: impl Fn(&mut Vec<Piece>)) {
    for row in &mut tables[1].rows {
        if let Some(first) = row.iter().position(|piece| !piece.is_label()) {
            let mut cells = row.split_off(first);
            change(&mut cells);
            row.append(&mut cells);
        }
    }
}

fn values_first(tables: &mut [Printed]) {
    for row in tables
        .iter_mut()
        .flat_map(|table| &mut table.rows)
        .filter(|row| !row.iter().all(Piece::is_label))
    {
        row.sort_by_key(Piece::is_label);
    }
}

fn is_group(row: &[Piece], piece: &Piece) -> bool {
    piece.is_label() && piece.rowspan > 1 && !row.iter().all(Piece::is_label)
}

fn group_rows(tables: &mut [Printed]) {
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

fn groups_lost(tables: &mut [Printed]) {
    for row in &mut tables[1].rows {
        let whole = row.clone();
        row.retain(|piece| !is_group(&whole, piece));
    }
}

/// Every place that a cell takes down holds its text.
fn groups_repeated(tables: &mut [Printed]) {
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

fn numbered(tables: &mut [Printed]) {
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
fn add_column(table: &mut Printed, before: &str, header: &str) {
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

fn reverse(tables: &mut [Printed]) {
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
