//! Every base report in every format: without errors, the same bytes twice, nothing forgotten.

use crate::bases::{bases, changed};
use ogi_render::{Format, Mark, Options, render};
use ogi_report::Severity;

fn text(base: &crate::bases::Base, format: Format, options: &Options) -> String {
    String::from_utf8(render(&base.report, format, options).expect("renders")).expect("UTF-8")
}

#[test]
fn equal_reports_give_equal_bytes() {
    for base in bases() {
        for format in Format::ALL {
            for to_fill in [false, true] {
                let options = Options {
                    to_fill,
                    ..Options::default()
                };
                let first = render(&base.report, *format, &options).expect("renders");
                let second = render(&base.report.clone(), *format, &options).expect("renders");
                assert!(
                    first == second && !first.is_empty(),
                    "{} {format:?}",
                    base.name
                );
            }
        }
    }
}

/// The cells of a line between bars.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim().trim_start_matches('|').trim_end_matches('|');
    line.split('|').map(|cell| cell.trim().to_owned()).collect()
}

#[test]
fn rows_of_text_hold_the_numbers_of_the_report() {
    for base in bases() {
        for format in [Format::Markdown, Format::Text] {
            let text = text(&base, format, &Options::default());
            let rows: Vec<_> = text
                .lines()
                .filter(|line| line.contains('|'))
                .map(cells)
                .collect();
            let pointers = base.printed();
            let mut records: Vec<_> = pointers
                .iter()
                .filter_map(|pointer| pointer.rsplit_once('/'))
                .collect();
            records.dedup_by_key(|(record, _)| *record);
            for (record, _) in records {
                let fields = base
                    .report
                    .edition()
                    .definition()
                    .path(record)
                    .last()
                    .and_then(|field| field.target);
                let fields = fields.expect("an object").fields.iter();
                let numbers: Vec<_> = fields
                    .map(|field| base.shown(&format!("{record}/{}", field.name)))
                    .collect();
                let holds =
                    |row: &Vec<String>| row.windows(numbers.len()).any(|cells| cells == numbers);
                assert!(
                    rows.iter().any(holds),
                    "{} {format:?} {record} {numbers:?}",
                    base.name
                );
            }
        }
    }
}

#[test]
fn columns_of_text_line_up() {
    for base in bases() {
        let text = text(&base, Format::Text, &Options::default());
        let form = text.split_once("\n附录\n").expect("an appendix").0;
        for block in form.split("\n\n") {
            let rows = block.lines().filter(|line| line.ends_with('|'));
            let widths: std::collections::BTreeSet<_> =
                rows.map(unicode_width::UnicodeWidthStr::width).collect();
            assert!(widths.len() <= 1, "{}: {block}", base.name);
        }
    }
}

#[test]
fn marks_are_explained_in_every_format() {
    let base = changed("2021-30", |_| {});
    let mark = Mark {
        pointer: "/requests/new_received/total".to_owned(),
        severity: Severity::Warning,
        message: "与分项之和不符".to_owned(),
    };
    let options = Options {
        marks: vec![mark],
        ..Options::default()
    };
    let markdown = text(&base, Format::Markdown, &options);
    assert!(markdown.contains("| 242[^1] |") && markdown.contains("：**警告**：与分项之和不符"));
    let plain = text(&base, Format::Text, &options);
    assert!(plain.contains("242[注1] |") && plain.contains("总计：警告：与分项之和不符"));
}

#[test]
fn the_appendix_can_be_left_out() {
    let base = changed("2021-30", |_| {});
    for format in [Format::Html, Format::Markdown, Format::Text] {
        let with = text(&base, format, &Options::default());
        let without = text(
            &base,
            format,
            &Options {
                appendix: false,
                ..Options::default()
            },
        );
        for fact in [
            "11990100MB1000037N",
            "其他主动公开文件",
            "5.0325万元",
            "仅本机关",
        ] {
            assert!(
                with.contains(fact) && !without.contains(fact),
                "{format:?} {fact}"
            );
        }
    }
}

#[test]
fn a_form_to_fill_has_all_heads() {
    let base = bases()
        .into_iter()
        .find(|base| base.name == "blank-2021-30")
        .expect("a blank form");
    let heads = ["（一）主动公开", "（五）监督保障"];
    for format in [Format::Html, Format::Markdown, Format::Text] {
        let form = text(
            &base,
            format,
            &Options {
                to_fill: true,
                ..Options::default()
            },
        );
        let page = text(&base, format, &Options::default());
        assert!(
            heads
                .iter()
                .all(|head| form.contains(head) && !page.contains(head)),
            "{format:?}"
        );
    }
}
