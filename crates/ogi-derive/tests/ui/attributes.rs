//! Attributes that do not exist, or stand in the wrong place.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("Period", skip)]
struct Span {
    #[conform(name = "start")]
    from: String,
    #[conform(rename)]
    end: String,
}

fn main() {}
