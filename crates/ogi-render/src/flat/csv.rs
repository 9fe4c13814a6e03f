//! Comma-separated values: RFC 4180, UTF-8 with a byte order mark.

use std::io::Write;

use super::rows::Row;
use super::{Column, Value};
use crate::RenderError;

pub(super) fn write(
    columns: &[Column],
    batches: impl Iterator<Item = Vec<Row>>,
    mut out: impl Write,
) -> Result<(), RenderError> {
    let names = columns.iter().map(|column| field(&column.name));
    out.write_all(format!("\u{feff}{}\r\n", names.collect::<Vec<_>>().join(",")).as_bytes())?;
    for batch in batches {
        for row in batch {
            let fields: Vec<_> = row.iter().map(value).collect();
            out.write_all(format!("{}\r\n", fields.join(",")).as_bytes())?;
        }
    }
    Ok(out.flush()?)
}

fn value(value: &Value) -> String {
    match value {
        Value::Absent => String::new(),
        Value::Text(text) => field(text),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(digits) => digits.clone(),
    }
}

/// A field. An empty text is quoted, so that it differs from an absent one.
fn field(text: &str) -> String {
    let needs_quotes =
        text.is_empty() || text.contains(['"', ',', '\r', '\n']) || text.trim() != text;
    if needs_quotes {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
