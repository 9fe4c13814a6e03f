//! A flattened field hides its fields; a skipped one is left out like any other.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("Period")]
struct Span {
    #[serde(flatten)]
    bounds: std::ops::Range<String>,
    #[serde(flatten)]
    #[conform(skip)]
    rest: Vec<String>,
}

fn main() {}
