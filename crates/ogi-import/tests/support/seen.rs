//! A report with one number that each file shows in its own way.

use serde_json::{Value, json};

/// Where the number stands that each file shows in its own way.
const ISSUED: &str = "/proactive_disclosure/normative_documents/issued";
pub(crate) const TITLE: &str = "某市水务局2022年政府信息公开工作年度报告";
pub(crate) const SECTION: &str = "二、主动公开政府信息情况";
pub(crate) const HEADS: [&str; 4] = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"];

/// Checks the number that is read, and that another cell is.
pub(crate) fn check(name: &str, file: &[u8], seen: Option<u64>) {
    let imported = ogi_import::read(file, None).unwrap_or_else(|error| panic!("{name}: {error}"));
    let document = imported.document();
    let read = document.pointer(ISSUED).cloned().unwrap_or(Value::Null);
    assert_eq!(read, json!(seen), "{name}");
    let rules = document.pointer("/proactive_disclosure/rules/issued");
    assert_eq!(rules, Some(&json!(1)), "{name}: another cell");
}
