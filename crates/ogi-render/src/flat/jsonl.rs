//! One JSON object a line.

use std::io::Write;

use super::rows::Row;
use super::{Column, Value};
use crate::RenderError;

pub(super) fn write(
    columns: &[Column],
    batches: impl Iterator<Item = Vec<Row>>,
    mut out: impl Write,
) -> Result<(), RenderError> {
    for batch in batches {
        for row in batch {
            let members = columns
                .iter()
                .zip(&row)
                .map(|(column, found)| format!("{}:{}", text(&column.name), value(found)));
            out.write_all(format!("{{{}}}\n", members.collect::<Vec<_>>().join(",")).as_bytes())?;
        }
    }
    Ok(out.flush()?)
}

/// A value as JSON. Numbers are literals with all of their digits.
fn value(value: &Value) -> String {
    match value {
        Value::Absent => "null".to_owned(),
        Value::Text(known) => text(known),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(digits) => digits.clone(),
    }
}

fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
