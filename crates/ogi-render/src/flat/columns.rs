//! The columns of flat tables.

use std::sync::LazyLock;

use super::{Column, Records};

/// The columns of a table, in order.
#[must_use]
pub fn columns(records: Records) -> Vec<Column> {
    match records {
        Records::Cells => ogi_schema::schema().cell_columns(),
        Records::Reports => ogi_schema::schema().report_columns(),
    }
}

/// The pointers of the texts that reports of any edition have, in the order of their columns.
pub(super) fn texts() -> &'static [String] {
    static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
        columns(Records::Reports)
            .into_iter()
            .filter_map(|column| column.pointer)
            .collect()
    });
    &TEXTS
}
