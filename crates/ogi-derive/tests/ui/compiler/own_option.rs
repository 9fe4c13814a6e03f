//! A type of the user’s own without a place for null, absence or many.

use ogi_report::{Conform, Count, Pointer};

#[derive(Conform)]
#[conform("FeeItems2019")]
struct Fees {
    items_prior_year: Count,
    items_change: Option<i64>,
}

#[derive(Conform)]
#[conform("Extension")]
struct Extra {
    at: Pointer,
    label: String,
    value: String,
}

fn main() {}
