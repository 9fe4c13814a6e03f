//! What offices, converters and crawlers do to the rows and labels of the form, as changes of their printed model.

use super::printed::{Piece, Printed};
use super::shapes::{Random, is_head, labels, row_label, row_labels, wide};

fn without_ordinal(label: &str) -> &str {
    let rest = match label
        .strip_prefix('（')
        .and_then(|rest| rest.split_once('）'))
    {
        Some((inside, rest)) if inside.chars().count() <= 2 => rest,
        _ => label,
    };
    match rest.split_once(['.', '、']) {
        Some((number, rest)) if number.chars().count() <= 2 => rest,
        _ => rest,
    }
}

pub(crate) fn ordinals_lost(tables: &mut [Printed], _: &mut Random) {
    for label in row_labels(tables) {
        label.text = without_ordinal(&label.text).to_owned();
    }
}

pub(crate) fn ordinals_only(tables: &mut [Printed], _: &mut Random) {
    let table = &mut tables[1..2];
    for label in row_labels(table) {
        let rest = without_ordinal(&label.text).to_owned();
        let end = label.text.len() - rest.len();
        if end > 0 {
            label.text.truncate(end);
        }
    }
}

pub(crate) fn labels_lost(tables: &mut [Printed], random: &mut Random) {
    for label in row_labels(tables) {
        if random.below(12) == 0 {
            label.text.clear();
        }
    }
}

fn broken(text: &str, at: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let lines: Vec<String> = letters
        .chunks(at.max(2))
        .map(|line| line.iter().collect())
        .collect();
    lines.join("\n")
}

pub(crate) fn labels_wrapped(tables: &mut [Printed], random: &mut Random) {
    let at = 5 + random.below(12);
    for label in labels(tables) {
        label.text = broken(&label.text, at);
    }
}

/// The label of a row goes on below its numbers, in a row of its own that the cells of groups span, too.
pub(crate) fn values_within_label(tables: &mut [Printed], random: &mut Random) {
    let at = 8 + random.below(8);
    for table in tables {
        let rests: Vec<Option<Piece>> = table
            .rows
            .iter_mut()
            .map(|row| rest_of_label(row, at))
            .collect();
        for (index, row) in table.rows.iter_mut().enumerate() {
            for piece in row.iter_mut().filter(|piece| piece.rowspan > 1) {
                let spanned = rests.iter().skip(index).take(piece.rowspan as usize);
                piece.rowspan += u32::try_from(spanned.flatten().count()).expect("few rows");
            }
        }
        let rows = std::mem::take(&mut table.rows).into_iter().zip(rests);
        table.rows = rows
            .flat_map(|(row, rest)| [Some(row), rest.map(|rest| vec![rest])])
            .flatten()
            .collect();
    }
}

/// Cuts the label of a row after so many characters; what comes after them.
fn rest_of_label(row: &mut [Piece], at: usize) -> Option<Piece> {
    let label = row_label(row).filter(|label| label.text.chars().count() > at + 1)?;
    let letters: Vec<char> = label.text.chars().collect();
    label.text = letters[..at].iter().collect();
    Some(Piece {
        column: label.column,
        colspan: label.colspan,
        ..Piece::label(&letters[at..].iter().collect::<String>())
    })
}

pub(crate) fn begins_within_two(tables: &mut [Printed], random: &mut Random) {
    let lost = 1 + random.below(tables[0].rows.len() / 2);
    tables[0].rows.drain(..lost);
    tables[0].title = "- 4 -".to_owned();
}

pub(crate) fn begins_within_three(tables: &mut [Printed], random: &mut Random) {
    tables[0].rows.clear();
    tables[0].title = "- 4 -".to_owned();
    let lost = 4 + random.below(14);
    tables[1].rows.drain(..lost);
    tables[1].title = String::new();
}

pub(crate) fn heads_wrapped(tables: &mut [Printed], random: &mut Random) {
    let at = 2 + random.below(3);
    for row in tables
        .iter_mut()
        .flat_map(|table| &mut table.rows)
        .filter(|row| is_head(row))
    {
        row.iter_mut()
            .for_each(|piece| piece.text = broken(&piece.text, at));
    }
}

pub(crate) fn labels_explained(tables: &mut [Printed], random: &mut Random) {
    const NOTES: [&str; 3] = [
        "（按照《中华人民共和国政府信息公开条例》有关规定，由本机关在法定期限内答复的，均计入本项，不重复计算）",
        "（此项由设区的市级以上行政机关填报；没有的填零）",
        "（单位：件，含上一年度结转到本年度办理的申请数量）",
    ];
    for label in row_labels(tables) {
        if !label.text.is_empty() && random.below(2) == 0 {
            label.text += NOTES[random.below(3)];
        }
    }
}

fn local_row(table: &Printed, label: &str, lead: u32, counts: u32) -> Vec<Piece> {
    let mut row = vec![wide(label, 0, lead)];
    for at in 0..counts {
        row.push(Piece {
            column: lead + at,
            ..Piece::label(&(91_001 + at).to_string())
        });
    }
    if let Some(last) = row.last_mut() {
        last.colspan = table.columns.saturating_sub(last.column).max(1);
    }
    row
}

