//! The data dictionary as Markdown.

use std::fmt::Write as _;

use ogi_schema::Standard;

use super::{DictionaryEntry, FormDictionary, VARIANT};

/// All forms on one page. Its links to rules are the published files of the registry.
pub(super) fn page(standard: &Standard, forms: &[FormDictionary]) -> String {
    let version = &standard.manifest.ruleset_version;
    let link = |id: &str| format!("rules/{version}/registry/{id}.json");
    let mut text = "# 数据字典 Data dictionary\n".to_owned();
    for dictionary in forms {
        let _ = write!(
            text,
            "\n# {}\n{}",
            dictionary.form.edition,
            tables(standard, dictionary, &link)
        );
    }
    text
}

/// The tables of a form; `link` gives the page of a rule.
pub(crate) fn tables(
    standard: &Standard,
    dictionary: &FormDictionary,
    link: &dyn Fn(&str) -> String,
) -> String {
    let count = dictionary.form.values(&standard.schema).count();
    let mut text = format!(
        "\n{}，共 {count} 个数据单元格。位置为印制表格的行、列（含表头，从 1 起）。\n\
         {count} cells as printed. Places are row and column of the printed table, heads included, from 1.\n",
        dictionary.form.instrument,
    );
    for table in &dictionary.tables {
        let _ = write!(
            text,
            "\n## {}\n\n| 行 row | 列 column | 标签 label | English | 单位 unit | 条 article | JSON Pointer | 规则 rules |\n\
             | --: | --: | --- | --- | --- | --- | --- | --- |\n",
            table.label
        );
        for entry in &table.entries {
            text.push_str(&line(entry, link));
        }
    }
    text
}

fn line(entry: &DictionaryEntry, link: &dyn Fn(&str) -> String) -> String {
    let row = match entry.row {
        Some(row) => row.to_string(),
        None => VARIANT.to_owned(),
    };
    let unit = match entry.unit {
        Some(unit) => &unit.label,
        None => "",
    };
    let mut rules = Vec::new();
    for id in &entry.rules {
        rules.push(format!("[{id}]({})", link(id)));
    }
    format!(
        "| {row} | {} | {} | {} | {unit} | {} | `{}` | {} |\n",
        entry.column,
        entry.labels.join(" › "),
        entry.labels_en.join(" › "),
        entry.articles.join(", "),
        entry.pointer,
        rules.join(", "),
    )
}
