//! A single value needs no derive.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("Count")]
struct Number {
    value: u64,
}

fn main() {}
