//! One table, with its cells set apart in every way that people and programs do: what is read is the same.

use ogi_import::{Hints, Imported};
use ogi_report::Edition;
use serde_json::{Value, json};

/// Rows of a page; a row of one cell is a line of text.
fn rows() -> Vec<Vec<String>> {
    let lines = "某市水务局2022年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项,,,
信息内容,本年制发件数,本年废止件数,现行有效件数
规章,1,2,30
行政规范性文件,4,5,6789
第二十条第（五）项,,,
信息内容,本年处理决定数量,,
行政许可,70,,
第二十条第（六）项,,,
信息内容,本年处理决定数量,,
行政处罚,8,,
行政强制,9,,
第二十条第（八）项,,,
信息内容,本年收费金额（单位：万元）,,
行政事业性收费,1.25,,";
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    lines.lines().map(cells).collect()
}

#[expect(clippy::field_reassign_with_default, reason = "hints may gain fields")]
fn read(text: &str, name: &str) -> Imported {
    let mut hints = Hints::default();
    hints.edition = Some(Edition::V2021);
    hints.file_name = Some(name.to_owned());
    ogi_import::read_with(text.as_bytes(), &hints).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn check(text: &str) {
    let document = read(text, "a.txt").document();
    let disclosure = &document["proactive_disclosure"];
    let numbers = json!([
        disclosure["rules"],
        disclosure["normative_documents"]["in_force"],
        disclosure["administrative_licensing"]["decisions"],
        disclosure["administrative_penalties"]["decisions"],
        disclosure["administrative_compulsion"]["decisions"],
        disclosure["administrative_fees"]["amount_10k_yuan"],
    ]);
    let rules = json!({"issued": 1, "repealed": 2, "in_force": 30});
    assert_eq!(numbers, json!([rules, 6789, 70, 8, 9, "1.25"]), "{text}");
}

/// A page whose rows of several cells are written by `row`.
fn page(row: impl Fn(&[String]) -> String) -> String {
    let line = |cells: &Vec<String>| {
        if cells.len() == 1 {
            cells[0].clone()
        } else {
            row(cells)
        }
    };
    rows().iter().map(line).collect::<Vec<_>>().join("\n")
}

fn filled(cells: &[String]) -> Vec<String> {
    cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .cloned()
        .collect()
}

fn is_number(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_digit())
}

#[test]
fn separators() {
    for separator in [",", ";", "\t", "|", " | ", "｜", "‖", "¦", "│", "║", "||"] {
        check(&page(|cells| cells.join(separator)));
        if separator.len() > 1 || separator == "|" {
            check(&page(|cells| filled(cells).join(separator)));
        }
    }
    check(&page(|cells| cells.join(",")).replace('\n', "\r"));
    check(&format!("sep=;\n{}", page(|cells| cells.join(";"))));
}

#[test]
fn what_programs_write_around_cells() {
    let quoted = |cells: &[String], mark: &dyn Fn(&str) -> String| {
        cells.iter().map(|cell| mark(cell)).collect::<Vec<_>>()
    };
    let number = |open: &'static str, close: &'static str| {
        move |cell: &str| {
            if is_number(cell) {
                format!("{open}{cell}{close}")
            } else {
                cell.to_owned()
            }
        }
    };
    check(&page(|cells| {
        quoted(cells, &|cell| format!("\"{cell}\"")).join(",")
    }));
    check(&page(|cells| {
        quoted(cells, &|cell| format!("\"{cell}\"")).join("\t")
    }));
    check(&page(|cells| quoted(cells, &number("=\"", "\"")).join(",")));
    check(&page(|cells| {
        quoted(cells, &number("\"=\"\"", "\"\"\"")).join(",")
    }));
    check(&page(|cells| quoted(cells, &number("'", "")).join("\t")));
    for filler in ["NaN", "None", "null", "<NA>"] {
        check(&page(|cells| {
            cells.join(",").replace(",,", &format!(",{filler},"))
        }));
    }
    let mut at = 0;
    let numbered: Vec<String> = rows()
        .iter()
        .map(|cells| {
            at += 1;
            format!(
                "{at},{}",
                [cells.clone(), vec![String::new(); 4 - cells.len()]]
                    .concat()
                    .join(",")
            )
        })
        .collect();
    check(&format!(",0,1,2,3\n{}", numbered.join("\n")));
}

