//! A case that serde does not have.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("BlankCells", rename_all = "Lowercase")]
enum Blank {
    Unknown,
    Zero,
}

fn main() {}
