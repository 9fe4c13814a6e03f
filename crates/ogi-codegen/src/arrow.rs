//! The flat tables of many reports, described for Apache Arrow and Parquet.

use ogi_schema::{Column, ColumnKind, Standard};
use serde::Serialize;

use crate::{Artifact, CodegenError};

/// `cells.json` (a row for each number) and `reports.json` (a row for each report): the columns as Arrow and Parquet have
/// them; paths begin with `arrow/`.
///
/// # Errors
/// None so far; the other formats have some.
pub fn artifacts(standard: &Standard, _base: &str) -> Result<Vec<Artifact>, CodegenError> {
    let tables = [
        ("cells", standard.schema.cell_columns()),
        ("reports", standard.schema.report_columns()),
    ];
    Ok(tables
        .map(|(name, columns)| artifact(standard, name, &columns))
        .into())
}

#[derive(Serialize)]
struct Table<'a> {
    name: &'a str,
    schema_version: &'a str,
    fields: Vec<Field<'a>>,
}

#[derive(Serialize)]
struct Field<'a> {
    name: &'a str,
    nullable: bool,
    arrow: String,
    parquet: String,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
}

fn artifact(standard: &Standard, name: &str, columns: &[Column]) -> Artifact {
    let version = &standard.manifest.schema_version;
    let fields = columns.iter().map(field).collect();
    let text = serde_json::to_string_pretty(&Table {
        name,
        schema_version: version,
        fields,
    })
    .unwrap_or_else(|error| unreachable!("plain data is JSON: {error}"));
    Artifact {
        path: format!("arrow/{version}/{name}.json"),
        text: text + "\n",
    }
}

fn field(column: &Column) -> Field<'_> {
    let (precision, scale) = (ColumnKind::PRECISION, ColumnKind::SCALE);
    let (arrow, parquet) = match column.kind {
        ColumnKind::Text => ("utf8".to_owned(), "BYTE_ARRAY (STRING)".to_owned()),
        ColumnKind::Integer => ("int64".to_owned(), "INT64".to_owned()),
        ColumnKind::Decimal => (
            format!("decimal128({precision}, {scale})"),
            format!("FIXED_LEN_BYTE_ARRAY(10) (DECIMAL({precision}, {scale}))"),
        ),
    };
    let Column {
        name,
        required,
        description,
        pointer,
        ..
    } = column;
    Field {
        name,
        nullable: !required,
        arrow,
        parquet,
        description,
        pointer: pointer.as_deref(),
    }
}
