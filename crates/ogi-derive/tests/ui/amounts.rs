//! Types that hold no exact amount.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("InformationProcessingFee")]
struct Fee {
    notices_issued: Option<char>,
    amount_noticed_yuan: Option<f64>,
    amount_collected_yuan: Option<u64>,
    cases: Option<f32>,
}

#[derive(Conform)]
#[conform("FeeAmount2021")]
struct Amount {
    amount_10k_yuan: String,
}

fn main() {}
