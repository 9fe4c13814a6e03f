//! The definition is not named; the nearest name is that of the struct.

use ogi_report::Conform;

#[derive(Conform)]
struct ReviewCount {
    total: Option<u64>,
}

fn main() {}
