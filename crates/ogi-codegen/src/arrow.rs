//! The flat tables of many reports, described for Apache Arrow and Parquet.

use ogi_schema::{Column, ColumnKind, Standard};
use serde::Serialize;

use crate::json::pretty;
use crate::{Artifact, CodegenError, lookup};

/// The columns of both tables with their types in Arrow and Parquet: `cells.json` (one row for each number) and
/// `reports.json` (one row for each report). Paths begin with `arrow/`.
///
/// # Errors
/// A reference of the schema leads nowhere.
pub fn artifacts(standard: &Standard, _base: &str) -> Result<Vec<Artifact>, CodegenError> {
    lookup::verify(standard)?;
    let tables = [
        ("cells", standard.schema.cell_columns()),
        ("reports", standard.schema.report_columns()),
    ];
    Ok(tables
        .map(|(name, columns)| artifact(standard, name, &columns))
        .into())
}

#[derive(Serialize)]
struct ArrowTable<'a> {
    name: &'a str,
    schema_version: &'a str,
    fields: Vec<ArrowField<'a>>,
}

#[derive(Serialize)]
struct ArrowField<'a> {
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
    let table = ArrowTable {
        name,
        schema_version: version,
        fields,
    };
    Artifact {
        path: format!("arrow/{version}/{name}.json"),
        text: pretty(&table),
    }
}

fn field(column: &Column) -> ArrowField<'_> {
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
    ArrowField {
        name,
        nullable: !required,
        arrow,
        parquet,
        description,
        pointer: pointer.as_deref(),
    }
}
