//! Structs with named fields follow objects, enums follow lists of words, and nothing else follows anything.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("Period")]
struct Tuple(String, String);

#[derive(Conform)]
#[conform("Period")]
struct Unit;

#[derive(Conform)]
#[conform("Period")]
union Union {
    start: u8,
    end: u8,
}

#[derive(Conform)]
#[conform("Period")]
enum Choice {
    Start,
    End,
}

#[derive(Conform)]
#[conform("BlankCells")]
struct Words {
    unknown: bool,
    zero: bool,
}

fn main() {}
