//! Explore.

#[path = "support/printed.rs"]
mod printed;

use printed::{LAYOUTS, Layout, Piece, Printed, import, numbers, print, score, tables};

type Change = fn(&mut Vec<Printed>);

fn labels(tables: &mut [Printed], change: impl Fn(&str) -> String) {
    for table in tables.iter_mut() {
        table.title = change(&table.title);
        for piece in table.rows.iter_mut().flatten().filter(|piece| piece.is_label()) {
            piece.text = change(&piece.text);
        }
    }
}

fn values(tables: &mut [Printed], change: impl Fn(&Piece) -> String) {
    for piece in tables.iter_mut().flat_map(|table| table.rows.iter_mut().flatten()).filter(|piece| !piece.is_label()) {
        piece.text = change(piece);
    }
}

fn money(piece: &Piece) -> bool {
    piece.pointer.contains("amount")
}

fn wrap(text: &str, at: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(at).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}

fn traditional(label: &str) -> String {
    let table = include_str!("../data/traditional.txt");
    let convert = |c: char| {
        let line = table.lines().find(|line| line.starts_with(c));
        line.and_then(|line| line.chars().nth(2)).unwrap_or(c)
    };
    label.chars().map(convert).collect()
}

fn add_column(tables: &mut [Printed], at: usize, head: &str, value: impl Fn(&[Piece]) -> String) {
    let table = &mut tables[1];
    table.columns += 1;
    let mut first = true;
    for row in &mut table.rows {
        let numbers = row.iter().filter(|p| !p.is_label()).count();
        if numbers > 0 {
            let begins = row.len() - numbers;
            let mut piece = Piece::label(&value(row));
            piece.column = 100;
            row.insert(begins + at, piece);
        } else if row.iter().any(|p| p.text.contains("总计") || p.text.contains("商业企业")) {
            if row.iter().any(|p| p.text.contains("商业企业")) && at < 6 {
                let i = row.iter().position(|p| p.text.contains("商业企业")).unwrap();
                row.insert(i + at - 1, Piece::label(head));
            } else if first && at >= 6 {
                let i = row.iter().position(|p| p.text.contains("总计"));
                if let Some(i) = i {
                    row.insert(i + usize::from(at > 6), Piece { rowspan: 2, ..Piece::label(head) });
                }
            }
            first = false;
        }
        for p in row.iter_mut() {
            if p.text.contains("法人或其他组织") && at < 6 {
                p.colspan += 1;
            }
            if p.text.contains("申请人情况") {
                p.colspan += 1;
            }
        }
    }
}

