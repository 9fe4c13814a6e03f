//! No definition has this name.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("ApplicantCount")]
struct Row {
    total: Option<u64>,
}

#[derive(Conform)]
#[conform("行政机关")]
struct Body {
    name: String,
}

fn main() {}
