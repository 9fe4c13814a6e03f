//! A document printed in every format and read back.

use ogi_render::{Format, Options, render};
use serde_json::Value;

use crate::legal;

/// Where a document that was printed and read back differs from the original: pointer, before, after.
pub(crate) fn differences(document: &Value, format: Format) -> Vec<String> {
    let report = ogi_report::read(document.to_string().as_bytes()).expect("a legal report");
    let document: &Value = &serde_json::to_value(&report).expect("JSON");
    let bytes = render(&report, format, &Options::default()).expect("prints");
    let name = format!("report.{}", format.extension());
    match ogi_import::read(&bytes, Some(&name)) {
        Ok(imported) => {
            legal::check(&imported);
            let mut found = Vec::new();
            compare(document, &imported.document(), "", &mut found);
            found
        }
        Err(error) => vec![error.to_string()],
    }
}

fn compare(before: &Value, after: &Value, at: &str, found: &mut Vec<String>) {
    let (Value::Object(a), Value::Object(b)) = (before, after) else {
        if before != after {
            found.push(format!("{at}: {before} became {after}"));
        }
        return;
    };
    for (name, value) in a {
        match b.get(name) {
            Some(other) => compare(value, other, &format!("{at}/{name}"), found),
            None => found.push(format!("{at}/{name}: {value} is lost")),
        }
    }
    let added = b.iter().filter(|(name, _)| !a.contains_key(*name));
    found.extend(added.map(|(name, value)| format!("{at}/{name}: {value} is invented")));
}
