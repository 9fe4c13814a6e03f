//! Flat tables: what is written reads back as what the reports say.

use crate::bases::{Base, bases, changed};
use ogi_render::flat::{ColumnKind, DataFormat, Records, columns, table};
use serde_json::{Value, json};

fn written(bases: &[Base], records: Records, format: DataFormat) -> Vec<u8> {
    let mut out = Vec::new();
    table(
        bases.iter().map(|base| (base.name.clone(), &base.report)),
        records,
        format,
        &mut out,
    )
    .expect("writes");
    out
}

fn text(bases: &[Base], records: Records, format: DataFormat) -> String {
    String::from_utf8(written(bases, records, format)).expect("UTF-8")
}

/// Records of RFC 4180.
fn parse(text: &str) -> Vec<Vec<String>> {
    let mut records = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let record = records.last_mut().expect("a record");
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => {
                record.last_mut().expect("a field").push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(String::new()),
            '\r' if !quoted && chars.next_if_eq(&'\n').is_some() => {
                records.push(vec![String::new()]);
            }
            _ => record.last_mut().expect("a field").push(c),
        }
    }
    records.pop();
    records
}

#[test]
fn comma_separated_cells_read_back() {
    let bases = bases();
    let text = text(&bases, Records::Cells, DataFormat::Csv);
    let mut records = parse(text.strip_prefix('\u{feff}').expect("a byte order mark")).into_iter();
    let names: Vec<_> = columns(Records::Cells)
        .into_iter()
        .map(|column| column.name)
        .collect();
    assert_eq!(records.next().expect("names"), names);
    let column = |name: &str| {
        names
            .iter()
            .position(|known| known == name)
            .expect("a column")
    };
    let mut seen = 0;
    for record in records {
        assert_eq!(record.len(), names.len());
        let base = &bases[record[0].parse::<usize>().expect("a number") - 1];
        let (pointer, value) = (&record[column("pointer")], &record[column("value")]);
        assert_eq!(
            *value,
            base.digits(pointer).unwrap_or_default(),
            "{} {pointer}",
            base.name
        );
        assert_eq!(record[column("missing")].is_empty(), !value.is_empty());
        assert_eq!(record[column("file")], base.name);
        assert_eq!(record[column("agency")], base.report.agency().name.as_str());
        assert!(record[column("labels_zh")].starts_with(|c| "二三四六".contains(c)));
        seen += 1;
    }
    let present = bases.iter().map(|base| {
        base.report
            .cells()
            .filter(|(_, leaf)| *leaf != ogi_report::Leaf::Absent)
            .count()
    });
    assert_eq!(seen, present.sum::<usize>());
}

#[test]
fn lines_of_json_read_back() {
    let mut bases = bases();
    bases.push(changed("2021-30", |document| {
        document["overview"]["text"] = json!("甲,\"乙\"\r\n丙\u{1}");
    }));
    for records in [Records::Cells, Records::Reports] {
        let columns = columns(records);
        let lines = text(&bases, records, DataFormat::Jsonl);
        let csv = text(&bases, records, DataFormat::Csv);
        let csv = parse(csv.trim_start_matches('\u{feff}'));
        assert_eq!(csv.len(), lines.lines().count() + 1);
        for (line, record) in lines.lines().zip(&csv[1..]) {
            let row: Value = serde_json::from_str(line).expect("JSON");
            assert_eq!(row.as_object().expect("an object").len(), columns.len());
            for (column, field) in columns.iter().zip(record) {
                let value = &row[&column.name];
                assert!(!column.required || !value.is_null(), "{}", column.name);
                match column.kind {
                    ColumnKind::Text => {
                        assert_eq!(value.as_str().unwrap_or_default(), field, "{}", column.name);
                    }
                    _ if value.is_null() => assert!(field.is_empty()),
                    _ => assert_eq!(value.as_f64(), field.parse().ok(), "{}", column.name),
                }
            }
        }
    }
}

#[test]
fn rows_of_reports_hold_every_text() {
    let bases = [changed("2021-30", |_| {})];
    let line = text(&bases, Records::Reports, DataFormat::Jsonl);
    let row: Value = serde_json::from_str(&line).expect("JSON");
    let document = &bases[0].document;
    assert_eq!(row["agency_uscc"], document["agency"]["uscc"]);
    assert_eq!(
        row["overview_disclosure_on_request"],
        document["overview"]["disclosure_on_request"]
    );
    assert_eq!(row["year"], document["year"]);
    assert_eq!(row["extensions"], json!(document["extensions"].to_string()));
    assert_eq!(
        [&row["cells"], &row["cells_stated"]],
        [&json!(204), &json!(204)]
    );
}

#[test]
fn a_missing_number_says_why() {
    let base = changed("report-shanghai-general-office-2019", |_| {});
    let lines = text(&[base], Records::Cells, DataFormat::Jsonl);
    let rows: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let reasons: std::collections::BTreeSet<_> = rows
        .iter()
        .filter(|row| row["value"].is_null())
        .map(|row| row["missing"].to_string())
        .collect();
    assert_eq!(reasons.into_iter().collect::<Vec<_>>(), ["\"blank\""]);
    let amount = rows
        .iter()
        .find(|row| row["unit"] == "CNY")
        .expect("an amount");
    assert_eq!(
        [&amount["value"], &amount["printed"]],
        [&json!(251_000), &json!("251000元")]
    );
}

#[test]
fn every_column_is_documented() {
    for records in [Records::Cells, Records::Reports] {
        let columns = columns(records);
        let names: std::collections::BTreeSet<_> =
            columns.iter().map(|column| &column.name).collect();
        assert_eq!(names.len(), columns.len());
        assert!(
            columns
                .iter()
                .all(|column| column.description.ends_with('.') && column.description.len() > 8)
        );
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_reads_back() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::Field;

    fn spelled(field: &Field) -> String {
        match field {
            Field::Null => String::new(),
            Field::Str(text) => text.clone(),
            Field::Long(number) => number.to_string(),
            Field::Decimal(decimal) => {
                let bytes = decimal.data();
                let start = if bytes[0] & 0x80 == 0 { 0 } else { -1i128 };
                let millionths = bytes
                    .iter()
                    .fold(start, |sum, byte| sum << 8 | i128::from(*byte));
                assert_eq!(decimal.scale(), 6);
                let sign = if millionths < 0 { "-" } else { "" };
                let (whole, rest) = (millionths.abs() / 1_000_000, millionths.abs() % 1_000_000);
                let digits = format!("{sign}{whole}.{rest:06}");
                digits
                    .trim_end_matches('0')
                    .trim_end_matches('.')
                    .to_owned()
            }
            other => panic!("{other:?}"),
        }
    }

    let bases = bases();
    for records in [Records::Cells, Records::Reports] {
        let bytes = written(&bases, records, DataFormat::Parquet);
        assert_eq!(bytes, written(&bases, records, DataFormat::Parquet));
        let file = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("a file");
        let csv = text(&bases, records, DataFormat::Csv);
        let csv = parse(csv.trim_start_matches('\u{feff}'));
        let rows: Vec<_> = file
            .get_row_iter(None)
            .expect("rows")
            .map(|row| row.expect("a row"))
            .collect();
        assert_eq!(rows.len() + 1, csv.len());
        for (row, record) in rows.iter().zip(&csv[1..]) {
            let fields: Vec<_> = row
                .get_column_iter()
                .map(|(_, field)| spelled(field))
                .collect();
            assert_eq!(fields, *record);
        }
    }
}