#[test]
fn merged_cells_that_stand_once_for_each_column() {
    let repeated = |cells: &[String]| {
        let mut last = String::new();
        let cells = cells.iter().map(|cell| {
            if !cell.is_empty() {
                last.clone_from(cell);
            }
            last.clone()
        });
        cells.collect::<Vec<_>>()
    };
    check(&page(|cells| repeated(cells).join(",")));
    check(&page(|cells| repeated(cells).join(" | ")));
    check(&page(|cells| {
        let head = |(at, cell): (usize, String)| {
            if at > 1 && cell.starts_with("本年处理") {
                format!("{cell}.{}", at - 1)
            } else {
                cell
            }
        };
        repeated(cells)
            .into_iter()
            .enumerate()
            .map(head)
            .collect::<Vec<_>>()
            .join(",")
    }));
}

#[test]
fn drawn_tables() {
    for (rule, bar) in [
        ("├───┼───┤", "│"),
        ("┣━━━╋━━━┫", "┃"),
        ("+----+----+", "|"),
        ("+====+====+", "|"),
        ("-----+-----", "|"),
        ("──────────", "│"),
    ] {
        check(&page(|cells| {
            format!("{rule}\n{bar}{}{bar}", cells.join(bar))
        }));
        check(&page(|cells| {
            format!("{rule}\n{bar} {} {bar}", filled(cells).join(bar))
        }));
        for width in [3, 5] {
            let wrapped = page(|cells| format!("{rule}\n{}", wrapped(cells, bar, width)));
            check(&format!("{wrapped}\n{rule}"));
        }
    }
}

/// A row whose texts run over lines of so many characters.
fn wrapped(cells: &[String], bar: &str, width: usize) -> String {
    let pieces: Vec<Vec<String>> = cells
        .iter()
        .map(|cell| {
            let width = if is_number(cell) { 9 } else { width };
            let characters: Vec<char> = cell.chars().collect();
            characters
                .chunks(width)
                .map(|piece| piece.iter().collect())
                .collect()
        })
        .collect();
    let height = pieces.iter().map(Vec::len).max().unwrap_or(1);
    let line = |at: usize| {
        let cells = pieces
            .iter()
            .map(|cell| cell.get(at).map_or("", String::as_str));
        format!("{bar}{}{bar}", cells.collect::<Vec<_>>().join(bar))
    };
    (0..height).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_number_that_is_not_whole_is_not_read() {
    let torn = page(|cells| cells.join(",")).replace("6789", "6,789");
    let padded: String = (0..12).map(|at| format!("本市行业{at},0,0,0\n")).collect();
    let broken = page(|cells| {
        let rule = "+---+---+";
        format!(
            "{rule}\n{}\n{rule}",
            wrapped(cells, "|", 20).replace("|6789|", "|67|\n| | | |89|")
        )
    });
    for text in [format!("{torn}\n{padded}"), broken] {
        let document = read(&text, "a.txt").document();
        let disclosure = &document["proactive_disclosure"];
        assert_eq!(
            disclosure["normative_documents"]["in_force"],
            Value::Null,
            "{text}"
        );
        assert_eq!(disclosure["rules"]["in_force"], json!(30), "{text}");
    }
}

#[test]
fn a_page_in_one_line_is_refused_by_its_name() {
    let glued: String = rows().concat().concat();
    let error = ogi_import::read(glued.as_bytes(), None).expect_err("glued");
    assert_eq!(error, ogi_import::ImportError::Glued);
}
