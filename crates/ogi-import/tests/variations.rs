//! The printed forms, changed as offices, converters and crawlers change them, in every layout: nothing is ever misread,
//! and what each change must leave readable is read whole.

#[path = "support/changes.rs"]
mod changes;
#[path = "support/legal.rs"]
mod legal;
#[path = "support/printed.rs"]
#[expect(dead_code, reason = "other tests print in more layouts")]
mod printed;

use changes::{
    add_column, add_row, each_row, full_width, group_rows, groups_lost, groups_repeated,
    heading_in_first_row, numbered, page_marks, relabel, revalue, reverse, separated, spaced,
    traditional, values_first, wrap, wrapped,
};
use printed::{LAYOUTS, Layout, Printed, import_as, numbers, print, score, tables};

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

/// Layouts of pages that may be divided among sheets of paper: all but records.
const PAGED: [Layout; LAYOUTS.len() - 1] = [
    Layout::Html,
    Layout::HtmlOneTable,
    Layout::Bars,
    Layout::BarsInside,
    Layout::Markdown,
    Layout::Tabs,
    Layout::OneCellALine,
    Layout::Spaces,
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
                let Ok(imported) = import_as(&print(&page, layout), &form.edition) else {
                    assert!(!whole.contains(&layout), "{place}: refused");
                    continue;
                };
                legal::check(&imported);
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
        // In records the mark breaks the merged labels, so that rows below it have a field too few and are refused.
        ("page marks", |t| page_marks(t), &PAGED),
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
