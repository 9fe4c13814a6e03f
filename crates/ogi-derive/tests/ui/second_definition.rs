//! A type cannot follow two definitions.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("Requests2019")]
#[conform("Requests2021")]
struct Requests {
    outcomes: u64,
}

fn main() {}