pub(crate) fn local_rows(tables: &mut [Printed], random: &mut Random) {
    let row = local_row(&tables[0], "政务服务事项目录", 1, 3);
    let at = tables[0]
        .rows
        .iter()
        .position(|row| !is_head(row))
        .unwrap_or(0);
    tables[0].rows.insert(at + 1 + random.below(1), row);
    let row = local_row(&tables[0], "行政奖励", 1, 1);
    tables[0].rows.push(row);
    let row = local_row(&tables[1], "其中：网络申请", 3, 7);
    tables[1].rows.insert(4, row);
    let row = local_row(&tables[1], "五、答复平均用时（天）", 3, 7);
    tables[1].rows.push(row);
}

/// Adds a column of numbers before the header `before`, or at the end.
fn add_column(table: &mut Printed, at: u32, header: &str, over: &[&str], number: &str) {
    table.columns += 1;
    let heads = table.rows.iter().position(|row| !is_head(row)).unwrap_or(0);
    let height = u32::try_from(heads).expect("few rows");
    let mut placed = false;
    for (index, row) in (0u32..).zip(&mut table.rows) {
        for piece in row.iter_mut() {
            if piece.column >= at {
                piece.column += 1;
            } else if over.contains(&piece.text.as_str()) && index < height {
                piece.colspan += 1;
            }
        }
        let lowest = index >= height;
        let begins = !placed
            && !lowest
            && row
                .iter()
                .any(|piece| piece.colspan == 1 && piece.is_label());
        if lowest {
            row.push(Piece {
                column: at,
                ..Piece::label(number)
            });
        } else if begins && index >= 1 {
            placed = true;
            let rowspan = height - index;
            row.push(Piece {
                column: at,
                rowspan,
                ..Piece::label(header)
            });
        }
        row.sort_by_key(|piece| piece.column);
    }
}

pub(crate) fn total_of_organizations(tables: &mut [Printed], _: &mut Random) {
    add_column(&mut tables[1], 9, "法人合计", &["申请人情况"], "90017");
}

pub(crate) fn remarks_column(tables: &mut [Printed], _: &mut Random) {
    add_column(&mut tables[1], 10, "备注", &["申请人情况"], "");
}

pub(crate) fn percent_columns(tables: &mut [Printed], _: &mut Random) {
    add_column(&mut tables[1], 10, "占比", &["申请人情况"], "12.5%");
    add_column(&mut tables[1], 4, "占比", &["申请人情况"], "7.5%");
}

/// The heads printed again at a page break.
pub(crate) fn heads_repeated(tables: &mut [Printed], random: &mut Random) {
    let table = &mut tables[1];
    let heads = table
        .rows
        .iter()
        .position(|row| !is_head(row))
        .expect("rows");
    let again = table.rows[..heads].to_vec();
    let at = heads + 2 + random.below(table.rows.len() - heads - 4);
    for row in &mut table.rows[heads..] {
        row.iter_mut().for_each(|piece| piece.rowspan = 1);
    }
    let blanks = |row: &mut Vec<Piece>| {
        let begins = row.first().map_or(0, |piece| piece.column);
        for column in (0..begins).rev() {
            row.insert(
                0,
                Piece {
                    column,
                    ..Piece::label("")
                },
            );
        }
    };
    table.rows[heads..].iter_mut().for_each(blanks);
    table.rows.splice(at..at, again);
}

fn is_group(row: &[Piece], piece: &Piece) -> bool {
    piece.is_label() && piece.rowspan > 1 && !is_head(row)
}

/// Merged cells are taken apart: only the first row shows the group.
pub(crate) fn groups_once(tables: &mut [Printed], _: &mut Random) {
    let table = &mut tables[1];
    for row in &mut table.rows {
        if is_head(row) {
            continue;
        }
        row.iter_mut().for_each(|piece| piece.rowspan = 1);
        let begins = row.first().map_or(0, |piece| piece.column);
        for column in (0..begins).rev() {
            row.insert(
                0,
                Piece {
                    column,
                    ..Piece::label("")
                },
            );
        }
    }
}

pub(crate) fn groups_lost(tables: &mut [Printed], _: &mut Random) {
    for row in &mut tables[1].rows {
        let whole = row.clone();
        row.retain(|piece| !is_group(&whole, piece));
    }
}

pub(crate) fn labels_padded(tables: &mut [Printed], random: &mut Random) {
    let pad = ["\u{3000}", " ", "\u{a0}"][random.below(3)];
    for label in labels(tables) {
        if label.text.chars().count() <= 6 && random.below(2) == 0 {
            let letters: Vec<String> = label.text.chars().map(String::from).collect();
            label.text = letters.join(pad);
        }
    }
}

/// Numbers of rows in a column before all others.
pub(crate) fn numbered(tables: &mut [Printed], _: &mut Random) {
    let table = &mut tables[1];
    table.columns += 1;
    let mut number = 0;
    let mut first = true;
    for row in &mut table.rows {
        row.iter_mut().for_each(|piece| piece.column += 1);
        let text = if is_head(row) {
            if std::mem::take(&mut first) {
                "序号".to_owned()
            } else {
                String::new()
            }
        } else {
            number += 1;
            number.to_string()
        };
        row.insert(0, Piece::label(&text));
    }
}
