//! A field that is no property, with the nearest name; a misspelt one is not also reported as missing.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("ReviewCounts")]
struct Row {
    id: i64,
    upheld: Option<u64>,
    corected: Option<u64>,
    other_results: Option<u64>,
    pending: Option<u64>,
    total: Option<u64>,
    totals: Option<u64>,
}

fn main() {}
