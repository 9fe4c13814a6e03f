//! serde writes one name and reads another.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("FeeItems2019")]
struct Fees {
    #[serde(rename(serialize = "items_prior_year", deserialize = "last_year"))]
    items_prior_year: Option<u64>,
    #[serde(rename(deserialize = "change"))]
    items_change: Option<i64>,
}

fn main() {}