const CHANGES: &[(&str, Change)] = &[
    ("none", |_| {}),
    ("no titles", |t| t.iter_mut().for_each(|t| t.title = "表格如下".into())),
    ("no title 3", |t| t[1].title = "附件".into()),
    ("no title 4", |t| t[2].title = "附件".into()),
    ("no title 2", |t| t[0].title = "附件".into()),
    ("titles without numbers", |t| t.iter_mut().for_each(|t| t.title = t.title.chars().skip(2).collect())),
    ("titles wrapped", |t| t.iter_mut().for_each(|t| t.title = wrap(&t.title, 12))),
    ("wrap 6", |t| {
        for t in t {
            for p in t.rows.iter_mut().flatten().filter(|p| p.is_label()) {
                p.text = wrap(&p.text, 6)
            }
        }
    }),
    ("wrap 12", |t| {
        for t in t {
            for p in t.rows.iter_mut().flatten().filter(|p| p.is_label()) {
                p.text = wrap(&p.text, 12)
            }
        }
    }),
    ("wrap 2 heads", |t| {
        for t in t {
            for row in t.rows.iter_mut().filter(|r| r.iter().all(Piece::is_label)) {
                for p in row {
                    p.text = wrap(&p.text, 2)
                }
            }
        }
    }),
    ("full width digits", |t| {
        values(t, |p| p.text.chars().map(|c| char::from_u32(c as u32 - 48 + 0xff10).unwrap()).collect())
    }),
    ("units", |t| values(t, |p| if money(p) { p.text.clone() } else { format!("{}件", p.text) })),
    ("thousands", |t| {
        values(t, |p| {
            let n: u32 = p.text.parse().unwrap();
            if n >= 1000 { format!("{},{:03}", n / 1000, n % 1000) } else { n.to_string() }
        })
    }),
    ("comments", |t| values(t, |p| format!("{}（含上年3件）", p.text))),
    ("comment lines", |t| values(t, |p| format!("{}\n（其中修订 1 件）", p.text))),
    ("traditional", |t| labels(t, traditional)),
    ("spaced", |t| labels(t, |l| l.chars().map(String::from).collect::<Vec<_>>().join(" "))),
    ("pinyin", |t| {
        labels(t, |l| {
            l.replace("政", "政(zhèng)").replace("理", "理(lǐ)").replace("件", "件(jiàn)").replace("请", "請(qǐng)")
        })
    }),
    ("ordinals 1、", |t| labels(t, |l| l.replace('.', "、").replace('（', "(").replace('）', ")"))),
    ("ordinals ．", |t| labels(t, |l| l.replace('.', "．").replace("、", "．"))),
    ("ordinals lost", |t| {
        labels(t, |l| {
            let mut l = l.to_owned();
            for o in [
                "（一）",
                "（二）",
                "（三）",
                "（四）",
                "（五）",
                "（六）",
                "（七）",
                "1.",
                "2.",
                "3.",
                "4.",
                "5.",
                "6.",
                "7.",
                "8.",
            ] {
                if let Some(r) = l.strip_prefix(o) {
                    l = r.to_owned();
                }
            }
            l
        })
    }),
    ("quotes lost", |t| labels(t, |l| l.replace(['“', '”', '、', '（', '）'], ""))),
    ("groups dropped", |t| {
        for t in t {
            for r in &mut t.rows {
                r.retain(|p| {
                    !(p.is_label()
                        && p.rowspan > 1
                        && p.colspan == 1
                        && !p.text.contains("计")
                        && !p.text.contains("自然人"))
                })
            }
        }
    }),
    ("group rows", |t| {
        let t = &mut t[1];
        let rows = std::mem::take(&mut t.rows);
        for mut r in rows {
            let mut i = 0;
            while i < r.len() {
                if r[i].is_label() && r[i].rowspan > 1 && r.iter().any(|p| !p.is_label()) {
                    let g = r.remove(i);
                    t.rows.push(vec![Piece { colspan: t.columns, rowspan: 1, ..g }]);
                } else {
                    i += 1;
                }
            }
            t.rows.push(r);
        }
    }),
    ("groups repeated", |t| {
        let t = &mut t[1];
        let mut above: Vec<Option<(Piece, u32)>> = vec![None; 64];
        for r in &mut t.rows {
            let own = r.clone();
            for (c, slot) in above.iter_mut().enumerate() {
                if let Some((p, left)) = slot {
                    if *left > 0 {
                        *left -= 1;
                        let at = r.iter().position(|x| x.column as usize > c).unwrap_or(r.len());
                        r.insert(at, Piece { rowspan: 1, ..p.clone() });
                    }
                }
            }
            for p in own {
                if p.rowspan > 1 && p.is_label() {
                    above[p.column as usize] = Some((p.clone(), p.rowspan - 1));
                }
            }
            for p in r.iter_mut() {
                p.rowspan = 1;
            }
        }
    }),
    ("rowspan lost", |t| {
        for t in t {
            for p in t.rows.iter_mut().flatten() {
                p.rowspan = 1;
            }
        }
    }),
    ("index column", |t| {
        for t in t {
            let mut n = 0;
            for r in &mut t.rows {
                if r.iter().any(|p| !p.is_label()) {
                    n += 1;
                    r.insert(0, Piece::label(&n.to_string()));
                } else {
                    r.insert(0, Piece::label(if n == 0 { "序号" } else { "" }));
                }
            }
            t.columns += 1;
        }
    }),
    ("remark column", |t| {
        for t in t {
            for r in &mut t.rows {
                r.push(Piece::label(if r.iter().any(|p| !p.is_label()) { "" } else { "备注" }));
            }
            t.columns += 1;
        }
    }),
    ("remark column text", |t| {
        for t in t {
            for r in &mut t.rows {
                r.push(Piece::label(if r.iter().any(|p| !p.is_label()) { "见网站" } else { "备注" }));
            }
            t.columns += 1;
        }
    }),
    ("header repeated", |t| {
        let t = &mut t[1];
        let heads: Vec<_> = t.rows.iter().take_while(|r| r.iter().all(Piece::is_label)).cloned().collect();
        let at = 12;
        for h in heads.into_iter().rev() {
            t.rows.insert(at, h);
        }
    }),
    ("extra 法人合计", |t| {
        add_column(t, 6, "法人合计", |r| {
            r.iter()
                .filter(|p| !p.is_label())
                .skip(1)
                .take(5)
                .map(|p| p.text.parse::<u32>().unwrap())
                .sum::<u32>()
                .to_string()
        })
    }),
    ("extra 小计 in", |t| add_column(t, 5, "小计", |_| "99999".into())),
    ("extra 备注 end 3", |t| add_column(t, 7, "同比", |_| "88888".into())),
    ("missing value", |t| {
        for r in &mut t[1].rows {
            if r.iter().filter(|p| !p.is_label()).count() == 7 {
                let i = r.iter().position(|p| !p.is_label()).unwrap();
                r.remove(i + 3);
            }
        }
    }),
    ("blank value", |t| {
        for r in &mut t[1].rows {
            if r.iter().filter(|p| !p.is_label()).count() == 7 {
                let i = r.iter().position(|p| !p.is_label()).unwrap();
                r[i + 3].text.clear();
            }
        }
    }),
    ("dash", |t| values(t, |p| if p.text.ends_with('9') { "-".into() } else { p.text.clone() })),
    ("wu", |t| values(t, |p| if p.text.ends_with('9') { "无".into() } else { p.text.clone() })),
    ("page marks", |t| {
        for t in t {
            let n = t.rows.len() / 2;
            t.rows.insert(n, vec![Piece { colspan: t.columns, ..Piece::label("— 5 —") }]);
        }
    }),
    ("other order", |t| t.swap(1, 2)),
    ("title as first row", |t| {
        for t in t {
            let title = std::mem::replace(&mut t.title, " ".into());
            t.rows.insert(0, vec![Piece { colspan: t.columns, ..Piece::label(&title) }]);
        }
    }),
    ("note after", |t| {
        for t in t {
            t.rows.push(vec![Piece {
                colspan: t.columns,
                ..Piece::label("注：本表数据统计期限为2022年1月1日至12月31日，含上年度结转3件。")
            }]);
        }
    }),
    ("prose before", |t| {
        for t in t {
            t.title += "\n本年度共收到政府信息公开申请12件，办结10件，具体情况见下表。";
        }
    }),
    ("twice", |t| t.extend(t.clone())),
    ("values first", |t| {
        for t in t {
            for r in &mut t.rows {
                if r.iter().any(|p| !p.is_label()) {
                    r.sort_by_key(|p| p.is_label());
                }
            }
        }
    }),
    ("ocr O", |t| values(t, |p| p.text.replace('0', "O"))),
    ("ocr l", |t| values(t, |p| p.text.replace('1', "l"))),
    ("reversed columns", |t| {
        for r in &mut t[1].rows {
            let b = r.iter().position(|p| !p.is_label());
            if let Some(b) = b {
                r[b..].reverse();
            } else if r.iter().any(|p| p.text.contains("商业企业")) {
                r.reverse();
            } else if let Some(i) = r.iter().position(|p| p.text.contains("自然人")) {
                r[i..].reverse();
            }
        }
    }),
    ("other handling short", |t| {
        labels(t, |l| {
            l.replace("申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "逾期不补正")
                .replace("申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "逾期不缴费")
        })
    }),
    ("typo", |t| {
        labels(t, |l| {
            l.replace("内部", "内容")
                .replace("处罚", "处理")
                .replace("情形", "情况")
                .replace("规范性", "规范")
                .replace("结果", "结栗")
        })
    }),
];

#[test]
fn explore() {
    let only = std::env::var("ONLY").ok();
    for (name, change) in CHANGES {
        if only.as_ref().is_some_and(|o| !name.contains(o.as_str())) {
            continue;
        }
        for form in &ogi_schema::standard().forms {
            let mut changed = tables(form);
            let all = numbers(&changed);
            change(&mut changed);
            let mut all = all;
            for t in changed.iter().flat_map(|t| t.rows.iter().flatten()).filter(|p| !p.is_label()) {
                if t.text.is_empty() || t.text == "-" || t.text == "无" {
                    all.remove(&t.pointer);
                }
            }
            let mut line = format!("{name:24} {} ", form.edition);
            for layout in LAYOUTS {
                let page = print(&changed, layout);
                if only.is_some() && std::env::var("SHOW").is_ok_and(|s| format!("{layout:?}") == s) {
                    println!("{page}");
                }
                match import(&page) {
                    Err(e) => line += &format!(" {:8}", format!("{e:?}").chars().take(8).collect::<String>()),
                    Ok(i) => {
                        let (r, w) = score(&i, &all);
                        line += &format!(
                            " {:3}{:5}",
                            if r == all.len() { "ok".to_owned() } else { r.to_string() },
                            if w.is_empty() { String::new() } else { format!("!!{}", w.len()) }
                        );
                        if only.is_some() && !w.is_empty() {
                            println!("{layout:?} {:?}", &w[..w.len().min(8)]);
                        }
                        if only.is_some() && std::env::var("SHOW").is_ok_and(|s| format!("{layout:?}") == s) {
                            for n in &i.notes {
                                println!("{n:?}");
                            }
                        }
                    }
                }
            }
            println!("{line}");
        }
    }
    let _ = Layout::Html;
}
