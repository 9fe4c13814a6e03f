//! Apache Parquet: texts as UTF-8, numbers as INT64, amounts and counts as DECIMAL(22, 6).

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{
    ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::rows::Row;
use super::{Column, ColumnKind, Value};
use crate::RenderError;

/// Rows in a row group, which is the memory that writing needs.
const GROUP: usize = 65_536;
/// Bytes of a decimal number of 22 digits.
const BYTES: i32 = 10;

pub(super) fn write(
    columns: &[Column],
    batches: impl Iterator<Item = Vec<Row>>,
    out: impl Write + Send,
) -> Result<(), RenderError> {
    let properties = WriterProperties::builder()
        .set_created_by("ogi-render".to_owned())
        .build();
    let mut file = SerializedFileWriter::new(out, schema(columns)?, Arc::new(properties))?;
    let mut rows: Vec<Row> = Vec::new();
    for batch in batches {
        rows.extend(batch);
        while rows.len() >= GROUP {
            let rest = rows.split_off(GROUP);
            group(&mut file, columns, &rows)?;
            rows = rest;
        }
    }
    if !rows.is_empty() {
        group(&mut file, columns, &rows)?;
    }
    file.close()?;
    Ok(())
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let fields = columns.iter().map(field).collect::<Result<_, _>>()?;
    Type::group_type_builder("row")
        .with_fields(fields)
        .build()
        .map(Arc::new)
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let repetition = if column.required {
        Repetition::REQUIRED
    } else {
        Repetition::OPTIONAL
    };
    let physical = match column.kind {
        ColumnKind::Text => PhysicalType::BYTE_ARRAY,
        ColumnKind::Integer => PhysicalType::INT64,
        ColumnKind::Decimal => PhysicalType::FIXED_LEN_BYTE_ARRAY,
    };
    let ty = Type::primitive_type_builder(&column.name, physical).with_repetition(repetition);
    let ty = match column.kind {
        ColumnKind::Text => ty.with_logical_type(Some(LogicalType::String)),
        ColumnKind::Integer => ty,
        ColumnKind::Decimal => {
            let precision = i32::from(ColumnKind::PRECISION);
            let scale = i32::from(ColumnKind::SCALE);
            ty.with_length(BYTES)
                .with_logical_type(Some(LogicalType::decimal(scale, precision)))
                .with_precision(precision)
                .with_scale(scale)
        }
    };
    ty.build().map(Arc::new)
}

fn group<W: Write + Send>(
    file: &mut SerializedFileWriter<W>,
    columns: &[Column],
    rows: &[Row],
) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for (index, column) in columns.iter().enumerate() {
        let Some(writer) = group.next_column()? else {
            break;
        };
        self::column(writer, column, rows.iter().map(|row| &row[index]))?;
    }
    group.close()?;
    Ok(())
}

fn column<'a>(
    mut writer: SerializedColumnWriter<'_>,
    column: &Column,
    values: impl Iterator<Item = &'a Value> + Clone,
) -> Result<(), ParquetError> {
    let levels: Vec<i16> = values
        .clone()
        .map(|value| i16::from(*value != Value::Absent))
        .collect();
    let levels = (!column.required).then_some(levels.as_slice());
    match column.kind {
        ColumnKind::Text => {
            let texts: Vec<ByteArray> = values.filter_map(text).collect();
            writer
                .typed::<ByteArrayType>()
                .write_batch(&texts, levels, None)?;
        }
        ColumnKind::Integer => {
            let numbers: Vec<i64> = values.filter_map(integer).collect();
            writer
                .typed::<Int64Type>()
                .write_batch(&numbers, levels, None)?;
        }
        ColumnKind::Decimal => {
            let numbers: Vec<FixedLenByteArray> = values.filter_map(decimal).collect();
            writer
                .typed::<FixedLenByteArrayType>()
                .write_batch(&numbers, levels, None)?;
        }
    }
    writer.close()
}

fn text(value: &Value) -> Option<ByteArray> {
    match value {
        Value::Text(text) => Some(text.as_bytes().to_vec().into()),
        _ => None,
    }
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

/// Millionths in two's complement, most significant byte first.
fn decimal(value: &Value) -> Option<FixedLenByteArray> {
    let Value::Decimal(digits) = value else {
        return None;
    };
    let places = digits
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    let digits: String = digits.chars().filter(|c| *c != '.').collect();
    let number: i128 = (digits
        + &"0".repeat(usize::from(ColumnKind::SCALE).saturating_sub(places)))
        .parse()
        .ok()?;
    let bytes = number.to_be_bytes();
    let start = bytes.len() - usize::try_from(BYTES).unwrap_or(0);
    Some(ByteArray::from(bytes[start..].to_vec()).into())
}
