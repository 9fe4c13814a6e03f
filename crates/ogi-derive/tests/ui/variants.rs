//! A variant for a word has no fields and cannot be left out.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("BlankCells", rename_all = "lowercase")]
enum Blank {
    Unknown,
    Zero(u64),
    #[serde(skip)]
    Other,
}

fn main() {}
