//! The data dictionary for spreadsheets.

use super::{DictionaryEntry, DictionaryTable, FormDictionary, VARIANT};

/// One line a cell; a byte order mark, so that spreadsheets read Chinese.
pub(super) fn text(forms: &[FormDictionary]) -> String {
    let mut text = "\u{feff}版本 edition,表 table,行 row,列 column,标签 label,单位 unit,条 article,\
                    表（英文） table in English,标签（英文） label in English,JSON Pointer,规则 rules\r\n"
        .to_owned();
    for dictionary in forms {
        for table in &dictionary.tables {
            for entry in &table.entries {
                let fields = fields(&dictionary.form.edition, table, entry);
                text.push_str(&fields.map(|field| quoted(&field)).join(","));
                text.push_str("\r\n");
            }
        }
    }
    text
}

fn fields(edition: &str, table: &DictionaryTable, entry: &DictionaryEntry) -> [String; 11] {
    let row = match entry.row {
        Some(row) => row.to_string(),
        None => VARIANT.to_owned(),
    };
    let unit = match entry.unit {
        Some(unit) => unit.label.clone(),
        None => String::new(),
    };
    let rules: Vec<_> = entry.rules.iter().copied().collect();
    [
        edition.to_owned(),
        table.label.to_owned(),
        row,
        entry.column.to_string(),
        entry.labels.join(" › "),
        unit,
        entry.articles.join(" "),
        table.label_en.to_owned(),
        entry.labels_en.join(" › "),
        entry.pointer.clone(),
        rules.join(" "),
    ]
}

fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
