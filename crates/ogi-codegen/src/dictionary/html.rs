//! The data dictionary as one page of HTML.

use std::fmt::Write as _;

use ogi_schema::Standard;

use super::{DictionaryTable, FormDictionary};

const STYLE: &str = "\
:root{color-scheme:light dark}
body{font:1rem/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:0 auto;max-width:90rem;padding:1rem}
nav ul{columns:2 20rem;padding-left:1.2rem}
.wide{overflow-x:auto}
@media (min-width:75rem){.wide{overflow-x:visible}}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-size:1.1rem;font-weight:bold;padding:.5rem 0}
th,td{border:1px solid #8888;padding:.3rem .5rem;text-align:left;vertical-align:top}
thead th{position:sticky;top:0;background:Canvas;white-space:nowrap}
tbody th{font-weight:normal;min-width:12rem}
td.place{text-align:right;white-space:nowrap}
code{font-size:.85em}
a code{white-space:nowrap}
small{display:block;font-weight:normal;opacity:.8}
a:focus-visible{outline:2px solid;outline-offset:2px}
@media print{nav{display:none}thead th{position:static}}
";

/// All forms on one page, with their contents before them and the rules after.
pub(super) fn page(standard: &Standard, forms: &[FormDictionary]) -> String {
    let mut contents = String::new();
    let mut body = String::new();
    for dictionary in forms {
        let edition = &dictionary.form.edition;
        let _ = writeln!(
            body,
            "<h2 id=\"f{edition}\">{edition}：{}</h2>",
            escape(&dictionary.form.instrument)
        );
        for (index, table) in dictionary.tables.iter().enumerate() {
            let id = format!("f{edition}-{}", index + 1);
            let _ = writeln!(
                contents,
                "<li><a href=\"#{id}\">{edition} {}</a></li>",
                escape(table.label)
            );
            body.push_str(&html_table(&id, table));
        }
    }
    let mut rules = String::new();
    for rule in &standard.rules {
        let (zh, en) = (escape(&rule.title.zh_cn), escape(&rule.title.en));
        let _ = writeln!(
            rules,
            "<dt id=\"{0}\"><code>{0}</code></dt><dd>{zh} <span lang=\"en\">{en}</span></dd>",
            rule.id
        );
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>数据字典 Data dictionary</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>政府信息公开工作年度报告：数据字典 <span lang=\"en\">Data dictionary</span></h1>\n\
         <p>位置为印制表格的行、列（含表头，从 1 起）。“变体”是可以代替其他行的行。\n\
         <small lang=\"en\">Places are row and column of the printed table, heads included, from 1. A variant is a row \
         that may stand instead of others.</small></p>\n\
         <nav aria-label=\"目录 Contents\">\n<ul>\n{contents}<li><a href=\"#rules\">规则 Rules</a></li>\n</ul>\n</nav>\n\
         {body}<h2 id=\"rules\">规则 <span lang=\"en\">Rules</span></h2>\n<dl>\n{rules}</dl>\n</main>\n</body>\n</html>\n"
    )
}

fn html_table(id: &str, table: &DictionaryTable) -> String {
    let mut text = format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}\">\n<table>\n\
         <caption id=\"{id}\">{}<small lang=\"en\">{}</small></caption>\n<thead><tr>",
        escape(table.label),
        escape(table.label_en)
    );
    for (zh, en) in HEADS {
        let _ = write!(
            text,
            "<th scope=\"col\">{zh}<small lang=\"en\">{en}</small></th>"
        );
    }
    text.push_str("</tr></thead>\n<tbody>\n");
    for entry in &table.entries {
        let mut rules = Vec::new();
        for rule in &entry.rules {
            rules.push(format!("<a href=\"#{rule}\"><code>{rule}</code></a>"));
        }
        let unit = match entry.unit {
            Some(unit) => &unit.label,
            None => "",
        };
        let row = match entry.row {
            Some(row) => row.to_string(),
            None => "变体".to_owned(),
        };
        let _ = writeln!(
            text,
            "<tr><td class=\"place\">{}</td><td class=\"place\">{}</td>\
             <th scope=\"row\">{}<small lang=\"en\">{}</small></th><td>{}</td><td>{}</td><td><code>{}</code></td>\
             <td>{}</td></tr>",
            row,
            entry.column,
            escape(&entry.labels.join(" › ")),
            escape(&entry.labels_en.join(" › ")),
            unit,
            entry.articles.join(", "),
            entry.pointer.replace('/', "<wbr>/"),
            rules.join(" "),
        );
    }
    text.push_str("</tbody>\n</table>\n</div>\n");
    text
}

const HEADS: [(&str, &str); 7] = [
    ("行", "row"),
    ("列", "column"),
    ("标签", "label"),
    ("单位", "unit"),
    ("条", "article"),
    ("位置", "JSON Pointer"),
    ("规则", "rules"),
];

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
